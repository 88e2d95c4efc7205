"""How likely it is that a library holds the answer, judged by what a search brought up."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from corpus.types import Hit
from index.addresses import address_matches
from index.analyzers import analyze
from index.expansion import Idea, expand

READ = 8
"""Best hits that are looked at, whatever number of them was asked for."""

_CLOSELY = 3
_FIFTH = 4


class Signs(NamedTuple):
    """What speaks for an answer in the library, or the coefficient of each sign.

    Attributes:
        score: Of the best hit (``index.ranking``).
        lead: The same, less that of the fifth.
        missing: 1.0 where the question names a provision and no hit stands at it.
        ideas: How many ideas the question has; each adds to the best hit's score.
        held: Share of them that one of the best three hits holds.
        names: Share of the names among them that one of the best three hits holds.
        crossing: 1.0 where the best hit is in another language than the question.
    """

    score: float
    lead: float
    missing: float
    ideas: float
    held: float
    names: float
    crossing: float


COEFFICIENTS = Signs(
    score=0.208, lead=0.252, missing=-2.973, ideas=0.32, held=2.647, names=1.606, crossing=0.666
)
INTERCEPT = -15.173
"""Fitted on the dev half of the golden set; ``python -m benchmarks.calibrate_confidence LIBRARY``
prints how far they are right on the test half."""


def confidence(signs: Signs) -> float:
    """Return the estimated probability that the library holds the answer, in [0, 1]."""
    logit = INTERCEPT + sum(c * s for c, s in zip(COEFFICIENTS, signs, strict=True))
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, logit))))


def read_signs(
    ideas: Sequence[Idea], language: str, addresses: Sequence[str], hits: Sequence[Hit]
) -> Signs:
    """Return the signs of a search.

    Args:
        ideas: Of the question.
        language: Of the question.
        addresses: That the question names.
        hits: The best ``READ``, best first; at least one.
    """
    best = hits[0]
    named = [idea for idea in ideas if idea.named]
    stands = any(address_matches(h.passage.locator.address, a) for h in hits for a in addresses)
    closely = [_terms(hit) for hit in hits[:_CLOSELY]]
    return Signs(
        score=best.score,
        lead=best.score - hits[min(_FIFTH, len(hits) - 1)].score,
        missing=float(bool(addresses) and not stands),
        ideas=float(len(ideas)),
        held=max(_share_held(ideas, terms) for terms in closely),
        names=max(_share_held(named, terms) for terms in closely),
        crossing=float(best.info.language != language),
    )


def _terms(hit: Hit) -> dict[str, frozenset[str]]:
    """A passage's index terms by language: its own, and English for what every language borrows."""
    passage = f"{hit.passage.in_context}\n{hit.info.publisher or ''}"
    languages = dict.fromkeys(("en", hit.info.language))
    return {language: frozenset(analyze(passage, language)) for language in languages}


def _share_held(ideas: Sequence[Idea], terms: Mapping[str, frozenset[str]]) -> float:
    if not ideas:
        return 1.0
    held = sum(
        any(
            own.issuperset(phrase)
            for language, own in terms.items()
            for group in expand([idea], language)
            for phrase in group.alternatives
        )
        for idea in ideas
    )
    return held / len(ideas)
