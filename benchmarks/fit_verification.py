"""Fits the two models behind a verdict on a claim and prints their coefficients.

Run ``python -m benchmarks.fit_verification LIBRARY``; the library holds the shared documents.

Only the dev half of the labelled claims is read, with the claims of the tests and, as claims that
are not found, supported ones beside evidence of others. A sign that speaks against a claim may not
come to speak for it: such a coefficient is 0. Figures are of ten-fold cross-validation in which a
family of claims is never divided; the test half is for ``policydesk eval --suite verification``.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.open import open_library
from assistant.settings import load_settings
from assistant.verification import Claim, Evidence, evidence_of
from assistant.verification.judging import compare_claims
from assistant.verification.signs import Signs
from assistant.verification.verdict import THRESHOLD, Model, opinion_of
from corpus.types import Citation, Hit
from eval.claims import LabelledClaim, find_evidence, load_claims
from index.embedders import embed_passages
from index.library import Library
from tests.documents.claims import labelled_claims

_L2 = 1.0
_STEPS = 60
_FOLDS = 10
_REPEATS = 3
_WEIGHT_OWN, _WEIGHT_SHUFFLED = 1.0, 0.3
_FOR = frozenset({"cosine", "coverage", "crossing_coverage", "names"})
_FREE = frozenset({"crossing", "crossing_cosine", "unknown"})

Array = NDArray[np.float64]


class Row(NamedTuple):
    """One claim to fit on.

    Attributes:
        claim: With its evidence.
        label: What a careful reader says.
        change: What is wrong with it, or where it comes from.
        family: Claims of one family are never divided between folds.
        weight: How much it counts.
    """

    claim: Claim
    label: str
    change: str
    family: str
    weight: float


def read_rows(library: Library) -> list[Row]:
    """Return the claims to fit on."""
    found = [c for c in load_claims() if c.split == "dev"]
    rows = [
        Row(
            Claim(c.text, c.language, tuple(_evidence(library, c))),
            c.label,
            c.change or c.label,
            c.parent or c.id,
            1.0,
        )
        for c in found
    ]
    rows += [
        Row(own.claim, own.label, "own", f"own {place}", _WEIGHT_OWN)
        for place, own in enumerate(labelled_claims())
    ]
    rng = random.Random(0)
    evidence = [row.claim.evidence for row in rows[: len(found)]]
    for row in [row for row in rows[: len(found)] if row.label == "supported"]:
        other = rng.choice([e for e in evidence if e != row.claim.evidence])
        claim = Claim(row.claim.text, row.claim.language, other)
        rows.append(Row(claim, "not found", "shuffled", row.family, _WEIGHT_SHUFFLED))
    return rows


def _evidence(library: Library, claim: LabelledClaim) -> Sequence[Evidence]:
    quotes = []
    for n, place in enumerate(claim.evidence, 1):
        document = library.document(place.document)
        passage = find_evidence(document, library.passages(place.document), place)
        hit = Hit(n, 1.0, None, passage, document.info)
        quotes.append(evidence_of(Citation(n, passage.text, passage.locator, hit)))
    return quotes


def fit_logistic(
    signs: Array, outcome: Array, weights: Array, *, bounded: bool
) -> tuple[Array, float]:
    """Return slopes and intercept of an L2-regularised logistic regression.

    Args:
        signs: Shape (n, signs).
        outcome: Shape (n,), 1.0 or 0.0.
        weights: Shape (n,).
        bounded: Whether a slope of the wrong sign is held at 0 and the rest fitted again.
    """
    mean, deviation = signs.mean(axis=0), signs.std(axis=0) + 1e-9
    inputs = np.c_[(signs - mean) / deviation, np.ones(len(signs))]
    wanted = np.array([0 if n in _FREE else 1 if n in _FOR else -1 for n in Signs._fields])
    free = np.ones(inputs.shape[1], dtype=bool)
    penalty = np.r_[np.full(signs.shape[1], _L2), 0.0]
    while True:
        beta = np.zeros(inputs.shape[1])
        for _ in range(_STEPS):
            chance = 1.0 / (1.0 + np.exp(-inputs[:, free] @ beta[free]))
            slope = inputs[:, free].T @ (weights * (chance - outcome)) + penalty[free] * beta[free]
            spread = (inputs[:, free].T * (weights * chance * (1 - chance))) @ inputs[:, free]
            beta[free] -= np.linalg.solve(spread + np.diag(penalty[free] + 1e-9), slope)
        wrong = np.flatnonzero(bounded & free[:-1] & (wanted * beta[:-1] < 0))
        if not len(wrong):
            slopes = beta[:-1] / deviation
            return slopes, float(beta[-1] - slopes @ mean)
        free[wrong] = False


def balance(outcome: Array, weights: Array) -> Array:
    """Return weights under which both outcomes weigh the same."""
    share = weights[outcome == 0].sum() / weights[outcome == 1].sum()
    return np.where(outcome == 1, weights * share, weights)


def cross_validate(rows: Sequence[Row], signs: Array, outcome: Array, weights: Array) -> Array:
    """Return each claim's probability of support from models that did not see its family."""
    rng = np.random.default_rng(0)
    families = sorted({row.family for row in rows})
    total = np.zeros(len(rows))
    for _ in range(_REPEATS):
        folds = dict(zip(families, rng.permutation(len(families)) % _FOLDS, strict=True))
        fold = np.array([folds[row.family] for row in rows])
        for held_out in range(_FOLDS):
            seen = fold != held_out
            slopes, intercept = fit_logistic(
                signs[seen], outcome[seen], weights[seen], bounded=True
            )
            model = Model(Signs(*slopes), intercept)
            total[~seen] += [opinion_of(Signs(*s), model).support for s in signs[~seen]]
    return total / _REPEATS


def main(folder: Path) -> None:
    """Print coefficients and cross-validated figures."""
    library = open_library(load_settings(library=folder))
    rows = read_rows(library)
    compared = compare_claims(
        [row.claim for row in rows], lambda texts: embed_passages(library.embedder, texts)
    )
    library.close()
    signs = np.array([found.comparison.signs for found in compared if found], dtype=float)
    supported = np.array([float(row.label == "supported") for row in rows])
    weights = balance(supported, np.array([row.weight for row in rows]))
    slopes, intercept = fit_logistic(signs, supported, weights, bounded=True)
    print("SUPPORT", Signs(*(round(float(s), 2) for s in slopes)), round(intercept, 2))
    against = supported == 0
    contradicted = np.array([float(row.label == "contradicted") for row in rows])[against]
    kinds = balance(contradicted, np.array([row.weight for row in rows])[against])
    slopes, intercept = fit_logistic(signs[against], contradicted, kinds, bounded=False)
    print("CONTRADICTION", Signs(*(round(float(s), 2) for s in slopes)), round(intercept, 2))
    chance = cross_validate(rows, signs, supported, weights)
    right: dict[str, list[bool]] = defaultdict(list)
    for row, probability in zip(rows, chance, strict=True):
        is_right = (probability >= THRESHOLD) == (row.label == "supported")
        right[row.change].append(is_right)
        if row.change not in ("own", "shuffled"):
            right["all supported" if row.label == "supported" else "all others"].append(is_right)
    for change, found in right.items():
        print(f"{change:14} right {np.mean(found):.3f}  n={len(found)}")
    both = np.mean([np.mean(right["all supported"]), np.mean(right["all others"])])
    print(f"balanced accuracy on dev, cross-validated: {both:.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
