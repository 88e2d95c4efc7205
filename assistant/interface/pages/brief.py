"""The page that makes briefs: a topic becomes an outline, the outline a brief, the brief a file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, get_args

import gradio as gr

from assistant.briefs.about import name_of
from assistant.briefs.contents import read_brief
from assistant.briefs.draft import add_part, brief_of, edit_part, move_part, remove_part
from assistant.briefs.outline import one_line
from assistant.desk import Desk
from assistant.export.styles import Style, style_for
from assistant.interface.drafting import Drafting, make_outline, write_parts
from assistant.interface.inserting import insert_answer
from assistant.interface.page import AT_ONCE, HIDDEN, Page, Updates, speaker
from assistant.interface.pages.ask import AskPage
from assistant.interface.pages.brief_layout import BriefForm, BriefSheet
from assistant.interface.present.brief import brief_html, meant_question
from assistant.interface.present.brief_bar import brief_bar_html
from assistant.interface.present.brief_sources import brief_sources_html
from assistant.interface.present.notices import notice_html
from assistant.interface.present.work import problem_line
from assistant.interface.saving import save_brief
from assistant.interface.session import Session, Sessions
from assistant.interface.words import InterfaceLanguage, word
from corpus.errors import PolicydeskError
from corpus.types import NO_FILTERS, Point

if TYPE_CHECKING:
    from assistant.interface.frame import Frame

_SAVE = "(file) => { if (file) window.pdSave(file); }"


class BriefPage(Page):
    """An outline that is edited in place, written part by part, and saved with its footnotes."""

    def __init__(self, desk: Desk, sessions: Sessions) -> None:
        """Lay the page out."""
        super().__init__(desk, sessions)
        with gr.Tab(word("tab_brief", "ko"), id="brief", elem_id="pd-tab-brief") as self.tab:
            self.form = BriefForm()
            self.sheet = BriefSheet()

    @property
    def outputs(self) -> list[Any]:
        """Every component that ``show`` changes."""
        return [self.tab, *self.form.outputs, *self._made, *self.work_outputs]

    @property
    def work_outputs(self) -> list[Any]:
        """Every component that ``work`` changes."""
        return [*self.form.examples, self.form.examples_box, self.form.note]

    @property
    def _made(self) -> list[Any]:
        form = self.form
        return [form.box, form.make, form.stop, form.recover, form.note, *self.sheet.outputs]

    def wire(self, frame: Frame) -> None:
        """Say what happens when the components are used."""
        form, sheet, made = self.form, self.sheet, self._made
        making: dict[str, Any] = {"outputs": made, "concurrency_limit": 4, **HIDDEN}
        gr.on([form.make.click, form.topic.submit], self.begin, form.inputs, **making)
        kind = [form.language, form.style]
        for example in form.examples:
            example.click(self.begin_example, [example, *kind], **making)
        form.language.input(style_for, form.language, form.style, **AT_ONCE)
        form.stop.click(self.halt, None, made, **AT_ONCE)
        form.recover.click(self.recover, None, made, **AT_ONCE)
        for part in (sheet.bar, sheet.body):
            part.select(self.change, None, made, trigger_mode="multiple", **AT_ONCE)
            part.submit(self.write, None, trigger_mode="multiple", **making)
        sheet.bar.download(self.save, None, [sheet.file, *made], **HIDDEN).then(
            None, sheet.file, js=_SAVE
        )
        self.tab.select(self.visit, None, self.work_outputs, **AT_ONCE)
        for page in frame.pages:
            if isinstance(page, AskPage):
                self.notice = page.notice
                page.conversation.edit(self.insert, None, [*made, page.notice], **HIDDEN)

    def show(self, session: Session) -> Updates:
        """Return the page's words, and the brief as far as it is made."""
        return {
            self.tab: gr.update(label=word("tab_brief", session.language)),
            **self.form.show(session.language),
            **self.work(session),
            **self._shown(session),
        }

    def work(self, session: Session) -> Updates:
        """Return what a changed library offers to write about."""
        topics = self._topics(session.language)
        return {**self.form.offer(topics), self.form.note: self._note(session)}

    # The outline

    def begin(
        self, topic: str, questions: str, language: str, style: Style, request: gr.Request
    ) -> Iterator[Updates]:
        """Make an outline of a topic, or of the reader's own questions."""
        session = self.sessions.of(request)
        topic = one_line(topic)
        asked = [line for line in map(one_line, questions.splitlines()) if line]
        if not topic and not asked:
            yield {self.form.note: notice_html(word("brief_needs_topic", session.language), "bad")}
            return
        drafting = session.brief
        drafting.style, drafting.filters = style, session.filters
        for _ in make_outline(drafting, self.desk, topic, asked, language):
            yield self._shown(session)

    def begin_example(
        self, topic: str, language: str, style: Style, request: gr.Request
    ) -> Iterator[Updates]:
        """Make an outline of a topic that the page offers."""
        yield from self.begin(topic, "", language, style, request)

    def halt(self, request: gr.Request) -> Updates:
        """Stop making the outline."""
        session = self.sessions.of(request)
        session.brief.stop()
        return self._shown(session)

    def recover(self, request: gr.Request) -> Updates:
        """Bring back the brief that was put away for a new one."""
        session = self.sessions.of(request)
        session.brief.undo()
        session.brief.point_to("title")
        return self._shown(session)

    def visit(self, request: gr.Request) -> Updates:
        """Show what there is to write about now."""
        return self.work(self.sessions.of(request))

    # The brief

    def change(self, event: gr.EventData, request: gr.Request) -> Updates:
        """Take what the reader typed, and do what was clicked."""
        session = self.sessions.of(request)
        drafting = session.brief
        try:
            with drafting.lock:
                notice = _take_edits(drafting, event.edits, session.language)
                notice = _act(drafting, event.act, event.part, event.value) or notice
        except PolicydeskError as error:
            return self._shown(session, notice_html(problem_line(error, session.language), "bad"))
        said = word(notice, session.language) if notice else ""
        return self._shown(session, notice_html(said))

    def write(self, event: gr.EventData, request: gr.Request) -> Iterator[Updates]:
        """Write one part, those that are missing, or all afresh; show each when it is there."""
        session = self.sessions.of(request)
        drafting = session.brief
        with drafting.lock:
            _take_edits(drafting, event.edits, session.language)
            parts = drafting.draft.parts if drafting.draft else ()
        if event.part:
            keys = [int(event.part)]
        else:
            keys = [p.key for p in parts if p.needs_writing or event.act == "rewrite"]
        draft = drafting.draft
        for _ in write_parts(drafting, self.desk, session.engine, keys):
            yield self._shown(session)
        if drafting.draft is draft:
            yield self._shown(session)

    def save(self, event: gr.EventData, request: gr.Request) -> Updates:
        """Hand the brief to the browser as a file."""
        session = self.sessions.of(request)
        drafting = session.brief
        with drafting.lock:
            _take_edits(drafting, event.edits, session.language)
            draft = drafting.draft
        if draft is None:
            return {self.sheet.file: None}
        try:
            file = save_brief(draft, drafting.style, f".{event.value}")
        except PolicydeskError as error:
            problem = notice_html(problem_line(error, session.language), "bad")
            return {self.sheet.file: None, **self._shown(session, problem)}
        said = word("brief_saved", session.language, name=file["name"])
        return {self.sheet.file: file, **self._shown(session, notice_html(said, "good"))}

    def insert(self, event: gr.EventData, request: gr.Request) -> Updates:
        """Make an answer of the conversation a part of the brief."""
        session = self.sessions.of(request)
        notice = insert_answer(session, self.desk, event.insert)
        return {**self._shown(session), self.notice: notice}

    # What the parts show

    def _shown(self, session: Session, notice: str = "") -> Updates:
        drafting, language = session.brief, session.language
        form, sheet, draft = self.form, self.sheet, drafting.draft
        is_outlining = draft is None and drafting.run is not None
        shown: Updates = {
            form.box: gr.update(visible=draft is None),
            form.make: gr.update(interactive=not is_outlining),
            form.stop: gr.update(visible=is_outlining),
            form.recover: gr.update(visible=draft is None and bool(drafting.done)),
            form.note: self._note(session),
            sheet.box: gr.update(visible=draft is not None),
        }
        if draft is None:
            return shown | {sheet.bar: "", sheet.body: "", sheet.sources: ""}
        contents = read_brief(brief_of(draft))
        infos = self.desk.library.shelf.infos
        named = {slug for part in draft.parts for slug in part.point.documents}
        names = {slug: name_of(infos[slug], language) for slug in named if slug in infos}
        if not notice and drafting.notice:
            notice = notice_html(word(drafting.notice, language))
        notice = _problem_html(drafting, language) or notice
        return shown | {
            sheet.bar: brief_bar_html(drafting, notice, language),
            sheet.body: brief_html(drafting, contents, names, language),
            sheet.sources: brief_sources_html(draft, contents, language),
        }

    def _note(self, session: Session) -> str:
        """What is to be said below the form."""
        say = speaker(session.language)
        drafting = session.brief
        if drafting.draft is None and drafting.run is not None:
            said = say("brief_outlining")
            return f'<p class="pd-working" role="status"><span>{said}</span></p>'
        if drafting.problem is not None:
            return _problem_html(drafting, session.language)
        if not self.desk.library.shelf.infos and not self.desk.is_preparing:
            return notice_html(say("brief_library_empty"))
        return notice_html(say("brief_filtered")) if session.filters != NO_FILTERS else ""

    def _topics(self, language: InterfaceLanguage) -> Sequence[str]:
        infos = [i for i in self.desk.library.shelf.infos.values() if i.instrument]
        infos.sort(key=lambda i: (i.kind != "law", i.language != language, i.title))
        return tuple(dict.fromkeys(name_of(info, language) for info in infos))


def _problem_html(drafting: Drafting, language: InterfaceLanguage) -> str:
    error = drafting.problem
    if error is None:
        return ""
    known = error if isinstance(error, PolicydeskError) else None
    return notice_html(problem_line(known, language), "bad")


def _take_edits(drafting: Drafting, edits: str, language: InterfaceLanguage) -> str:
    """Take what the reader typed; return the key of what must be said about it."""
    notice = ""
    for edit in json.loads(edits):
        text = one_line(str(edit["value"]))
        match edit["field"]:
            case "title" if not text:
                notice = "brief_no_title"
                drafting.point_to("title")
            case "title":
                drafting.change("edit", partial(replace, title=text))
            case "heading":
                _edit(drafting, int(edit["part"]), heading=text)
            case "question":
                _edit(drafting, int(edit["part"]), question=meant_question(text, language))
    return notice


def _edit(
    drafting: Drafting, key: int, *, heading: str | None = None, question: str | None = None
) -> None:
    """Change a part; what was typed into one that is gone meanwhile has gone with it."""
    draft = drafting.draft
    if draft and any(part.key == key for part in draft.parts):
        drafting.change("edit", partial(edit_part, key=key, heading=heading, question=question))


def _act(drafting: Drafting, act: str, part: str, value: str) -> str:
    """Do what was clicked; return the key of what must be said about it.

    Raises:
        UsageError: The part is gone, or the brief has as many as it may have.
    """
    key = int(part or 0)
    drafting.notice = ""
    match act:
        case "add":
            drafting.change("add", lambda draft: add_part(draft, Point("", "")))
            if drafting.draft:
                drafting.point_to(f"{drafting.draft.parts[-1].key}-question")
        case "up" | "down":
            by = -1 if act == "up" else 1
            drafting.change("move", lambda draft: move_part(draft, key, by))
            drafting.point_to(f"{key}-{act}")
        case "remove":
            _remove(drafting, key)
        case "undo":
            drafting.undo()
        case "redo":
            drafting.redo()
        case "new":
            drafting.discard()
        case "stop":
            drafting.stop()
            drafting.notice = "brief_stopped"
        case "style":
            drafting.style = next((s for s in get_args(Style) if s == value), None)
    return ""


def _remove(drafting: Drafting, key: int) -> None:
    draft = drafting.draft
    if draft is None:
        return
    at = draft.position(key)
    drafting.change("remove", lambda draft: remove_part(draft, key))
    rest = drafting.draft.parts if drafting.draft else ()
    drafting.point_to(f"{rest[min(at, len(rest) - 1)].key}-remove" if rest else "-add")
