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

_FAR_CHARS = {"en": 240.0, "ko": 120.0, "ja": 100.0}
_OF_PARAGRAPH, _MOST_CLAUSES = 6.0, 4
_INERTIA = 0.3


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
        In [0, 1), 0 where no other place suits better; and that place. Words that stand as near
        to both tell nothing; those that the quote does not hold count against it.
    """
    if not own:
        return 0.0, None
    company, unmatched = [], 0.0
    for term in claim.terms:
        if any(_overlap(term, other) for other in (fact, *without)):
            continue
        share = weight(term) * math.exp(-distance(term, fact, claim))
        if found := matches(term, quote):
            # What stands everywhere tells nothing of one place.
            company.append((share / len(found), found))
        else:
            unmatched += share
    inertia = _INERTIA * (unmatched + sum(share for share, _ in company))
    here = [min(distance(t, place, quote) for t in found for place in own) for _, found in company]
    best, suiting = 0.0, None
    for other in others:
        gain, moved = 0.0, inertia
        for (share, found), near in zip(company, here, strict=True):
            if any(_overlap(t, other) for t in found):
                continue
            there = min(distance(t, other, quote) for t in found)
            preference = share * (near - there) / (1 + max(near, there))
            gain += preference
            moved += abs(preference)
        if moved and gain / moved > best:
            best, suiting = gain / moved, other
    return best, suiting


def exchange(
    left: tuple[Placed, Sequence[Placed]],
    right: tuple[Placed, Sequence[Placed]],
    claim: Reading,
    quote: Reading,
    without: Sequence[Placed] = (),
) -> float:
    """Return how much better each of two facts of a claim would suit the other's place.

    Args:
        left: One of them, and where the quote says it.
        right: The other, and where the quote says that.
        claim: The claim.
        quote: The quote.
        without: Places in the claim whose words do not count.

    Returns:
        In [0, 1); 0 where one of them stands well where it is.
    """
    (fact, here), (other, there) = left, right
    moved, _ = displacement(fact, claim, here, there, quote, without)
    back, _ = displacement(other, claim, there, here, quote, without) if moved else (0.0, None)
    # Two that agree are surer than either.
    return math.sqrt(math.sqrt(moved * back))


def matches(term: Term, quote: Reading) -> list[Term]:
    """Return the terms of a quote that a term of the claim may be."""
    found = [t for sense in term.senses for t in quote.senses.get(sense, ())]
    found += [t for stem in term.stems for t in quote.stems.get(stem, ())]
    if not found and held(term, quote) == 1.0:
        found = [t for t in quote.terms if t.kind == "unknown name"]
    return found


def distance(left: Placed, right: Placed, text: Reading) -> float:
    """Return how far two places of a text are apart: above all by paragraphs, then by clauses.

    Within a paragraph, no number of clauses and characters is as far as the next paragraph.
    """
    gap = max(0, max(left.start, right.start) - min(left.end, right.end))
    clauses = cuts_between(text.cuts, left.start, right.start)
    paragraphs = cuts_between(text.paragraphs, left.start, right.start)
    chars = gap / _FAR_CHARS.get(text.language, 160.0)
    return _OF_PARAGRAPH * paragraphs + min(clauses, _MOST_CLAUSES) + min(chars, 1.0)


def _overlap(left: Placed, right: Placed) -> bool:
    return left.start < right.end and right.start < left.end
