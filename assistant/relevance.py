"""Scores what can be quoted by how well it answers a question, across languages.

A linear model over four signs, fitted to the dev half of the golden questions as a listwise softmax
(Cao et al., ICML 2007) like ``index.ranking``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.analyzers import analyze
from index.expansion import expand, find_ideas
from index.ranking import asks_figure, holds_figure

Similarity = Callable[[Sequence[str], Sequence[str]], NDArray[np.float32]]
"""Returns the cosine of each of n texts to a question, shape (n,), given the texts' languages."""


class Signs(NamedTuple):
    """What speaks for a quote, or the weight of each sign.

    Attributes:
        cosine: To the question, carried to the quote's language.
        coverage: Share of the question's ideas that it and its headings hold, by their rarity
            among the quotes of its language.
        behind: How far its passage's score is below the best one's.
        figure: 1 where the question asks for a number or a date and the quote holds one.
    """

    cosine: float
    coverage: float
    behind: float
    figure: float


WEIGHTS = Signs(cosine=27.04, coverage=3.0, behind=-0.66, figure=1.16)
"""Fitted on the dev half of the golden set: ``python -m benchmarks.fit_evidence LIBRARY``."""


class Quotable(NamedTuple):
    """What a quote is judged by.

    Attributes:
        text: Its words.
        place: Title and heading, which say what "it was founded in 2023" is about.
        language: Of its document.
        score: Of its passage, in retrieval.
    """

    text: str
    place: str
    language: str
    score: float


def read_signs(
    question: str, language: str, quotes: Sequence[Quotable], similarity: Similarity
) -> list[Signs]:
    """Return what speaks for each quote.

    Args:
        question: As asked.
        language: Of the question.
        quotes: Of all passages.
        similarity: Of texts to the question.
    """
    if not quotes:
        return []
    cosines = similarity([f"{q.place}\n{q.text}" for q in quotes], [q.language for q in quotes])
    coverage = _read_coverage(question, language, quotes)
    best = max(quote.score for quote in quotes)
    asked = asks_figure(question)
    return [
        Signs(float(cosine), covered, best - quote.score, float(asked and holds_figure(quote.text)))
        for quote, cosine, covered in zip(quotes, cosines, coverage, strict=True)
    ]


def score(signs: Signs, weights: Signs = WEIGHTS) -> float:
    """Return the relevance that the signs add up to; comparable within one question only."""
    return sum(sign * weight for sign, weight in zip(signs, weights, strict=True))


def _read_coverage(question: str, language: str, quotes: Sequence[Quotable]) -> list[float]:
    ideas = find_ideas(question, language)
    coverage = [0.0] * len(quotes)
    for spoken in {quote.language for quote in quotes}:
        places = [at for at, quote in enumerate(quotes) if quote.language == spoken]
        groups = expand(ideas, spoken)
        words = [set(analyze(quotes[at].text, spoken)) for at in places]
        around = [_words_of_place(quotes[at].place, spoken) for at in places]
        rarity = []
        for group in groups:
            holders = sum(_holds(own, group.alternatives) for own in words)
            weight = math.log(1 + len(places) / (1 + holders))
            rarity.append(weight if group.expected or holders else 0.0)
        for at, own, beside in zip(places, words, around, strict=True):
            held = (
                weight
                for group, weight in zip(groups, rarity, strict=True)
                if _holds(own | beside, group.alternatives)
            )
            coverage[at] = sum(held) / (sum(rarity) or 1.0)
    return coverage


@lru_cache(maxsize=1000)
def _words_of_place(place: str, language: str) -> frozenset[str]:
    """Return the index terms of a title and heading; every sentence of a passage asks for them."""
    return frozenset(analyze(place, language))


def _holds(words: set[str] | frozenset[str], alternatives: Sequence[Sequence[str]]) -> bool:
    return any(words.issuperset(phrase) for phrase in alternatives)
