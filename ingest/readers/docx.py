"""Reads Word documents from their XML, with the numbers that Word prints before paragraphs.

docx2python, mammoth and python-docx were tried: the first prints 제31조, ① and 가. as ``1)`` and
``--``, the others print no number at all, and python-docx drops inserted text and footnotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from xml.etree.ElementTree import Element

from corpus.errors import RejectedDocument
from ingest.blocks import Block, Reading
from ingest.clean import clean_text, fold_space, superscript
from ingest.colours import WHITE, Ground
from ingest.lines import ruled_level
from ingest.readers.docx_looks import Look, read_look, shading
from ingest.readers.docx_numbering import Number, Numbering, W, format_number, integer, value
from ingest.readers.docx_runs import (
    ALTERNATIVES,
    FORMULAS,
    TextBox,
    chosen,
    formula,
    symbol,
    text_boxes,
)
from ingest.readers.docx_styles import Styles, is_on, numbering_of, outline_of
from ingest.readers.docx_tables import Cell, Row, read_rows, table_blocks
from ingest.readers.notes import hidden_note, smuggled_note
from ingest.readers.ooxml import Package

_WRAPPERS = frozenset(
    f"{W}{name}"
    for name in ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple",
                 "customXml", "dir", "bdo", "rubyBase", "ruby")
)  # fmt: skip
_SPACES = frozenset(f"{W}{name}" for name in ("tab", "br", "cr", "ptab"))
_DRAWINGS = frozenset(f"{W}{name}" for name in ("drawing", "pict", "object"))
_ENDS = frozenset(f"{W}{name}" for name in ("body", "tc", "footnote", "endnote", "txbxContent"))
_ROMAN_CALL = str.maketrans("ivxlcdm", "ⁱᵛˣˡᶜᵈᵐ")
_LONGEST_RULED = 120
_LONGEST_HEADING = 220
_LONGEST_SENTENCE_HEADING = 60
_KOREAN_ARTICLE = re.compile(r"제\s?\d+조(?:의\d+)?\s?\(")
_ARTICLE = re.compile("제|[①-⑳]")

NoteKind = Literal["footnote", "endnote"]
_NOTES: tuple[tuple[NoteKind, str], ...] = (("footnote", "decimal"), ("endnote", "lowerRoman"))


def read_docx(data: bytes, path: Path) -> Reading:
    """Return the blocks of a Word document; macros in it are never run.

    Comments, headers, footers, deleted and hidden text and tables of contents are left out. A Word
    document has no pages before it is printed.

    Raises:
        RejectedDocument: No Word document, damaged, encrypted or harmful.
    """
    package = Package(data, path)
    root = package.part(package.main)
    body = root.find(f"{W}body")
    if root.tag != f"{W}document" or body is None:
        raise RejectedDocument(
            "not a Word document, whatever its name says", path.name, "Export it again as DOCX."
        )
    reader = _Reader(package, body)
    if root.find(f"{W}background") is not None:
        reader.ground = None
    blocks = tuple(reader.read(body))
    hidden = "".join(reader.unseen)
    return Reading(
        blocks=blocks,
        title=package.title(),
        warnings=(*reader.warnings, *hidden_note(hidden), *smuggled_note("".join(reader.raw))),
    )


@dataclass(slots=True)
class _Inline:
    """What a paragraph holds: its text, the notes it calls and the text boxes anchored to it."""

    text: list[str] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    boxes: list[TextBox] = field(default_factory=list)


class _Reader:
    """Walks through a document once, counting its lists and notes."""

    def __init__(self, package: Package, body: Element) -> None:
        self.warnings: list[str] = []
        self.unseen: list[str] = []
        self.raw: list[str] = []
        self.ground: Ground = WHITE
        self._look = Look()
        self._styles = Styles(package.related("styles"))
        self._numbering = Numbering(package.related("numbering"))
        settings = package.related("settings")
        self._notes: dict[str, dict[str, Element]] = {}
        self._note_format: dict[str, str] = {}
        self._note_count: dict[str, int] = {}
        self._carried = _Inline()
        for kind, usual in _NOTES:
            part = package.related(f"{kind}s")
            found = part.findall(f"{W}{kind}") if part is not None else ()
            self._notes[kind] = {note.get(f"{W}id", ""): note for note in found}
            self._note_format[kind], first = _note_format(kind, usual, settings, body)
            self._note_count[kind] = first - 1

    def read(self, parent: Element) -> Iterator[Block]:
        """Yield the blocks of a body, cell, note or text box."""
        for element in parent:
            tag = element.tag
            if tag == f"{W}p":
                yield from self._paragraph(element)
            elif tag == f"{W}tbl":
                yield from self._settle()
                yield from self._table(element)
            elif tag == f"{W}sdt":
                content = element.find(f"{W}sdtContent")
                if content is not None and not _is_contents(element):
                    yield from self.read(content)
            elif tag in (f"{W}ins", f"{W}moveTo", f"{W}customXml"):
                yield from self.read(element)
            elif tag == ALTERNATIVES:
                yield from self.read(chosen(element))
            elif tag == f"{W}altChunk":
                self.warnings.append("A document embedded in this one was not read.")
        if parent.tag in _ENDS:
            yield from self._settle()

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        properties = paragraph.find(f"{W}pPr")
        style = value(properties, "pStyle") if properties is not None else ""
        if self._styles.is_contents(style):
            return
        inline, self._carried = self._carried, _Inline()
        around = self._look
        self._look = Look(ground=shading(properties)).over(self._styles.look_of(style))
        self._gather(paragraph, inline)
        self._look = around
        mark = properties.find(f"{W}rPr") if properties is not None else None
        if mark is not None and mark.find(f"{W}del") is not None:
            # Without its deleted end, the paragraph goes on in the next one.
            self._carried = inline
            return
        yield from self._finish(inline, self._block("".join(inline.text), properties, style))

    def _settle(self) -> Iterator[Block]:
        """What a deleted paragraph end has carried on ends where no paragraph takes it up."""
        inline, self._carried = self._carried, _Inline()
        if inline.text:
            yield from self._finish(inline, self._block("".join(inline.text), None, ""))

    def _finish(self, inline: _Inline, block: Block) -> Iterator[Block]:
        if block.text:
            yield block
        yield from inline.notes
        for box in inline.boxes:
            yield from self._read_on(None if box.filled else self.ground, box.content)

    def _read_on(self, ground: Ground, element: Element) -> Iterator[Block]:
        """What stands in an element with something else painted behind it."""
        around, self.ground = self.ground, ground
        yield from self.read(element)
        self.ground = around

    def _block(self, content: str, properties: Element | None, style: str) -> Block:
        text = fold_space(clean_text(content))
        number = self._number(properties, style)
        printed = fold_space(clean_text(number.text)) if number else ""
        outline = outline_of(properties)
        level = self._styles.heading_level(style) if outline is None else (outline + 1) % 10
        space = " " if printed and not (number and number.glued) else ""
        whole = f"{printed}{space}{text}".strip()
        # A number that makes a heading, such as Article 5, does so alone and whatever its style.
        ruled = ruled_level(whole) or ruled_level(printed)
        if not text and not (printed and ruled):
            return Block("paragraph", "")
        if not level and len(text) <= _LONGEST_RULED and not text.endswith("."):
            level = ruled
        if level and not _is_clause(whole):
            return Block("heading", whole, level=level)
        # Below a numbered paragraph stand its points; an article is nobody's point.
        below = number and (not printed or (number.level and not _ARTICLE.match(printed)))
        return Block("item" if below else "paragraph", whole)

    def _number(self, properties: Element | None, style: str) -> Number | None:
        number, level = self._styles.list_of(style)
        direct = numbering_of(properties)
        if direct is not None:
            number, level = direct[0] or number, direct[1] or level
        if not number or number == "0":
            return None
        at = integer(level, 0) if level else self._numbering.level_of(number, style)
        return self._numbering.count(number, at)

    def _gather(self, parent: Element, inline: _Inline) -> None:
        for element in parent:
            tag = element.tag
            if tag == f"{W}r":
                self._run(element, inline)
            elif tag in _WRAPPERS:
                self._gather(element, inline)
            elif tag == ALTERNATIVES:
                self._gather(chosen(element), inline)
            elif tag in FORMULAS:
                inline.text.append(formula(element))

    def _run(self, run: Element, inline: _Inline) -> None:
        properties = run.find(f"{W}rPr")
        style = value(properties, "rStyle") if properties is not None else ""
        look = read_look(properties).over(self._styles.look_of_words(style)).over(self._look)
        if look.is_unseen(self.ground):
            self.unseen += [text.text or "" for text in run.iter(f"{W}t")]
            return
        stated = value(properties, "vertAlign") if properties is not None else ""
        raised = stated == "superscript" or (
            not stated and bool(style) and self._styles.is_raised(style)
        )
        at = len(inline.text)
        self._contents(run, inline)
        if raised:
            text = "".join(inline.text[at:])
            core = text.strip()
            inline.text[at:] = [text.replace(core, superscript(core))] if core else [text]

    def _contents(self, run: Element, inline: _Inline) -> None:
        for element in run:
            tag = element.tag
            if tag == f"{W}t":
                inline.text.append(element.text or "")
                self.raw.append(element.text or "")
            elif tag in _SPACES:
                inline.text.append(" ")
            elif tag == f"{W}noBreakHyphen":
                inline.text.append("-")
            elif tag == f"{W}sym":
                inline.text.append(symbol(element))
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self._note(element, inline)
            elif tag == f"{W}ruby":
                self._gather(element, inline)
            elif tag in _DRAWINGS:
                inline.boxes += text_boxes(element)
            elif tag == ALTERNATIVES:
                self._contents(chosen(element), inline)

    def _note(self, call: Element, inline: _Inline) -> None:
        kind: NoteKind = "footnote" if call.tag == f"{W}footnoteReference" else "endnote"
        # Each note is called once; what calls itself or is called for ever is no note.
        note = self._notes[kind].pop(call.get(f"{W}id", ""), None)
        if note is None:
            return
        label = ""
        # A mark of the author's own follows the call as text.
        if not is_on(call.get(f"{W}customMarkFollows", "0")):
            self._note_count[kind] += 1
            label = format_number(self._note_count[kind], self._note_format[kind])
            raised = superscript(label)
            inline.text.append(raised if raised != label else label.translate(_ROMAN_CALL))
        carried, self._carried = self._carried, _Inline()
        text = " ".join(block.text for block in self.read(note))
        self._carried = carried
        if text:
            inline.notes.append(Block("footnote", text, label=label))

    def _table(self, table: Element) -> Iterator[Block]:
        rows = read_rows(table)
        around = self.ground
        properties = table.find(f"{W}tblPr")
        if properties is not None and self._styles.is_shaded(value(properties, "tblStyle")):
            self.ground = None
        yield from self._rows(table, rows)
        self.ground = around

    def _rows(self, table: Element, rows: list[Row]) -> Iterator[Block]:
        # A table of one row or column is a frame around text.
        if len(rows) < 2 or all(len(row.cells) < 2 for row in rows):
            for row in rows:
                for cell in row.cells:
                    yield from self._read_cell(cell)
            return
        yield from table_blocks(table, rows, self._cell)

    def _read_cell(self, cell: Cell) -> Iterator[Block]:
        painted = shading(cell.element.find(f"{W}tcPr"))
        yield from self._read_on(painted[0] if painted else self.ground, cell.element)

    def _cell(self, cell: Cell) -> tuple[str, list[Block]]:
        """The text of a cell and the notes it calls; a table in it becomes one line."""
        parts: list[str] = []
        notes: list[Block] = []
        for block in self._read_cell(cell):
            if block.kind == "footnote":
                notes.append(block)
            elif block.kind == "row":
                if block.header and f"({block.header})" not in parts:
                    parts.append(f"({block.header})")
                parts.append(f"({block.text})")
            else:
                parts.append(block.text)
        return " ".join(parts), notes


def _note_format(
    kind: NoteKind, usual: str, settings: Element | None, body: Element
) -> tuple[str, int]:
    """The number format and first number of notes; a section's word goes before the document's."""
    for place in (body.find(f"{W}sectPr"), settings):
        stated = place.find(f"{W}{kind}Pr") if place is not None else None
        if stated is not None and (form := value(stated, "numFmt")):
            return form, integer(value(stated, "numStart"), 1)
    return usual, 1


def _is_clause(text: str) -> bool:
    """Whether a paragraph in a heading's style is law and not a title.

    Contracts and acts set whole clauses in heading styles for the sake of their numbers; a heading
    is never quoted, so they would be lost. Korean articles are found by their paragraphs.
    """
    return bool(
        _KOREAN_ARTICLE.match(text)
        or len(text) > _LONGEST_HEADING
        or (len(text) > _LONGEST_SENTENCE_HEADING and text.endswith((".", ";", "。")))
    )


def _is_contents(element: Element) -> bool:
    gallery = element.find(f"{W}sdtPr/{W}docPartObj")
    return gallery is not None and value(gallery, "docPartGallery") == "Table of Contents"
