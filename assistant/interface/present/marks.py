"""Turns the marks of citations into links to their sources."""

from __future__ import annotations

import html
import re
from collections.abc import Collection

from assistant.interface.words import InterfaceLanguage, word

_MARK = re.compile(r"\[(\d{1,2})\]")


def link_marks(text: str, home: str, known: Collection[int], language: InterfaceLanguage) -> str:
    """Escape text whose ``[n]`` marks become links where ``n`` is a known citation of ``home``."""
    parts = _MARK.split(text)
    linked = [
        html.escape(part)
        if at % 2 == 0
        else mark_html(home, int(part), language)
        if int(part) in known
        else f"[{part}]"
        for at, part in enumerate(parts)
    ]
    return "".join(linked)


def mark_html(home: str, n: int, language: InterfaceLanguage) -> str:
    """Return the mark of one citation.

    Args:
        home: Id of what cites, to which the card of the source belongs (``t3`` for a turn).
        n: The citation's number there.
        language: Of the interface.
    """
    label = html.escape(word("go_to_source", language, n=n))
    return f'<a class="pd-mark" href="#{home}-c{n}" aria-label="{label}">[{n}]</a>'
