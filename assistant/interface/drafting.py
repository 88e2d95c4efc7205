"""What a browser tab keeps of the brief that it makes, and how that is written."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from corpus.errors import Cancelled, PolicydeskError, UsageError
from corpus.types import NO_FILTERS, Filters

if TYPE_CHECKING:
    from assistant.briefs.draft import Draft
    from assistant.desk import Desk
    from assistant.settings import EngineChoice
    from corpus.types import Section

log = logging.getLogger(__name__)

Change = Literal["add", "edit", "move", "remove", "write", "new", "insert"]
_MOST_CHANGES = 100


@dataclass
class Drafting:
    """A brief in the making, with what was done to it.

    Handlers of the same tab run at the same time, so whoever changes the draft holds ``lock``.

    Attributes:
        draft: As it is now; None before there is an outline.
        style: In which it is saved, as the reader chose; None goes by its language.
        filters: Which documents count, as chosen when its outline was made.
        done: Earlier drafts and what was done to each, latest last.
        undone: The same for what was undone.
        waiting: Keys of the parts that are still to be written in this run.
        writing: Key of the part that is being written; None for none.
        written: How many parts this run has written.
        run: Stops the outline or the writing that is under way; None where nothing is.
        problem: Why the last work failed; None where it did not.
        notice: Key of what is to be said of the last run; empty for nothing.
        focus: What the keyboard goes to after the next redraw; empty leaves it.
        focused: How often that was said.
        lock: Held while the draft changes.
    """

    draft: Draft | None = None
    style: Literal["report", "memo"] | None = None
    filters: Filters = NO_FILTERS
    done: list[tuple[Change, Draft | None]] = field(default_factory=list)
    undone: list[tuple[Change, Draft | None]] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)
    writing: int | None = None
    written: int = 0
    run: threading.Event | None = None
    problem: PolicydeskError | Exception | None = None
    notice: str = ""
    focus: str = ""
    focused: int = 0
    lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def total(self) -> int:
        """How many parts this run writes."""
        return self.written + len(self.waiting) + (self.writing is not None)

    def point_to(self, key: str) -> None:
        """Send the keyboard somewhere with the next redraw."""
        self.focus = key
        self.focused += 1

    def stop(self) -> None:
        """End the work that is under way; what is written stays."""
        with self.lock:
            if self.run is not None:
                self.run.set()
            self.run, self.writing, self.waiting = None, None, []

    def change(self, what: Change, make: Callable[[Draft], Draft | None]) -> None:
        """Change the draft in a way that can be undone; no change leaves no trace.

        Raises:
            UsageError: The change is not possible.
        """
        with self.lock:
            if self.draft is None:
                return
            changed = make(self.draft)
            if changed != self.draft:
                self._note(what, self.draft)
                self.draft = changed

    def begin(self, draft: Draft) -> None:
        """Take a new draft; the one that was thrown away before stays within reach of undo."""
        with self.lock:
            self.draft, self.problem = draft, None

    def discard(self) -> None:
        """Put the draft away, to begin another; undo brings it back."""
        with self.lock:
            self.stop()
            self.problem = None
            self.change("new", lambda draft: None)

    def undo(self) -> None:
        """Take the last change back."""
        self._swap(self.done, self.undone)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._swap(self.undone, self.done)

    def _note(self, what: Change, before: Draft | None) -> None:
        self.done = [*self.done, (what, before)][-_MOST_CHANGES:]
        self.undone = []

    def _swap(
        self, taken: list[tuple[Change, Draft | None]], kept: list[tuple[Change, Draft | None]]
    ) -> None:
        from assistant.briefs.draft import restore_draft

        with self.lock:
            if not taken:
                return
            what, other = taken.pop()
            if what in ("new", "write"):
                self.stop()
            kept.append((what, self.draft))
            if other is not None and self.draft is not None and what != "new":
                other = restore_draft(other, self.draft)
            self.draft, self.problem = other, None


def make_outline(
    drafting: Drafting,
    desk: Desk,
    topic: str,
    questions: Sequence[str],
    language: str,
) -> Iterator[None]:
    """Make the outline of a new draft; each step is a change to show.

    Args:
        drafting: Takes the draft.
        desk: Looks things up.
        topic: Of the brief; where it is empty, the first question is its title.
        questions: Instead of those that the topic suggests.
        language: Of the brief.
    """
    from assistant.briefs.draft import start_draft

    drafting.stop()
    drafting.run = cancel = threading.Event()
    drafting.problem = None
    yield
    try:
        outline = desk.outline(
            topic or next(iter(questions), ""),
            cancel,
            questions=questions,
            language=language,
            filters=drafting.filters,
        )
        with drafting.lock:
            if drafting.run is cancel:
                drafting.begin(start_draft(outline))
                drafting.point_to("write")
    except Cancelled:
        pass
    except Exception as error:
        _fail(drafting, cancel, error)
    if drafting.run is cancel:
        drafting.run = None
    yield


def write_parts(
    drafting: Drafting, desk: Desk, choice: EngineChoice, keys: Sequence[int]
) -> Iterator[None]:
    """Write parts of the draft one after another; each step is a change to show.

    Where writing is under way, they wait for their turn in that and this ends at once.

    Args:
        drafting: Holds the draft.
        desk: Looks things up.
        choice: Who writes.
        keys: Of the parts.
    """
    with drafting.lock:
        draft = drafting.draft
        if draft is None or not keys:
            return
        known = {part.key: part for part in draft.parts if part.point.question}
        new = [key for key in keys if key in known and key not in drafting.waiting]
        if any(known[key].section for key in new):
            drafting._note("write", draft)
        drafting.waiting += new
        is_running = drafting.run is not None
        cancel = drafting.run or threading.Event()
        if not is_running:
            drafting.run, drafting.written, drafting.problem = cancel, 0, None
            drafting.notice = ""
    yield
    if is_running:
        return
    try:
        while _take(drafting, cancel):
            yield
            _write(drafting, desk, choice, cancel)
            yield
    except Cancelled:
        pass
    except Exception as error:
        _fail(drafting, cancel, error)
    finally:
        with drafting.lock:
            if drafting.run is cancel:
                drafting.run, drafting.writing, drafting.waiting = None, None, []
    yield


def _take(drafting: Drafting, cancel: threading.Event) -> bool:
    """Take the next part that waits; False where there is none, or this run has ended."""
    with drafting.lock:
        if drafting.run is not cancel or not drafting.waiting:
            return False
        drafting.writing, *drafting.waiting = drafting.waiting
        return True


def _write(drafting: Drafting, desk: Desk, choice: EngineChoice, cancel: threading.Event) -> None:
    """Write the part that was taken; one that is removed meanwhile is left out."""
    from assistant.briefs.draft import put_section

    with drafting.lock:
        key, draft = drafting.writing, drafting.draft
    if draft is None:
        return
    part = next((part for part in draft.parts if part.key == key), None)
    if part is None:
        return
    section = desk.write_section(
        part.point, draft.language, choice, cancel, filters=drafting.filters
    )
    with drafting.lock:
        if drafting.run is cancel and drafting.draft is not None:
            try:
                drafting.draft = put_section(drafting.draft, part.key, section)
            except UsageError:
                log.info("part %d was removed while it was written", part.key)
            drafting.written += 1
            drafting.writing = None


def _fail(drafting: Drafting, cancel: threading.Event, error: Exception) -> None:
    if not isinstance(error, PolicydeskError):
        log.error("the brief failed", exc_info=error)
    if drafting.run is cancel:
        drafting.problem = error


def insert_section(drafting: Drafting, section: Section, language: str) -> None:
    """Add a section that was written elsewhere; where there is no draft, begin one of its heading.

    Args:
        drafting: Takes it.
        section: Of an answer.
        language: Of the brief that is begun.

    Raises:
        UsageError: The brief has as many parts as it may have.
    """
    from assistant.briefs.draft import Draft, add_part

    with drafting.lock:
        if drafting.draft is None:
            drafting.begin(add_part(Draft(section.point.heading, language), section.point, section))
        else:
            drafting.change("insert", lambda draft: add_part(draft, section.point, section))
