"""Which documents of the library a reader looks at, and in which order; nothing here is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from assistant.interface.finding import holds_words
from assistant.interface.instruments import CatalogueView, names_of
from corpus.catalog import find_instrument
from corpus.standing import find_standing
from corpus.types import DocumentInfo
from index.filters import NO_KIND
from index.records import DocumentRecord
from index.relatives import Families

Place = Literal["documents", "catalogue"]
Order = Literal["title", "date", "added"]
Concern = Literal["repeated", "versions", "digest", "outdated"]
"""Why a reader may want to look at a document: its text is there twice, other versions are there,
a digest of ours stands beside or in place of it, it is not what applies."""

CONCERNS: tuple[Concern, ...] = get_args(Concern)
NO_YEAR = "unknown"
PAGE = 50
"""Documents on the list before the reader asks for more."""

_REPEATED = frozenset(("same", "nearly", "copy"))


@dataclass(frozen=True, slots=True)
class ShelfView:
    """What a reader asked to see; an empty field does not restrict.

    Attributes:
        text: Words that title, publisher, slug or a name of the instrument must hold.
        kind: As in ``DocumentInfo``; ``unknown`` for documents of no known kind.
        language: ISO 639-1 code.
        status: As it stands today.
        year: Of its date; ``unknown`` for documents without one.
        concern: Why to look at it.
        order: By title, by date (newest first) or by when it was added (latest first).
        shown: How many at most.
    """

    text: str = ""
    kind: str = ""
    language: str = ""
    status: str = ""
    year: str = ""
    concern: str = ""
    order: Order = "title"
    shown: int = PAGE

    @property
    def restricts(self) -> bool:
        """Whether it may leave documents out."""
        return any((self.text.strip(), *(getattr(self, name) for name in FIELDS)))

    def more(self) -> ShelfView:
        """Return the view with another page of documents."""
        return replace(self, shown=self.shown + PAGE)


FIELDS = ("kind", "language", "status", "year", "concern")
"""What a reader chooses from lists."""


@dataclass(slots=True)
class Browsing:
    """Where in the library a reader is.

    Attributes:
        place: What is shown, or gone back to from a document's page.
        view: Of the documents.
        instruments: Of the catalogue.
        opened: Slug of the document whose page is shown; empty where none is.
        visited: Whether the library was ever looked at; before that nothing is drawn.
        offered: Generation and language of the choices that the lists offer.
        drawn: What was last sent, by name, so that an equal redraw takes nobody's focus.
    """

    place: Place = "documents"
    view: ShelfView = field(default_factory=ShelfView)
    instruments: CatalogueView = field(default_factory=CatalogueView)
    opened: str = ""
    visited: bool = False
    offered: tuple[int, str] | None = None
    drawn: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the library holds, as the list needs it.

    Attributes:
        records: Of all documents.
        families: Which documents belong together.
        added: When each was added, in seconds since 1970, by slug.
    """

    records: Sequence[DocumentRecord]
    families: Families
    added: Mapping[str, float]


def choose(holdings: Holdings, view: ShelfView, language: str) -> list[DocumentRecord]:
    """Return the documents that fit a view, in its order, however many.

    Args:
        holdings: Of the library.
        view: What the reader asked for.
        language: Of the interface; documents in it come first in the order of titles.
    """
    wanted = {name: getattr(view, name) for name in FIELDS if getattr(view, name)}
    fitting = [
        record
        for record in holdings.records
        if all(value in _values(record.info, name, holdings) for name, value in wanted.items())
        and _holds(record.info, view.text)
    ]
    return sorted(fitting, key=_key(view.order, holdings, language))


def offered(holdings: Holdings, name: str) -> list[str]:
    """Return the values of a field that some document has, in no order."""
    return list({value for r in holdings.records for value in _values(r.info, name, holdings)})


def concerns(info: DocumentInfo, families: Families) -> tuple[Concern, ...]:
    """Return why a reader may want to look at a document."""
    ties = {relative.tie for relative in families.get(info.slug, ())}
    found: dict[Concern, bool] = {
        "repeated": bool(ties & _REPEATED),
        "versions": "version" in ties,
        "digest": info.is_digest or "digest" in ties,
        "outdated": find_standing(info).outdated,
    }
    return tuple(concern for concern in CONCERNS if found[concern])


def _holds(info: DocumentInfo, text: str) -> bool:
    if not text.strip():
        return True
    fields = [info.title, info.publisher, info.slug, info.version]
    if entry := find_instrument(info.instrument) if info.instrument else None:
        fields += names_of(entry)
    return holds_words(fields, text)


def _values(info: DocumentInfo, name: str, holdings: Holdings) -> tuple[str, ...]:
    match name:
        case "kind":
            return (info.kind or NO_KIND,)
        case "language":
            return (info.language,)
        case "status":
            return (find_standing(info).status,)
        case "year":
            return (info.date[:4] if info.date else NO_YEAR,)
        case _:
            return concerns(info, holdings.families)


def _key(order: Order, holdings: Holdings, language: str) -> Callable[[DocumentRecord], Any]:
    def by_title(record: DocumentRecord) -> Any:
        return (record.info.language != language, record.info.title.casefold(), record.info.slug)

    def by_date(record: DocumentRecord) -> Any:
        return (-_number(record.info.date), by_title(record))

    def by_age(record: DocumentRecord) -> Any:
        return (-holdings.added.get(record.info.slug, 0.0), by_title(record))

    return {"title": by_title, "date": by_date, "added": by_age}[order]


def _number(date: str | None) -> int:
    digits = "".join(filter(str.isdigit, date or ""))
    return int(digits.ljust(8, "0")[:8] or 0)
