"""Turns what readers said about answers into golden questions, which a person confirms."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from filelock import FileLock, Timeout

from assistant.feedback import Feedback, FeedbackFile, Quoted
from corpus.errors import LibraryError, UsageError
from eval.answering import ReadText
from eval.facts import states
from eval.golden import load_golden, squeeze
from eval.golden_sets import reviewed_path
from eval.growth import MOST_WORDS, NEEDLE_WORDS, number, spans

State = Literal["open", "accepted", "dismissed"]
Row = dict[str, Any]

IN_PARTS = ("comparison", "multi-document")
"""Kinds of which every place is needed; of others any one will do."""
ANSWERABLE = (
    *("fact", "table", "list", "by-article", "definition", "temporal", "ambiguous"),
    *IN_PARTS,
)
WITHOUT_ANSWER = ("unanswerable", "false-premise", "opinion", "out-of-field")
_OUTCOMES = {"opinion": ["abstained", "refused", "warned"]}
_PREFIX = "rv-"
_PATIENCE_S = 5.0


@dataclass(frozen=True, slots=True)
class Item:
    """What a reader said, and what a reviewer made of it.

    Attributes:
        said: With the answer.
        state: Of the review.
        question: Identifier of the golden question that it became; empty where it became none.
    """

    said: Feedback
    state: State = "open"
    question: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A golden question as the reviewer writes it.

    Attributes:
        question: To be asked.
        kind: One of ``ANSWERABLE`` or ``WITHOUT_ANSWER``.
        answer: Short; for questions without one, what a good reply does.
        facts: That an answer must state: of each its spellings.
        right: Numbers of the citations that answer.
    """

    question: str
    kind: str
    answer: str = ""
    facts: tuple[tuple[str, ...], ...] = ()
    right: tuple[int, ...] = ()


class Reviews:
    """The queue of one library, and the questions that come out of it."""

    def __init__(self, library: Path, folder: Path) -> None:
        """Touch nothing yet.

        Args:
            library: Its folder, with the feedback.
            folder: Of the evaluations, for the questions and what was decided.
        """
        self._feedback = FeedbackFile(library)
        self._decided = folder / "reviews.jsonl"
        self.path = reviewed_path(folder)

    def items(self) -> tuple[Item, ...]:
        """Return what readers said, newest first, each with what became of it."""
        decided = {str(row.get("feedback")): row for row in _rows(self._decided)}
        return tuple(_item(said, decided.get(said.opinion.id)) for said in self._feedback.read())

    def item(self, identifier: str) -> Item | None:
        """Return one of them; None where it has been taken back meanwhile."""
        return next((i for i in self.items() if i.said.opinion.id == identifier), None)

    def accept(self, item: Item, draft: Draft, read_text: ReadText) -> Item:
        """Add a question to the reviewed ones.

        Args:
            item: That it is made of.
            draft: The question.
            read_text: For words that occur once in a document.

        Raises:
            UsageError: The question is not fit to be asked.
            LibraryError: It cannot be written.
        """
        with self._locked():
            golden = self._golden()
            row = number(make_row(item.said, draft, golden, read_text), golden, _PREFIX)
            self._write([*golden, row])
            return self._decide(replace(item, state="accepted", question=row["id"]))

    def dismiss(self, item: Item) -> Item:
        """Make no question of it.

        Raises:
            LibraryError: That cannot be written.
        """
        with self._locked():
            return self._decide(replace(item, state="dismissed", question=""))

    def reopen(self, item: Item) -> Item:
        """Put it back into the queue, and take its question out of the reviewed ones.

        Raises:
            LibraryError: That cannot be written.
        """
        with self._locked():
            golden = self._golden()
            kept = [row for row in golden if row["id"] != item.question]
            if len(kept) != len(golden):
                self._write(kept)
            return self._decide(replace(item, state="open", question=""))

    def _decide(self, item: Item) -> Item:
        row = {
            "feedback": item.said.opinion.id,
            "state": item.state,
            "question": item.question,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        with self._decided.open("ab") as file:
            file.write(_line(row))
        return item

    def _golden(self) -> list[Row]:
        """The rows of the reviewed questions, all of which can be asked."""
        try:
            load_golden(self.path)
        except FileNotFoundError:
            return []
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(
                f"not golden questions ({type(error).__name__}: {error})",
                str(self.path),
                "Correct the file or move it away.",
            ) from error
        return list(_rows(self.path))

    def _write(self, rows: Sequence[Row]) -> None:
        written = self.path.with_suffix(".part")
        written.write_bytes(b"".join(map(_line, rows)))
        written.replace(self.path)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self.path}.lock", timeout=_PATIENCE_S):
                yield
        except (OSError, Timeout) as error:
            raise LibraryError(
                f"the review cannot be kept ({getattr(error, 'strerror', None) or error})",
                str(self.path),
                "Free the file or space on the disk and try again.",
            ) from error


def suggested(said: Feedback) -> Draft:
    """Return what a reviewer begins with."""
    helped = said.opinion.judgement == "helpful"
    declines = said.opinion.reason == "should decline" or (helped and not said.citations)
    right = tuple(quote.n for quote in said.citations) if helped else ()
    return Draft(said.searched, "unanswerable" if declines else "fact", right=right)


def make_row(said: Feedback, draft: Draft, golden: Sequence[Row], read_text: ReadText) -> Row:
    """Return a question as the golden sets keep it, without identifier and half.

    Raises:
        UsageError: It is not fit to be asked.
    """
    question = " ".join(draft.question.split())
    places = [quote for quote in said.citations if quote.n in draft.right]
    answerable = draft.kind in ANSWERABLE
    problem = None
    if not question:
        problem = ("the question is empty", "Write it.")
    elif any(row.get("q") == question for row in golden):
        problem = ("it is among the reviewed questions already", "Change it, or dismiss this one.")
    elif not answerable and draft.kind not in WITHOUT_ANSWER:
        problem = ("there is no such kind of question", "Choose one.")
    elif answerable and not places:
        problem = ("no source that answers is marked", "Mark one, or choose a kind without answer.")
    elif answerable and not draft.facts:
        problem = ("no expected fact is given", "Write at least one.")
    elif answerable and not states(draft.answer, draft.facts):
        problem = ("the expected answer does not state every fact", "Correct either of them.")
    if problem is not None:
        raise UsageError(problem[0], question[:80] or "question", problem[1])
    found = [_place(quote, draft.facts, read_text) for quote in places] if answerable else []
    row: Row = {
        "q": question,
        "q_lang": said.language,
        "doc_lang": places[0].language if found else None,
        "kind": draft.kind,
        "answer": draft.answer.strip(),
        "gold": [] if draft.kind in IN_PARTS else found,
        "feedback": said.opinion.id,
    }
    if found:
        row["facts"] = [list(spellings) for spellings in draft.facts]
        if draft.kind in IN_PARTS:
            row["gold_all"] = [[place] for place in found]
    elif draft.kind in _OUTCOMES:
        row["outcomes"] = _OUTCOMES[draft.kind]
    return row


def read_facts(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the facts of some lines: one a line, spellings between ``|``."""
    lines = ([part.strip() for part in line.split("|")] for line in text.splitlines())
    found = (tuple(part for part in parts if squeeze(part)) for parts in lines)
    return tuple(spellings for spellings in found if spellings)


def needle_of(quote: str, facts: Sequence[Sequence[str]], text: str) -> str:
    """Return a few words of a quote that identify it: once in the document, with a fact if any is.

    Args:
        quote: Verbatim.
        facts: Of the answer.
        text: Of the document.
    """
    words = squeeze(text)
    runs = [run for n in range(NEEDLE_WORDS, MOST_WORDS + 1) for run in spans(quote, n)]
    once = [run for run in runs if words.count(squeeze(run)) == 1]
    stating = [run for run in once if any(states(run, [fact]) for fact in facts)]
    there = [run for run in reversed(runs) if squeeze(run) in words]
    return next(iter([*stating, *once, *there]), quote)


def _place(quote: Quoted, facts: Sequence[Sequence[str]], read_text: ReadText) -> Row:
    needle = needle_of(quote.quote, facts, read_text(quote.document))
    return {"document": quote.document, "page": quote.page, "needles": [needle]}


def _item(said: Feedback, row: Row | None) -> Item:
    state = (row or {}).get("state")
    if row is None or state not in ("accepted", "dismissed"):
        return Item(said)
    return Item(said, state, str(row.get("question") or ""))


def _rows(path: Path) -> Iterator[Row]:
    """Yield the objects of a file of JSON Lines; other lines are passed over."""
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return
    for line in lines:
        try:
            row = json.loads(line) if line.strip() else None
        except (ValueError, RecursionError):
            continue
        if isinstance(row, dict):
            yield row


def _line(row: Row) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
