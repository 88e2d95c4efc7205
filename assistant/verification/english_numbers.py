"""Numbers in English words."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.verification.numeral import Rule, share

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS: dict[str, int] = {
    **{word: value for value, word in enumerate(_ONES)},
    **{word: 10 * value for value, word in enumerate(_TENS, 2)},
}
_SCALES: dict[str, int] = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
_GROUPS: dict[str, int] = {"hundred": 100, "dozen": 12}
_PLACES: dict[str, int] = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_PARTS = {"hal": 2, "thi": 3, "qua": 4, "fif": 5, "ten": 10}
_ANY = "|".join(sorted({*_WORDS, *_SCALES, *_GROUPS}, key=len, reverse=True))
_PLACE = "|".join(_PLACES)


def english_value(words: list[str]) -> Decimal | None:
    """Return the value of number words (``forty``, ``five``); None where there are none.

    Args:
        words: Lower case, hyphenated ones parted.
    """
    total, group, seen = 0, 0, False
    for word in words:
        if word in _WORDS:
            group += _WORDS[word]
        elif word in _GROUPS:
            group = (group or 1) * _GROUPS[word]
        elif word in _SCALES:
            total += (group or 1) * _SCALES[word]
            group = 0
        else:
            continue
        seen = True
    return Decimal(total + group) if seen else None


def _spelled(match: re.Match[str]) -> Decimal | None:
    return english_value(re.split(r"[\s-]+", match[0].lower()))


def _part(match: re.Match[str]) -> Decimal | None:
    parts = _WORDS.get((match[1] or "one").lower(), 1)
    return share(Decimal(parts), Decimal(_PARTS[match[2].lower()[:3]]))


def _place(match: re.Match[str]) -> Decimal:
    tens = _WORDS[match[1].lower()] if match[1] else 0
    return Decimal(tens + _PLACES[match[2].lower()])


SHARES = (
    Rule(
        re.compile(
            r"\b(?:(one|two|three|four|an?)[\s-])?(half|halves|thirds?|quarters?|fifths?|tenths?)\b"
            r"(?=\s(?:of|the)\b)|\b(one|two|three|four)[\s-](thirds?|quarters|fifths?|tenths?)\b",
            re.IGNORECASE,
        ),
        lambda m: _part(m) if m[2] else share(Decimal(_WORDS[m[3].lower()]), _whole(m[4])),
        "share",
    ),
)
ORDINALS = (
    Rule(
        re.compile(r"(?<![\w-])(\d{1,3})(?:st|nd|rd|th)\b", re.IGNORECASE),
        lambda m: Decimal(m[1]),
        "ordinal",
    ),
    Rule(
        re.compile(
            rf"\b(?:(twenty|thirty)-)?({_PLACE})\b(?!-?\s?(?:part(?:y|ies)|countr))", re.IGNORECASE
        ),
        _place,
        "ordinal",
    ),
)
AMOUNTS = (
    Rule(re.compile(r"\bhalf a(?= year\b)", re.IGNORECASE), lambda _: Decimal("0.5")),
    Rule(
        re.compile(r"\b(?:an?|one)(?= (?:year|month|week|decade)\b)", re.IGNORECASE),
        lambda _: Decimal(1),
    ),
    Rule(re.compile(rf"\b(?:(?:an?|{_ANY})(?:\sand)?[\s-])*(?:{_ANY})\b", re.IGNORECASE), _spelled),
)


def _whole(word: str) -> Decimal:
    return Decimal(_PARTS[word.lower()[:3]])
