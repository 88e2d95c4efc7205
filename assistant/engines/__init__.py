"""Engines turn chosen evidence into the sentences of an answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

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
