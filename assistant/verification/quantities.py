"""Numbers with what they count and how they bound it: ``45명 이내`` is at most 45 persons."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.verification.bounds import Bound, Relation, bound_of, relation_of
from assistant.verification.numeral import Numeral
from assistant.verification.numerals import read_numerals
from assistant.verification.units import Unit, unit_of


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it says.

    Attributes:
        start: Of its characters.
        end: One past the last, that of the unit included.
        value: In the unit; of a share, in percent.
        unit: What is counted; None where the text does not say.
        bound: Whether the number is a limit.
        relation: Whether a span of time runs before or after something.
        words: As written, with the unit.
    """

    start: int
    end: int
    value: Decimal
    unit: Unit | None = None
    bound: Bound | None = None
    relation: Relation | None = None
    words: str = ""


_SPELLED_ONE = re.compile(r"one|한|하나|첫|first|一", re.IGNORECASE)
_RANGE = re.compile(
    r"\s?(?:명|개|년|월|일|원|%)?\s?(?:-|to|and|or|에서|부터|내지|또는|から)\s?(?:[€$£]\s?)?"
)
_LEAST_FLATTENED, _MOST_FLATTENED = 1010, 1099


def read_quantities(text: str) -> list[Quantity]:
    """Return the quantities of a folded text, in order.

    A lone "one" or "first" says too little and is left out. The first number of a range takes the
    unit of the second. 1025 operations are 10 to the 25th, as some PDFs print it.
    """
    numerals = [n for n in read_numerals(text) if not _is_weak(text, n)]
    found = [_quantity(text, numeral) for numeral in numerals]
    factors = [unit_of(text, n.start, n.end)[1] for n in numerals]
    for place in range(len(found) - 2, -1, -1):
        left, right = found[place], found[place + 1]
        if left.unit is None and _RANGE.fullmatch(text[left.end : right.start]):
            found[place] = replace(left, unit=right.unit, value=left.value * factors[place + 1])
    return [_unflattened(quantity) for quantity in found]


def _quantity(text: str, numeral: Numeral) -> Quantity:
    unit: Unit | None
    if numeral.kind == "amount":
        unit, factor, end = unit_of(text, numeral.start, numeral.end)
    else:
        unit = "ordinal" if numeral.kind == "ordinal" else "percent"
        factor, end = Decimal(1), numeral.end
    return Quantity(
        numeral.start,
        end,
        (numeral.value * factor).normalize(),
        unit,
        bound_of(text, numeral.start, end),
        relation_of(text, end) if unit in ("month", "hour") else None,
        text[numeral.start : end].strip(),
    )


def _is_weak(text: str, numeral: Numeral) -> bool:
    words = text[numeral.start : numeral.end]
    counts_time = unit_of(text, numeral.start, numeral.end)[0] == "month"
    return numeral.value == 1 and not counts_time and bool(_SPELLED_ONE.search(words))


def _unflattened(quantity: Quantity) -> Quantity:
    if quantity.unit == "flop" and _LEAST_FLATTENED <= quantity.value <= _MOST_FLATTENED:
        return replace(quantity, value=Decimal(10) ** (int(quantity.value) - 1000))
    return quantity
