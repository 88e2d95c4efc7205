"""The library page: what is in it, adding and removing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.desk import Desk
from assistant.interface.page import (
    AT_ONCE,
    HIDDEN,
    Page,
    Updates,
    on_click,
    plain_html,
    speaker,
)
from assistant.interface.present.library import library_html
from assistant.interface.present.notices import notice_html
from assistant.interface.present.work import jobs_html, problem_line
from assistant.interface.session import Session, Sessions
from assistant.interface.words import word
from corpus.errors import PolicydeskError

if TYPE_CHECKING:
    from assistant.interface.frame import Frame

_FOCUS_CANCEL = "() => setTimeout(() => document.querySelector('#pd-confirm-no')?.focus(), 50)"


class LibraryPage(Page):
    """Every document, uploads with their progress, removal with undo."""

    def __init__(self, desk: Desk, sessions: Sessions) -> None:
        """Lay the page out."""
        super().__init__(desk, sessions)
        say = speaker("ko")
        with gr.Tab(say("tab_library"), id="library", elem_id="pd-tab-library") as self.tab:
            self.upload = gr.File(
                label=say("upload"), file_count="multiple", elem_id="pd-upload", height=150
            )
            self.upload_note = plain_html()
            self.work_note = plain_html(elem_id="pd-work")
            self.cancel_work = gr.Button(
                say("cancel"), size="sm", visible=False, elem_id="pd-cancel"
            )
            self.table = plain_html(
                elem_id="pd-library", js_on_load=on_click("[data-remove]", "remove")
            )
            with gr.Row(elem_id="pd-removed", visible=False) as self.removed_box:
                self.removed_note = plain_html()
                self.undo = gr.Button(say("undo"), size="sm", elem_id="pd-undo")
            with gr.Row(elem_id="pd-confirm", visible=False) as self.confirm_box:
                self.confirm_note = plain_html()
                self.confirm_yes = gr.Button(say("remove"), variant="stop", size="sm")
                self.confirm_no = gr.Button(say("cancel"), size="sm", elem_id="pd-confirm-no")

    @property
    def outputs(self) -> list[Any]:
        """Every component that ``show`` changes."""
        return [
            *(self.tab, self.upload, self.upload_note, self.undo, self.confirm_yes),
            *(self.confirm_no, *self._removal_outputs),
        ]

    @property
    def work_outputs(self) -> list[Any]:
        """Every component that ``work`` changes."""
        return [self.work_note, self.cancel_work, self.table]

    @property
    def _removal_outputs(self) -> list[Any]:
        return [self.confirm_box, self.confirm_note, self.removed_box, self.removed_note]

    def wire(self, frame: Frame) -> None:
        """Say what happens when the components are used."""
        self.frame = frame
        removal = [*self._removal_outputs, *frame.work_outputs]
        self.upload.upload(self.add, self.upload, [self.upload, *frame.work_outputs], **HIDDEN)
        self.cancel_work.click(self.cancel_uploads, None, None, **AT_ONCE)
        self.tab.select(self.show_library, None, [self.table], **HIDDEN)
        self.table.select(
            self.ask_removal, None, [self.confirm_box, self.confirm_note, self.table], **AT_ONCE
        ).then(None, js=_FOCUS_CANCEL)
        self.confirm_yes.click(self.remove, None, removal, **HIDDEN)
        self.confirm_no.click(self.keep, None, [self.confirm_box], **AT_ONCE)
        self.undo.click(self.restore, None, removal, **HIDDEN)

    def show(self, session: Session) -> Updates:
        """Return the page's words, and what can be undone."""
        say = speaker(session.language)
        return {
            self.tab: gr.update(label=say("tab_library")),
            self.upload: gr.update(label=say("upload")),
            self.upload_note: f'<p class="pd-quiet">{say("upload_stay")}</p>',
            self.undo: gr.update(value=say("undo")),
            self.confirm_yes: gr.update(value=say("remove")),
            self.confirm_no: gr.update(value=say("cancel")),
            **self._removal(session),
        }

    def work(self, session: Session) -> Updates:
        """Return how far uploads are, and the documents."""
        uploads = [job for job in session.jobs if job.kind in ("upload", "undo")]
        starter = [job for job in session.jobs if job.kind == "starter"]
        return {
            self.work_note: jobs_html([*uploads, *starter], session.language),
            self.cancel_work: gr.update(
                value=word("cancel", session.language),
                visible=any(job.is_running for job in uploads),
            ),
            self.table: self._table(session),
        }

    def add(self, files: Sequence[str], request: gr.Request) -> Updates:
        """Add uploaded files."""
        job = self.desk.add([Path(file) for file in files])
        return self.frame.follow(self.sessions.of(request), job) | {self.upload: None}

    def cancel_uploads(self, request: gr.Request) -> None:
        """Cancel what is being added; documents already in stay."""
        self.frame.cancel(request, "upload", "undo")

    def show_library(self, request: gr.Request) -> Updates:
        """Show what is in the library now."""
        return {self.table: self._table(self.sessions.of(request))}

    def ask_removal(self, event: gr.EventData, request: gr.Request) -> Updates:
        """Ask whether a document is really to go."""
        session = self.sessions.of(request)
        slug = str(event.remove)
        records = self.desk.library.documents()
        title = next((r.info.title for r in records if r.info.slug == slug), "")
        if not title:
            return self.show_library(request)
        session.to_remove = slug
        sure = word("remove_sure", session.language, title=title)
        return {self.confirm_box: gr.update(visible=True), self.confirm_note: notice_html(sure)}

    def keep(self, request: gr.Request) -> Updates:
        """Leave the document where it is."""
        self.sessions.of(request).to_remove = ""
        return {self.confirm_box: gr.update(visible=False)}

    def remove(self, request: gr.Request) -> Updates:
        """Remove the document that was asked about."""
        session = self.sessions.of(request)
        slug, session.to_remove = session.to_remove, ""
        try:
            session.removed = self.desk.remove(slug)
        except PolicydeskError as error:
            return {
                self.confirm_box: gr.update(visible=False),
                self.removed_note: notice_html(problem_line(error, session.language), "bad"),
                self.removed_box: gr.update(visible=True),
            }
        return {**self._removal(session), **self.frame.work(session)}

    def restore(self, request: gr.Request) -> Updates:
        """Bring the removed document back."""
        session = self.sessions.of(request)
        removed, session.removed = session.removed, None
        if removed is None:
            return self._removal(session)
        followed = self.frame.follow(session, self.desk.restore(removed))
        return {**self._removal(session), **followed}

    def _removal(self, session: Session) -> Updates:
        removed = session.removed
        note = word("removed", session.language, title=removed.title) if removed else ""
        return {
            self.confirm_box: gr.update(visible=False),
            self.removed_box: gr.update(visible=removed is not None),
            self.removed_note: notice_html(note, "good"),
        }

    def _table(self, session: Session) -> str:
        return library_html(self.desk.library.documents(), session.language)
