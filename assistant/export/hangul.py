"""Writes a manuscript as a document of the Hangul word processor, HWPX, with its own footnotes."""

from __future__ import annotations

from typing import Any

from hwpx import HwpxDocument

from assistant.export.manuscript import Grid, Line, Look, Manuscript

# (size in points, bold, spaces before, as Korean reports set the levels of an outline).
_LOOKS: dict[Look, tuple[int, bool, int]] = {
    "title": (18, True, 0),
    "heading": (14, True, 0),
    "subheading": (12, True, 1),
    "item": (11, False, 1),
    "detail": (11, False, 3),
    "text": (11, False, 0),
    "aside": (9, False, 4),
}
_BODY = "본문"


def as_hangul(manuscript: Manuscript) -> bytes:
    """Return a manuscript as the bytes of an HWPX file."""
    document = HwpxDocument.new()
    document.parts.set_document_metadata(title=manuscript.title, creator="policydesk")
    title, *blocks = manuscript.blocks
    _add(document, title, manuscript)
    for label, value in manuscript.facts:
        _add(document, Line("text", f"{label}: {value}"), manuscript)
    for block in blocks:
        _add(document, block, manuscript)
    data: bytes = document.to_bytes()
    return data


def _add(document: Any, block: Line | Grid, manuscript: Manuscript) -> None:
    if isinstance(block, Line):
        _fill(
            document, document.add_paragraph("", style=_BODY, include_run=False), block, manuscript
        )
        return
    table = document.add_table(len(block.rows) + 1, len(block.header))
    head = tuple((Line("text", word),) for word in block.header)
    for row, cells in zip(table.rows, (head, *block.rows), strict=True):
        for cell, lines in zip(row.cells, cells, strict=True):
            for at, line in enumerate(lines):
                paragraph = cell.add_paragraph("") if at else cell.paragraphs[0]
                _fill(document, paragraph, line, manuscript, bold=cells is head)


def _fill(
    document: Any, paragraph: Any, line: Line, manuscript: Manuscript, *, bold: bool = False
) -> None:
    size, heavy, spaces = _LOOKS[line.look]
    style = document.styles.ensure_run(size=size, bold=bold or heavy)
    paragraph.add_run(" " * spaces + line.text, char_pr_id_ref=style)
    for number in line.notes:
        paragraph.add_footnote(manuscript.notes[number - 1].text)
