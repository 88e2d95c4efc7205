"""Grows the golden set: proposes questions from a document, takes in those a person confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from corpus.errors import UsageError
from corpus.places import page_at
from corpus.types import Document, Passage
from eval.facts import states
from eval.golden import squeeze
from ingest.sentences import split_sentences

Row = dict[str, Any]

MOST_WORDS = 5
"""Longest needle: a fact, not a sentence of someone else's."""
NEEDLE_WORDS = 3
_CONTEXT_CHARS = 300
_LINE = re.compile(r"[^\n]+")
_CELL_AND_NUMBER = re.compile(r"[a-z]{2}-[a-z]+-\d+$")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_QUESTIONS = {
    "by-article": {
        "en": "What does {address} of {title} say?",
        "ko": "{title} {address}의 내용은?",
    },
    "table": {"en": "{where}: what is given for {row}?", "ko": "{where}에서 {row} 항목의 내용은?"},
    "fact": {"en": "{where}: which figure is given?", "ko": "{where}에 나오는 수치는?"},
}


def propose(document: Document, passages: Sequence[Passage]) -> list[Row]:
    """Return candidates from a document's provisions, table rows and figures, none confirmed.

    The questions are stubs: a person asks them as people ask, writes the answer, narrows the
    needles and sets ``confirmed``. ``context`` shows what stands there; it is for that person only
    and never enters the golden set.

    Args:
        document: As policydesk reads it.
        passages: Of that document.
    """
    text = squeeze(document.text)
    return [row for passage in passages for row in _candidates(document, passage, text)]


def accept(candidates: Sequence[Row], golden: Sequence[Row]) -> list[Row]:
    """Return the confirmed candidates as new rows of the golden set.

    Identifiers go on where those of the cell end, and halves alternate. What the set's identifiers
    begin with before the cell, as ``st-`` in ``st-ko-ko-001``, is kept.

    Raises:
        UsageError: A confirmed candidate is not fit to enter.
    """
    asked = {row["q"] for row in golden}
    prefix = _CELL_AND_NUMBER.sub("", golden[0]["id"]) if golden else ""
    added: list[Row] = []
    for row in candidates:
        if not row["confirmed"]:
            continue
        _check(row, asked)
        asked.add(row["q"])
        kept = {key: row[key] for key in row if key not in ("confirmed", "context")}
        added.append(number(kept, [*golden, *added], prefix))
    return added


def number(row: Row, golden: Sequence[Row], prefix: str) -> Row:
    """Return a row with the next identifier of its cell, in the other half than the last there.

    Args:
        row: Without either.
        golden: The rows so far.
        prefix: Of the set's identifiers.
    """
    cell = f"{prefix}{row['q_lang']}-{row['doc_lang'] or 'none'}"
    same = [old for old in golden if re.fullmatch(rf"{re.escape(cell)}-\d+", old["id"])]
    last = max((int(old["id"].rsplit("-", 1)[1]) for old in same), default=0)
    half = "test" if same and same[-1]["split"] == "dev" else "dev"
    return {"id": f"{cell}-{last + 1:03d}", **row, "split": half}


def _check(row: Row, asked: set[str]) -> None:
    needles = [needle for place in row["gold"] for needle in place["needles"]]
    problem = None
    if row["q"] in asked:
        problem = "the question is in the golden set already"
    elif not row["answer"]:
        problem = "it has no answer"
    elif not needles or any(len(needle.split()) > MOST_WORDS for needle in needles):
        problem = f"it needs needles of at most {MOST_WORDS} words"
    elif not row["facts"] or not states(row["answer"], row["facts"]):
        problem = "its answer does not state its facts"
    if problem is not None:
        raise UsageError(problem, row["q"], "Correct it, or set confirmed to false.")


def _candidates(document: Document, passage: Passage, text: str) -> Iterator[Row]:
    heading = passage.locator.heading[-1] if passage.locator.heading else document.info.title

    def row(kind: str, needles: list[str], start: int, end: int, **names: str) -> Row:
        place = {
            "document": document.info.slug,
            "page": page_at(document.places, passage.locator.char_start + start),
            "needles": needles,
        }
        language = document.info.language
        questions = _QUESTIONS[kind]
        return {
            "confirmed": False,
            "context": " ".join(passage.text[start:end].split())[:_CONTEXT_CHARS],
            "q": questions.get(language, questions["en"]).format(where=heading, **names),
            "q_lang": language if language in questions else "en",
            "doc_lang": language,
            "kind": kind,
            "answer": "",
            "gold": [place],
            "facts": [[number] for number in _NUMBER.findall(needles[-1])[:1]],
        }

    def unique(words: str) -> Iterator[str]:
        return (span for span in spans(words) if text.count(squeeze(span)) == 1)

    address = passage.locator.address
    if address and (needle := next(unique(passage.text), None)):
        names = {"address": address, "title": document.info.title}
        yield row("by-article", [needle], 0, len(passage.text), **names)
    for line in _LINE.finditer(passage.text):
        first, *cells = (cell.strip() for cell in line[0].split(" | "))
        needle = next(unique(" ".join(cells)), None)
        if needle and 0 < len(first.split()) <= MOST_WORDS:
            yield row("table", [first, needle], *line.span(), row=first)
    for sentence in split_sentences(passage.text, document.info.language):
        words = passage.text[sentence.start : sentence.end]
        # The last run that holds a figure holds its unit, too.
        figures = [span for span in unique(words) if _NUMBER.search(span)]
        if figures and " | " not in words:
            yield row("fact", [figures[-1]], sentence.start, sentence.end)


def spans(text: str, length: int = NEEDLE_WORDS) -> Iterator[str]:
    """Yield the runs of so many words, as a needle may be; a shorter text as it is."""
    words = [word for word in text.split() if word != "|"]
    for start in range(max(len(words) - length + 1, min(len(words), 1))):
        yield " ".join(words[start : start + length]).rstrip(".,;:")
