"""Korean particles that depend on the sound before them: 은 or 는, 이 or 가, 을 or 를."""

from __future__ import annotations

import re

_OPEN = re.compile(r"(.?)([\"'”’」』)\]]*)(은\(는\)|이\(가\)|을\(를\)|과\(와\)|\(으\)로)")
_AFTER_CONSONANT = {
    "은(는)": "은",
    "이(가)": "이",
    "을(를)": "을",
    "과(와)": "과",
    "(으)로": "으로",
}
_AFTER_VOWEL = {"은(는)": "는", "이(가)": "가", "을(를)": "를", "과(와)": "와", "(으)로": "로"}
_FIRST, _LAST, _FINALS, _RIEUL = 0xAC00, 0xD7A3, 28, 8
# Read in Sino-Korean: 영 일 이 삼 사 오 육 칠 팔 구; 1, 7 and 8 end in ㄹ.
_DIGITS = dict(zip("0123456789", (21, 8, 0, 16, 0, 0, 1, 8, 8, 0), strict=True))


def settle_particles(text: str) -> str:
    """Return a text with each open particle (``은(는)``) as the word before it wants it.

    Where nobody can tell how that word ends, such as after a Latin one, both forms stay.
    """
    return _OPEN.sub(_settle, text)


def _settle(found: re.Match[str]) -> str:
    before, quotes, open_form = found.groups()
    final = _final(before)
    if final is None:
        return found[0]
    consonant = final != 0 and not (open_form == "(으)로" and final == _RIEUL)
    forms = _AFTER_CONSONANT if consonant else _AFTER_VOWEL
    return f"{before}{quotes}{forms[open_form]}"


def _final(char: str) -> int | None:
    """The number of the final consonant that a character is read with; 0 for none."""
    if char and _FIRST <= ord(char) <= _LAST:
        return (ord(char) - _FIRST) % _FINALS
    return _DIGITS.get(char)
