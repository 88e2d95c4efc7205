"""Makes the files of the Hangul word processor, HWPX and HWP 5, from the same few words.

A paragraph is what ``p`` returns; a document is a list of them. ``hwpx`` and ``hwp`` write it down
in the two formats, so that a test can hold the readers to the same result.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = " ".join(
    f'xmlns:{prefix}="http://www.hancom.co.kr/hwpml/2011/{name}"'
    for prefix, name in (
        ("hs", "section"), ("hp", "paragraph"), ("hh", "head"), ("hc", "core"), ("ha", "app"),
    )
)  # fmt: skip
# (size in points, bold, raised), by the name that a run gives.
LOOKS = {
    "": (10, False, False),
    "bold": (10, True, False),
    "large": (15, True, False),
    "title": (20, True, False),
    "raised": (10, False, True),
    "tiny": (2, False, False),
}
NUMERALS = {"DIGIT": 0, "CIRCLED_DIGIT": 1, "ROMAN_CAPITAL": 2, "HANGUL_SYLLABLE": 8}
# For each numbering, its levels: (template, numeral, first number).
NUMBERINGS = (
    (("^1.", "ROMAN_CAPITAL", 1), ("^2.", "DIGIT", 1), ("^3)", "HANGUL_SYLLABLE", 1)),
    (("제^1조", "DIGIT", 1), ("^2", "CIRCLED_DIGIT", 1), ("^3.", "DIGIT", 1),
     ("^4.", "HANGUL_SYLLABLE", 1)),
    (("^n", "DIGIT", 3), ("^N", "DIGIT", 1)),
)  # fmt: skip
OUTLINE = 1
HEADS = ["", *(f"outline {n}" for n in range(1, 4)), "bullet"]
HEADS += [f"number {n} {level}" for n in (2, 3) for level in range(1, 5)]


@dataclass
class Run:
    text: str
    look: str = ""


@dataclass
class Note:
    text: str
    number: int
    kind: str = "footNote"


@dataclass
class Table:
    """Rows of cells; a cell is text, paragraphs, or (columns, rows, text or paragraphs)."""

    rows: list
    caption: list = field(default_factory=list)
    header_rows: int = 0


@dataclass
class Box:
    paragraphs: list


@dataclass
class Xml:
    """What stands in a run of HWPX as it is."""

    xml: str


@dataclass
class Equation:
    script: str


@dataclass
class Hidden:
    """What a reader does not see in the text: header, footer, hiddenComment or memo."""

    kind: str
    text: str


@dataclass
class Number:
    """A number that the word processor keeps: TABLE, PICTURE, EQUATION or PAGE."""

    kind: str
    number: int


@dataclass
class Paragraph:
    pieces: list
    head: str = ""


def p(*pieces, head="", look=""):
    return Paragraph([Run(x, look) if isinstance(x, str) else x for x in pieces], head)


def cells(table):
    """Yield (row, column, rows, columns, paragraphs) with the column that merging leaves free."""
    taken = set()
    for row, line in enumerate(table.rows):
        column = 0
        for cell in line:
            columns, rows, content = cell if isinstance(cell, tuple) else (1, 1, cell)
            while (row, column) in taken:
                column += 1
            taken |= {(row + r, column + c) for r in range(rows) for c in range(columns)}
            paragraphs = [p(content)] if isinstance(content, str) else content
            yield row, column, rows, columns, paragraphs
            column += columns


# HWPX


def xml_paragraph(paragraph) -> str:
    head = HEADS.index(paragraph.head)
    return (
        f'<hp:p id="0" paraPrIDRef="{head}" styleIDRef="0">'
        + "".join(map(xml_piece, paragraph.pieces))
        + '<hp:linesegarray><hp:lineseg textpos="0"/></hp:linesegarray></hp:p>'
    )


def xml_list(paragraphs) -> str:
    return f'<hp:subList id="">{"".join(map(xml_paragraph, paragraphs))}</hp:subList>'


def xml_piece(piece) -> str:
    look = 0
    match piece:
        case Run(text, name):
            look = list(LOOKS).index(name)
            text = escape(text).replace("\n", "<hp:lineBreak/>")
            inner = "<hp:t>" + text.replace("\t", '<hp:tab width="4000"/>') + "</hp:t>"
        case Note(text, number, kind):
            mark = (
                f'<hp:ctrl><hp:autoNum num="{number}" numType="{kind.upper()}">'
                '<hp:autoNumFormat type="DIGIT" suffixChar=")"/></hp:autoNum></hp:ctrl>'
            )
            body = (
                f'<hp:p><hp:run charPrIDRef="0">{mark}<hp:t> {escape(text)}</hp:t></hp:run></hp:p>'
            )
            inner = (
                f'<hp:ctrl><hp:{kind} number="{number}" suffixChar="41">'
                f"<hp:subList>{body}</hp:subList></hp:{kind}></hp:ctrl>"
            )
        case Table():
            inner = "<hp:tbl>"
            if piece.caption:
                inner += f'<hp:caption side="TOP">{xml_list(piece.caption)}</hp:caption>'
            rows: dict[int, list[str]] = {}
            for row, column, tall, wide, paragraphs in cells(piece):
                rows.setdefault(row, []).append(
                    f'<hp:tc header="{int(row < piece.header_rows)}">{xml_list(paragraphs)}'
                    f'<hp:cellAddr colAddr="{column}" rowAddr="{row}"/>'
                    f'<hp:cellSpan colSpan="{wide}" rowSpan="{tall}"/></hp:tc>'
                )
            inner += (
                "".join(f"<hp:tr>{''.join(row)}</hp:tr>" for row in rows.values()) + "</hp:tbl>"
            )
        case Box(paragraphs):
            inner = f"<hp:rect><hp:drawText>{xml_list(paragraphs)}</hp:drawText></hp:rect>"
        case Equation(script):
            inner = f"<hp:equation><hp:script>{escape(script)}</hp:script></hp:equation>"
        case Hidden("memo", text):
            inner = (
                f'<hp:ctrl><hp:fieldBegin type="MEMO">{xml_list([p(text)])}</hp:fieldBegin>'
                "</hp:ctrl>"
                "<hp:ctrl><hp:fieldEnd/></hp:ctrl>"
            )
        case Hidden(kind, text):
            inner = f"<hp:ctrl><hp:{kind}>{xml_list([p(text)])}</hp:{kind}></hp:ctrl>"
        case Number(kind, number):
            inner = (
                f'<hp:ctrl><hp:autoNum num="{number}" numType="{kind}">'
                '<hp:autoNumFormat type="DIGIT"/></hp:autoNum></hp:ctrl>'
            )
        case Xml(xml):
            inner = xml
    return f'<hp:run charPrIDRef="{look}">{inner}</hp:run>'


def xml_section(paragraphs) -> str:
    first = (
        '<hp:p paraPrIDRef="0"><hp:run charPrIDRef="0">'
        f'<hp:secPr outlineShapeIDRef="{OUTLINE}"/></hp:run></hp:p>'
    )
    return f"<hs:sec {NAMESPACES}>{first}{''.join(map(xml_paragraph, paragraphs))}</hs:sec>"


def xml_header() -> str:
    characters = "".join(
        f'<hh:charPr id="{n}" height="{size * 100}">'
        f"{'<hh:bold/>' * bold}{'<hh:supscript/>' * raised}</hh:charPr>"
        for n, (size, bold, raised) in enumerate(LOOKS.values())
    )
    numberings = "".join(
        f'<hh:numbering id="{n}" start="0">'
        + "".join(
            f'<hh:paraHead start="{start}" level="{level}" numFormat="{numeral}">{template}'
            "</hh:paraHead>"
            for level, (template, numeral, start) in enumerate(levels, 1)
        )
        + "</hh:numbering>"
        for n, levels in enumerate(NUMBERINGS, 1)
    )
    shapes = ""
    for n, head in enumerate(HEADS):
        kind, reference, level = xml_head(head)
        shapes += (
            f'<hh:paraPr id="{n}"><hh:heading type="{kind}" idRef="{reference}" level="{level}"/>'
            "</hh:paraPr>"
        )
    styles = '<hh:style id="0" name="바탕글"/><hh:style id="1" name="개요 2" engName="Outline 2"/>'
    return (
        f"<hh:head {NAMESPACES}><hh:refList>{characters}{numberings}{shapes}{styles}"
        "</hh:refList></hh:head>"
    )


def xml_head(head: str) -> tuple[str, int, int]:
    match head.split():
        case ["outline", level]:
            return "OUTLINE", 0, int(level) - 1
        case ["number", numbering, level]:
            return "NUMBER", int(numbering), int(level) - 1
        case ["bullet"]:
            return "BULLET", 1, 0
    return "NONE", 0, 0


def xml_package(sections: int, title: str = "") -> str:
    items = "".join(
        f'<opf:item id="section{n}" href="Contents/section{n}.xml"/>' for n in range(sections)
    )
    refs = "".join(f'<opf:itemref idref="section{n}"/>' for n in range(sections))
    return (
        '<opf:package xmlns:opf="http://www.idpf.org/2007/opf/"><opf:metadata>'
        f"<opf:title>{escape(title)}</opf:title></opf:metadata><opf:manifest>"
        '<opf:item id="header" href="Contents/header.xml"/>'
        f'{items}</opf:manifest><opf:spine><opf:itemref idref="header"/>{refs}</opf:spine>'
        "</opf:package>"
    )


def hwpx(*sections, title="", parts=None) -> bytes:
    """An HWPX file; a part may be replaced or added, and None takes it away."""
    files: dict[str, str | bytes | None] = {
        "mimetype": "application/hwp+zip",
        "Contents/content.hpf": xml_package(len(sections), title),
        "Contents/header.xml": xml_header(),
        "META-INF/manifest.xml": "<odf:manifest xmlns:odf="
        + quoteattr("urn:oasis:names:tc:opendocument:xmlns:manifest:1.0")
        + "/>",
    }
    files |= {f"Contents/section{n}.xml": xml_section(s) for n, s in enumerate(sections)}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (files | (parts or {})).items():
            if content is not None:
                archive.writestr(name, content)
    return buffer.getvalue()


# HWP 5

(CHAR_SHAPE, NUMBERING, PARA_SHAPE, PARA_HEADER, PARA_TEXT, PARA_CHAR_SHAPE, CTRL_HEADER,
 LIST_HEADER, SHAPE_COMPONENT, TABLE, EQEDIT) = (
    21, 23, 25, 66, 67, 68, 71, 72, 76, 77, 88,
)  # fmt: skip


def record(tag: int, level: int, data: bytes = b"") -> bytes:
    size = min(len(data), 0xFFF)
    head = struct.pack("<I", tag | level << 10 | size << 20)
    return head + (struct.pack("<I", len(data)) if size == 0xFFF else b"") + data


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def counted(text: str) -> bytes:
    data = wide(text)
    return struct.pack("<H", len(data) // 2) + data


def name(control: str) -> bytes:
    return control.encode()[::-1]


def mark(code: int, control: str) -> bytes:
    return struct.pack("<H", code) + name(control) + bytes(8) + struct.pack("<H", code)


def bin_paragraph(paragraph, level: int, first: bytes = b"") -> bytes:
    text, shapes, below = b"", b"", b""
    if first:
        text, below = mark(2, "secd"), first
    for piece in paragraph.pieces:
        if isinstance(piece, Run):
            shapes += struct.pack("<II", len(text) // 2, list(LOOKS).index(piece.look))
            for part in piece.text.replace("\n", "\0\n\0").replace("\t", "\0\t\0").split("\0"):
                tab = part == "\t"
                text += mark(9, "\0\0\0\0") if tab else wide(part)
        else:
            shapes += struct.pack("<II", len(text) // 2, 0)
            code, control, content = bin_control(piece, level + 1)
            text += mark(code, control)
            below += content
    text += struct.pack("<H", 13)
    head = struct.pack("<IIHBB", len(text) // 2, 0, HEADS.index(paragraph.head), 0, 0) + bytes(12)
    return (
        record(PARA_HEADER, level, head)
        + record(PARA_TEXT, level + 1, text)
        + record(PARA_CHAR_SHAPE, level + 1, shapes)
        + record(69, level + 1, bytes(36))
        + below
    )


def bin_list(paragraphs, level: int, cell: bytes = b"", flags: int = 0) -> bytes:
    head = struct.pack("<HHI", len(paragraphs), 0, flags) + cell
    return record(LIST_HEADER, level, head) + b"".join(bin_paragraph(x, level) for x in paragraphs)


def bin_auto_number(kind: int, number: int, level: int) -> bytes:
    return record(CTRL_HEADER, level, name("atno") + struct.pack("<IHHHH", kind, number, 0, 0, 41))


def bin_control(piece, level: int) -> tuple[int, str, bytes]:
    match piece:
        case Note(text, number, kind):
            control = "fn  " if kind == "footNote" else "en  "
            body = mark(18, "atno") + wide(f" {text}\r")
            return 17, control, (
                record(CTRL_HEADER, level, name(control) + struct.pack("<IHHI", number, 0, 41, 0))
                + record(LIST_HEADER, level + 1, struct.pack("<HHI", 1, 0, 0))
                + record(PARA_HEADER, level + 1, bytes(24))
                + record(PARA_TEXT, level + 2, body)
                + bin_auto_number(1, number, level + 2)
            )  # fmt: skip
        case Table():
            out = record(CTRL_HEADER, level, name("tbl ") + bytes(42))
            if piece.caption:
                out += bin_list(piece.caption, level + 1)
            found = list(cells(piece))
            columns = max(column + wide_ for _, column, _, wide_, _ in found)
            size = struct.pack("<IHH", 0, len(piece.rows), columns)
            out += record(TABLE, level + 1, size + bytes(14))
            for row, column, tall, wide_, paragraphs in found:
                place = struct.pack("<HHHH", column, row, wide_, tall) + bytes(18)
                flags = (row < piece.header_rows) << 18
                out += bin_list(paragraphs, level + 1, place, flags)
            return 11, "tbl ", out
        case Box(paragraphs):
            return 11, "gso ", (
                record(CTRL_HEADER, level, name("gso ") + bytes(42))
                + record(SHAPE_COMPONENT, level + 1, name("$rec") * 2 + bytes(100))
                + bin_list(paragraphs, level + 2)
            )  # fmt: skip
        case Equation(script):
            return 11, "eqed", (
                record(CTRL_HEADER, level, name("eqed") + bytes(42))
                + record(EQEDIT, level + 1, bytes(4) + counted(script) + bytes(20))
            )  # fmt: skip
        case Hidden("memo", text):
            return 3, "%%me", (
                record(CTRL_HEADER, level, name("%%me") + bytes(12))
                + record(93, level + 1, bytes(4)) + bin_list([p(text)], level + 2)
            )  # fmt: skip
        case Hidden(kind, text):
            code, control = {
                "header": (16, "head"), "footer": (16, "foot"), "hiddenComment": (15, "tcmt"),
            }[kind]  # fmt: skip
            return (
                code,
                control,
                (
                    record(CTRL_HEADER, level, name(control) + bytes(8))
                    + bin_list([p(text)], level + 1)
                ),
            )
        case Number(kind, number):
            code = {"PAGE": 0, "PICTURE": 3, "TABLE": 4, "EQUATION": 5}[kind]
            return 18, "atno", bin_auto_number(code, number, level)
    raise TypeError(piece)


def bin_section(paragraphs) -> bytes:
    section = record(
        CTRL_HEADER, 1, name("secd") + bytes(14) + struct.pack("<H", OUTLINE) + bytes(27)
    )
    return bin_paragraph(p(), 0, section) + b"".join(bin_paragraph(x, 0) for x in paragraphs)


def bin_header() -> bytes:
    out = b""
    for size, bold, raised in LOOKS.values():
        out += record(
            CHAR_SHAPE, 0, bytes(42) + struct.pack("<II", size * 100, bold << 1 | raised << 15)
        )
    for levels in NUMBERINGS:
        data = b""
        padded = [*levels, *[("", "DIGIT", 1)] * (7 - len(levels))]
        for template, numeral, _ in padded:
            data += struct.pack("<IHHI", NUMERALS[numeral] << 5, 0, 50, 0) + counted(template)
        data += struct.pack("<H7I", 0, *[start for _, _, start in padded])
        out += record(NUMBERING, 0, data)
    for head in HEADS:
        kind, reference, level = xml_head(head)
        flags = ("NONE", "OUTLINE", "NUMBER", "BULLET").index(kind) << 23 | level << 25
        out += record(
            PARA_SHAPE, 0, struct.pack("<I", flags) + bytes(26) + struct.pack("<H", reference)
        )
    return out


def deflated(data: bytes) -> bytes:
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    return pack.compress(data) + pack.flush()


def hwp(*sections, title="", flags=1, streams=None) -> bytes:
    """An HWP 5 file; a stream may be replaced or added, and None takes it away."""
    pack = deflated if flags & 1 else bytes
    files: dict[str, bytes | None] = {
        "FileHeader": b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05010001, flags)
        + bytes(216),
        "DocInfo": pack(bin_header()),
        "\x05HwpSummaryInformation": summary(title),
    }  # fmt: skip
    files |= {f"BodyText/Section{n}": pack(bin_section(s)) for n, s in enumerate(sections)}
    return ole({k: v for k, v in (files | (streams or {})).items() if v is not None})


def summary(title: str) -> bytes:
    text = title + "\0"
    value = struct.pack("<II", 31, len(text)) + wide(text) + bytes(-len(wide(text)) % 4)
    properties = struct.pack("<IIII", 16 + len(value), 1, 2, 16) + value
    return struct.pack("<HHI16sI16sI", 0xFFFE, 0, 0, bytes(16), 1, bytes(16), 48) + properties


def ole(streams: dict[str, bytes]) -> bytes:
    """A compound file of the given streams; at most one storage deep."""
    free, end, fat_sector = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    storages = sorted({path.split("/")[0] for path in streams if "/" in path})
    entries = [("Root Entry", 5, b"")] + [(s, 1, b"") for s in storages]
    entries += [(path.split("/")[-1], 2, data) for path, data in streams.items()]
    below = {0: [n for n, s in enumerate(storages, 1)]}
    for n, path in enumerate(streams, 1 + len(storages)):
        parent = 1 + storages.index(path.split("/")[0]) if "/" in path else 0
        below.setdefault(parent, []).append(n)
    # Siblings form a chain of right-hand children, which readers may not require to be balanced.
    child, right = {}, {}
    for parent, children in below.items():
        ordered = sorted(children, key=lambda n: (len(entries[n][0]), entries[n][0].upper()))
        child[parent] = ordered[0] if ordered else free
        right |= dict(pairwise(ordered))
    sectors, chain, mini, mini_chain, starts = [], [], b"", [], {}

    def add(data: bytes) -> int:
        start, count = len(sectors), -(-len(data) // 512)
        for n in range(count):
            sectors.append(data[n * 512 : n * 512 + 512].ljust(512, b"\0"))
            chain.append(start + n + 1 if n + 1 < count else end)
        return start if count else end

    for n, (_, kind, data) in enumerate(entries):
        if kind == 2 and len(data) < 4096:
            starts[n], count = len(mini_chain), -(-len(data) // 64)
            mini_chain += [len(mini_chain) + i + 1 for i in range(count)]
            if count:
                mini_chain[-1] = end
            mini += data.ljust(count * 64, b"\0")
        elif kind == 2:
            starts[n] = add(data)
    starts[0] = add(mini)
    directory = b""
    for n, (title, kind, data) in enumerate(entries):
        encoded = wide(title + "\0")
        size = len(mini) if n == 0 else len(data)
        directory += struct.pack(
            "<64sHBBIII16sIQQIQ", encoded, len(encoded), kind, 1, free, right.get(n, free),
            child.get(n, free), bytes(16), 0, 0, 0, starts.get(n, 0), size,
        )  # fmt: skip
    directory_start = add(directory)
    mini_fat_start = add(struct.pack(f"<{len(mini_chain)}I", *mini_chain))
    mini_fat_count = -(-len(mini_chain) * 4 // 512)
    fats = 1
    while fats * 128 < len(chain) + fats:
        fats += 1
    fat_start = len(sectors)
    table = [*chain, *[fat_sector] * fats]
    fat = struct.pack(f"<{len(table)}I", *table).ljust(fats * 512, b"\xff")
    places = [*range(fat_start, fat_start + fats)]
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE,
        9, 6, bytes(6), 0, fats, directory_start, 0, 4096, mini_fat_start, mini_fat_count, end, 0,
    ) + struct.pack("<109I", *places, *[free] * (109 - fats))  # fmt: skip
    return header + b"".join(sectors) + fat
