"""What a sheet says in its XML and openpyxl does not pass on: merges, hidden rows and columns."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=\"([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})\""
)
_HIDDEN = re.compile(rb"<(?:\w+:)?(row|col)\b([^>]*?\bhidden=\"(?:1|true)\"[^>]*)>")
_NUMBER = re.compile(rb"\b(r|min|max)=\"(\d{1,7})\"")
_MOST_COLUMNS = 16_384


@dataclass(frozen=True, slots=True)
class HiddenLines:
    """What of a sheet is not shown.

    Attributes:
        rows: From 1.
        columns: From 0.
    """

    rows: frozenset[int]
    columns: frozenset[int]


def merged_below(part: bytes) -> dict[int, list[tuple[int, int]]]:
    """Return what is merged over rows, by first row: (column from 0, last row)."""
    found: dict[int, list[tuple[int, int]]] = {}
    for letters, top, bottom in _MERGED.findall(part):
        if int(bottom) > int(top):
            column = 0
            for letter in letters:
                column = column * 26 + letter - ord("A") + 1
            found.setdefault(int(top), []).append((column - 1, int(bottom)))
    return found


def hidden_lines(part: bytes) -> HiddenLines:
    """Return the rows and columns that are hidden, by hand or by a filter."""
    rows: set[int] = set()
    columns: set[int] = set()
    for kind, attributes in _HIDDEN.findall(part):
        stated = {name: int(number) for name, number in _NUMBER.findall(attributes)}
        if kind == b"row" and b"r" in stated:
            rows.add(stated[b"r"])
        elif kind == b"col":
            last = min(stated.get(b"max", 0), _MOST_COLUMNS)
            columns.update(range(stated.get(b"min", 1) - 1, last))
    return HiddenLines(frozenset(rows), frozenset(columns))
