"""Word's tables as rows that can be read on their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ingest.blocks import Block
from ingest.readers.docx_numbering import W, integer, value
from ingest.readers.docx_styles import is_on

_MOST_HEADER_ROWS = 3
_MOST_COLUMNS = 100
_LONGEST_HEADER = 1_000
_LONGEST_REPEATED = 200
_FIRST_ROW = 0x0020


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, the columns it covers, and whether it begins or continues a vertical merge."""

    element: Element
    column: int
    span: int
    merge: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row and whether it repeats as a header on every page."""

    cells: tuple[Cell, ...]
    is_header: bool


ReadCell = Callable[[Cell], tuple[str, list[Block]]]


def read_rows(table: Element) -> list[Row]:
    """Return the rows of a table, deleted ones left out."""
    return [_read_row(row) for row in _within(table, "tr") if not _is_deleted(row)]


def table_blocks(table: Element, rows: Sequence[Row], read: ReadCell) -> Iterator[Block]:
    """Yield a table's rows, each with the header row, followed by the notes they call.

    A cell merged over columns is said once; one merged over rows is said in each of them.
    """
    texts: list[dict[int, tuple[str, int]]] = []
    notes: list[list[Block]] = []
    for row in rows:
        said: dict[int, tuple[str, int]] = {}
        called: list[Block] = []
        for cell in row.cells:
            if cell.merge == "continue":
                above, _ = texts[-1].get(cell.column, ("", 1)) if texts else ("", 1)
                said[cell.column] = (above if len(above) <= _LONGEST_REPEATED else "", cell.span)
            else:
                text, found = read(cell)
                said[cell.column] = (text, cell.span)
                called += found
        texts.append(said)
        notes.append(called)
    count = _header_rows(table, rows)
    count = 0 if count >= len(rows) else count
    header = _header(texts[:count])
    if len(header) > _LONGEST_HEADER:
        count, header = 0, ""
    for called in notes[:count]:
        yield from called
    for said, called in zip(texts[count:], notes[count:], strict=True):
        line = " | ".join(text for text, _ in said.values())
        if line.strip(" |"):
            yield Block("row", line, header=header)
        yield from called


def _header(rows: Sequence[dict[int, tuple[str, int]]]) -> str:
    """The header's lines joined column by column: ``2023`` over ``high`` is ``2023 high``."""
    if len(rows) < 2:
        return " | ".join(text for row in rows for text, _ in row.values())
    columns: dict[int, list[str]] = {}
    for row in rows:
        for column, (text, span) in row.items():
            for at in range(column, column + span):
                names = columns.setdefault(at, [])
                if text and text not in names:
                    names.append(text)
    return " | ".join(" ".join(columns[at]) for at in sorted(columns))


def _header_rows(table: Element, rows: Sequence[Row]) -> int:
    """How many rows at the top are the header."""
    flagged = next((at for at, row in enumerate(rows) if not row.is_header), len(rows))
    if flagged:
        return flagged
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is not None:
        first = look.get(f"{W}firstRow")
        bits = look.get(f"{W}val", "")
        if first is not None:
            if not is_on(first):
                return 0
        elif bits.isascii() and bits.isalnum() and not _bits(bits) & _FIRST_ROW:
            return 0
    top = rows[0].cells
    if any(cell.span > 1 for cell in top) and any(cell.merge == "restart" for cell in top):
        merged = {cell.column for cell in top if cell.merge == "restart"}
        return next(
            (
                at
                for at, row in enumerate(rows[1:_MOST_HEADER_ROWS], 1)
                if not any(c.merge == "continue" and c.column in merged for c in row.cells)
            ),
            _MOST_HEADER_ROWS,
        )
    return 1


def _bits(text: str) -> int:
    try:
        return int(text, 16)
    except ValueError:
        return _FIRST_ROW


def _read_row(row: Element) -> Row:
    properties = row.find(f"{W}trPr")
    column = 0
    flagged = None
    if properties is not None:
        column = min(integer(value(properties, "gridBefore"), 0), _MOST_COLUMNS)
        flagged = properties.find(f"{W}tblHeader")
    cells: list[Cell] = []
    for element in _within(row, "tc"):
        stated = element.find(f"{W}tcPr")
        span, merge = 1, ""
        if stated is not None:
            if stated.find(f"{W}cellDel") is not None:
                continue
            span = min(max(integer(value(stated, "gridSpan"), 1), 1), _MOST_COLUMNS)
            if stated.find(f"{W}vMerge") is not None:
                merge = value(stated, "vMerge") or "continue"
        cells.append(Cell(element, column, span, merge))
        column += span
    return Row(tuple(cells), flagged is not None and is_on(flagged.get(f"{W}val")))


def _is_deleted(row: Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _within(parent: Element, name: str) -> Iterator[Element]:
    """The rows or cells of a table, also those that a content control wraps."""
    for element in parent:
        if element.tag == f"{W}{name}":
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _within(element, name)
