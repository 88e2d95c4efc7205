"""Writes a manuscript as a PDF with footnotes, set by Typst in fonts of this machine."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from importlib.resources import files
from types import ModuleType
from typing import Any

from assistant.export.manuscript import Grid, Line, Manuscript
from corpus.errors import UsageError

CJK_FONTS = (
    "Noto Sans CJK KR",
    "Noto Sans KR",
    "Noto Serif CJK KR",
    "Malgun Gothic",
    "Apple SD Gothic Neo",
    "NanumGothic",
    "NanumBarunGothic",
)
"""Font families that draw Korean, Chinese characters and kana, the first found is used."""

_LATIN_FONT = "Libertinus Serif"
"""Comes with Typst."""
_CJK = re.compile("[\u1100-\u11ff\u3000-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]")
_STANDARD: str = "ua-1"
"""PDF/UA: readable by screen readers, and a letter that no font draws is an error."""


def as_pdf(manuscript: Manuscript, families: frozenset[str] | None = None) -> bytes:
    """Return a manuscript as the bytes of a tagged PDF (PDF/UA-1).

    Args:
        manuscript: What to set.
        families: Font families to choose from; None looks for those of this machine.

    Raises:
        UsageError: The extra ``brief`` is not installed, or a font for the text is missing.
    """
    typst = load_typst()
    known = frozenset(typst.Fonts().families()) if families is None else families
    found = next((family for family in CJK_FONTS if family in known), None)
    text = json.dumps(_as_data(manuscript), ensure_ascii=False)
    if found is None and _CJK.search(text):
        raise UsageError(
            "no font for Korean is on this machine",
            "PDF",
            "Install one, such as Debian's fonts-noto-cjk, or choose .docx, .hwpx or .md.",
        )
    order = [found, _LATIN_FONT] if manuscript.language == "ko" else [_LATIN_FONT, found]
    data = _as_data(manuscript) | {"fonts": [family for family in order if family]}
    try:
        made: bytes = typst.compile(
            files("assistant.export").joinpath("brief.typ").read_bytes(),
            sys_inputs={"manuscript": json.dumps(data, ensure_ascii=False)},
            pdf_standards=_STANDARD,
        )
    except typst.TypstError as error:
        raise UsageError(
            f"it cannot be set in type ({error.message.splitlines()[0]})",
            "PDF",
            "Install a font that has every letter of the text, or choose .docx, .hwpx or .md.",
        ) from error
    return made


def load_typst() -> ModuleType:
    """Return the typesetter.

    Raises:
        UsageError: The extra ``brief`` is not installed.
    """
    try:
        import typst
    except ModuleNotFoundError as error:
        if error.name != "typst":
            raise
        raise UsageError(
            "PDF needs the extra brief",
            "export",
            "Install it with: pip install 'policydesk[brief]', or choose .docx, .hwpx or .md.",
        ) from error
    return typst


def _as_data(manuscript: Manuscript) -> dict[str, Any]:
    return {
        "language": manuscript.language,
        "title": manuscript.title,
        "facts": [list(fact) for fact in manuscript.facts],
        "blocks": [_block(block) for block in manuscript.blocks],
        "notes": [note.text for note in manuscript.notes],
    }


def _block(block: Line | Grid) -> dict[str, Any]:
    if isinstance(block, Line):
        return asdict(block)
    rows = [[{"lines": [asdict(line) for line in cell]} for cell in row] for row in block.rows]
    return {"header": block.header, "rows": rows, "widths": block.widths}
