"""Finds the evidence for an answer: the quotes it may rest on, or none where none is good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from assistant.cite import Similarity, choose_evidence, find_candidates
from assistant.field import is_outside
from assistant.guard import Heard, search_evidence
from assistant.premises import Premises, read_premises
from assistant.status import make_later
from corpus.types import Citation, Filters, Places, SearchResult
from index.addresses import find_addresses
from index.embedders import embed_passages, embed_question
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
    asked = found.result.narrowing.words
    if not asked or found.citations:
        return found
    searched = found.result.searched
    wider = _look(library, replace(heard, question=searched), passages, filters, narrow=False)
    narrowing = replace(wider.result.narrowing, question=searched)
    result = replace(wider.result, question=found.result.question, narrowing=narrowing)
    return replace(wider, result=result, widened=asked)


def sentence_similarity(library: Library, question: str) -> Similarity:
    """Return the function that scores texts by their cosine to a question."""

    def similarity(texts: Sequence[str]) -> NDArray[np.float32]:
        vector = embed_question(library.embedder, question)
        return embed_passages(library.embedder, texts) @ vector

    return similarity


def _look(
    library: Library, heard: Heard, passages: int, filters: Filters | None, narrow: bool
) -> Evidence:
    result = search_evidence(library, heard, passages, filters, narrow=narrow)
    searched = replace(result, question=result.searched)
    question = searched.question
    premises = read_premises(library, question, result.language)
    if (
        premises.all_lacking
        or result.confidence < LEAST_CONFIDENCE
        or is_outside(library, searched, premises)
    ):
        return Evidence(result, premises, ())

    @cache
    def places(slug: str) -> Places:
        return library.document(slug).places

    candidates = find_candidates(
        result.hits,
        sentence_similarity(library, question),
        find_addresses(question),
        orders=heard.about_orders,
    )
    chosen = choose_evidence(candidates, places, comes_later=make_later(question))
    return Evidence(result, premises, chosen)
