"""From a question to ranked passages: vectors and keywords per language, merged by evidence."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from corpus.errors import UsageError
from corpus.types import Filters, Hit, SearchResult, Timings
from index.addresses import address_matches, find_addresses
from index.analyzers import analyze
from index.embedders import embed_question
from index.expansion import Idea, expand, find_ideas
from index.fusion import fuse_ranks
from ingest.clean import clean_text, fold_space
from ingest.language import detect_language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.library import Library

DEPTH = 50
"""Candidates taken from each ranking."""

LONGEST_QUESTION = 2000

Method = Literal["hybrid", "vector", "keyword"]


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much beside the fused rank within a language.

    Rank 1 of both rankings is worth 2/61 = 0.033. Chosen on the golden set's dev half over the
    shared documents (``policydesk eval --suite retrieval``); the retrieval issue sweeps them.

    Attributes:
        keyword: For each point of BM25.
        standing_out: For each 0.1 of cosine above the mean of the language's candidates.
        title: For each point of title affinity.
        address: For standing at the provision that the question names.
    """

    keyword: float = 0.0005
    standing_out: float = 0.005
    title: float = 0.004
    address: float = 0.02


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: float
    similarity: float | None


def retrieve(
    library: Library, question: str, k: int, filters: Filters, method: Method = "hybrid"
) -> SearchResult:
    """Return the passages that best answer a question.

    Each language of the library is searched on its own, because embeddings rank a passage in the
    question's language above a better one in another; within a language the vector and keyword
    rankings are fused by reciprocal rank. Across languages the fused scores compete, helped by
    what is comparable: keyword scores of the translated question, how far a passage stands out
    among its own language, the documents' titles, and provisions named in the question.

    Args:
        library: Where to search.
        question: As asked.
        k: How many passages at most.
        filters: Which documents count.
        method: The parts alone serve as references for measurement.

    Raises:
        UsageError: The question is empty or too long.
    """
    clock = _Clock()
    question = normalize_question(question)
    language = detect_language(question)
    infos = library.selected(filters)
    scope = _Scope(library, set(infos) if filters != Filters() else None)
    vector = embed_question(library.embedder, question)
    clock.lap("embed_ms")
    near = scope.nearest(vector) if method != "keyword" else {}
    clock.lap("vector_ms")
    ideas = find_ideas(question, language) if method == "hybrid" else []
    matching = scope.matching(question, ideas, method) if method != "vector" else {}
    clock.lap("keyword_ms")
    if method == "hybrid":
        candidates = _merge(library, question, ideas, near, matching)
    else:
        lists = near if method == "vector" else matching
        candidates = {i: _Candidate(s, s) for rows in lists.values() for i, s in rows}
    best = sorted(candidates.items(), key=lambda pair: -pair[1].score)[: max(k, DEPTH)]
    passages = library.records.passages([identifier for identifier, _ in best])
    found = [(passages[i], c) for i, c in best if i in passages and passages[i].document in infos]
    hits = tuple(
        Hit(rank, c.score, c.similarity, passage, infos[passage.document])
        for rank, (passage, c) in enumerate(found[:k], 1)
    )
    clock.lap("fuse_ms")
    return SearchResult(question, language, hits, clock.timings())


def normalize_question(question: str) -> str:
    """Return a question without invisible characters and needless white space.

    Raises:
        UsageError: Nothing is left, or more than 2,000 characters.
    """
    question = fold_space(clean_text(question))
    if not question:
        raise UsageError("it is empty", "question", "Type a question.")
    if len(question) > LONGEST_QUESTION:
        raise UsageError(
            f"it has {len(question):,} characters, the limit is {LONGEST_QUESTION:,}",
            "question",
            "Shorten it; a long text can be added as a document instead.",
        )
    return question


class _Scope:
    """The part of a library that the filters leave."""

    def __init__(self, library: Library, documents: Collection[str] | None) -> None:
        self.library = library
        self.documents = documents

    def nearest(self, vector: NDArray[np.float32]) -> dict[str, list[tuple[str, float]]]:
        """(passage id, cosine) of each language, best first."""
        store = self.library.vectors
        return {
            language: store.search(vector, language, DEPTH, documents=self.documents)
            for language in store.languages
        }

    def matching(
        self, question: str, ideas: list[Idea], method: Method
    ) -> dict[str, list[tuple[str, float]]]:
        """(passage id, keyword score) of each language, best first."""
        index = self.library.keywords
        allowed = None
        if self.documents is not None:
            allowed = self.library.records.passage_ids(sorted(self.documents))
        found = {}
        for language in index.languages:
            if method == "hybrid":
                groups = expand(ideas, language)
            else:
                groups = [[(term,)] for term in dict.fromkeys(analyze(question, language))]
            found[language] = index.search(groups, language, DEPTH, allowed=allowed)
        return found


def _merge(
    library: Library,
    question: str,
    ideas: list[Idea],
    near: dict[str, list[tuple[str, float]]],
    matching: dict[str, list[tuple[str, float]]],
) -> dict[str, _Candidate]:
    affinity = library.shelf.titles.affinity(ideas)
    addresses = find_addresses(question)
    places = library.records.places(
        [i for lists in (near, matching) for rows in lists.values() for i, _ in rows]
    )
    if addresses:
        places |= _named_places(library, addresses, affinity)
    merged: dict[str, _Candidate] = {}
    for language in {*near, *matching}:
        cosines = dict(near.get(language, ()))
        bm25 = dict(matching.get(language, ()))
        mean = sum(cosines.values()) / len(cosines) if cosines else 0.0
        floor = min(cosines.values(), default=0.0)
        for identifier, rank_score in fuse_ranks([list(cosines), list(bm25)]):
            merged[identifier] = _Candidate(
                rank_score
                + WEIGHTS.keyword * bm25.get(identifier, 0.0)
                + WEIGHTS.standing_out * 10 * (cosines.get(identifier, floor) - mean),
                cosines.get(identifier),
            )
    most = max(affinity.values(), default=0.0)
    for identifier, (document, address) in places.items():
        candidate = merged.get(identifier, _Candidate(0.0, None))
        about = affinity.get(document, 0.0)
        score = candidate.score + WEIGHTS.title * about
        if any(address_matches(address, wanted) for wanted in addresses):
            score += WEIGHTS.address * (about / most if most else 0.5)
        merged[identifier] = _Candidate(score, candidate.similarity)
    return merged


def _named_places(
    library: Library, addresses: tuple[str, ...], affinity: dict[str, float]
) -> dict[str, tuple[str, str | None]]:
    """Passages at a named provision of the documents that the question seems to be about."""
    most = max(affinity.values(), default=0.0)
    documents = [slug for slug, score in affinity.items() if score > 0.6 * most]
    return {
        identifier: (slug, address)
        for slug in documents
        for identifier, address in library.records.addresses(slug)
        if any(address_matches(address, wanted) for wanted in addresses)
    }


class _Clock:
    def __init__(self) -> None:
        self._began = self._last = time.perf_counter()
        self._stages: list[tuple[str, float]] = []

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self._stages.append((name, (now - self._last) * 1000))
        self._last = now

    def timings(self) -> Timings:
        return Timings((*self._stages, ("total_ms", (self._last - self._began) * 1000)))
