"""Numbers in digits, as every language writes them."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.verification.numeral import FREE, Rule, share

_MOST_EXPONENT = 400
_PLAIN = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d|\.\d)|\d+(?:\.\d+)?"
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SUFFIXES = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}


def _number(digits: str) -> Decimal:
    return Decimal(re.sub(r"[, ]", "", digits))


def _power(match: re.Match[str]) -> Decimal | None:
    exponent = next(int(g) for g in match.groups()[1:] if g)
    if exponent > _MOST_EXPONENT:
        return None
    return Decimal(match[1] or 1) * Decimal(10) ** exponent


def _part(match: re.Match[str]) -> Decimal | None:
    part, whole = Decimal(match[1]), Decimal(match[2])
    return share(part, whole) if 0 < part < whole else None


POWERS = (
    Rule(
        re.compile(
            rf"{FREE}(?:(\d+(?:\.\d+)?)\s?[x×*]\s?)?10\s?(?:\^\s?\(?(\d{{1,3}})\)?|"
            r"\*\*(\d{1,3})|의\s?(\d{1,3})\s?(?:승|제곱)|の(\d{1,3})乗|"
            r"\s?to the (?:power (?:of )?)?(\d{1,3})(?:th)?(?: power)?)",
            re.IGNORECASE,
        ),
        _power,
    ),
)
SHARES = (Rule(re.compile(rf"{FREE}(\d{{1,2}})/(\d{{1,2}})(?![\d/])"), _part, "share"),)
SCALED = (
    Rule(
        re.compile(r"(?:(?<=[$€£¥₩])|(?<=[$€£¥₩] ))(\d[\d,]*(?:\.\d+)?)\s?([kmbt])n?\b", re.I),
        lambda m: _number(m[1]) * _SUFFIXES[m[2].lower()],
    ),
    Rule(
        re.compile(rf"{FREE}({_PLAIN})[\s-]?(thousand|million|billion|trillion)\b", re.I),
        lambda m: _number(m[1]) * _SCALES[m[2].lower()],
    ),
)
AMOUNTS = (Rule(re.compile(rf"{FREE}({_PLAIN})"), lambda m: _number(m[1])),)
