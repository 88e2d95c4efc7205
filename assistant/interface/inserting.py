"""Takes an answer of the conversation into the brief."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from assistant.briefs.facets import LANGUAGES
from assistant.interface.drafting import insert_section
from assistant.interface.present.notices import notice_html
from assistant.interface.present.work import problem_line
from assistant.interface.words import InterfaceLanguage, word
from corpus.errors import PolicydeskError

if TYPE_CHECKING:
    from assistant.desk import Desk
    from assistant.interface.session import Session


def insert_button_html(home: str, language: InterfaceLanguage) -> str:
    """Return the button that inserts an answer.

    Args:
        home: Id of the answer's turn (``t3``).
        language: Of the interface.
    """
    return (
        f'<button type="button" class="pd-insert" data-insert="{home}">'
        f"{html.escape(word('insert', language))}</button>"
    )


def insert_answer(session: Session, desk: Desk, home: str) -> str:
    """Add a turn's answer to the brief, which begins with it where there is none.

    Args:
        session: Holds the conversation and the brief.
        desk: Knows the sources.
        home: Id of the turn (``t3``).

    Returns:
        HTML that says so and leads there; empty where there is no such answer.
    """
    turns = [turn for turn in session.turns if f"t{turn.number}" == home]
    answer = turns[0].answer if turns else None
    if answer is None:
        return ""
    language = answer.language if answer.language in LANGUAGES else LANGUAGES[0]
    try:
        insert_section(session.brief, desk.section_of(answer), language)
    except PolicydeskError as error:
        return notice_html(problem_line(error, session.language), "bad")
    said = html.escape(word("inserted", session.language))
    way = html.escape(word("inserted_open", session.language))
    return (
        f'<p class="pd-notice pd-good" role="status">{said} '
        f'<button type="button" class="pd-again" data-open-tab="brief">{way}</button></p>'
    )
