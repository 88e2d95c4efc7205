"""BM25 scores of every term in every passage, as arrays that stay on disk until they are read.

Robertson and Zaragoza (2009) with the idf of Lucene, which is never negative:

    ln(1 + (n - df + 0.5) / (df + 0.5)) * tf / (tf + k1 * (1 - b + b * length / mean length))

The scores are computed once, as in BM25S (Lù, 2024), and kept by term: a question reads the
postings of its own terms alone, so that a library of a million passages opens at once.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

K1 = 1.2
B = 0.75
_BLOCK = 20_000
"""Passages counted at a time; bounds the memory of building."""


class Postings(NamedTuple):
    """The passages that hold a term, ascending, and its score in each."""

    places: NDArray[np.int32]
    scores: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scores:
    """The postings of one list of passages.

    Attributes:
        vocabulary: Column of each term.
        starts: Shape (terms + 1,); where each column begins.
        places: Shape (postings,); numbers of passages from 0.
        scores: Shape (postings,).
        passages: How many there are.
    """

    vocabulary: dict[str, int]
    starts: NDArray[np.int64]
    places: NDArray[np.int32]
    scores: NDArray[np.float32]
    passages: int

    def postings(self, term: str) -> Postings | None:
        """Return a term's postings; None where no passage holds it."""
        column = self.vocabulary.get(term)
        if column is None:
            return None
        part = slice(self.starts[column], self.starts[column + 1])
        return Postings(self.places[part], self.scores[part])

    def save(self, folder: Path) -> None:
        """Write the arrays to a folder that is there."""
        for name in ("starts", "places", "scores"):
            np.save(folder / f"{name}.npy", getattr(self, name))
        terms = list(self.vocabulary)
        (folder / "terms.json").write_text(json.dumps([self.passages, terms], ensure_ascii=False))

    @classmethod
    def load(cls, folder: Path) -> Scores:
        """Return what was saved; the arrays are read from disk as they are needed.

        Raises:
            OSError: Something is missing.
            ValueError: Something is not what was saved.
        """
        passages, terms = json.loads((folder / "terms.json").read_text())
        return cls(
            {term: column for column, term in enumerate(terms)},
            np.load(folder / "starts.npy", mmap_mode="r"),
            np.load(folder / "places.npy", mmap_mode="r"),
            np.load(folder / "scores.npy", mmap_mode="r"),
            passages,
        )


class _Block(NamedTuple):
    """Distinct (term, passage) pairs in order, and how often each occurs."""

    terms: NDArray[np.int64]
    places: NDArray[np.int32]
    counts: NDArray[np.int64]


class ScoreBuilder:
    """Takes passages one by one and scores them together."""

    def __init__(self) -> None:
        """Start without passages."""
        self._vocabulary: dict[str, int] = {}
        self._lengths: list[int] = []
        self._blocks: list[_Block] = []
        self._pending: list[int] = []

    def add(self, terms: Sequence[str]) -> None:
        """Add a passage by its terms, with repetitions."""
        columns = self._vocabulary
        self._pending += [columns.setdefault(term, len(columns)) for term in terms]
        self._lengths.append(len(terms))
        if len(self._lengths) % _BLOCK == 0:
            self._close_block()

    def finish(self) -> Scores:
        """Return the scores of all passages, which are numbered as they came."""
        self._close_block()
        width = len(self._vocabulary)
        runs = [np.bincount(block.terms, minlength=width) for block in self._blocks]
        holders = np.sum(runs, axis=0) if runs else np.zeros(width, np.int64)
        starts = np.concatenate([[0], np.cumsum(holders)]).astype(np.int64)
        places = np.empty(starts[-1], np.int32)
        scores = np.empty(starts[-1], np.float32)
        lengths = np.asarray(self._lengths, dtype=float)
        rarity = np.log(1 + (len(lengths) - holders + 0.5) / (holders + 0.5))
        damping = K1 * (1 - B + B * lengths / max(lengths.mean() if len(lengths) else 0.0, 1e-9))
        filled = starts[:-1].copy()
        for block, run in zip(self._blocks, runs, strict=True):
            # Pairs are sorted by term: each term's are one run, which follows earlier blocks'.
            within = np.arange(len(block.terms)) - np.repeat(np.cumsum(run) - run, run)
            at = filled[block.terms] + within
            places[at] = block.places
            scores[at] = rarity[block.terms] * block.counts / (block.counts + damping[block.places])
            filled += run
        return Scores(self._vocabulary, starts, places, scores, len(lengths))

    def _close_block(self) -> None:
        first = len(self._blocks) * _BLOCK
        lengths = self._lengths[first:]
        if lengths:
            self._blocks.append(_count(self._pending, lengths, first))
            self._pending = []


def _count(terms: Sequence[int], lengths: Sequence[int], first: int) -> _Block:
    """Count the terms of some passages, of which the first has the number ``first``."""
    owners = np.repeat(np.arange(len(lengths)), lengths)
    keys = np.asarray(terms, np.int64) * len(lengths) + owners
    distinct, counts = np.unique(keys, return_counts=True)
    columns, rows = np.divmod(distinct, len(lengths))
    return _Block(columns, (rows + first).astype(np.int32), counts)
