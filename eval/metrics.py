"""Pure metrics: scores of one question, and their mean with an interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

_RESAMPLES = 2000
_SEED = 20241121
_Z95 = 1.959964


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with its uncertainty.

    Attributes:
        mean: Of the samples; NaN when there are none.
        low: Lower end of the 95% bootstrap percentile interval.
        high: Upper end.
        n: Number of samples.
        failed: How many of them the metric failed on; they count as 0.
    """

    mean: float
    low: float
    high: float
    n: int
    failed: int = 0


def hit_at(relevant: Sequence[bool], k: int) -> float:
    """Return 1.0 when one of the first ``k`` results is relevant, else 0.0."""
    return float(any(relevant[:k]))


def reciprocal_rank(relevant: Sequence[bool], k: int = 10) -> float:
    """Return 1 / rank of the first relevant result among the first ``k``, or 0.0."""
    return next((1.0 / rank for rank, hit in enumerate(relevant[:k], 1) if hit), 0.0)


def ndcg_at(relevant: Sequence[bool], k: int = 10) -> float:
    """Return nDCG@k with binary gains (Järvelin and Kekäläinen, 2002).

    Several passages may hold the answer, but one suffices a reader: only the first relevant
    result gains, so the ideal ranking has one at rank 1.
    """
    return next((1.0 / math.log2(rank + 1) for rank, hit in enumerate(relevant[:k], 1) if hit), 0.0)


def estimate(samples: Sequence[float]) -> Estimate:
    """Return the mean with a 95% bootstrap percentile interval (2,000 resamples, fixed seed).

    Args:
        samples: In [0, 1]; NaN stands for a metric that failed, which counts as 0 and is counted.
    """
    if not samples:
        return Estimate(math.nan, math.nan, math.nan, 0)
    given = np.asarray(samples, dtype=float)
    values = np.nan_to_num(given, nan=0.0)
    rng = np.random.default_rng(_SEED)
    means = values[rng.integers(0, len(values), (_RESAMPLES, len(values)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    failed = int(np.isnan(given).sum())
    return Estimate(float(values.mean()), float(low), float(high), len(values), failed)


def precision_recall(predicted: Sequence[bool], actual: Sequence[bool]) -> tuple[float, float]:
    """Return precision and recall of the positive class; NaN where undefined."""
    both = sum(p and a for p, a in zip(predicted, actual, strict=True))
    said, true = sum(predicted), sum(actual)
    return (both / said if said else math.nan, both / true if true else math.nan)


def proportion(count: int, n: int) -> Estimate:
    """Return a share with Wilson's 95% score interval, which also holds near 0 and 1.

    Args:
        count: Successes among ``n``.
        n: NaN throughout where it is 0.
    """
    if not n:
        return Estimate(math.nan, math.nan, math.nan, 0)
    share, z2 = count / n, _Z95 * _Z95
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    reach = _Z95 * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return Estimate(share, max(0.0, middle - reach), min(1.0, middle + reach), n)


def balanced_accuracy(actual: Sequence[str], predicted: Sequence[str]) -> Estimate:
    """Return the mean, over the classes, of the share of a class that is recognised.

    The 95% bootstrap percentile interval draws anew within each class (2,000 resamples, fixed
    seed), so that every resample holds all of them.

    Args:
        actual: The class of each sample.
        predicted: What was said of it; anything that is not its class is wrong.
    """
    if not actual:
        return Estimate(math.nan, math.nan, math.nan, 0)
    rng = np.random.default_rng(_SEED)
    shares, resampled = [], []
    for name in sorted(set(actual)):
        right = np.asarray(
            [said == is_ for is_, said in zip(actual, predicted, strict=True) if is_ == name],
            dtype=float,
        )
        shares.append(right.mean())
        resampled.append(right[rng.integers(0, len(right), (_RESAMPLES, len(right)))].mean(axis=1))
    low, high = np.percentile(np.mean(resampled, axis=0), [2.5, 97.5])
    return Estimate(float(np.mean(shares)), float(low), float(high), len(actual))


def figure(value: float) -> float | None:
    """Return a rounded figure; JSON knows no NaN, which is what a metric that failed is."""
    return None if math.isnan(value) else round(value, 4)


def or_zero(value: float) -> float:
    """Return a score; what failed counts as nothing."""
    return 0.0 if math.isnan(value) else value


def estimate_json(found: Estimate) -> dict[str, Any]:
    """Return an estimate as reports keep it."""
    row = {
        "mean": figure(found.mean),
        "ci95": [figure(found.low), figure(found.high)],
        "n": found.n,
    }
    return row | ({"failed": found.failed} if found.failed else {})
