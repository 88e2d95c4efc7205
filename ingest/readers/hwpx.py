"""Reads HWPX (OWPML, KS X 6101), the XML format of the Hangul word processor."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal
from xml.etree.ElementTree import Element

from corpus.errors import RejectedDocument
from ingest.blocks import Reading
from ingest.colours import Colour, Ground
from ingest.containers import open_container, parse_xml, read_member
from ingest.hangul import (
    Box,
    Cell,
    Head,
    Note,
    Paragraph,
    Run,
    Table,
    useful_title,
    write_blocks,
)
from ingest.hangul_unseen import take_unseen
from ingest.numerals import LEVELS, NumberLevel, write_number
from ingest.readers.notes import hidden_note
from ingest.readers.style import read_colour

_PACKAGE = "Contents/content.hpf"
_HEADER = "Contents/header.xml"
_MANIFEST = "META-INF/manifest.xml"
_SECTION = re.compile(r"(?:^|/)section(\d{1,6})\.xml$", re.IGNORECASE)
_OUTLINE_STYLE = re.compile(r"(?:개요|Outline|제목|Heading) (\d{1,2})")
_LARGEST_SPAN = 1000
_MARKS = {"lineBreak": "\n", "tab": "\t", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}
_COUNTED = ("PICTURE", "TABLE", "EQUATION")
# These hold text boxes, captions and each other.
_SHAPES = (
    "rect", "ellipse", "arc", "polygon", "curve", "line", "connectLine", "container", "pic", "ole",
    "video",
)  # fmt: skip
_Kind = Literal["", "outline", "number", "bullet"]
_KINDS: dict[str, _Kind] = {"OUTLINE": "outline", "NUMBER": "number", "BULLET": "bullet"}


def read_hwpx(data: bytes, path: Path) -> Reading:
    """Return the blocks of an HWPX file.

    Deleted tracked changes, headers, footers, page numbers, memos, hidden comments and text that
    nobody sees stay out.

    Raises:
        RejectedDocument: Damaged, encrypted, for distribution only, or without text.
    """
    with open_container(data, path) as container:
        names = set(container.namelist())
        _refuse_locked(container, names, path)
        title, sections, warnings = _package(container, names, path)
        if not sections:
            raise RejectedDocument(
                "it has no text part, so it is no HWPX file or only a piece of one",
                path.name,
                "Save it as HWPX again.",
            )
        header = _parse(container, _HEADER, path) if _HEADER in names else None
        looks = _Looks() if header is None else _read_looks(header)
        paragraphs: list[Paragraph] = []
        for name in sections:
            paragraphs += _SectionReader(looks).read(_parse(container, name, path))
    paragraphs, hidden = take_unseen(paragraphs)
    blocks = write_blocks(paragraphs, looks.numberings)
    if not blocks:
        raise RejectedDocument(
            "no text in it", path.name, "If its pages are pictures, save it as PDF and add that."
        )
    return Reading(blocks=blocks, title=title, warnings=(*warnings, *hidden_note(hidden)))


def _parse(container: zipfile.ZipFile, name: str, path: Path) -> Element:
    return parse_xml(read_member(container, name, path), path)


def _refuse_locked(container: zipfile.ZipFile, names: set[str], path: Path) -> None:
    if _MANIFEST not in names:
        return
    for element in _parse(container, _MANIFEST, path).iter():
        if _name(element) == "encryption-data":
            raise RejectedDocument(
                "the HWPX file is encrypted with a password or made for distribution (배포용)",
                path.name,
                "Save a copy as HWPX without password or distribution lock.",
            )


def _package(
    container: zipfile.ZipFile, names: set[str], path: Path
) -> tuple[str | None, list[str], list[str]]:
    """The title, the names of the sections in reading order, and what is missing."""
    present = sorted((n for n in names if _SECTION.search(n)), key=_section_number)
    if _PACKAGE not in names:
        return None, present, []
    title = None
    hrefs: dict[str, str] = {}
    spine: list[str] = []
    for element in _parse(container, _PACKAGE, path).iter():
        match _name(element):
            case "title":
                title = useful_title("".join(element.itertext()))
            case "item":
                hrefs[element.get("id", "")] = element.get("href", "")
            case "itemref":
                spine.append(hrefs.get(element.get("idref", ""), ""))
    listed = [href for href in dict.fromkeys(spine) if _SECTION.search(href)]
    if not listed:
        return title, present, []
    sections: list[str] = []
    warnings: list[str] = []
    for href in listed:
        # Some programs write paths from the package file's own folder.
        found = next((n for n in (href.lstrip("/"), f"Contents/{href}") if n in names), None)
        if found:
            sections.append(found)
        else:
            warnings.append(f"{href} is missing from the file")
    return title, sections, warnings


def _section_number(name: str) -> int:
    match = _SECTION.search(name)
    return int(match[1]) if match else 0


def _name(element: Element) -> str:
    """The name without its namespace: the standard's has changed with every edition."""
    return element.tag.rpartition("}")[2]


def _number(element: Element, attribute: str, default: int = 0) -> int:
    text = element.get(attribute, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if _name(child) == name), None)


def _child_text(element: Element, name: str) -> str:
    child = _child(element, name)
    return "" if child is None else "".join(child.itertext())


@dataclass(frozen=True, slots=True)
class _Looks:
    """What the header part says, by the ids that the sections use."""

    characters: dict[str, Run] = field(default_factory=dict)
    heads: dict[str, Head] = field(default_factory=dict)
    styles: dict[str, Head] = field(default_factory=dict)
    numberings: dict[str, dict[int, NumberLevel]] = field(default_factory=dict)
    fills: dict[str, tuple[Ground]] = field(default_factory=dict)
    painted: dict[str, tuple[Ground]] = field(default_factory=dict)


def _read_looks(header: Element) -> _Looks:
    looks = _Looks()
    for element in header.iter():
        key = element.get("id", "")
        match _name(element):
            case "borderFill":
                if fill := _fill(element):
                    looks.fills[key] = fill
            case "charPr":
                looks.characters[key] = Run(
                    "",
                    size=_number(element, "height") / 100,
                    bold=_child(element, "bold") is not None,
                    raised=_child(element, "supscript") is not None,
                    colour=_colour(element.get("textColor", "")),
                    ground=_shade(element.get("shadeColor", "none"))
                    or looks.fills.get(element.get("borderFillIDRef", "")),
                )
            case "paraPr":
                border = next((e for e in element.iter() if _name(e) == "border"), None)
                if border is not None and border.get("borderFillIDRef") in looks.fills:
                    looks.painted[key] = looks.fills[border.get("borderFillIDRef", "")]
                heading = _child(element, "heading")
                if heading is not None:
                    looks.heads[key] = Head(
                        _KINDS.get(heading.get("type", ""), ""),
                        _number(heading, "level") + 1,
                        heading.get("idRef", ""),
                    )
            case "style":
                if named := _OUTLINE_STYLE.fullmatch(element.get("name", "")):
                    looks.styles[key] = Head("outline", min(max(int(named[1]), 1), LEVELS))
            case "numbering":
                looks.numberings[key] = {
                    _number(level, "level", 1): NumberLevel(
                        level.text or "", level.get("numFormat", ""), _number(level, "start", 1)
                    )
                    for level in element
                    if _name(level) == "paraHead"
                }
    return looks


def _fill(border: Element) -> tuple[Ground] | None:
    """What a border with filling paints; None for nothing."""
    for element in border.iter():
        match _name(element):
            case "winBrush":
                return _shade(element.get("faceColor", "none"))
            case "gradation" | "imgBrush":
                return (None,)
    return None


def _shade(stated: str) -> tuple[Ground] | None:
    return None if stated.lower() in ("", "none") else (_colour(stated),)


def _colour(stated: str) -> Colour | None:
    read = read_colour(stated.lower())
    return read if isinstance(read, tuple) else None


class _SectionReader:
    """Reads one section; knows its outline numbering and which text is deleted."""

    def __init__(self, looks: _Looks) -> None:
        self.looks = looks
        self.outline = ""
        self.deleted: set[str] = set()
        self.closed: set[str] = set()
        self.notes: dict[str, int] = {"footNote": 0, "endNote": 0}

    def read(self, section: Element) -> list[Paragraph]:
        """Return the paragraphs of the section."""
        for element in section.iter():
            match _name(element):
                case "deleteEnd":
                    # A deletion that never ends would swallow the rest.
                    self.closed.add(element.get("Id", ""))
                case "secPr" if not self.outline:
                    self.outline = element.get("outlineShapeIDRef", "")
        return self._paragraphs(section)

    def _paragraphs(self, parent: Element) -> list[Paragraph]:
        return [self._paragraph(child) for child in parent if _name(child) == "p"]

    def _list(self, parent: Element) -> list[Paragraph]:
        """The paragraphs of what keeps them in a list of its own: a cell, a note, a text box."""
        return [
            paragraph
            for child in parent
            if _name(child) == "subList"
            for paragraph in self._paragraphs(child)
        ]

    def _paragraph(self, element: Element) -> Paragraph:
        pieces: list[Run | Note | Box | Table] = []
        for run in element:
            if _name(run) == "run":
                look = self.looks.characters.get(run.get("charPrIDRef", ""), Run(""))
                for child in run:
                    pieces += self._pieces(child, look)
        painted = self.looks.painted.get(element.get("paraPrIDRef", ""))
        return Paragraph(pieces, self._head(element), painted)

    def _head(self, element: Element) -> Head:
        head = self.looks.heads.get(element.get("paraPrIDRef", ""), Head())
        if head.kind == "outline":
            return replace(head, numbering=self.outline)
        if not head.kind:
            return self.looks.styles.get(element.get("styleIDRef", ""), Head())
        return head

    def _pieces(self, element: Element, look: Run) -> Iterator[Run | Note | Box | Table]:
        name = _name(element)
        if name in ("deleteBegin", "deleteEnd"):
            self._track(element)
        elif name == "t":
            yield from self._runs(element, look)
        elif name == "ctrl":
            for child in element:
                yield from self._control(child, look)
        elif not self.deleted:
            yield from self._object(element, look)

    def _object(self, element: Element, look: Run) -> Iterator[Run | Note | Box | Table]:
        match _name(element):
            case "tbl":
                yield self._table(element)
            case "equation":
                yield replace(look, text=_child_text(element, "script"))
            case "compose":
                yield replace(look, text=element.get("composeText", ""))
            case "dutmal":
                yield replace(look, text=_child_text(element, "mainText"))
            case "textart":
                yield Box([Paragraph([Run(element.get("text", ""))])])
            case "switch" if len(element):
                # One drawing for each program that can show it; the default is for all others.
                branch = _child(element, "default")
                for child in element[0] if branch is None else branch:
                    yield from self._pieces(child, look)
            case name if name in _SHAPES:
                yield from self._boxes(element)

    def _control(self, element: Element, look: Run) -> Iterator[Run | Note | Box | Table]:
        name = _name(element)
        if name in self.notes:
            if not self.deleted:
                yield self._note(element)
        elif name == "autoNum":
            if element.get("numType") in _COUNTED and not self.deleted:
                yield replace(look, text=_auto_number(element))
        else:
            yield from self._pieces(element, look)

    def _track(self, element: Element) -> None:
        key = element.get("Id", "")
        if _name(element) == "deleteEnd":
            self.deleted.discard(key)
        elif key in self.closed:
            self.deleted.add(key)

    def _runs(self, element: Element, look: Run) -> Iterator[Run]:
        parts = ["" if self.deleted else element.text or ""]
        for child in element:
            name = _name(child)
            if name in ("deleteBegin", "deleteEnd"):
                self._track(child)
            elif not self.deleted:
                parts.append(_MARKS.get(name, ""))
            if not self.deleted:
                parts.append(child.tail or "")
        yield replace(look, text="".join(parts))

    def _note(self, element: Element) -> Note:
        kind = _name(element)
        number = next((e for e in element.iter() if _name(e) == "autoNum"), None)
        counted = self.notes[kind] + 1
        stated = _number(element, "number") or counted
        if number is not None:
            stated = _number(number, "num") or stated
        self.notes[kind] = stated
        label = str(stated) if number is None else _auto_number(number, stated)
        return Note(label, self._list(element))

    def _table(self, element: Element) -> Table:
        cells: list[Cell] = []
        caption: list[Paragraph] = []
        rows = 0
        for child in element:
            if _name(child) == "caption":
                caption += self._list(child)
            elif _name(child) == "tr":
                tcs = [cell for cell in child if _name(cell) == "tc"]
                cells += [self._cell(cell, rows, at) for at, cell in enumerate(tcs)]
                rows += 1
        return Table(cells, caption)

    def _cell(self, element: Element, row: int, column: int) -> Cell:
        rows = columns = 1
        for child in element:
            if _name(child) == "cellAddr":
                row, column = _number(child, "rowAddr", row), _number(child, "colAddr", column)
            elif _name(child) == "cellSpan":
                rows, columns = _number(child, "rowSpan", 1), _number(child, "colSpan", 1)
        return Cell(
            row,
            column,
            min(max(rows, 1), _LARGEST_SPAN),
            min(max(columns, 1), _LARGEST_SPAN),
            self._list(element),
            header=element.get("header") == "1",
            ground=self.looks.fills.get(element.get("borderFillIDRef", "")),
        )

    def _boxes(self, element: Element) -> Iterator[Box]:
        for child in element:
            if _name(child) in ("drawText", "caption"):
                yield Box(self._list(child))
            elif _name(child) in _SHAPES:
                yield from self._boxes(child)


def _auto_number(element: Element, number: int = 0) -> str:
    """A number that the word processor keeps, as it shows it without what stands around it."""
    form = _child(element, "autoNumFormat")
    number = number or _number(element, "num")
    if form is not None and form.get("type") == "USER_CHAR" and form.get("userChar"):
        return form.get("userChar", "")[:4]
    return write_number(number, form.get("type", "") if form is not None else "")
