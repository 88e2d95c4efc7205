"""The assistant that is tested: one library and one engine, asked one conversation at a time."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path

import corpus
import index
import ingest
from assistant.conversation import Conversation, Turn
from assistant.dialogue import converse
from assistant.engines import Engine
from assistant.engines.local import LocalEngine
from assistant.engines.weights import weights_path
from assistant.open import open_embedder, open_engine, resolve_engine
from assistant.settings import Settings
from corpus.catalog import DIGESTS
from corpus.errors import EngineError
from corpus.types import Answer
from index.ingestion import ingest_paths
from index.library import Library

ANSWER = "{answer}"
"""Where a turn repeats how the answer before it began."""

_REPEATED_CHARS = 200


class Desk:
    """Opens its library and engine when they are first needed; may be used from any thread."""

    def __init__(
        self, settings: Settings, library: Path | None = None, engine: Engine | None = None
    ) -> None:
        """Name what is tested.

        Args:
            settings: Which engine writes, and where things are.
            library: Folder of a library; the digests that ship with policydesk by default.
            engine: Instead of the settings' own.
        """
        self.settings = settings
        self._folder = library
        self._engine = engine
        self._lock = threading.RLock()

    @property
    def name(self) -> str:
        """What an evaluation log says was tested."""
        return f"{self.engine.label} over {self._folder.name if self._folder else 'the digests'}"

    @cached_property
    def engine(self) -> Engine:
        """Who writes."""
        if self._engine is not None:
            return self._engine
        if resolve_engine(self.settings, self.settings.engine) == "local":
            return open_local(self.settings)
        return open_engine(self.settings)

    @cached_property
    def library(self) -> Library:
        """What is known. The digests are read once for each state of the code that reads them."""
        folder = self._folder or self.settings.cache / "safety" / f"digests-{_fingerprint()}"
        library = Library(folder, lambda: open_embedder(self.settings), self.settings.cache)
        if self._folder is None:
            ingest_paths(library, [DIGESTS])
        return library

    def talk(self, asks: Sequence[str]) -> list[Answer]:
        """Return the answers to questions that are asked one after the other.

        Args:
            asks: As typed; ``{answer}`` stands for the beginning of the answer before.
        """
        answers: list[Answer] = []
        turns: tuple[Turn, ...] = ()
        with self._lock:
            for number, ask in enumerate(asks, 1):
                before = answers[-1].text[:_REPEATED_CHARS] if answers else ""
                question = ask.replace(ANSWER, before)
                steps = converse(self.library, question, self.engine, Conversation(turns))
                *_, answer = steps
                assert isinstance(answer, Answer), "an answer is always the last step"
                answers.append(answer)
                turn = Turn(number, question, understood_as=answer.understood_as, answer=answer)
                turns = (*turns, turn)
        return answers

    def texts(self) -> dict[str, str]:
        """Return the text of every document, by slug."""
        with self._lock:
            slugs = [record.info.slug for record in self.library.documents()]
            return {slug: self.library.document(slug).text for slug in slugs}


def open_local(settings: Settings) -> LocalEngine:
    """Return the local model, loaded once for the assistant and for whoever grades it.

    Raises:
        EngineError: Its weights are not on this machine.
    """
    path = settings.model_path or weights_path(settings.models)
    if path is None:
        remedy = "Fetch it with: policydesk model fetch"
        raise EngineError("the local model is not on this machine", "engine local", remedy)
    return _load_once(path)


@cache
def _load_once(path: Path) -> LocalEngine:
    return LocalEngine(path)


@cache
def _fingerprint() -> str:
    """Differs wherever the digests are, or might be read, otherwise."""
    found = hashlib.sha256()
    for room in (corpus, ingest, index):
        home = Path(str(room.__file__)).parent
        for path in sorted(home.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                found.update(path.relative_to(home).as_posix().encode() + path.read_bytes())
    return found.hexdigest()[:12]
