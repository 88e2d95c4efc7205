"""Judges a claim: supported, contradicted or not found, with a calibrated score."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.verification.signs import Comparison, Signs

ClaimVerdict = Literal["supported", "contradicted", "not found"]

SUPPORT = Signs(
    cosine=11.07, crossing=1.13, coverage=3.82, names=2.82, unknown=1.94, number=-4.82, date=-4.53,
    provision=-2.72, name=-1.58, place=-8.96, role=-5.86, limit=-3.97, denies=-3.72, denied=-8.38,
    opposed=-4.63, only=-3.38,
)  # fmt: skip
SUPPORT_INTERCEPT = -13.89
CONTRADICTION = Signs(
    cosine=15.24, crossing=1.26, coverage=6.25, names=0.7, unknown=-0.79, number=0.94, date=-0.8,
    provision=1.94, name=0.86, place=3.08, role=2.64, limit=3.07, denies=0.44, denied=2.0,
    opposed=0.36, only=2.84,
)  # fmt: skip
CONTRADICTION_INTERCEPT = -18.02
THRESHOLD = 0.5
_MOST_WITH_VETO = 0.2
"""Highest probability of support where a number, a date or a provision is surely not the source's;
how alike the rest is does not matter then."""


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
    signs = comparison.signs
    support = logistic(signs, SUPPORT, SUPPORT_INTERCEPT)
    if max(signs.number, signs.date, signs.provision) >= 1.0:
        support = min(support, _MOST_WITH_VETO)
    return Opinion(support, logistic(signs, CONTRADICTION, CONTRADICTION_INTERCEPT))


def logistic(signs: Sequence[float], slopes: Sequence[float], intercept: float) -> float:
    """Return 1 / (1 + exp(-(intercept + signs · slopes)))."""
    logit = intercept + sum(s * c for s, c in zip(signs, slopes, strict=True))
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, logit))))
