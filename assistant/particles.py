"""Korean particles, whose form depends on how the word before them ends when it is spoken."""

from __future__ import annotations

import re

_FIRST_SYLLABLE, _LAST_SYLLABLE, _FINALS = 0xAC00, 0xD7A3, 28
_RIEUL, _OTHER = 8, 1
_PAIRS = (
    ("은", "는"), ("이", "가"), ("을", "를"), ("과", "와"), ("이란", "란"), ("이라는", "라는"),
    ("이라고", "라고"), ("이나", "나"), ("으로", "로"),
)  # fmt: skip
_FORMS = {form: pair for pair in _PAIRS for form in pair}
_LEADING = re.compile(
    f"({'|'.join(sorted(_FORMS, key=len, reverse=True))})"
    r"(?=(?:부터|서|써|서는|써는|의|는|도)?(?:[\s?!.,)」’”]|$))"
)
# How digits (일, 칠, 팔; 영, 삼, 육) and letters (엘, 알; 엠, 엔) end when they are read out.
_READ_OUT = dict.fromkeys("178lr", _RIEUL) | dict.fromkeys("036mn", _OTHER)
_ROMAN = re.compile(r"(?<![A-Za-z])[IVX]+$")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
_OPEN = re.compile(
    r"([A-Za-z0-9]*[가-힣A-Za-z0-9][\"'”’」』)\]]*)"
    r"(은\(는\)|이\(가\)|을\(를\)|과\(와\)|\(으\)로)"
)
_OPEN_FORMS = {"은(는)": "은", "이(가)": "이", "을(를)": "을", "과(와)": "과", "(으)로": "으로"}
# Act is read 액트 and Meta 메타, but Internet 인터넷 and Google 구글.
_READ_AS_WORD = re.compile(r"(?:[lmnr]|ng|(?<![aeiou])[aeiou][bckpt]|[lmn]e)$")


def with_particle(word: str, particle: str) -> str:
    """Return a word with a particle in the form that fits it.

    Args:
        word: In Hangul, Latin letters or digits, perhaps in quotation marks.
        particle: In either form (은 or 는); one that has a single form is taken as it is.
    """
    return word + fitting_particle(word, particle)


def fitting_particle(word: str, particle: str) -> str:
    """Return the form of a particle that fits the word before it."""
    if particle not in _FORMS:
        return particle
    closed, open_ = _FORMS[particle]
    final = _final(word)
    if closed == "으로" and final == _RIEUL:
        return open_
    return closed if final else open_


def refit(word: str, rest: str) -> str:
    """Return what follows a word that has taken another's place, its particle fitted to it.

    Args:
        word: The new one.
        rest: Of the sentence; it need not begin with a particle.
    """
    found = _LEADING.match(rest)
    return fitting_particle(word, found[1]) + rest[found.end(1) :] if found else rest


def settle_particles(text: str) -> str:
    """Return a text with each open particle (``은(는)``) as the word before it wants it.

    A Latin word is taken as it is read out in Korean; where no word stands before, both forms stay.
    """
    return _OPEN.sub(lambda found: with_particle(found[1], _OPEN_FORMS[found[2]]), text)


def _final(word: str) -> int:
    """The final consonant of a word read out: 0 for none, 8 for ㄹ, any other number for others."""
    spoken = re.sub(r"\W+$", "", word)
    last = spoken[-1:]
    if not last:
        return 0
    if _FIRST_SYLLABLE <= ord(last) <= _LAST_SYLLABLE:
        return (ord(last) - _FIRST_SYLLABLE) % _FINALS
    if roman := _ROMAN.search(spoken):
        return _READ_OUT.get(str(_roman_value(roman[0]))[-1], 0)
    if last.isdigit() or last.isupper():
        return _READ_OUT.get(last.lower(), 0)
    ending = _READ_AS_WORD.search(spoken.lower())
    return 0 if ending is None else _RIEUL if ending[0][0] in "lr" else _OTHER


def _roman_value(roman: str) -> int:
    digits = [_ROMAN_DIGITS[letter] for letter in roman]
    following = [*digits[1:], 0]
    return sum(-a if a < b else a for a, b in zip(digits, following, strict=True))
