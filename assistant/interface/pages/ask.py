"""The page that answers questions: the conversation, its sources, and what it draws from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.conversation import Conversation
from assistant.history import new_id
from assistant.interface.answering import answer_turn
from assistant.interface.downloads import SAVE
from assistant.interface.feedback import take_feedback
from assistant.interface.page import (
    AT_ONCE,
    HIDDEN,
    Updates,
)
from assistant.interface.pages.ask_view import AskView
from assistant.interface.present.notices import notice_html
from assistant.interface.present.record import exported
from assistant.interface.present.turns import suggestions_html
from assistant.interface.remembering import (
    keep_conversation,
    leave_conversation,
    reopen_conversation,
    turn_to,
)
from assistant.interface.session import Session
from assistant.interface.translating import translate_source
from assistant.interface.words import word
from corpus.errors import PolicydeskError

if TYPE_CHECKING:
    from assistant.interface.frame import Frame


class AskPage(AskView):
    """Questions in, cited answers out."""

    def wire(self, frame: Frame) -> None:
        """Say what happens when the components are used."""
        chat = self.chat_outputs
        asking: dict[str, Any] = {
            "outputs": chat, "trigger_mode": "once", "concurrency_limit": 4, **HIDDEN
        }  # fmt: skip
        answered = [
            gr.on([self.send.click, self.question.submit], self.ask, self.question, **asking)
        ]
        for example in self.examples:
            answered.append(example.click(self.ask, example, **asking))
        answered.append(self.conversation.select(self.act, None, **asking))
        answered.append(self.suggestions.select(self.go_on, None, **asking))
        answered.append(self.history.list.select(self.reopen, None, chat, **AT_ONCE))
        for event in answered:
            event.then(self.suggest, None, [self.suggestions], concurrency_limit=2, **HIDDEN)
        self.history.wire()
        given = [self.conversation, self.notice, *self.history.outputs]
        self.conversation.like(self.take_feedback, None, given, **AT_ONCE)
        self.sources.select(self.translate, None, [self.sources], concurrency_limit=2, **HIDDEN)
        self.stop.click(self.halt, None, [self.stop], **AT_ONCE)
        self.clear.click(self.forget, None, chat, **AT_ONCE)
        self.undelete.click(self.recall, None, chat, **AT_ONCE)
        self.new.click(self.begin_anew, None, chat, **AT_ONCE)
        self.stop_editing.click(self.keep_question, None, chat, **AT_ONCE)
        for button, export in (
            (self.export_markdown, self.save_markdown), (self.export_json, self.save_json)
        ):  # fmt: skip
            button.click(export, None, self.exported, **AT_ONCE).then(None, self.exported, js=SAVE)
        self.filters.wire()
        self.engine.wire(frame)

    def ask(self, question: str, request: gr.Request) -> Iterator[Updates]:
        """Show the evidence, then the answer as it is written."""
        session = self.sessions.of(request)
        if question.strip():
            yield from self._answer(session, question.strip(), replacing=session.editing)
        else:
            yield {self.notice: notice_html(word("empty_question", session.language))}

    def go_on(self, event: gr.EventData, request: gr.Request) -> Iterator[Updates]:
        """Ask a question that was suggested."""
        yield from self._answer(self.sessions.of(request), event.ask)

    def act(self, event: gr.EventData, request: gr.Request) -> Iterator[Updates]:
        """Do with a turn what its buttons offer."""
        session = self.sessions.of(request)
        for turn in [turn for turn in session.turns if str(turn.number) == event.turn]:
            match event.act:
                case "as_typed":
                    yield from self._answer(session, turn.question, as_typed=True)
                case "widely":
                    yield from self._answer(session, turn.searched, as_typed=True, narrow=False)
                case "again":
                    yield from self._answer(
                        session,
                        turn.question,
                        as_typed=turn.as_typed,
                        narrow=turn.narrow,
                        replacing=turn.number,
                    )
                case "edit":
                    session.editing = turn.number
                    yield {self.question: turn.question, **self.show_editing(session)}

    def keep_question(self, request: gr.Request) -> Updates:
        """Leave the question as it was."""
        session = self.sessions.of(request)
        session.editing = None
        return {self.question: "", **self.show_editing(session)}

    def _answer(
        self,
        session: Session,
        question: str,
        *,
        as_typed: bool = False,
        narrow: bool = True,
        replacing: int | None = None,
    ) -> Iterator[Updates]:
        steps = answer_turn(
            session, self.desk, question, as_typed=as_typed, narrow=narrow, replacing=replacing
        )
        next(steps)
        turns, cancel = session.turns, session.cancel
        yield {
            **self.show_conversation(session),
            self.question: "",
            self.notice: "",
            self.send: gr.update(visible=False),
            self.stop: gr.update(visible=True, interactive=True),
        }
        for sources in steps:
            yield self.show_conversation(session, sources=sources)
        if session.turns is turns:
            # Where another answer has begun meanwhile, its stop button stays.
            idle = self.show_idle() if session.cancel is cancel else {}
            yield self.show_conversation(session) | idle | self._keep(session)

    def suggest(self, request: gr.Request) -> Updates:
        """Offer questions to go on with, unless the reader has gone on already."""
        session = self.sessions.of(request)
        last = session.turns[-1] if session.turns else None
        if last is None or last.answer is None or session.suggestions:
            return {self.suggestions: suggestions_html(session.suggestions, session.language)}
        asked = [turn.question for turn in session.turns]
        with suppress(PolicydeskError):
            found = self.desk.suggest(last.answer, asked, session.filters, session.cancel)
            if session.turns and session.turns[-1] is last:
                session.suggestions = found
        return {self.suggestions: suggestions_html(session.suggestions, session.language)}

    def halt(self, request: gr.Request) -> Updates:
        """Stop writing."""
        self.sessions.of(request).cancel.set()
        return {self.stop: gr.update(interactive=False)}

    def begin_anew(self, request: gr.Request) -> Updates:
        """Begin a new conversation; this one stays among the earlier ones."""
        session = self.sessions.of(request)
        leave_conversation(session, self.desk)
        turn_to(session, new_id(), [])
        return self._changed(session)

    def reopen(self, event: gr.EventData, request: gr.Request) -> Updates:
        """Open an earlier conversation, or delete it."""
        session = self.sessions.of(request)
        if event.act == "delete" and event.kept == session.conversation:
            return self.forget(request)
        if event.act == "delete":
            return self.history.delete(session, event.kept)
        if reopen_conversation(session, self.desk, event.kept):
            return self._changed(session)
        return {
            self.notice: notice_html(word("history_gone", session.language)),
            **self.history.show(session),
        }

    def forget(self, request: gr.Request) -> Updates:
        """Delete the conversation; until the next question it can be brought back."""
        session = self.sessions.of(request)
        deleted, id = session.turns, session.conversation
        turn_to(session, id, [])
        session.deleted = deleted
        if self.desk.history is not None:
            self.desk.history.delete(session.reader, id)
        return self._changed(session)

    def recall(self, request: gr.Request) -> Updates:
        """Bring back the conversation as it was before it was deleted or answered anew."""
        session = self.sessions.of(request)
        if session.deleted:
            stopped = (replace(t, ending="stopped") if t.is_open else t for t in session.deleted)
            turn_to(session, session.conversation, list(stopped))
        return self._changed(session) | self._keep(session)

    def _changed(self, session: Session) -> Updates:
        """What shows another conversation."""
        return {
            **self.show_conversation(session),
            **self.show_idle(),
            **self.history.show(session),
            self.question: "",
            self.notice: "",
        }

    def _keep(self, session: Session) -> Updates:
        """Keep the conversation among the earlier ones."""
        problem = keep_conversation(session, self.desk)
        shown = self.history.show(session)
        return shown | {self.notice: notice_html(problem, "bad")} if problem else shown

    def take_feedback(self, event: gr.EventData, request: gr.Request) -> Updates:
        """Keep what the reader says about an answer."""
        session = self.sessions.of(request)
        problem = take_feedback(session, self.desk, event)
        shown = self.show_conversation(session, sources=False)
        if problem:
            return shown | {self.notice: notice_html(problem, "bad")}
        return shown | {self.notice: ""} | self._keep(session)

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
            yield {self.sources: self.show_sources(session)}
