"""The page that answers questions: the conversation, its sources, and what it draws from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.conversation import Conversation
from assistant.desk import Desk
from assistant.interface.answering import answer_turn
from assistant.interface.downloads import SAVE
from assistant.interface.engine_panel import EnginePanel
from assistant.interface.filter_panel import FilterPanel, kept
from assistant.interface.page import (
    AT_ONCE,
    HIDDEN,
    Page,
    Updates,
    on_click,
    plain_html,
    speaker,
)
from assistant.interface.present.conversation import conversation_html
from assistant.interface.present.notices import notice_html
from assistant.interface.present.record import exported
from assistant.interface.present.sources import sources_html
from assistant.interface.present.welcome import welcome_html
from assistant.interface.present.work import jobs_html, problem_line
from assistant.interface.session import Session, Sessions
from assistant.interface.translating import translate_source
from assistant.interface.words import EXAMPLES, word
from assistant.settings import EngineChoice
from corpus.errors import UsageError
from corpus.types import NO_FILTERS
from index.filters import check_filters

if TYPE_CHECKING:
    from assistant.interface.frame import Frame


class AskPage(Page):
    """Questions in, cited answers out."""

    def __init__(self, desk: Desk, sessions: Sessions) -> None:
        """Lay the page out."""
        super().__init__(desk, sessions)
        say = speaker("ko")
        with (
            gr.Tab(say("tab_ask"), id="ask", elem_id="pd-tab-ask") as self.tab,
            gr.Row(elem_id="pd-desk"),
        ):
            with gr.Column(scale=7, min_width=320, elem_id="pd-chat"):
                self._lay_out_chat(desk.settings.engine)
            with gr.Column(scale=5, min_width=320, elem_id="pd-side"):
                self.sources = plain_html(
                    sources_html([], "ko"),
                    elem_id="pd-sources",
                    js_on_load=on_click("[data-turn]", "turn", "n"),
                )

    def _lay_out_chat(self, engine: EngineChoice) -> None:
        say = speaker("ko")
        self.starter = plain_html(elem_id="pd-starter")
        self.welcome = plain_html(elem_id="pd-welcome")
        with gr.Column(elem_id="pd-examples") as self.examples_box:
            self.examples_title = plain_html()
            self.examples = [gr.Button(q, size="sm") for q in EXAMPLES["ko"]]
        self.conversation = plain_html(
            elem_id="pd-conversation", js_on_load=on_click("[data-again]", "turn", "again")
        )
        with gr.Column(elem_id="pd-composer"):
            self.notice = plain_html()
            with gr.Row(elem_id="pd-ask-row"):
                self.question = gr.Textbox(
                    label=say("question"), placeholder=say("question_hint"), lines=1, max_lines=6,
                    max_length=4000, scale=8, autofocus=True, show_label=False, container=False,
                    elem_id="pd-question",
                )  # fmt: skip
                self.send = gr.Button(say("send"), variant="primary", elem_id="pd-send")
                self.stop = gr.Button(say("stop"), variant="stop", visible=False, elem_id="pd-stop")
        self.filters = FilterPanel()
        self.engine = EnginePanel(engine)
        with gr.Row(elem_id="pd-record", visible=False) as self.record:
            self.export_markdown = gr.Button(say("export_markdown"), size="sm")
            self.export_json = gr.Button(say("export_json"), size="sm")
            self.clear = gr.Button(say("clear"), size="sm", elem_id="pd-clear")
        with gr.Row(elem_id="pd-deleted", visible=False) as self.deleted_box:
            self.deleted_note = plain_html()
            self.undelete = gr.Button(say("undelete"), size="sm", elem_id="pd-undelete")
        # Holds a file on its way to the browser; none is written on the server.
        self.exported = gr.JSON(visible=False)
        self.keys_note = plain_html(elem_id="pd-keys")
        self.engine.lay_out_notes()

    @property
    def outputs(self) -> list[Any]:
        """Every component that ``show`` changes."""
        return [
            *(self.tab, self.examples_title, *self.examples, self.keys_note, self.clear),
            *(self.undelete, self.export_markdown, self.export_json),
            *(*self._chat_outputs, *self.filters.outputs),
        ]

    @property
    def work_outputs(self) -> list[Any]:
        """Every component that ``work`` changes."""
        return [self.starter, self.welcome, *self.engine.outputs, *self.filters.outputs]

    @property
    def _chat_outputs(self) -> list[Any]:
        return [
            *(self.conversation, self.sources, self.question, self.notice),
            *(self.welcome, self.examples_box, self.send, self.stop, self.record),
            *(self.deleted_box, self.deleted_note),
        ]

    def wire(self, frame: Frame) -> None:
        """Say what happens when the components are used."""
        self.frame = frame
        chat = self._chat_outputs
        asking: dict[str, Any] = {
            "outputs": chat, "trigger_mode": "once", "concurrency_limit": 4, **HIDDEN
        }  # fmt: skip
        gr.on([self.send.click, self.question.submit], self.ask, self.question, **asking)
        for example in self.examples:
            example.click(self.ask, example, **asking)
        self.conversation.select(self.ask_again, None, **asking)
        self.sources.select(self.translate, None, [self.sources], concurrency_limit=2, **HIDDEN)
        self.stop.click(self.halt, None, [self.stop], **AT_ONCE)
        self.clear.click(self.forget, None, chat, **AT_ONCE)
        self.undelete.click(self.recall, None, chat, **AT_ONCE)
        for button, export in (
            (self.export_markdown, self.save_markdown), (self.export_json, self.save_json)
        ):  # fmt: skip
            button.click(export, None, self.exported, **AT_ONCE).then(None, self.exported, js=SAVE)
        self._wire_filters()
        engine = self.engine
        engine.choice.input(
            self.choose_engine, engine.choice, [engine.note, engine.fetch], **HIDDEN
        )
        engine.fetch.click(self.fetch_model, None, frame.work_outputs, **HIDDEN)
        engine.cancel.click(self.cancel_fetch, None, None, **AT_ONCE)

    def _wire_filters(self) -> None:
        panel = self.filters
        gr.on(
            [
                *(chosen.input for chosen in panel.lists.values()),
                *(typed.change for typed in panel.dates.values()),
            ],
            self.choose_filters, set(panel.inputs), [panel.box], **AT_ONCE,
        )  # fmt: skip
        gr.on(
            [on for date in panel.dates.values() for on in (date.blur, date.submit)],
            self.check_filters, set(panel.inputs), [panel.problem], **AT_ONCE,
        )  # fmt: skip
        panel.reset.click(self.reset_filters, None, panel.outputs, **AT_ONCE)

    def show(self, session: Session) -> Updates:
        """Return the page's words and the conversation."""
        say = speaker(session.language)
        return {
            self.tab: gr.update(label=say("tab_ask")),
            self.examples_title: f'<p class="pd-label">{say("examples")}</p>',
            **dict(zip(self.examples, EXAMPLES[session.language], strict=True)),
            self.question: gr.update(label=say("question"), placeholder=say("question_hint")),
            self.keys_note: f'<p class="pd-quiet">{say("question_keys")}</p>',
            self.send: gr.update(value=say("send")),
            self.stop: gr.update(value=say("stop")),
            self.clear: gr.update(value=say("clear")),
            self.undelete: gr.update(value=say("undelete")),
            self.export_markdown: gr.update(value=say("export_markdown")),
            self.export_json: gr.update(value=say("export_json")),
            self.notice: "",
            **self._conversation(session),
            **self._filters(session),
        }

    def work(self, session: Session) -> Updates:
        """Return the starter documents' progress, the engine, and what the library offers."""
        starter = [job for job in session.jobs if job.kind == "starter" and job.outcome != "done"]
        return {
            self.starter: jobs_html(starter, session.language),
            self.welcome: self._welcome(session),
            **self.engine.show(session, self.desk),
            **(self._filters(session) if session.offered != self._generation else {}),
        }

    # The conversation

    def ask(self, question: str, request: gr.Request) -> Iterator[Updates]:
        """Show the evidence, then the answer as it is written."""
        session = self.sessions.of(request)
        if question.strip():
            yield from self._answer(session, question.strip())
        else:
            yield {self.notice: notice_html(word("empty_question", session.language))}

    def ask_again(self, event: gr.EventData, request: gr.Request) -> Iterator[Updates]:
        """Ask a question again that was not taken as the reader meant it.

        Either a follow-up by itself, or a question to all documents and not only to those that it
        seemed to ask for.
        """
        session = self.sessions.of(request)
        for turn in [turn for turn in session.turns if str(turn.number) == event.turn]:
            session.cancel.set()
            widely = event.again == "widely"
            question = turn.searched if widely else turn.question
            yield from self._answer(session, question, as_typed=True, narrow=not widely)

    def _answer(
        self, session: Session, question: str, *, as_typed: bool = False, narrow: bool = True
    ) -> Iterator[Updates]:
        steps = answer_turn(session, self.desk, question, as_typed=as_typed, narrow=narrow)
        next(steps)
        turns, cancel = session.turns, session.cancel
        yield {
            **self._conversation(session),
            self.question: "",
            self.notice: "",
            self.send: gr.update(visible=False),
            self.stop: gr.update(visible=True, interactive=True),
        }
        for sources in steps:
            yield self._conversation(session, sources=sources)
        if session.turns is turns:
            # Where another answer has begun meanwhile, its stop button stays.
            idle = self._idle() if session.cancel is cancel else {}
            yield self._conversation(session) | idle

    def halt(self, request: gr.Request) -> Updates:
        """Stop writing."""
        self.sessions.of(request).cancel.set()
        return {self.stop: gr.update(interactive=False)}

    def forget(self, request: gr.Request) -> Updates:
        """Delete the conversation; until the next question it can be brought back."""
        session = self.sessions.of(request)
        session.cancel.set()
        session.deleted, session.turns = session.turns, []
        return {**self._conversation(session), **self._idle(), self.question: "", self.notice: ""}

    def recall(self, request: gr.Request) -> Updates:
        """Bring the deleted conversation back."""
        session = self.sessions.of(request)
        if not session.turns:
            stopped = (replace(t, ending="stopped") if t.is_open else t for t in session.deleted)
            session.turns, session.deleted = list(stopped), []
        return {**self._conversation(session), **self._idle()}

    def save_markdown(self, request: gr.Request) -> dict[str, str]:
        """Hand the conversation to the browser as Markdown."""
        session = self.sessions.of(request)
        return exported(Conversation(tuple(session.turns)), session.language, "md")

    def save_json(self, request: gr.Request) -> dict[str, str]:
        """Hand the conversation to the browser as JSON."""
        session = self.sessions.of(request)
        return exported(Conversation(tuple(session.turns)), session.language, "json")

    def translate(self, event: gr.EventData, request: gr.Request) -> Iterator[Updates]:
        """Show a quote in the language of its answer."""
        session = self.sessions.of(request)
        for _ in translate_source(session, self.desk, int(event.turn), int(event.n)):
            yield {self.sources: self._sources(session)}

    # Filters

    def choose_filters(self, chosen: Updates, request: gr.Request) -> Updates:
        """Take what the reader chose; the next question is answered from that."""
        session = self.sessions.of(request)
        session.filters = self.filters.read(chosen)
        return {self.filters.box: self.filters.label(session.filters, session.language)}

    def check_filters(self, chosen: Updates, request: gr.Request) -> Updates:
        """Say what is wrong with the dates that the reader typed."""
        session = self.sessions.of(request)
        try:
            check_filters(self.filters.read(chosen), self.desk.library.shelf.infos)
        except UsageError as error:
            return self.filters.complain(problem_line(error, session.language))
        return self.filters.complain("")

    def reset_filters(self, request: gr.Request) -> Updates:
        """Let answers come from every document again."""
        session = self.sessions.of(request)
        session.filters = NO_FILTERS
        return self._filters(session)

    # Engines

    def choose_engine(self, choice: EngineChoice, request: gr.Request) -> Updates:
        """Say what the chosen engine is and whether it is there."""
        session = self.sessions.of(request)
        session.engine = choice
        return self.engine.explain(session, self.desk)

    def fetch_model(self, request: gr.Request) -> Updates:
        """Download the local model; the interface goes on meanwhile."""
        return self.frame.follow(self.sessions.of(request), self.desk.fetch_model())

    def cancel_fetch(self, request: gr.Request) -> None:
        """Cancel the download."""
        self.frame.cancel(request, "model")

    # What the parts show

    def _conversation(self, session: Session, *, sources: bool = True) -> Updates:
        language, turns = session.language, session.turns
        shown: Updates = {self.conversation: conversation_html(turns, language)}
        if sources:
            shown[self.sources] = self._sources(session)
            shown[self.welcome] = self._welcome(session)
            shown[self.examples_box] = gr.update(visible=not turns)
            shown[self.record] = gr.update(visible=bool(turns))
            shown[self.deleted_box] = gr.update(visible=bool(session.deleted))
            shown[self.deleted_note] = notice_html(word("deleted", language), "good")
        return shown

    def _sources(self, session: Session) -> str:
        made = session.translations if self.desk.has_api else None
        return sources_html(session.turns, session.language, made)

    def _idle(self) -> Updates:
        return {self.send: gr.update(visible=True), self.stop: gr.update(visible=False)}

    def _welcome(self, session: Session) -> str:
        if session.turns:
            return ""
        documents, preparing = self.desk.library.documents(), self.desk.is_preparing
        return welcome_html(documents, session.language, preparing=preparing)

    def _filters(self, session: Session) -> Updates:
        session.offered = self._generation
        documents = [record.info for record in self.desk.library.documents()]
        session.filters = kept(session.filters, documents)
        return self.filters.show(session.filters, documents, session.language)

    @property
    def _generation(self) -> int:
        return self.desk.library.records.generation
