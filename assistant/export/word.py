"""Writes a manuscript as a Word document whose footnotes are Word's own.

python-docx knows no footnotes; their part of the file is made here, as ISO/IEC 29500-1, 17.11
describes it.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt
from lxml import etree

from assistant.export.manuscript import Grid, Line, Look, Manuscript, Note

_FONTS = {"ko": "맑은 고딕"}
_LATIN = "Calibri"
_LOCALES = {"ko": "ko-KR", "en": "en-US"}
_STYLES: dict[Look, str] = {
    "title": "Title",
    "heading": "Heading 1",
    "subheading": "Heading 2",
    "item": "Brief Item",
    "detail": "Brief Detail",
    "text": "Normal",
    "aside": "Brief Remark",
}
# (name, indent in cm, size in points) of the styles that the template lacks.
_OWN_STYLES = (
    ("Brief Item", 0.6, 11),
    ("Brief Detail", 1.2, 11),
    ("Brief Remark", 1.2, 9),
    ("footnote text", 0, 9),
)
_REFERENCE = "footnote reference"


def as_word(manuscript: Manuscript) -> bytes:
    """Return a manuscript as the bytes of a DOCX file."""
    document = docx.Document()
    _set_up(document, manuscript)
    title, *blocks = manuscript.blocks
    _add(document, title)
    facts = document.add_table(rows=0, cols=2)
    for label, value in manuscript.facts:
        cells = facts.add_row().cells
        cells[0].paragraphs[0].add_run(label).bold = True
        cells[1].text = value
        for cell, width in zip(cells, (Cm(3), Cm(13)), strict=True):
            cell.width = width
    for block in blocks:
        _add(document, block)
    _attach_notes(document, manuscript.notes)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: Any, manuscript: Manuscript) -> None:
    properties = document.core_properties
    properties.title, properties.author = manuscript.title, "policydesk"
    properties.language = manuscript.language
    properties.created = properties.modified = datetime.fromisoformat(manuscript.date)
    for name, indent, size in _OWN_STYLES:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.paragraph_format.left_indent = Cm(indent)
        style.font.size = Pt(size)
        style.paragraph_format.space_after = Pt(0 if size < 11 else 6)
    reference = document.styles.add_style(_REFERENCE, WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _LATIN, Pt(11)
    fonts = normal.element.rPr.rFonts
    fonts.set(qn("w:eastAsia"), _FONTS.get(manuscript.language, _FONTS["ko"]))
    locale = _LOCALES.get(manuscript.language, _LOCALES["en"])
    speech = OxmlElement("w:lang")
    speech.set(qn("w:val"), locale)
    speech.set(qn("w:eastAsia"), locale if manuscript.language == "ko" else _LOCALES["ko"])
    normal.element.rPr.append(speech)


def _add(document: Any, block: Line | Grid) -> None:
    if isinstance(block, Line):
        _fill(document.add_paragraph(style=_STYLES[block.look]), block)
        return
    table = document.add_table(rows=1, cols=len(block.header), style="Table Grid")
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    widths = [Emu(room * part // sum(block.widths)) for part in block.widths]
    for cell, word in zip(table.rows[0].cells, block.header, strict=True):
        cell.paragraphs[0].add_run(word).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in block.rows:
        for cell, lines in zip(table.add_row().cells, row, strict=True):
            for at, line in enumerate(lines):
                _fill(cell.add_paragraph() if at else cell.paragraphs[0], line)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _fill(paragraph: Any, line: Line) -> None:
    paragraph.add_run(line.text)
    for number in line.notes:
        run = paragraph.add_run(style=_REFERENCE)
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(number))
        run._r.append(mark)


def _attach_notes(document: Any, notes: tuple[Note, ...]) -> None:
    """Add the footnotes' part, with the two separators that Word asks for."""
    root = OxmlElement("w:footnotes")
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        paragraph = _add_note(root, number, kind)
        _child(_child(paragraph, "w:r"), f"w:{kind}")
    text, reference = document.styles["footnote text"], document.styles[_REFERENCE]
    for number, note in enumerate(notes, 1):
        paragraph = _add_note(root, number)
        _child(_child(paragraph, "w:pPr"), "w:pStyle", text.style_id)
        mark = _child(paragraph, "w:r")
        _child(_child(mark, "w:rPr"), "w:rStyle", reference.style_id)
        _child(mark, "w:footnoteRef")
        words = _child(_child(paragraph, "w:r"), "w:t")
        words.text = f" {note.text}"
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    part = Part(
        PackURI("/word/footnotes.xml"),
        CONTENT_TYPE.WML_FOOTNOTES,
        etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    separators = OxmlElement("w:footnotePr")
    for number in (-1, 0):
        _child(separators, "w:footnote").set(qn("w:id"), str(number))
    # The settings have an order, and this one stands before those of compatibility.
    settings = document.settings.element
    after = settings.find(qn("w:compat"))
    settings.append(separators) if after is None else after.addprevious(separators)


def _add_note(root: Any, number: int, kind: str = "") -> Any:
    note = _child(root, "w:footnote")
    if kind:
        note.set(qn("w:type"), kind)
    note.set(qn("w:id"), str(number))
    return _child(note, "w:p")


def _child(parent: Any, tag: str, value: str = "") -> Any:
    child = OxmlElement(tag)
    if value:
        child.set(qn("w:val"), value)
    parent.append(child)
    return child
