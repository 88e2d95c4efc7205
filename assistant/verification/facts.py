"""Compares the dates, numbers and provisions of a claim with those of a quote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from typing import TypeVar

from assistant.verification.binding import Placed, displacement, exchange
from assistant.verification.dates import Date
from assistant.verification.quantities import Quantity
from assistant.verification.reading import Reading
from assistant.verification.source import Finding, Source
from assistant.verification.units import same_amount, same_unit
from index.addresses import address_matches

LEAST_GAIN = 0.05
"""Of displacement, below which it is noise."""

_SMALL_COUNT = 12
_IN_DOUBT = 0.5
_OUTSIDE, _DISPLACED, _DERIVED = 0.3, 0.8, 0.1
"""Of a number or date that only a heading or the document's own date bears out; where the quote
gives another one, that is what it says; and of one that follows from others."""
_LOWER, _UPPER = frozenset({"least", "over"}), frozenset({"most", "under"})
_COUNTED = frozenset({None, "thing", "person", "country"})
_Fact = TypeVar("_Fact", Date, Quantity)


def compare_facts(claim: Reading, source: Source) -> Iterator[Finding]:
    """Yield every date, number and provision of a claim that the source does not bear out."""
    yield from _compare_dates(claim, source)
    yield from _compare_quantities(claim, source)
    yield from _compare_provisions(claim, source)


def _compare_dates(claim: Reading, source: Source) -> Iterator[Finding]:
    known = [*(d for reading in source.all for d in reading.dates), *source.dates]
    quoted = [d for reading in source.quoted for d in reading.dates]
    there = source.whole.dates
    found = [date for date in claim.dates if _is_known(date, known)]
    for date in claim.dates:
        words = claim.text[date.start : date.end]
        if date not in found:
            rivals = [d for d in source.window.dates if _differ(d, date)]
            rivals = [d for d in rivals if not any(d.agrees(c) for c in claim.dates)] or rivals
            yield Finding("date", words, _date_words(source.window, rivals))
        elif not any(date.agrees(d) for d in quoted):
            rivals = [d for d in source.window.dates if _differ(d, date)]
            strength = _DISPLACED if rivals else _OUTSIDE
            yield Finding("date", words, _date_words(source.window, rivals), strength)
        else:
            places = {d: [t for t in there if t.agrees(d)] for d in found}
            others = [d for d in there if not any(d in own for own in places.values())]
            gain, place = _misplaced(date, places, others, claim, source.whole)
            if gain > LEAST_GAIN and isinstance(place, Date):
                yield Finding("place", words, _date_words(source.whole, [place]), gain)


def _misplaced(
    fact: _Fact,
    places: Mapping[_Fact, Sequence[_Fact]],
    others: Sequence[_Fact],
    claim: Reading,
    quote: Reading,
) -> tuple[float, Placed | None]:
    """How much better a fact would suit another place of the quote, and which.

    Args:
        fact: Of the claim.
        places: Where the quote says each fact of the claim.
        others: What it says besides; a place of another fact must want the exchange too.
        claim: The claim.
        quote: The quote.
    """
    own = places[fact]
    beside = [other for other in places if other is not fact]
    best, suiting = displacement(fact, claim, own, others, quote, beside)
    for partner in beside:
        there = [place for place in places[partner] if place not in own]
        gain = exchange((fact, own), (partner, there), claim, quote, tuple(places))
        if gain > best:
            best, suiting = gain, there[0]
    return best, suiting


def _is_known(date: Date, known: Sequence[Date]) -> bool:
    """Whether a date follows from one that is known, completed by others where it is partial."""
    years = {d.year for d in known if d.year}
    for other in known:
        if not date.agrees(other):
            continue
        lacking = [a for a, b in zip(date.fields, other.fields, strict=True) if a and not b]
        if not lacking or (lacking == [date.year] and date.year in years):
            return True
    return False


def _differ(left: Date, right: Date) -> bool:
    pairs = zip(left.fields, right.fields, strict=True)
    return any(a and b and a != b for a, b in pairs)


def _date_words(reading: Reading, dates: Sequence[Date]) -> str | None:
    return reading.text[dates[0].start : dates[0].end] if dates else None


def _compare_quantities(claim: Reading, source: Source) -> Iterator[Finding]:
    known = [q for reading in source.all for q in reading.quantities]
    quoted = [q for reading in source.quoted for q in reading.quantities]
    dates = [*source.dates, *(d for reading in source.all for d in reading.dates)]
    there = source.whole.quantities
    for quantity in claim.quantities:
        equal = [q for q in known if _equal(q, quantity)]
        if equal:
            yield from _compare_limits(quantity, equal)
            if not any(_equal(q, quantity) for q in quoted):
                yield Finding("number", quantity.words, strength=_OUTSIDE)
            alike = [q for q in there if same_unit(q.unit, quantity.unit)]
            places = {q: [t for t in alike if _equal(t, q)] for q in claim.quantities}
            others = [q for q in alike if not any(q in own for own in places.values())]
            gain, place = _misplaced(quantity, places, others, claim, source.whole)
            if gain > LEAST_GAIN and isinstance(place, Quantity):
                yield Finding("place", quantity.words, place.words, gain)
        elif _is_between(quantity, dates) or _is_count(quantity, source.whole):
            yield Finding("number", quantity.words, strength=_DERIVED)
        elif not any(d.year == quantity.value for d in dates) and not _is_loose(quantity):
            yield _missing(quantity, claim, source.window)


def _missing(quantity: Quantity, claim: Reading, window: Reading) -> Finding:
    """Return that a number is not there, and what the quote most likely has instead of it."""
    rivals = [q for q in window.quantities if _is_rival(q, quantity)]
    rivals = [q for q in rivals if not any(_equal(q, c) for c in claim.quantities)]
    rivals.sort(key=lambda q: (q.unit != quantity.unit, abs(_size(q) - _size(quantity))))
    small = quantity.unit in (None, "thing", "ordinal") and quantity.value <= _SMALL_COUNT
    strength = _IN_DOUBT if small and not rivals else 1.0
    return Finding("number", quantity.words, rivals[0].words if rivals else None, strength)


def _size(quantity: Quantity) -> float:
    """The logarithm of a value; values may have hundreds of digits."""
    return float(quantity.value.ln()) if quantity.value > 0 else 0.0


def _is_between(quantity: Quantity, dates: Sequence[Date]) -> bool:
    """Whether a span of time lies between two of the dates: a year later, 1년 뒤, 이틀간."""
    if quantity.bound is not None:
        return False
    if quantity.unit == "hour":
        return _is_between_days(quantity, dates)
    if quantity.unit != "month":
        return False
    months = {12 * d.year + (d.month or 0) for d in dates if d.year and d.month}
    years = {12 * d.year for d in dates if d.year and quantity.value % 12 == 0}
    return any(b - a == quantity.value for found in (months, years) for a in found for b in found)


def _is_between_days(quantity: Quantity, dates: Sequence[Date]) -> bool:
    """Whether so many days lie between two of the dates, the first of them counted or not."""
    known = {day for date in dates if (day := date.ordinal)}
    apart = {abs(b - a) for a, b in permutations(known, 2)}
    return any(quantity.value in (24 * days, 24 * (days + 1)) for days in apart)


def _is_count(quantity: Quantity, quote: Reading) -> bool:
    """Whether a number counts the countries that the quote names; the EU may be counted or not."""
    if quantity.unit != "country":
        return False
    named = {t.senses for t in quote.terms if t.kind == "country" and t.senses}
    return quantity.value in (len(named), len(named) - 1)


def _is_loose(quantity: Quantity) -> bool:
    """Whether a number only says how often: three times a year."""
    is_one = quantity.words.startswith(("a ", "one ", "한 "))
    return is_one and quantity.bound is None and quantity.relation is None


def _equal(left: Quantity, right: Quantity) -> bool:
    return same_amount((left.unit, left.value), (right.unit, right.value))


def _is_rival(left: Quantity, right: Quantity) -> bool:
    alike = left.unit == right.unit or {left.unit, right.unit} <= _COUNTED
    return left.value != right.value and alike


def _compare_limits(quantity: Quantity, equal: Sequence[Quantity]) -> Iterator[Finding]:
    bounds = {q.bound for q in equal}
    for side, other in ((_LOWER, _UPPER), (_UPPER, _LOWER)):
        if quantity.bound in side and bounds & other and not bounds & side:
            yield Finding("limit", quantity.words, equal[0].words)
    relations = {q.relation for q in equal}
    if quantity.relation and None not in relations and quantity.relation not in relations:
        yield Finding("limit", quantity.words, equal[0].words)


def _compare_provisions(claim: Reading, source: Source) -> Iterator[Finding]:
    known = list(source.addresses)
    known += [a for reading in source.all for m in reading.provisions for a in m.addresses]
    for mention in claim.provisions:
        if not any(address_matches(a, wanted) for a in known for wanted in mention.addresses):
            stated = source.addresses[0] if source.addresses else None
            yield Finding("provision", claim.text[mention.start : mention.end], stated)
