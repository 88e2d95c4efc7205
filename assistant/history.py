"""Conversations that are kept: one file each, in a folder for each browser they belong to."""

from __future__ import annotations

import hashlib
import json
import logging
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from pydantic import TypeAdapter, ValidationError

from assistant.conversation import Turn
from corpus.errors import LibraryError
from index.library import Library

log = logging.getLogger(__name__)

MOST_KEPT = 500
"""Conversations of one browser; the one that was touched longest ago makes room."""

_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class KeptConversation:
    """A conversation as it is kept.

    Attributes:
        id: 32 hexadecimal digits.
        changed: When its last answer was kept, UTC, ISO 8601 to the second.
        turns: Oldest first; none of them is still being answered.
    """

    id: str
    changed: str
    turns: tuple[Turn, ...]

    @property
    def title(self) -> str:
        """Its first question, in one line."""
        return " ".join(self.turns[0].question.split()) if self.turns else ""

    def speaks_of(self, words: str) -> bool:
        """Whether each of some words stands in a question, an answer or a cited title."""
        if not words.strip():
            return True
        said = [text for turn in self.turns for text in _said(turn)]
        text = "\n".join(said).casefold()
        return all(one in text for one in words.casefold().split())


_KEPT = TypeAdapter(KeptConversation)


class History:
    """The conversations of every browser, in one folder."""

    def __init__(self, folder: Path) -> None:
        """Read nothing yet; the folder is made when there is something to keep."""
        self._folder = folder
        self._read: dict[Path, tuple[int, KeptConversation]] = {}

    def keep(self, reader: str, id: str, turns: Sequence[Turn]) -> None:
        """Keep a conversation in place of what was kept of it before.

        Args:
            reader: Secret of the browser that it belongs to.
            id: Of the conversation, as ``new_id`` makes them.
            turns: Oldest first.

        Raises:
            LibraryError: It cannot be written.
        """
        now = datetime.now(UTC).replace(microsecond=0).isoformat()
        self.restore(reader, KeptConversation(id, now, tuple(map(_settled, turns))))

    def restore(self, reader: str, kept: KeptConversation) -> None:
        """Keep a conversation as it was, for example after ``delete``.

        Raises:
            LibraryError: It cannot be written.
        """
        path = self._path(reader, kept.id)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # A reader of the folder finds the old file or the new one, never half of one.
            with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
                # A lone surrogate, as a browser can send, has no UTF-8.
                text = json.dumps(_KEPT.dump_python(kept), ensure_ascii=False)
                file.write(text.encode("utf-8", "replace"))
            Path(file.name).replace(path)
            self._read.pop(path, None)
            files = sorted(path.parent.glob("*.json"), key=lambda p: p.stat().st_mtime)
            for oldest in files[:-MOST_KEPT]:
                oldest.unlink(missing_ok=True)
        except OSError as error:
            raise LibraryError(
                f"the conversation could not be kept ({error.strerror})",
                str(path.parent),
                "Make room or give write access, or save the conversation as a file.",
            ) from error

    def find(self, reader: str, words: str = "") -> list[KeptConversation]:
        """Return a browser's conversations that speak of some words, newest first."""
        kept = [self._load(path) for path in self._of(reader).glob("*.json")]
        found = [one for one in kept if one is not None and one.turns and one.speaks_of(words)]
        return sorted(found, key=lambda one: (one.changed, one.id), reverse=True)

    def get(self, reader: str, id: str) -> KeptConversation | None:
        """Return a conversation; None where there is none of that browser."""
        return self._load(self._path(reader, id)) if _ID.fullmatch(id) else None

    def delete(self, reader: str, id: str) -> KeptConversation | None:
        """Delete a conversation and return what ``restore`` takes; None where there is none."""
        kept = self.get(reader, id)
        if kept is not None:
            self._path(reader, id).unlink(missing_ok=True)
        return kept

    def _of(self, reader: str) -> Path:
        """The folder of a browser; its name does not tell the secret."""
        return self._folder / hashlib.sha256(reader.encode("utf-8")).hexdigest()[:32]

    def _path(self, reader: str, id: str) -> Path:
        return self._of(reader) / f"{id}.json"

    def _load(self, path: Path) -> KeptConversation | None:
        try:
            stamp = path.stat().st_mtime_ns
            known = self._read.get(path)
            if known is None or known[0] != stamp:
                known = stamp, _KEPT.validate_json(path.read_bytes())
                self._read[path] = known
        except FileNotFoundError:
            return None
        except (OSError, ValidationError):
            log.warning("a kept conversation cannot be read: %s", path.name)
            return None
        return known[1]


def new_id() -> str:
    """Return an identifier for a new conversation."""
    return uuid.uuid4().hex


def compare_with_library(turns: Sequence[Turn], library: Library) -> tuple[Turn, ...]:
    """Return kept turns, each with the titles of cited documents that no longer say so.

    A document that is gone, or that has other words where the quote stood, is named.
    """
    return tuple(replace(turn, outdated=_outdated(turn, library)) for turn in turns)


def _outdated(turn: Turn, library: Library) -> tuple[str, ...]:
    titles = [
        citation.hit.info.title
        for citation in turn.citations
        if library.records.slice(
            citation.hit.info.slug, citation.locator.char_start, citation.locator.char_end
        )
        != citation.quote
    ]
    return tuple(dict.fromkeys(titles))


def _settled(turn: Turn) -> Turn:
    """A turn without what only mattered while it was being answered."""
    if turn.answer is not None:
        return replace(turn, found=None, written="", outdated=())
    return replace(turn, ending=turn.ending or "stopped", outdated=())


def _said(turn: Turn) -> list[str]:
    answer = turn.answer.text if turn.answer else turn.written
    return [turn.question, turn.understood_as or "", answer, *turn.titles]
