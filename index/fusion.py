"""Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

RRF_K = 60


def fuse_ranks(
    rankings: Sequence[Sequence[str]], weights: Sequence[float] | None = None, *, k: int = RRF_K
) -> list[tuple[str, float]]:
    """Return identifiers by descending sum of ``weight / (k + rank)``.

    Args:
        rankings: Identifiers, best first, one sequence per ranking.
        weights: One per ranking; equal by default.
        k: Damping of the first ranks, 60 in the paper.

    Raises:
        ValueError: As many weights as rankings are needed.
    """
    if weights is None:
        weights = [1.0] * len(rankings)
    if len(weights) != len(rankings):
        raise ValueError(f"{len(rankings)} rankings but {len(weights)} weights")
    scores: defaultdict[str, float] = defaultdict(float)
    for ranking, weight in zip(rankings, weights, strict=True):
        for rank, identifier in enumerate(ranking, 1):
            scores[identifier] += weight / (k + rank)
    return sorted(scores.items(), key=lambda pair: -pair[1])
