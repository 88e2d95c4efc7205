"""The documents of the library, in HTML."""

from __future__ import annotations

import html
from collections.abc import Sequence

from assistant.interface.present.documents import badges_html, dated, lang_attribute
from assistant.interface.shelf import (
    CONCERNS,
    PAGE,
    Concern,
    Holdings,
    ShelfView,
    choose,
    concerns,
)
from assistant.interface.words import InterfaceLanguage, kind_name, language_name, word
from index.records import DocumentRecord
from index.relatives import Families

_BADGES: dict[Concern, str] = {"repeated": "badge_repeated", "versions": "badge_versions"}
"""Digests and what does not apply have badges of their own."""
_COLUMNS = ("title", "publisher", "date", "language", "status", "passages", "action")
_EMPTY = ShelfView()


def library_html(holdings: Holdings, language: InterfaceLanguage, view: ShelfView = _EMPTY) -> str:
    """Return the documents that fit a view as a table, each with what opens and removes it."""
    total = len(holdings.records)
    fitting = choose(holdings, view, language)
    key = "document_count_of" if view.restricts else "document_count"
    count = html.escape(word(key, language, count=len(fitting), total=total))
    head = f'<h2 class="pd-panel-title" role="status" tabindex="-1">{count}</h2>'
    if not total:
        lines = [word("holds_nothing", language), word("shelf_add_first", language)]
        return head + "".join(f'<p class="pd-quiet">{html.escape(line)}</p>' for line in lines)
    head += _concerns_html(holdings, view, language)
    if not fitting:
        clear = html.escape(word("shelf_clear", language))
        return (
            f'{head}<p class="pd-quiet">{html.escape(word("shelf_none", language))} '
            f'<button type="button" class="pd-small" data-clear="all">{clear}</button></p>'
        )
    heads = "".join(
        f'<th scope="col">{html.escape(word(f"column_{name}", language))}</th>' for name in _COLUMNS
    )
    rows = "".join(
        _row_html(record, holdings.families, language, first_of_page=at > 0 and at % PAGE == 0)
        for at, record in enumerate(fitting[: view.shown])
    )
    return (
        f'{head}<table class="pd-table"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>{_more_html(fitting, view, language)}"
    )


def _row_html(
    record: DocumentRecord, families: Families, language: InterfaceLanguage, *, first_of_page: bool
) -> str:
    info = record.info
    unknown = word("unknown", language)
    slug, title = html.escape(info.slug), html.escape(info.title)
    remove = html.escape(word("remove_which", language, title=info.title))
    cells = (
        ("publisher", info.publisher or unknown),
        ("date", dated(info, language) or unknown),
        ("language", language_name(info.language, language)),
    )
    plain = "".join(
        f'<td data-label="{html.escape(word(f"column_{key}", language))}">{html.escape(value)}</td>'
        for key, value in cells
    )
    kind = f"<small>{html.escape(kind_name(info.kind, language))}</small>" if info.kind else ""
    badges = "".join(
        f'<span class="pd-badge pd-warn">{html.escape(word(_BADGES[concern], language))}</span>'
        for concern in concerns(info, families)
        if concern in _BADGES
    )
    mark = ' class="pd-page-start"' if first_of_page else ""
    return (
        f'<tr{mark}><th scope="row"><button type="button" class="pd-title" data-open="{slug}" '
        f"{lang_attribute(info)}>{title}</button>{kind}</th>{plain}"
        f'<td data-label="{html.escape(word("column_status", language))}">'
        f"{badges_html(info, language)}{badges}</td>"
        f'<td data-label="{html.escape(word("column_passages", language))}">{record.passages}</td>'
        f'<td><button type="button" class="pd-remove" data-remove="{slug}" '
        f'aria-label="{remove}">{html.escape(word("remove", language))}</button></td></tr>'
    )


def _concerns_html(holdings: Holdings, view: ShelfView, language: InterfaceLanguage) -> str:
    """What is worth checking, each line with a button that shows only these documents."""
    counts = {
        concern: sum(concern in concerns(r.info, holdings.families) for r in holdings.records)
        for concern in CONCERNS
        if concern != "digest"
    }
    items = []
    for concern, count in counts.items():
        if not count or view.concern == concern:
            continue
        name = concern_name(concern, language)
        text = html.escape(word("concern_count", language, concern=name, count=count))
        look = html.escape(word("shelf_look", language))
        items.append(
            f'<li>{text} <button type="button" class="pd-small" data-concern="{concern}" '
            f'aria-label="{html.escape(name)}: {look}">{look}</button></li>'
        )
    return f'<ul class="pd-concerns">{"".join(items)}</ul>' if items else ""


def concern_name(concern: Concern, language: InterfaceLanguage) -> str:
    """Return why some documents are worth checking, in a few words."""
    match concern:
        case "repeated":
            return word("concern_repeated", language)
        case "versions":
            return word("concern_versions", language)
        case "digest":
            return word("concern_digest", language)
        case "outdated":
            return word("concern_outdated", language)


def _more_html(
    fitting: Sequence[DocumentRecord], view: ShelfView, language: InterfaceLanguage
) -> str:
    left = min(len(fitting) - view.shown, PAGE)
    if left <= 0:
        return ""
    text = html.escape(word("shelf_more", language, count=left))
    return f'<p><button type="button" class="pd-small" data-more="{left}">{text}</button></p>'
