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
        cosine=25.02, coverage=1.33, crossing=-1.0, crossing_cosine=0.78, crossing_coverage=2.37,
        names=0.0, unknown=1.33, number=-5.18, date=-4.52, provision=-2.28, name=-3.13, place=-9.7,
        role=-7.38, limit=-5.12, denies=-2.16, denied=-6.02, opposed=-4.96, only=-0.15,
    ),
    -21.52,
)  # fmt: skip
CONTRADICTION = Model(
    Signs(
        cosine=20.46, coverage=6.37, crossing=0.27, crossing_cosine=0.44, crossing_coverage=0.24,
        names=-0.98, unknown=-1.39, number=-0.16, date=-0.96, provision=-0.33, name=-0.34,
        place=5.83, role=-0.01, limit=3.24, denies=1.23, denied=2.33, opposed=0.3, only=0.67,
    ),
    -20.06,
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
