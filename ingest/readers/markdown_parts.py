"""What stands in Markdown without being Markdown: HTML tables, and footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.blocks import Block
from ingest.clean import superscript
from ingest.readers.markup import read_elements

# Cleaned text holds no control characters, so no document can write this itself.
_HELD = re.compile("\x02(\\d+)\x02")
_TABLE_EDGE = re.compile(r"<(/?)table\b[^<>]*>", re.IGNORECASE)
_DEFINITION = re.compile(
    r"^ {0,3}\[\^([^\]\[\s]{1,40})\]:[ \t]*(.*(?:\n(?![ \t]*\n| {0,3}\[\^| {0,3}#).+)*)\n?",
    re.MULTILINE,
)
_CALL = re.compile(r"\[\^([^\]\[\s]{1,40})\]")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN_DIGITS = str.maketrans(_RAISED, "0123456789")
_RAISED_NOTE = re.compile(rf"([{_RAISED}]{{1,3}})\s+(?=\S)")
_RAISED_CALL = re.compile(rf"(?<![\d{_RAISED}⁺⁻])[{_RAISED}]{{1,3}}(?![{_RAISED}])")


@dataclass
class Parts:
    """The tables and footnotes taken out of a Markdown text.

    Attributes:
        tables: By the number that stands for each in the text.
        notes: Source of each footnote by its name.
    """

    tables: list[list[Block]] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    _labels: dict[str, str] = field(default_factory=dict)
    _last: int = 0
    _told: set[str] = field(default_factory=set)

    def held(self, content: str) -> tuple[str, list[Block]]:
        """``content`` without what stands for tables, and their rows."""
        if "\x02" not in content:
            return content, []
        rows = [row for m in _HELD.finditer(content) for row in self.tables[int(m[1])]]
        return _HELD.sub("", content), rows

    def mark_calls(self, content: str) -> str:
        """``content`` with the calls of footnotes as raised numbers."""
        if not self.notes:
            return content
        return _CALL.sub(
            lambda m: superscript(self._label(m[1])) if m[1] in self.notes else m[0], content
        )

    def called(self, content: str) -> list[Block]:
        """The footnotes that ``content`` is the first to call, as written in the source."""
        names = dict.fromkeys(_CALL.findall(content)) if self.notes else {}
        return self._tell([n for n in names if n in self.notes and n not in self._told])

    def uncalled(self) -> list[Block]:
        """The footnotes that nothing has called."""
        return self._tell([name for name in self.notes if name not in self._told])

    def _tell(self, names: Sequence[str]) -> list[Block]:
        self._told.update(names)
        return [Block("footnote", self.notes[name], label=self._label(name)) for name in names]

    def _label(self, name: str) -> str:
        """The number that is printed: the source's own, or the next for a note with a name."""
        if name.isdigit():
            return name
        if name not in self._labels:
            self._last += 1
            while str(self._last) in self.notes:
                self._last += 1
            self._labels[name] = str(self._last)
        return self._labels[name]


def take_parts(text: str) -> tuple[str, Parts]:
    """Return Markdown with a mark in place of every HTML table and without footnotes' words."""
    parts = Parts()
    if "[^" in text:
        text = _DEFINITION.sub(lambda m: _take_note(m, parts), text)
    return (_take_tables(text, parts) if "<table" in text.lower() else text), parts


def place_notes(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with every paragraph like ``¹ Ministry (2024)`` as a footnote.

    It becomes one where an earlier block calls its number, and then stands behind that block.
    """
    callers: dict[str, int] = {}
    behind: dict[int, list[Block]] = {}
    placed: set[int] = set()
    for at, block in enumerate(blocks):
        note = _RAISED_NOTE.match(block.text) if block.kind in ("paragraph", "item") else None
        if note and note[1] in callers:
            label = note[1].translate(_PLAIN_DIGITS)
            footnote = replace(block, kind="footnote", text=block.text[note.end() :], label=label)
            behind.setdefault(callers[note[1]], []).append(footnote)
            placed.add(at)
            continue
        callers |= dict.fromkeys(_RAISED_CALL.findall(block.text), at)
    found: list[Block] = []
    for at, block in enumerate(blocks):
        found += [] if at in placed else [block]
        found += behind.get(at, [])
    return found


def _take_note(match: re.Match[str], parts: Parts) -> str:
    if match[1] in parts.notes or not match[2].strip():
        return match[0]
    parts.notes[match[1]] = match[2].strip()
    return "\n"


def _take_tables(text: str, parts: Parts) -> str:
    from bs4 import BeautifulSoup

    kept: list[str] = []
    depth = end = start = 0
    for edge in _TABLE_EDGE.finditer(text):
        if not edge[1]:
            start = start if depth else edge.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                soup = BeautifulSoup(text[start : edge.end()], "html.parser")
                kept += [text[end:start], f"\n\n\x02{len(parts.tables)}\x02\n\n"]
                parts.tables.append(read_elements(soup))
                end = edge.end()
    return "".join([*kept, text[end:]])
