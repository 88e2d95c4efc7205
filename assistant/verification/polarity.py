"""Whether a claim and a quote deny the same things."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.verification.binding import matches
from assistant.verification.coverage import weight
from assistant.verification.negation import Negation
from assistant.verification.reading import Reading
from assistant.verification.terms import Term

_NEAR_CHARS = {"en": 30.0, "ko": 14.0, "ja": 12.0}
_UNKNOWN = 0.5


def unechoed(reading: Reading, other: Reading) -> float:
    """Return how surely a text denies something that another says without denying it.

    Args:
        reading: Whose negations are looked at.
        other: In which they should be found again.

    Returns:
        In [0, 1]; 0 where the text denies nothing of what the other speaks of.
    """
    return max((_unechoed(n, reading, other) for n in reading.negations), default=0.0)


def _unechoed(negation: Negation, reading: Reading, other: Reading) -> float:
    near = _NEAR_CHARS.get(reading.language, 20.0)
    shared, denied, total = 0.0, 0.0, 0.0
    for term in reading.terms:
        if not _turns(negation, term):
            continue
        gap = max(0, max(term.start, negation.start) - min(term.end, negation.end))
        share = weight(term) * math.exp(-gap / near)
        total += share
        found = matches(term, other)
        if found:
            shared += share
            if any(_is_denied(t, other.negations) for t in found):
                denied += share
    if not total or not shared:
        return 0.0 if other.negations else _UNKNOWN
    return (1 - denied / shared) * shared / total


def _is_denied(term: Term, negations: Sequence[Negation]) -> bool:
    return sum(_turns(n, term) for n in negations) % 2 == 1


def _turns(negation: Negation, term: Term) -> bool:
    inside = negation.scope_start <= term.start and term.end <= negation.scope_end
    return inside and not (term.start < negation.end and negation.start < term.end)
