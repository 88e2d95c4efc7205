"""Whether the library holds an answer at all: a calibrated score from three signs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from assistant.cite import Candidate
from corpus.types import Hit, SearchResult
from index.analyzers import analyze
from index.expansion import Idea, expand, find_ideas

_READ = 3


class Signs(NamedTuple):
    """What speaks for an answer in the library.

    Attributes:
        sentence: Cosine of the best sentence to the question, less a little for its rank.
        crossing: 1.0 when the best sentence is in another language than the question, where
            cosines run lower.
        names: Share of the names in the question that one of the best three passages holds.
    """

    sentence: float
    crossing: float
    names: float


# Logistic regression on the golden set over the shared documents, L2 3.0, unanswerable questions
# weighted four times; benchmarks/calibrate_abstention.py prints them with cross-validated figures.
# Signs that depend on a library's size, such as BM25 scores, were left out although they help.
COEFFICIENTS = Signs(sentence=18.7, crossing=3.71, names=1.7)
INTERCEPT = -17.62
THRESHOLD = 0.4


def is_answerable(result: SearchResult, candidates: Sequence[Candidate]) -> bool:
    """Return whether the candidates are good enough to answer from."""
    return bool(candidates) and answerability(read_signs(result, candidates)) >= THRESHOLD


def answerability(signs: Signs) -> float:
    """Return the estimated probability that the library holds the answer, in [0, 1]."""
    logit = INTERCEPT + sum(c * s for c, s in zip(COEFFICIENTS, signs, strict=True))
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, logit))))


def read_signs(result: SearchResult, candidates: Sequence[Candidate]) -> Signs:
    """Return the signs for a search result and its best sentences.

    Args:
        result: With at least one hit.
        candidates: At least one, best first.
    """
    best = candidates[0]
    names = [idea for idea in find_ideas(result.question, result.language) if idea.named]
    return Signs(
        sentence=best.score,
        crossing=float(best.hit.info.language != result.language),
        names=max((_share_held(names, hit) for hit in result.hits[:_READ]), default=0.0),
    )


def _share_held(names: Sequence[Idea], hit: Hit) -> float:
    if not names:
        return 1.0
    passage = f"{hit.passage.context}\n{hit.passage.text}\n{hit.info.publisher or ''}"
    terms = {language: frozenset(analyze(passage, language)) for language in ("en", "ko")}
    held = sum(
        any(
            terms[language].issuperset(phrase)
            for language in terms
            for group in expand([name], language)
            for phrase in group.alternatives
        )
        for name in names
    )
    return held / len(names)
