"""The keyword index: BM25 (bm25s) over one list of passages per language."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.analyzers import analyze

_MOST = 0.6
_PARTIAL = 0.3


class KeywordIndex:
    """BM25 rankings of one library's passages; built in memory, saved beside the store."""

    def __init__(self) -> None:
        """Start empty."""
        self._models: dict[str, Any] = {}
        self._ids: dict[str, list[str]] = {}
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

    def search(
        self,
        groups: Sequence[Sequence[Sequence[str]]],
        language: str,
        k: int,
        *,
        allowed: Collection[str] | None = None,
    ) -> list[tuple[str, float]]:
        """Return (passage id, score) of the passages that match best, best first.

        Each group holds the alternatives for one idea of the question (a term, its variants, its
        translations); an alternative is a phrase of terms. The best alternative counts, so that a
        term with ten translations weighs no more than a term with one.

        Args:
            groups: As ``index.expansion.expand`` returns them.
            language: Which list to search.
            k: How many at most.
            allowed: Only these passages; None for all.
        """
        model = self._models.get(language)
        if model is None:
            return []
        ids = self._ids[language]
        scores = np.zeros(len(ids), dtype=np.float32)
        for alternatives in groups:
            found = [s for a in alternatives if (s := _phrase_scores(model, a)) is not None]
            if found:
                scores += np.max(found, axis=0)
        if allowed is not None:
            scores *= np.fromiter((i in allowed for i in ids), dtype=bool, count=len(ids))
        best = np.argsort(-scores, kind="stable")[:k]
        return [(ids[i], float(scores[i])) for i in best if scores[i] > 0]

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


def _phrase_scores(model: Any, phrase: Sequence[str]) -> NDArray[np.float32] | None:
    """BM25 of each passage for a phrase, shape (passages,); None when too little of it is known.

    A passage that holds less than most of the phrase's words keeps a third of its score, and long
    phrases are damped by the square root of their length: a name of four words is one idea.
    """
    words = list(dict.fromkeys(phrase))
    known = [word for word in words if word in model.vocab_dict]
    if not known or len(known) < _MOST * len(words):
        return None
    each = np.stack([model.get_scores([word]) for word in known])
    total = each.sum(axis=0)
    if len(known) > 1:
        held = (each > 0).sum(axis=0)
        total = np.where(held >= _MOST * len(known), total, total * _PARTIAL) / len(known) ** 0.5
    return np.asarray(total, dtype=np.float32)


def passage_terms(context: str, text: str, language: str) -> list[str]:
    """Return the terms under which a passage is found: its own and its context's."""
    return analyze(f"{context}\n{text}", language)
