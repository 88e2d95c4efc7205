"""Keeps the conversation of a browser tab among the earlier ones, and opens another."""

from __future__ import annotations

import threading

from assistant.conversation import Turn
from assistant.desk import Desk
from assistant.history import compare_with_library
from assistant.interface.present.work import problem_line
from assistant.interface.session import Session
from corpus.errors import LibraryError


def turn_to(session: Session, conversation: str, turns: list[Turn]) -> None:
    """Make another conversation the one that is open; what is being written shows nowhere.

    Args:
        session: Of the reader.
        conversation: Identifier under which it is kept.
        turns: Its turns, oldest first; a new list.
    """
    session.cancel.set()
    session.cancel = threading.Event()
    session.conversation, session.turns = conversation, turns
    session.deleted, session.editing, session.suggestions = [], None, ()


def keep_conversation(session: Session, desk: Desk) -> str:
    """Keep the conversation as it is now; return a line for the reader where that failed."""
    if desk.history is None or not session.turns:
        return ""
    try:
        desk.history.keep(session.reader, session.conversation, session.turns)
    except LibraryError as error:
        return problem_line(error, session.language)
    return ""


def leave_conversation(session: Session, desk: Desk) -> None:
    """Keep what was written so far of an answer that is under way, before another is turned to."""
    if session.turns and session.turns[-1].is_open:
        keep_conversation(session, desk)


def reopen_conversation(session: Session, desk: Desk, id: str) -> bool:
    """Open a conversation that was kept; return whether it is still there.

    Its quotes are compared with what the library holds today.
    """
    kept = desk.history.get(session.reader, id) if desk.history is not None else None
    if kept is None:
        return False
    leave_conversation(session, desk)
    turn_to(session, kept.id, list(compare_with_library(kept.turns, desk.library)))
    return True
