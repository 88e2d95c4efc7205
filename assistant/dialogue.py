"""Answers a question in a conversation: what it means there, then the answer to that."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.answer import Step, stream_answer
from assistant.conversation import MEMORY_TOKENS, Conversation, Turn
from assistant.engines import Engine
from assistant.followups.context import Rewritten
from assistant.followups.rewrite import understand
from assistant.rewriter import as_completer, rewrite_with_model
from corpus.errors import Cancelled
from corpus.types import Answer, Filters, Timings
from index.library import Library

BY_RULES = "rules"


@dataclass(frozen=True, slots=True)
class Understood:
    """A follow-up means another question than was typed.

    Attributes:
        question: That is searched and answered; it stands alone.
        by: ``rules``, or the label of the engine whose model rewrote it.
    """

    question: str
    by: str


def converse(
    library: Library,
    question: str,
    engine: Engine,
    conversation: Conversation,
    *,
    as_typed: bool = False,
    memory_tokens: int = MEMORY_TOKENS,
    filters: Filters | None = None,
    narrow: bool = True,
    passages: int = 8,
    cancel: threading.Event | None = None,
) -> Iterator[Understood | Step]:
    """Yield what the question means where that is not what it says, then the steps of the answer.

    Args:
        library: What is known.
        question: As typed.
        engine: Who writes; where it has a language model, that also reads what no rule can.
        conversation: The turns before.
        as_typed: Whether to take the question by itself.
        memory_tokens: How much of the conversation counts.
        filters: Which documents count.
        narrow: As ``stream_answer``.
        passages: How many passages to draw from.
        cancel: Stops reading and writing when set.

    Raises:
        PolicydeskError: As ``stream_answer``.
        Cancelled: ``cancel`` was set.
    """
    began = time.perf_counter()
    tokens = 0 if as_typed else memory_tokens
    understood = interpret(question, conversation, engine, memory_tokens=tokens, cancel=cancel)
    took = (time.perf_counter() - began) * 1000
    if cancel is not None and cancel.is_set():
        raise Cancelled("the answer was cancelled", "question", "Ask again to start over.")
    if understood is not None:
        yield understood
    searched = understood.question if understood else question
    for step in stream_answer(
        library, searched, engine, filters=filters, narrow=narrow, passages=passages, cancel=cancel
    ):
        if isinstance(step, Answer) and conversation.turns:
            step = replace(step, timings=Timings((("understand_ms", took), *step.timings.stages)))
        if isinstance(step, Answer) and understood is not None:
            step = replace(
                step,
                question=question,
                understood_as=understood.question,
                understood_by=understood.by,
            )
        yield step


def interpret(
    question: str,
    conversation: Conversation,
    engine: Engine,
    *,
    memory_tokens: int = MEMORY_TOKENS,
    cancel: threading.Event | None = None,
) -> Understood | None:
    """Return what a question means after a conversation, or None where it is what it says.

    The model is asked only where the rules find that the question leans on the conversation but
    not on what.

    Raises:
        Cancelled: ``cancel`` was set.
    """
    memory = conversation.remember(memory_tokens)
    reading = understand(question, memory.questions, memory.titles)
    if isinstance(reading, Rewritten):
        return Understood(reading.question, BY_RULES)
    completer = as_completer(engine)
    if reading == "alone" or completer is None:
        return None
    rewritten = rewrite_with_model(completer, question, memory, cancel=cancel)
    return Understood(rewritten, completer.label) if rewritten else None


def ask_after(
    library: Library,
    question: str,
    engine: Engine,
    earlier: tuple[str, ...],
    *,
    memory_tokens: int = MEMORY_TOKENS,
    filters: Filters | None = None,
    narrow: bool = True,
    passages: int = 8,
) -> Answer:
    """Return the whole answer to a question that was asked after others; see ``converse``."""
    steps = converse(
        library,
        question,
        engine,
        replay(earlier, memory_tokens),
        memory_tokens=memory_tokens,
        filters=filters,
        narrow=narrow,
        passages=passages,
    )
    *_, last = steps
    assert isinstance(last, Answer), "an answer is always the last step"
    return last


def replay(questions: tuple[str, ...], memory_tokens: int = MEMORY_TOKENS) -> Conversation:
    """Return the conversation of questions that were asked one after the other, without answers.

    Each is understood by the rules after those before it.
    """
    turns: tuple[Turn, ...] = ()
    for number, question in enumerate(questions, 1):
        memory = Conversation(turns).remember(memory_tokens)
        reading = understand(question, memory.questions)
        understood = reading.question if isinstance(reading, Rewritten) else None
        turns = (*turns, Turn(number, question, understood_as=understood))
    return Conversation(turns)
