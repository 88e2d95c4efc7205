"""Which documents a search may use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus.types import DocumentInfo, Filters


def select_documents(documents: Iterable[DocumentInfo], filters: Filters) -> Iterator[DocumentInfo]:
    """Yield the documents that pass every filter that is set.

    A document without a date fails a date filter: an unknown date is not evidence.
    """
    for info in documents:
        if filters.documents and info.slug not in filters.documents:
            continue
        if filters.languages and info.language not in filters.languages:
            continue
        if filters.publishers and not _published_by(info, filters.publishers):
            continue
        if filters.after and not (info.date and _upper(info.date) >= filters.after):
            continue
        if filters.before and not (info.date and info.date <= _upper(filters.before)):
            continue
        yield info


def _published_by(info: DocumentInfo, names: Iterable[str]) -> bool:
    publisher = (info.publisher or "").casefold()
    return any(name.casefold() in publisher for name in names)


def _upper(date: str) -> str:
    """The last day that an incomplete date can mean: ``2024`` is until ``2024-12-31``."""
    return date + "-12-31"[len(date) - 4 :] if len(date) in (4, 7) else date
