"""Compares the names of a claim with those of a quote: are they there, and in the same roles?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.verification.binding import displacement
from assistant.verification.coverage import comparable, held, held_anywhere
from assistant.verification.facts import LEAST_GAIN
from assistant.verification.reading import Reading
from assistant.verification.source import Finding, Source
from assistant.verification.terms import Term

_HELD = 0.85
_OUTSIDE = 0.3
_OF_ROLE = 0.4
_UNSURE = 0.6
_LIST = 3
_LIST_CHARS = 80


def compare_names(claim: Reading, source: Source) -> Iterator[Finding]:
    """Yield every name of a claim that the source does not mention, or has in another's place."""
    names = [t for t in claim.terms if t.is_name and comparable(t, claim, source.window)]
    places = [t for t in source.whole.terms if t.is_name]
    for name in names:
        if held_anywhere(name, source.all) < _HELD:
            rivals = [t for t in source.window.terms if t.kind == name.kind]
            rivals = [t for t in rivals if held(t, claim) < _HELD]
            stated = rivals[0].words if rivals else None
            yield Finding("name", name.words, stated, _certainty(name, claim, source))
            continue
        if held_anywhere(name, (*source.quoted, *source.about)) < _HELD:
            yield Finding("name", name.words, strength=_OUTSIDE)
        own = [p for p in places if _is_same(p, name)]
        alike = [p for p in places if p.kind == name.kind]
        others = [p for p in alike if not _is_same(p, name) and not _is_listed(p, alike)]
        if name.kind == "role" or not own:
            continue
        beside = [n for n in names if n is not name and n.kind == name.kind]
        gain, place = displacement(name, claim, own, others, source.whole, beside)
        if gain > LEAST_GAIN and isinstance(place, Term):
            yield Finding("place", name.words, place.words, gain)


def _certainty(name: Term, claim: Reading, source: Source) -> float:
    """How much it tells that a name is not found: offices are called by many names."""
    if name.kind == "role":
        return _OF_ROLE
    crosses = claim.language != source.window.language
    return _UNSURE if name.kind == "unknown name" and crosses else 1.0


def _is_listed(place: Term, alike: Sequence[Term]) -> bool:
    """Whether a name is one of a list, of which none stands for what is said of all."""
    return sum(abs(other.start - place.start) < _LIST_CHARS for other in alike) > _LIST


def _is_same(left: Term, right: Term) -> bool:
    return bool(left.senses & right.senses) or left.stems == right.stems
