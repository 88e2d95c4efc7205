"""What the conversation column says before the first question, in HTML."""

from __future__ import annotations

import html
from collections.abc import Sequence

from assistant.interface.present.documents import lang_attribute
from assistant.interface.words import InterfaceLanguage, language_name, word
from index.records import DocumentRecord


def welcome_html(
    documents: Sequence[DocumentRecord], language: InterfaceLanguage, *, preparing: bool = False
) -> str:
    """Return what the conversation column says before the first question.

    Args:
        documents: What the library holds.
        language: Of the interface.
        preparing: The starter documents are going in just now.
    """
    parts = [
        f"<h2>{html.escape(word('welcome', language))}</h2>",
        f"<p>{html.escape(word('welcome_body', language))}</p>",
    ]
    if documents:
        codes = sorted({d.info.language for d in documents}, key=lambda c: (c != language, c))
        counted = ", ".join(
            f"{language_name(c, language)} {sum(d.info.language == c for d in documents)}"
            for c in codes
        )
        title = word("holds_title", language, count=len(documents), languages=counted)
        ordered = sorted(documents, key=lambda d: (d.info.language != language, d.info.title))
        titles = "".join(
            f"<li {lang_attribute(d.info)}>{html.escape(d.info.title)}</li>" for d in ordered
        )
        parts.append(
            f'<p class="pd-holds">{html.escape(title)}</p>'
            f"<details><summary>{html.escape(word('holds_titles', language))}</summary>"
            f"<ul>{titles}</ul></details>"
        )
        if any(d.info.is_digest for d in documents):
            parts.append(f'<p class="pd-quiet">{html.escape(word("digest_note", language))}</p>')
    key = "holds_soon" if preparing else "" if documents else "holds_nothing"
    if key:
        parts.append(f'<p class="pd-holds">{html.escape(word(key, language))}</p>')
    return f'<section class="pd-welcome">{"".join(parts)}</section>'
