"""Judges a claim: supported, contradicted or not found, with a calibrated score."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.verification.signs import Comparison, Signs

ClaimVerdict = Literal["supported", "contradicted", "not found"]

SUPPORT = Signs(
    cosine=6.78, crossing=1.24, coverage=0.1, names=0.3, unknown=0.87, number=-3.41, date=-3.61,
    provision=-3.0, name=-1.95, place=-3.72, role=-2.0, limit=-2.36, denies=-2.99, denied=-4.14, opposed=-2.78,
    only=-0.5,
)  # fmt: skip
SUPPORT_INTERCEPT = -5.17
CONTRADICTION = Signs(
    cosine=7.96, crossing=0.88, coverage=3.19, names=1.07, unknown=0.69, number=0.59, date=0.22,
    provision=0.0, name=-0.27, place=0.44, role=0.4, limit=0.56, denies=0.31, denied=0.07, opposed=0.16,
    only=0.0,
)  # fmt: skip
CONTRADICTION_INTERCEPT = -7.71
THRESHOLD = 0.5


@dataclass(frozen=True, slots=True)
class Opinion:
    """What two logistic models make of a comparison.

    Attributes:
        support: Probability that the claim is borne out.
        contradiction: Probability that what does not bear it out says otherwise.
    """

    support: float
    contradiction: float

    @property
    def verdict(self) -> ClaimVerdict:
        """The verdict."""
        if self.support >= THRESHOLD:
            return "supported"
        return "contradicted" if self.contradiction >= THRESHOLD else "not found"


def opinion_of(comparison: Comparison) -> Opinion:
    """Return what the models make of a comparison."""
    return Opinion(
        logistic(comparison.signs, SUPPORT, SUPPORT_INTERCEPT),
        logistic(comparison.signs, CONTRADICTION, CONTRADICTION_INTERCEPT),
    )


def logistic(signs: Sequence[float], slopes: Sequence[float], intercept: float) -> float:
    """Return 1 / (1 + exp(-(intercept + signs · slopes)))."""
    logit = intercept + sum(s * c for s, c in zip(signs, slopes, strict=True))
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, logit))))
