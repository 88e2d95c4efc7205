"""Turns HTML elements into blocks, in one walk that no depth of nesting can exhaust."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
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
_NEAR = 4


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
        self._in_term = self._defined = self._in_cell = False

    def walk(self, root: Tag) -> None:
        """Add the blocks of everything inside ``root``."""
        from bs4.element import PreformattedString, Tag

        stack: list[tuple[PageElement, bool]] = [(e, False) for e in reversed(root.contents)]
        while stack:
            node, leaving = stack.pop()
            if not isinstance(node, Tag):
                if not isinstance(node, PreformattedString):
                    self._parts.append(str(node))
            elif leaving:
                self._leave(node.name)
            elif self._in_cell and node.name in ("tr", *_CELLS):
                continue  # the next cell, inside this one because nothing closed it
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

    def _table(self, table: Tag, rows: list[list[Tag]]) -> None:
        self._flush()
        if caption := table.find("caption"):
            self.blocks += read_elements(caption, self._notes)
        cells = [[self._cell(cell) for cell in row] for row in rows]
        self.blocks += table_blocks(cells, _count_heads(rows))

    def _cell(self, cell: Tag) -> Cell:
        inner = _Walker(self._notes, self._told)
        inner._in_cell = True
        inner.walk(cell)
        text = " ".join(b.text for b in inner.blocks if b.kind != "footnote")
        # Not find(), which would search every cell that stands inside an unclosed one.
        bold = next((e for e in cell.contents[:_NEAR] if _is_bold(e)), None)
        return Cell(
            text,
            is_head=cell.name == "th" or (bold is not None and fold_space(bold.get_text()) == text),
            rows=_whole(cell.get("rowspan"), 1),
            columns=_whole(cell.get("colspan"), 1),
            notes=tuple(b for b in inner.blocks if b.kind == "footnote"),
        )


def _rows(table: Tag) -> list[list[Tag]]:
    """The cells of a table of data by rows; none of one that only lays out a page."""
    if table.find("table") or table.find(_HEADINGS):
        return []
    rows: dict[int, list[Tag]] = {}
    for cell in table.find_all(_CELLS):
        row = cell.find_parent(("tr", "table"))
        rows.setdefault(id(row), []).append(cell)
    return list(rows.values()) if any(len(row) > 1 for row in rows.values()) else []


def _count_heads(rows: list[list[Tag]]) -> int:
    """How many of the first rows are the header: those of ``thead``, else those all of ``th``."""
    marked = sum(_in_head(row[0]) for row in rows)
    if 0 < marked < len(rows):
        return marked
    heads = 0
    for row in rows:
        # A lone one below the header names a section.
        if any(cell.name == "td" for cell in row) or (heads and len(row) == 1):
            break
        heads += 1
    return heads if heads < len(rows) else 0


def _is_bold(element: PageElement) -> bool:
    return getattr(element, "name", None) in ("b", "strong")


def _in_head(cell: Tag) -> bool:
    return any(parent.name == "thead" for parent in islice(cell.parents, _NEAR))


def _whole(value: object, default: int) -> int:
    """A positive whole number from an attribute."""
    found = re.match(r"\s*(\d{1,6})", str(value or ""))
    return max(int(found[1]), 1) if found else default
