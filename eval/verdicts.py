"""How the answer to a golden question ended, in one word, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

End = Literal["right", "wrong", "declined", "missed"]
"""``declined`` is an end that a question without an answer, or a trap, should have."""


def end_of(row: Mapping[str, Any]) -> End:
    """Return how a question of a report ended.

    Args:
        row: Of the suites answers and ragas.
    """
    scores = row["scores"]
    if not row["parts"]:
        return "declined" if scores.get("end acceptable") else "wrong"
    if scores.get("abstained"):
        return "missed"
    return "right" if scores.get("correct") else "wrong"
