"""Shows a source in its original as HTML: the page with the words marked, or the text around them.

Every word of a document is escaped; what a file holds reaches the page as text or as an image.
"""

from __future__ import annotations

import html
from urllib.parse import urlencode

from assistant.interface.words import (
    InterfaceLanguage,
    kind_name,
    language_name,
    status_name,
    word,
)
from corpus.catalog import find_instrument
from corpus.standing import find_standing
from corpus.types import Citation, Document, DocumentInfo, Locator
from index.originals.boxes import Box
from index.originals.viewer import PageView

_AROUND = 1200
_LONGEST_ALT = 300


def original_slot_html(citation: Citation, language: InterfaceLanguage) -> str:
    """Return the button that shows a source in its original, and the place for it.

    The page's script fills the place from ``original_html`` when the reader asks for it.
    """
    return place_html(citation.hit.info.slug, citation.locator, language)


def place_html(slug: str, at: Locator, language: InterfaceLanguage) -> str:
    """Return the place in which a card shows some words of a document in their original."""
    query = {"document": slug, "start": at.char_start, "end": at.char_end, "language": language}
    paged = " pd-paged" if at.page is not None else ""
    return (
        f'<div class="pd-original{paged}" data-src="original?{html.escape(urlencode(query))}" '
        f'data-wait="{html.escape(word("original_wait", language))}" '
        f'data-failed="{html.escape(word("original_failed", language))}" hidden></div>'
    )


def original_button_html(language: InterfaceLanguage) -> str:
    """Return the button that opens and closes the place."""
    return (
        '<button type="button" class="pd-open" aria-expanded="false" '
        f'data-close="{html.escape(word("original_close", language))}">'
        f"{html.escape(word('original_open', language))}</button>"
    )


def original_html(
    document: Document,
    char_start: int,
    char_end: int,
    view: PageView | None,
    language: InterfaceLanguage,
    problem: str = "",
) -> str:
    """Return a source in its original.

    Args:
        document: The source.
        char_start: Of the quote, as an index into the document's text.
        char_end: One past its last character.
        view: The page to show; None where the original has none, or it cannot be shown.
        language: Of the interface.
        problem: Why the page cannot be shown; empty where it can or there is none.
    """
    parts = []
    if view:
        quote = document.text[char_start:char_end]
        parts.append(_page_html(document, quote, view, language))
    elif problem:
        parts.append(f'<p class="pd-notice pd-bad" role="status">{html.escape(problem)}</p>')
    text = _around_html(document, char_start, char_end)
    if view:
        title = html.escape(word("original_around", language))
        parts.append(f"<details><summary>{title}</summary>{text}</details>")
    else:
        parts.append(text)
    parts.append(_about_html(document.info, language))
    return "".join(parts)


def _page_html(document: Document, quote: str, view: PageView, language: InterfaceLanguage) -> str:
    info = document.info
    query = {"document": info.slug, "page": view.page, "version": document.sha256[:16]}
    source = html.escape(f"original/page?{urlencode(query)}")
    key = "original_alt_marked" if view.boxes else "original_alt"
    said = " ".join(quote.split())
    shown = said if len(said) <= _LONGEST_ALT else f"{said[:_LONGEST_ALT]}…"
    alt = html.escape(
        word(key, language, title=info.title, page=view.page, pages=view.pages, quote=shown)
    )
    boxes = "".join(_box_html(box) for box in view.boxes)
    tall = " pd-tall" if view.aspect < 1 else ""
    frame = html.escape(word("original_frame", language, page=view.page, title=info.title))
    return (
        f"{_bar_html(view, language)}{_reason_html(view, language)}"
        f'<div class="pd-frame" tabindex="0" role="group" aria-label="{frame}">'
        f'<div class="pd-sheet{tall}" style="aspect-ratio:{view.aspect:.5f}">'
        f'<img src="{source}" alt="{alt}" decoding="async">{boxes}</div></div>'
    )


def _bar_html(view: PageView, language: InterfaceLanguage) -> str:
    place = html.escape(word("original_page", language, page=view.page, pages=view.pages))
    quoted = [page for page in view.quoted_on if page != view.page]
    return (
        '<div class="pd-bar-page">'
        + _turn_html("original_previous", view.page - 1, view.page > 1, language)
        + f'<span role="status">{place}</span>'
        + _turn_html("original_next", view.page + 1, view.page < view.pages, language)
        + "".join(
            f'<button type="button" class="pd-turn-page" data-page="{page}">'
            f"{html.escape(word('original_quoted', language, page=page))}</button>"
            for page in quoted[:2]
        )
        + '<button type="button" class="pd-zoom" aria-pressed="false">'
        f"{html.escape(word('original_zoom', language))}</button></div>"
    )


def _turn_html(key: str, page: int, possible: bool, language: InterfaceLanguage) -> str:
    label = html.escape(word(key, language))
    way = key.removeprefix("original_")
    state = "" if possible else " disabled"
    return (
        f'<button type="button" class="pd-turn-page pd-{way}" data-page="{page}"{state}>'
        f"{label}</button>"
    )


def _reason_html(view: PageView, language: InterfaceLanguage) -> str:
    """Why nothing is marked; that the reader has turned to another page need not be said."""
    match view.unmarked:
        case "recognised":
            key = "original_recognised"
        case "not found":
            key = "original_not_found"
        case _:
            return ""
    return f'<p class="pd-notice pd-plain" role="status">{html.escape(word(key, language))}</p>'


def _box_html(box: Box) -> str:
    left, top = f"{box.left:.4%}", f"{box.top:.4%}"
    width, height = f"{box.right - box.left:.4%}", f"{box.bottom - box.top:.4%}"
    return (
        f'<i class="pd-box" aria-hidden="true" '
        f'style="left:{left};top:{top};width:{width};height:{height}"></i>'
    )


def _around_html(document: Document, start: int, end: int) -> str:
    text = document.text
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before = ("…" if first else "") + text[first:start]
    after = text[end:last] + ("…" if last < len(text) else "")
    return (
        f'<blockquote class="pd-passage pd-around" lang="{html.escape(document.info.language)}" '
        f'tabindex="0">{html.escape(before)}<mark>{html.escape(text[start:end])}</mark>'
        f"{html.escape(after)}</blockquote>"
    )


def _about_html(info: DocumentInfo, language: InterfaceLanguage) -> str:
    standing = find_standing(info)
    status = status_name(standing.status, language)
    if standing.as_of:
        status = word("original_status_as_of", language, status=status, date=standing.as_of)
    entry = find_instrument(info.instrument) if info.instrument else None
    facts = [
        ("column_publisher", info.publisher),
        ("column_date", info.date),
        ("original_kind", kind_name(info.kind, language) if info.kind else None),
        ("column_status", status),
        ("original_version", info.version),
        ("column_language", language_name(info.language, language)),
    ]
    rows = [(word(key, language), [value]) for key, value in facts if value]
    if entry and entry.versions:
        texts = [
            " · ".join(
                part
                for part in (v.date, v.label, status_name(v.status, language) if v.status else "")
                if part
            )
            for v in entry.versions
        ]
        rows.append((word("original_versions", language), texts))
    listed = "".join(
        f"<dt>{html.escape(name)}</dt>{''.join(f'<dd>{html.escape(v)}</dd>' for v in values)}"
        for name, values in rows
    )
    title = html.escape(word("original_about", language))
    return f'<details class="pd-facts"><summary>{title}</summary><dl>{listed}</dl></details>'
