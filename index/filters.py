"""Which documents a search may use."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from textwrap import shorten
from typing import get_args

from corpus.dates import is_date, last_day
from corpus.errors import UsageError
from corpus.types import DocumentInfo, Filters, Status
from index.proper_names import is_published_by, names_document

_LONGEST_SUBJECT = 60
STATUSES: tuple[str, ...] = get_args(Status)
NO_KIND = "unknown"
"""Stands for documents whose kind nobody stated."""


def select_documents(documents: Iterable[DocumentInfo], filters: Filters) -> Iterator[DocumentInfo]:
    """Yield the documents that pass every filter that is set.

    A document without a date fails a date filter: an unknown date is not evidence.
    """
    slugs = frozenset(filters.documents)
    for info in documents:
        if slugs and info.slug not in slugs:
            continue
        if filters.languages and info.language not in filters.languages:
            continue
        if filters.kinds and (info.kind or NO_KIND) not in filters.kinds:
            continue
        if filters.statuses and info.status not in filters.statuses:
            continue
        if not _is_dated(info.date, filters.after, filters.before):
            continue
        if filters.publishers and not _is_by_any(info, filters.publishers):
            continue
        if filters.names and not any(names_document(info, name) for name in filters.names):
            continue
        yield info


def check_filters(filters: Filters, documents: Mapping[str, DocumentInfo]) -> None:
    """Refuse filters that cannot be meant.

    Args:
        filters: As a reader set them.
        documents: What the library holds, by slug.

    Raises:
        UsageError: A date, a status or a document that does not exist, or no time in between.
    """
    for date in (filters.after, filters.before):
        if date is not None and not is_date(date):
            raise UsageError("it is no date", _named(date), "Write 2024, 2024-05 or 2024-05-21.")
    if filters.after and filters.before and filters.after > last_day(filters.before):
        raise UsageError(
            f"documents cannot be from then on and until {filters.before}",
            filters.after,
            "Swap the two dates.",
        )
    for status in filters.statuses:
        if status not in STATUSES:
            raise UsageError(
                "there is no such status", _named(status), f"Choose of: {', '.join(STATUSES)}."
            )
    for slug in filters.documents:
        if slug not in documents:
            raise UsageError(
                "the library holds no such document",
                _named(slug),
                "See: policydesk library list",
            )


def _named(value: str) -> str:
    """What was given, in one line."""
    return shorten(value, _LONGEST_SUBJECT, placeholder="…") or repr(value)


def _is_dated(date: str | None, after: str | None, before: str | None) -> bool:
    if after and not (date and last_day(date) >= after):
        return False
    return not before or bool(date and date <= last_day(before))


def _is_by_any(info: DocumentInfo, names: Collection[str]) -> bool:
    return any(is_published_by(info.publisher, name) for name in names)
