"""Answers the question of a reader as the next turn of the conversation."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.conversation import Conversation, Turn
from assistant.desk import Desk
from assistant.interface.present.work import problem_line
from assistant.interface.session import Session
from assistant.interface.words import word
from corpus.errors import PolicydeskError

if TYPE_CHECKING:
    from assistant.answer import Step
    from assistant.dialogue import Understood

log = logging.getLogger(__name__)

_REDRAW_S = 0.08


def answer_turn(
    session: Session,
    desk: Desk,
    question: str,
    *,
    as_typed: bool = False,
    narrow: bool = True,
    replacing: int | None = None,
) -> Iterator[bool]:
    """Answer a question; each step is a change to show, and tells whether sources changed too.

    The first step is the turn without an answer. Where the reader begins a new conversation
    meanwhile, there are no more steps.

    Args:
        session: Of the reader, with the engine and the filters chosen; keeps the turn.
        desk: Answers.
        question: As typed.
        as_typed: Whether to take the question by itself.
        narrow: Whether the documents that it asks for are all that count.
        replacing: Number of the turn that it takes the place of, and of all after it; they can be
            brought back until the next question.
    """
    from assistant.answer import Delta

    session.cancel.set()
    session.cancel = cancel = threading.Event()
    session.suggestions, session.editing, session.deleted = (), None, []
    # Another conversation takes another list: what is still under way then shows nowhere.
    if replacing is not None:
        session.deleted, session.turns = session.turns, session.turns[: replacing - 1]
    turns = session.turns
    earlier = Conversation(tuple(turns))
    turn = Turn(len(turns) + 1, question, filters=session.filters, as_typed=as_typed, narrow=narrow)
    turns.append(turn)
    yield True
    drawn = 0.0
    try:
        for step in desk.answer(
            question,
            session.engine,
            cancel,
            earlier,
            as_typed=as_typed,
            filters=turn.filters,
            narrow=narrow,
        ):
            turn = turns[turn.number - 1] = _advanced(turn, step)
            writing = isinstance(step, Delta)
            now = time.monotonic()
            if writing and now - drawn < _REDRAW_S:
                continue
            drawn = now
            if session.turns is not turns:
                return
            yield not writing
        if turn.is_open:
            turn = replace(turn, ending="stopped")
    except PolicydeskError as error:
        problem = problem_line(error, session.language)
        turn = replace(turn, ending="failed", problem=problem)
    except Exception:
        log.exception("answering failed")
        turn = replace(turn, ending="failed", problem=word("unexpected", session.language))
    turns[turn.number - 1] = turn


def _advanced(turn: Turn, step: Understood | Step) -> Turn:
    from assistant.answer import Delta, Found
    from assistant.dialogue import Understood

    match step:
        case Understood():
            return replace(turn, understood_as=step.question)
        case Found():
            return replace(turn, found=step.citations, narrowing=step.result.narrowing)
        case Delta():
            before = "" if step.replaces else turn.written
            return replace(turn, written=before + step.text)
        case _:
            return replace(turn, answer=step)
