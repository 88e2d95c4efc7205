"""Says in HTML which documents an answer was looked for in, and lets the reader undo it."""

from __future__ import annotations

import html

from assistant.conversation import Turn
from assistant.interface.present.turns import act_html
from assistant.interface.words import (
    InterfaceLanguage,
    kind_name,
    language_name,
    status_name,
    word,
)
from corpus.types import Filters


def narrowing_html(turn: Turn, language: InterfaceLanguage) -> str:
    """Return what narrowed the search for a turn's answer, a line each; nothing where it was not.

    Where the question itself did, the line has a button that asks again without it.
    """
    if turn.narrowing.documents is None:
        return ""
    count = turn.narrowing.documents
    lines = []
    if words := turn.narrowing.words:
        quoted = ", ".join(f"“{w}”" for w in words)
        text = html.escape(word("narrowed", language, words=quoted, count=count))
        button = "" if turn.is_open else act_html("widely", turn.number, language)
        lines.append(f"<span>{text}</span> {button}")
    if chosen := describe_filters(turn.filters, language):
        key = "filtered_too" if words else "filtered"
        text = word(key, language, filters=" · ".join(chosen), count=count)
        lines.append(f"<span>{html.escape(text)}</span>")
    return "".join(f'<p class="pd-understood pd-narrowing">{line}</p>' for line in lines)


def describe_filters(filters: Filters, language: InterfaceLanguage) -> list[str]:
    """Return the filters that a reader chose, a few words each."""
    named = [
        *filters.publishers,
        *(language_name(code, language) for code in filters.languages),
        *(kind_name(kind, language) for kind in filters.kinds),
        *(status_name(status, language) for status in filters.statuses),
    ]
    if filters.after:
        named.append(word("filtered_after", language, date=filters.after))
    if filters.before:
        named.append(word("filtered_before", language, date=filters.before))
    if filters.documents:
        named.append(word("filtered_documents", language, count=len(filters.documents)))
    return named
