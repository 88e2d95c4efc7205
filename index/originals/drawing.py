"""Draws pages of PDF copies and marks words on them; runs in a reading process of its own.

A hostile file may end the process or keep it for ever, and PDFium is not thread-safe: one process
that does one task at a time is the answer to all three.
"""

from __future__ import annotations

import ctypes
import io
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import RejectedDocument
from index.originals.boxes import Box, merge_boxes
from index.originals.finding import Wanted, find_words, squeeze
from ingest.lines import Line
from ingest.printed import PrintedPage, Word

_MOST_PIXELS = 6_000_000
_LONGEST_SIDE = 6_000
_MOST_ENLARGED = 6.0
_FINE = 1_000_000
_COMPRESSION = 3


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page to draw.

    Attributes:
        path: Of the PDF.
        page: 1-based.
        width: Of the image, in pixels, unless the page is too tall or wide for that.
    """

    path: Path
    page: int
    width: int


@dataclass(frozen=True, slots=True)
class Marking:
    """Words to find on a page.

    Attributes:
        path: Of the PDF.
        page: 1-based.
        wanted: The words; None only measures the page.
    """

    path: Path
    page: int
    wanted: Wanted | None = None


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """A page and where on it the words stand.

    Attributes:
        pages: How many pages the file has.
        aspect: Width of the page as drawn, divided by its height.
        boxes: Of the words, one for each piece of a line, in the order of the words; empty where
            they are not found, or none were wanted.
    """

    pages: int
    aspect: float
    boxes: tuple[Box, ...]


def draw_or_mark(task: Drawing | Marking) -> bytes | MarkedPage:
    """Return a page as PNG, or where words stand on it.

    Raises:
        RejectedDocument: PDFium cannot open the file, or the page is not in it or cannot be drawn.
    """
    with _opened(task.path, task.page) as (document, page):
        if isinstance(task, Drawing):
            return _draw(page, task.width)
        width, height = page.get_size()
        boxes = _mark(page, task.page, task.wanted) if task.wanted else ()
        return MarkedPage(len(document), width / height, boxes)


@contextmanager
def _opened(path: Path, number: int) -> Iterator[tuple[Any, Any]]:
    import pypdfium2

    from ingest.readers.pdfium import LOCK

    with LOCK:
        try:
            document = pypdfium2.PdfDocument(path)
        except (pypdfium2.PdfiumError, OSError) as error:
            raise _undrawable(path) from error
        try:
            if not 1 <= number <= len(document):
                raise RejectedDocument(
                    f"the file has {len(document)}",
                    path.name,
                    "Choose another page.",
                )
            try:
                page = document[number - 1]
            except pypdfium2.PdfiumError as error:
                raise _undrawable(path) from error
            try:
                if min(page.get_size()) < 1:
                    raise _undrawable(path)
                yield document, page
            finally:
                page.close()
        finally:
            document.close()


def _draw(page: Any, wide: int) -> bytes:
    width, height = page.get_size()
    scale = min(
        wide / width,
        _MOST_ENLARGED,
        math.sqrt(_MOST_PIXELS / (width * height)),
        _LONGEST_SIDE / max(width, height),
    )
    image = page.render(scale=scale).to_pil()
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=_COMPRESSION)
    return out.getvalue()


def _mark(page: Any, number: int, wanted: Wanted) -> tuple[Box, ...]:
    from ingest.readers.pdfium import print_text
    from ingest.readers.visibility import read_as_drawn

    read_as_drawn(page)
    textpage = page.get_textpage()
    try:
        orders = _reading_orders(print_text(page, textpage), number)
        found = find_words(wanted, [[character for character, _ in order] for order in orders])
        if found is None:
            return ()
        order, places = orders[found[0]], found[1]
        width, height = page.get_size()
        boxes: list[Box] = []
        for run in _runs(order, places):
            glyphs = (_box(page, textpage, order[at][1]) for at in run)
            boxes.extend(merge_boxes([box for box in glyphs if box], width / height))
        return tuple(boxes)
    finally:
        textpage.close()


def _reading_orders(printed: PrintedPage, number: int) -> list[list[tuple[str, int]]]:
    """The page's characters with their glyphs: as laid out, which made the document, and as stored.

    Only what can be seen is in them.
    """
    from ingest.layout import PageLayout

    laid_out: list[Word] = []
    for part in PageLayout(printed, number).lines():
        lines = [part] if isinstance(part, Line) else [x for cell in part.cells for x in cell]
        laid_out.extend(word for line in lines for word in line.words)
    stored = sorted((*printed.words, *printed.turned_words), key=lambda word: word.glyphs)
    return [list(_characters([*laid_out, *printed.turned_words])), list(_characters(stored))]


def _characters(words: Sequence[Word]) -> Iterator[tuple[str, int]]:
    for word in words:
        glyphs = iter(word.glyphs)
        for character in word.text:
            glyph = next(glyphs, -1)
            if len(word.glyphs) > len(word.text) and ord(character) > 0xFFFF:
                next(glyphs, None)  # PDFium counted its two surrogates
            if glyph >= 0:
                yield character, glyph


def _runs(order: Sequence[tuple[str, int]], places: Sequence[int]) -> Iterator[list[int]]:
    """Split places where other letters stand between: they must not be marked with them."""
    run: list[int] = []
    for at in places:
        if run and not (run[-1] < at and not squeeze([c for c, _ in order[run[-1] + 1 : at]])[0]):
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _box(page: Any, textpage: Any, glyph: int) -> Box | None:
    """Where a glyph stands on the page as drawn; None for one that is nowhere on it."""
    from pypdfium2 import raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not raw.FPDFText_GetCharBox(textpage, glyph, left, right, bottom, top):
        return None
    corners = []
    x, y = ctypes.c_int(), ctypes.c_int()
    for across, up in ((left.value, top.value), (right.value, bottom.value)):
        raw.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, across, up, x, y)
        corners.append((x.value / _FINE, y.value / _FINE))
    (x0, y0), (x1, y1) = corners
    angle = math.degrees(max(0.0, raw.FPDFText_GetCharAngle(textpage, glyph)))
    turned = (round(angle / 90) + page.get_rotation() // 90) % 2 == 1
    left_x, right_x = (min(max(v, 0.0), 1.0) for v in sorted((x0, x1)))
    upper_y, lower_y = (min(max(v, 0.0), 1.0) for v in sorted((y0, y1)))
    box = Box(left_x, upper_y, right_x, lower_y, turned)
    return box if box.right > box.left and box.bottom > box.top else None


def _undrawable(path: Path) -> RejectedDocument:
    return RejectedDocument(
        "the file is damaged there", path.name, "Open the original at its official address."
    )
