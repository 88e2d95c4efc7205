"""Word documents for tests, written as the XML that Word writes."""

import io
import zipfile
from collections.abc import Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DECLARED = (
    f'xmlns:w="{W}" xmlns:r="{_OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
LAW_LEVELS = (
    ("decimal", "제%1장"),
    ("decimal", "제%2조"),
    ("decimalEnclosedCircle", "%3"),
    ("decimal", "%4."),
    ("ganada", "%5."),
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str = "", style: str = "", properties: str = "") -> str:
    """A paragraph of runs, or of plain text where ``content`` is no XML."""
    runs = content if content.startswith("<") else run(content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def numbered(content: str, level: int, number: int = 1, style: str = "") -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(content, style, properties)


def levels(*formats: tuple[str, str], extra: str = "") -> str:
    """A numbering part whose list 1 has these (format, text) levels."""
    rows = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text) in enumerate(formats)
    )
    return (
        f'<w:abstractNum w:abstractNumId="0">{rows}</w:abstractNum>{extra}'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )


def style(name: str, properties: str = "", identifier: str = "", based_on: str = "") -> str:
    parent = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier or name}"><w:name w:val="{name}"/>'
        f"{parent}<w:pPr>{properties}</w:pPr></w:style>"
    )


def cell(content: str, properties: str = "") -> str:
    inner = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    inner = "".join(c if c.startswith("<w:tc>") else cell(c) for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def document(
    *body: str,
    styles: Sequence[str] = (),
    numbering: str = "",
    footnotes: Sequence[str] = (),
    endnotes: Sequence[str] = (),
    title: str = "",
    namespace: str = W,
) -> bytes:
    """A whole document; notes are numbered from 1 on, as ``note`` calls them."""
    parts = {"styles": "".join(styles), "numbering": numbering}
    for kind, notes in (("footnote", footnotes), ("endnote", endnotes)):
        parts[f"{kind}s"] = "".join(
            f'<w:{kind} w:id="{number}">{text if text.startswith("<") else paragraph(text)}'
            f"</w:{kind}>"
            for number, text in enumerate(notes, 1)
        )
    inside = f"<w:body>{''.join(body)}</w:body>"
    members = {"word/document.xml": f"<w:document {_DECLARED}>{inside}</w:document>"}
    for part, inner in parts.items():
        if inner:
            members[f"word/{part}.xml"] = f"<w:{part} {_DECLARED}>{inner}</w:{part}>"
    if title:
        members["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
            'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{title}</dc:title></cp:coreProperties>"
        )
    return package({name: text.replace(W, namespace) for name, text in members.items()})


def package(members: dict[str, str]) -> bytes:
    """An Office package of these parts."""
    related = "".join(
        f'<Relationship Id="r{number}" Target="{name.removeprefix("word/")}" '
        f'Type="{_OFFICE}/{name.rsplit("/", 1)[-1].removesuffix(".xml")}"/>'
        for number, name in enumerate(members)
        if name.startswith("word/") and name != "word/document.xml"
    )
    kinds = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.'
        f"wordprocessingml.{name.rsplit('/', 1)[-1].removesuffix('.xml')}"
        f'{".main" if name == "word/document.xml" else ""}+xml"/>'
        for name in members
        if name.startswith("word/")
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            f"{kinds}</Types>",
        )
        container.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        container.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{_RELATIONS}">{related}</Relationships>',
        )
        for name, text in members.items():
            container.writestr(name, text)
    return buffer.getvalue()


def note(kind: str, number: int) -> str:
    """A run that calls a footnote or endnote."""
    return (
        f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        f'<w:{kind}Reference w:id="{number}"/></w:r>'
    )
