"""Fits the confidence of a search on the golden questions and says how far it can be believed.

Run ``python -m benchmarks.calibrate_confidence LIBRARY``, where LIBRARY holds the documents of the
golden questions. The logistic regression is fitted on the dev half. On the test half, which the
fit does not see, it prints the area under the ROC curve, the Brier score, the calibration curve
and what abstaining below each threshold would do. Questions for an opinion are left out: the
library may hold what bears on them.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.open import open_library
from assistant.settings import load_settings
from corpus.types import Filters
from eval.golden import GoldenQuestion, load_golden
from eval.metrics import precision_recall
from index.addresses import find_addresses
from index.confidence import COEFFICIENTS, INTERCEPT, READ, Signs, read_signs
from index.expansion import find_ideas
from index.library import Library
from index.retrieval import retrieve

_L2 = 3.0
_BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.0)

Array = NDArray[np.float64]


def fit_logistic(signs: Array, answerable: Array) -> tuple[Array, float]:
    """Return coefficients and intercept of an L2-regularised logistic regression.

    Args:
        signs: Shape (n, signs); standardised inside, coefficients are for the raw values.
        answerable: Shape (n,), 1.0 or 0.0.
    """
    mean, deviation = signs.mean(axis=0), signs.std(axis=0) + 1e-9
    inputs = np.c_[(signs - mean) / deviation, np.ones(len(signs))]
    penalty = np.r_[np.full(signs.shape[1], _L2), 0.0]
    beta = np.zeros(inputs.shape[1])
    for _ in range(100):
        p = 1.0 / (1.0 + np.exp(-inputs @ beta))
        gradient = inputs.T @ (p - answerable) + penalty * beta
        curvature = (inputs.T * (p * (1 - p))) @ inputs + np.diag(penalty + 1e-9)
        beta -= np.linalg.solve(curvature, gradient)
    slopes = beta[:-1] / deviation
    return slopes, float(beta[-1] - slopes @ mean)


def observe(library: Library, questions: Sequence[GoldenQuestion]) -> Array:
    """Return the signs of each question, shape (questions, signs)."""
    rows = []
    for question in questions:
        found = retrieve(library, question.question, READ, Filters())
        ideas = find_ideas(found.question, found.language)
        addresses = find_addresses(found.question)
        rows.append(read_signs(ideas, found.language, addresses, found.hits))
    return np.array(rows, dtype=float)


def report(chance: Array, answerable: Array) -> None:
    """Print how far probabilities are right."""
    among = chance[answerable > 0][:, None] - chance[answerable == 0][None, :]
    area = float((among > 0).mean() + (among == 0).mean() / 2)
    print(f"area under ROC {area:.3f}, Brier {np.mean((chance - answerable) ** 2):.3f}")
    print("| confidence | questions | mean confidence | share with an answer |")
    print("| --- | --- | --- | --- |")
    for low, high in pairwise(_BINS):
        inside = (chance >= low) & ((chance < high) | (high == _BINS[-1]))
        if inside.any():
            mean, share = chance[inside].mean(), answerable[inside].mean()
            print(f"| {low:.1f}–{high:.1f} | {inside.sum()} | {mean:.2f} | {share:.2f} |")
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.6):
        precision, recall = precision_recall(list(chance < threshold), list(answerable == 0))
        print(f"abstain below {threshold:.1f}: precision {precision:.2f}, recall {recall:.2f}")


def main(folder: Path) -> None:
    """Print coefficients, and what they are worth on the other half."""
    library = open_library(load_settings(library=folder))
    questions = [q for q in load_golden() if q.kind != "opinion"]
    signs = observe(library, questions)
    library.close()
    answerable = np.array([bool(q.places) for q in questions], dtype=float)
    dev = np.array([q.split == "dev" for q in questions])
    slopes, intercept = fit_logistic(signs[dev], answerable[dev])
    print("COEFFICIENTS", Signs(*(round(float(s), 3) for s in slopes)))
    print("INTERCEPT", round(intercept, 3))
    for name, half in (("dev", dev), ("test", ~dev)):
        print(f"\n{name}, as in the product ({half.sum()} questions)")
        logits = signs[half] @ np.array(COEFFICIENTS) + INTERCEPT
        report(1.0 / (1.0 + np.exp(-logits)), answerable[half])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
