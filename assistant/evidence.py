"""Finds the evidence for an answer: the quotes it may rest on, or none where none is good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from assistant.bearing import bearing_hits, telling_hits
from assistant.cite import choose_evidence, find_candidates
from assistant.field import is_outside
from assistant.guard import Heard, search_evidence
from assistant.premises import Premises, read_premises
from assistant.relevance import Similarity
from assistant.status import make_later
from corpus.types import NO_FILTERS, Citation, Filters, Places, SearchResult
from index.carrying import carry_question
from index.embedders import embed_passages
from index.library import Library

LEAST_CONFIDENCE = 0.5
"""Below it the library is taken not to hold the answer."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a question can be answered from.

    Attributes:
        result: The search.
        premises: What the question takes for granted.
        citations: Numbered from 1; empty where the library does not hold the answer.
        widened: Words by which the question asked for documents that do not hold the answer, so
            that the others were searched as well.
    """

    result: SearchResult
    premises: Premises
    citations: tuple[Citation, ...]
    widened: tuple[str, ...] = ()


def find_evidence(
    library: Library,
    heard: Heard,
    passages: int,
    filters: Filters | None = None,
    *,
    narrow: bool = True,
) -> Evidence:
    """Return the evidence for a question.

    Args:
        library: What is known.
        heard: The question.
        passages: How many passages to draw from.
        filters: Which documents count.
        narrow: Whether the documents that the question itself asks for are all that count.

    Raises:
        UsageError: The question is empty or too long, or the filters cannot be meant.
        EmbedderMismatch: Another embedding model built the library.
    """
    found = _look(library, heard, passages, filters, narrow)
    if heard.core and found.result.confidence < LEAST_CONFIDENCE:
        # What stands beside a question may only lead away from it.
        nearer = _look(library, replace(heard, question=heard.core), passages, filters, narrow)
        if nearer.result.confidence >= LEAST_CONFIDENCE:
            found = nearer
    if found.citations or not found.result.narrowing.documents:
        return found
    return _look_wider(library, heard, passages, filters, found)


def _look_wider(
    library: Library, heard: Heard, passages: int, filters: Filters | None, found: Evidence
) -> Evidence:
    """Look again where some documents do not seem to hold the answer.

    They do after all where the best evidence in all documents is of one of them: among few
    passages the best does not stand out. Else what the question asks for is given up; what the
    reader chose is not.
    """
    result = found.result
    asked, chosen = result.narrowing.words, library.selected(result.narrowing.filters)
    again = replace(heard, question=result.searched)
    wider = _look(library, again, passages, None, narrow=False)
    if wider.citations and wider.citations[0].hit.info.slug in chosen:
        result = replace(result, confidence=max(result.confidence, wider.result.confidence))
        return _choose(library, again, result)
    if not asked:
        return found
    if filters not in (None, NO_FILTERS):
        wider = _look(library, again, passages, filters, narrow=False)
    narrowing = replace(wider.result.narrowing, question=result.searched)
    wider_result = replace(wider.result, question=result.question, narrowing=narrowing)
    return replace(wider, result=wider_result, widened=asked)


def quote_similarity(library: Library, question: str, language: str) -> Similarity:
    """Return the function that scores texts by their cosine to a question."""

    def similarity(texts: Sequence[str], languages: Sequence[str]) -> NDArray[np.float32]:
        vectors = carry_question(library, question, language, list(dict.fromkeys(languages)))
        asked = np.stack([vectors[spoken] for spoken in languages])
        cosines: NDArray[np.float32] = (embed_passages(library.embedder, texts) * asked).sum(axis=1)
        return cosines

    return similarity


def _look(
    library: Library, heard: Heard, passages: int, filters: Filters | None, narrow: bool
) -> Evidence:
    return _choose(
        library, heard, search_evidence(library, heard, passages, filters, narrow=narrow)
    )


def _choose(library: Library, heard: Heard, result: SearchResult) -> Evidence:
    searched = replace(result, question=result.searched)
    question = searched.question
    premises = read_premises(library, question, result.language)
    # What asks for documents that the library holds is of its field, whatever else it says.
    outside = not result.narrowing.words and is_outside(library, searched, premises)
    telling = telling_hits(question, result.language, result.hits)
    hits = telling or bearing_hits(question, result.language, premises, result.hits)
    sure = bool(telling) or result.confidence >= LEAST_CONFIDENCE
    if premises.all_lacking or not hits or not sure or outside:
        return Evidence(result, premises, ())

    @cache
    def places(slug: str) -> Places:
        return library.document(slug).places

    candidates = find_candidates(
        hits,
        question,
        result.language,
        quote_similarity(library, question, result.language),
        orders=heard.about_orders,
    )
    chosen = choose_evidence(candidates, places, comes_later=make_later(question))
    return Evidence(result, premises, chosen)
