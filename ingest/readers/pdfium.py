"""Takes words, rules and structure tags off PDF pages with PDFium.

pypdf reports where a piece of text begins but not how far it reaches, neither rules nor text rise;
tables, columns and exponents need them. PDFium is not thread-safe, so all use of it holds ``LOCK``.
"""

from __future__ import annotations

import ctypes
import math
import re
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pypdfium2 import raw

from ingest.printed import NO_TAG, PrintedPage, Rule, Tag, Word
from ingest.readers.visibility import Mark, find_hidden, is_faint, read_as_drawn

LOCK = threading.RLock()
"""Held by whoever calls PDFium: two threads inside it crash the process."""

MAX_CHARS = 60_000
MAX_OBJECTS = 60_000
_MAX_RULES = 3_000
_MAX_SEGMENTS = 400
_MAX_TAGS = 20_000
_MAX_TAG_DEPTH = 60
_THIN = 4.0
_FARTHEST = 20_000.0
_LARGEST_SIZE = 500.0
_HEADING_TAG = re.compile(r"^(?:H([1-6])?|Title)$")
_BLOCK_TAG = re.compile(r"^(?:H[1-6]?|P|LI|LBody|TD|TH|Note|Caption|TOCI|BlockQuote|Title)$")
_BOLD = re.compile(r"bold|black|heavy|-medi", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = frozenset((9, 10, 13, 32, 0xA0, 0x3000, *range(0x2000, 0x200B)))
_LINE_END_HYPHENS = frozenset((2, 0xFFFE))


def print_page(document: Any, index: int) -> PrintedPage:
    """Return what stands on one page of an open PDFium document; the caller holds ``LOCK``."""
    page = document[index]
    try:
        read_as_drawn(page)
        textpage = page.get_textpage()
        try:
            return print_text(page, textpage)
        finally:
            textpage.close()
    finally:
        page.close()


def print_text(page: Any, textpage: Any) -> PrintedPage:
    """Return what stands on an open page, read as drawn; the caller holds ``LOCK``."""
    count = textpage.count_chars()
    tags = _tags(page)
    words, angles, hidden = _words(page, textpage, min(count, MAX_CHARS), tags)
    objects = raw.FPDFPage_CountObjects(page)
    rules = _rules(page) if objects <= MAX_OBJECTS else []
    usual = Counter(angles).most_common(1)[0][0] if angles else 0
    return PrintedPage(
        words=[_turn_word(w, usual) for w, a in zip(words, angles, strict=True) if a == usual],
        rules=[_turn_rule(rule, usual) for rule in rules],
        turned=_turned_lines(words, angles, usual),
        turned_words=[w for w, a in zip(words, angles, strict=True) if a != usual],
        tagged=bool(tags),
        complete=count <= MAX_CHARS,
        hidden=hidden,
    )


def _words(
    page: Any, textpage: Any, count: int, tags: dict[int, Tag]
) -> tuple[list[Word], list[int], int]:
    """The words that can be seen, the angle of each, and how many letters are hidden."""
    handle = textpage.raw
    styles = _Styles(handle, tags)
    maker = _WordMaker()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    boxes = [ctypes.byref(v) for v in (left, right, bottom, top)]
    # A page has thousands of characters: what is looked up for each is kept to three calls.
    unicode_at, box_at, object_at, address = (
        raw.FPDFText_GetUnicode,
        raw.FPDFText_GetCharBox,
        raw.FPDFText_GetTextObject,
        ctypes.addressof,
    )
    last = -1
    style: _Style | None = None
    for i in range(count):
        code = unicode_at(handle, i)
        if code in _SPACES:
            maker.space()
            continue
        if not code or not box_at(handle, i, *boxes):
            continue
        item = object_at(handle, i)
        key = address(item.contents) if item else 0
        if style is None or key != last or not key:
            last, style = key, styles.of(key, item, i)
        character = "-" if code in _LINE_END_HYPHENS else chr(code)
        maker.add(character, i, style, (left.value, right.value, bottom.value, top.value))
    maker.close()
    unseen = find_hidden(page, maker.marks, styles.objects, styles.pale)
    found = list(zip(maker.words, maker.angles, unseen, strict=True))
    return (
        [word for word, _, hidden in found if not hidden],
        [angle for _, angle, hidden in found if not hidden],
        sum(len(word.text) for word, _, hidden in found if hidden),
    )


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    bold: bool
    angle: int
    y: float
    tag: Tag
    faint: bool = False


class _Styles:
    """Looks each text object's style up once; keeps those that it has met."""

    def __init__(self, textpage: Any, tags: dict[int, Tag]) -> None:
        self.textpage = textpage
        self.tags = tags
        self.objects: list[Any] = []
        self.pale: list[Any] = []
        self._known: dict[int, _Style] = {}
        self._bold: dict[int, bool] = {}

    def of(self, key: int, item: Any, index: int) -> _Style:
        """Return the style of the text object that the character at ``index`` belongs to."""
        style = self._known.get(key)
        if style is None:
            style = self._look_up(item, index)
            if key:
                self._known[key] = style
                self.objects.append(item)
                if style.faint:
                    self.pale.append(item)
        return style

    def _look_up(self, item: Any, index: int) -> _Style:
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(self.textpage, index, matrix)
        size = raw.FPDFText_GetFontSize(self.textpage, index) * math.hypot(matrix.c, matrix.d)
        angle = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
        mark = raw.FPDFPageObj_GetMarkedContentID(item) if item else -1
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(self.textpage, index, x, y)
        return _Style(
            size=max(round(abs(size), 1), 0.5) if math.isfinite(size) else 1.0,
            bold=self._is_bold(item),
            angle=angle,
            y=x.value if angle in (90, 270) else y.value,
            tag=self.tags.get(mark, NO_TAG),
            faint=bool(item) and is_faint(item),
        )

    def _is_bold(self, item: Any) -> bool:
        if not item:
            return False
        font = raw.FPDFTextObj_GetFont(item)
        if not font:
            return False
        key = ctypes.addressof(font.contents)
        if key not in self._bold:
            length = raw.FPDFFont_GetBaseFontName(font, None, 0)
            name = ctypes.create_string_buffer(length)
            raw.FPDFFont_GetBaseFontName(font, name, length)
            self._bold[key] = bool(_BOLD.search(name.value.decode("latin-1")))
        # Filled and stroked letters are how word processors fake bold type.
        return self._bold[key] or raw.FPDFTextObj_GetTextRenderMode(item) == 2


class _WordMaker:
    """Collects characters into words."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self.angles: list[int] = []
        self.marks: list[Mark] = []
        self._text: list[str] = []
        self._glyphs: list[int] = []
        self._style = _Style(1.0, False, 0, 0.0, NO_TAG)
        self._x0 = self._x1 = self._y0 = self._y1 = 0.0
        self._spaced = True

    def space(self) -> None:
        """Take white space."""
        self.close()
        self._spaced = True

    def add(
        self, character: str, glyph: int, style: _Style, box: tuple[float, float, float, float]
    ) -> None:
        """Take a character with its number on the page and its left, right, lower, upper edge."""
        left, right, bottom, top = box
        if self._text and self._breaks(character, style, left):
            jumped = style.angle == 0 and left > self._x1 + 0.3 * style.size
            self.close()
            self._spaced = jumped
        if not self._text:
            self._style = style
            self._x0, self._x1, self._y0, self._y1 = left, right, bottom, top
        else:
            self._x0, self._x1 = min(self._x0, left), max(self._x1, right)
            self._y0, self._y1 = min(self._y0, bottom), max(self._y1, top)
        self._text.append(character)
        self._glyphs.append(glyph)

    def _breaks(self, character: str, style: _Style, left: float) -> bool:
        """Whether another word begins though no space stands before it."""
        last = self._style
        if style.angle == 0:
            # Hangul and Chinese letters stand apart without a space between them.
            space = 0.3 if ord(character) < 0x1100 else 0.4
            size = max(style.size, last.size)
            if not -0.6 * style.size < left - self._x1 < space * size:
                return True
        return style is not last and (
            abs(style.size - last.size) > 0.12 * last.size
            or abs(style.y - last.y) > 0.08 * last.size
            or style.angle != last.angle
            or style.faint != last.faint
        )

    def close(self) -> None:
        """End the word in progress."""
        if not self._text:
            return
        style, text = self._style, "".join(self._text)
        if _SURROGATE.search(text):
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        x0, x1 = self._x0, self._x1
        box = _sane(x0), _sane(self._y0), _sane(x1), _sane(self._y1)
        self.marks.append(Mark(box, style.size, style.faint))
        if style.angle == 90:
            x0, x1 = self._y0, self._y1
        elif style.angle == 270:
            x0, x1 = -self._y1, -self._y0
        elif style.angle == 180:
            x0, x1 = -self._x1, -self._x0
        self.words.append(
            Word(
                text,
                _sane(x0),
                _sane(x1),
                _sane(style.y),
                min(style.size, _LARGEST_SIZE),
                style.bold,
                self._spaced,
                style.tag,
                tuple(self._glyphs),
            )
        )
        self.angles.append(style.angle)
        self._spaced = False
        self._text, self._glyphs = [], []


def _sane(value: float) -> float:
    """A place on the largest page there is; damaged files state others, or none at all."""
    return min(max(value, -_FARTHEST), _FARTHEST) if math.isfinite(value) else 0.0


def _turn_word(word: Word, angle: int) -> Word:
    # The x positions already run along the text; the baseline still has to.
    return replace(word, y=-word.y) if angle in (90, 180) else word


def _turn_rule(rule: Rule, angle: int) -> Rule:
    if angle == 90:
        return Rule(rule.y0, -rule.x1, rule.y1, -rule.x0)
    if angle == 270:
        return Rule(-rule.y1, rule.x0, -rule.y0, rule.x1)
    if angle == 180:
        return Rule(-rule.x1, -rule.y1, -rule.x0, -rule.y0)
    return rule


def _turned_lines(words: list[Word], angles: list[int], usual: int) -> list[str]:
    lines: list[str] = []
    last: tuple[int, float] | None = None
    for word, angle in zip(words, angles, strict=True):
        if angle == usual:
            last = None
            continue
        if last and last[0] == angle and (angle % 90 or abs(last[1] - word.y) < 1):
            lines[-1] += (" " if word.spaced else "") + word.text
        else:
            lines.append(word.text)
        last = (angle, word.y)
    return lines


def _rules(page: Any) -> list[Rule]:
    width, height = page.get_size()
    found: list[Rule] = []
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for i in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, i)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_PATH:
            continue
        if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            continue
        found.extend(
            _edges_of_path(item, (left.value, bottom.value, right.value, top.value), width, height)
        )
        if len(found) > _MAX_RULES:
            return []
    return found


def _edges_of_path(
    item: Any, box: tuple[float, float, float, float], width: float, height: float
) -> Iterator[Rule]:
    x0, y0, x1, y1 = box
    if y1 - y0 <= _THIN or x1 - x0 <= _THIN:
        middle_y, middle_x = (y0 + y1) / 2, (x0 + x1) / 2
        if y1 - y0 <= _THIN < x1 - x0:
            yield Rule(x0, middle_y, x1, middle_y)
        elif x1 - x0 <= _THIN < y1 - y0:
            yield Rule(middle_x, y0, middle_x, y1)
        return
    if x1 - x0 > 0.95 * width and y1 - y0 > 0.95 * height:
        return
    if not _stroked(item):
        return  # a background: highlighted lines are no rows
    segments = raw.FPDFPath_CountSegments(item)
    if 4 <= segments <= 5:
        if x1 - x0 > 6 and y1 - y0 > 6:
            yield from (Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1))
            yield from (Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1))
    elif segments <= _MAX_SEGMENTS:
        yield from _straight_segments(item, segments)


def _stroked(item: Any) -> bool:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, mode, stroke)
    return bool(stroke.value)


def _straight_segments(item: Any, count: int) -> Iterator[Rule]:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    last: tuple[float, float] | None = None
    for i in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, i)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if last and raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
            (xa, ya), (xb, yb) = sorted((last, here))
            if abs(ya - yb) < 0.5 or abs(xa - xb) < 0.5:
                yield Rule(xa, min(ya, yb), xb, max(ya, yb))
        last = here


def _tags(page: Any) -> dict[int, Tag]:
    """Map each marked content of a page to its structure element."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    found: dict[int, Tag] = {}
    seen = 0

    def walk(element: Any, tag: Tag, depth: int) -> None:
        nonlocal seen
        seen += 1
        if seen > _MAX_TAGS or depth > _MAX_TAG_DEPTH:
            return
        kind = _type_of(element)
        if heading := _HEADING_TAG.match(kind):
            tag = Tag(seen, int(heading[1] or 1))
        elif _BLOCK_TAG.match(kind):
            tag = Tag(seen, tag.level if kind not in ("TOCI", "TD", "Note") else 0)
        for i in range(max(0, raw.FPDF_StructElement_CountChildren(element))):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, i)
            if child:
                walk(child, tag, depth + 1)
            else:
                mark = raw.FPDF_StructElement_GetChildMarkedContentID(element, i)
                if mark >= 0:
                    found[mark] = tag

    try:
        for i in range(raw.FPDF_StructTree_CountChildren(tree)):
            child = raw.FPDF_StructTree_GetChildAtIndex(tree, i)
            if child:
                walk(child, NO_TAG, 0)
    finally:
        raw.FPDF_StructTree_Close(tree)
    return found


def _type_of(element: Any) -> str:
    buffer = ctypes.create_string_buffer(128)
    length = raw.FPDF_StructElement_GetType(element, buffer, 128)
    return buffer.raw[: max(0, length - 2)].decode("utf-16-le", "replace") if length <= 128 else ""
