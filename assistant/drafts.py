"""Reads the text that is to be checked: a user's own file, which never enters the library."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.verification.reading import read
from corpus.errors import UsageError
from ingest.blocks import Block
from ingest.clean import fold_space
from ingest.language import detect_language
from ingest.pipeline import Source, load_source
from ingest.processes import ReadingProcesses
from ingest.readers import READERS
from ingest.sentences import split_sentences
from ingest.structure import place_blocks

READ_LIMIT_S = 300.0
_PLAIN = frozenset({".txt", ".text", ".md", ".markdown"})
_PASTED = Path("draft.txt")
_MOST_SENTENCES = 2_000
_LEAST_TERMS = 3
_QUESTION = re.compile(r"[?？]\s*[\"'”’)]*$")
_MARKS = re.compile(r"^(?:[-*•▪■○◦□ㅇ∙·]|\(?\d{1,2}[.)]|[가-하]\.|[①-⑳])\s*")


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence that claims something.

    Attributes:
        text: As written, on one line, without a list's mark.
        heading: The nearest heading above it; empty without one.
    """

    text: str
    heading: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A text to be checked.

    Attributes:
        name: Of the file, for messages.
        sha256: Hex digest of its bytes.
        sentences: Those that claim something, in order.
        skipped: How many parts do not.
    """

    name: str
    sha256: str
    sentences: tuple[DraftSentence, ...]
    skipped: int


def read_draft_file(path: Path) -> Draft:
    """Return the draft in a file of any format that documents may have.

    Raises:
        UsageError: There is no such file, or it has too many sentences.
        RejectedDocument: It cannot be read.
    """
    if not path.exists():
        raise UsageError("no such file", str(path), "Check the path.")
    return _read(load_source(path))


def read_draft_text(text: str | bytes) -> Draft:
    """Return the draft in a text that was pasted or piped.

    Raises:
        UsageError: It is empty, or has too many sentences.
        RejectedDocument: The encoding cannot be told.
    """
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    if not data.strip():
        raise UsageError("it is empty", "draft", "Give a text to check.")
    return _read(Source(_PASTED, data, hashlib.sha256(data).hexdigest()))


def read_blocks(source: Source) -> tuple[Block, ...]:
    """Return the blocks of a file; runs in a reading process, where a hostile file may end it.

    Raises:
        RejectedDocument: The reader cannot make sense of the file.
    """
    return READERS[source.path.suffix.lower()](source.data, source.path).blocks


def _read(source: Source) -> Draft:
    plain = source.path.suffix.lower() in _PLAIN
    with ReadingProcesses(read_blocks, count=0 if plain else 1, limit_s=READ_LIMIT_S) as reading:
        blocks = reading.submit(source, source.path.name).result()
    found = list(_sentences(blocks))
    sentences = tuple(s for s in found if s is not None)
    if len(sentences) > _MOST_SENTENCES:
        raise UsageError(
            f"it has {len(sentences):,} sentences, the limit is {_MOST_SENTENCES:,}",
            source.path.name,
            "Check it in parts.",
        )
    return Draft(source.path.name, source.sha256, sentences, len(found) - len(sentences))


def _sentences(blocks: tuple[Block, ...]) -> Iterator[DraftSentence | None]:
    """Yield each sentence, None for each part that claims nothing."""
    for placed in place_blocks(blocks):
        block = placed.block
        if block.kind in ("heading", "row"):
            yield None
            continue
        heading = placed.heading[-1] if placed.heading else ""
        text = fold_space(block.text)
        for span in split_sentences(text, detect_language(text)):
            sentence = _MARKS.sub("", text[span.start : span.end])
            yield DraftSentence(sentence, heading) if claims_something(sentence) else None


def claims_something(sentence: str) -> bool:
    """Whether a sentence states what could be looked up: no question, and more than a word or two.

    A number or date is enough.
    """
    if _QUESTION.search(sentence):
        return False
    reading = read(sentence, detect_language(sentence))
    facts = len(reading.quantities) + len(reading.dates) + len(reading.provisions)
    return len(reading.terms) + 2 * facts >= _LEAST_TERMS
