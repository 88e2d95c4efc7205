"""Checks the draft of a reader sentence by sentence, and keeps what was found in the tab."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant.interface.downloads import as_download
from assistant.interface.present.work import problem_line
from assistant.interface.words import word
from corpus.errors import PolicydeskError

if TYPE_CHECKING:
    from assistant.check import CheckedSentence
    from assistant.desk import Desk
    from assistant.drafts import Draft
    from assistant.interface.session import Session
    from ingest.pipeline import Source

log = logging.getLogger(__name__)

_REDRAW_S = 0.25
Ending = Literal["", "done", "stopped", "failed"]


@dataclass
class Checking:
    """A draft and what was found about it so far.

    Attributes:
        source: The text or file as the reader gave it; kept in memory only.
        draft: What was read of it.
        found: The sentences judged so far, in order.
        cancel: Stops the check.
        ending: How it ended; empty while it runs.
        problem: Why it failed, in one line.
        chosen: Index of the sentence whose sources are shown.
    """

    source: Source
    draft: Draft
    found: list[CheckedSentence] = field(default_factory=list)
    cancel: threading.Event = field(default_factory=threading.Event)
    ending: Ending = ""
    problem: str = ""
    chosen: int | None = None

    @property
    def is_running(self) -> bool:
        """Whether sentences are still being judged."""
        return not self.ending


def read_pasted(text: str) -> Checking:
    """Return a pasted text, read and not yet checked.

    Raises:
        PolicydeskError: It cannot be read.
    """
    from assistant.drafts import pasted, read_draft

    source = pasted(text)
    return Checking(source, read_draft(source))


def read_uploaded(path: Path) -> Checking:
    """Return an uploaded file, read and not yet checked; the file is deleted whatever happens.

    Raises:
        PolicydeskError: It cannot be read.
    """
    from assistant.drafts import read_draft
    from ingest.pipeline import load_source

    try:
        source = load_source(path)
        return Checking(source, read_draft(source))
    finally:
        path.unlink(missing_ok=True)
        with suppress(OSError):
            path.parent.rmdir()


def copy_of(checking: Checking) -> dict[str, str]:
    """Return the annotated copy as a file for the browser (see ``downloads.as_download``).

    Raises:
        PolicydeskError: It cannot be made.
    """
    from assistant.annotate.copies import MEDIA_TYPE, SUFFIX, annotated_copy

    data = annotated_copy(checking.source, checking.draft, tuple(checking.found))
    return as_download(f"{checking.source.path.stem}-policydesk{SUFFIX}", MEDIA_TYPE, data)


def check_steps(session: Session, desk: Desk, checking: Checking) -> Iterator[None]:
    """Judge a draft's sentences; each step is a change to show, the first one the bare draft.

    Where the reader turns to another draft meanwhile, there are no more steps.

    Args:
        session: Of the reader; keeps what is found.
        desk: Judges.
        checking: The draft.
    """
    session.checking = checking
    yield
    drawn = time.monotonic()
    try:
        for sentence in desk.check(checking.draft, checking.cancel):
            if session.checking is not checking:
                checking.cancel.set()
                return
            checking.found.append(sentence)
            now = time.monotonic()
            if now - drawn >= _REDRAW_S:
                drawn = now
                yield
        whole = len(checking.found) == len(checking.draft.sentences)
        checking.ending = "done" if whole else "stopped"
    except PolicydeskError as error:
        checking.problem = problem_line(error, session.language)
        checking.ending = "failed"
    except Exception:
        log.exception("checking a draft failed")
        checking.problem = word("unexpected", session.language)
        checking.ending = "failed"
    if session.checking is checking:
        yield
