"""What HWPX and HWP files have in common: paragraphs that hold notes, tables and boxes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ingest.blocks import Block
from ingest.clean import clean_text, fold_space, superscript
from ingest.colours import Colour, Ground
from ingest.lines import ruled_level, split_bullet
from ingest.numerals import NumberCounter, NumberLevel

_LONGEST_HEADING = 100
_LARGER = 1.12
_BOLD_LEVEL = 5
_SQUARE_LEVEL = 6
_ROMAN_LEVEL = 2
_DIGIT_LEVEL = 3
_WIDEST_TIED_HEADER = 100
_TALLEST_HEADER = 4
# Every passage of the table repeats it.
_LONGEST_HEADER = 1000
_SENTENCE = re.compile(r"(?:[.;:,。]|[가-힣]다)[\"'”’)\]」』]*$")
_LEADER = re.compile(r"(?:\t|[.·…]{3,})\s*[\divxl]{1,4}\s*$")
_ARTICLE = re.compile(r"제\s?\d+조")
_ROMAN = re.compile(r"[Ⅰ-Ⅻ]\s?[.)]?\s")
_LIST = re.compile(r"[①-⑳㉠-㉻]|[가-하][.)]\s|\(?\d{1,3}\)|[<\[(]?(?:표|그림)\s?\d")
_HEADING_GLYPHS = ("■", "□", "◆")
_BANNER_NUMBER = re.compile(r"(?:[Ⅰ-Ⅻ]|[IVX]{1,4}|\d{1,2})\.?")
_USELESS_TITLE = re.compile(
    r".{0,3}|.*\.(?:hwpx?|hml|docx?|pdf|txt)|(?:빈 ?문서|무제|제목 ?없음|새 ?문서|untitled)\s?\d*|"
    r"보도 ?자료|보도 ?참고 ?자료|보고서?|공문|붙임|별첨|참고",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that look the same.

    Attributes:
        text: As stored.
        size: In points; 0 when unknown.
        bold: Whether they are bold.
        raised: Whether they stand above the line.
        colour: Of the letters; None when unknown.
        ground: (what is painted behind them), where anything is.
    """

    text: str
    size: float = 0.0
    bold: bool = False
    raised: bool = False
    colour: Colour | None = None
    ground: tuple[Ground] | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote, at the place that calls it."""

    label: str
    paragraphs: Sequence[Paragraph]


@dataclass(frozen=True, slots=True)
class Box:
    """A text box, or the caption of a picture; what is painted behind it is not known."""

    paragraphs: Sequence[Paragraph]


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; ``row`` and ``column`` count from 0, and it covers ``rows`` × ``columns``.

    ``ground`` is (what is painted behind it), where anything is.
    """

    row: int
    column: int
    rows: int
    columns: int
    paragraphs: Sequence[Paragraph]
    header: bool = False
    ground: tuple[Ground] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a grid of cells; a merged cell is there once."""

    cells: Sequence[Cell]
    caption: Sequence[Paragraph] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """What the paragraph's style puts before it.

    Attributes:
        kind: An outline heading, a number, a bullet, or nothing.
        level: 1 outermost.
        numbering: The name of the numbering that counts it; empty for none.
    """

    kind: Literal["", "outline", "number", "bullet"] = ""
    level: int = 1
    numbering: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and what is anchored in it; ``ground`` is (what is painted behind it)."""

    pieces: Sequence[Run | Note | Box | Table]
    head: Head = field(default_factory=Head)
    ground: tuple[Ground] | None = None


def write_blocks(
    paragraphs: Sequence[Paragraph], numberings: Mapping[str, Mapping[int, NumberLevel]]
) -> tuple[Block, ...]:
    """Return the blocks of a document.

    Outline paragraphs are headings. Most ministries use none and set their headings in larger or
    bold type, so in a document without an outline the type decides, as it does in a PDF.
    """
    writer = _Writer(NumberCounter(numberings), _measure_type(paragraphs))
    for paragraph in paragraphs:
        writer.add(paragraph)
    return tuple(writer.blocks)


def useful_title(title: str) -> str | None:
    """Return a title from a file's properties, or None if it says nothing of the document."""
    title = fold_space(clean_text(title))
    return None if _USELESS_TITLE.fullmatch(title) else title


@dataclass(frozen=True, slots=True)
class _Type:
    """The type of the running text, and the level of each larger size; none with an outline."""

    body: float = 0.0
    levels: Mapping[float, int] = field(default_factory=dict)
    outline: bool = False


def _measure_type(paragraphs: Sequence[Paragraph]) -> _Type:
    if any(p.head.kind == "outline" and _plain(p) for p in paragraphs):
        return _Type(outline=True)
    sizes: Counter[float] = Counter()
    for paragraph in paragraphs:
        for run in paragraph.pieces:
            if isinstance(run, Run):
                sizes[run.size] += len(run.text.strip())
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    larger = {
        size
        for paragraph in paragraphs
        if len(_plain(paragraph)) <= _LONGEST_HEADING
        and (size := _usual_type(paragraph)[0]) >= body * _LARGER > 0
    }
    return _Type(body, {s: min(n, 4) for n, s in enumerate(sorted(larger, reverse=True), 1)})


def _usual_type(paragraph: Paragraph) -> tuple[float, bool]:
    """The size and weight of most of a paragraph's characters."""
    looks: Counter[tuple[float, bool]] = Counter()
    for run in paragraph.pieces:
        if isinstance(run, Run) and run.text.strip() and not run.raised:
            looks[(run.size, run.bold)] += len(run.text.strip())
    return looks.most_common(1)[0][0] if looks else (0.0, False)


def _plain(paragraph: Paragraph) -> str:
    return "".join(p.text for p in paragraph.pieces if isinstance(p, Run)).strip()


def _blank(paragraphs: Iterable[Paragraph]) -> bool:
    """Whether there is nothing to read in it, however deep."""
    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            if isinstance(piece, Run):
                blank = not piece.text.strip()
            elif isinstance(piece, Table):
                blank = _blank(piece.caption) and all(_blank(c.paragraphs) for c in piece.cells)
            else:
                blank = _blank(piece.paragraphs)
            if not blank:
                return False
    return True


def _notes(parts: Iterable[Cell | Box]) -> Iterator[Note]:
    """The notes called in cells or boxes, and in the tables and boxes inside them."""
    for part in parts:
        for paragraph in part.paragraphs:
            for piece in paragraph.pieces:
                if isinstance(piece, Note):
                    yield piece
                elif isinstance(piece, Box):
                    yield from _notes([piece])
                elif isinstance(piece, Table):
                    yield from _notes([Box(piece.caption), *piece.cells])


class _Writer:
    """Writes paragraphs down in reading order."""

    def __init__(self, counter: NumberCounter, usual: _Type) -> None:
        self.blocks: list[Block] = []
        self.counter = counter
        self.usual = usual

    def add(self, paragraph: Paragraph) -> None:
        """Write a paragraph, its notes and what is anchored in it."""
        number = self.counter.count(paragraph.head.numbering, paragraph.head.level)
        text = _text(paragraph)
        if text:
            self.blocks.append(self._block(paragraph, number, text))
        self._add_notes(piece for piece in paragraph.pieces if isinstance(piece, Note))
        for piece in paragraph.pieces:
            if isinstance(piece, Table):
                self._add_table(piece)
            elif isinstance(piece, Box):
                self._add_all(piece.paragraphs)

    def _add_all(self, paragraphs: Iterable[Paragraph]) -> None:
        for paragraph in paragraphs:
            self.add(paragraph)

    def _add_notes(self, notes: Iterable[Note]) -> None:
        for note in notes:
            if text := self._flat(note.paragraphs):
                self.blocks.append(Block("footnote", text, label=note.label))

    def _block(self, paragraph: Paragraph, number: str, text: str) -> Block:
        head = paragraph.head
        whole = _join_number(number, text)
        # Articles are found by their text, and their headings would not be quoted.
        if _ARTICLE.match(whole):
            return Block("paragraph", whole)
        glyph, rest = split_bullet(whole)
        titles = not glyph or glyph in _HEADING_GLYPHS
        if titles and self._titles(paragraph, whole) and (level := self._level(paragraph, whole)):
            return Block("heading", whole, level=level)
        if head.kind == "bullet":
            return Block("item", text)
        return Block("item", rest) if glyph and rest else Block("paragraph", whole)

    def _titles(self, paragraph: Paragraph, text: str) -> bool:
        """Whether a text can be a heading at all: headings go into no passage of their own."""
        return (
            len(text) <= _LONGEST_HEADING
            and bool(re.search(r"[^\W\d_]{2}", text))
            and not _SENTENCE.search(text)
            and not _LEADER.search(_plain(paragraph))
        )

    def _level(self, paragraph: Paragraph, text: str) -> int:
        if level := ruled_level(text):
            return level
        if paragraph.head.kind == "outline":
            return paragraph.head.level
        if paragraph.head.kind or self.usual.outline or _LIST.match(text):
            return 0
        size, bold = _usual_type(paragraph)
        level = self.usual.levels.get(size, 0)
        if text.startswith(_HEADING_GLYPHS):
            # Below 1. whatever its type: reports set both alike.
            return _SQUARE_LEVEL if level or (bold and size >= self.usual.body) else 0
        if level:
            return level
        if _ROMAN.match(text):
            return _ROMAN_LEVEL
        return _BOLD_LEVEL if bold and size >= self.usual.body else 0

    def _add_table(self, table: Table) -> None:
        self._add_all(table.caption)
        rows = _filled_rows(table)
        columns = {cell.column for row in rows for cell in row}
        if len(columns) <= 1:
            # A box around text, or a title with its decoration.
            for row in rows:
                self._add_all(p for cell in row for p in cell.paragraphs)
        elif len(rows) == 1:
            self._add_row(rows[0])
        else:
            self._add_rows(rows)

    def _add_row(self, row: Sequence[Cell]) -> None:
        """A table of one row: ``Ⅰ | Background`` over a chapter, or columns of text."""
        cells = [cell for cell in row if not _blank(cell.paragraphs)]
        plain = [_plain_cell(cell) for cell in cells]
        if len(cells) == 2 and _BANNER_NUMBER.fullmatch(plain[0]) and plain[1]:
            text = " ".join(self._flat(cell.paragraphs) for cell in cells)
            level = _DIGIT_LEVEL if plain[0][0].isdigit() else _ROMAN_LEVEL
            titled = Block("heading", text, level=level)
            self.blocks.append(
                titled if len(text) <= _LONGEST_HEADING else Block("paragraph", text)
            )
            self._add_notes(_notes(cells))
        elif all(plain):
            self.blocks.append(Block("paragraph", self._line(row)))
            self._add_notes(_notes(row))
        else:
            self._add_all(p for cell in cells for p in cell.paragraphs)

    def _add_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        deep = _header_rows(rows)
        header = self._line(rows[0]) if deep == 1 else self._header(rows[:deep])
        header = header[:_LONGEST_HEADER]
        self._add_notes(note for row in rows[:deep] for note in _notes(row))
        for row in rows[deep:]:
            if text := self._line(row):
                self.blocks.append(Block("row", text, header=header))
            self._add_notes(_notes(row))

    def _line(self, row: Iterable[Cell]) -> str:
        return fold_space(" | ".join(self._flat(cell.paragraphs) for cell in row))

    def _header(self, rows: Sequence[Sequence[Cell]]) -> str:
        """Several header rows as one: ``Budget 2026`` where 2026 stands below Budget."""
        texts = [
            (cell, self._flat(cell.paragraphs)[:_LONGEST_HEADER]) for row in rows for cell in row
        ]
        columns = sorted({cell.column for cell, _ in texts})[:_WIDEST_TIED_HEADER]
        named = (
            " ".join(text for c, text in texts if c.column <= at < c.column + c.columns)
            for at in columns
        )
        return fold_space(" | ".join(named))

    def _flat(self, paragraphs: Iterable[Paragraph]) -> str:
        """Everything in a cell or note as one line; its notes are called but not written."""
        parts: list[str] = []
        for paragraph in paragraphs:
            number = self.counter.count(paragraph.head.numbering, paragraph.head.level)
            if text := _text(paragraph):
                parts.append(_join_number(number, text))
            for piece in paragraph.pieces:
                if isinstance(piece, Box):
                    parts.append(self._flat(piece.paragraphs))
                elif isinstance(piece, Table):
                    parts.append(self._flat(piece.caption))
                    rows = (
                        ", ".join(filter(None, (self._flat(cell.paragraphs) for cell in row)))
                        for row in _filled_rows(piece)
                    )
                    parts.append("; ".join(filter(None, rows)))
        return " ".join(filter(None, parts))


def _text(paragraph: Paragraph) -> str:
    parts: list[str] = []
    called = False
    for piece in paragraph.pieces:
        if isinstance(piece, Note):
            # Two calls in a row would read as one number.
            parts.append("," * called + superscript(piece.label))
        elif isinstance(piece, Run):
            core = piece.text.strip()
            raised = piece.raised and core
            parts.append(piece.text.replace(core, superscript(core)) if raised else piece.text)
        called = isinstance(piece, Note) or (called and not (isinstance(piece, Run) and piece.text))
    return fold_space(clean_text("".join(parts)))


def _join_number(number: str, text: str) -> str:
    number = fold_space(clean_text(number))
    gap = "" if number.endswith("조") and text.startswith("(") else " "
    return f"{number}{gap}{text}" if number else text


def _plain_cell(cell: Cell) -> str:
    """The words of a cell that holds one paragraph of text and nothing else."""
    filled = [p for p in cell.paragraphs if not _blank([p])]
    if len(filled) != 1 or any(isinstance(piece, Box | Table) for piece in filled[0].pieces):
        return ""
    return fold_space(_plain(filled[0]))


def _filled_rows(table: Table) -> list[list[Cell]]:
    """The rows without those rows and columns in which no cell has text."""
    filled = [cell for cell in table.cells if not _blank(cell.paragraphs)]
    rows = {cell.row for cell in filled}
    columns = {cell.column for cell in filled}
    grid: dict[int, list[Cell]] = {row: [] for row in sorted(rows)}
    for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
        if cell.row in rows and cell.column in columns:
            grid[cell.row].append(cell)
    return list(grid.values())


def _header_rows(rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows head the table: those marked so, or those that merged cells tie together."""
    marked = 0
    while marked < len(rows) and all(cell.header for cell in rows[marked]):
        marked += 1
    if 0 < marked < len(rows):
        return min(marked, _TALLEST_HEADER)
    if len(rows[0]) > _WIDEST_TIED_HEADER:
        return 1
    tallest = max(cell.rows for cell in rows[0])
    tied = all(cell.rows == tallest or cell.columns > 1 for cell in rows[0])
    spread = any(cell.columns > 1 for cell in rows[0])
    tall = 1 < tallest < len(rows) and tallest <= _TALLEST_HEADER
    return tallest if tall and tied and spread else 1
