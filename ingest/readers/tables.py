"""Tables as rows that can each be read alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.blocks import Block

# The limits of the HTML standard, lowered: no table of a policy document is wider.
_WIDEST_SPAN = 50
_MOST_CELLS = 200_000


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table.

    Attributes:
        text: Readable text.
        is_head: Whether it is marked as a heading (``th``) or wholly bold.
        rows: Over how many rows it stands.
        columns: Over how many columns it stands.
        notes: The footnotes it calls.
    """

    text: str
    is_head: bool = False
    rows: int = 1
    columns: int = 1
    notes: tuple[Block, ...] = ()


def table_blocks(rows: Sequence[Sequence[Cell]], heads: int) -> list[Block]:
    """Return a table's body as row blocks that can each be read alone.

    Cells over several rows are repeated in each. A lone bold cell over the whole width names the
    rows below it and joins their header.

    Args:
        rows: As written, without the places that wide and tall cells cover.
        heads: How many of the first rows are the header. Without any, the first row stands in
            for it and remains a row.
    """
    grid = _spread(rows)
    header = _header(grid[: heads or 1])
    blocks: list[Block] = []
    section = ""
    told: set[int] = set()
    for row in grid[heads:]:
        shown = [cell for at, cell in enumerate(row) if not at or cell is not row[at - 1]]
        line = " | ".join(cell.text for cell in shown)
        if not line.strip(" |"):
            continue
        if _is_section(row):
            line = section = row[0].text
            blocks.append(Block("row", line, header=header))
        else:
            blocks.append(Block("row", line, header=f"{header} › {section}" if section else header))
        notes = {id(note): note for cell in shown for note in cell.notes if id(note) not in told}
        told |= set(notes)
        blocks += notes.values()
    return blocks


def _is_section(row: Sequence[Cell]) -> bool:
    first = row[0]
    over_all = all(cell is first for cell in row)
    alone = first.is_head and not any(cell.text for cell in row[1:])
    return len(row) > 1 and bool(first.text) and (over_all or alone)


def _header(rows: Sequence[Sequence[Cell]]) -> str:
    """One line for a header of several rows: each column's words from top to bottom."""
    width = max((len(row) for row in rows), default=0)
    columns = []
    for at in range(width):
        words = [row[at].text for row in rows if at < len(row)]
        columns.append(" ".join(dict.fromkeys(word for word in words if word)))
    if len(rows) == 1:
        row = rows[0]
        columns = [c.text for at, c in enumerate(row) if not at or c is not row[at - 1]]
    return " | ".join(columns)


def _spread(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Put every cell into each place that it covers."""
    grid: list[list[Cell]] = []
    hanging: dict[int, tuple[Cell, int]] = {}
    left = _MOST_CELLS
    for row in rows:
        waiting = list(reversed(row))
        line: list[Cell] = []
        while (waiting or len(line) in hanging) and left > 0:
            left -= 1
            if len(line) in hanging:
                cell, more = hanging.pop(len(line))
                if more > 1:
                    hanging[len(line)] = (cell, more - 1)
                line.append(cell)
                continue
            cell = waiting.pop()
            for _ in range(min(cell.columns, _WIDEST_SPAN)):
                if cell.rows > 1:
                    hanging[len(line)] = (cell, cell.rows - 1)
                line.append(cell)
        line += reversed(waiting)
        grid.append(line)
    return [line for line in grid if line]
