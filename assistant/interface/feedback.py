"""Keeps what a reader says about an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

from assistant.desk import Desk
from assistant.feedback import (
    MOST_LETTERS,
    REASONS,
    FeedbackFile,
    Judgement,
    Reason,
    feedback_on,
    form_opinion,
)
from assistant.interface.page import on_click
from assistant.interface.present.work import problem_line
from assistant.interface.session import Session
from corpus.errors import PolicydeskError

if TYPE_CHECKING:
    from assistant.conversation import Turn
    from assistant.feedback import Opinion

FEEDBACK_CLICKS = on_click("[data-feedback]", "turn", "feedback", "said", event="like")
"""Script of the component that holds the conversation."""


def take_feedback(session: Session, desk: Desk, event: Any) -> str:
    """Take what a reader clicked below an answer, and return what went wrong, or nothing.

    Args:
        session: Of the reader; its turn keeps what stands.
        desk: Whose library keeps the feedback.
        event: With ``turn``, its number; ``feedback``: a judgement, ``reason`` or ``comment``; and
            ``said``: which reason, or the reader's words.
    """
    for turn in [turn for turn in session.turns if str(turn.number) == event.turn]:
        if turn.answer is None or not desk.settings.feedback:
            continue
        try:
            opinion = _changed(turn, FeedbackFile(desk.library.folder), event.feedback, event.said)
        except PolicydeskError as error:
            return problem_line(error, session.language)
        session.turns[turn.number - 1] = replace(turn, opinion=opinion)
    return ""


def _changed(turn: Turn, file: FeedbackFile, clicked: str, words: str | None) -> Opinion | None:
    """Return what stands after a click; a second click on the same button takes it back."""
    before = turn.opinion
    if clicked in get_args(Judgement):
        if before is not None:
            file.withdraw(before)
        if before is not None and before.judgement == clicked:
            return None
        after = form_opinion("helpful" if clicked == "helpful" else "not helpful")
    elif before is None:
        return None
    elif clicked == "reason":
        chosen: Reason = next((reason for reason in REASONS if reason == words), "")
        after = replace(before, reason="" if chosen == before.reason else chosen)
    else:
        after = replace(before, comment=(words or "").strip()[:MOST_LETTERS])
    assert turn.answer is not None, "only answers are judged"
    file.keep(feedback_on(turn.answer, after))
    return after
