"""Judges a claim by its signs: supported, contradicted or not found, with a probability."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, NamedTuple

from assistant.verification.signs import Signs

ClaimVerdict = Literal["supported", "contradicted", "not found"]


class Model(NamedTuple):
    """A logistic model of signs."""

    slopes: Signs
    intercept: float

    def probability(self, signs: Signs) -> float:
        """Return 1 / (1 + exp(-(intercept + signs · slopes)))."""
        logit = self.intercept + sum(s * c for s, c in zip(signs, self.slopes, strict=True))
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, logit))))


# python -m benchmarks.fit_verification LIBRARY prints both, fitted on the dev half alone.
SUPPORT = Model(
    Signs(
        cosine=24.92, coverage=1.35, crossing=-0.99, crossing_cosine=0.79, crossing_coverage=2.34,
        names=0.0, unknown=1.34, number=-5.18, date=-4.54, provision=-2.27, name=-3.12,
        place=-9.68, role=-7.39, limit=-5.12, denies=-2.16, denied=-6.02, opposed=-4.96, only=-0.19,
    ),
    -21.43,
)  # fmt: skip
CONTRADICTION = Model(
    Signs(
        cosine=21.05, coverage=6.36, crossing=0.28, crossing_cosine=0.48, crossing_coverage=0.27,
        names=-1.02, unknown=-1.42, number=-0.07, date=-0.92, provision=-0.36, name=-0.33,
        place=5.9, role=-0.03, limit=3.25, denies=1.25, denied=2.13, opposed=0.32, only=0.74,
    ),
    -20.58,
)  # fmt: skip
THRESHOLD = 0.5
_MOST_WITH_VETO, _DENIED = 0.2, 0.9
"""Highest probability of support where a number, a date or a provision is surely not the source's,
or its words are denied; how alike the rest is does not matter then."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What two models make of a comparison.

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


def opinion_of(signs: Signs, support: Model = SUPPORT) -> Opinion:
    """Return what the models make of signs.

    Args:
        signs: Of a claim beside its source.
        support: Another model of support, to be measured.
    """
    probability = support.probability(signs)
    if max(signs.number, signs.date, signs.provision) >= 1.0 or signs.denies >= _DENIED:
        probability = min(probability, _MOST_WITH_VETO)
    return Opinion(probability, CONTRADICTION.probability(signs))
