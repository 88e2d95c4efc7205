"""Turns HTML elements into blocks, in one walk that no depth of nesting can exhaust."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ingest.blocks import Block, BlockKind
from ingest.clean import clean_text, fold_space, superscript
from ingest.readers.tables import Cell, table_blocks

if TYPE_CHECKING:
    from bs4.element import PageElement, Tag

_PARTING = frozenset(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
     "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
     "h4", "h5", "h6", "header", "hr", "legend", "li", "main", "menu", "nav", "ol", "p", "pre",
     "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul")
)  # fmt: skip
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LISTS = ("ul", "ol", "menu")
_CELLS = ("td", "th")
_MARKED = ("sup", "b", "strong")
_LONGEST_LABEL = 60


def read_elements(root: Tag, notes: Mapping[int, Block] | None = None) -> list[Block]:
    """Return the blocks of everything inside ``root``.

    Args:
        root: Its own name counts for nothing.
        notes: Footnotes by ``id()`` of the element that calls them; each stands behind the block
            of its first call.
    """
    walker = _Walker(notes or {})
    walker.walk(root)
    return walker.blocks


class _Walker:
    """Collects words until an element parts them from the next."""

    def __init__(self, notes: Mapping[int, Block], told: set[int] | None = None) -> None:
        self.blocks: list[Block] = []
        self._notes = notes
        self._told = set() if told is None else told
        self._calls: list[Block] = []
        self._parts: list[str] = []
        self._marks: list[int] = []
        self._label = ""
        self._heading = 0
        self._lists: list[int | None] = []
        self._items = 0
        self._number = ""
        self._terms: list[str] = []
        self._in_term = self._defined = False

    def walk(self, root: Tag) -> None:
        """Add the blocks of everything inside ``root``."""
        from bs4.element import CData, PreformattedString, Tag

        stack: list[tuple[PageElement, bool]] = [(e, False) for e in reversed(root.contents)]
        while stack:
            node, leaving = stack.pop()
            if not isinstance(node, Tag):
                if isinstance(node, CData) or not isinstance(node, PreformattedString):
                    self._parts.append(str(node))
            elif leaving:
                self._leave(node.name)
            elif id(node) in self._notes:
                self._call(self._notes[id(node)])
            elif node.name == "table" and (rows := _rows(node)):
                self._table(node, rows)
            else:
                self._enter(node)
                stack.append((node, True))
                stack += [(e, False) for e in reversed(node.contents)]
        self._flush()

    def _enter(self, node: Tag) -> None:
        name = node.name
        if name in ("dt", "dd"):
            self._end_term()
        if name in _PARTING:
            self._flush()
        if name in _HEADINGS:
            self._heading = int(name[1])
        elif name in _LISTS:
            self._lists.append(_whole(node.get("start"), 1) if name == "ol" else None)
        elif name == "li":
            self._items += 1
            self._number = self._next_number(node)
        elif name == "dt":
            self._terms = [] if self._defined else self._terms
            self._defined, self._in_term = False, True
        elif name == "dd":
            self._number = f"{', '.join(self._terms)}: " if self._terms else ""
            self._defined = True
        elif name == "br":
            # Two in a row part paragraphs, as old pages do it.
            if self._parts and self._parts[-1] == "\n":
                self._flush()
            else:
                self._parts.append("\n")
        elif name in _MARKED:
            self._marks.append(len(self._parts))

    def _leave(self, name: str) -> None:
        if name in ("dt", "dl"):
            self._end_term()
        if name in _PARTING:
            self._flush()
        if name in _HEADINGS:
            self._heading = 0
        elif name in _LISTS:
            self._lists.pop()
        elif name == "li":
            self._items -= 1
            self._number = ""
        elif name == "dl":
            if not self._defined:
                self.blocks += [Block("item", term) for term in self._terms]
            self._terms, self._defined, self._number = [], False, ""
        elif name in _MARKED:
            self._unmark(name)

    def _end_term(self) -> None:
        """Keep the words of the term that is open; many pages leave out its closing tag."""
        if self._in_term:
            self._terms += [term] if (term := self._take()) else []
            self._in_term = False

    def _unmark(self, name: str) -> None:
        at = self._marks.pop()
        words = "".join(self._parts[at:]).strip()
        if name == "sup":
            self._parts[at:] = [superscript(words)]
        elif words.endswith(":") and len(words) <= _LONGEST_LABEL + 1:
            opens = not any(part.strip() for part in self._parts[: min(at, 4)]) and at <= 4
            self._label = fold_space(clean_text(words))[:-1] if opens else self._label

    def _call(self, note: Block) -> None:
        self._parts.append(superscript(note.label))
        if id(note) not in self._told:
            self._told.add(id(note))
            self._calls.append(note)

    def _next_number(self, node: Tag) -> str:
        if not self._lists or (count := self._lists[-1]) is None:
            return ""
        number = _whole(node.get("value"), count)
        self._lists[-1] = number + 1
        return f"{number}. "

    def _take(self) -> str:
        text = fold_space(clean_text("".join(self._parts)))
        self._parts = []
        self._marks = [0] * len(self._marks)
        return text

    def _flush(self) -> None:
        if self._parts and (text := self._take()):
            if self._heading:
                self.blocks.append(Block("heading", text, level=self._heading))
            else:
                # A numbered item keeps its number: laws and declarations are cited by it.
                inner = len(self._lists) > 1 or (self._items and not self._number) or self._defined
                kind: BlockKind = "item" if inner else "paragraph"
                self.blocks.append(Block(kind, self._number + text, label=self._label))
                self._number = ""
        self._label = ""
        if self._calls:
            self.blocks += self._calls
            self._calls = []

    def _table(self, table: Tag, rows: list[Tag]) -> None:
        self._flush()
        if caption := table.find("caption"):
            self.blocks += read_elements(caption, self._notes)
        cells = [[self._cell(cell) for cell in row.find_all(_CELLS)] for row in rows]
        self.blocks += table_blocks(cells, _count_heads(rows))

    def _cell(self, cell: Tag) -> Cell:
        inner = _Walker(self._notes, self._told)
        inner.walk(cell)
        text = " ".join(b.text for b in inner.blocks if b.kind != "footnote")
        bold = cell.find(("b", "strong"))
        return Cell(
            text,
            is_head=cell.name == "th" or (bold is not None and fold_space(bold.text) == text),
            rows=_whole(cell.get("rowspan"), 1),
            columns=_whole(cell.get("colspan"), 1),
            notes=tuple(b for b in inner.blocks if b.kind == "footnote"),
        )


def _rows(table: Tag) -> list[Tag]:
    """The rows of a table of data; none of one that only lays out a page."""
    if table.find("table") or table.find(_HEADINGS):
        return []
    rows = table.find_all("tr")
    wide = any(len(row.find_all(_CELLS, limit=2)) > 1 for row in rows)
    return rows if wide else []


def _count_heads(rows: list[Tag]) -> int:
    """How many of the first rows are the header: those of ``thead``, else those all of ``th``."""
    marked = sum(row.parent is not None and row.parent.name == "thead" for row in rows)
    if 0 < marked < len(rows):
        return marked
    heads = 0
    for row in rows:
        cells = row.find_all(_CELLS)
        # A lone one below the header names a section.
        if any(cell.name == "td" for cell in cells) or (heads and len(cells) == 1):
            break
        heads += 1
    return heads if heads < len(rows) else 0


def _whole(value: object, default: int) -> int:
    """A positive whole number from an attribute."""
    found = re.match(r"\s*(\d{1,6})", str(value or ""))
    return max(int(found[1]), 1) if found else default
