"""The one place that imports RAGAS: quiet, without telemetry, and named where it is missing."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from pydantic import BaseModel

from corpus.errors import UsageError

Reply = Callable[[str, type[BaseModel]], BaseModel]
"""Answers a prompt with an instance of the response model."""


@cache
def load_ragas(module: str) -> ModuleType:
    """Return a module of RAGAS.

    Args:
        module: Its full name.

    Raises:
        UsageError: The extra is not installed.
    """
    os.environ["RAGAS_DO_NOT_TRACK"] = "true"
    with warnings.catch_warnings():
        # What RAGAS imports deprecates itself; nothing here uses those parts.
        warnings.simplefilter("ignore")
        try:
            return import_module(module)
        except ModuleNotFoundError as error:
            raise UsageError(
                f"the package {error.name} is missing",
                "evaluation with RAGAS",
                "Run: pip install 'policydesk[eval]'",
            ) from error


def as_ragas_llm(reply: Reply) -> Any:
    """Return the judge that RAGAS's metrics take: an ``InstructorBaseRagasLLM``."""
    base = load_ragas("ragas.llms.base").InstructorBaseRagasLLM

    # The base class is known only once RAGAS is loaded, which is dear and may fail.
    class RagasJudge(base):  # type: ignore[misc, valid-type]
        """RAGAS's name for whoever answers its prompts."""

        def generate(self, prompt: str, response_model: type[BaseModel]) -> BaseModel:
            """Return the reply."""
            return reply(prompt, response_model)

        async def agenerate(self, prompt: str, response_model: type[BaseModel]) -> BaseModel:
            """Return the reply; judges here wait for each other anyway."""
            return reply(prompt, response_model)

    return RagasJudge()


def as_ragas_embedding(embed: Callable[[str], list[float]]) -> Any:
    """Return the embedding model that RAGAS's metrics take: a ``BaseRagasEmbedding``."""
    base = load_ragas("ragas.embeddings.base").BaseRagasEmbedding

    # As above.
    class RagasEmbedding(base):  # type: ignore[misc, valid-type]
        """RAGAS's name for whoever turns a text into a vector."""

        def embed_text(self, text: str, **kwargs: Any) -> list[float]:
            """Return the vector of a text."""
            return embed(text)

        async def aembed_text(self, text: str, **kwargs: Any) -> list[float]:
            """Return the vector of a text."""
            return embed(text)

    return RagasEmbedding()
