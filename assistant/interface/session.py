"""What each browser tab remembers."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.conversation import Turn
from assistant.history import KeptConversation, new_id
from assistant.interface.checking import Checking
from assistant.interface.drafting import Drafting
from assistant.interface.shelf import Browsing
from assistant.interface.words import InterfaceLanguage
from assistant.jobs import Job
from assistant.settings import EngineChoice
from assistant.uploads import Removed
from corpus.types import NO_FILTERS, Filters

if TYPE_CHECKING:
    import gradio as gr

    from assistant.translate import Translation


@dataclass
class Session:
    """One browser tab.

    Attributes:
        language: Of the interface.
        reader: Secret of the browser, to which the conversations that are kept belong.
        conversation: Identifier under which the conversation is kept.
        turns: The conversation, oldest first; a new conversation takes a new list.
        deleted: Turns that the reader can still bring back: of a conversation that was deleted, or
            of this one before the last question was changed or asked again.
        editing: Number of the turn whose question the reader is changing.
        suggestions: Questions to go on with after the last turn.
        forgotten: The kept conversation that the reader deleted last and can still bring back.
        engine: Who writes the answers, as the reader chose.
        filters: What answers may come from, as the reader chose.
        offered: Generation of the library whose documents the filters offer.
        translations: Of quotes that the reader asked for, by quote and language; None while one is
            being made.
        cancel: Stops the answer that is being written.
        jobs: The long work that this tab follows.
        seen: What of it the page shows already.
        browsing: Where in the library the reader is.
        to_remove: Slug of the document that the reader is asked about.
        removed: What the reader can still undo.
        brief: That the reader makes.
        checking: The draft that is being checked, or was last.
        writing_draft: Whether the reader is about to give another draft.
        rooms: What pages outside this room remember, by their name.
    """

    language: InterfaceLanguage = "ko"
    reader: str = ""
    conversation: str = field(default_factory=new_id)
    turns: list[Turn] = field(default_factory=list)
    deleted: list[Turn] = field(default_factory=list)
    editing: int | None = None
    suggestions: tuple[str, ...] = ()
    forgotten: KeptConversation | None = None
    engine: EngineChoice = "auto"
    filters: Filters = NO_FILTERS
    offered: int | None = None
    translations: dict[tuple[str, str], Translation | None] = field(default_factory=dict)
    cancel: threading.Event = field(default_factory=threading.Event)
    jobs: list[Job] = field(default_factory=list)
    seen: object = None
    browsing: Browsing = field(default_factory=Browsing)
    to_remove: str = ""
    removed: Removed | None = None
    brief: Drafting = field(default_factory=Drafting)
    checking: Checking | None = None
    writing_draft: bool = True
    rooms: dict[str, Any] = field(default_factory=dict)


class Sessions:
    """The sessions of all browser tabs that are open."""

    def __init__(self, engine: EngineChoice) -> None:
        """Know none yet.

        Args:
            engine: Chosen at first.
        """
        self._engine: EngineChoice = engine
        self._open: dict[str, Session] = {}

    def of(self, request: gr.Request) -> Session:
        """Return the session of the tab that a request comes from."""
        key = request.session_hash or ""
        return self._open.setdefault(key, Session(engine=self._engine))

    def leave(self, request: gr.Request) -> None:
        """Forget a tab that has gone and stop what is being written for it."""
        if session := self._open.pop(request.session_hash or "", None):
            session.cancel.set()
            session.brief.stop()
            if session.checking is not None:
                session.checking.cancel.set()
