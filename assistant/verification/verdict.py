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
        cosine=27.98, coverage=1.66, crossing=-0.54, crossing_cosine=1.07, crossing_coverage=2.13,
        names=0.0, unknown=-0.16, number=-6.12, date=-5.62, provision=-2.02, name=-3.5,
        place=-13.13, role=-8.61, limit=-5.33, denies=-2.75, denied=-7.06, opposed=-6.96,
        only=-0.04,
    ),
    -24.22,
)  # fmt: skip
CONTRADICTION = Model(
    Signs(
        cosine=20.6, coverage=6.3, crossing=0.35, crossing_cosine=0.54, crossing_coverage=0.17,
        names=-1.0, unknown=-1.55, number=-0.38, date=-0.86, provision=-0.32, name=-0.3,
        place=6.25, role=-0.09, limit=3.08, denies=1.23, denied=1.91, opposed=0.48, only=0.62,
    ),
    -20.08,
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
