"""A document's own page in HTML: what is known of it, and the places for outline and passages."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from assistant.interface.present.documents import (
    badges_html,
    dated,
    lang_attribute,
    source_link_html,
)
from assistant.interface.words import (
    InterfaceLanguage,
    explain_problem,
    kind_name,
    language_name,
    status_name,
    word,
)
from assistant.status import status_notes
from corpus.catalog import find_instrument
from corpus.links import is_web_address
from corpus.types import Document, DocumentInfo, Instrument
from index.relatives import Relative

_SHOWN_OF_HASH = 16


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """What a document's page shows.

    Attributes:
        document: The document.
        passages: How many it has.
        added: When it was added, in seconds since 1970; None where its copy is gone.
        warnings: What was noted while it was read; None where that was not kept.
        relatives: Documents that belong with it.
        infos: Of the library's documents, by slug.
    """

    document: Document
    passages: int
    added: float | None
    warnings: Sequence[str] | None
    relatives: Sequence[Relative]
    infos: Mapping[str, DocumentInfo]


def document_html(card: DocumentCard, language: InterfaceLanguage) -> str:
    """Return the page of a document; outline and passages are fetched when they are opened."""
    info = card.document.info
    slug = html.escape(info.slug)
    ask = html.escape(word("ask_document", language))
    remove = html.escape(word("remove", language))
    label = html.escape(word("remove_which", language, title=info.title))
    return (
        '<article class="pd-document" aria-labelledby="pd-document-title" '
        f'data-wait="{html.escape(word("document_wait", language))}" '
        f'data-failed="{html.escape(word("document_failed", language))}">{_back_html(language)}'
        f'<h2 id="pd-document-title" tabindex="-1" {lang_attribute(info)}>'
        f'{html.escape(info.title)}</h2><p class="pd-badges">{badges_html(info, language)}</p>'
        + "".join(
            f'<p class="pd-status-note">{html.escape(note)}</p>'
            for note in status_notes(info, language)
        )
        + f'<p class="pd-actions"><button type="button" class="pd-small" data-ask="{slug}">{ask}'
        f"</button>{source_link_html(info, language)}"
        f'<button type="button" class="pd-remove" data-remove="{slug}" aria-label="{label}">'
        f"{remove}</button></p>"
        + _notices_html(card, language)
        + _facts_html(card, language)
        + _warnings_html(card, language)
        + _folded_html(card, "outline", word("outline", language), language, is_open=True)
        + _folded_html(card, "passages", word("passages", language, count=card.passages), language)
        + "</article>"
    )


def gone_html(language: InterfaceLanguage) -> str:
    """Return the page of a document that the library does not hold."""
    text = html.escape(word("document_gone", language))
    return (
        f'<article class="pd-document">{_back_html(language)}'
        f'<h2 id="pd-document-title" tabindex="-1">{text}</h2></article>'
    )


def part_address(
    part: str, document: Document, language: InterfaceLanguage, **more: int | str
) -> str:
    """Return the address, escaped, from which the page fetches a part of a document."""
    query = {
        "document": document.info.slug,
        "version": document.sha256[:_SHOWN_OF_HASH],
        "language": language,
    }
    return html.escape(f"document/{part}?{urlencode(query | more)}")


def folded_html(address: str, summary: str, attributes: str) -> str:
    """Return a fold whose contents the page's script fetches when it is first opened.

    Args:
        address: As ``part_address``.
        summary: HTML.
        attributes: Of the element.
    """
    return (
        f'<details {attributes} data-src="{address}">'
        f'<summary>{summary}</summary><div class="pd-fill"></div></details>'
    )


def _back_html(language: InterfaceLanguage) -> str:
    text = html.escape(word("back_to_list", language))
    return f'<p><button type="button" class="pd-small" data-back="list">← {text}</button></p>'


def _folded_html(
    card: DocumentCard, part: str, title: str, language: InterfaceLanguage, *, is_open: bool = False
) -> str:
    address = part_address(part, card.document, language)
    attributes = f'class="pd-fold" id="pd-{part}"' + (" open" if is_open else "")
    return folded_html(address, f"<h3>{html.escape(title)}</h3>", attributes)


def _notices_html(card: DocumentCard, language: InterfaceLanguage) -> str:
    info = card.document.info
    items = []
    for relative in card.relatives:
        if other := card.infos.get(relative.slug):
            open_ = html.escape(word("open_document", language, title=other.title))
            items.append(
                f'<li><button type="button" class="pd-title" data-open="{html.escape(other.slug)}" '
                f'{lang_attribute(other)} aria-label="{open_}">{html.escape(other.title)}</button> '
                f"{html.escape(_about_other(relative, info, other, language))}</li>"
            )
    if info.is_digest and not any(relative.tie == "original" for relative in card.relatives):
        items.append(f"<li>{html.escape(word('digest_alone', language))}</li>")
    if not items:
        return ""
    title = html.escape(word("document_notices", language))
    return f'<div class="pd-warnings"><strong>{title}</strong><ul>{"".join(items)}</ul></div>'


def _about_other(
    relative: Relative, info: DocumentInfo, other: DocumentInfo, language: InterfaceLanguage
) -> str:
    match relative.tie:
        case "same":
            text = word("tie_same", language)
        case "nearly":
            text = word("tie_nearly", language)
        case "copy":
            text = word("tie_copy", language)
        case "version":
            text = word(_version_key(info.date, other.date), language)
        case "digest":
            text = word("tie_digest", language)
        case "original":
            text = word("tie_original", language)
        case "translation":
            name = language_name(other.language, language)
            text = word("tie_translation", language, name=name)
    return f"({other.date}) {text}" if other.date else text


def _version_key(date: str | None, other: str | None) -> str:
    """The key of what another version is; unknown where one date may be within the other."""
    if not date or not other or date.startswith(other) or other.startswith(date):
        return "tie_version"
    return "tie_newer" if other > date else "tie_older"


def _facts_html(card: DocumentCard, language: InterfaceLanguage) -> str:
    document, info = card.document, card.document.info
    entry = find_instrument(info.instrument) if info.instrument else None
    added = datetime.fromtimestamp(card.added, UTC).astimezone() if card.added else None
    unknown = word("unknown", language)
    facts = [
        ("column_publisher", [info.publisher or unknown]),
        ("column_date", [dated(info, language) or unknown]),
        ("fact_kind", [kind_name(info.kind or "unknown", language)]),
        ("column_language", [language_name(info.language, language)]),
        ("fact_version", [info.version or ""]),
        ("fact_force", [entry.legal_force if entry and language == "en" else ""]),
        ("original_versions", versions(entry, language) if entry else []),
        ("fact_pages", [_pages(document, language)]),
        ("column_passages", [str(card.passages)]),
        ("fact_added", [added.date().isoformat() if added else ""]),
        ("fact_file", [Path(document.source_path).name]),
    ]
    rows = "".join(
        f"<dt>{html.escape(word(key, language))}</dt>"
        + "".join(f"<dd>{html.escape(value)}</dd>" for value in values)
        for key, values in facts
        if any(values)
    )
    title = html.escape(word("facts_title", language))
    return (
        f'<section class="pd-facts" aria-label="{title}"><dl>{rows}'
        f"{_address_html(info, language)}{_hash_html(document, language)}</dl></section>"
    )


def versions(entry: Instrument, language: InterfaceLanguage) -> list[str]:
    """Return the versions of an instrument, a line each."""
    return [
        " · ".join(
            filter(None, (v.date, v.label, status_name(v.status, language) if v.status else ""))
        )
        for v in entry.versions
    ]


def _pages(document: Document, language: InterfaceLanguage) -> str:
    places = document.places
    if not places.page_starts:
        return word("fact_no_pages", language)
    pages = len(places.page_starts)
    if places.ocr_pages:
        return word("fact_ocr", language, pages=pages, count=len(places.ocr_pages))
    return str(pages)


def _address_html(info: DocumentInfo, language: InterfaceLanguage) -> str:
    """The address in letters; as a link it stands above, where it may be one."""
    if info.source_url is None or not is_web_address(info.source_url):
        return ""
    name = html.escape(word("fact_address", language))
    return f"<dt>{name}</dt><dd>{html.escape(info.source_url)}</dd>"


def _hash_html(document: Document, language: InterfaceLanguage) -> str:
    name, copy, copied = (
        html.escape(word(key, language)) for key in ("fact_sha256", "fact_copy", "fact_copied")
    )
    whole = html.escape(document.sha256)
    return (
        f"<dt>{name}</dt><dd><code>{whole[:_SHOWN_OF_HASH]}…</code> <button type="
        f'"button" class="pd-copy" data-copy="{whole}" data-copied="{copied}">{copy}</button></dd>'
    )


def _warnings_html(card: DocumentCard, language: InterfaceLanguage) -> str:
    title = html.escape(word("ingest_warnings", language))
    if card.warnings:
        lines = (explain_problem(line, "", language) for line in card.warnings)
        listed = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
        return f'<div class="pd-warnings"><strong>{title}</strong><ul>{listed}</ul></div>'
    key = "ingest_unknown" if card.warnings is None else "ingest_clean"
    return f'<p class="pd-quiet"><strong>{title}</strong> {html.escape(word(key, language))}</p>'
