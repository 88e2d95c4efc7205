"""Has a language model rewrite a follow-up that no rule can read, and trusts it with little."""

from __future__ import annotations

import json
import logging
import threading

from assistant.conversation import Memory
from assistant.engines import Completer, Engine, Message
from assistant.engines.grammar import numbers_in
from assistant.engines.prompt import as_data, read_prompt
from assistant.followups.mentions import NAMELESS, find_mentions
from corpus.errors import EngineError
from ingest.language import detect_language

log = logging.getLogger(__name__)

BUDGET_S = 2.0
_MAX_TOKENS = 60
_LONGEST = 300
_QUESTIONS = 3
"""Of the conversation: a small model reads about 70 tokens a second."""

_LANGUAGES = {"en": "English", "ko": "Korean", "ja": "Japanese"}


def as_completer(engine: Engine) -> Completer | None:
    """Return the engine if it has a language model that completes prompts, else None."""
    return engine if hasattr(engine, "complete") else None  # type: ignore[return-value]


def rewrite_with_model(
    completer: Completer,
    question: str,
    memory: Memory,
    *,
    cancel: threading.Event | None = None,
    budget_s: float = BUDGET_S,
) -> str | None:
    """Return a follow-up as a question that stands alone, or None where the model gives none.

    What it gives is refused where it holds a number or a name that stands neither in the
    conversation nor in the question, is in another language, or is no single question.

    Args:
        completer: The model.
        question: As typed.
        memory: Of the conversation.
        cancel: Stops the model when set.
        budget_s: Longest wait for the whole line, in seconds.

    Raises:
        Cancelled: ``cancel`` was set.
    """
    language = detect_language(question)
    messages: list[Message] = [
        {"role": "system", "content": read_prompt("rewrite.txt")},
        {"role": "user", "content": _ask(question, memory, language)},
    ]
    try:
        line = completer.complete(
            messages,
            _MAX_TOKENS,
            grammar=_grammar(question, memory),
            cancel=cancel,
            timeout_s=budget_s,
        )
    except EngineError as error:
        log.info("no rewriting: %s", error.problem)
        return None
    return line if is_faithful(line, question, memory) else None


def is_faithful(line: str, question: str, memory: Memory) -> bool:
    """Return whether a rewritten question adds nothing to the conversation and the question."""
    language = detect_language(question)
    if not 0 < len(line) <= _LONGEST or "\n" in line:
        return False
    if line in (question.strip(), *memory.questions):
        return False
    if detect_language(line) != language or line.count("?") + line.count("？") > 1:
        return False
    said = " ".join((*memory.questions, *memory.titles, question))
    if numbers_in(line) - numbers_in(said):
        return False
    known = {
        mention.same
        for text in (*memory.questions, *memory.titles, question)
        for mention in find_mentions(text, detect_language(text))
    }
    named = {m.same for m in find_mentions(line, language) if m.kind not in NAMELESS}
    latin = {word for word in line.split() if word[:1].isupper() and word.isascii()}
    return named <= known and (language == "en" or all(w.rstrip("?.,") in said for w in latin))


def _ask(question: str, memory: Memory, language: str) -> str:
    lines = "\n".join(f"- {as_data(earlier)}" for earlier in memory.questions[-_QUESTIONS:])
    name = _LANGUAGES.get(language, language)
    return f"Earlier questions:\n{lines}\nFollow-up: {as_data(question)}\nIn {name}:"


def _grammar(question: str, memory: Memory) -> str:
    """One line that ends in a question mark, with no number but those that were said."""
    numbers = numbers_in(as_data(" ".join((*memory.questions, question))))
    fixed = " | ".join(json.dumps(number) for number in sorted(numbers))
    rule = f"fixed ::= {fixed}\n" if numbers else ""
    body = "text (fixed text?)*" if numbers else "text"
    return f"root ::= {body} [?？]\n{rule}text ::= [^0-9０-９?？\\n<>]+\n"
