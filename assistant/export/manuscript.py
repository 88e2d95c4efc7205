"""A brief laid out, the same for every format: blocks of text with marks, and their footnotes.

Nothing here is markup. A format writes every text as letters and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ingest.clean import clean_text, fold_space

Look = Literal["title", "heading", "subheading", "item", "detail", "text", "aside"]
"""What a line is: item and detail are the first and second level of an outline, text a paragraph,
aside a remark in smaller type."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph.

    Attributes:
        look: How it stands.
        text: As shown; an outline's mark (``■``, ``○``) is part of it.
        notes: Numbers of the footnotes whose marks follow it.
    """

    look: Look
    text: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Attributes:
        header: One word a column.
        rows: Cells, each of lines.
        widths: Of the columns, in parts of their sum.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote.

    Attributes:
        quote: Verbatim, without quotation marks, its white space folded.
        text: The whole footnote as shown: the quote, where it stands, its address.
    """

    quote: str
    text: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A brief, laid out.

    Attributes:
        language: ISO 639-1 code.
        title: For the file's properties; also the first line.
        date: ISO 8601.
        facts: What stands below the title, as (label, value).
        blocks: In order.
        notes: Number n is at place n - 1; every one has exactly one mark in the blocks.
    """

    language: str
    title: str
    date: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Line | Grid, ...]
    notes: tuple[Note, ...]


def plain(text: str) -> str:
    """Return text in one line, without a character that is not shown."""
    return fold_space("".join(c if c.isprintable() else " " for c in clean_text(text)))


def marks_in(blocks: Iterable[Line | Grid]) -> list[int]:
    """Return the numbers of the notes in the order of their marks."""
    found: list[int] = []
    for block in blocks:
        if isinstance(block, Line):
            found += block.notes
        else:
            found += marks_in(line for row in block.rows for cell in row for line in cell)
    return found
