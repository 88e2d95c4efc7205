"""One running assistant for every browser at it: the library, the engines, the long work."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant.conversation import Conversation
from assistant.engines import Engine, Warmable
from assistant.engines.weights import fetch_weights
from assistant.history import History
from assistant.jobs import Job, Jobs
from assistant.open import (
    Engines,
    local_model_ready,
    open_library,
    open_translator,
    resolve_engine,
)
from assistant.relaying import relay, wait_for
from assistant.settings import EngineChoice, Settings
from assistant.uploads import Removed, add_uploads, remove_document, restore_document
from corpus.catalog import DIGESTS
from corpus.errors import PolicydeskError
from corpus.types import NO_FILTERS, Filters
from index.ingestion import ingest_paths
from index.originals.viewer import PageViewer
from ingest.report import IngestReport

if TYPE_CHECKING:
    from assistant.answer import Step
    from assistant.check import CheckedSentence
    from assistant.dialogue import Understood
    from assistant.drafts import Draft
    from assistant.translate import Translation, Translator
    from corpus.types import Answer, Citation, Outline, Point, Section

log = logging.getLogger(__name__)

LocalState = Literal["ready", "missing", "uninstalled"]
FetchModel = Callable[..., Path]
NO_CONVERSATION = Conversation()


class Desk:
    """What the interface needs, without a word about how it looks."""

    def __init__(
        self,
        settings: Settings,
        *,
        engines: Mapping[str, Engine] | None = None,
        fetch: FetchModel = fetch_weights,
    ) -> None:
        """Open the library; models load when they are first needed.

        Args:
            settings: Of the library and the engines.
            engines: By choice, instead of those of the settings.
            fetch: Downloads the local model.

        Raises:
            LibraryError: The folder cannot be used.
        """
        self.settings = settings
        self.library = open_library(settings)
        self.originals = PageViewer(self.library)
        self.jobs = Jobs()
        kept = settings.library / "conversations"
        self.history = History(kept) if settings.keep_conversations else None
        self._engines = Engines(settings, engines)
        self._translator: Translator | None = None
        self._translator_lock = threading.Lock()
        self._fetch = fetch

    def close(self) -> None:
        """Stop the long work and release the library."""
        self.jobs.close()
        self._engines.close()
        self.originals.close()
        self.library.close()

    def start_up(self) -> None:
        """Fill an empty library with the starter digests, else make the first question fast."""
        if not self.library.documents():
            self.jobs.start("starter", self._add_starter)
        else:
            threading.Thread(target=self._warm_up, name="warm-up", daemon=True).start()

    def answer(
        self,
        question: str,
        choice: EngineChoice,
        cancel: threading.Event,
        conversation: Conversation = NO_CONVERSATION,
        *,
        as_typed: bool = False,
        filters: Filters | None = None,
        narrow: bool = True,
    ) -> Iterator[Understood | Step]:
        """Yield the steps of an answer; end at once when ``cancel`` is set.

        A follow-up is answered as what it means after the conversation, unless ``as_typed``.

        The work has a thread of its own, so that stopping does not wait for a model that is
        reading its prompt.

        Raises:
            PolicydeskError: As ``stream_answer``.
        """

        def steps() -> Iterator[Understood | Step]:
            # Brings in the index's libraries, which the page need not wait for.
            from assistant.dialogue import converse

            yield from converse(
                self.library,
                question,
                self.engine(choice),
                conversation,
                as_typed=as_typed,
                memory_tokens=self.settings.memory_tokens,
                filters=filters,
                narrow=narrow,
                passages=self.settings.passages,
                cancel=cancel,
            )

        return relay(steps, cancel)

    def check(self, draft: Draft, cancel: threading.Event) -> Iterator[CheckedSentence]:
        """Yield what the library says of each sentence of a draft; end when ``cancel`` is set.

        Raises:
            PolicydeskError: As ``check_sentences``.
        """

        def sentences() -> Iterator[CheckedSentence]:
            from assistant.check import check_sentences

            yield from check_sentences(self.library, draft, cancel=cancel)

        return relay(sentences, cancel)

    def outline(
        self,
        topic: str,
        cancel: threading.Event,
        *,
        questions: Sequence[str] = (),
        language: str | None = None,
        filters: Filters = NO_FILTERS,
    ) -> Outline:
        """Return the outline of a brief: of the questions that are given, else of its topic.

        Args:
            topic: Of the brief.
            cancel: Ends the wait at once.
            questions: In order.
            language: Of the brief; None takes that of the topic.
            filters: Which documents count.

        Raises:
            PolicydeskError: As ``outline_topic`` and ``outline_questions``; Cancelled.
        """

        def make() -> Outline:
            from assistant.briefs.outline import outline_questions, outline_topic

            if questions:
                return outline_questions(topic, questions, language=language)
            passages = self.settings.passages
            return outline_topic(
                self.library, topic, language=language, filters=filters, passages=passages
            )

        return wait_for(make, cancel)

    def write_section(
        self,
        point: Point,
        language: str,
        choice: EngineChoice,
        cancel: threading.Event,
        *,
        filters: Filters = NO_FILTERS,
    ) -> Section:
        """Return what the library says to a point of a brief; see ``assistant.brief``.

        Raises:
            PolicydeskError: As ``assistant.brief.write_section``; Cancelled.
        """

        def make() -> Section:
            from assistant.brief import write_section

            return write_section(
                self.library,
                point,
                language,
                self.engine(choice),
                filters=filters,
                passages=self.settings.passages,
                cancel=cancel,
            )

        return wait_for(make, cancel)

    def section_of(self, answer: Answer, heading: str = "") -> Section:
        """Return an answer from a conversation as a section of a brief."""
        from assistant.brief import section_of

        return section_of(self.library, answer, heading)

    def engine(self, choice: EngineChoice) -> Engine:
        """Return the engine of a choice.

        Raises:
            EngineError: It is not on this machine.
            UsageError: It is not configured.
        """
        return self._engines.open(self.resolve(choice))

    def resolve(self, choice: EngineChoice) -> EngineChoice:
        """Return the engine that a choice means now; a local model not here yet means extracts."""
        if choice == "local" and self.local_state != "ready":
            return "extractive"
        return resolve_engine(self.settings, choice)

    def translate(self, citation: Citation, into: str) -> Translation:
        """Return a quote in another language, or why there is none.

        Raises:
            UsageError: Nothing here translates (see ``has_api``).
        """
        from assistant.translate import translate_quotes

        with self._translator_lock:
            self._translator = self._translator or open_translator(self.settings, self._engines)
        return translate_quotes((citation,), into, self._translator)[citation.n]

    def suggest(
        self, answer: Answer, asked: Sequence[str], filters: Filters, cancel: threading.Event
    ) -> tuple[str, ...]:
        """Return questions to go on with after an answer; see ``suggest_questions``.

        Raises:
            PolicydeskError: As ``suggest_questions``.
        """
        from assistant.suggestions import suggest_questions

        return suggest_questions(
            self.library, answer, filters=filters, asked=tuple(asked), cancel=cancel
        )

    @property
    def has_api(self) -> bool:
        """Whether an endpoint and a model are set."""
        return self.settings.has_api

    @property
    def local_state(self) -> LocalState:
        """Whether the local model could answer now, and if not, why."""
        from importlib.util import find_spec

        if local_model_ready(self.settings):
            return "ready"
        return "missing" if find_spec("xllamacpp") else "uninstalled"

    @property
    def is_preparing(self) -> bool:
        """Whether the starter digests are going in."""
        return any(job.kind == "starter" for job in self.jobs.running)

    def add(self, files: Sequence[Path]) -> Job:
        """Begin to add uploaded files."""
        return self.jobs.start("upload", lambda job: add_uploads(self.library, files, job.step))

    def remove(self, slug: str) -> Removed:
        """Remove a document.

        Raises:
            PolicydeskError: There is none of that name, or documents are being added.
        """
        return remove_document(self.library, slug)

    def restore(self, removed: Removed) -> Job:
        """Begin to bring a removed document back."""
        return self.jobs.start(
            "undo", lambda job: restore_document(self.library, removed, job.step)
        )

    def fetch_model(self) -> Job:
        """Begin to download the local model, or return the download that is under way."""
        for job in self.jobs.running:
            if job.kind == "model":
                return job

        def fetch(job: Job) -> None:
            self._fetch(self.settings.models, progress=job.download, cancel=job.cancel)
            if self.resolve(self.settings.engine) == "local":
                self._warm_up_engine()

        return self.jobs.start("model", fetch)

    def _add_starter(self, job: Job) -> IngestReport:
        report = ingest_paths(self.library, [DIGESTS], job.step)
        self._warm_up()
        return report

    def _warm_up(self) -> None:
        try:
            import_module("assistant.dialogue")
            for question in ("인공지능 안전", "AI safety"):
                self.library.search(question, 1)
            self.originals.warm()
            self._warm_up_engine()
        except PolicydeskError as error:
            log.warning("warm-up: %s", error)

    def _warm_up_engine(self) -> None:
        """Load what answers unless the reader chooses otherwise."""
        engine = self.engine(self.settings.engine)
        if isinstance(engine, Warmable):
            engine.warm()
