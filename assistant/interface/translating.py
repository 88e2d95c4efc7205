"""Translates a source that a reader points at."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.desk import Desk
from assistant.interface.session import Session


def translate_source(session: Session, desk: Desk, turn: int, n: int) -> Iterator[None]:
    """Translate a quote into the language of its answer; each step is a change to show.

    Args:
        session: Of the reader; keeps the translation.
        desk: Translates.
        turn: Number of the turn.
        n: Number of the citation in it.
    """
    answers = [shown.answer for shown in session.turns if shown.number == turn]
    for answer in filter(None, answers):
        for citation in answer.citations:
            key = (citation.quote, answer.language)
            if citation.n != n or key in session.translations:
                continue
            session.translations[key] = None
            yield
            session.translations[key] = desk.translate(citation, answer.language)
            yield
