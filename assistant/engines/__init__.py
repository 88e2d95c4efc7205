"""Engines turn chosen evidence into the sentences of an answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypedDict, runtime_checkable

from corpus.types import Citation, Sentence


@dataclass(frozen=True, slots=True)
class Draft:
    """One step of an answer being written.

    Attributes:
        text: What to append to the display; may be empty.
        sentence: Set when a sentence is complete.
    """

    text: str
    sentence: Sentence | None = None


class Engine(Protocol):
    """Writes an answer from numbered evidence, and from nothing else."""

    @property
    def label(self) -> str:
        """Shown to the user and written to the answer, e.g. ``extractive``."""

    def write(
        self,
        question: str,
        language: str,
        evidence: Sequence[Citation],
        *,
        cancel: threading.Event | None = None,
    ) -> Iterator[Draft]:
        """Yield the answer as it is written.

        Args:
            question: As asked.
            language: ISO 639-1 code to answer in.
            evidence: Quotes numbered from 1; the only numbers a sentence may cite.
            cancel: Stops generation at once when set.

        Yields:
            Drafts; none at all means that the evidence does not answer the question.

        Raises:
            EngineError: The model could not be reached or failed.
            Cancelled: ``cancel`` was set; an engine that has nothing to stop may just return.
        """


class Message(TypedDict):
    """One message of a chat with a language model."""

    role: Literal["system", "user", "assistant"]
    content: str


@runtime_checkable
class Completer(Protocol):
    """An engine with a language model that also does other short work: rewrite, translate, judge.

    ``LocalEngine`` and ``ApiEngine`` are such; ``ExtractiveEngine`` is not.
    """

    @property
    def label(self) -> str:
        """As ``Engine.label``."""

    def complete(
        self,
        messages: Sequence[Message],
        max_tokens: int,
        *,
        grammar: str = "",
        cancel: threading.Event | None = None,
        timeout_s: float = 20.0,
    ) -> str:
        """Return what the model says to a short prompt, at temperature 0, stripped.

        Check what comes back as hostile text: a model may repeat what its prompt quotes.

        Args:
            messages: Beginning with the system message. Wrap text from documents and questions
                with ``prompt.as_data``.
            max_tokens: Longest reply; a longer one is cut there.
            grammar: GBNF that the reply must follow. Only the local engine obeys it; an API does
                what the messages ask, so ask for the same form there.
            cancel: Stops at once when set.
            timeout_s: Longest wait for the whole reply, in seconds, waiting for another
                generation of the same model included.

        Raises:
            EngineError: The model could not be reached, failed, or took too long.
            Cancelled: ``cancel`` was set.
            UsageError: The local model's file is missing or no GGUF file.
        """


@runtime_checkable
class Warmable(Protocol):
    """An engine whose first answer would be late."""

    def warm(self) -> None:
        """Load what the first answer needs.

        Raises:
            EngineError: It cannot be loaded.
        """


@runtime_checkable
class Closeable(Protocol):
    """An engine that holds memory or connections between answers."""

    def close(self) -> None:
        """Give back what it holds; it can be used again."""
