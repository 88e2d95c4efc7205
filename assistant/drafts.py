"""Reads the text that is to be checked: a user's own file, which never enters the library."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.verification.reading import read
from corpus.errors import UsageError
from ingest.blocks import Block, BlockKind
from ingest.clean import fold_space
from ingest.language import detect_language
from ingest.pipeline import Source, load_source
from ingest.processes import ReadingProcesses
from ingest.readers import READERS
from ingest.sentences import split_sentences
from ingest.structure import place_blocks

READ_LIMIT_S = 300.0
_PLAIN = frozenset({".txt", ".text", ".md", ".markdown"})
_PASTED = "draft"
_MOST_SENTENCES = 2_000
_LEAST_TERMS = 3
_MARKDOWN = re.compile(rb"(?m)^#{1,6} \S")
_QUESTION = re.compile(r"[?？]\s*[\"'”’)]*$")
_MARKS = re.compile(r"^(?:[-*•▪■○◦□ㅇ∙·]|\(?\d{1,2}[.)]|[가-하]\.|[①-⑳])\s*")


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence that claims something.

    Attributes:
        text: As written, on one line, without a list's mark.
        heading: The nearest heading above it; empty without one.
        paragraph: Index of the paragraph it stands in.
        start: Where it begins there; ``text`` is a slice of the paragraph.
    """

    text: str
    heading: str
    paragraph: int
    start: int


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """A part of a draft as it is shown.

    Attributes:
        kind: What it is.
        text: On one line.
        level: Depth of a heading, 1 outermost; 0 otherwise.
    """

    kind: BlockKind
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """A text to be checked.

    Attributes:
        name: Of the file, for messages.
        sha256: Hex digest of its bytes.
        paragraphs: The whole text, in order.
        sentences: Those that claim something, in order.
        skipped: How many parts do not.
    """

    name: str
    sha256: str
    paragraphs: tuple[DraftParagraph, ...]
    sentences: tuple[DraftSentence, ...]
    skipped: int


def read_draft_file(path: Path) -> Draft:
    """Return the draft in a file of any format that documents may have.

    Raises:
        UsageError: There is no such file, or it has too many sentences.
        RejectedDocument: It cannot be read.
    """
    return read_draft(open_draft(path))


def read_draft_text(text: str | bytes) -> Draft:
    """Return the draft in a text that was pasted or piped.

    Raises:
        UsageError: It is empty, or has too many sentences.
        RejectedDocument: The encoding cannot be told.
    """
    return read_draft(pasted(text))


def open_draft(path: Path) -> Source:
    """Return a file of any format that documents may have.

    Raises:
        UsageError: There is no such file.
        RejectedDocument: It is no file, or too large.
    """
    if not path.exists():
        raise UsageError("no such file", str(path), "Check the path.")
    return load_source(path)


def pasted(text: str | bytes) -> Source:
    """Return a text that came without a file's name; headings with # make it Markdown.

    Raises:
        UsageError: It is empty.
    """
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    if not data.strip():
        raise UsageError("it is empty", "draft", "Give a text to check.")
    suffix = ".md" if _MARKDOWN.search(data) else ".txt"
    return Source(Path(_PASTED + suffix), data, hashlib.sha256(data).hexdigest())


def read_blocks(source: Source) -> tuple[Block, ...]:
    """Return the blocks of a file; runs in a reading process, where a hostile file may end it.

    Raises:
        RejectedDocument: The reader cannot make sense of the file.
    """
    return READERS[source.path.suffix.lower()](source.data, source.path).blocks


def read_draft(source: Source) -> Draft:
    """Return the draft in a file that has been opened.

    Raises:
        UsageError: It has too many sentences.
        RejectedDocument: It cannot be read.
    """
    plain = source.path.suffix.lower() in _PLAIN
    with ReadingProcesses(read_blocks, count=0 if plain else 1, limit_s=READ_LIMIT_S) as reading:
        blocks = reading.submit(source, source.path.name).result()
    placed = place_blocks(blocks)
    paragraphs = tuple(_paragraph(one.block) for one in placed)
    sentences: list[DraftSentence] = []
    skipped = 0
    for at, one in enumerate(placed):
        heading = one.heading[-1] if one.heading else ""
        for sentence in _sentences(paragraphs[at], at, heading):
            if sentence is None:
                skipped += 1
            else:
                sentences.append(sentence)
        if len(sentences) > _MOST_SENTENCES:
            raise UsageError(
                f"it has over {_MOST_SENTENCES:,} sentences", source.path.name, "Check it in parts."
            )
    return Draft(source.path.name, source.sha256, paragraphs, tuple(sentences), skipped)


def _paragraph(block: Block) -> DraftParagraph:
    return DraftParagraph(block.kind, fold_space(block.text), block.level)


def _sentences(paragraph: DraftParagraph, at: int, heading: str) -> Iterator[DraftSentence | None]:
    """Yield each sentence, None for each part that claims nothing."""
    if paragraph.kind in ("heading", "row"):
        yield None
        return
    text = paragraph.text
    for span in split_sentences(text, detect_language(text)):
        whole = text[span.start : span.end]
        sentence = _MARKS.sub("", whole)
        start = span.end - len(sentence)
        yield DraftSentence(sentence, heading, at, start) if claims_something(sentence) else None


def claims_something(sentence: str) -> bool:
    """Whether a sentence states what could be looked up: no question, and more than a word or two.

    A number or date is enough.
    """
    if _QUESTION.search(sentence):
        return False
    reading = read(sentence, detect_language(sentence))
    facts = len(reading.quantities) + len(reading.dates) + len(reading.provisions)
    return len(reading.terms) + 2 * facts >= _LEAST_TERMS
