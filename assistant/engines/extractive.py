"""The engine that is always there: the evidence itself, in order, word for word."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

from assistant.engines import Draft
from assistant.wording import inert
from corpus.types import Citation, Sentence
from ingest.clean import fold_space


class ExtractiveEngine:
    """Answers with verbatim sentences of the sources; nothing is rephrased."""

    label = "extractive"

    def write(
        self,
        question: str,
        language: str,
        evidence: Sequence[Citation],
        *,
        cancel: threading.Event | None = None,
    ) -> Iterator[Draft]:
        """Yield each quote as a sentence that cites itself."""
        for citation in evidence:
            if cancel is not None and cancel.is_set():
                return
            text = fold_space(citation.quote)
            yield Draft(
                text=f"{inert(text)} [{citation.n}]\n\n",
                sentence=Sentence(text, (citation.n,), "unchecked", 0.0),
            )
