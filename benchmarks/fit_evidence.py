"""Fits the weights by which quotes are chosen, and says what they are worth.

Run ``python -m benchmarks.fit_evidence LIBRARY``, where LIBRARY holds the documents of the golden
questions. Only the dev half is looked at. As in ``benchmarks.fit_ranking`` the weights are fitted
as a listwise softmax with L2 regularisation; of a quote that holds some of a gold place's needles
counts the square of their share. Printed is how often the best and the four best quotes hold all.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.cite import MOST_QUOTES, read_quotable
from assistant.evidence import quote_similarity
from assistant.open import open_library
from assistant.relevance import WEIGHTS, Quotable, Signs, read_signs
from assistant.settings import load_settings
from benchmarks.softmax import Array, fit_softmax
from corpus.types import Hit
from eval.golden import GoldenQuestion, load_golden, squeeze
from index.library import Library

_STRENGTH = 0.02
_SCALE = np.array(Signs(cosine=0.1, coverage=1.0, behind=4.0, figure=1.0))
_FOLDS = 6


@dataclass(frozen=True, slots=True)
class Example:
    """The quotes that could answer one question.

    Attributes:
        signs: Shape (quotes, signs).
        worth: Shape (quotes,), in [0, 1]; 1 for a quote that holds every needle of a place.
    """

    signs: Array
    worth: Array


def read_examples(library: Library) -> list[Example]:
    """Return the quotes of every question of the dev half that the library can answer."""
    held = {record.info.slug for record in library.documents()}
    examples = []
    for question in load_golden():
        if question.split != "dev" or not {place.document for place in question.places} & held:
            continue
        result = library.search(question.question)
        found = read_quotable(result.hits)
        quotes = [quote for _, _, quote in found]
        similarity = quote_similarity(library, result.searched, result.language)
        signs = read_signs(result.searched, result.language, quotes, similarity)
        worth = [_worth(question, hit, quote) for hit, _, quote in found]
        if any(worth):
            examples.append(Example(np.array(signs), np.array(worth)))
    return examples


def fit(examples: Sequence[Example]) -> Array:
    """Return weights for raw signs, shape (signs,), that favour quotes of worth."""
    signs, worth = [e.signs for e in examples], [e.worth for e in examples]
    return fit_softmax(signs, worth, _STRENGTH * len(examples), _SCALE)


def summary(scored: Sequence[tuple[Example, Array]]) -> str:
    """Return how often the best quotes by some weights hold all needles of a place."""
    orders = [e.worth[np.argsort(-(e.signs @ weights), kind="stable")] for e, weights in scored]
    shares = [np.mean([order[:k].max() == 1 for order in orders]) for k in (1, MOST_QUOTES)]
    return f"best holds all {shares[0]:.2f}, one of {MOST_QUOTES} {shares[1]:.2f}"


def cross_validate(examples: Sequence[Example], without: int = -1) -> str:
    """Return the summary by weights that did not see the question, leaving out one sign."""
    seen = [Example(_without(e.signs, without), e.worth) for e in examples]
    scored = []
    for fold in range(_FOLDS):
        weights = fit([e for at, e in enumerate(seen) if at % _FOLDS != fold])
        scored += [(e, weights) for at, e in enumerate(seen) if at % _FOLDS == fold]
    return summary(scored)


def _without(signs: Array, sign: int) -> Array:
    kept = signs.copy()
    if sign >= 0:
        kept[:, sign] = 0.0
    return kept


def _worth(question: GoldenQuestion, hit: Hit, quote: Quotable) -> float:
    """The square of the largest share of a place's needles that a quote holds of itself."""
    own = squeeze(quote.text)
    shown = squeeze("\n".join([*hit.passage.locator.heading[-2:], quote.text]))
    shares = [
        sum(squeeze(needle) in shown for needle in place.needles) / len(place.needles)
        for place in question.places
        if place.document == hit.info.slug and any(squeeze(n) in own for n in place.needles)
    ]
    return float(max(shares, default=0.0)) ** 2


def main(folder: Path) -> None:
    """Print the weights and what they are worth."""
    library = open_library(load_settings(library=folder))
    examples = read_examples(library)
    library.close()
    print(f"{len(examples)} questions, cross-validated: {cross_validate(examples)}", flush=True)
    for sign, name in enumerate(Signs._fields):
        print(f"  without {name:9}: {cross_validate(examples, sign)}", flush=True)
    weights = fit(examples)
    print("WEIGHTS", Signs(*(round(float(w), 2) for w in weights)))
    print(f"fitted:     {summary([(e, weights) for e in examples])}")
    print(f"as product: {summary([(e, np.array(WEIGHTS)) for e in examples])}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
