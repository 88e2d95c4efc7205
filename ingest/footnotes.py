"""Takes footnotes off the foot of each page and puts them behind the blocks that call them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from ingest.blocks import Block
from ingest.lines import Line, Row

_SMALLER = 0.93
_MOSTLY = 0.7
_LONGEST_FOOT = 8
_MOST_FOOT = 40
_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_DIGITS = str.maketrans(_DIGITS, "0123456789")
_TO_RAISED = str.maketrans("0123456789", _DIGITS)
_RAISED_MARK = re.compile(rf"^[(⁽]?(?P<n>[{_DIGITS}]{{1,3}})[)⁾]?\s*(?=\S)")
_PLAIN_MARK = re.compile(r"^(?:\((?P<a>\d{1,3})\)|(?P<b>\d{1,3}))\s+(?=\S)")
_SIGN_MARK = re.compile(r"^(?P<n>[*†‡§]{1,3})\s*(?=\w)")
_ENDED = re.compile(r"[.!?。)\]”’\"]$")


@dataclass(slots=True)
class Note:
    """A footnote.

    Attributes:
        label: Its number as printed.
        page: 1-based page it stands on.
        lines: Its lines without the number.
    """

    label: str
    page: int
    lines: list[Line] = field(default_factory=list)


def take_footnotes(
    pages: Sequence[Sequence[Line | Row]], body: float
) -> tuple[list[list[Line | Row]], list[Note]]:
    """Return the pages without their footnotes, and these.

    Footnotes are the lines in smaller type that end a page, from the first one that begins with a
    note's number. The number must be raised, or called by a raised one on the page.
    """
    kept: list[list[Line | Row]] = []
    notes: list[Note] = []
    for page in pages:
        start = _foot_start(page, body)
        upper = list(page[:start])
        called = _calls(upper)
        here: list[Note] = []
        for line in page[start:]:
            if isinstance(line, Row):
                continue
            label, rest = _mark(line.text, called, here or notes)
            if label:
                here.append(Note(label, line.page, [_with_text(line, rest)]))
            elif here:
                here[-1].lines.append(line)
            elif _goes_on(notes, line):
                notes[-1].lines.append(line)
            else:
                upper.append(line)
        notes.extend(here)
        kept.append(upper)
    return kept, notes


def _foot_start(page: Sequence[Line | Row], body: float) -> int:
    start = len(page)
    while start:
        line = page[start - 1]
        if isinstance(line, Row) or not (line.turned or 0 < line.size <= body * _SMALLER):
            break
        start -= 1
    called = _called_start(page, body)
    start = min(start, called) if called < len(page) else start
    while start < len(page) and getattr(page[start], "turned", False):
        start += 1
    return start if all(isinstance(x, Line) and not x.turned for x in page[start:]) else len(page)


def _called_start(page: Sequence[Line | Row], body: float) -> int:
    """Where notes begin that type size alone does not tell: at a raised number called above it.

    All below it must be small but for an address or so, or be short and end the page.
    """
    for start in range(max(0, len(page) - _MOST_FOOT), len(page)):
        line = page[start]
        mark = _RAISED_MARK.match(line.text) if isinstance(line, Line) else None
        if not mark or mark["n"].translate(_TO_DIGITS) not in _calls(page[:start]):
            continue
        foot = [part for part in page[start:] if isinstance(part, Line)]
        if len(foot) < len(page) - start:
            continue
        small = sum(len(x.text) for x in foot if x.size <= body * _SMALLER)
        if small > _MOSTLY * sum(len(x.text) for x in foot) or len(foot) <= _LONGEST_FOOT:
            return start
    return len(page)


def _calls(page: Sequence[Line | Row]) -> set[str]:
    texts = [
        line.text
        for part in page
        for line in ([part] if isinstance(part, Line) else [x for c in part.cells for x in c])
    ]
    return {
        run.translate(_TO_DIGITS) for text in texts for run in re.findall(f"[{_DIGITS}]+", text)
    }


def _mark(text: str, called: set[str], before: Sequence[Note]) -> tuple[str, str]:
    """Return (number, text without it) where ``text`` opens a note."""
    last = before[-1].label if before else ""
    if m := _RAISED_MARK.match(text):
        return m["n"].translate(_TO_DIGITS), text[m.end() :]
    if m := _PLAIN_MARK.match(text):
        number = m["a"] or m["b"]
        if number in called or (last.isdigit() and int(number) == int(last) + 1 and m["a"]):
            return number, text[m.end() :]
    if (m := _SIGN_MARK.match(text)) and any(m["n"] in c for c in called):
        return m["n"], text[m.end() :]
    return "", text


def _goes_on(notes: Sequence[Note], line: Line) -> bool:
    """Whether the last note of the page before runs over to this page's foot."""
    if not notes or notes[-1].page != line.page - 1 or not notes[-1].lines:
        last = notes[-1].lines[-1] if notes and notes[-1].lines else None
        return bool(last and last.page == line.page and notes[-1].page == line.page - 1)
    last = notes[-1].lines[-1]
    return last.size == line.size and not _ENDED.search(last.text)


def _with_text(line: Line, text: str) -> Line:
    return replace(line, text=text)


def place_footnotes(
    blocks: Sequence[Block], notes: Sequence[Note], join: Callable[[Sequence[Line]], Block]
) -> list[Block]:
    """Return the blocks with each footnote behind the block that calls it.

    A note that nothing calls stands behind the last block that begins on its page.
    """
    behind: dict[int, list[Block]] = {}
    starts = list(accumulate((b.page or 0 for b in blocks), max))
    for note in notes:
        text = join(note.lines)
        if not text.text:
            continue
        block = Block(
            "footnote", text.text, page=note.page, page_breaks=text.page_breaks, label=note.label
        )
        behind.setdefault(_caller(blocks, starts, note), []).append(block)
    out = list(behind.get(-1, ()))
    for index, block in enumerate(blocks):
        out.append(block)
        out.extend(behind.get(index, ()))
    return out


def _caller(blocks: Sequence[Block], starts: Sequence[int], note: Note) -> int:
    raised = re.escape(note.label.translate(_TO_RAISED))
    # 10²⁵ is a power and no call, unless nothing else is found.
    call = re.compile(rf"(?<![{_DIGITS}]){raised}(?![{_DIGITS}])")
    power = re.compile(rf"\d{raised}(?![{_DIGITS}])")
    end = bisect_right(starts, note.page)
    # One block before the page's first may run over to it.
    begin = max(0, bisect_left(starts, note.page) - 1)
    best, last = -1, end - 1
    for index in range(begin, end):
        block = blocks[index]
        first = block.page or 0
        final = block.page_breaks[-1][1] if block.page_breaks else first
        if not first <= note.page <= final:
            continue
        part = _part_on(block, note.page)
        if call.search(part):
            if not power.search(part):
                return index
            best = index if best < 0 else best
    return best if best >= 0 else last


def _part_on(block: Block, page: int) -> str:
    start = next((at for at, n in block.page_breaks if n == page), 0)
    end = next((at for at, n in block.page_breaks if n > page), len(block.text))
    return block.text[start:end]
