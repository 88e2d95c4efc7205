"""What a reader can do with a turn, as buttons, and questions to go on with."""

from __future__ import annotations

import html
from collections.abc import Sequence

from assistant.interface.words import InterfaceLanguage, word


def act_html(act: str, turn: int, language: InterfaceLanguage, look: str = "pd-again") -> str:
    """Return a button that does something with a turn.

    Args:
        act: What; the page's ``act`` takes it, and its key in the catalogue is ``act_<act>``.
        turn: The turn's number.
        language: Of the interface.
        look: Its class.
    """
    label = html.escape(word(f"act_{act}", language))
    return (
        f'<button type="button" class="{look} pd-act-{act}" data-act="{act}" '
        f'data-turn="{turn}">{label}</button>'
    )


def suggestions_html(questions: Sequence[str], language: InterfaceLanguage) -> str:
    """Return questions to go on with, as buttons; nothing where there are none."""
    if not questions:
        return ""
    title = html.escape(word("suggestions", language))
    buttons = "".join(
        f'<li><button type="button" class="pd-suggestion" data-ask="{html.escape(question)}">'
        f"{html.escape(question)}</button></li>"
        for question in questions
    )
    label = f'<p class="pd-label" id="pd-go-on">{title}</p>'
    return f'{label}<ul aria-labelledby="pd-go-on">{buttons}</ul>'
