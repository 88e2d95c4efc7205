"""Quotations inside an answer: are they in what it was written from, word for word?

RAGAS's own metric knows no 「」 and passes over spans of fewer than three white-space words, so
that a Korean or Japanese answer scores 1.0 whatever it puts between marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.clean import fold_space

LEAST_CHARS = 8
"""Shorter spans are terms between marks, not quotations."""
_PAIRS = (
    *(('"', '"'), ("“", "”"), ("„", "“"), ("‘", "’")),
    *(("「", "」"), ("『", "』"), ("«", "»"), ("《", "》")),
)
_SPAN = re.compile(
    "|".join(f"{re.escape(a)}([^{re.escape(a + b)}]+){re.escape(b)}" for a, b in _PAIRS)
)


def spans_found(answer: str, sources: Sequence[str]) -> float | None:
    """Return the share of an answer's quotations that stand in the sources, white space folded.

    Args:
        answer: In any language.
        sources: What it was written from.

    Returns:
        A share in [0, 1]; None where the answer quotes nothing.
    """
    spans = [next(g for g in m.groups() if g is not None) for m in _SPAN.finditer(answer)]
    spans = [span for span in map(fold_space, spans) if len(span.replace(" ", "")) >= LEAST_CHARS]
    if not spans:
        return None
    words = fold_space(" ".join(sources)).casefold()
    return sum(span.casefold() in words for span in spans) / len(spans)
