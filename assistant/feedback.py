"""What readers say about answers: one JSON line each in the library's folder, nowhere else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from corpus.errors import LibraryError
from corpus.types import Answer, AnswerStatus, Citation

Judgement = Literal["helpful", "not helpful"]
Reason = Literal[
    "", "wrong citation", "missing", "wrong", "should decline", "should answer", "other"
]
REASONS: tuple[Reason, ...] = (
    *("wrong citation", "missing", "wrong", "should decline", "should answer", "other"),
)
MOST_LETTERS = 2000
"""Of a comment; what is longer is cut off."""
_PATIENCE_S = 5.0


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote as the reader saw it.

    Attributes:
        n: The number that ``[n]`` refers to.
        document: Slug.
        title: Of the document.
        language: ISO 639-1 code of the document.
        passage: Identifier of the passage that it was taken from.
        page: 1-based, or None.
        char_start: Index into the document's text.
        char_end: One past the last character.
        quote: Verbatim.
    """

    n: int
    document: str
    title: str
    language: str
    passage: str
    page: int | None
    char_start: int
    char_end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of an answer and the numbers that it cites."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a reader said about one answer.

    Attributes:
        id: Unique.
        at: When it was said first, ISO 8601, UTC.
        judgement: Whether the answer helped.
        reason: Why not; empty where that was not said.
        comment: In the reader's words.
    """

    id: str
    at: str
    judgement: Judgement
    reason: Reason = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """An opinion with the answer that it is of, and all that is needed to ask again.

    Attributes:
        opinion: The reader's.
        question: As typed.
        understood_as: What it meant in its conversation; None where it stood alone.
        language: ISO 639-1 code of the question.
        status: Whether it was answered.
        answer: As it was shown.
        sentences: Of the answer.
        citations: Of the answer.
        engine: Who wrote.
        filters: What the search was narrowed to, as ``ask --json`` has it.
    """

    opinion: Opinion
    question: str
    understood_as: str | None
    language: str
    status: AnswerStatus
    answer: str
    sentences: tuple[Said, ...]
    citations: tuple[Quoted, ...]
    engine: str
    filters: Mapping[str, Any]

    @property
    def searched(self) -> str:
        """The question that stands alone."""
        return self.understood_as or self.question


_FEEDBACK = TypeAdapter(Feedback)


def form_opinion(judgement: Judgement) -> Opinion:
    """Return a new opinion, not yet kept."""
    return Opinion(uuid4().hex, datetime.now(UTC).isoformat(timespec="seconds"), judgement)


def feedback_on(answer: Answer, opinion: Opinion) -> Feedback:
    """Return an opinion with the answer that it is of, not yet kept."""
    # Brings in the verification, which a conversation does not need.
    from assistant.wire import narrowing_json

    return Feedback(
        opinion=opinion,
        question=answer.question,
        understood_as=answer.understood_as,
        language=answer.language,
        status=answer.status,
        answer=answer.text,
        sentences=tuple(Said(s.text, s.citations) for s in answer.sentences),
        citations=tuple(map(_quoted, answer.citations)),
        engine=answer.engine,
        filters=narrowing_json(answer.narrowing),
    )


class FeedbackFile:
    """The feedback of one library; a later line about the same answer replaces the earlier."""

    def __init__(self, folder: Path) -> None:
        """Touch nothing yet.

        Args:
            folder: Of the library.
        """
        self.path = folder / "feedback.jsonl"

    def keep(self, said: Feedback) -> None:
        """Add it, or what has changed about it.

        Raises:
            LibraryError: It cannot be written.
        """
        opinion = replace(said.opinion, comment=said.opinion.comment[:MOST_LETTERS])
        self._append(asdict(replace(said, opinion=opinion)))

    def withdraw(self, opinion: Opinion) -> None:
        """Take it back: nothing of it stays in the file.

        Raises:
            LibraryError: It cannot be written.
        """
        try:
            with self._locked():
                lines = self.path.read_bytes().splitlines(keepends=True)
                kept = [line for line in lines if _id_of(line) != opinion.id]
                written = self.path.with_suffix(".part")
                written.write_bytes(b"".join(kept))
                written.replace(self.path)
        except FileNotFoundError:
            return
        except (OSError, Timeout) as error:
            raise self._failed("written", error) from error

    def read(self) -> tuple[Feedback, ...]:
        """Return what stands, newest first; lines that are no feedback are passed over."""
        standing: dict[str, Feedback] = {}
        for row in self._rows():
            try:
                said = _FEEDBACK.validate_python(row)
            except ValidationError:
                continue
            standing[said.opinion.id] = said
        return tuple(sorted(standing.values(), key=lambda said: said.opinion.at, reverse=True))

    def _rows(self) -> Iterator[dict[str, Any]]:
        try:
            text = self.path.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return
        except OSError as error:
            raise self._failed("read", error) from error
        for line in text.split("\n"):
            try:
                row = json.loads(line) if line.strip() else None
            except (ValueError, RecursionError):
                continue
            if isinstance(row, dict):
                yield row

    def _append(self, row: Mapping[str, Any]) -> None:
        line = json.dumps(row, ensure_ascii=False)
        # A lone surrogate, as a browser can send, has no UTF-8.
        data = line.encode("utf-8", "replace") + b"\n"
        try:
            with self._locked(), self.path.open("ab+") as file:
                if file.seek(0, 2) and file.seek(-1, 2) >= 0 and file.read(1) != b"\n":
                    # Whoever wrote before was interrupted; that line alone is lost.
                    data = b"\n" + data
                file.write(data)
        except (OSError, Timeout) as error:
            raise self._failed("written", error) from error

    def _locked(self) -> FileLock:
        return FileLock(f"{self.path}.lock", timeout=_PATIENCE_S)

    def _failed(self, done: str, error: Exception) -> LibraryError:
        return LibraryError(
            f"feedback cannot be {done} ({getattr(error, 'strerror', None) or error})",
            str(self.path),
            "Free the file or space on the disk and try again.",
        )


def _id_of(line: bytes) -> str:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return ""
    opinion = row.get("opinion") if isinstance(row, dict) else None
    return str(opinion.get("id", "")) if isinstance(opinion, dict) else ""


def _quoted(citation: Citation) -> Quoted:
    info, place = citation.hit.info, citation.locator
    return Quoted(
        n=citation.n,
        document=info.slug,
        title=info.title,
        language=info.language,
        passage=citation.hit.passage.id,
        page=place.page,
        char_start=place.char_start,
        char_end=place.char_end,
        quote=citation.quote,
    )
