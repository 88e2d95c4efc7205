"""Puts the parts together: settings in, an open library and an engine out."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING

from assistant.engines import Closeable, Engine
from assistant.settings import EngineChoice, Settings
from corpus.errors import EngineError, UsageError
from index.library import Library

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

    from assistant.translate import Translator


def open_library(settings: Settings) -> Library:
    """Return the library of the settings; the embedding model loads at first use."""
    return Library(settings.library, lambda: open_embedder(settings), settings.cache)


def open_embedder(settings: Settings) -> BaseEmbedding:
    """Return the embedding model of the settings.

    Raises:
        UsageError: An endpoint without a model name.
    """
    from index.embedders import open_api, open_bundled

    if settings.embeddings_base_url is None:
        return open_bundled(settings.cache)
    if settings.embeddings_model is None:
        raise UsageError(
            "an embeddings endpoint is set, but no model",
            "setting embeddings_model",
            "Set POLICYDESK_EMBEDDINGS_MODEL to the model's name at that endpoint.",
        )
    return open_api(
        settings.embeddings_base_url,
        settings.embeddings_model,
        settings.embeddings_key.get_secret_value(),
        settings.api_timeout_s,
    )


def resolve_engine(settings: Settings, choice: EngineChoice) -> EngineChoice:
    """Return the engine that a choice means now, which is never ``auto``.

    Whoever sets an endpoint wants it used. Otherwise quotes stand as they are: of 61 questions
    the local model got no answer right that they did not, and seven wrong that they did
    (``policydesk eval --suite answers``, with ``--engine local --most 80`` and without).

    Args:
        settings: Where models and endpoints are.
        choice: The reader's, or the settings'.
    """
    if choice != "auto":
        return choice
    return "api" if settings.has_api else "extractive"


def open_engine(settings: Settings, choice: EngineChoice | None = None) -> Engine:
    """Return the engine that writes answers.

    Args:
        settings: Where models and endpoints are.
        choice: Overrides the setting.

    Raises:
        EngineError: The chosen engine's model is not here.
        UsageError: The API engine is not configured.
    """
    match resolve_engine(settings, choice or settings.engine):
        case "api":
            return _open_api_engine(settings)
        case "local":
            return _open_local_engine(settings)
        case _:
            from assistant.engines.extractive import ExtractiveEngine

            return ExtractiveEngine()


class Engines:
    """Opens each engine once, when it is first needed, and frees what they hold."""

    def __init__(self, settings: Settings, opened: Mapping[str, Engine] | None = None) -> None:
        """Nothing is opened yet.

        Args:
            settings: Where models and endpoints are.
            opened: By choice, instead of those of the settings.
        """
        self._settings = settings
        self._opened = dict(opened or {})
        self._lock = threading.Lock()

    def open(self, choice: EngineChoice) -> Engine:
        """Return the engine of a resolved choice.

        Raises:
            EngineError: Its model is not here.
            UsageError: The API engine is not configured.
        """
        with self._lock:
            if choice not in self._opened:
                self._opened[choice] = open_engine(self._settings, choice)
            return self._opened[choice]

    def close(self) -> None:
        """Free the memory of the local model."""
        with self._lock:
            for engine in self._opened.values():
                if isinstance(engine, Closeable):
                    engine.close()


def open_translator(settings: Settings, engines: Engines) -> Translator:
    """Return who translates quotes.

    The local model does not: what it writes does not pass ``assistant.translation_check``.

    Raises:
        UsageError: No engine here does it well enough.
    """
    from assistant.engines import Completer
    from assistant.translate import Translator

    engine = engines.open("api") if settings.has_api else None
    if not isinstance(engine, Completer):
        raise UsageError(
            "no engine here translates well enough",
            "translation of quotes",
            "Set an API with POLICYDESK_API_BASE_URL and POLICYDESK_API_MODEL.",
        )
    return Translator(engine)


def local_model_ready(settings: Settings) -> bool:
    """Return whether the local engine could answer now: run-time and verified weights."""
    from importlib.util import find_spec

    from assistant.engines.weights import weights_path

    if find_spec("xllamacpp") is None:
        return False
    return settings.model_path is not None or weights_path(settings.models) is not None


def _open_api_engine(settings: Settings) -> Engine:
    from assistant.engines.api import ApiEngine

    if not settings.api_address or not settings.api_model:
        raise UsageError(
            "the api engine needs an endpoint and a model",
            "settings api_base_url and api_model",
            "Set POLICYDESK_API_BASE_URL and POLICYDESK_API_MODEL.",
        )
    return ApiEngine(
        base_url=settings.api_address,
        model=settings.api_model,
        provider=settings.api_provider,
        api_key=settings.api_credential,
        timeout_s=settings.api_timeout_s,
    )


def _open_local_engine(settings: Settings) -> Engine:
    from assistant.engines.local import LocalEngine
    from assistant.engines.weights import weights_path

    path = settings.model_path or weights_path(settings.models)
    if path is None:
        raise EngineError(
            "the local model is not on this machine",
            "engine local",
            "Fetch it with: policydesk model fetch",
        )
    return LocalEngine(path)
