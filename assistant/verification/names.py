"""Compares the names of a claim with those of a quote: are they there, and in the same roles?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.verification.binding import displacement, exchange
from assistant.verification.coverage import comparable, held, held_anywhere
from assistant.verification.facts import LEAST_GAIN
from assistant.verification.reading import Reading
from assistant.verification.source import Finding, Source
from assistant.verification.terms import Term

_HELD = 0.85
_OUTSIDE = 0.15
_OF_ROLE = 0.4
_UNSURE = 0.6
_LIST = 3
_MOVED = 0.8
_REACH = 30
_BODIES = frozenset({"organisation", "unknown name"})
_WAYS = {
    "from": (
        re.compile(r"\b(?:moved?|moves|transferred|shifted?|away) from (?:the |its )?$"),
        re.compile(r"(?:\([^)]*\))?(?:에서|으로부터|로부터)\s"),
    ),
    "to": (
        re.compile(r"\bto (?:move |come )?(?:the |its )?$"),
        re.compile(r"(?:\([^)]*\))?(?:\s?(?:산하|소속)(?:으로|로)\s|(?:으로|로) (?:옮|이관|승격))"),
    ),
}
_MIXED = frozenset({"role", "name"})
"""Kinds of which two things may well be said of one: an office and its holder, place and event."""
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
        if name.kind != "country" and held_anywhere(name, source.said) < _HELD:
            yield Finding("name", name.words, strength=_OUTSIDE)
        own = [p for p in places if _is_same(p, name)]
        alike = [p for p in places if {p.kind, name.kind} <= _BODIES or p.kind == name.kind]
        yield from _compare_direction(name, claim, own, alike, source.whole)
        others = [p for p in alike if not _is_same(p, name) and not _is_listed(p, alike)]
        if name.kind in _MIXED or not own or any(_is_listed(p, alike) for p in own):
            continue
        strangers = [p for p in others if not any(_is_same(p, n) for n in names)]
        gain, place = displacement(name, claim, own, strangers, source.whole)
        if gain > LEAST_GAIN and isinstance(place, Term):
            yield Finding("place", name.words, place.words, gain)
        for partner in names:
            there = [p for p in others if _is_same(p, partner)]
            gain = exchange((name, own), (partner, there), claim, source.whole)
            if gain > LEAST_GAIN:
                yield Finding("place", name.words, partner.words, gain)


def _compare_direction(
    name: Term, claim: Reading, own: Sequence[Term], alike: Sequence[Term], quote: Reading
) -> Iterator[Finding]:
    """Yield a name that the claim has where something goes and the quote where it comes from."""
    to = _direction(name, claim)
    if to is None or any(_direction(p, quote) == to for p in own):
        return
    for place in alike:
        if _direction(place, quote) == to and not _is_same(place, name):
            yield Finding("place", name.words, place.words, _MOVED)
            return


def _direction(term: Term, text: Reading) -> str | None:
    """Whether something comes ``from`` what a term names, or goes ``to`` it."""
    before, after = text.text[: term.start][-_REACH:], text.text[term.end :][:_REACH]
    for way, (leads, follows) in _WAYS.items():
        if leads.search(before) or follows.match(after):
            return way
    return None


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
