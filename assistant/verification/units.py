"""What a number counts: the words and signs around it that say so, in three languages."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, NamedTuple

Unit = Literal[
    "percent", "month", "hour", "person", "country", "company", "organisation", "thing", "times",
    "flop", "ordinal", "won", "dollar", "euro", "pound", "yen",
]  # fmt: skip
"""Years count as twelve months; weeks and days as hours."""

_THINGS: frozenset[Unit] = frozenset(
    {"thing", "person", "country", "company", "organisation", "times"}
)
_HOURS_OF_MONTH = 30 * 24
_SIXTIETH = Decimal(1) / 60
_PEOPLE = (
    "people|persons?|members?|staff|employees|officials|experts|individuals|commissioners|"
    "researchers|scientists|workers|judges"
)


class _Words(NamedTuple):
    """The words of one unit.

    Attributes:
        unit: Which.
        factor: How many of the unit one of these words is.
        english: After the number and up to two other words, as in "45 expert members".
        east: Right after the number.
    """

    unit: Unit
    factor: Decimal | int
    english: str
    east: str


_TABLE = (
    _Words("percent", 1, "percent|per cent|percentage points?", "%|퍼센트|프로(?![가-힣])|パーセ"),
    _Words("flop", 1, "FLOPs?|floating[- ]point operations", r"FLOPs?|플롭|부동\s?소수|浮動小数"),
    _Words("won", 1, "won|KRW", "원(?![가-힣]{2})|ウォン"),
    _Words("dollar", 1, "dollars?|USD", "달러|미불|ドル"),
    _Words("euro", 1, "euros?|EUR", "유로|ユーロ"),
    _Words("pound", 1, "pounds?|GBP", "파운드|ポンド"),
    _Words("yen", 1, "yen|JPY", "엔(?![가-힣])|円"),
    _Words("month", 12, "years?", r"개년|년|해(?=[\s의이를에간.]|마다|동안|$)|か?年"),
    _Words("month", 120, "decades?", "(?!)"),
    _Words("month", 1, "months?", "개월|달(?![러성])|[かカヶ]月"),
    _Words("hour", 168, "weeks?", "주(?:일|간)?(?![가-힣])|週"),
    _Words("hour", 24, "days?", "일(?![반자정본부])|日"),
    _Words("hour", 1, "hours?", "시간|時間"),
    _Words("hour", _SIXTIETH, "minutes?", r"분간|분(?=\s|이내|마다|$)|分"),
    _Words(
        "country", 1, "countries|nations|states|governments|jurisdictions",
        r"개?국(?![민내제회])|개?\s?(?:국가|나라)|[かカヶ箇]国",
    ),
    _Words("person", 1, _PEOPLE, r"명|인(?![가-힣])|인(?=으로|이|의|을|은|에|과|까지)|사람|人|名"),
    _Words("company", 1, "companies|firms|businesses", r"개?\s?(?:사(?![가-힣])|기업|회사)|社"),
    _Words("organisation", 1, "organi[sz]ations|institutions", r"개?\s?(?:기관|조직|단체)|機関"),
    _Words("times", 1, "times|fold", "배|회(?!의|사|원)|차례|번(?![째호])|倍|回"),
    _Words(
        "thing", 1, "items|points",
        r"개(?![월국년사]|\s?(?:기관|조직|단체))|가지|건|곳|항목|つ|件|個",
    ),
)  # fmt: skip
_SIGNS: tuple[tuple[Unit, str], ...] = (
    ("euro", r"€|\bEUR"),
    ("pound", r"£|\bGBP"),
    ("yen", r"¥|\bJPY"),
    ("won", r"₩|\bKRW"),
    ("dollar", r"\$|\bUSD"),
)
_AFTER = [
    re.compile(
        rf"[\s-](?:[A-Za-z-]+[\s-]){{0,2}}?(?:{words.english})\b|\s?여?\s?(?:{words.east})",
        re.IGNORECASE,
    )
    for words in _TABLE
]
_BEFORE = [(unit, re.compile(rf"(?:{sign})\s?$")) for unit, sign in _SIGNS]
_REACH_BEFORE, _REACH_AFTER = 5, 48


def unit_of(text: str, start: int, end: int) -> tuple[Unit | None, Decimal, int]:
    """Return what the number at a place of a folded text counts.

    Args:
        text: Folded.
        start: Of the number.
        end: One past its last character.

    Returns:
        The unit, None where nothing says; how many of it one counts; where its words end.
    """
    before = text[max(0, start - _REACH_BEFORE) : start]
    for unit, sign in _BEFORE:
        if sign.search(before):
            return unit, Decimal(1), end
    after = text[end : end + _REACH_AFTER]
    found = [
        (match.end(), place)
        for place, follows in enumerate(_AFTER)
        if (match := follows.match(after))
    ]
    if not found:
        return None, Decimal(1), end
    length, place = min(found)
    return _TABLE[place].unit, Decimal(_TABLE[place].factor), end + length


def same_amount(left: tuple[Unit | None, Decimal], right: tuple[Unit | None, Decimal]) -> bool:
    """Whether two numbers with their units may be one; a month is thirty days."""
    (unit, value), (other, amount) = left, right
    if {unit, other} == {"month", "hour"}:
        months, hours = (value, amount) if unit == "month" else (amount, value)
        return months * _HOURS_OF_MONTH == hours
    return value == amount and same_unit(unit, other)


def same_unit(left: Unit | None, right: Unit | None) -> bool:
    """Whether two numbers may count the same; what nothing says may be anything."""
    if left is None or right is None or left == right:
        return True
    return "thing" in (left, right) and {left, right} <= _THINGS
