"""Which words of a PDF page can be seen: the page is drawn with its text and without it.

White on white, transparent, invisible by mode, clipped away, covered, on a layer that is switched
off, beside the page: the ways to hide text have no end, but all of them leave the drawing as it
is. In 20 policy documents (666 pages) every word that can be read changes some channel of a pixel
by 40 of 255 or more, and every hidden one by 0.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from pypdfium2 import raw

from ingest.colours import SMALLEST_POINTS

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points of the page's own coordinates."""

_Drawing = NDArray[np.uint8]
_Edges = NDArray[np.int_]

_SCALE = 0.6
_MOST_PIXELS = 2_000_000
_LEAST_CHANGE = 20
_LEAST_INK = 40
_UNDRAWN = (3, 7)
_FAINT_ALPHA = 64
_PALE = 215
_MOST_ITEMS = 60_000
_DEEPEST = 4
_ACTUAL = b"ActualText"
_LONGEST_ACTUAL = 2 * (3 + 1)
"""In bytes of UTF-16 with its end: three letters."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A word as the page places it.

    Attributes:
        box: What it covers.
        size: Of its type, in points.
        faint: Whether it is drawn in white, nearly nothing or not at all.
    """

    box: Box
    size: float
    faint: bool


def is_faint(text: Any) -> bool:
    """Return whether a text object is of a kind that is hidden on white paper."""
    if raw.FPDFTextObj_GetTextRenderMode(text) in _UNDRAWN:
        return True
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(text, red, green, blue, alpha):
        return False
    return alpha.value < _FAINT_ALPHA or (
        red.value > _PALE and green.value > _PALE and blue.value > _PALE
    )


def find_hidden(
    page: Any, marks: Sequence[Mark], texts: Sequence[Any], pale: Sequence[Any]
) -> list[bool]:
    """Return whether each word is hidden from whoever looks at the page.

    Words over or under an image in which something stands at their place are what was recognised
    in a scan, and count as seen.

    Args:
        page: An open PDFium page; its text objects are active again afterwards.
        marks: The words.
        texts: The text objects that draw them.
        pale: Those of them that are faint.
    """
    tiny = [mark.size < SMALLEST_POINTS for mark in marks]
    left, bottom, right, top = page.get_bbox()
    if not marks or right - left < 1 or top - bottom < 1:
        return tiny
    scale = min(_SCALE, math.sqrt(_MOST_PIXELS / ((right - left) * (top - bottom))))
    try:
        whole = _draw(page, scale)
        changed = _changes(whole, _draw_without(page, scale, texts))
        # Where white words lie on others, what changes may be the others.
        faint = _changes(whole, _draw_without(page, scale, pale)) if pale else changed
    except (pypdfium2.PdfiumError, MemoryError, ValueError):
        return tiny
    height, width = changed.shape
    x0, y0, x1, y1 = np.asarray([mark.box for mark in marks], dtype=float).T
    # A pixel to each side: boxes and drawings are rounded apart.
    west, east = (
        np.clip((x - left) * width / (right - left) + space, 0, width).astype(int)
        for x, space in ((x0, -1), (x1, 2))
    )
    north, south = (
        np.clip((top - y) * height / (top - bottom) + space, 0, height).astype(int)
        for y, space in ((y1, -1), (y0, 2))
    )
    regions = north, south, west, east
    seen = np.where([mark.faint for mark in marks], _any(faint, *regions), _any(changed, *regions))
    images = [] if seen.all() else list(_images(page))

    def is_scanned(at: int) -> bool:
        region = whole[north[at] : south[at], west[at] : east[at]]
        return _has_ink(region) and any(_holds(image, marks[at].box) for image in images)

    return [tiny[at] or not (seen[at] or is_scanned(at)) for at in range(len(marks))]


def _changes(whole: _Drawing, other: _Drawing) -> NDArray[np.bool_]:
    """Where any channel of a pixel has changed."""
    far = np.maximum(whole, other) - np.minimum(whole, other) >= _LEAST_CHANGE
    changed: NDArray[np.bool_] = far[:, :, 0] | far[:, :, 1] | far[:, :, 2]
    return changed


def _any(
    changed: NDArray[np.bool_], north: _Edges, south: _Edges, west: _Edges, east: _Edges
) -> NDArray[np.bool_]:
    """Whether anything in each region has changed."""
    # Sums over the drawing's upper left part answer for every region at once.
    sums = np.pad(changed.cumsum(0, dtype=np.int32).cumsum(1), ((1, 0), (1, 0)))
    found: NDArray[np.bool_] = (
        sums[south, east] - sums[north, east] - sums[south, west] + sums[north, west] > 0
    )
    return found


def read_as_drawn(page: Any) -> None:
    """Make PDFium read the letters that a page draws where the file says they mean others.

    ``ActualText`` is for ligatures and hyphens; a longer one can say what nobody sees.
    """
    for item in islice(_items(page), _MOST_ITEMS):
        for index in range(max(0, raw.FPDFPageObj_CountMarks(item))):
            mark = raw.FPDFPageObj_GetMark(item, index)
            length = ctypes.c_ulong()
            found = raw.FPDFPageObjMark_GetParamStringValue(mark, _ACTUAL, None, 0, length)
            if found and length.value > _LONGEST_ACTUAL:
                raw.FPDFPageObjMark_RemoveParam(item, mark, _ACTUAL)


def _items(page: Any) -> Iterator[Any]:
    """The objects of a page, and those in its groups."""
    for index in range(min(raw.FPDFPage_CountObjects(page), _MOST_ITEMS)):
        item = raw.FPDFPage_GetObject(page, index)
        yield item
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_FORM:
            yield from _parts(item, _DEEPEST)


def _parts(group: Any, depth: int) -> Iterator[Any]:
    for index in range(max(0, min(raw.FPDFFormObj_CountObjects(group), _MOST_ITEMS))):
        part = raw.FPDFFormObj_GetObject(group, index)
        yield part
        if depth and raw.FPDFPageObj_GetType(part) == raw.FPDF_PAGEOBJ_FORM:
            yield from _parts(part, depth - 1)


def _draw(page: Any, scale: float) -> _Drawing:
    upright = -page.get_rotation() % 360  # as the coordinates are
    drawn: _Drawing = page.render(scale=scale, rotation=upright).to_numpy()
    return drawn[:, :, :3]


def _draw_without(page: Any, scale: float, texts: Sequence[Any]) -> _Drawing:
    try:
        for text in texts:
            raw.FPDFPageObj_SetIsActive(text, False)
        return _draw(page, scale)
    finally:
        for text in texts:
            raw.FPDFPageObj_SetIsActive(text, True)


def _images(page: Any) -> Iterator[Box]:
    """The place of every image, or of the group that it is in."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, index)
        if _is_image(item) and raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            yield left.value, bottom.value, right.value, top.value


def _is_image(item: Any) -> bool:
    kind = raw.FPDFPageObj_GetType(item)
    if kind != raw.FPDF_PAGEOBJ_FORM:
        return bool(kind == raw.FPDF_PAGEOBJ_IMAGE)
    kinds = (raw.FPDFPageObj_GetType(part) for part in islice(_parts(item, _DEEPEST), _MOST_ITEMS))
    return raw.FPDF_PAGEOBJ_IMAGE in kinds


def _holds(image: Box, box: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return image[0] <= x <= image[2] and image[1] <= y <= image[3]


def _has_ink(region: _Drawing) -> bool:
    return bool(region.size) and int(np.ptp(region, axis=(0, 1)).max()) >= _LEAST_INK
