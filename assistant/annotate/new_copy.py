"""Writes a checked draft as a new Word document, its sentences coloured and commented."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from assistant.annotate.marking import add_remark
from assistant.annotate.remarks import remark
from assistant.verification import ClaimVerdict

if TYPE_CHECKING:
    from assistant.check import CheckedSentence
    from assistant.drafts import Draft, DraftParagraph

_LATIN, _KOREAN = "Calibri", "맑은 고딕"
_DEEPEST_HEADING = 9
_FILLS: dict[ClaimVerdict, str] = {
    "supported": "DDEFE2",
    "contradicted": "F8D9D9",
    "not found": "FBE8C8",
}


def write_copy(draft: Draft, found: Sequence[CheckedSentence], language: str) -> bytes:
    """Return a Word document of the draft's paragraphs with a comment on each checked sentence.

    Args:
        draft: As it was read.
        found: Verdicts on its sentences, from the first on.
        language: Of the comments.
    """
    document = docx.Document()
    document.core_properties.author, document.core_properties.title = "", draft.name
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _LATIN, Pt(11)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _KOREAN)
    inside: list[list[int]] = [[] for _ in draft.paragraphs]
    for n, sentence in enumerate(draft.sentences[: len(found)]):
        inside[sentence.paragraph].append(n)
    for paragraph, numbers in zip(draft.paragraphs, inside, strict=True):
        written = document.add_paragraph(style=_style(paragraph))
        at = 0
        for n in numbers:
            start = draft.sentences[n].start
            end = start + len(draft.sentences[n].text)
            if start > at:
                written.add_run(paragraph.text[at:start])
            run = written.add_run(paragraph.text[start:end])
            _fill(run, _FILLS[found[n].verdict])
            add_remark(document, run._r, run._r, remark(found[n], language))
            at = end
        if at < len(paragraph.text):
            written.add_run(paragraph.text[at:])
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _style(paragraph: DraftParagraph) -> str:
    if paragraph.kind == "heading":
        return f"Heading {min(max(paragraph.level, 1), _DEEPEST_HEADING)}"
    return "List Paragraph" if paragraph.kind == "item" else "Normal"


def _fill(run: Any, colour: str) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(qn(f"w:{name}"), value)
    run._r.get_or_add_rPr().append(shading)
