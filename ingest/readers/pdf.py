"""Reads PDF with pypdf, rebuilding lines from where the text stands on the page."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from pathlib import Path
from typing import Any

from corpus.errors import RejectedDocument
from ingest.blocks import Reading
from ingest.clean import clean_text, superscript
from ingest.lines import Line, drop_furniture, join_lines
from ingest.ocr import advise, find_scans, recognise_pages

logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_SAME_BASELINE = 0.5
_LONGEST_EXPONENT = 5


def read_pdf(data: bytes, path: Path) -> Reading:
    """Return the blocks of a PDF.

    Raises:
        RejectedDocument: Damaged, encrypted, without pages or without text.
    """
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError, PyPdfError

    if b"%PDF-" not in data[:1024]:
        raise RejectedDocument(
            "not a PDF, whatever its name says", path.name, "Export it again as PDF."
        )
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _encrypted(path)
        if not reader.pages:
            raise RejectedDocument("the PDF has no pages", path.name, "Export it again.")
        pages = [_read_page(page, number) for number, page in enumerate(reader.pages, 1)]
        title = _title(reader)
    except RejectedDocument:
        raise
    except FileNotDecryptedError:
        raise _encrypted(path) from None
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        RecursionError,
        NotImplementedError,
        AssertionError,
        ZeroDivisionError,
    ) as error:
        # pypdf lets these escape from damaged objects; all of them mean the same to a user.
        raise RejectedDocument(
            f"the PDF is damaged or incomplete ({type(error).__name__})",
            path.name,
            "Download or export it again.",
        ) from error
    scans = find_scans(data, [sum(len(line.text) for line in page) for page in pages])
    recognised = recognise_pages(data, scans, path)
    pages = [recognised.pages.get(number, page) for number, page in enumerate(pages, 1)]
    blocks = join_lines(drop_furniture(pages))
    if not any(len(block.text) > 20 for block in blocks):
        raise RejectedDocument(
            f"no text on {len(pages)} page(s): it seems to be a scan",
            path.name,
            advise(),
        )
    return Reading(
        blocks=tuple(blocks),
        title=title,
        pages=len(pages),
        ocr_pages=tuple(recognised.pages),
        warnings=recognised.warnings,
    )


def _encrypted(path: Path) -> RejectedDocument:
    return RejectedDocument(
        "the PDF is encrypted with a password", path.name, "Save a copy without the password."
    )


def _title(reader: Any) -> str | None:
    metadata = reader.metadata
    title = clean_text(str(metadata.title)).strip() if metadata and metadata.title else ""
    # Word processors leave file names and template names in the title.
    if len(title) < 8 or re.search(
        r"\.(docx?|pdf|indd|hwp|pptx?)$|^Microsoft Word|^untitled", title, re.IGNORECASE
    ):
        return None
    return title.removesuffix(" - GOV.UK")


class _Pieces:
    """Collects text pieces with their place into lines."""

    def __init__(self, page: int) -> None:
        self.page = page
        self.lines: list[tuple[Line, float]] = []
        self._text: list[str] = []
        self._styles: Counter[tuple[float, bool]] = Counter()
        self._y: float | None = None
        self._size = 0.0
        self._broken = False

    def add(self, text: str, cm: Any, tm: Any, font: Any, font_size: float) -> None:
        """Take one piece as pypdf's ``visitor_text`` reports it."""
        if not text.strip():
            self._broken = self._broken or "\n" in text
            if " " in text and self._text and not self._text[-1].endswith(" "):
                self._text.append(" ")
            return
        scale = abs(tm[3] or tm[1] or 1) * abs(cm[3] or cm[1] or 1)
        size = round(font_size * scale, 1)
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        bold = bool(
            font and re.search(r"bold|black|heavy|-medi", str(font.get("/BaseFont")), re.IGNORECASE)
        )
        raised = len(text.strip()) <= _LONGEST_EXPONENT and self._raised(y, size)
        if self._broken and not raised and not self._same_line(y, size):
            self.close()
        self._broken = text.endswith("\n")
        parts = text.split("\n")
        for number, part in enumerate(parts):
            if number and part:
                self.close()
            if not part:
                continue
            self._text.append(superscript(part.strip()) if raised else part)
            if not raised:
                self._styles[(size, bold)] += len(part.strip())
                self._y, self._size = y, size

    def close(self) -> None:
        """End the line in progress."""
        text = clean_text("".join(self._text)).strip()
        if text and self._y is not None:
            size, bold = self._styles.most_common(1)[0][0] if self._styles else (0.0, False)
            self.lines.append((Line(text=text, page=self.page, size=size, bold=bold), self._y))
        self._text, self._styles, self._y = [], Counter(), None

    def _same_line(self, y: float, size: float) -> bool:
        if self._y is None:
            return True
        return abs(y - self._y) <= _SAME_BASELINE * min(size or 1, self._size or 1)

    def _raised(self, y: float, size: float) -> bool:
        """A smaller piece standing above the baseline: an exponent or a footnote call."""
        if self._y is None or not self._size or size > self._size * 0.8:
            return False
        return 0.15 * self._size < y - self._y < 0.7 * self._size


def _read_page(page: Any, number: int) -> list[Line]:
    pieces = _Pieces(number)
    page.extract_text(visitor_text=pieces.add)
    pieces.close()
    lines: list[Line] = []
    above: float | None = None
    for line, y in pieces.lines:
        gap = (above - y) / line.size if above is not None and line.size else 0.0
        lines.append(Line(line.text, line.page, line.size, line.bold, round(max(gap, 0.0), 2)))
        above = y
    return lines
