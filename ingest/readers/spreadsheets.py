"""Reads spreadsheets and delimited text: one block per row, under the sheet's name."""

from __future__ import annotations

import csv
import datetime
import io
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from corpus.errors import RejectedDocument
from ingest.blocks import Block, Reading
from ingest.clean import clean_text, fold_space
from ingest.containers import check_container, open_container, read_member
from ingest.encoding import decode_text
from ingest.readers.notes import hidden_note, smuggled_note
from ingest.readers.ooxml import Package
from ingest.readers.sheet_parts import hidden_lines, merged_below

MAX_ROWS = 100_000
MAX_CELLS = 20_000_000
MAX_CHARACTERS = 20_000_000

# openpyxl lets these escape from damaged parts, and more; all of them mean the same to a user.
_DAMAGE = (
    LookupError, ValueError, TypeError, AttributeError, ArithmeticError, AssertionError, OSError,
    EOFError, SyntaxError, RuntimeError, zipfile.BadZipFile,
)  # fmt: skip

_DELIMITERS = ",;\t|"
_SAMPLE_ROWS = 50
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_LONGEST_HEADER = 1_000
_LONGEST_REPEATED = 200
_MOST_REPEATED = 256
_DEFAULT_SHEET = re.compile(r"(?:sheet|시트|シート|工作表|tabelle|feuil)\s?\d*", re.IGNORECASE)
_PLAIN_FORMAT = re.compile(r"(?P<comma>#,##)?0(?:\.(?P<places>0+))?(?P<percent>%)?(?:_.)?")


def read_csv(data: bytes, path: Path) -> Reading:
    """Return the rows of a delimited text file; the first of two cells or more is the header.

    Raises:
        RejectedDocument: The encoding cannot be told, a quotation mark is never closed, or the
            table is too large.
    """
    text = decode_text(data, path)
    if hint := _SEPARATOR_LINE.match(text):
        text, delimiter = text[hint.end() :], hint[1]
    else:
        delimiter = _find_delimiter(text, path.suffix.lower())
    rows = ([_clean(cell) for cell in row] for row in _parse_csv(text, delimiter, path))
    return Reading(blocks=tuple(_row_blocks(rows, _Budget(path))), warnings=smuggled_note(text))


def read_xlsx(data: bytes, path: Path) -> Reading:
    """Return the rows of every visible sheet of a workbook, each sheet under its name.

    Cells read as they were last calculated and as they are shown, as far as percentages, decimals
    and dates go. What is merged over rows is said in each of them. Hidden sheets, rows
    and columns are left out and named in a warning: whoever checks a citation in the file would
    not find it there.

    openpyxl's reading mode takes 60 MB for 800,000 cells. python-calamine is twenty times as fast,
    but knows no number formats (35% reads 0.35) and brings the process down over a sheet of two
    cells in opposite corners.

    Raises:
        RejectedDocument: No workbook, damaged, encrypted, harmful or too large.
    """
    check_container(data, path)
    budget = _Budget(path)
    blocks: list[Block] = []
    hidden: list[str] = []
    unseen: list[str] = []
    with warnings.catch_warnings():
        # It warns of what it would lose on saving; nothing is saved.
        warnings.simplefilter("ignore")
        try:
            sheets = _open_workbook(data).worksheets
            for sheet in sheets:
                name = _clean(sheet.title)
                if sheet.sheet_state != "visible":
                    hidden.append(name)
                    continue
                rows = _sheet_rows(sheet, data, path, budget, unseen)
                found = list(_row_blocks(rows, budget))
                if found and not (len(sheets) == 1 and _DEFAULT_SHEET.fullmatch(name)):
                    blocks.append(Block("heading", name, level=1))
                blocks += found
        except _DAMAGE as error:
            raise RejectedDocument(
                f"the workbook cannot be read ({type(error).__name__})",
                path.name,
                "Open it and save it again as XLSX.",
            ) from error
    named = (f"Hidden sheets were left out: {', '.join(hidden)}.",) if hidden else ()
    # A sheet's name is no title of the file.
    title = Package(data, path).title() or path.stem
    return Reading(
        blocks=tuple(blocks), title=title, warnings=(*named, *hidden_note("".join(unseen)))
    )


class _Budget:
    """Counts over all sheets: a short file can repeat one text, or place a cell, without end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rows = self._cells = self._characters = 0

    def pass_over(self, cells: int) -> None:
        """Count the cells of a row, which stand also where nothing is in them."""
        self._cells += max(cells, 1)
        if self._cells > MAX_CELLS:
            raise self._over(f"{MAX_CELLS:,} cells")

    def spend(self, text: str) -> None:
        self._rows += 1
        self._characters += len(text)
        if self._rows > MAX_ROWS:
            raise self._over(f"{MAX_ROWS:,} rows")
        if self._characters > MAX_CHARACTERS:
            raise self._over(f"{MAX_CHARACTERS:,} characters")

    def _over(self, limit: str) -> RejectedDocument:
        return RejectedDocument(
            f"its tables have over {limit}",
            self._path.name,
            "Split it into parts or keep only the rows that matter.",
        )


def _row_blocks(rows: Iterable[Sequence[str]], budget: _Budget) -> Iterator[Block]:
    """A table's rows; lines of one cell above its header are its title and notes."""
    header = alone = ""
    left: int | None = None
    for row in rows:
        filled = [at for at, text in enumerate(row) if text]
        if not filled:
            continue
        if left is None and len(filled) > 1:
            left = filled[0]
            line = _line(row, left)
            if len(line) <= _LONGEST_HEADER:
                header = alone = line
                continue
        line = _line(row, min(left or 0, filled[0]))
        budget.spend(line)
        yield Block("paragraph" if left is None else "row", line, header=header)
        alone = ""
    if alone:
        yield Block("row", alone)


def _line(row: Sequence[str], left: int) -> str:
    last = max(at for at, text in enumerate(row) if text)
    return " | ".join(row[left : last + 1])


def _find_delimiter(text: str, suffix: str) -> str:
    """The delimiter that cuts the first rows into the same number of cells, and into most."""
    lines = [line for line in text[:100_000].splitlines() if line.strip()][:_SAMPLE_ROWS]
    if suffix == ".tsv" and any("\t" in line for line in lines):
        return "\t"

    def fitness(delimiter: str) -> tuple[float, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter))
        except csv.Error:
            return (0.0, 0)
        width, rows = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 0))
        return (rows / len(lines), width) if width > 1 else (0.0, 0)

    return max(_DELIMITERS, key=fitness)


def _parse_csv(text: str, delimiter: str, path: Path) -> list[list[str]]:
    for strict in (True, False):
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
        try:
            return list(islice((row for row in reader if any(row)), MAX_ROWS + 2))
        except csv.Error as error:
            # Stray quotation marks are forgiven; one that swallows the rest of the file is not.
            if not strict or "end of data" in str(error) or "field limit" in str(error):
                raise RejectedDocument(
                    "a quotation mark in the table is never closed",
                    path.name,
                    "Open it in a spreadsheet and save it again.",
                ) from error
    return []


def _open_workbook(data: bytes) -> Any:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)


def _sheet_rows(
    sheet: Any, data: bytes, path: Path, budget: _Budget, hidden: list[str]
) -> Iterator[list[str]]:
    """The rows of a sheet; those below a cell merged over them repeat its text.

    What stands in hidden rows and columns goes to ``hidden`` instead.
    """
    with open_container(data, path) as container:
        part = read_member(container, sheet._worksheet_path, path)
    merges, unseen = merged_below(part), hidden_lines(part)
    active: dict[int, tuple[int, str]] = {}
    # Some programs state the size of another sheet; openpyxl would stop reading there.
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(), 1):
        # openpyxl fills the rows and columns before a cell, to whatever row the file states.
        budget.pass_over(len(cells))
        row = [_shown(cell) for cell in cells]
        if not any(row):
            continue
        if number in unseen.rows:
            hidden += row
            continue
        for column in unseen.columns.intersection(range(len(row))):
            hidden.append(row[column])
            row[column] = ""
        active = {column: above for column, above in active.items() if above[0] >= number}
        for column, (_, text) in active.items():
            row += [""] * (column + 1 - len(row))
            row[column] = row[column] or text
        for column, last in merges.get(number, ()):
            text = row[column] if column < len(row) else ""
            if text and len(text) <= _LONGEST_REPEATED and len(active) < _MOST_REPEATED:
                active[column] = (last, text)
        yield row


def _shown(cell: Any) -> str:
    """A cell's value as the sheet shows it."""
    match value := cell.value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case int() | float():
            return _number(value, cell.number_format or "")
        case datetime.datetime():
            midnight = value.time() == datetime.time()
            return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
        case datetime.date() | datetime.time():
            return value.isoformat()
    return _clean(str(value))


def _number(value: float, number_format: str) -> str:
    shown = _PLAIN_FORMAT.fullmatch(number_format.split(";")[0].strip())
    if shown is None or not (shown["comma"] or shown["places"] or shown["percent"]):
        return f"{value:.15g}" if isinstance(value, float) else str(value)
    value = value * 100 if shown["percent"] else value
    comma = "," if shown["comma"] else ""
    return f"{value:{comma}.{len(shown['places'] or '')}f}{shown['percent'] or ''}"


def _clean(text: str) -> str:
    return fold_space(clean_text(text))
