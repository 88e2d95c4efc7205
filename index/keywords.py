"""The keyword index: BM25 over one list of passages per language."""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.analyzers import analyze
from index.bm25 import Postings, ScoreBuilder, Scores
from index.expansion import Group

_FORMAT = 2
_MOST = 0.6
_PARTIAL = 0.3
_DENSE = 0.05
"""Share of the passages in the postings at hand from which adding up beats sorting."""


class IndexRow(NamedTuple):
    """A passage as the index takes it."""

    id: str
    document: str
    language: str
    terms: Sequence[str]


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


@dataclass(frozen=True, slots=True)
class _List:
    """The passages of one language.

    Attributes:
        scores: Of their terms.
        ids: Shape (passages,), as bytes.
        order: Shape (passages,); sorts the identifiers.
        owners: Shape (passages,); the number of each passage's document.
        documents: Slugs by number.
    """

    scores: Scores
    ids: NDArray[np.bytes_]
    order: NDArray[np.int32]
    owners: NDArray[np.int32]
    documents: tuple[str, ...]

    def place(self, identifier: str) -> int | None:
        """Return the number of a passage; None where there is none of that name."""
        name = identifier.encode()
        at = int(np.searchsorted(self.ids, name, sorter=self.order))
        if at == len(self.ids) or self.ids[self.order[at]] != name:
            return None
        return int(self.order[at])

    def identifier(self, place: int) -> str:
        """Return the identifier of a passage by its number."""
        return bytes(self.ids[place]).decode()

    def owned_by(self, documents: Collection[str]) -> NDArray[np.bool_]:
        """Return which passages are of some documents, shape (passages,)."""
        chosen = np.array([slug in documents for slug in self.documents], dtype=bool)
        owned: NDArray[np.bool_] = chosen[self.owners]
        return owned

    def save(self, folder: Path) -> None:
        """Write the list to a folder that is there."""
        self.scores.save(folder)
        for name in ("ids", "order", "owners"):
            np.save(folder / f"{name}.npy", getattr(self, name))
        (folder / "documents.json").write_text(json.dumps(self.documents))

    @classmethod
    def load(cls, folder: Path) -> _List:
        return cls(
            Scores.load(folder),
            np.load(folder / "ids.npy", mmap_mode="r"),
            np.load(folder / "order.npy", mmap_mode="r"),
            np.load(folder / "owners.npy", mmap_mode="r"),
            tuple(json.loads((folder / "documents.json").read_text())),
        )


class KeywordIndex:
    """BM25 rankings of one library's passages; saved beside the store and read from there."""

    def __init__(self) -> None:
        """Start empty."""
        self._lists: dict[str, _List] = {}
        self.generation = -1

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages that have passages."""
        return tuple(sorted(self._lists))

    def build(self, rows: Iterable[IndexRow], generation: int) -> None:
        """Replace the index.

        Args:
            rows: Every passage.
            generation: Of the records it is built from; a later one makes it stale.
        """
        numbers: dict[str, int] = {}
        drafts: dict[str, _Draft] = {}
        for row in rows:
            draft = drafts.setdefault(row.language, _Draft([], [], ScoreBuilder()))
            draft.ids.append(row.id.encode())
            draft.owners.append(numbers.setdefault(row.document, len(numbers)))
            draft.scores.add(row.terms)
        documents = tuple(numbers)
        self._lists = {language: draft.finish(documents) for language, draft in drafts.items()}
        self.generation = generation

    def search(
        self,
        groups: Sequence[Group],
        language: str,
        k: int,
        *,
        documents: Collection[str] | None = None,
        also: Sequence[str] = (),
    ) -> list[Match]:
        """Return the passages that match best, best first, and after them those of ``also``.

        The best alternative of a group counts, so that a term with ten translations weighs no more
        than a term with one.

        Args:
            groups: The ideas of the question.
            language: Which list to search.
            k: How many at most.
            documents: Only passages of these; None for all.
            also: Passages whose scores are wanted wherever they rank; unknown ones are left out.
        """
        found = self._lists.get(language)
        if found is None:
            return []
        passages = found.scores.passages
        total = np.zeros(passages, dtype=np.float32)
        ideas: list[tuple[NDArray[np.int32], float]] = []
        for alternatives, expected in groups:
            scored = [p for a in alternatives if (p := _phrase_scores(found.scores, a)) is not None]
            if not scored and not expected:
                continue
            best = _best_of(scored, passages)
            total[best.places] += best.scores
            # How rare an idea is decides how much of the question it is (Robertson, 1994).
            ideas.append((best.places, math.log(1 + passages / (1 + len(best.places)))))
        ranked = total if documents is None else total * found.owned_by(documents)
        best_places = _largest(ranked, k).tolist()
        taken = set(best_places)
        others = [at for i in also if (at := found.place(i)) is not None and at not in taken]
        places = np.array([*best_places, *others], dtype=np.int64)
        coverage = _coverage(ideas, places)
        return [
            Match(found.identifier(at), float(total[at]), float(share), at in taken)
            for at, share in zip(places.tolist(), coverage, strict=True)
        ]

    def share(self, language: str, documents: Collection[str]) -> float:
        """Return the share of a language's passages that are of some documents."""
        found = self._lists.get(language)
        return float(found.owned_by(documents).mean()) if found and len(found.ids) else 0.0

    def owned(self, language: str, documents: Collection[str]) -> list[str]:
        """Return the identifiers of a language's passages that are of some documents."""
        found = self._lists.get(language)
        if found is None:
            return []
        return [bytes(i).decode() for i in found.ids[found.owned_by(documents)]]

    def owners(self, language: str, identifiers: Sequence[str]) -> dict[str, str]:
        """Return the documents of some passages; unknown ones are left out."""
        found = self._lists.get(language)
        if found is None or not identifiers:
            return {}
        names = np.array([identifier.encode() for identifier in identifiers], dtype=np.bytes_)
        at = np.minimum(np.searchsorted(found.ids, names, sorter=found.order), len(found.ids) - 1)
        places = found.order[at]
        return {
            identifier: found.documents[found.owners[place]]
            for identifier, place, held in zip(
                identifiers, places, found.ids[places] == names, strict=True
            )
            if held
        }

    def holders(
        self, phrase: Sequence[str], language: str, documents: Collection[str] | None = None
    ) -> list[str]:
        """Return the passages of a language that hold every term of a phrase.

        Args:
            phrase: Terms as ``index.analyzers.analyze`` returns them; none are held by no passage.
            language: Which list to look in.
            documents: Only passages of these; None for all.
        """
        found = self._lists.get(language)
        postings = [found.scores.postings(term) for term in set(phrase)] if found else []
        known = [one.places for one in postings if one is not None]
        if found is None or not known or len(known) < len(postings):
            return []
        places = reduce(lambda left, right: np.intersect1d(left, right, True), known)
        if documents is not None:
            places = places[found.owned_by(documents)[places]]
        return [found.identifier(at) for at in places.tolist()]

    def passage_ids(self) -> set[str]:
        """Return the identifiers of all passages in the index."""
        return {bytes(i).decode() for found in self._lists.values() for i in found.ids}

    def terms(self, language: str) -> frozenset[str]:
        """Return every term of a language's passages."""
        found = self._lists.get(language)
        return frozenset(found.scores.vocabulary) if found else frozenset()

    def save(self, folder: Path) -> None:
        """Write the index to ``folder``, replacing what is there in one step."""
        fresh = folder.with_name(folder.name + ".new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        for language, found in self._lists.items():
            (fresh / language).mkdir()
            found.save(fresh / language)
        (fresh / "generation").write_text(f"{_FORMAT} {self.generation}")
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
            form, generation = (folder / "generation").read_text().split()
        except (OSError, ValueError):
            return None
        return int(generation) if form == str(_FORMAT) and generation.isdecimal() else None

    @classmethod
    def load(cls, folder: Path) -> KeywordIndex | None:
        """Return the index saved in ``folder``, or None when there is no complete one."""
        generation = cls.saved_generation(folder)
        if generation is None:
            return None
        index = cls()
        index.generation = generation
        try:
            for terms in folder.glob("*/terms.json"):
                index._lists[terms.parent.name] = _List.load(terms.parent)
        except (OSError, ValueError, EOFError):
            return None
        return index


class _Draft(NamedTuple):
    """A language's list while it is built."""

    ids: list[bytes]
    owners: list[int]
    scores: ScoreBuilder

    def finish(self, documents: tuple[str, ...]) -> _List:
        ids = np.array(self.ids, dtype=np.bytes_)
        order = np.argsort(ids, kind="stable").astype(np.int32)
        owners = np.array(self.owners, dtype=np.int32)
        return _List(self.scores.finish(), ids, order, owners, documents)


def _phrase_scores(scores: Scores, phrase: Sequence[str]) -> Postings | None:
    """BM25 of the passages that hold a phrase's words; None when too little of it is known.

    A passage that holds less than most of the phrase's words keeps a third of its score, and long
    phrases are damped by the square root of their length: a name of four words is one idea.
    """
    words = list(dict.fromkeys(phrase))
    known = [p for word in words if (p := scores.postings(word)) is not None]
    if not known or len(known) < _MOST * len(words):
        return None
    if len(known) == 1:
        return known[0]
    union, total, held = _add_up(known, scores.passages)
    total = np.where(held >= _MOST * len(known), total, total * _PARTIAL) / len(known) ** 0.5
    return Postings(union, total.astype(np.float32))


def _add_up(
    known: Sequence[Postings], passages: int
) -> tuple[NDArray[np.int32], NDArray[np.float32], NDArray[Any]]:
    """Return the passages that hold any of some terms, their summed scores, and of how many."""
    if sum(len(p.places) for p in known) > _DENSE * passages:
        sums = np.zeros(passages, dtype=np.float32)
        holds = np.zeros(passages, dtype=np.uint8)
        for places, points in known:
            sums[places] += points
            holds[places] += 1
        union = np.flatnonzero(holds).astype(np.int32)
        return union, sums[union], holds[union]
    union, at = np.unique(np.concatenate([p.places for p in known]), return_inverse=True)
    total = np.bincount(at, np.concatenate([p.scores for p in known])).astype(np.float32)
    return union, total, np.bincount(at)


def _best_of(alternatives: Sequence[Postings], passages: int) -> Postings:
    """Return the highest score of each passage that any alternative scores."""
    if len(alternatives) == 1:
        return alternatives[0]
    if not alternatives:
        return Postings(np.empty(0, np.int32), np.empty(0, np.float32))
    if sum(len(p.places) for p in alternatives) > _DENSE * passages:
        best = np.zeros(passages, dtype=np.float32)
        for places, scores in alternatives:
            best[places] = np.maximum(best[places], scores)
        union = np.flatnonzero(best).astype(np.int32)
        return Postings(union, best[union])
    places = np.concatenate([p.places for p in alternatives])
    scores = np.concatenate([p.scores for p in alternatives])
    # Of equal places the highest score comes last, and the last assignment stands.
    order = np.lexsort((scores, places))
    places, scores = places[order], scores[order]
    last = np.append(places[1:] != places[:-1], True)
    return Postings(places[last], scores[last])


def _coverage(
    ideas: Sequence[tuple[NDArray[np.int32], float]], places: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the share of the ideas, by weight, that each of some passages holds."""
    covered = np.zeros(len(places))
    for holders, weight in ideas:
        if len(holders):
            at = np.minimum(np.searchsorted(holders, places), len(holders) - 1)
            covered += weight * (holders[at] == places)
    most = sum(weight for _, weight in ideas)
    return covered / most if most else covered


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
