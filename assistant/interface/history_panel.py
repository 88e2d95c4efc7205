"""The panel of the conversations that are kept: searched, opened, deleted."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.desk import Desk
from assistant.interface.page import AT_ONCE, Updates, on_click, plain_html, speaker
from assistant.interface.present.history import history_html
from assistant.interface.present.notices import notice_html
from assistant.interface.session import Session, Sessions


class HistoryPanel:
    """Folded at first; not there while nothing is kept."""

    def __init__(self, desk: Desk, sessions: Sessions) -> None:
        """Place the components in the Blocks that are open, in Korean."""
        self.desk = desk
        self.sessions = sessions
        say = speaker("ko")
        with gr.Accordion(
            say("history_count", count=0), open=False, visible=False, elem_id="pd-history"
        ) as self.box:
            self.search = gr.Textbox(
                label=say("history_search"), placeholder=say("history_search_hint"), max_lines=1,
                max_length=200, elem_id="pd-history-search",
            )  # fmt: skip
            self.list = plain_html(
                elem_id="pd-history-list", js_on_load=on_click("[data-kept]", "kept", "act")
            )
            with gr.Row(elem_id="pd-forgotten", visible=False) as self.forgotten_box:
                self.forgotten_note = plain_html()
                self.restore = gr.Button(say("undelete"), size="sm", elem_id="pd-unforget")
            self.note = plain_html()

    @property
    def outputs(self) -> list[Any]:
        """Everything that the panel's methods change."""
        return [
            *(self.box, self.search, self.list, self.forgotten_box, self.forgotten_note),
            *(self.restore, self.note),
        ]

    def wire(self) -> None:
        """Say what happens when the components are used; called once."""
        self.search.change(
            self.find, self.search, [self.list], trigger_mode="always_last", **AT_ONCE
        )
        self.restore.click(self.bring_back, None, self.outputs, **AT_ONCE)

    def find(self, words: str, request: gr.Request) -> Updates:
        """Show the conversations that speak of some words."""
        session = self.sessions.of(request)
        if self.desk.history is None:
            return {}
        kept = self.desk.history.find(session.reader, words)
        return {self.list: history_html(kept, words, session.conversation, session.language)}

    def delete(self, session: Session, id: str) -> Updates:
        """Delete a conversation that is not open."""
        if self.desk.history is not None:
            session.forgotten = self.desk.history.delete(session.reader, id) or session.forgotten
        return self.show(session)

    def bring_back(self, request: gr.Request) -> Updates:
        """Bring back the conversation that was deleted last."""
        session = self.sessions.of(request)
        if self.desk.history is not None and session.forgotten is not None:
            self.desk.history.restore(session.reader, session.forgotten)
        session.forgotten = None
        return self.show(session)

    def show(self, session: Session) -> Updates:
        """Return the panel's contents, all conversations in its list."""
        if self.desk.history is None:
            return {}
        say = speaker(session.language)
        kept = self.desk.history.find(session.reader)
        return {
            self.box: gr.update(
                label=say("history_count", count=len(kept)),
                visible=bool(kept or session.forgotten),
            ),
            self.search: gr.update(value=""),
            self.list: history_html(kept, "", session.conversation, session.language),
            self.forgotten_box: gr.update(visible=session.forgotten is not None),
            self.forgotten_note: notice_html(say("history_deleted"), "good"),
        }

    def label(self, session: Session) -> Updates:
        """Return the panel's words and its contents."""
        if self.desk.history is None:
            return {}
        say = speaker(session.language)
        return self.show(session) | {
            self.search: gr.update(
                label=say("history_search"), placeholder=say("history_search_hint"), value=""
            ),
            self.restore: gr.update(value=say("undelete")),
            self.note: f'<p class="pd-quiet">{say("history_note")}</p>',
        }
