"""The keyword index: BM25 (bm25s) over one list of passages per language."""

from __future__ import annotations

import json
import logging
import math
import shutil
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.analyzers import analyze

_Postings = tuple[NDArray[np.int32], NDArray[np.float32]]

_MOST = 0.6
_PARTIAL = 0.3


class Match(NamedTuple):
    """How a passage answers a question's words.

    Attributes:
        id: Of the passage.
        score: BM25.
        coverage: Share of the question's ideas that it holds, by their rarity, in [0, 1].
        ranks: Whether it is among the best; else it was asked for by name.
    """

    id: str
    score: float
    coverage: float
    ranks: bool


class KeywordIndex:
    """BM25 rankings of one library's passages; built in memory, saved beside the store."""

    def __init__(self) -> None:
        """Start empty."""
        self._models: dict[str, Any] = {}
        self._ids: dict[str, list[str]] = {}
        self._places: dict[str, dict[str, int]] = {}
        self.generation = -1

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages that have passages."""
        return tuple(sorted(self._ids))

    def build(self, rows: Iterable[tuple[str, str, Sequence[str]]], generation: int) -> None:
        """Replace the index.

        Args:
            rows: (passage id, language, terms) of every passage.
            generation: Of the records it is built from; a later one makes it stale.
        """
        bm25s = _bm25s()
        terms: dict[str, list[list[str]]] = {}
        ids: dict[str, list[str]] = {}
        for identifier, language, words in rows:
            terms.setdefault(language, []).append(list(words) or ["\0"])
            ids.setdefault(language, []).append(identifier)
        models = {}
        for language, documents in terms.items():
            model = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
            model.index(documents, show_progress=False)
            models[language] = model
        self._models, self._ids, self.generation = models, ids, generation
        self._places = {}

    def search(
        self,
        groups: Sequence[Sequence[Sequence[str]]],
        language: str,
        k: int,
        *,
        allowed: Collection[str] | None = None,
        also: Sequence[str] = (),
    ) -> list[Match]:
        """Return the passages that match best, best first, and after them those of ``also``.

        Each group holds the alternatives for one idea of the question (a term, its variants, its
        translations); an alternative is a phrase of terms. The best alternative counts, so that a
        term with ten translations weighs no more than a term with one.

        Args:
            groups: As ``index.expansion.expand`` returns them.
            language: Which list to search.
            k: How many at most.
            allowed: Only these passages; None for all.
            also: Passages whose scores are wanted wherever they rank; unknown ones are left out.
        """
        model = self._models.get(language)
        if model is None:
            return []
        ids = self._ids[language]
        scores = np.zeros(len(ids), dtype=np.float32)
        covered = np.zeros(len(ids), dtype=np.float32)
        most = 0.0
        for alternatives in groups:
            found = [p for a in alternatives if (p := _phrase_scores(model, a)) is not None]
            places, best = _best_of(found)
            # How rare an idea is decides how much of the question it is (Robertson, 1994).
            weight = math.log(1 + len(ids) / (1 + len(places)))
            most += weight
            scores[places] += best
            covered[places] += weight
        ranked = scores
        if allowed is not None:
            ranked = scores * np.fromiter((i in allowed for i in ids), dtype=bool, count=len(ids))
        best_places = _largest(ranked, k)
        others = [at for i in also if (at := self._place(language, i)) is not None]
        taken = set(best_places.tolist())
        return [
            Match(ids[at], float(scores[at]), float(covered[at]) / most if most else 0.0, ranks)
            for at, ranks in (
                *((at, True) for at in best_places.tolist()),
                *((at, False) for at in others if at not in taken),
            )
        ]

    def _place(self, language: str, identifier: str) -> int | None:
        if language not in self._places:
            self._places[language] = {i: at for at, i in enumerate(self._ids[language])}
        return self._places[language].get(identifier)

    def passage_ids(self) -> set[str]:
        """Return the identifiers of all passages in the index."""
        return {identifier for ids in self._ids.values() for identifier in ids}

    def terms(self, language: str) -> frozenset[str]:
        """Return every term of a language's passages."""
        model = self._models.get(language)
        return frozenset(model.vocab_dict) if model else frozenset()

    def save(self, folder: Path) -> None:
        """Write the index to ``folder``, replacing what is there in one step."""
        fresh = folder.with_name(folder.name + ".new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        for language, model in self._models.items():
            model.save(fresh / language, show_progress=False)
            (fresh / language / "ids.json").write_text(json.dumps(self._ids[language]))
        (fresh / "generation").write_text(str(self.generation))
        old = folder.with_name(folder.name + ".old")
        shutil.rmtree(old, ignore_errors=True)
        if folder.exists():
            folder.rename(old)
        fresh.rename(folder)
        shutil.rmtree(old, ignore_errors=True)

    @staticmethod
    def saved_generation(folder: Path) -> int | None:
        """Return the generation of the index saved in ``folder``, or None when there is none."""
        try:
            return int((folder / "generation").read_text())
        except (OSError, ValueError):
            return None

    @classmethod
    def load(cls, folder: Path) -> KeywordIndex | None:
        """Return the index saved in ``folder``, or None when there is no complete one."""
        bm25s = _bm25s()
        index = cls()
        try:
            index.generation = int((folder / "generation").read_text())
            for ids in folder.glob("*/ids.json"):
                language = ids.parent.name
                index._models[language] = bm25s.BM25.load(ids.parent, show_progress=False)
                index._ids[language] = json.loads(ids.read_text())
        except (OSError, ValueError, KeyError):
            return None
        return index


def _bm25s() -> Any:
    """The package, without the DEBUG level that its import gives its logger."""
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.WARNING)
    return bm25s


def _phrase_scores(model: Any, phrase: Sequence[str]) -> _Postings | None:
    """BM25 of the passages that hold a phrase's words; None when too little of it is known.

    A passage that holds less than most of the phrase's words keeps a third of its score, and long
    phrases are damped by the square root of their length: a name of four words is one idea.
    """
    words = list(dict.fromkeys(phrase))
    known = [word for word in words if word in model.vocab_dict]
    if not known or len(known) < _MOST * len(words):
        return None
    postings = [_postings(model, word) for word in known]
    if len(known) == 1:
        return postings[0]
    places, at = np.unique(np.concatenate([p for p, _ in postings]), return_inverse=True)
    total = np.bincount(at, np.concatenate([s for _, s in postings]))
    held = np.bincount(at)
    total = np.where(held >= _MOST * len(known), total, total * _PARTIAL) / len(known) ** 0.5
    return places, total.astype(np.float32)


def _postings(model: Any, word: str) -> _Postings:
    """The passages that hold a word and its BM25 score in each, from the index's sparse matrix."""
    column, matrix = model.vocab_dict[word], model.scores
    part = slice(matrix["indptr"][column], matrix["indptr"][column + 1])
    return matrix["indices"][part], matrix["data"][part]


def _best_of(alternatives: Sequence[_Postings]) -> _Postings:
    if len(alternatives) == 1:
        return alternatives[0]
    if not alternatives:
        return np.empty(0, np.int32), np.empty(0, np.float32)
    places = np.concatenate([p for p, _ in alternatives])
    scores = np.concatenate([s for _, s in alternatives])
    # Of equal places the highest score comes last, and the last assignment stands.
    order = np.lexsort((scores, places))
    places, scores = places[order], scores[order]
    last = np.append(places[1:] != places[:-1], True)
    return places[last], scores[last]


def _largest(scores: NDArray[np.float32], k: int) -> NDArray[np.intp]:
    """Return the places of the k largest positive scores, best first, the earlier of equals."""
    (positive,) = np.nonzero(scores)
    if len(positive) > k:
        limit = np.partition(scores[positive], -k)[-k]
        positive = positive[scores[positive] >= limit]
    order = np.argsort(-scores[positive], kind="stable")[:k]
    return positive[order]


def passage_terms(context: str, text: str, language: str) -> list[str]:
    """Return the terms under which a passage is found: its own and its context's."""
    return analyze(f"{context}\n{text}", language)
