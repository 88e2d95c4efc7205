"""Whether a claim and a quote deny the same things."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.verification.binding import matches
from assistant.verification.coverage import weight
from assistant.verification.negation import Negation
from assistant.verification.reading import Reading
from assistant.verification.terms import Term

_OF_PREFIX = 0.4
_NEAR_CHARS = {"en": 30.0, "ko": 14.0, "ja": 12.0}


def unechoed(reading: Reading, other: Reading) -> float:
    """Return how surely a text denies something that another says without denying it.

    What is denied twice is not denied: "not exempt from the duty" says what "the duty" says.

    Args:
        reading: Whose negations are looked at.
        other: In which they should be found again.

    Returns:
        In [0, 1]; 0 where the text denies nothing of what the other speaks of.
    """
    return max((_unechoed(n, reading, other) for n in reading.negations), default=0.0)


def _unechoed(negation: Negation, reading: Reading, other: Reading) -> float:
    near = _NEAR_CHARS.get(reading.language, 20.0)
    plain, shared, total = 0.0, 0.0, 0.0
    for term in reading.terms:
        if not _turns(negation, term):
            continue
        gap = max(0, max(term.start, negation.start) - min(term.end, negation.end))
        share = weight(term) * math.exp(-gap / near)
        total += share
        found = matches(term, other)
        if found:
            shared += share
            is_denied = _is_denied(term, reading.negations)
            if is_denied and not any(_is_denied(t, other.negations) for t in found):
                plain += share
    if not shared:
        return 0.0
    return plain / total * (_OF_PREFIX if negation.is_prefix else 1.0)


def _is_denied(term: Term, negations: Sequence[Negation]) -> bool:
    return sum(_turns(n, term) for n in negations) % 2 == 1


def _turns(negation: Negation, term: Term) -> bool:
    inside = negation.scope_start <= term.start and term.end <= negation.scope_end
    return inside and not (negation.start <= term.start and term.end <= negation.end)
