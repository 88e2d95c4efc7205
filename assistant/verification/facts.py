"""Compares the dates, numbers, provisions and names of a claim with those of a quote."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from assistant.verification.binding import Placed, displacement
from assistant.verification.coverage import comparable, held, held_anywhere
from assistant.verification.dates import Date
from assistant.verification.quantities import Quantity
from assistant.verification.reading import Reading
from assistant.verification.terms import Term
from assistant.verification.units import same_unit
from index.addresses import address_matches

Check = Literal["number", "date", "provision", "name", "place", "limit", "negation", "wording"]
Fact = TypeVar("Fact", Date, Quantity, Term)

_HELD = 0.85
_SMALL_COUNT = 12
_IN_DOUBT = 0.5
_OUTSIDE = 0.3
"""Of a number or date that only a heading or the document's own date bears out."""
_LEAST_GAIN = 0.05


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in which a claim and what it rests on do not agree.

    Attributes:
        check: Which comparison failed.
        claimed: As the claim says it.
        stated: What the quote says instead; None where it says nothing of the kind.
        strength: In (0, 1], how surely they differ; a small count, which a list may bear out, and
            a fact that merely stands by other words are less than certain.
    """

    check: Check
    claimed: str
    stated: str | None = None
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class Source:
    """What a claim is compared with.

    Attributes:
        window: The sentences of the quote that it is nearest to.
        whole: The quote that they are of.
        rest: The other quotes that it cites.
        about: Title, headings and publisher of the documents.
        dates: Of the documents.
        addresses: Provisions at which the quotes stand.
    """

    window: Reading
    whole: Reading
    rest: tuple[Reading, ...] = ()
    about: tuple[Reading, ...] = ()
    dates: tuple[Date, ...] = ()
    addresses: tuple[str, ...] = ()

    @property
    def quoted(self) -> tuple[Reading, ...]:
        """The quotes themselves, without what stands above them."""
        return (self.window, self.whole, *self.rest)

    @property
    def all(self) -> tuple[Reading, ...]:
        """Every text, the window first."""
        return (*self.quoted, *self.about)


def compare_facts(claim: Reading, source: Source) -> Iterator[Finding]:
    """Yield every date, number, provision and name of a claim that the source does not bear out."""
    yield from _compare_dates(claim, source)
    yield from _compare_quantities(claim, source)
    yield from _compare_provisions(claim, source)
    yield from _compare_names(claim, source)


def _compare_dates(claim: Reading, source: Source) -> Iterator[Finding]:
    known = [d for reading in source.all for d in reading.dates] + list(source.dates)
    missing = [d for d in claim.dates if not _date_known(d, known)]
    quoted = [d for reading in source.quoted for d in reading.dates]
    for date in missing:
        rivals = [d for d in source.window.dates if _differ(d, date)]
        rivals = [d for d in rivals if not any(d.agrees(c) for c in claim.dates)] or rivals
        yield Finding("date", _words(claim, date), _first(source.window, rivals))
    found = [d for d in claim.dates if d not in missing]
    for date in found:
        if not any(date.agrees(d) for d in quoted):
            yield Finding("date", _words(claim, date), strength=_OUTSIDE)
    yield from _compare_company(found, source.whole.dates, Date.agrees, claim, source)


def _date_known(date: Date, known: Sequence[Date]) -> bool:
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


def _compare_quantities(claim: Reading, source: Source) -> Iterator[Finding]:
    known = [q for reading in source.all for q in reading.quantities]
    window = source.window.quantities
    missing = []
    for quantity in claim.quantities:
        equal = [q for q in known if _same_quantity(q, quantity)]
        if not equal and not _is_year(quantity, source):
            missing.append(quantity)
            rivals = [q for q in window if _rival(q, quantity)]
            rivals = [q for q in rivals if not any(_same_quantity(q, c) for c in claim.quantities)]
            small = quantity.unit in (None, "thing", "ordinal") and quantity.value <= _SMALL_COUNT
            strength = _IN_DOUBT if small and not rivals else 1.0
            yield Finding("number", quantity.words, _first(source.window, rivals), strength)
        elif equal:
            yield from _compare_limits(quantity, equal)
            if not any(_same_quantity(q, quantity) for r in source.quoted for q in r.quantities):
                yield Finding("number", quantity.words, strength=_OUTSIDE)
    found = [q for q in claim.quantities if q not in missing]
    yield from _compare_company(found, source.whole.quantities, _same_quantity, claim, source)


def _same_quantity(left: Quantity, right: Quantity) -> bool:
    return left.value == right.value and same_unit(left.unit, right.unit)


def _rival(left: Quantity, right: Quantity) -> bool:
    alike = left.unit == right.unit or {left.unit, right.unit} <= {
        None,
        "thing",
        "person",
        "country",
    }
    return left.value != right.value and alike


def _is_year(quantity: Quantity, source: Source) -> bool:
    dates = [*source.dates, *(d for reading in source.all for d in reading.dates)]
    return any(d.year == quantity.value for d in dates)


def _compare_limits(quantity: Quantity, equal: Sequence[Quantity]) -> Iterator[Finding]:
    lower, upper = {"least", "over"}, {"most", "under"}
    bounds = {q.bound for q in equal}
    for side, other in ((lower, upper), (upper, lower)):
        if quantity.bound in side and bounds & other and not bounds & side:
            yield Finding("limit", quantity.words, equal[0].words)
    relations = {q.relation for q in equal}
    if (
        quantity.relation
        and relations
        and None not in relations
        and quantity.relation not in relations
    ):
        yield Finding("limit", quantity.words, equal[0].words)


def _compare_provisions(claim: Reading, source: Source) -> Iterator[Finding]:
    known = list(source.addresses)
    known += [a for reading in source.all for m in reading.provisions for a in m.addresses]
    for mention in claim.provisions:
        if not any(address_matches(a, wanted) for a in known for wanted in mention.addresses):
            stated = next(iter(source.addresses), None)
            yield Finding("provision", claim.text[mention.start : mention.end], stated)


def _compare_names(claim: Reading, source: Source) -> Iterator[Finding]:
    missing = []
    names = [t for t in claim.terms if t.is_name and comparable(t, claim, source.window)]
    for name in names:
        if held_anywhere(name, source.all) >= _HELD:
            continue
        missing.append(name)
        rivals = [t for t in source.window.terms if t.kind == name.kind and held(t, claim) < _HELD]
        yield Finding("name", name.words, _first(source.window, rivals))
    found = [n for n in names if n not in missing]
    places = [t for t in source.whole.terms if t.is_name]
    yield from _compare_company(found, places, _same_name, claim, source)


def _same_name(left: Term, right: Term) -> bool:
    return bool(left.senses & right.senses) or (left.stems == right.stems)


def _compare_company(
    facts: Sequence[Fact],
    places: Sequence[Fact],
    same: Callable[[Fact, Fact], bool],
    claim: Reading,
    source: Source,
) -> Iterator[Finding]:
    """Yield the facts whose words in the claim stand by another fact in the window."""
    quote = source.whole
    for fact in facts:
        own = [p for p in places if same(p, fact)]
        others = [p for p in places if _is_alike(p, fact) and not same(p, fact)]
        if not own or not others:
            continue
        beside = [f for f in facts if f is not fact and _is_alike(f, fact)]
        gain, place = displacement(fact, claim, own, others, quote, beside)
        if place is not None and gain > _LEAST_GAIN:
            yield Finding("place", _words(claim, fact), _words(quote, place), gain)


def _is_alike(left: Fact, right: Fact) -> bool:
    if isinstance(left, Quantity) and isinstance(right, Quantity):
        return same_unit(left.unit, right.unit)
    if isinstance(left, Term) and isinstance(right, Term):
        return left.kind == right.kind or "unknown name" in (left.kind, right.kind)
    return True


def _words(reading: Reading, fact: Placed) -> str:
    if isinstance(fact, Quantity):
        return fact.words
    return reading.text[fact.start : fact.end]


def _first(reading: Reading, facts: Sequence[Placed]) -> str | None:
    return _words(reading, facts[0]) if facts else None
