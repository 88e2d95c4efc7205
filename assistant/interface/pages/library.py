"""The library page: what is in it, each document's own page, the catalogue, adding and removing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.desk import Desk
from assistant.interface.library_contents import LibraryContents
from assistant.interface.page import (
    AT_ONCE,
    HIDDEN,
    Page,
    Updates,
    plain_html,
    speaker,
)
from assistant.interface.present.notices import notice_html
from assistant.interface.present.work import jobs_html, problem_line
from assistant.interface.session import Session, Sessions
from assistant.interface.shelf import Place, ShelfView
from assistant.interface.words import word
from corpus.errors import PolicydeskError
from corpus.types import Filters

if TYPE_CHECKING:
    from assistant.interface.frame import Frame

_FOCUS_CANCEL = "() => window.pdFocus('#pd-confirm-no')"
_FOCUS_DOCUMENT = "() => window.pdFocus('#pd-document-title')"
_FOCUS_LIST = "() => window.pdFocusLast()"
_FOCUS_NEW = "() => window.pdFocusNew()"
_FOCUS_COUNT = "() => window.pdFocus('#pd-library h2')"
_GO_ASK = """() => {
  document.querySelector('#pd-tab-ask-button').click();
  window.pdFocus('#pd-question textarea');
}"""


class LibraryPage(Page):
    """Documents with filters, each with a page; the catalogue; uploads, removal with undo."""

    def __init__(self, desk: Desk, sessions: Sessions) -> None:
        """Lay the page out."""
        super().__init__(desk, sessions)
        say = speaker("ko")
        with gr.Tab(say("tab_library"), id="library", elem_id="pd-tab-library") as self.tab:
            with gr.Column(elem_id="pd-add") as self.add_box:
                self.upload = gr.File(
                    label=say("upload"), file_count="multiple", elem_id="pd-upload", height=150
                )
                self.upload_note = plain_html()
            self.work_note = plain_html(elem_id="pd-work")
            self.cancel_work = gr.Button(
                say("cancel"), size="sm", visible=False, elem_id="pd-cancel"
            )
            self.contents = LibraryContents(desk, self.add_box)
            self._lay_out_removal()

    def _lay_out_removal(self) -> None:
        say = speaker("ko")
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
        return [self.work_note, self.cancel_work, *self.contents.outputs]

    @property
    def _removal_outputs(self) -> list[Any]:
        return [self.confirm_box, self.confirm_note, self.removed_box, self.removed_note]

    def wire(self, frame: Frame) -> None:
        """Say what happens when the components are used."""
        self.frame = frame
        removal = [*self._removal_outputs, *frame.work_outputs]
        self.upload.upload(self.add, self.upload, [self.upload, *frame.work_outputs], **HIDDEN)
        self.cancel_work.click(self.cancel_uploads, None, None, **AT_ONCE)
        self.tab.select(self.visit, None, self.contents.outputs, **HIDDEN)
        self.contents.place.input(self.go, self.contents.place, self.contents.outputs, **AT_ONCE)
        self._wire_contents()
        asked = [self.confirm_box, self.confirm_note, *self.contents.outputs]
        for listing in (self.contents.shelf.table, self.contents.document):
            listing.delete(self.ask_removal, None, asked, **AT_ONCE).then(None, js=_FOCUS_CANCEL)
        document = self.contents.document
        document.submit(self.ask, None, frame.work_outputs, **AT_ONCE).then(None, js=_GO_ASK)
        self.confirm_yes.click(self.remove, None, removal, **HIDDEN)
        self.confirm_no.click(self.keep, None, [self.confirm_box], **AT_ONCE)
        self.undo.click(self.restore, None, removal, **HIDDEN)

    def _wire_contents(self) -> None:
        contents = self.contents.outputs
        shelf, catalogue = self.contents.shelf, self.contents.catalogue
        document = self.contents.document
        typing: dict[str, Any] = {"trigger_mode": "always_last", **AT_ONCE}
        gr.on(shelf.changes, self.choose, set(shelf.inputs), [shelf.table], **typing)
        gr.on(
            catalogue.changes, self.choose_instruments, set(catalogue.inputs), [catalogue.list],
            **typing,
        )  # fmt: skip
        gr.on([shelf.clear.click, shelf.table.clear], self.clear, None, contents, **AT_ONCE).then(
            None, js=_FOCUS_COUNT
        )
        shelf.table.apply(self.choose_concern, None, contents, **AT_ONCE).then(
            None, js=_FOCUS_COUNT
        )
        shelf.table.expand(self.show_more, None, [shelf.table], **AT_ONCE).then(None, js=_FOCUS_NEW)
        for listing in (shelf.table, catalogue.list, document):
            listing.select(self.open, None, contents, **AT_ONCE).then(None, js=_FOCUS_DOCUMENT)
        document.undo(self.leave, None, contents, **AT_ONCE).then(None, js=_FOCUS_LIST)

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
        """Return how far uploads are, and what they have changed of what is shown."""
        uploads = [job for job in session.jobs if job.kind in ("upload", "undo")]
        starter = [job for job in session.jobs if job.kind == "starter"]
        return {
            self.work_note: jobs_html([*uploads, *starter], session.language),
            self.cancel_work: gr.update(
                value=word("cancel", session.language),
                visible=any(job.is_running for job in uploads),
            ),
            **(self.contents.show(session) if session.browsing.visited else {}),
        }

    # What the reader looks at

    def visit(self, request: gr.Request) -> Updates:
        """Show what is in the library now."""
        session = self.sessions.of(request)
        session.browsing.visited = True
        return self.contents.show(session)

    def go(self, place: Place, request: gr.Request) -> Updates:
        """Show the documents or the catalogue."""
        session = self.sessions.of(request)
        session.browsing.place = place
        return self.contents.show(session)

    def choose(self, chosen: Updates, request: gr.Request) -> Updates:
        """Show the documents that fit what the reader typed and chose."""
        session = self.sessions.of(request)
        session.browsing.view = self.contents.shelf.read(chosen)
        return self.contents.show_table(session)

    def choose_concern(self, event: gr.EventData, request: gr.Request) -> Updates:
        """Show the documents that one thing is worth checking of."""
        session = self.sessions.of(request)
        session.browsing.view = ShelfView(concern=str(event.concern))
        return self.contents.show(session, choices=True)

    def clear(self, request: gr.Request) -> Updates:
        """Show every document again, in the order that the reader chose."""
        session = self.sessions.of(request)
        session.browsing.view = ShelfView(order=session.browsing.view.order)
        return self.contents.show(session, choices=True)

    def show_more(self, request: gr.Request) -> Updates:
        """Show the next documents of a long list too."""
        session = self.sessions.of(request)
        session.browsing.view = session.browsing.view.more()
        return self.contents.show_table(session)

    def choose_instruments(self, chosen: Updates, request: gr.Request) -> Updates:
        """Show the instruments that fit what the reader typed and chose."""
        session = self.sessions.of(request)
        session.browsing.instruments = self.contents.catalogue.read(chosen)
        return self.contents.show_instruments(session)

    def open(self, event: gr.EventData, request: gr.Request) -> Updates:
        """Show the page of a document."""
        session = self.sessions.of(request)
        session.browsing.opened = str(event.open)
        return self.contents.show(session)

    def leave(self, request: gr.Request) -> Updates:
        """Go back from the page of a document to where it was opened."""
        session = self.sessions.of(request)
        session.browsing.opened = ""
        return self.contents.show(session)

    def ask(self, event: gr.EventData, request: gr.Request) -> Updates:
        """Let answers come from one document alone."""
        session = self.sessions.of(request)
        session.filters = Filters(documents=(str(event.ask),))
        session.offered = None
        return self.frame.work(session)

    # Adding and removing

    def add(self, files: Sequence[str], request: gr.Request) -> Updates:
        """Add uploaded files."""
        job = self.desk.add([Path(file) for file in files])
        return self.frame.follow(self.sessions.of(request), job) | {self.upload: None}

    def cancel_uploads(self, request: gr.Request) -> None:
        """Cancel what is being added; documents already in stay."""
        self.frame.cancel(request, "upload", "undo")

    def ask_removal(self, event: gr.EventData, request: gr.Request) -> Updates:
        """Ask whether a document is really to go."""
        session = self.sessions.of(request)
        slug = str(event.remove)
        info = self.desk.library.shelf.infos.get(slug)
        if info is None:
            return self.contents.show(session)
        session.to_remove = slug
        sure = word("remove_sure", session.language, title=info.title)
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
        if session.browsing.opened == slug:
            session.browsing.opened = ""
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
