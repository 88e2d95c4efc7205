"""Whether a name in Hangul is the transliteration of one in Latin letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Consonants that transliteration mixes up share a letter; vowels are too free to compare.
_INITIALS = (
    "k", "k", "n", "t", "t", "l", "m", "p", "p", "s", "s", "", "s", "s", "s", "k", "t", "p", "h",
)  # fmt: skip
_FINALS = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "p", "l", "l", "p", "l", "m", "p", "p",
    "s", "s", "n", "s", "s", "k", "t", "p", "h",
)  # fmt: skip
_FIRST_HANGUL, _LAST_HANGUL = 0xAC00, 0xD7A3
_LATIN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"sch|sh|ch|th|tsch|dg|ts|tz", "S"),
        (r"ph", "P"),
        (r"ck|q|g(?=[^eiy]|$)|c(?=[^eiy]|$)", "K"),
        (r"x", "KS"),
        (r"ng(?=[^aeiou]|$)", "N"),
        (r"[gc](?=[eiy])|[jsz]", "S"),
        (r"[kg]", "K"),
        (r"[td]", "T"),
        (r"[pbfv]", "P"),
        (r"[lr]", "L"),
        (r"n", "N"),
        (r"m", "M"),
        (r"h", "H"),
    )
)
_NEAR = {frozenset("st"): 0.4, frozenset("sk"): 0.6}
# Korean drops the r after a vowel, and h comes and goes.
_FAINT = {"l": 0.4, "h": 0.2}
_MOST_DISTANCE = 0.3
_LEAST_CONSONANTS = 2


@lru_cache(maxsize=20_000)
def sounds_alike(hangul: str, latin: str) -> bool:
    """Return whether a word in Hangul may transliterate one in Latin letters.

    Names of fewer than two consonants say too little, and are never alike.
    """
    left, right = _hangul_consonants(hangul), _latin_consonants(latin)
    shortest = min(len(left), len(right))
    if shortest < _LEAST_CONSONANTS:
        return False
    return _distance(left, right) / max(len(left), len(right)) < _MOST_DISTANCE


def _hangul_consonants(text: str) -> str:
    found = ""
    for letter in text:
        if not _FIRST_HANGUL <= ord(letter) <= _LAST_HANGUL:
            continue
        place = ord(letter) - _FIRST_HANGUL
        found += _INITIALS[place // 588] + _FINALS[place % 28]
    return _squeeze(found)


def _latin_consonants(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower())
    spelled = re.sub(r"[^a-z]", "", plain)
    for pattern, letter in _LATIN:
        spelled = pattern.sub(letter, spelled)
    return _squeeze(re.sub(r"[^A-Z]", "", spelled).lower())


def _squeeze(text: str) -> str:
    return re.sub(r"(.)\1+", r"\1", text)


def _distance(left: str, right: str) -> float:
    """Edit distance (Wagner and Fischer 1974) with cheap steps between sounds that are near."""
    above = [0.0]
    for letter in right:
        above.append(above[-1] + _FAINT.get(letter, 1.0))
    for a in left:
        row = [above[0] + _FAINT.get(a, 1.0)]
        for place, b in enumerate(right):
            change = 0.0 if a == b else _NEAR.get(frozenset((a, b)), 1.0)
            row.append(
                min(
                    above[place] + change,
                    above[place + 1] + _FAINT.get(a, 1.0),
                    row[place] + _FAINT.get(b, 1.0),
                )
            )
        above = row
    return above[-1]
