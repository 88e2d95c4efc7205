"""How a document stands today: what has happened to its instrument since it was issued."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.catalog import find_instrument
from corpus.types import Body, DocumentInfo, Event, Instrument, Status, Version

OUTDATED: frozenset[Status] = frozenset({"superseded", "rescinded", "draft"})
"""Statuses of texts that are not, or not yet, what applies."""

_ENDED: dict[str, Status] = {"rescinded": "rescinded", "superseded": "superseded"}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a document stands.

    Attributes:
        status: Today.
        since: ISO 8601 date from which that is so; None when unknown or as from the start.
        events: What a reader must know of, oldest first.
        as_of: ISO 8601 date up to which the catalogue vouches for it; None without an entry.
    """

    status: Status
    since: str | None = None
    events: tuple[Event, ...] = ()
    as_of: str | None = None

    @property
    def outdated(self) -> bool:
        """Whether it is not, or not yet, what applies, or explains what no longer does."""
        ended = any(event.kind in (*_ENDED, "final") for event in self.events)
        return self.status in OUTDATED or ended


def find_standing(info: DocumentInfo) -> Standing:
    """Return how a document stands, by the catalogue as it is now.

    A status that somebody stated stays; otherwise what the catalogue learned after the document
    was read counts too.
    """
    entry = find_instrument(info.instrument) if info.instrument else None
    if entry is None:
        return Standing(info.status)
    events = events_since(_issued(info, entry), entry)
    status = info.status
    is_stated = "status" not in info.found and not info.is_digest
    ended = [_ENDED[event.kind] for event in events if event.kind in _ENDED]
    if ended and not is_stated and status not in ("draft", "unknown"):
        status = ended[-1]
    since = events[0].date if events and status in ("superseded", "rescinded") else None
    return Standing(status, since, events, entry.status_as_of)


def events_since(issued: str | None, subject: Instrument | Body) -> tuple[Event, ...]:
    """Return what a reader of a text of some date must know, oldest first.

    Args:
        issued: ISO 8601 date of the text, or a prefix of it; None when unknown, for which all
            events count.
        subject: What the text is, or speaks of.
    """
    events = [e for e in _all_events(subject) if e.notes and _is_later(e.date, issued)]
    return tuple(sorted(events, key=lambda event: event.date))


def text_status(entry: Instrument, date: str | None, version: str | None) -> Status:
    """Return the status of one text of an instrument.

    Args:
        entry: The instrument.
        date: ISO 8601 date of the text; None when unknown.
        version: What the text calls itself (``1.0``); None when it does not say.
    """
    if known := _find_text(entry, date, version):
        return known.status or entry.status
    return "unknown" if differ_in_status(entry) and date is None else entry.status


def differ_in_status(entry: Instrument) -> bool:
    """Whether texts of an instrument differ in status, so that an undated one may be any."""
    return any(version.status for version in entry.versions)


def _issued(info: DocumentInfo, entry: Instrument) -> str | None:
    """Return the date of the text that a document gives, its own or of what it summarises."""
    if info.is_digest:
        follows = (d.follows for d in entry.digests if d.language == info.language)
        return next(follows, None) or info.date
    if info.date is None and (known := _find_text(entry, None, info.version)):
        return known.date
    return info.date


def _find_text(entry: Instrument, date: str | None, version: str | None) -> Version | None:
    for known in entry.versions:
        if known.date == date or (version and f" {version} " in f" {known.label} ".lower()):
            return known
    return None


def _all_events(subject: Instrument | Body) -> Iterable[Event]:
    yield from subject.events
    if isinstance(subject, Instrument) and subject.about:
        explained = find_instrument(subject.about)
        if explained is not None:
            yield from explained.events


def _is_later(date: str, issued: str | None) -> bool:
    """Whether an event came after a text was issued; where only a year is known, it may have."""
    if issued is None or (date != issued and date.startswith(issued)):
        return True
    return date > issued
