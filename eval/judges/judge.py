"""What a judge is: whoever answers the prompts of RAGAS's metrics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from pydantic import BaseModel

from assistant.verification import Evidence


class Judge(Protocol):
    """Answers what RAGAS's metrics ask of an answer."""

    @property
    def label(self) -> str:
        """Name for reports, such as ``rules`` or ``local:<model>``."""

    @property
    def writes(self) -> bool:
        """Whether it can write freely, as response relevancy asks; rules cannot."""

    def reply(
        self, prompt: str, response_model: type[BaseModel], known: Mapping[str, Evidence]
    ) -> BaseModel:
        """Return an instance of the response model.

        Args:
            prompt: Of RAGAS.
            response_model: What it wants back.
            known: What is known of each context beside its words, by the text that RAGAS has.

        Raises:
            EngineError: The judge could not be reached, or said what is no such instance.
            UsageError: It cannot answer such a prompt.
        """
