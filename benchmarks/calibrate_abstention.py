"""Fits the abstention score on the golden questions and prints its coefficients.

Run ``python -m benchmarks.calibrate_abstention LIBRARY``.

Precision and recall come from five-fold cross-validation, repeated ten times; with 24 unanswerable
questions, one question is four points of recall.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answer import sentence_similarity
from assistant.cite import find_candidates
from assistant.confidence import Signs, read_signs
from assistant.open import open_library
from assistant.settings import load_settings
from eval.golden import load_golden
from eval.metrics import precision_recall

_L2 = 3.0
_WEIGHT_UNANSWERABLE = 4.0
_FOLDS = 5
_REPEATS = 10

Array = NDArray[np.float64]


def fit_logistic(signs: Array, answerable: Array, weights: Array) -> tuple[Array, float]:
    """Return coefficients and intercept of an L2-regularised logistic regression.

    Args:
        signs: Shape (n, signs); standardised inside, coefficients are for the raw values.
        answerable: Shape (n,), 1.0 or 0.0.
        weights: Shape (n,).
    """
    mean, deviation = signs.mean(axis=0), signs.std(axis=0) + 1e-9
    inputs = np.c_[(signs - mean) / deviation, np.ones(len(signs))]
    penalty = np.r_[np.full(signs.shape[1], _L2), 0.0]
    beta = np.zeros(inputs.shape[1])
    for _ in range(100):
        p = 1.0 / (1.0 + np.exp(-inputs @ beta))
        gradient = inputs.T @ (weights * (p - answerable)) + penalty * beta
        curvature = (inputs.T * (weights * p * (1 - p))) @ inputs + np.diag(penalty + 1e-9)
        beta -= np.linalg.solve(curvature, gradient)
    slopes = beta[:-1] / deviation
    return slopes, float(beta[-1] - slopes @ mean)


def main(folder: Path) -> None:
    """Print coefficients, and precision and recall at each threshold."""
    library = open_library(load_settings(library=folder))
    questions = load_golden()
    rows = []
    for question in questions:
        result = library.search(question.question)
        candidates = find_candidates(result.hits, sentence_similarity(library, result.question))
        rows.append(read_signs(result, candidates))
    library.close()
    signs = np.array(rows, dtype=float)
    answerable = np.array([bool(q.places) for q in questions], dtype=float)
    weights = np.where(answerable > 0, 1.0, _WEIGHT_UNANSWERABLE)
    slopes, intercept = fit_logistic(signs, answerable, weights)
    print("COEFFICIENTS", Signs(*(round(float(s), 2) for s in slopes)))
    print("INTERCEPT", round(intercept, 2))
    chance = cross_validate(signs, answerable, weights)
    for threshold in np.arange(0.2, 0.71, 0.05):
        precision, recall = precision_recall(list(chance < threshold), list(answerable == 0))
        print(f"threshold {threshold:.2f}: precision {precision:.2f}, recall {recall:.2f}")


def cross_validate(signs: Array, answerable: Array, weights: Array) -> Array:
    """Return each question's probability from models that did not see it, shape (n,)."""
    rng = np.random.default_rng(0)
    total = np.zeros(len(signs))
    for _ in range(_REPEATS):
        fold = rng.permutation(len(signs)) % _FOLDS
        for held_out in range(_FOLDS):
            seen = fold != held_out
            slopes, intercept = fit_logistic(signs[seen], answerable[seen], weights[seen])
            total[~seen] += 1.0 / (1.0 + np.exp(-(signs[~seen] @ slopes + intercept)))
    return total / _REPEATS


if __name__ == "__main__":
    main(Path(sys.argv[1]))
