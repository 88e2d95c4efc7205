"""Fits the weights by which retrieval orders its candidates, and says what they are worth.

Run ``python -m benchmarks.fit_ranking LIBRARY``, where LIBRARY holds the documents of the golden
questions. The weights are fitted on the dev half as a listwise softmax (Cao et al., ICML 2007)
with L2 regularisation of a strength that cross-validation on dev decided. The test half is looked
at once, for the weights that come out. ``without`` lines leave one sign out, cross-validated on
dev.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.open import open_library
from assistant.settings import load_settings
from benchmarks.softmax import Array, fit_softmax
from eval.golden import GoldenQuestion, load_golden
from eval.judging import as_ranked, judge
from eval.metrics import hit_at, reciprocal_rank
from index.library import Library
from index.ranking import WEIGHTS, Signs
from index.retrieval import gather

_STRENGTHS = (0.3, 1.0, 3.0, 10.0)
_STRENGTH = 3.0
_FOLDS = 10


@dataclass(frozen=True, slots=True)
class Example:
    """The candidates of one question.

    Attributes:
        question: Which.
        signs: Shape (candidates, signs).
        relevant: Shape (candidates,), 1 for each that holds the answer.
    """

    question: GoldenQuestion
    signs: Array
    relevant: Array


def read_examples(library: Library) -> list[Example]:
    """Return the candidates of every golden question that the library can answer."""
    held = {record.info.slug for record in library.documents()}
    places = {slug: library.document(slug).places for slug in sorted(held)}
    examples = []
    for question in load_golden():
        if any(place.document in held for place in question.places):
            pool = gather(library, question.question)
            ranked = [as_ranked(pool.passages[c.id], places) for c in pool.candidates]
            relevant = np.array(judge(question, ranked).relevant, dtype=float)
            examples.append(Example(question, np.array(pool.signs, dtype=float), relevant))
    return examples


def fit(examples: Sequence[Example], strength: float) -> Array:
    """Return weights for raw signs, shape (signs,), that favour relevant candidates.

    Args:
        examples: Those without a relevant candidate teach nothing.
        strength: Of the L2 penalty on the weights of standardised signs.
    """
    signs, relevant = [e.signs for e in examples], [e.relevant for e in examples]
    return fit_softmax(signs, relevant, strength, np.concatenate(signs).std(axis=0) + 1e-9)


def cross_validate(examples: Sequence[Example], strength: float, without: int = -1) -> str:
    """Return hit@1, hit@5 and MRR@10 of questions ranked by weights that did not see them."""
    fold = np.random.default_rng(0).permutation(len(examples)) % _FOLDS
    scored = []
    for held_out in range(_FOLDS):
        seen = [_without(e, without) for e, f in zip(examples, fold, strict=True) if f != held_out]
        weights = fit(seen, strength)
        scored += [
            (_without(e, without), weights)
            for e, f in zip(examples, fold, strict=True)
            if f == held_out
        ]
    return summary(scored)


def summary(scored: Sequence[tuple[Example, Array]]) -> str:
    """Return one line of metrics for examples with the weights that rank them."""
    parts = []
    for kin in ("same", "cross"):
        orders = [
            [bool(r) for r in e.relevant[np.argsort(-(e.signs @ w), kind="stable")]]
            for e, w in scored
            if (e.question.language == e.question.document_language) == (kin == "same")
        ]
        hits = [np.mean([hit_at(order, k) for order in orders]) for k in (1, 5)]
        mrr = np.mean([reciprocal_rank(order) for order in orders])
        parts.append(f"{kin}: hit@1 {hits[0]:.2f} hit@5 {hits[1]:.2f} MRR@10 {mrr:.3f}")
    return "   ".join(parts)


def _without(example: Example, sign: int) -> Example:
    if sign < 0:
        return example
    signs = example.signs.copy()
    signs[:, sign] = 0.0
    return Example(example.question, signs, example.relevant)


def main(folder: Path) -> None:
    """Print the weights and what they are worth."""
    library = open_library(load_settings(library=folder))
    examples = read_examples(library)
    library.close()
    halves = {s: [e for e in examples if e.question.split == s] for s in ("dev", "test")}
    dev = halves["dev"]
    for strength in _STRENGTHS:
        print(f"dev, cross-validated, L2 {strength:4}: {cross_validate(dev, strength)}", flush=True)
    for sign, name in enumerate(Signs._fields):
        print(f"  without {name:12}: {cross_validate(dev, _STRENGTH, sign)}", flush=True)
    weights = fit(dev, _STRENGTH)
    print("WEIGHTS", Signs(*(round(float(w), 2) for w in weights)))
    for split, half in halves.items():
        print(f"{split:4} fitted on dev:  {summary([(e, weights) for e in half])}")
        print(f"{split:4} as in product: {summary([(e, np.array(WEIGHTS)) for e in half])}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
