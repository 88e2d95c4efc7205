"""What one browser tab remembers."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.conversation import Turn
from assistant.interface.words import InterfaceLanguage
from assistant.jobs import Job
from assistant.uploads import Removed
from corpus.types import NO_FILTERS, Filters

if TYPE_CHECKING:
    from assistant.translate import Translation


@dataclass
class Session:
    """One browser tab.

    Attributes:
        language: Of the interface.
        turns: The conversation, oldest first; a new conversation takes a new list.
        deleted: Turns of a conversation that the reader can still bring back.
        filters: What answers may come from, as the reader chose.
        offered: Generation of the library whose documents the filters offer.
        translations: Of quotes that the reader asked for, by quote and language; None while one is
            being made.
        cancel: Stops the answer that is being written.
        jobs: The long work that this tab follows.
        seen: What of it the page shows already.
        to_remove: Slug of the document that the reader is asked about.
        removed: What the reader can still undo.
    """

    language: InterfaceLanguage = "ko"
    turns: list[Turn] = field(default_factory=list)
    deleted: list[Turn] = field(default_factory=list)
    filters: Filters = NO_FILTERS
    offered: int | None = None
    translations: dict[tuple[str, str], Translation | None] = field(default_factory=dict)
    cancel: threading.Event = field(default_factory=threading.Event)
    jobs: list[Job] = field(default_factory=list)
    seen: object = None
    to_remove: str = ""
    removed: Removed | None = None
