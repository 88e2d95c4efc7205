"""The page that checks a draft: a text or file in, each sentence marked, its sources beside it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.desk import Desk
from assistant.interface.checking import (
    Checking,
    check_steps,
    copy_of,
    read_pasted,
    read_uploaded,
)
from assistant.interface.downloads import SAVE
from assistant.interface.page import (
    AT_ONCE,
    HIDDEN,
    Page,
    Updates,
    on_click,
    plain_html,
    speaker,
)
from assistant.interface.present.draft import draft_html, evidence_html, report_html
from assistant.interface.present.notices import notice_html
from assistant.interface.present.work import problem_line
from assistant.interface.session import Session, Sessions
from assistant.interface.words import word
from corpus.errors import PolicydeskError

if TYPE_CHECKING:
    from assistant.interface.frame import Frame

log = logging.getLogger(__name__)

_SHOW_EVIDENCE = "() => window.pdShowEvidence()"


class DraftPage(Page):
    """Drafts in, verdicts out."""

    def __init__(self, desk: Desk, sessions: Sessions) -> None:
        """Lay the page out."""
        super().__init__(desk, sessions)
        say = speaker("ko")
        with (
            gr.Tab(say("tab_check"), id="check", elem_id="pd-tab-check") as self.tab,
            gr.Row(elem_id="pd-check"),
        ):
            with gr.Column(scale=7, min_width=320, elem_id="pd-check-main"):
                with gr.Column(elem_id="pd-draft-form") as self.form:
                    self._lay_out_form()
                with gr.Column(elem_id="pd-draft-result", visible=False) as self.result:
                    self._lay_out_result()
            with gr.Column(scale=5, min_width=320, elem_id="pd-check-side"):
                self.evidence = plain_html(evidence_html(None, "ko"), elem_id="pd-evidence")

    def _lay_out_form(self) -> None:
        say = speaker("ko")
        self.intro = plain_html()
        self.text = gr.Textbox(
            label=say("check_text"), placeholder=say("check_text_hint"), lines=8, max_lines=20,
            elem_id="pd-draft-text",
        )  # fmt: skip
        self.problem = plain_html(elem_id="pd-draft-problem")
        with gr.Row(elem_id="pd-draft-buttons"):
            self.start = gr.Button(say("check_start"), variant="primary", elem_id="pd-draft-start")
            self.example = gr.Button(say("check_example"), elem_id="pd-draft-example")
            self.back = gr.Button(say("check_back"), visible=False, elem_id="pd-draft-back")
        self.file = gr.File(
            label=say("check_file"), file_count="single", elem_id="pd-draft-file", height=150
        )
        self.privacy = plain_html()

    def _lay_out_result(self) -> None:
        say = speaker("ko")
        self.report = plain_html(elem_id="pd-draft-report")
        with gr.Row(elem_id="pd-draft-actions"):
            self.stop = gr.Button(say("check_stop"), variant="stop", elem_id="pd-draft-stop")
            self.save = gr.Button(say("check_save"), elem_id="pd-draft-save")
            self.again = gr.Button(say("check_again"), elem_id="pd-draft-again")
        self.saving_problem = plain_html(elem_id="pd-draft-saving")
        # Holds the copy on its way to the browser; none is written on the server.
        self.copy = gr.JSON(visible=False)
        self.draft = plain_html(elem_id="pd-draft", js_on_load=on_click("[data-n]", "n"))

    @property
    def outputs(self) -> list[Any]:
        """Every component that ``show`` changes."""
        return [
            *(self.tab, self.intro, self.text, self.start, self.example, self.file, self.privacy),
            *(self.again, *self._check_outputs),
        ]

    @property
    def _check_outputs(self) -> list[Any]:
        return [
            *(self.form, self.result, self.problem, self.back, self.report, self.stop),
            *(self.save, self.saving_problem, self.draft, self.evidence),
        ]

    def wire(self, frame: Frame) -> None:
        """Say what happens when the components are used."""
        del frame
        checking: dict[str, Any] = {"trigger_mode": "once", "concurrency_limit": 2, **HIDDEN}
        outputs = self._check_outputs
        self.start.click(self.check_text, self.text, outputs, **checking)
        self.example.click(self.check_example, None, [self.text, *outputs], **checking)
        self.file.upload(self.check_file, self.file, [self.file, *outputs], **checking)
        self.stop.click(self.halt, None, [self.stop], **AT_ONCE)
        self.again.click(self.turn_to_form, None, outputs, **AT_ONCE)
        self.back.click(self.turn_to_result, None, outputs, **AT_ONCE)
        self.save.click(
            self.save_copy, None, [self.copy, self.saving_problem], trigger_mode="once", **HIDDEN
        ).then(None, self.copy, js=SAVE)
        self.draft.select(
            self.choose, None, [self.evidence], trigger_mode="always_last", **AT_ONCE
        ).then(None, js=_SHOW_EVIDENCE)

    def show(self, session: Session) -> Updates:
        """Return the page's words and the draft."""
        say = speaker(session.language)
        return {
            self.tab: gr.update(label=say("tab_check")),
            self.intro: f"<h2>{say('check_title')}</h2><p>{say('check_intro')}</p>",
            self.text: gr.update(label=say("check_text"), placeholder=say("check_text_hint")),
            self.start: gr.update(value=say("check_start")),
            self.example: gr.update(value=say("check_example")),
            self.file: gr.update(label=say("check_file")),
            self.privacy: f'<p class="pd-quiet">{say("check_privacy")}</p>',
            self.again: gr.update(value=say("check_again")),
            **self._everything(session),
        }

    def check_text(self, text: str, request: gr.Request) -> Iterator[Updates]:
        """Check what was pasted."""
        session = self.sessions.of(request)
        if not text.strip():
            yield self._complain(word("check_empty", session.language))
            return
        yield from self._check(session, lambda: read_pasted(text))

    def check_example(self, request: gr.Request) -> Iterator[Updates]:
        """Check two sentences about the documents that ship."""
        session = self.sessions.of(request)
        text = word("check_example_text", session.language)
        yield {self.text: text}
        yield from self._check(session, lambda: read_pasted(text))

    def check_file(self, path: str | None, request: gr.Request) -> Iterator[Updates]:
        """Check a file; it is deleted once it is read."""
        if path is None:
            return
        session = self.sessions.of(request)
        for shown in self._check(session, lambda: read_uploaded(Path(path))):
            yield {self.file: None, **shown}

    def _check(self, session: Session, read: Callable[[], Checking]) -> Iterator[Updates]:
        if not self.desk.library.documents():
            yield self._complain(word("check_no_library", session.language))
            return
        yield {self.problem: notice_html(word("check_reading", session.language))}
        try:
            checking = read()
        except PolicydeskError as error:
            yield self._complain(problem_line(error, session.language))
            return
        if not checking.draft.sentences:
            yield self._complain(word("check_nothing", session.language))
            return
        if session.checking is not None:
            session.checking.cancel.set()
        session.writing_draft = False
        steps = check_steps(session, self.desk, checking)
        next(steps)
        yield self._everything(session)
        for _ in steps:
            yield self._progress(session)

    def halt(self, request: gr.Request) -> Updates:
        """Stop checking; what was found stays."""
        if checking := self.sessions.of(request).checking:
            checking.cancel.set()
        return {self.stop: gr.update(interactive=False)}

    def turn_to_form(self, request: gr.Request) -> Updates:
        """Show the form; the result can be brought back until another draft is checked."""
        session = self.sessions.of(request)
        session.writing_draft = True
        return self._everything(session)

    def turn_to_result(self, request: gr.Request) -> Updates:
        """Show the last result again."""
        session = self.sessions.of(request)
        session.writing_draft = False
        return self._everything(session)

    def choose(self, event: gr.EventData, request: gr.Request) -> Updates:
        """Show the sources of a sentence."""
        session = self.sessions.of(request)
        chosen, checking = int(event.n), session.checking
        if checking is not None and 0 <= chosen < len(checking.found):
            checking.chosen = chosen
        return {self.evidence: evidence_html(checking, session.language)}

    def save_copy(self, request: gr.Request) -> Updates:
        """Hand the draft to the browser as a Word file with comments, as far as it is checked."""
        session = self.sessions.of(request)
        try:
            copy = None if session.checking is None else copy_of(session.checking)
        except PolicydeskError as error:
            return self._not_saved(problem_line(error, session.language))
        except Exception:
            log.exception("annotating a draft failed")
            return self._not_saved(word("unexpected", session.language))
        return {self.copy: copy, self.saving_problem: ""}

    def _not_saved(self, problem: str) -> Updates:
        return {self.copy: None, self.saving_problem: notice_html(problem, "bad")}

    def _complain(self, problem: str) -> Updates:
        return {self.problem: notice_html(problem, "bad")}

    def _everything(self, session: Session) -> Updates:
        checking, writing = session.checking, session.writing_draft
        shown = None if writing else checking
        return {
            self.form: gr.update(visible=writing),
            self.result: gr.update(visible=not writing),
            self.problem: "",
            self.saving_problem: "",
            self.back: gr.update(
                value=word("check_back", session.language), visible=checking is not None
            ),
            self.evidence: evidence_html(shown, session.language),
            **self._progress(session),
        }

    def _progress(self, session: Session) -> Updates:
        checking = session.checking
        running = checking is not None and checking.is_running
        stopping = checking is not None and checking.cancel.is_set()
        return {
            self.report: report_html(checking, session.language),
            self.draft: draft_html(checking, session.language),
            self.save: gr.update(
                value=word("check_save", session.language),
                interactive=checking is not None and bool(checking.found),
            ),
            self.stop: gr.update(
                value=word("check_stop", session.language),
                visible=running,
                interactive=not stopping,
            ),
        }
