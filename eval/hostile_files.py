"""Writes the smallest files that hold what a reader sees and what it does not.

Everything is written by hand: the libraries that make documents refuse most of what hides text.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from textwrap import wrap

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HANCOM = "http://www.hancom.co.kr/hwpml/2011"
_LINE_CHARS = 88
_TOP, _LEADING, _LEFT = 780, 14, 50


def printed(text: str, *, y: int = _TOP, size: float = 11, before: str = "") -> str:
    """The content stream that prints Latin text on a PDF page, in lines.

    Args:
        text: To print.
        y: Baseline of the first line, in points from the lower edge.
        size: Of the type, in points.
        before: Operators inside the text object, such as a rendering mode.
    """
    lines = wrap(text, _LINE_CHARS)
    shown = f" Tj 0 {-_LEADING} Td ".join(f"({_pdf_escape(line)})" for line in lines)
    return f"BT /F1 {size} Tf {before} {_LEFT} {y} Td {shown} Tj ET\n"


def pdf(
    content: str,
    *,
    title: str = "",
    resources: str = "",
    catalog: str = "",
    extra: Sequence[str] = (),
) -> bytes:
    """A PDF of one page.

    Args:
        content: Its content stream.
        title: For the document information; Unicode.
        resources: Besides the font F1.
        catalog: Entries for the document catalogue.
        extra: More objects, numbered from 7.
    """
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        f"/Resources << /Font << /F1 5 0 R >> {resources} >> >>",
        f"<< /Length {len(content.encode('latin-1'))} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Title <{'feff' + title.encode('utf-16-be').hex()}> >>",
        *extra,
    ]
    out = bytearray(b"%PDF-1.7\n")
    places: list[int] = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out += (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R >>\n"
        f"startxref\n{len(out)}\n%%EOF\n"
    ).encode()
    return bytes(out)


def docx(
    body: str, parts: Mapping[str, str] | None = None, *, title: str = "", styles: str = ""
) -> bytes:
    """A Word document of these paragraphs in WordprocessingML.

    Args:
        body: Of ``word/document.xml``.
        parts: Inner XML of further parts under ``word/`` by name: comments, footnotes, header.
        title: Among the core properties.
        styles: Inner XML of ``word/styles.xml``.
    """
    inner = {"document": f"<w:body>{body}</w:body>", **(parts or {})}
    if styles:
        inner["styles"] = styles
    spaces = f'xmlns:w="{_W}" xmlns:r="{_OFFICE}"'
    members = {
        f"word/{name}.xml": f"<w:{_root(name)} {spaces}>{xml}</w:{_root(name)}>"
        for name, xml in inner.items()
    }
    related = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(inner)
        if name != "document"
    )
    members |= {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{related}</Relationships>",
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title>'
        "</cp:coreProperties>",
    }
    return _zip(members)


def word(text: str, properties: str = "", tag: str = "t") -> str:
    """A run of text."""
    return (
        f"<w:r><w:rPr>{properties}</w:rPr>"
        f'<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'
    )


def hwpx(paragraphs: Sequence[str], looks: Sequence[str] = ()) -> bytes:
    """A Hangul document.

    Args:
        paragraphs: The inner XML of each, of runs whose look is 0 or one of ``looks`` from 1.
        looks: Attributes of character looks.
    """
    characters = "".join(
        f'<hh:charPr id="{n}" {look}/>' for n, look in enumerate(['height="1000"', *looks])
    )
    names = " ".join(
        f'xmlns:{prefix}="{_HANCOM}/{name}"'
        for prefix, name in (("hs", "section"), ("hp", "paragraph"), ("hh", "head"))
    )
    text = "".join(f'<hp:p paraPrIDRef="0">{paragraph}</hp:p>' for paragraph in paragraphs)
    looked = f"<hh:refList>{characters}</hh:refList>"
    return _zip(
        {
            "mimetype": "application/hwp+zip",
            "Contents/header.xml": f"<hh:head {names}>{looked}</hh:head>",
            "Contents/section0.xml": f"<hs:sec {names}>{text}</hs:sec>",
        }
    )


def hangul(text: str, look: int = 0) -> str:
    """A run of a Hangul document."""
    return f'<hp:run charPrIDRef="{look}"><hp:t>{escape(text)}</hp:t></hp:run>'


def hangul_control(name: str, text: str) -> str:
    """What a Hangul document keeps beside its text: a hidden comment, a header, a memo."""
    inner = f'<hp:subList><hp:p paraPrIDRef="0">{hangul(text)}</hp:p></hp:subList>'
    return f'<hp:run charPrIDRef="0"><hp:ctrl><hp:{name}>{inner}</hp:{name}></hp:ctrl></hp:run>'


def xlsx(rows: Sequence[str], *, hidden_row: int = 0, hidden_column: int = 0) -> bytes:
    """A workbook of one sheet.

    Args:
        rows: Cells parted by ``|``.
        hidden_row: From 1; 0 for none.
        hidden_column: From 1; 0 for none.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append([cell.strip() for cell in row.split("|")])
    if hidden_row:
        sheet.row_dimensions[hidden_row].hidden = True
    if hidden_column:
        sheet.column_dimensions["ABCDEF"[hidden_column - 1]].hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _pdf_escape(text: str) -> str:
    text = text.encode("latin-1", "replace").decode("latin-1")
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _root(part: str) -> str:
    return {"header": "hdr", "footer": "ftr"}.get(part, part)


def _zip(members: Mapping[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as container:
        for name, text in members.items():
            container.writestr(name, text)
    return buffer.getvalue()
