"""The queue of what readers said, and the form in which it becomes a golden question."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, get_args

import gradio as gr

from assistant.desk import Desk
from assistant.interface.page import AT_ONCE, Updates, on_click, plain_html, speaker
from assistant.interface.present.notices import notice_html
from assistant.interface.present.work import problem_line
from assistant.interface.session import Session, Sessions
from assistant.interface.words import InterfaceLanguage, word
from corpus.errors import PolicydeskError
from eval.page.present.figures import kind_of_question
from eval.page.present.queue import queue_html, quote_line, said_html
from eval.review import (
    ANSWERABLE,
    WITHOUT_ANSWER,
    Draft,
    Item,
    Reviews,
    State,
    read_facts,
    suggested,
)

_FOCUS_FORM = "() => setTimeout(() => window.pdFocus('#pd-review-question textarea'), 80)"
_FOCUS_NOTE = "() => setTimeout(() => window.pdFocus('#pd-review-undo'), 80)"
_FOCUS_STATE = "() => setTimeout(() => window.pdFocus('#pd-review-state input:checked'), 80)"


@dataclass
class Reviewing:
    """What a browser tab reviews.

    Attributes:
        state: Of the items that are listed.
        item: Identifier of the item in the form; empty where the form is closed.
        done: What can be undone.
    """

    state: State = "open"
    item: str = ""
    done: Item | None = None


class ReviewPanel:
    """Feedback in, golden questions out."""

    def __init__(self, desk: Desk, sessions: Sessions) -> None:
        """Place the components in the Blocks that are open, in Korean."""
        self.desk = desk
        self.sessions = sessions
        self.reviews = Reviews(desk.library.folder, desk.settings.evaluations_folder)
        say = speaker("ko")
        with gr.Column(visible=False, elem_id="pd-review") as self.box:
            self.title = plain_html()
            self.state = gr.Radio(
                [], label=say("queue_state"), show_label=False, container=False,
                elem_id="pd-review-state",
            )  # fmt: skip
            self.note = plain_html(elem_id="pd-review-note")
            self.undo = gr.Button(
                say("queue_undo"), size="sm", visible=False, elem_id="pd-review-undo"
            )
            with gr.Column(visible=False, elem_id="pd-review-form") as self.form:
                self.said = plain_html(elem_id="pd-review-said")
                self.question = gr.Textbox(
                    label=say("review_question"), max_lines=4, elem_id="pd-review-question"
                )
                self.kind = gr.Dropdown([], label=say("review_kind"), elem_id="pd-review-kind")
                self.right = gr.CheckboxGroup(
                    [], label=say("review_right"), elem_id="pd-review-right"
                )
                self.answer = gr.Textbox(
                    label=say("review_answer"), max_lines=4, elem_id="pd-review-answer"
                )
                self.facts = gr.Textbox(
                    label=say("review_facts"), lines=2, max_lines=8, elem_id="pd-review-facts"
                )
                self.problem = plain_html(elem_id="pd-review-problem")
                with gr.Row(elem_id="pd-review-buttons"):
                    self.accept_it = gr.Button(
                        say("review_accept"), variant="primary", size="sm", elem_id="pd-accept"
                    )
                    self.close_it = gr.Button(say("cancel"), size="sm", elem_id="pd-review-close")
            self.queue = plain_html(
                elem_id="pd-queue", js_on_load=on_click("[data-review]", "review", "item")
            )

    @property
    def outputs(self) -> list[Any]:
        """Everything that ``show`` changes."""
        return [
            *(self.box, self.title, self.state, self.note, self.undo, self.queue),
            *(self.form, self.said, *self._typed, self.problem, self.accept_it, self.close_it),
        ]

    @property
    def _typed(self) -> list[Any]:
        return [self.question, self.kind, self.right, self.answer, self.facts]

    def wire(self) -> list[Any]:
        """Say what happens when the components are used; return what can change the questions."""
        self.state.input(self.choose_state, self.state, self.outputs, **AT_ONCE)
        self.close_it.click(self.close, None, self.outputs, **AT_ONCE)
        changes = [
            self.queue.select(self.act, None, self.outputs, **AT_ONCE),
            self.accept_it.click(self.accept, self._typed, self.outputs, **AT_ONCE),
            self.undo.click(self.take_back, None, self.outputs, **AT_ONCE),
        ]
        for event, focus in zip(changes, (_FOCUS_FORM, _FOCUS_NOTE, _FOCUS_STATE), strict=True):
            event.then(None, js=focus)
        return changes

    def show(self, session: Session, note: str = "", *, close: bool = True) -> Updates:
        """Return the queue in the language of the session.

        Args:
            session: Of the reviewer.
            note: What has been done, or went wrong.
            close: Whether the form goes; else what the reviewer has written in it stays.
        """
        language, seen = session.language, reviewing_by(session)
        say = speaker(language)
        try:
            items = self.reviews.items()
        except PolicydeskError as error:
            items, note = (), notice_html(problem_line(error, language), "bad")
        counts = Counter(item.state for item in items)
        open_item = next((i for i in items if i.said.opinion.id == seen.item), None)
        shown = self._labels(language, None if close else open_item)
        if close or open_item is None:
            seen.item = ""
            shown |= {self.form: gr.update(visible=False), self.said: "", self.problem: ""}
        return shown | {
            self.box: gr.update(visible=bool(items) or self.desk.settings.feedback),
            self.title: _title_html(language),
            self.state: gr.update(
                label=say("queue_state"),
                choices=[(say(f"queue_{s}", count=counts[s]), s) for s in get_args(State)],
                value=seen.state,
            ),
            self.note: note,
            self.undo: gr.update(value=say("queue_undo"), visible=seen.done is not None),
            self.queue: queue_html([i for i in items if i.state == seen.state], language),
        }

    def _labels(self, language: InterfaceLanguage, item: Item | None) -> Updates:
        """What the form says around what the reviewer writes."""
        say = speaker(language)
        quotes = item.said.citations if item else ()
        return {
            self.said: said_html(item.said, language) if item else "",
            self.question: gr.update(label=say("review_question")),
            self.kind: gr.update(label=say("review_kind"), choices=_kinds(language)),
            self.right: gr.update(
                label=say("review_right"),
                choices=[(quote_line(quote, language), quote.n) for quote in quotes],
                visible=bool(quotes),
            ),
            self.answer: gr.update(label=say("review_answer")),
            self.facts: gr.update(label=say("review_facts")),
            self.accept_it: gr.update(value=say("review_accept")),
            self.close_it: gr.update(value=say("cancel")),
        }

    def choose_state(self, state: State, request: gr.Request) -> Updates:
        """List other items."""
        session = self.sessions.of(request)
        seen = reviewing_by(session)
        seen.state, seen.done = state, None
        return self.show(session)

    def act(self, event: gr.EventData, request: gr.Request) -> Updates:
        """Open the form for an item, dismiss it, or put it back into the queue."""
        session = self.sessions.of(request)
        item = self.reviews.item(str(event.item))
        if item is None:
            return self.show(session, _note("queue_gone", session.language))
        if event.review == "review":
            return self._open(session, item)
        done = self.reviews.dismiss if event.review == "dismiss" else self.reviews.reopen
        try:
            after = done(item)
        except PolicydeskError as error:
            return self.show(session, notice_html(problem_line(error, session.language), "bad"))
        reviewing_by(session).done = after if event.review == "dismiss" else None
        key = "queue_dismissed_note" if event.review == "dismiss" else "queue_reopened_note"
        return self.show(session, _note(key, session.language))

    def accept(
        self,
        question: str,
        kind: str,
        right: list[int],
        answer: str,
        facts: str,
        request: gr.Request,
    ) -> Updates:
        """Make a golden question of what the form says."""
        session = self.sessions.of(request)
        seen = reviewing_by(session)
        item = self.reviews.item(seen.item)
        if item is None:
            return self.show(session, _note("queue_gone", session.language))
        draft = Draft(question, kind, answer, read_facts(facts), tuple(map(int, right)))
        library = self.desk.library
        try:
            seen.done = self.reviews.accept(item, draft, lambda slug: library.document(slug).text)
        except PolicydeskError as error:
            return {self.problem: notice_html(problem_line(error, session.language), "bad")}
        return self.show(session, _note("queue_accepted_note", session.language))

    def close(self, request: gr.Request) -> Updates:
        """Leave the item as it is."""
        return self.show(self.sessions.of(request))

    def take_back(self, request: gr.Request) -> Updates:
        """Undo what was done last."""
        session = self.sessions.of(request)
        seen = reviewing_by(session)
        done, seen.done = seen.done, None
        if done is None:
            return self.show(session)
        try:
            self.reviews.reopen(done)
        except PolicydeskError as error:
            seen.done = done
            return self.show(session, notice_html(problem_line(error, session.language), "bad"))
        return self.show(session, _note("queue_reopened_note", session.language))

    def _open(self, session: Session, item: Item) -> Updates:
        language, seen = session.language, reviewing_by(session)
        seen.item, seen.done = item.said.opinion.id, None
        shown = {**self.show(session, close=False), **self._labels(language, item)}
        draft = suggested(item.said)
        values = {
            self.question: draft.question,
            self.kind: draft.kind,
            self.right: list(draft.right),
            self.answer: "",
            self.facts: "",
        }
        for component, value in values.items():
            shown[component]["value"] = value
        return shown | {self.form: gr.update(visible=True), self.problem: ""}


def reviewing_by(session: Session) -> Reviewing:
    """Return what a browser tab reviews."""
    seen = session.rooms.setdefault("review", Reviewing())
    assert isinstance(seen, Reviewing), "only this panel keeps something under its name"
    return seen


def _kinds(language: InterfaceLanguage) -> list[tuple[str, str]]:
    return [(kind_of_question(k, language), k) for k in (*ANSWERABLE, *WITHOUT_ANSWER)]


def _note(key: str, language: InterfaceLanguage) -> str:
    return notice_html(word(key, language), "good")


def _title_html(language: InterfaceLanguage) -> str:
    about = word("queue_about", language)
    return (
        f'<h3 class="pd-panel-title">{word("queue_title", language)}</h3>'
        f'<p class="pd-quiet">{about}</p>'
    )
