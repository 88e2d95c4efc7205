"""Finds the dates of a text, whole or in part, in English, Korean and Japanese."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.verification.folding import blank

_FIRST_REIWA = 2018


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a text; what it does not say is None.

    Attributes:
        start: Of its characters.
        end: One past the last.
        year: Four digits.
        month: 1 to 12.
        day: 1 to 31.
        part: Part of the year: ``Q1`` to ``Q4``, ``H1`` or ``H2``.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str | None = None

    @property
    def fields(self) -> tuple[int | None, int | None, int | None, str | None]:
        """Year, month, day and part."""
        return self.year, self.month, self.day, self.part

    @property
    def ordinal(self) -> int | None:
        """The day's number in the calendar; None where the date is not whole or there is none."""
        if not (self.year and self.month and self.day):
            return None
        try:
            return datetime.date(self.year, self.month, self.day).toordinal()
        except ValueError:
            return None

    def agrees(self, other: Date) -> bool:
        """Whether no field that both give differs, and they give at least one in common."""
        pairs = [(a, b) for a, b in zip(self.fields, other.fields, strict=True) if a and b]
        return bool(pairs) and all(a == b for a, b in pairs)


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<name>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_M = r"(?P<month>1[0-2]|0?[1-9])(?!\d)"
_D = r"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)"
_TH = r"(?:st|nd|rd|th)?"
_JOIN = r"\s?(?:-|to|and|,)\s?"
_JOIN_EAST = r"\s?(?:-|~|와|과|,|및|と|、|에서|부터)\s?"
_LAST = r"(?P<last>3[01]|[12]\d|0?[1-9])(?!\d)"
_QUARTERS = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
_HALVES = {"first": "1", "second": "2", "상": "1", "하": "2", "上": "1", "下": "2"}
_COUNTED = r"(?!\s?(?:명|개|원|만|억|건|%|percent|people|members|pages|[.,/]\d))"

_PATTERNS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\d/]){_YEAR}\s?년?도?,?\s?(?P<quarter>[1-4])\s?/?4?\s?분기",
        rf"(?<![\d/]){_YEAR}\s?년?도?,?\s?(?P<half>[상하])반기",
        rf"(?<![\d/]){_YEAR}年第(?P<quarter>[1-4])四半期",
        rf"(?<![\d/]){_YEAR}年(?P<half>[上下])半期",
        rf"\bQ(?P<quarter>[1-4])(?:\sof)?\s{_YEAR}",
        rf"(?<![\d/]){_YEAR}\s?Q(?P<quarter>[1-4])\b",
        rf"\b(?P<quarter>first|second|third|fourth) quarter of {_YEAR}",
        rf"\b(?P<half>first|second) half of {_YEAR}",
        rf"(?<![\d/]){_YEAR}\s?[년年]\s?{_M}\s?[월月](?:\s?{_D}\s?[일日]?(?:{_JOIN_EAST}{_LAST})?\s?[일日])?",
        rf"(?<![\d/]){_YEAR}(?P<mark>\s?[-./]\s?){_M}(?:(?P=mark){_D}(?:-{_LAST})?\.?)?",
        rf"'(?P<short>\d\d)(?:\.|년)\s?{_M}\s?(?:월|\.)?(?:\s?{_D}일?(?:-{_LAST}일?)?\.?)?",
        rf"(?<=\()(?P<short>[0-3]\d)\.\s?{_M}\.\s?{_D}",
        rf"(?<=\()(?P<short>[12]\d)\.{_M}(?=\))",
        r"'(?P<short>\d\d)(?:년|(?=\)))",
        r"令和(?P<era>\d{1,2}|元)年(?:(?P<month>1[0-2]|[1-9])月)?(?:(?P<day>[123]?\d)日)?",
        rf"(?<!\d){_D}{_TH}(?:{_JOIN}{_LAST}{_TH})?\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?",
        rf"\b{_MONTH}\s{_D}{_TH}(?:{_JOIN}{_LAST}{_TH})?(?:,?\s{_YEAR})?",
        rf"\b{_MONTH},?\s(?:of\s)?{_YEAR}",
        rf"\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Ee]arly|[Ll]ate|[Ff]or|[Ff]rom|[Oo]f) {_MONTH}",
        r"\b(?P<name>January|February|April|June|July|August|September|October|November|December)\b",
        rf"(?<![\d/]){_YEAR}\s?[년年]도?",
        rf"(?<![\d가-힣]){_M}\s?[월月](?:\s?{_D}\s?[일日]?(?:{_JOIN_EAST}{_LAST})?\s?[일日])?",
        rf"(?<![A-Za-z\d.,/]){_YEAR}(?![A-Za-z\d_]){_COUNTED}",
    )
)


def read_dates(text: str) -> list[Date]:
    """Return the dates of a folded text, in order; a range of days gives both its ends."""
    found: list[Date] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            found += _read(match)
            text = blank(text, match.start(), match.end())
    return sorted(found, key=lambda date: date.start)


def _read(match: re.Match[str]) -> Iterator[Date]:
    said = {name: value for name, value in match.groupdict().items() if value}
    year = said.get("year")
    if "short" in said:
        year = f"20{said['short']}"
    if "era" in said:
        year = str(_FIRST_REIWA + (1 if said["era"] == "元" else int(said["era"])))
    month = said.get("month")
    if "name" in said:
        month = str(_MONTHS.index(said["name"][:3].lower()) + 1)
    part = None
    if "quarter" in said:
        part = "Q" + _QUARTERS.get(said["quarter"], said["quarter"])
    if "half" in said:
        part = "H" + _HALVES[said["half"]]
    for day in (said.get("day", "0"), *([said["last"]] if "last" in said else [])):
        yield Date(
            match.start(),
            match.end(),
            int(year) if year else None,
            int(month) if month else None,
            int(day) or None,
            part,
        )
