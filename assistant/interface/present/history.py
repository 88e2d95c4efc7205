"""The conversations that are kept, in HTML."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import datetime
from textwrap import shorten

from assistant.history import KeptConversation
from assistant.interface.words import InterfaceLanguage, word

MOST_SHOWN = 50
_LONGEST_TITLE = 90


def history_html(
    kept: Sequence[KeptConversation], words: str, current: str, language: InterfaceLanguage
) -> str:
    """Return the list of conversations, each with buttons that open and delete it.

    Args:
        kept: Newest first; the first of them are shown and the others counted.
        words: That they were searched for; empty where all are meant.
        current: Identifier of the conversation that is open.
        language: Of the interface.
    """
    if not kept:
        key = "history_not_found" if words else "history_empty"
        return f'<p class="pd-quiet" role="status">{html.escape(word(key, language))}</p>'
    rows = "".join(_row_html(one, one.id == current, language) for one in kept[:MOST_SHOWN])
    more = ""
    if len(kept) > MOST_SHOWN:
        text = word("history_more", language, count=len(kept) - MOST_SHOWN)
        more = f'<p class="pd-quiet">{html.escape(text)}</p>'
    found = html.escape(word("history_found", language, count=len(kept)))
    status = f'<p class="pd-sr" role="status">{found}</p>' if words else ""
    return f'{status}<ul class="pd-kept">{rows}</ul>{more}'


def _row_html(kept: KeptConversation, is_open: bool, language: InterfaceLanguage) -> str:
    title = html.escape(shorten(kept.title, _LONGEST_TITLE, placeholder="…"))
    when = datetime.fromisoformat(kept.changed).astimezone().strftime("%Y-%m-%d %H:%M")
    about = html.escape(word("history_about", language, when=when, count=len(kept.turns)))
    now = ' aria-current="true"' if is_open else ""
    delete = html.escape(word("history_delete", language, title=kept.title[:_LONGEST_TITLE]))
    return (
        f'<li><button type="button" class="pd-kept-open" data-kept="{kept.id}" data-act="open"'
        f'{now}><span>{title}</span><span class="pd-quiet">{about}</span></button>'
        f'<button type="button" class="pd-kept-delete" data-kept="{kept.id}" data-act="delete" '
        f'aria-label="{delete}" title="{delete}"><span aria-hidden="true">✕</span></button></li>'
    )
