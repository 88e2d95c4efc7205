"""Finds tables in the rules of a page and sorts words into their cells."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.printed import Rule, Word

_NEAR = 3.0
_SMALLEST_CELL = 5.0
_MOST_LINES = 250


@dataclass(slots=True)
class Cell:
    """A rectangle without rules inside.

    Attributes:
        row: Index of its top row, from above.
        column: Index of its left column.
        columns: How many columns it spans.
        words: What stands in it.
    """

    row: int
    column: int
    columns: int
    words: list[Word] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A ruled table.

    Attributes:
        xs: Column borders from the left.
        ys: Row borders from above.
        rows: Cells with words, row by row.
    """

    xs: list[float]
    ys: list[float]
    rows: list[list[Cell]]

    @property
    def columns(self) -> int:
        """How many columns the grid has."""
        return len(self.xs) - 1


def find_tables(rules: Sequence[Rule], words: Sequence[Word]) -> tuple[list[Table], list[Word]]:
    """Return the tables that ``rules`` draw, filled, and the words outside them.

    Only a grid with words in two columns is a table; a box around text is not.
    """
    tables: list[Table] = []
    free = list(words)
    for across, upright in _grids(rules):
        grid = _Grid(across, upright)
        if len(grid.xs) < 3 or len(grid.ys) < 2:
            continue
        inside: list[Word] = []
        outside: list[Word] = []
        for word in free:
            (inside if grid.holds(word) else outside).append(word)
        table = grid.fill(inside)
        if table:
            tables.append(table)
            free = outside
    return tables, free


def _grids(rules: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the rules that touch each other, horizontal and vertical apart."""
    across = merge_across([r for r in rules if r.horizontal])
    upright = [
        Rule(r.y0, r.x0, r.y1, r.x1)
        for r in merge_across([Rule(r.y0, r.x0, r.y1, r.x1) for r in rules if not r.horizontal])
    ]
    if not across or not upright or len(across) * len(upright) > _MOST_LINES**2:
        return []
    parent = list(range(len(across) + len(upright)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, h in enumerate(across):
        for j, v in enumerate(upright, len(across)):
            if (
                h.x0 - _NEAR <= v.x0 <= h.x1 + _NEAR
                and v.y0 - _NEAR <= h.y0 <= v.y1 + _NEAR
                and root(i) != root(j)
            ):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, rule in enumerate([*across, *upright]):
        groups[root(i)][i >= len(across)].append(rule)
    found = [g for g in groups.values() if g[0] and g[1]]
    return sorted(found, key=lambda g: -max(r.y1 for r in g[1]))


def merge_across(rules: Sequence[Rule]) -> list[Rule]:
    """Join horizontal rules that lie on one line and touch."""
    merged: list[Rule] = []
    level: float | None = None
    for rule in sorted(rules, key=lambda r: r.y0):
        level = rule.y0 if level is None or rule.y0 - level > 1.5 else level
        merged.append(Rule(rule.x0, level, rule.x1, level))
    merged.sort(key=lambda r: (r.y0, r.x0))
    out: list[Rule] = []
    for rule in merged:
        if out and out[-1].y0 == rule.y0 and rule.x0 <= out[-1].x1 + _NEAR:
            out[-1] = Rule(out[-1].x0, rule.y0, max(out[-1].x1, rule.x1), rule.y0)
        else:
            out.append(rule)
    return out


def _levels(values: Sequence[float]) -> list[float]:
    """Return values that are further apart than a line is thick."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _SMALLEST_CELL:
            out.append(value)
    return out


class _Grid:
    """The borders that touching rules make."""

    def __init__(self, across: list[Rule], upright: list[Rule]) -> None:
        self.across, self.upright = across, upright
        self.xs = _levels([r.x0 for r in upright])
        # A table cut by the page end may lack its last horizontal rule.
        ends = [e for r in upright for e in (r.y0, r.y1)]
        self.ys = _levels([r.y0 for r in across] + [min(ends), max(ends)])
        if len(self.xs) > _MOST_LINES or len(self.ys) > _MOST_LINES:
            self.xs = self.xs[:1]

    def holds(self, word: Word) -> bool:
        """Whether the middle of ``word`` lies inside."""
        x, y = _middle(word)
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def fill(self, words: Sequence[Word]) -> Table | None:
        """Return the table with its words, or None where it is only a box."""
        columns, rows = len(self.xs) - 1, len(self.ys) - 1
        walls = self._walls(columns, rows)
        floors = self._floors(columns, rows)
        owner = [[-1] * rows for _ in range(columns)]
        cells: list[tuple[int, int, int, int]] = []
        for row in range(rows - 1, -1, -1):
            for column in range(columns):
                if owner[column][row] >= 0:
                    continue
                wide = 1
                while (
                    column + wide < columns
                    and owner[column + wide][row] < 0
                    and not walls[column + wide][row]
                ):
                    wide += 1
                deep = 1
                while row - deep >= 0 and not any(
                    floors[c][row - deep + 1] or owner[c][row - deep] >= 0
                    for c in range(column, column + wide)
                ):
                    deep += 1
                for c in range(column, column + wide):
                    for r in range(row - deep + 1, row + 1):
                        owner[c][r] = len(cells)
                cells.append((rows - 1 - row, column, wide, deep))
        filled = [Cell(row, column, wide) for row, column, wide, _ in cells]
        for word in words:
            x, y = _middle(word)
            column = min(columns - 1, max(0, bisect_right(self.xs, x) - 1))
            row = min(rows - 1, max(0, bisect_right(self.ys, y) - 1))
            filled[owner[column][row]].words.append(word)
        return self._table([c for c in filled if c.words])

    def _table(self, cells: list[Cell]) -> Table | None:
        by_row: dict[int, list[Cell]] = defaultdict(list)
        for cell in cells:
            by_row[cell.row].append(cell)
        if not any(len(row) > 1 for row in by_row.values()):
            return None
        return Table(
            self.xs,
            self.ys[::-1],
            [sorted(by_row[row], key=lambda c: c.column) for row in sorted(by_row)],
        )

    def _walls(self, columns: int, rows: int) -> list[list[bool]]:
        """Whether a rule stands left of each box."""
        walls = [[False] * rows for _ in range(columns + 1)]
        for rule in self.upright:
            at = _nearest(self.xs, rule.x0)
            for row in range(rows):
                middle = (self.ys[row] + self.ys[row + 1]) / 2
                if rule.y0 - 1 <= middle <= rule.y1 + 1:
                    walls[at][row] = True
        return walls

    def _floors(self, columns: int, rows: int) -> list[list[bool]]:
        """Whether a rule lies under each box."""
        floors = [[False] * (rows + 1) for _ in range(columns)]
        for rule in self.across:
            at = _nearest(self.ys, rule.y0)
            for column in range(columns):
                middle = (self.xs[column] + self.xs[column + 1]) / 2
                if rule.x0 - 1 <= middle <= rule.x1 + 1:
                    floors[column][at] = True
        return floors


def _nearest(levels: Sequence[float], value: float) -> int:
    return min(range(len(levels)), key=lambda i: abs(levels[i] - value))


def _middle(word: Word) -> tuple[float, float]:
    return (word.x0 + word.x1) / 2, word.y + 0.3 * word.size
