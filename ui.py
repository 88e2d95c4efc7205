"""The browser interface: Gradio components wired to one Desk; wording and HTML live elsewhere."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

# Before gradio is imported: it reports its use and asks a hub for news otherwise.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"

import click
import gradio as gr

from assistant.conversation import Conversation
from assistant.desk import Desk
from assistant.interface.answering import answer_turn
from assistant.interface.components import Components, Updates, speaker
from assistant.interface.filter_panel import kept
from assistant.interface.looks import head_html, make_theme
from assistant.interface.original_routes import original_routes
from assistant.interface.present.conversation import conversation_html
from assistant.interface.present.library import library_html
from assistant.interface.present.notices import notice_html
from assistant.interface.present.record import exported
from assistant.interface.present.sources import sources_html
from assistant.interface.present.welcome import welcome_html
from assistant.interface.present.work import jobs_html, problem_line
from assistant.interface.session import Session
from assistant.interface.translating import translate_source
from assistant.interface.web import OwnSourcesOnly, free_port
from assistant.interface.words import InterfaceLanguage, pick_language, word
from assistant.settings import EngineChoice, Settings, load_settings
from corpus.errors import PolicydeskError, UsageError
from corpus.types import NO_FILTERS
from index.filters import check_filters
from ingest.pipeline import MAX_FILE_MB

if TYPE_CHECKING:
    from assistant.jobs import Job, JobKind
    from index.records import DocumentRecord

log = logging.getLogger(__name__)

_PLACES = (("starter",), ("upload", "undo"), ("model",))
_HIDDEN: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_AT_ONCE: dict[str, Any] = {**_HIDDEN, "queue": False}

_NOTHING: Updates = gr.skip()


def serve(settings: Settings, host: str, port: int, *, open_browser: bool = False) -> None:
    """Serve the interface until interrupted.

    Args:
        settings: Of the library and the engines.
        host: Address to listen on.
        port: 0 takes a free one.
        open_browser: Whether to open the page.

    Raises:
        LibraryError: The library's folder cannot be used.
        UsageError: The address cannot be listened on.
    """
    desk = Desk(settings)
    try:
        blocks = build(settings, desk)
        url = launch(blocks, desk, host, port, open_browser=open_browser)
        click.echo(f"policydesk: {url} (Ctrl+C stops it)", err=True)
        # Only now, so that the page is there before the models take the processor.
        desk.start_up()
        with suppress(KeyboardInterrupt):
            threading.Event().wait()
        blocks.close(verbose=False)
    finally:
        desk.close()


def build(settings: Settings, desk: Desk | None = None) -> gr.Blocks:
    """Return the interface, not yet served.

    Args:
        settings: Of the library and the engines.
        desk: Used instead of a new one over the settings.
    """
    blocks: gr.Blocks = _Page(desk or Desk(settings)).blocks
    return blocks


def launch(
    blocks: gr.Blocks, desk: Desk, host: str, port: int, *, open_browser: bool = False
) -> str:
    """Serve an interface, and the originals of its desk, from a thread and return its address.

    Raises:
        UsageError: The address cannot be listened on.
    """
    from starlette.middleware import Middleware

    try:
        app, url, _ = blocks.queue(default_concurrency_limit=16).launch(
            server_name=host,
            server_port=port or free_port(host),
            inbrowser=open_browser,
            prevent_thread_lock=True,
            quiet=True,
            share=False,
            show_error=False,
            footer_links=[],
            run_history=False,
            enable_monitoring=False,
            mcp_server=False,
            pwa=False,
            ssr_mode=False,
            max_file_size=f"{MAX_FILE_MB + 10}mb",
            theme=make_theme(),
            head=head_html(),
            app_kwargs={"middleware": [Middleware(OwnSourcesOnly)]},
        )
    except OSError as error:
        raise UsageError(
            "it cannot be listened on, perhaps another program does",
            f"{host}:{port}",
            "Choose another --host or --port.",
        ) from error
    # Before Gradio's own, the last of which takes every address.
    app.router.routes[:0] = original_routes(desk)
    return str(url)


class _Page:
    """The components and what happens when they are used."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.sessions: dict[str, Session] = {}
        with gr.Blocks(
            title="policydesk", analytics_enabled=False, delete_cache=(3600, 86400), fill_width=True
        ) as self.blocks:
            self.at = Components(desk.settings.engine)
            self._wire()

    def _wire(self) -> None:
        at = self.at
        chat, work, removal, everything = at.chat(), at.work(), at.removal(), at.everything()
        set_lang = "(code) => { document.documentElement.lang = code; window.pdSpeak(code); }"
        self.blocks.load(self.open, at.stored, everything, **_AT_ONCE).then(
            None, at.language, js=set_lang
        )
        self.blocks.unload(self.leave)
        at.language.input(self.speak, [at.language, at.engine], everything, **_AT_ONCE).then(
            None, at.language, js=set_lang
        )
        asking: dict[str, Any] = {
            "outputs": chat, "trigger_mode": "once", "concurrency_limit": 4, **_HIDDEN
        }  # fmt: skip
        gr.on(
            [at.send.click, at.question.submit],
            self.ask, [at.question, at.engine], **asking,
        )  # fmt: skip
        for example in at.examples:
            example.click(self.ask, [example, at.engine], **asking)
        at.conversation.select(self.ask_again, at.engine, **asking)
        panel = at.filters
        gr.on(
            [
                *(chosen.input for chosen in panel.lists.values()),
                *(typed.change for typed in panel.dates.values()),
            ],
            self.choose_filters, set(panel.inputs), [panel.box], **_AT_ONCE,
        )  # fmt: skip
        gr.on(
            [on for date in panel.dates.values() for on in (date.blur, date.submit)],
            self.check_filters, set(panel.inputs), [panel.problem], **_AT_ONCE,
        )  # fmt: skip
        panel.reset.click(self.reset_filters, None, panel.outputs, **_AT_ONCE)
        at.sources.select(self.translate, None, [at.sources], concurrency_limit=2, **_HIDDEN)
        at.stop.click(self.halt, None, [at.stop], **_AT_ONCE)
        at.clear.click(self.forget, None, chat, **_AT_ONCE)
        at.undelete.click(self.recall, None, chat, **_AT_ONCE)
        for button, export in (
            (at.export_markdown, self.export_markdown), (at.export_json, self.export_json)
        ):  # fmt: skip
            button.click(export, None, at.exported, **_AT_ONCE).then(
                None, at.exported, js="(file) => window.pdSave(file)"
            )
        notes = [at.engine_note, at.fetch]
        at.engine.input(self.choose_engine, at.engine, notes, **_HIDDEN)
        at.fetch.click(self.fetch_model, at.engine, work, **_HIDDEN)
        at.cancel_fetch.click(self.cancel_fetch, None, None, **_AT_ONCE)
        at.upload.upload(self.add, [at.upload, at.engine], [at.upload, *work], **_HIDDEN)
        at.cancel_work.click(self.cancel_uploads, None, None, **_AT_ONCE)
        at.timer.tick(self.look, at.engine, work, **_HIDDEN)
        at.tab_library.select(self.show_library, None, [at.table], **_HIDDEN)
        at.table.select(self.ask_removal, None, removal, **_AT_ONCE).then(
            None, js="() => setTimeout(() => document.querySelector('#pd-confirm-no')?.focus(), 50)"
        )
        at.confirm_yes.click(self.remove, at.engine, removal, **_HIDDEN)
        at.confirm_no.click(self.keep, None, [at.confirm_box], **_AT_ONCE)
        at.undo.click(self.restore, at.engine, removal, **_HIDDEN)

    # Opening, leaving, language

    def open(self, stored: str | None, request: gr.Request) -> Updates:
        """Greet a browser in its language."""
        session = self._session(request)
        session.language = pick_language(stored, request.headers.get("accept-language", ""))
        session.jobs = self.desk.jobs.running
        choice = self.desk.settings.engine
        return {
            **self._all(session, choice),
            self.at.language: gr.update(value=session.language),
            self.at.engine: self._engine_choices(session.language, value=choice),
        }

    def leave(self, request: gr.Request) -> None:
        """Forget a browser that has gone and stop writing for it."""
        if session := self.sessions.pop(request.session_hash or "", None):
            session.cancel.set()

    def speak(
        self, language: InterfaceLanguage, choice: EngineChoice, request: gr.Request
    ) -> Updates:
        """Say everything in another language."""
        session = self._session(request)
        session.language = language
        return {**self._all(session, choice), self.at.stored: language}

    # The conversation

    def ask(self, question: str, choice: EngineChoice, request: gr.Request) -> Iterator[Updates]:
        """Show the evidence, then the answer as it is written."""
        session = self._session(request)
        if question.strip():
            yield from self._answer(session, question.strip(), choice)
        else:
            yield {self.at.notice: notice_html(word("empty_question", session.language))}

    def ask_again(
        self, event: gr.EventData, choice: EngineChoice, request: gr.Request
    ) -> Iterator[Updates]:
        """Ask a question again that was not taken as the reader meant it.

        Either a follow-up by itself, or a question to all documents and not only to those that it
        seemed to ask for.
        """
        session = self._session(request)
        for turn in [turn for turn in session.turns if turn.number == event.turn]:
            session.cancel.set()
            widely = event.again == "widely"
            question = turn.searched if widely else turn.question
            yield from self._answer(session, question, choice, as_typed=True, narrow=not widely)

    def _answer(
        self,
        session: Session,
        question: str,
        choice: EngineChoice,
        *,
        as_typed: bool = False,
        narrow: bool = True,
    ) -> Iterator[Updates]:
        steps = answer_turn(session, self.desk, question, choice, as_typed=as_typed, narrow=narrow)
        next(steps)
        turns, cancel = session.turns, session.cancel
        yield {
            **self._conversation(session),
            self.at.question: "",
            self.at.notice: "",
            self.at.send: gr.update(visible=False),
            self.at.stop: gr.update(visible=True, interactive=True),
        }
        for sources in steps:
            yield self._conversation(session, sources=sources)
        if session.turns is turns:
            # Where another answer has begun meanwhile, its stop button stays.
            idle = self._idle() if session.cancel is cancel else {}
            yield self._conversation(session) | idle

    def halt(self, request: gr.Request) -> Updates:
        """Stop writing."""
        self._session(request).cancel.set()
        return {self.at.stop: gr.update(interactive=False)}

    def forget(self, request: gr.Request) -> Updates:
        """Delete the conversation; until the next question it can be brought back."""
        session = self._session(request)
        session.cancel.set()
        session.deleted, session.turns = session.turns, []
        return {
            **self._conversation(session),
            **self._idle(),
            self.at.question: "",
            self.at.notice: "",
        }

    def recall(self, request: gr.Request) -> Updates:
        """Bring the deleted conversation back."""
        session = self._session(request)
        if not session.turns:
            stopped = (replace(t, ending="stopped") if t.is_open else t for t in session.deleted)
            session.turns, session.deleted = list(stopped), []
        return {**self._conversation(session), **self._idle()}

    def export_markdown(self, request: gr.Request) -> dict[str, str]:
        """Hand the conversation to the browser as Markdown."""
        session = self._session(request)
        return exported(Conversation(tuple(session.turns)), session.language, "md")

    def export_json(self, request: gr.Request) -> dict[str, str]:
        """Hand the conversation to the browser as JSON."""
        session = self._session(request)
        return exported(Conversation(tuple(session.turns)), session.language, "json")

    def translate(self, event: gr.EventData, request: gr.Request) -> Iterator[Updates]:
        """Show a quote in the language of its answer."""
        session = self._session(request)
        for _ in translate_source(session, self.desk, event.turn, event.n):
            yield {self.at.sources: self._sources(session)}

    # Filters

    def choose_filters(self, chosen: Updates, request: gr.Request) -> Updates:
        """Take what the reader chose; the next question is answered from that."""
        session = self._session(request)
        session.filters = self.at.filters.read(chosen)
        return {self.at.filters.box: self.at.filters.label(session.filters, session.language)}

    def check_filters(self, chosen: Updates, request: gr.Request) -> Updates:
        """Say what is wrong with the dates that the reader typed."""
        session = self._session(request)
        try:
            check_filters(self.at.filters.read(chosen), self.desk.library.shelf.infos)
        except UsageError as error:
            return self.at.filters.complain(problem_line(error, session.language))
        return self.at.filters.complain("")

    def reset_filters(self, request: gr.Request) -> Updates:
        """Let answers come from every document again."""
        session = self._session(request)
        session.filters = NO_FILTERS
        return self._filters(session)

    # Engines

    def choose_engine(self, choice: EngineChoice, request: gr.Request) -> Updates:
        """Say what the chosen engine is and whether it is there."""
        return self._engine_notes(self._session(request), choice)

    def fetch_model(self, choice: EngineChoice, request: gr.Request) -> Updates:
        """Download the local model; the interface goes on meanwhile."""
        return self._follow(self._session(request), self.desk.fetch_model(), choice)

    def cancel_fetch(self, request: gr.Request) -> None:
        """Cancel the download."""
        self._cancel(request, "model")

    def cancel_uploads(self, request: gr.Request) -> None:
        """Cancel what is being added; documents already in stay."""
        self._cancel(request, "upload", "undo")

    # The library

    def add(self, files: Sequence[str], choice: EngineChoice, request: gr.Request) -> Updates:
        """Add uploaded files."""
        job = self.desk.add([Path(file) for file in files])
        return self._follow(self._session(request), job, choice) | {self.at.upload: None}

    def show_library(self, request: gr.Request) -> Updates:
        """Show what is in the library now."""
        return {self.at.table: library_html(self._documents(), self._session(request).language)}

    def ask_removal(self, event: gr.EventData, request: gr.Request) -> Updates:
        """Ask whether a document is really to go."""
        session = self._session(request)
        slug = str(event.slug)
        title = next((r.info.title for r in self._documents() if r.info.slug == slug), "")
        if not title:
            return self.show_library(request)
        session.to_remove = slug
        sure = word("remove_sure", session.language, title=title)
        return {
            self.at.confirm_box: gr.update(visible=True),
            self.at.confirm_note: notice_html(sure),
        }

    def keep(self, request: gr.Request) -> Updates:
        """Leave the document where it is."""
        self._session(request).to_remove = ""
        return {self.at.confirm_box: gr.update(visible=False)}

    def remove(self, choice: EngineChoice, request: gr.Request) -> Updates:
        """Remove the document that was asked about."""
        session = self._session(request)
        slug, session.to_remove = session.to_remove, ""
        try:
            session.removed = self.desk.remove(slug)
        except PolicydeskError as error:
            note = notice_html(problem_line(error, session.language), "bad")
            shown = {
                self.at.confirm_box: gr.update(visible=False),
                self.at.removed_note: note,
            }
            return shown | {self.at.removed_box: gr.update(visible=True)}
        return {**self._removal(session), **self._work(session, choice)}

    def restore(self, choice: EngineChoice, request: gr.Request) -> Updates:
        """Bring the removed document back."""
        session = self._session(request)
        removed, session.removed = session.removed, None
        if removed is None:
            return self._removal(session)
        return {
            **self._removal(session),
            **self._follow(session, self.desk.restore(removed), choice),
        }

    def look(self, choice: EngineChoice, request: gr.Request) -> Updates:
        """Show how far the long work is."""
        session = self._session(request)
        seen = [(id(job), job.changes) for job in session.jobs]
        if seen == session.seen and any(job.is_running for job in session.jobs):
            return _NOTHING
        session.seen = seen
        return self._work(session, choice)

    # What the parts show

    def _all(self, session: Session, choice: EngineChoice) -> Updates:
        return {
            **self.at.labels(session.language),
            **self._conversation(session),
            **self._removal(session),
            **self._work(session, choice),
            **self._filters(session),
            self.at.notice: "",
        }

    def _conversation(self, session: Session, *, sources: bool = True) -> Updates:
        language, turns = session.language, session.turns
        shown: Updates = {self.at.conversation: conversation_html(turns, language)}
        if sources:
            shown[self.at.sources] = self._sources(session)
            shown[self.at.welcome] = self._welcome(session)
            shown[self.at.examples_box] = gr.update(visible=not turns)
            shown[self.at.record] = gr.update(visible=bool(turns))
            shown[self.at.deleted_box] = gr.update(visible=bool(session.deleted))
            shown[self.at.deleted_note] = notice_html(word("deleted", language), "good")
        return shown

    def _sources(self, session: Session) -> str:
        made = session.translations if self.desk.has_api else None
        return sources_html(session.turns, session.language, made)

    def _idle(self) -> Updates:
        return {self.at.send: gr.update(visible=True), self.at.stop: gr.update(visible=False)}

    def _welcome(self, session: Session) -> str:
        if session.turns:
            return ""
        preparing = self.desk.is_preparing
        return welcome_html(self._documents(), session.language, preparing=preparing)

    def _removal(self, session: Session) -> Updates:
        removed = session.removed
        title = removed.title if removed else ""
        return {
            self.at.confirm_box: gr.update(visible=False),
            self.at.removed_box: gr.update(visible=removed is not None),
            self.at.removed_note: notice_html(
                word("removed", session.language, title=title) if removed else "", "good"
            ),
        }

    def _follow(self, session: Session, job: Job, choice: EngineChoice) -> Updates:
        same = [j for j in session.jobs if j.is_running and j is not job]
        session.jobs = [*same, job]
        return self._work(session, choice)

    def _work(self, session: Session, choice: EngineChoice) -> Updates:
        """What the long work shows, and everything that it may have changed."""
        language = session.language
        kinds = {kind: [j for j in session.jobs if j.kind in kind] for kind in _PLACES}
        starter, uploads, models = (kinds[place] for place in _PLACES)
        cancel = word("cancel", language)
        return {
            self.at.starter: jobs_html([j for j in starter if j.outcome != "done"], language),
            self.at.work_note: jobs_html([*uploads, *starter], language),
            self.at.model_work: jobs_html(models, language),
            self.at.cancel_work: gr.update(
                value=cancel, visible=any(j.is_running for j in uploads)
            ),
            self.at.cancel_fetch: gr.update(
                value=cancel, visible=any(j.is_running for j in models)
            ),
            self.at.welcome: self._welcome(session),
            self.at.table: library_html(self._documents(), language),
            self.at.timer: gr.update(active=any(j.is_running for j in session.jobs)),
            self.at.engine: self._engine_choices(language),
            **self._engine_notes(session, choice),
            **(self._filters(session) if session.offered != self._generation else {}),
        }

    def _filters(self, session: Session) -> Updates:
        session.offered = self._generation
        documents = [record.info for record in self._documents()]
        session.filters = kept(session.filters, documents)
        return self.at.filters.show(session.filters, documents, session.language)

    @property
    def _generation(self) -> int:
        return self.desk.library.records.generation

    def _engine_choices(self, language: InterfaceLanguage, **update: Any) -> Any:
        names = ["auto", "extractive", "local", *(["api"] if self.desk.has_api else [])]
        choices = [(word(f"engine_{name}", language), name) for name in names]
        return gr.update(choices=choices, label=word("engine", language), **update)

    def _engine_notes(self, session: Session, choice: EngineChoice) -> Updates:
        say = speaker(session.language)
        now = self.desk.resolve(choice)
        address = self.desk.settings.api_address
        notes = [say(f"engine_{now}_note", address=address)]
        if choice == "auto":
            notes.insert(0, say("engine_is", engine=say(f"engine_{now}")) + ".")
        state = self.desk.local_state
        if choice == "local" and state != "ready":
            notes = [say(f"engine_local_{state}")]
        fetching = any(j.kind == "model" and j.is_running for j in session.jobs)
        offered = state == "missing" and choice in ("auto", "local") and not fetching
        return {
            self.at.engine_note: notice_html(" ".join(notes)),
            self.at.fetch: gr.update(value=say("fetch"), visible=offered),
        }

    def _cancel(self, request: gr.Request, *kinds: JobKind) -> None:
        for job in self._session(request).jobs:
            if job.kind in kinds:
                job.cancel.set()

    def _documents(self) -> list[DocumentRecord]:
        return self.desk.library.documents()

    def _session(self, request: gr.Request) -> Session:
        return self.sessions.setdefault(request.session_hash or "", Session())


if __name__ == "__main__":
    serve(load_settings(), "127.0.0.1", 7860)
