"""What the page that answers questions is made of, and what shows a conversation on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.desk import Desk
from assistant.interface.engine_panel import EnginePanel
from assistant.interface.feedback import FEEDBACK_CLICKS
from assistant.interface.filter_panel import FilterPanel
from assistant.interface.history_panel import HistoryPanel
from assistant.interface.page import (
    Page,
    Updates,
    on_click,
    plain_html,
    speaker,
)
from assistant.interface.present.conversation import conversation_html
from assistant.interface.present.notices import notice_html
from assistant.interface.present.sources import sources_html
from assistant.interface.present.turns import suggestions_html
from assistant.interface.present.welcome import welcome_html
from assistant.interface.present.work import jobs_html
from assistant.interface.session import Session, Sessions
from assistant.interface.words import EXAMPLES, word

if TYPE_CHECKING:
    pass


class AskView(Page):
    """The components, their words and their contents; what happens with them is ``AskPage``."""

    def __init__(self, desk: Desk, sessions: Sessions) -> None:
        """Lay the page out."""
        super().__init__(desk, sessions)
        say = speaker("ko")
        with (
            gr.Tab(say("tab_ask"), id="ask", elem_id="pd-tab-ask") as self.tab,
            gr.Row(elem_id="pd-desk"),
        ):
            with gr.Column(scale=7, min_width=320, elem_id="pd-chat"):
                self._lay_out_chat()
            with gr.Column(scale=5, min_width=320, elem_id="pd-side"):
                self.sources = plain_html(
                    sources_html([], "ko"),
                    elem_id="pd-sources",
                    js_on_load=on_click("[data-turn]", "turn", "n"),
                )

    def _lay_out_chat(self) -> None:
        say = speaker("ko")
        self.history = HistoryPanel(self.desk, self.sessions)
        self.starter = plain_html(elem_id="pd-starter")
        self.welcome = plain_html(elem_id="pd-welcome")
        with gr.Column(elem_id="pd-examples") as self.examples_box:
            self.examples_title = plain_html()
            self.examples = [gr.Button(q, size="sm") for q in EXAMPLES["ko"]]
        self.conversation = plain_html(
            elem_id="pd-conversation",
            js_on_load=on_click("[data-act]", "act", "turn")
            + FEEDBACK_CLICKS
            + on_click("[data-insert]", "insert", event="edit"),
        )
        self.suggestions = plain_html(
            elem_id="pd-suggestions", js_on_load=on_click("[data-ask]", "ask")
        )
        with gr.Column(elem_id="pd-composer"):
            self.notice = plain_html()
            with gr.Row(elem_id="pd-editing", visible=False) as self.editing_box:
                self.editing_note = plain_html()
                self.stop_editing = gr.Button(
                    say("stop_editing"), size="sm", elem_id="pd-stop-editing"
                )
            with gr.Row(elem_id="pd-ask-row"):
                self.question = gr.Textbox(
                    label=say("question"), placeholder=say("question_hint"), lines=1, max_lines=6,
                    max_length=4000, scale=8, autofocus=True, show_label=False, container=False,
                    elem_id="pd-question",
                )  # fmt: skip
                self.send = gr.Button(say("send"), variant="primary", elem_id="pd-send")
                self.stop = gr.Button(say("stop"), variant="stop", visible=False, elem_id="pd-stop")
        self.filters = FilterPanel(self.desk, self.sessions)
        self.engine = EnginePanel(self.desk, self.sessions)
        with gr.Row(elem_id="pd-record", visible=False) as self.record:
            self.new = gr.Button(say("new_conversation"), size="sm", elem_id="pd-new")
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
            *(self.new, self.stop_editing),
            *(self.undelete, self.export_markdown, self.export_json),
            *(*self.chat_outputs, *self.filters.outputs),
        ]

    @property
    def work_outputs(self) -> list[Any]:
        """Every component that ``work`` changes."""
        return [self.starter, self.welcome, *self.engine.outputs, *self.filters.outputs]

    @property
    def chat_outputs(self) -> list[Any]:
        """Every component that an answer or another conversation changes."""
        return [
            *(self.conversation, self.sources, self.question, self.notice),
            *(self.welcome, self.examples_box, self.send, self.stop, self.record),
            *(self.deleted_box, self.deleted_note, self.editing_box, self.editing_note),
            *(self.suggestions, *self.history.outputs),
        ]

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
            self.new: gr.update(
                value=say("new_conversation"), visible=self.desk.history is not None
            ),
            self.stop_editing: gr.update(value=say("stop_editing")),
            self.clear: gr.update(value=say("clear")),
            self.undelete: gr.update(value=say("undelete")),
            self.export_markdown: gr.update(value=say("export_markdown")),
            self.export_json: gr.update(value=say("export_json")),
            self.notice: "",
            **self.show_conversation(session),
            **self.filters.show(session),
            **self.history.label(session),
        }

    def work(self, session: Session) -> Updates:
        """Return the starter documents' progress, the engine, and what the library offers."""
        starter = [job for job in session.jobs if job.kind == "starter" and job.outcome != "done"]
        return {
            self.starter: jobs_html(starter, session.language),
            self.welcome: self.show_welcome(session),
            **self.engine.show(session),
            **self.filters.refresh(session),
        }

    def show_conversation(self, session: Session, *, sources: bool = True) -> Updates:
        """Return what shows the conversation; without its sources where only text has come."""
        language, turns = session.language, session.turns
        asks = self.desk.settings.feedback
        shown: Updates = {self.conversation: conversation_html(turns, language, asks=asks)}
        if sources:
            shown[self.sources] = self.show_sources(session)
            shown[self.welcome] = self.show_welcome(session)
            shown[self.examples_box] = gr.update(visible=not turns)
            shown[self.record] = gr.update(visible=bool(turns))
            shown[self.deleted_box] = gr.update(visible=bool(session.deleted))
            key = "replaced" if turns else "deleted"
            shown[self.deleted_note] = notice_html(word(key, language), "good")
            shown[self.suggestions] = suggestions_html(session.suggestions, language)
            shown |= self.show_editing(session)
        return shown

    def show_editing(self, session: Session) -> Updates:
        """Return what says that a question is being changed."""
        number = session.editing
        return {
            self.editing_box: gr.update(visible=number is not None),
            self.editing_note: notice_html(word("editing", session.language, number=number)),
        }

    def show_sources(self, session: Session) -> str:
        """Return the sources panel."""
        made = session.translations if self.desk.has_api else None
        return sources_html(session.turns, session.language, made)

    def show_idle(self) -> Updates:
        """Return what lets the reader ask again."""
        return {self.send: gr.update(visible=True), self.stop: gr.update(visible=False)}

    def show_welcome(self, session: Session) -> str:
        """Return what stands there before the first question."""
        if session.turns:
            return ""
        documents, preparing = self.desk.library.documents(), self.desk.is_preparing
        return welcome_html(documents, session.language, preparing=preparing)
