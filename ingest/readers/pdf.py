"""Reads PDF: pypdf for the file, PDFium for the words on its pages."""

from __future__ import annotations

import io
import logging
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.errors import RejectedDocument
from ingest.blocks import Block, Reading
from ingest.clean import clean_text
from ingest.footnotes import place_footnotes, take_footnotes
from ingest.furniture import Spot, choose_labels, find_furniture
from ingest.layout import PageLayout
from ingest.lines import Line, Row, body_size, join_lines, join_note
from ingest.ocr import advise, find_scans, recognise_pages
from ingest.printed import PrintedPage
from ingest.readers.notes import smuggled_note

logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_FEWEST_LETTERS = 4
_MOST_NAMED = 20
# A page takes a hundredth of a second; a document that takes this long holds something hostile.
_SECONDS = 60.0
_SECONDS_A_PAGE = 1.0
# pypdf lets these escape from damaged objects; all of them mean the same to a user.
_DAMAGE = (
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
)


def read_pdf(data: bytes, path: Path) -> Reading:
    """Return the blocks of a PDF.

    pypdf opens it and says what the file states of itself; the words come from PDFium, which knows
    where each of them ends.

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
        title = _title(reader)
        stated = _stated_labels(reader)
    except RejectedDocument:
        raise
    except FileNotDecryptedError:
        raise _encrypted(path) from None
    except (PyPdfError, *_DAMAGE) as error:
        raise _damaged(path, error) from error
    pages = print_pages(data, path)
    scans = find_scans(data, [page.letters if page else 0 for page in pages])
    recognised = recognise_pages(data, scans, path)
    textless = set(textless_pages(pages)) - recognised.pages.keys()
    if len(textless) == len(pages):
        raise RejectedDocument(
            f"no text on {len(pages)} page(s): it seems to be a scan", path.name, advise()
        )
    blocks, printed = compose_blocks(pages, recognised.pages)
    return Reading(
        blocks=tuple(blocks),
        title=title,
        pages=len(pages),
        page_labels=choose_labels(printed, stated),
        ocr_pages=tuple(recognised.pages),
        scanned=bool({*scans} - recognised.blank),
        warnings=(
            *recognised.warnings,
            *_warnings(pages, sorted(textless - {*scans})),
            *smuggled_note(" ".join(word.text for page in pages if page for word in page.words)),
        ),
    )


def print_pages(data: bytes, path: Path) -> list[PrintedPage | None]:
    """Return what stands on each page, None for one that cannot be read.

    Raises:
        RejectedDocument: PDFium cannot open the file.
    """
    import pypdfium2

    from ingest.readers.pdfium import LOCK, print_page

    pages: list[PrintedPage | None] = []
    start = time.monotonic()
    with LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise _damaged(path, error) from error
        try:
            for index in range(len(document)):
                if time.monotonic() - start > _SECONDS + _SECONDS_A_PAGE * index:
                    pages.append(None)
                    continue
                try:
                    pages.append(print_page(document, index))
                except (pypdfium2.PdfiumError, *_DAMAGE):
                    pages.append(None)
        finally:
            document.close()
    return pages


def textless_pages(pages: Sequence[PrintedPage | None]) -> tuple[int, ...]:
    """Return the 1-based numbers of the pages that have next to no text."""
    return tuple(
        number
        for number, page in enumerate(pages, 1)
        if page is None or page.letters < _FEWEST_LETTERS
    )


def compose_blocks(
    pages: Sequence[PrintedPage | None],
    recognised: Mapping[int, list[Line]] | None = None,
) -> tuple[list[Block], tuple[str | None, ...]]:
    """Return the blocks of all pages in order, and the number printed on each page.

    Args:
        pages: What stands on each page.
        recognised: Lines recognised from images, in place of a page's own, by 1-based number.
    """
    layouts = [PageLayout(page or PrintedPage(), number) for number, page in enumerate(pages, 1)]
    scans = recognised or {}
    spots = [
        [Spot(line.text, line.y) for line in scans[number]] if number in scans else layout.spots()
        for number, layout in enumerate(layouts, 1)
    ]
    furniture = find_furniture(spots)
    lines: list[list[Line | Row]] = []
    for number, (layout, drop) in enumerate(zip(layouts, furniture.drop, strict=True), 1):
        kept = [line for at, line in enumerate(scans.get(number, [])) if at not in drop]
        lines.append([*kept] if number in scans else layout.lines(drop))
    lines, notes = take_footnotes(lines, body_size(lines))
    return place_footnotes(join_lines(lines), notes, join_note), furniture.labels


def _warnings(pages: Sequence[PrintedPage | None], textless: Sequence[int]) -> Iterator[str]:
    failed = [n for n, page in enumerate(pages, 1) if page is None]
    empty = [n for n in textless if n not in failed]
    cut = [n for n, page in enumerate(pages, 1) if page is not None and not page.complete]
    unseen = [n for n, page in enumerate(pages, 1) if page is not None and page.hidden]
    if failed:
        yield f"could not read page(s) {_numbers(failed)}: they are left out"
    if empty:
        yield f"no text on page(s) {_numbers(empty)}: they are blank or images of text"
    if cut:
        yield f"too much on page(s) {_numbers(cut)}: only the first part of each is read"
    if unseen:
        yield f"hidden text on page(s) {_numbers(unseen)} was left out: nobody can see it there"


def _numbers(pages: Sequence[int]) -> str:
    shown = ", ".join(str(n) for n in pages[:_MOST_NAMED])
    return f"{shown} and {len(pages) - _MOST_NAMED} more" if len(pages) > _MOST_NAMED else shown


def _stated_labels(reader: Any) -> list[str] | None:
    from pypdf.errors import PyPdfError

    try:
        return [str(label) for label in reader.page_labels]
    except (PyPdfError, *_DAMAGE):
        return None  # labels are a courtesy; a broken tree of them harms nothing else


def _damaged(path: Path, error: Exception) -> RejectedDocument:
    return RejectedDocument(
        f"the PDF is damaged or incomplete ({type(error).__name__})",
        path.name,
        "Download or export it again.",
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
