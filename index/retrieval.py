"""From a question to ranked passages: vectors and keywords per language, merged by evidence."""

from __future__ import annotations

import math
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.errors import UsageError
from corpus.types import Filters, Hit, Passage, SearchResult, Timings
from index.addresses import address_matches, address_starts, find_addresses
from index.analyzers import analyze
from index.carrying import carry_question
from index.confidence import READ, confidence
from index.confidence import read_signs as read_confidence
from index.diversity import CONSIDERED, Kept, spread
from index.expansion import Group, Idea, expand, find_ideas
from index.fusion import fuse_ranks
from index.joining import Run, join_neighbours, merge_run
from index.ranking import Candidate, Signs, read_signs, score
from index.validity import find_validity
from ingest.clean import clean_text, fold_space
from ingest.language import detect_language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.library import Library

DEPTH = 50
"""Candidates taken from each ranking."""

LONGEST_QUESTION = 2000

_BROAD = 0.1
_SPARE = (1.5, 6.0)
"""Times as many neighbours as a filter should leave enough of are fetched: first, then at most."""
_ABOUT = 0.6
"""Of the highest title affinity: what a document needs to be one that the question names."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Which parts of retrieval take part; the default is the product, others are for measurement.

    Attributes:
        vectors: Nearest passages by embedding.
        keywords: Passages by BM25.
        per_language: Each language is ranked on its own; else all scores compete as they are.
        glossary: The question's terms stand for their translations.
        translation: The question is embedded also with its terms in the passages' language.
        alignment: The question's vector is carried to the other language's side.
        ranking: Candidates compete by the fitted signs; else by reciprocal rank.
        addresses: Provisions named in the question are looked up.
        spreading: Near-duplicates are one hit, and one document does not fill the page.
        joining: Neighbours that answer together are one hit.
    """

    vectors: bool = True
    keywords: bool = True
    per_language: bool = True
    glossary: bool = True
    translation: bool = True
    alignment: bool = True
    ranking: bool = True
    addresses: bool = True
    spreading: bool = True
    joining: bool = True


PRODUCT = Steps()


def retrieve(
    library: Library,
    question: str,
    k: int,
    filters: Filters,
    steps: Steps = PRODUCT,
    without: Collection[str] = (),
) -> SearchResult:
    """Return the passages that best answer a question.

    Each language of the library is searched on its own, because embeddings rank a passage in the
    question's language above a better one in another. The best of each compete by what is
    comparable across languages (``index.ranking``), and neighbours among them are joined.

    Args:
        library: Where to search.
        question: As asked.
        k: How many hits at most.
        filters: Which documents count.
        steps: The parts alone serve as references for measurement.
        without: Identifiers of passages that do not count.

    Raises:
        UsageError: The question is empty or too long.
    """
    clock = Clock()
    pool = gather(library, question, filters, steps, clock)
    infos = library.selected(filters)
    found = sorted(zip(pool.scores(steps), pool.candidates, strict=True), key=lambda f: -f[0])
    found = [
        (s, c) for s, c in found if pool.passages[c.id].document in infos and c.id not in without
    ]
    passages = [pool.passages[c.id] for _, c in found]
    clock.lap("rank_ms")
    by_id = {c.id: (s, c.cosine) for s, c in found}
    if steps.joining:
        runs = join_neighbours(passages, max(k, CONSIDERED), pool.addresses)
    else:
        runs = [Run(p, (p,)) for p in passages]
    if steps.spreading:
        kept = spread([run.best for run in runs], [by_id[run.best.id][0] for run in runs])
    else:
        kept = [Kept(place) for place in range(len(runs))]
    hits = []
    for rank, one in enumerate(kept[: max(k, READ)], 1):
        run = runs[one.place]
        passage = merge_run(run, library.records.slice)
        copies = tuple(runs[place].best for place in one.copies)
        hits.append(Hit(rank, *by_id[run.best.id], passage, infos[passage.document], copies))
    clock.lap("fuse_ms")
    chance = 0.0
    if hits:
        signs = read_confidence(pool.ideas, pool.language, pool.addresses, hits[:READ])
        chance = confidence(signs)
    clock.lap("confidence_ms")
    return SearchResult(pool.question, pool.language, tuple(hits[:k]), clock.timings(), chance)


@dataclass(frozen=True, slots=True)
class Pool:
    """The candidates of one question, before they are put in order.

    Attributes:
        question: Without needless white space.
        language: ISO 639-1 code of the question.
        ideas: Of the question.
        addresses: Of provisions that it names.
        candidates: Of all languages.
        passages: By identifier, one for each candidate.
        signs: What speaks for each candidate.
    """

    question: str
    language: str
    ideas: tuple[Idea, ...]
    addresses: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    passages: Mapping[str, Passage]
    signs: tuple[Signs, ...]

    def scores(self, steps: Steps = PRODUCT) -> list[float]:
        """Return each candidate's score; comparable within the question only."""
        if steps.ranking:
            return [score(signs) for signs in self.signs]
        return _fused(self.candidates, steps)


def gather(
    library: Library,
    question: str,
    filters: Filters | None = None,
    steps: Steps = PRODUCT,
    clock: Clock | None = None,
) -> Pool:
    """Return what each language's vectors, keywords and named provisions bring up.

    Args:
        library: Where to search.
        question: As asked.
        filters: Which documents count.
        steps: The parts that take part.
        clock: Laps ``embed_ms``, ``vector_ms`` and ``keyword_ms``.

    Raises:
        UsageError: The question is empty or too long.
    """
    clock = clock or Clock()
    question = normalize_question(question)
    language = detect_language(question)
    filtered = filters is not None and filters != Filters()
    documents = set(library.selected(filters)) if filters is not None and filtered else None
    search = _Search(library, question, language, documents)
    vectors = search.vectors(steps) if steps.vectors else {}
    clock.lap("embed_ms")
    near = search.nearest(vectors)
    clock.lap("vector_ms")
    found = search.candidates(near, steps)
    passages = library.records.passages([c.id for c in found])
    candidates = tuple(c for c in found if c.id in passages)
    addresses = tuple(search.addresses) if steps.addresses else ()
    beside = search.beside if steps.addresses else ()
    signs = read_signs(
        question,
        candidates,
        passages,
        search.affinity,
        addresses,
        beside,
        names_instrument=search.names_instrument,
    )
    clock.lap("keyword_ms")
    ideas = tuple(search.ideas)
    return Pool(question, language, ideas, addresses, candidates, passages, tuple(signs))


def question_vectors(
    library: Library, question: str, steps: Steps = PRODUCT
) -> dict[str, NDArray[np.float32]]:
    """Return a question's vector for the passages of each language, shape (dimension,)."""
    return _Search(library, question, detect_language(question), None).vectors(steps)


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


class _Search:
    """One question put to the part of a library that the filters leave."""

    def __init__(
        self, library: Library, question: str, language: str, documents: Collection[str] | None
    ) -> None:
        self.library = library
        self.question = question
        self.language = language
        self.documents = documents
        self.ideas = find_ideas(question, language)
        self.affinity = library.shelf.titles.affinity(self.ideas)
        self.addresses = find_addresses(question)
        if find_validity(question, language) and not self.addresses:
            # What revokes an instrument is another one, whose title does not speak of it.
            self.affinity = dict.fromkeys(self.affinity, max(self.affinity.values(), default=0.0))
        self.names_instrument = any(idea.kind == "instrument" for idea in self.ideas)

    def vectors(self, steps: Steps) -> dict[str, NDArray[np.float32]]:
        """The question's vector for the passages of each language."""
        return carry_question(
            self.library,
            self.question,
            self.language,
            self.library.vectors.languages,
            translation=steps.translation,
            alignment=steps.alignment,
        )

    def nearest(
        self, vectors: Mapping[str, NDArray[np.float32]]
    ) -> dict[str, list[tuple[str, float]]]:
        """(passage id, cosine) of each language, best first."""
        return {language: self._nearest(vector, language) for language, vector in vectors.items()}

    def _nearest(self, vector: NDArray[np.float32], language: str) -> list[tuple[str, float]]:
        store = self.library.vectors
        if self.documents is None:
            return store.search(vector, language, DEPTH)
        index = self.library.keywords
        share = index.share(language, self.documents)
        # From a list of all that a filter leaves the store takes longer the more that is. Then so
        # many are fetched that enough remain.
        if share > _BROAD:
            for spare in _SPARE:
                found = store.search(vector, language, math.ceil(DEPTH / share * spare))
                owners = index.owners(language, [identifier for identifier, _ in found])
                kept = [f for f in found if owners.get(f[0]) in self.documents][:DEPTH]
                if len(kept) == DEPTH:
                    return kept
        return store.search(
            vector, language, DEPTH, among=index.owned(language, self.documents) if share else ()
        )

    def candidates(self, near: dict[str, list[tuple[str, float]]], steps: Steps) -> list[Candidate]:
        """What each language's vectors, keywords and named provisions bring up."""
        index = self.library.keywords
        named = {**self.named, **self.beside} if steps.addresses else {}
        found: list[Candidate] = []
        for language in sorted({*near, *(index.languages if steps.keywords else ())}):
            cosines = dict(near.get(language, ()))
            ranks = {identifier: rank for rank, identifier in enumerate(cosines, 1)}
            here = [i for i, lang in named.items() if lang == language]
            also = [*cosines, *(i for i in here if i not in cosines)]
            matches = []
            if steps.keywords:
                groups = self._groups(language, steps)
                matches = index.search(groups, language, DEPTH, documents=self.documents, also=also)
            seen = set()
            for rank, match in enumerate(matches, 1):
                seen.add(match.id)
                found.append(
                    Candidate(
                        match.id,
                        language,
                        cosines.get(match.id),
                        ranks.get(match.id, 0),
                        match.score,
                        match.coverage,
                        rank if match.ranks else 0,
                    )
                )
            found += [
                Candidate(i, language, cosines.get(i), ranks.get(i, 0))
                for i in also
                if i not in seen
            ]
        return found

    def _groups(self, language: str, steps: Steps) -> list[Group]:
        if steps.glossary:
            return expand(self.ideas, language)
        return [Group([(term,)]) for term in dict.fromkeys(analyze(self.question, language))]

    @cached_property
    def named(self) -> dict[str, str]:
        """Passages at a named provision of the documents that the question is about; languages.

        Where it names no instrument and none of those has the provision, of whichever has it.
        """
        if not self.addresses:
            return {}
        most = max(self.affinity.values(), default=0.0)
        about = {slug for slug, share in self.affinity.items() if share > _ABOUT * most}
        starts = {start for wanted in self.addresses for start in address_starts(wanted)}
        standing = [
            passage
            for start in sorted(starts)
            for passage in self.library.records.addressed(start)
            if (self.documents is None or passage.document in self.documents)
            and any(address_matches(passage.address, wanted) for wanted in self.addresses)
        ]
        chosen = [passage for passage in standing if passage.document in about]
        if not chosen and not self.names_instrument:
            chosen = standing[:DEPTH]
        return {passage.id: passage.language for passage in chosen}

    @cached_property
    def beside(self) -> dict[str, str]:
        """Passages right before and after those; languages."""
        records = self.library.records
        return records.languages(records.beside(list(self.named)))


def _fused(candidates: Sequence[Candidate], steps: Steps) -> list[float]:
    """Return reciprocal rank scores of vector and keyword rankings."""
    near = sorted((c for c in candidates if c.near), key=lambda c: c.near)
    matched = sorted((c for c in candidates if c.matched), key=lambda c: c.matched)
    rankings = [near, matched]
    if steps.per_language:
        languages = sorted({c.language for c in candidates})
        rankings = [[c for c in r if c.language == lang] for r in rankings for lang in languages]
    else:
        near.sort(key=lambda c: -(c.cosine or 0.0))
        matched.sort(key=lambda c: -c.keyword)
    points = dict(fuse_ranks([[c.id for c in ranking] for ranking in rankings]))
    return [points.get(c.id, 0.0) for c in candidates]


class Clock:
    """Laps of one search, in milliseconds."""

    def __init__(self) -> None:
        """Start."""
        self._began = self._last = time.perf_counter()
        self._stages: list[tuple[str, float]] = []

    def lap(self, name: str) -> None:
        """Name the time since the last lap."""
        now = time.perf_counter()
        self._stages.append((name, (now - self._last) * 1000))
        self._last = now

    def timings(self) -> Timings:
        """Return every lap and ``total_ms``."""
        return Timings((*self._stages, ("total_ms", (self._last - self._began) * 1000)))
