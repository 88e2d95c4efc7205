"""What is around the pages: the header, the language, and the watch over long work."""

from __future__ import annotations

from collections.abc import Sequence
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.desk import Desk
from assistant.interface.page import AT_ONCE, HIDDEN, Page, Updates, plain_html, speaker
from assistant.interface.session import Session, Sessions
from assistant.interface.words import InterfaceLanguage, pick_language, word

if TYPE_CHECKING:
    from assistant.jobs import Job, JobKind

_SET_LANGUAGE = "(code) => { document.documentElement.lang = code; window.pdSpeak(code); }"


class Frame:
    """The top of the page and what all tabs share."""

    def __init__(self, desk: Desk, sessions: Sessions) -> None:
        """Place the components in the Blocks that are open, in Korean."""
        self.desk = desk
        self.sessions = sessions
        self.pages: Sequence[Page] = ()
        self.stored = gr.BrowserState(None, storage_key="policydesk-language", secret="policydesk")
        self.reader = gr.BrowserState(None, storage_key="policydesk-reader", secret="policydesk")
        self.timer = gr.Timer(0.7, active=False)
        with gr.Row(elem_id="pd-top"):
            self.header = plain_html(_header_html("ko"), elem_id="pd-header")
            self.language = gr.Radio(
                [("한국어", "ko"), ("English", "en")], value="ko", label=word("language", "ko"),
                container=False, show_label=False, elem_id="pd-language",
            )  # fmt: skip

    @property
    def work_outputs(self) -> list[Any]:
        """Every component that ``work`` changes."""
        return [self.timer, *(c for page in self.pages for c in page.work_outputs)]

    def wire(self, blocks: gr.Blocks, pages: Sequence[Page]) -> None:
        """Say what happens when the components of the frame and of its pages are used."""
        self.pages = pages
        everything = [self.header, self.stored, self.reader, self.language, self.timer]
        everything += [c for page in pages for c in (*page.outputs, *page.work_outputs)]
        everything = list(dict.fromkeys(everything))
        blocks.load(self.open, [self.stored, self.reader], everything, **AT_ONCE).then(
            None, self.language, js=_SET_LANGUAGE
        )
        blocks.unload(self.leave)
        self.language.input(self.speak, self.language, everything, **AT_ONCE).then(
            None, self.language, js=_SET_LANGUAGE
        )
        self.timer.tick(self.look, None, self.work_outputs, **HIDDEN)
        for page in pages:
            page.wire(self)

    def open(self, stored: str | None, reader: str | None, request: gr.Request) -> Updates:
        """Greet a browser in its language, with the conversations that are kept for it."""
        session = self.sessions.of(request)
        session.reader = reader or token_urlsafe(32)
        session.language = pick_language(stored, request.headers.get("accept-language", ""))
        session.jobs = self.desk.jobs.running
        return {
            **self._all(session),
            self.reader: session.reader,
            self.language: gr.update(value=session.language),
        }

    def leave(self, request: gr.Request) -> None:
        """Forget a browser that has gone and stop writing for it."""
        self.sessions.leave(request)

    def speak(self, language: InterfaceLanguage, request: gr.Request) -> Updates:
        """Say everything in another language."""
        session = self.sessions.of(request)
        session.language = language
        return {**self._all(session), self.stored: language}

    def look(self, request: gr.Request) -> Updates:
        """Show how far the long work is."""
        session = self.sessions.of(request)
        seen = [(id(job), job.changes) for job in session.jobs]
        if seen == session.seen and any(job.is_running for job in session.jobs):
            nothing: Updates = gr.skip()
            return nothing
        session.seen = seen
        return self.work(session)

    def work(self, session: Session) -> Updates:
        """Return what the long work shows, and everything that it may have changed."""
        shown: Updates = {self.timer: gr.update(active=any(j.is_running for j in session.jobs))}
        for page in self.pages:
            shown |= page.work(session)
        return shown

    def follow(self, session: Session, job: Job) -> Updates:
        """Watch over a job that has begun and return what it shows."""
        same = [j for j in session.jobs if j.is_running and j is not job]
        session.jobs = [*same, job]
        return self.work(session)

    def cancel(self, request: gr.Request, *kinds: JobKind) -> None:
        """Cancel the jobs of some kinds that this browser follows."""
        for job in self.sessions.of(request).jobs:
            if job.kind in kinds:
                job.cancel.set()

    def _all(self, session: Session) -> Updates:
        say = speaker(session.language)
        shown: Updates = {
            self.header: _header_html(session.language),
            self.language: gr.update(label=say("language")),
            **self.work(session),
        }
        for page in self.pages:
            shown |= page.show(session)
        return shown


def _header_html(language: InterfaceLanguage) -> str:
    return f"<h1>policydesk</h1><p>{word('tagline', language)}</p>"
