"""Reads HWP 5, the binary format of the Hangul word processor, with olefile.

본 제품은 한글과컴퓨터의 글 문서 파일(.hwp) 공개 문서를 참고하여 개발하였습니다. (This product was
developed with reference to the public documents on the .hwp format by Hancom, whose terms ask for
this sentence: Hwp Document File Formats 5.0, revision 1.3.)
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from corpus.errors import RejectedDocument
from ingest.blocks import Reading
from ingest.colours import Colour, Ground
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
from ingest.numerals import NUMERALS, NumberLevel, write_number
from ingest.readers.hwp_records import (
    BORDER_FILL,
    CHAR_SHAPE,
    CONTROL,
    EQUATION,
    LIST,
    NUMBERING,
    PARA_SHAPE,
    PARAGRAPH,
    SHAPE,
    TABLE,
    TEXT,
    TEXT_SHAPES,
    Damaged,
    Node,
    Unpacker,
    build_tree,
)
from ingest.readers.notes import hidden_note

_SIGNATURE = b"HWP Document File"
_COMPRESSED, _PASSWORD, _DISTRIBUTION = 1 << 0, 1 << 1, 1 << 2
_RIGHTS_MANAGED = 1 << 4 | 1 << 8 | 1 << 10
_SECTION = re.compile(r"Section(\d{1,6})")
_SUMMARY = "\x05HwpSummaryInformation"
_TITLE = 2

# A control takes one code unit or eight; of the latter some have a record of their own.
_CODES = re.compile("[\x01-\x09\x0b\x0c\x0e-\x17].{7}|[\x00-\x1f]", re.DOTALL)
_RECORDED = frozenset("\x01\x02\x03\x0b\x0c\x0e\x0f\x10\x11\x12\x15\x16\x17")
_MARKS = {"\t": "\t", "\n": "\n", "\x18": "-", "\x1e": " ", "\x1f": " "}
_SURROGATE = re.compile("[\ud800-\udfff]")

_HeadKind = Literal["", "outline", "number", "bullet"]
_HEAD_KINDS: tuple[_HeadKind, ...] = ("", "outline", "number", "bullet")
_COUNTED = (3, 4, 5)
_REMEDY = "Open it in Hangul and save it as HWPX"


def read_hwp(data: bytes, path: Path) -> Reading:
    """Return the blocks of an HWP 5 file.

    A document with tracked changes keeps its final text where this reads it; headers, footers,
    page numbers, memos, hidden comments and text that nobody sees stay out.

    Raises:
        RejectedDocument: Damaged, encrypted, for distribution only, too large, or without text.
    """
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            flags = _flags(ole, path)
            unpack = Unpacker(path, compressed=bool(flags & _COMPRESSED))
            looks = _read_looks(unpack.records(ole, ["DocInfo"]))
            sections = [
                _SectionReader(looks, build_tree(unpack.records(ole, name), path))
                for name in _section_names(ole)
            ]
            title = _read_title(ole)
        paragraphs = [p for section in sections for p in section.read()]
    except RejectedDocument:
        raise
    except (
        Damaged, zlib.error, struct.error, OSError, ValueError, KeyError,
        IndexError, TypeError, AttributeError, RecursionError, OverflowError,
    ) as error:  # fmt: skip
        # olefile lets these escape from damaged files; all of them mean the same to a user.
        raise RejectedDocument(
            f"the HWP file is damaged or incomplete ({type(error).__name__.lstrip('_')})",
            path.name,
            "Download or export it again.",
        ) from error
    paragraphs, hidden = take_unseen(paragraphs)
    blocks = write_blocks(paragraphs, looks.numberings)
    if not blocks:
        raise RejectedDocument(
            "no text in it", path.name, "If its pages are pictures, save it as PDF and add that."
        )
    return Reading(blocks=blocks, title=title, warnings=hidden_note(hidden))


def _flags(ole: Any, path: Path) -> int:
    header = ole.openstream("FileHeader").read() if ole.exists("FileHeader") else b""
    if not header.startswith(_SIGNATURE):
        raise RejectedDocument(
            "it is an Office file of old or another OLE file, not HWP, whatever its name says",
            path.name,
            "Save it in a format that policydesk reads, such as PDF.",
        )
    flags = int.from_bytes(header[36:40], "little")
    if flags & _PASSWORD:
        raise RejectedDocument(
            "the HWP file is encrypted with a password", path.name, f"{_REMEDY} without password."
        )
    if flags & _DISTRIBUTION:
        raise RejectedDocument(
            "the HWP file is made for distribution (배포용) and locked",
            path.name,
            "Ask its publisher for HWPX or PDF.",
        )
    if flags & _RIGHTS_MANAGED:
        raise RejectedDocument(
            "the HWP file is encrypted by rights management (DRM)",
            path.name,
            "Ask its publisher for HWPX or PDF.",
        )
    return flags


def _section_names(ole: Any) -> list[list[str]]:
    found = []
    for name in ole.listdir(streams=True, storages=False):
        if len(name) == 2 and name[0] == "BodyText" and (m := _SECTION.fullmatch(name[1])):
            found.append((int(m[1]), name))
    if not found:
        raise Damaged
    return [name for _, name in sorted(found)]


def _read_title(ole: Any) -> str | None:
    try:
        title = ole.getproperties(_SUMMARY).get(_TITLE) if ole.exists(_SUMMARY) else None
    except (OSError, ValueError, struct.error, IndexError, TypeError):
        return None
    # olefile counts the bytes of a string as characters and reads on behind its end.
    return useful_title(title.partition("\0")[0]) if isinstance(title, str) else None


@dataclass(slots=True)
class _Looks:
    """What DocInfo says, by the numbers that the sections use."""

    characters: list[Run] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    numberings: dict[str, dict[int, NumberLevel]] = field(default_factory=dict)
    fills: list[tuple[Ground] | None] = field(default_factory=list)
    painted: list[tuple[Ground] | None] = field(default_factory=list)

    def fill(self, number: int) -> tuple[Ground] | None:
        """What a border with filling paints, by its number from 1; None for nothing."""
        return self.fills[number - 1] if 0 < number <= len(self.fills) else None


def _read_looks(records: Iterable[tuple[int, int, bytes]]) -> _Looks:
    looks = _Looks()
    for tag, _, content in records:
        record = Node(tag, content)
        if tag == CHAR_SHAPE:
            flags = record.u32(46)
            looks.characters.append(
                Run(
                    "",
                    record.u32(42) / 100,
                    bold=bool(flags & 1 << 1),
                    raised=bool(flags & 1 << 15),
                    colour=_colour(record.u32(52)) if len(content) >= 56 else None,
                    ground=_shade(record.u32(60)) if len(content) >= 64 else None,
                )
            )
        elif tag == BORDER_FILL:
            filling = record.u32(32)
            plain = _shade(record.u32(36)) if filling else None
            looks.fills.append((None,) if filling & ~1 else plain)
        elif tag == PARA_SHAPE:
            flags = record.u32(0)
            kind = _HEAD_KINDS[flags >> 23 & 3]
            looks.painted.append(looks.fill(record.u16(32)))
            looks.heads.append(Head(kind, (flags >> 25 & 7) + 1, str(record.u16(30))))
        elif tag == NUMBERING:
            looks.numberings[str(len(looks.numberings) + 1)] = _read_numbering(record)
    return looks


def _read_numbering(record: Node) -> dict[int, NumberLevel]:
    levels: dict[int, tuple[str, str]] = {}
    at = 0
    for level in range(1, 8):
        flags, length = record.u32(at), record.u16(at + 12)
        template = record.data[at + 14 : at + 14 + 2 * length].decode("utf-16-le", "ignore")
        levels[level] = template, _numeral(flags >> 5 & 0xF)
        at += 14 + 2 * length
    # Since 5.0.2.5 every level has a first number of its own behind the common one.
    common = record.u16(at) or 1
    return {
        level: NumberLevel(template, numeral, record.u32(at + 2 + 4 * (level - 1)) or common)
        for level, (template, numeral) in levels.items()
    }


def _colour(code: int) -> Colour:
    return code & 255, code >> 8 & 255, code >> 16 & 255


def _shade(code: int) -> tuple[Ground] | None:
    """A painted colour; the highest number says that there is none."""
    return None if code >> 24 else (_colour(code),)


def _numeral(code: int) -> str:
    return NUMERALS[code] if code < len(NUMERALS) else "DIGIT"


class _SectionReader:
    """Reads one section; knows its outline numbering and how many notes came before."""

    def __init__(self, looks: _Looks, root: Node) -> None:
        self.looks = looks
        self.root = root
        self.outline = ""
        self.notes = {"fn  ": 0, "en  ": 0}

    def read(self) -> list[Paragraph]:
        """Return the paragraphs of the section."""
        for paragraph in self.root.children[:1]:
            for child in paragraph.children:
                if child.control == "secd":
                    self.outline = str(child.u16(18))
        return [self._paragraph(child) for child in self.root.children if child.tag == PARAGRAPH]

    def _paragraph(self, node: Node) -> Paragraph:
        controls = [child for child in node.children if child.tag == CONTROL]
        text = next((child.data for child in node.children if child.tag == TEXT), b"")
        shapes = next((child.data for child in node.children if child.tag == TEXT_SHAPES), b"")
        pieces: list[Run | Note | Box | Table] = []
        used = 0
        for part, look in self._split(text, shapes):
            if part is None:
                if used < len(controls):
                    pieces += self._control(controls[used], look)
                used += 1
            else:
                pieces.append(replace(look, text=part))
        for control in controls[used:]:
            pieces += self._control(control, Run(""))
        shape = node.u16(8)
        painted = self.looks.painted[shape] if shape < len(self.looks.painted) else None
        return Paragraph(pieces, self._head(node), painted)

    def _head(self, node: Node) -> Head:
        shape = node.u16(8)
        head = self.looks.heads[shape] if shape < len(self.looks.heads) else Head()
        if head.kind == "outline":
            return replace(head, numbering=self.outline)
        return head if head.kind == "number" else replace(head, numbering="")

    def _split(self, data: bytes, shapes: bytes) -> Iterator[tuple[str | None, Run]]:
        """Yield runs of one look, and None where a control with a record stands."""
        # One character for each code unit, because looks are placed by them.
        units = "".join(map(chr, struct.unpack(f"<{len(data) // 2}H", data[: len(data) & ~1])))
        changes = sorted(struct.iter_unpack("<II", shapes[: len(shapes) & ~7]))
        starts = [start for start, _ in changes]

        def look(at: int) -> Run:
            found = bisect_right(starts, at) - 1
            shape = changes[found][1] if found >= 0 else -1
            return (
                self.looks.characters[shape] if 0 <= shape < len(self.looks.characters) else Run("")
            )

        def runs(start: int, end: int) -> Iterator[tuple[str, Run]]:
            first, last = bisect_right(starts, start), bisect_right(starts, end - 1)
            for left, right in zip(
                [start, *starts[first:last]], [*starts[first:last], end], strict=True
            ):
                if left < right:
                    yield _whole(units[left:right]), look(left)

        at = 0
        for code in _CODES.finditer(units):
            yield from runs(at, code.start())
            at = code.end()
            if code[0][0] in _RECORDED:
                yield None, look(code.start())
            elif mark := _MARKS.get(code[0][0]):
                yield mark, look(code.start())
        yield from runs(at, len(units))

    def _control(self, node: Node, look: Run) -> Iterator[Run | Note | Box | Table]:
        match node.control:
            case "tbl ":
                yield self._table(node)
            case "gso ":
                yield from self._boxes(node)
            case "eqed":
                for child in node.children:
                    if child.tag == EQUATION:
                        yield replace(look, text=_string(child, 4))
            case "fn  " | "en  ":
                yield self._note(node)
            case "atno" if node.u32(4) & 0xF in _COUNTED:
                yield replace(look, text=_auto_number(node))
            case "tcps" | "tdut":
                yield replace(look, text=_string(node, 4))

    def _lists(self, nodes: list[Node]) -> list[Paragraph]:
        """The paragraphs among some records; they follow the head of their list or are in it."""
        found: list[Paragraph] = []
        for node in nodes:
            if node.tag == PARAGRAPH:
                found.append(self._paragraph(node))
            elif node.tag == LIST:
                found += self._lists(node.children)
        return found

    def _note(self, node: Node) -> Note:
        kind = node.control
        number = next(
            (
                control
                for child in node.children
                for control in (child, *child.children)
                if control.tag == CONTROL and control.control == "atno"
            ),
            None,
        )
        stated = number.u16(8) if number else node.u32(4) & 0xFFFF
        self.notes[kind] = stated or self.notes[kind] + 1
        label = _auto_number(number) if number and stated else str(self.notes[kind])
        return Note(label, self._lists(node.children))

    def _table(self, node: Node) -> Table:
        kinds = [child.tag for child in node.children]
        start = kinds.index(TABLE) + 1 if TABLE in kinds else 0
        heads = [at for at, tag in enumerate(kinds) if tag == LIST and at >= start]
        cells: list[Cell] = []
        for at, end in pairwise([*heads, len(kinds)]):
            head = node.children[at]
            cells.append(
                Cell(
                    head.u16(10),
                    head.u16(8),
                    max(head.u16(14), 1),
                    max(head.u16(12), 1),
                    self._lists(node.children[at:end]),
                    header=bool(head.u32(4) & 1 << 18),
                    ground=self.looks.fill(head.u16(32)),
                )
            )
        return Table(cells, self._lists(node.children[:start]))

    def _boxes(self, node: Node) -> Iterator[Box]:
        if paragraphs := self._lists(node.children):
            yield Box(paragraphs)
        for child in node.children:
            if child.tag == SHAPE:
                yield from self._boxes(child)


def _auto_number(node: Node) -> str:
    return write_number(node.u16(8), _numeral(node.u32(4) >> 4 & 0xFF))


def _string(node: Node, at: int) -> str:
    """A text behind its length."""
    text = node.data[at + 2 : at + 2 + 2 * node.u16(at)]
    return text.decode("utf-16-le", "ignore")


def _whole(units: str) -> str:
    """Join surrogate pairs to the characters that they stand for."""
    if not _SURROGATE.search(units):
        return units
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
