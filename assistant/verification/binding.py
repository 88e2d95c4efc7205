"""Whether a number, date or name stands with the same words in the claim and in the quote.

Two numbers that have changed places both occur in the quote. What gives them away is their
company: in the quote the words of the claim stand nearer to the other one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

from assistant.verification.clauses import cuts_between
from assistant.verification.coverage import held, weight
from assistant.verification.reading import Reading
from assistant.verification.terms import Term

_NEAR_CHARS = {"en": 70.0, "ko": 35.0, "ja": 28.0}
_ACROSS_CLAUSES = 0.6


class Placed(Protocol):
    """Something with a place in a text."""

    @property
    def start(self) -> int:
        """Of its characters."""

    @property
    def end(self) -> int:
        """One past the last."""


def displacement(
    fact: Placed,
    claim: Reading,
    own: Sequence[Placed],
    others: Sequence[Placed],
    quote: Reading,
    without: Sequence[Placed] = (),
) -> tuple[float, Placed | None]:
    """Return how much better the claim's words around a fact suit another place of the quote.

    Args:
        fact: Of the claim.
        claim: The claim.
        own: Where the quote says the same.
        others: Where it says something else of the kind.
        quote: The quote.
        without: Places in the claim whose words do not count.

    Returns:
        In [0, 1], 0 where no other place suits better; and that place.
    """
    company = [
        (weight(term) * nearness(term, fact, claim), found)
        for term in claim.terms
        if not any(_overlap(term, other) for other in (fact, *without))
        and (found := matches(term, quote))
    ]
    best, worst_place = 0.0, None
    for other in others:
        gain = total = 0.0
        for share, found in company:
            there = max(nearness(t, other, quote) for t in found)
            here = max(nearness(t, place, quote) for t in found for place in own)
            gain += share * (there - here)
            total += share * max(there, here)
        if total and gain / total > best:
            best, worst_place = gain / total, other
    return best, worst_place


def matches(term: Term, quote: Reading) -> list[Term]:
    """Return the terms of a quote that a term of the claim may be."""
    found = [t for sense in term.senses for t in quote.senses.get(sense, ())]
    found += [t for stem in term.stems for t in quote.stems.get(stem, ())]
    if not found and held(term, quote) == 1.0:
        found = [t for t in quote.terms if t.kind == "unknown name"]
    return found


def nearness(term: Placed, place: Placed, text: Reading) -> float:
    """Return how near two places of a text stand, in (0, 1]; less across clauses."""
    gap = max(0, max(term.start, place.start) - min(term.end, place.end))
    across = cuts_between(text.cuts, term.start, place.start)
    return math.exp(-gap / _NEAR_CHARS.get(text.language, 50.0)) * _ACROSS_CLAUSES**across


def _overlap(left: Placed, right: Placed) -> bool:
    return left.start < right.end and right.start < left.end
