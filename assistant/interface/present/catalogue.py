"""The catalogue of instruments in HTML: how each stands, where it is published, what is held."""

from __future__ import annotations

import html
from collections.abc import Sequence

from assistant.interface.instruments import Held, Holding
from assistant.interface.present.document_page import versions
from assistant.interface.present.documents import (
    address_link_html,
    badges_html,
    lang_attribute,
    status_badge_html,
)
from assistant.interface.words import InterfaceLanguage, kind_name, word
from corpus.types import Instrument

_TONES: dict[Held, str] = {"full": "good", "version": "warn", "digest": "warn", "none": "plain"}


def catalogue_html(holdings: Sequence[Holding], total: int, language: InterfaceLanguage) -> str:
    """Return instruments as a list.

    Args:
        holdings: Those to show.
        total: How many the catalogue has.
        language: Of the interface.
    """
    count = html.escape(word("catalogue_count", language, count=len(holdings), total=total))
    hint = html.escape(word("catalogue_hint", language))
    head = (
        f'<h2 class="pd-panel-title" role="status" tabindex="-1">{count}</h2>'
        f'<p class="pd-quiet">{hint}</p>'
    )
    if not holdings:
        return f'{head}<p class="pd-quiet">{html.escape(word("catalogue_none", language))}</p>'
    items = "".join(f"<li>{_instrument_html(holding, language)}</li>" for holding in holdings)
    return f'{head}<ul class="pd-instruments">{items}</ul>'


def held_name(held: Held, language: InterfaceLanguage) -> str:
    """Return what the library holds of an instrument, in a few words."""
    match held:
        case "full":
            return word("held_full", language)
        case "version":
            return word("held_version", language)
        case "digest":
            return word("held_digest", language)
        case "none":
            return word("held_none", language)


def _instrument_html(holding: Holding, language: InterfaceLanguage) -> str:
    entry = holding.instrument
    title = entry.titles.get(language, entry.titles["en"])
    spoken = language if language in entry.titles else "en"
    publisher = entry.publishers.get(language, entry.publishers["en"])
    as_of = word("instrument_as_of", language, date=entry.status_as_of)
    facts = "".join(
        f"<span>{html.escape(fact)}</span>"
        for fact in (publisher, entry.date, kind_name(entry.kind, language), as_of)
    )
    held = html.escape(held_name(holding.held, language))
    return (
        f'<article class="pd-instrument" id="pd-i-{html.escape(entry.slug)}">'
        f'<h3 lang="{spoken}">{html.escape(title)}</h3>'
        f'<p class="pd-badges">{status_badge_html(entry.status, None, language)}'
        f'<span class="pd-badge pd-{_TONES[holding.held]}">{held}</span></p>'
        f'<p class="pd-about">{facts}</p>'
        + _changes_html(entry, language)
        + _documents_html(holding, language)
        + f"<footer>{address_link_html(entry.source_url, language)}</footer></article>"
    )


def _changes_html(entry: Instrument, language: InterfaceLanguage) -> str:
    notes = [event.notes.get(language, event.notes.get("en", "")) for event in entry.events]
    parts = (
        (word("instrument_events", language), [note for note in notes if note]),
        (word("instrument_versions", language), versions(entry, language)),
    )
    rows = "".join(
        f"<dt>{html.escape(name)}</dt>" + "".join(f"<dd>{html.escape(v)}</dd>" for v in values)
        for name, values in parts
        if values
    )
    return f'<dl class="pd-changes">{rows}</dl>' if rows else ""


def _documents_html(holding: Holding, language: InterfaceLanguage) -> str:
    get = ""
    if holding.held != "full":
        get = f'<p class="pd-quiet">{html.escape(word("held_get", language))}</p>'
    if not holding.documents:
        return get
    items = "".join(
        f'<li><button type="button" class="pd-title" data-open="{html.escape(info.slug)}" '
        f"{lang_attribute(info)}>{html.escape(info.title)}</button> "
        f"{badges_html(info, language)}</li>"
        for info in holding.documents
    )
    title = html.escape(word("held_open", language))
    return f'<p class="pd-label">{title}</p><ul class="pd-held-documents">{items}</ul>{get}'
