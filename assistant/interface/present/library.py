"""The documents of the library, in HTML."""

from __future__ import annotations

import html
from collections.abc import Sequence

from assistant.interface.present.documents import badges_html, dated, lang_attribute
from assistant.interface.words import InterfaceLanguage, language_name, word
from index.records import DocumentRecord


def library_html(documents: Sequence[DocumentRecord], language: InterfaceLanguage) -> str:
    """Return the documents as a table, each row with a button that asks for its removal."""
    count = word("document_count", language, count=len(documents))
    head = f'<h2 class="pd-panel-title">{html.escape(count)}</h2>'
    if not documents:
        return f'{head}<p class="pd-quiet">{html.escape(word("holds_nothing", language))}</p>'
    columns = ("title", "publisher", "date", "language", "status", "passages", "action")
    heads = "".join(
        f'<th scope="col">{html.escape(word(f"column_{c}", language))}</th>' for c in columns
    )
    ordered = sorted(documents, key=lambda d: (d.info.language != language, d.info.title))
    rows = "".join(_library_row(record, language) for record in ordered)
    return (
        f'{head}<table class="pd-table"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _library_row(record: DocumentRecord, language: InterfaceLanguage) -> str:
    info = record.info
    unknown = word("unknown", language)
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
    return (
        f'<tr><th scope="row" {lang_attribute(info)}>{html.escape(info.title)}</th>{plain}'
        f'<td data-label="{html.escape(word("column_status", language))}">'
        f"{badges_html(info, language)}</td>"
        f'<td data-label="{html.escape(word("column_passages", language))}">{record.passages}</td>'
        f'<td><button type="button" class="pd-remove" data-remove="{html.escape(info.slug)}" '
        f'aria-label="{remove}">{html.escape(word("remove", language))}</button></td></tr>'
    )
