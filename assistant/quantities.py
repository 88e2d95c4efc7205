"""Dates and quantities in a sentence, each with what it counts, in Korean, English and Japanese."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_DATES = (
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?P<m>{_MONTH}),? (?P<y>\d{{4}})\b", re.I),
    re.compile(rf"\b(?P<m>{_MONTH}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})\b", re.I),
    re.compile(r"(?P<y>\d{4})\s?[년年.-]\s?(?P<m>\d{1,2})\s?[월月.-]\s?(?P<d>\d{1,2})\s?[일日]?"),
)
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
)  # fmt: skip
_SCALES = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "천만": 10**7,
    "백만": 10**6, "천": 10**3, "만": 10**4, "억": 10**8, "조": 10**12, "万": 10**4, "億": 10**8,
    "兆": 10**12,
}  # fmt: skip
_CURRENCIES = {
    "€": "euro", "eur": "euro", "euro": "euro", "euros": "euro", "유로": "euro", "ユーロ": "euro",
    "$": "dollar", "usd": "dollar", "dollars": "dollar", "달러": "dollar", "ドル": "dollar",
    "£": "pound", "gbp": "pound", "pounds": "pound", "파운드": "pound", "ポンド": "pound",
    "원": "won", "won": "won", "ウォン": "won", "엔": "yen", "円": "yen", "yen": "yen",
}  # fmt: skip
_UNITS = {
    "percent": r"%|per ?cent\b|퍼센트|パーセント",
    "hour": r"hours?\b|시간|時間",
    "day": r"(?:calendar |working |business )?days?\b|일(?![본반부정시자])|日(?!本)",
    "week": r"weeks?\b|주(?:일|간)?(?![요체관])|週間?",
    "month": r"months?\b|개월|[かカヶケヵ箇]月",
    "year": r"years?\b|년(?!도)|年(?!度)",
    "country": r"(?:countries|nations|states)\b|개국|[かカヶケヵ箇]国",
    "person": r"(?:members?|people|persons?|staff|employees?|experts?)\b|명|인(?!공|정|증)|人|名",
    "company": r"(?:companies|firms)\b|개\s?(?:사|기업)|社",
    "organisation": r"organi[sz]ations?\b|개\s?(?:기관|조직)|機関",
    "item": r"(?:articles|principles|actions|commitments|measures|items)\b|개\s?조|가지|항목|条",
}
_NUMBER = (
    r"(?P<number>\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    rf"|(?<![\w-])(?:{'|'.join(_SMALL)})(?![\w-]))"
    r"(?:\s?(?P<scale>thousand|million|billion|trillion|천만|백만|천|만|억|조|万|億|兆))?"
)
_GAP = r"[\s-]?(?:(?!(?:of|and|or|to|the|in|by|from) )[A-Za-z]+ ){0,2}?"
_MONEY = (
    r"(?P<money>euros?|dollars|pounds|won|yen|유로|(?:캐나다|미국)?\s?달러|파운드|원|엔|ユーロ|ドル|"
    r"ポンド|ウォン|円)"
)
_SIGNED = re.compile(rf"(?P<sign>€|\$|£|EUR|USD|GBP)\s?{_NUMBER}", re.IGNORECASE)
_COUNTED = re.compile(
    rf"{_NUMBER}{_GAP}(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _UNITS.items())
    + f"|{_MONEY})",
    re.IGNORECASE,
)


class Quantity(NamedTuple):
    """A value in a text.

    Attributes:
        unit: What is counted; ``date`` for a day.
        value: Of it; a date as the number yyyymmdd.
        text: As it stands.
    """

    unit: str
    value: Decimal
    text: str


def find_quantities(text: str) -> list[Quantity]:
    """Return the dates of a text, and its numbers that say what they count, in order of kind.

    Bare numbers are left out: they may be the number of an article, a page or a year.
    """
    found: list[Quantity] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            month = match["m"].lower()
            number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month)
            value = int(match["y"]) * 10_000 + number * 100 + int(match["d"])
            found.append(Quantity("date", Decimal(value), match.group().strip()))
        text = pattern.sub(_blank, text)
    for match in _SIGNED.finditer(text):
        unit = _CURRENCIES[match["sign"].lower()]
        found.append(Quantity(unit, _value(match), _folded(match)))
    text = _SIGNED.sub(_blank, text)
    for match in _COUNTED.finditer(text):
        found.append(Quantity(_unit(match), _value(match), _folded(match)))
    return found


def _unit(match: re.Match[str]) -> str:
    if money := match["money"]:
        name = money.lower().split()[-1].removeprefix("캐나다").removeprefix("미국").strip()
        own = "canadian " if "캐나다" in money else ""
        return own + _CURRENCIES.get(name, name)
    return next(name for name in _UNITS if match[name])


def _value(match: re.Match[str]) -> Decimal:
    digits = match["number"].lower()
    if digits in _SMALL:
        number = Decimal(_SMALL.index(digits))
    else:
        number = Decimal(re.sub(r"[,\s\u00a0\u202f]", "", digits))
    return (number * _SCALES.get((match["scale"] or "").lower(), 1)).normalize()


def _folded(match: re.Match[str]) -> str:
    return " ".join(match.group().split())


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
