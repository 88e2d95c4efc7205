"""A conversation: its turns, and how much of it a follow-up is understood from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from assistant.feedback import Opinion
from corpus.types import NO_FILTERS, NOT_NARROWED, Answer, Citation, Filters, Narrowing
from ingest.passages import estimate_tokens

Ending = Literal["", "stopped", "failed"]

MEMORY_TOKENS = 600
"""About 20 questions with the titles that their answers cite."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation and what has come of it so far.

    Attributes:
        number: From 1; makes element ids unique, so that old marks keep their own sources.
        question: As typed.
        understood_as: What it means after the turns before it; None where it stands alone.
        filters: What the reader let it come from.
        as_typed: Whether the reader wanted it taken by itself.
        narrow: Whether the documents that it asks for itself are all that count.
        narrowing: To what the search was narrowed, once that is known.
        found: Evidence shown before the answer is written; None while still searching.
        written: Text as it streams in, not yet verified.
        answer: The verified answer, once it is there.
        ending: How the turn ended where it has no answer.
        problem: One line for the reader when it failed.
        outdated: Titles of cited documents that have changed or gone since it was answered.
        opinion: What the reader said about the answer.
    """

    number: int
    question: str
    understood_as: str | None = None
    filters: Filters = NO_FILTERS
    as_typed: bool = False
    narrow: bool = True
    narrowing: Narrowing = NOT_NARROWED
    found: tuple[Citation, ...] | None = None
    written: str = ""
    answer: Answer | None = None
    ending: Ending = ""
    problem: str = ""
    outdated: tuple[str, ...] = ()
    opinion: Opinion | None = None

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What the sources panel shows for this turn."""
        return self.answer.citations if self.answer else self.found or ()

    @property
    def is_open(self) -> bool:
        """Whether more is to come."""
        return self.answer is None and not self.ending

    @property
    def searched(self) -> str:
        """The question that stands alone."""
        return self.understood_as or self.question

    @property
    def titles(self) -> tuple[str, ...]:
        """Titles of the documents that the answer cites, each once."""
        cited = self.answer.citations if self.answer else ()
        return tuple(dict.fromkeys(citation.hit.info.title for citation in cited))


@dataclass(frozen=True, slots=True)
class Memory:
    """What a follow-up is understood from.

    Attributes:
        questions: Each standing alone, oldest first.
        titles: Of the documents that the answer to the last of them cites.
    """

    questions: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """Turns, oldest first."""

    turns: tuple[Turn, ...] = ()

    def remember(self, tokens: int, count_tokens: Callable[[str], int] = estimate_tokens) -> Memory:
        """Return the latest questions that fit into a number of tokens, and what the last cited.

        A turn that does not fit ends the window: nothing before it is remembered.

        Args:
            tokens: Of the questions and the titles together; 0 remembers nothing.
            count_tokens: Counts those of a text.
        """
        left = tokens
        questions: list[str] = []
        titles: tuple[str, ...] = ()
        for turn in reversed(self.turns):
            left -= count_tokens(turn.searched)
            if left < 0:
                break
            if not questions:
                kept = [title for title in turn.titles if (left := left - count_tokens(title)) >= 0]
                titles = tuple(kept)
                left = max(left, 0)
            questions.append(turn.searched)
        return Memory(tuple(reversed(questions)), titles)
