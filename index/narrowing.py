"""Narrows a search to some documents: those that the reader chose and the question asks for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from corpus.types import Filters, Narrowing, SearchResult, Timings
from index.asked.understand import NOTHING, understand_filters
from index.filters import check_filters
from index.retrieval import normalize_question, retrieve
from ingest.language import detect_language

if TYPE_CHECKING:
    from index.library import Library

_STAGES = ("embed_ms", "vector_ms", "keyword_ms", "rank_ms", "fuse_ms", "confidence_ms", "total_ms")
_SOURCES = ("publishers", "documents", "names")
_DATES = ("after", "before")


def search_narrowed(
    library: Library,
    question: str,
    k: int,
    filters: Filters,
    *,
    narrow: bool,
    without: Collection[str] = (),
) -> SearchResult:
    """Return the passages that best answer a question, of the documents that are wanted.

    What the reader chose holds against what the question asks for.

    Args:
        library: Where to search.
        question: As asked.
        k: How many hits at most.
        filters: The reader's.
        narrow: Whether the question's own are understood.
        without: Identifiers of passages that do not count.

    Raises:
        UsageError: The question is empty or too long, or the filters cannot be meant.
    """
    check_filters(filters, library.shelf.infos)
    question = normalize_question(question)
    language = detect_language(question)
    chosen = library.selected(filters).values()
    asked = understand_filters(question, language, chosen) if narrow else NOTHING
    both = _join(filters, asked.filters)
    if both == filters or not library.selected(both):
        both, asked = filters, NOTHING
    if both == Filters():
        return retrieve(library, question, k, both, without=without)
    left = len(library.selected(both))
    narrowing = Narrowing(both, asked.words, asked.question, left)
    if not left:
        nothing = Timings(tuple((stage, 0.0) for stage in _STAGES))
        return SearchResult(question, language, (), nothing, narrowing=narrowing)
    found = retrieve(library, asked.question or question, k, both, without=without)
    return replace(found, question=question, language=language, narrowing=narrowing)


def _join(chosen: Filters, asked: Filters) -> Filters:
    """Add what the question asks for where the reader chose nothing of the sort."""
    taken = {f.name for f in fields(Filters) if getattr(chosen, f.name)}
    for group in (_SOURCES, _DATES):
        taken |= set(group) if taken & set(group) else set()
    new = {
        f.name: value
        for f in fields(Filters)
        if f.name not in taken and (value := getattr(asked, f.name))
    }
    return replace(chosen, **new)
