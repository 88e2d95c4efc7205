"""Which instruments of the catalogue a reader looks at, and what the library holds of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from assistant.interface.finding import holds_words
from corpus.catalog import load_catalog
from corpus.standing import OUTDATED, find_standing
from corpus.types import DocumentInfo, Instrument

Held = Literal["full", "version", "digest", "none"]
"""What the library holds of an instrument: its text as it stands, another version of it alone (a
draft, a text since replaced), a digest of ours alone, nothing."""

HELD: tuple[Held, ...] = get_args(Held)


@dataclass(frozen=True, slots=True)
class CatalogueView:
    """What a reader asked to see; an empty field does not restrict.

    Attributes:
        text: Words that a title, a name or a publisher must hold.
        held: What the library holds of it.
        status: Of the instrument.
    """

    text: str = ""
    held: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """An instrument and what the library holds of it.

    Attributes:
        instrument: The catalogue's entry.
        held: In a word.
        documents: The library's documents of it, full texts first.
    """

    instrument: Instrument
    held: Held
    documents: tuple[DocumentInfo, ...]


def find_holdings(infos: Iterable[DocumentInfo]) -> list[Holding]:
    """Return every instrument of the catalogue and what a library holds of it, newest first.

    Args:
        infos: Of the library's documents.
    """
    by_instrument: dict[str, list[DocumentInfo]] = {}
    for info in infos:
        by_instrument.setdefault(info.instrument or "", []).append(info)
    found = []
    for entry in load_catalog():
        documents = by_instrument.get(entry.slug, [])
        ordered = sorted(documents, key=lambda info: (info.is_digest, info.title))
        found.append(Holding(entry, _held(entry, documents), tuple(ordered)))
    return sorted(found, key=lambda h: (h.instrument.date, h.instrument.slug), reverse=True)


def select_holdings(holdings: Iterable[Holding], view: CatalogueView) -> list[Holding]:
    """Return the instruments that fit a view."""
    return [
        holding
        for holding in holdings
        if view.held in ("", holding.held)
        and view.status in ("", holding.instrument.status)
        and (not view.text.strip() or holds_words(names_of(holding.instrument), view.text))
    ]


def names_of(entry: Instrument) -> list[str]:
    """Return everything that an instrument and its publisher are called."""
    names = [name for some in entry.names.values() for name in some]
    titles = [*entry.titles.values(), *entry.publishers.values()]
    return [entry.slug, *titles, *names, *entry.aliases, *entry.loose_names]


def _held(entry: Instrument, documents: Iterable[DocumentInfo]) -> Held:
    texts = [info for info in documents if not info.is_digest]
    statuses = {find_standing(info).status for info in texts}
    if statuses - OUTDATED or entry.status in statuses:
        return "full"
    return "version" if texts else "digest" if list(documents) else "none"
