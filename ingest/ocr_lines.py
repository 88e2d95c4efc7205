"""Makes printed lines of the words that text recognition found on the picture of a page."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from ingest.clean import clean_text
from ingest.korean import kiwi
from ingest.lines import Line

if TYPE_CHECKING:
    from PIL.Image import Image

_IDEOGRAPH = "\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef"
_BETWEEN_IDEOGRAPHS = re.compile(f"(?<=[{_IDEOGRAPH}]) (?=[{_IDEOGRAPH}])")
_HANGUL_WORD = re.compile("^[\uac00-\ud7a3]+$")
_ARTICLE = re.compile(r"제\s*(\d+)\s*(?=[조장절항호편])")
_FULL_HEIGHT = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
# A speck or a rule read as a character or two.
_SPECK_CHARS = 3
_SPECK_CONFIDENCE = 70.0
# Shares of the font size that letters reach above and below the baseline in common typefaces.
_FULL, _TALL, _LOW, _DEEP = 0.92, 0.72, 0.49, 0.21
_SAME_SIZE = 0.12
_INK_SHARE = 0.0002


@dataclass(frozen=True, slots=True)
class Word:
    """One word as Tesseract found it; lengths in pixels from the page's upper left corner.

    Attributes:
        text: As recognised.
        confidence: Tesseract's own, in [0, 100].
        line: Block, paragraph and line that it stands in, in reading order.
        left: Of its box.
        top: Of its box.
        width: Of its box.
        height: Of its box.
    """

    text: str
    confidence: float
    line: tuple[int, int, int]
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PageImage:
    """A drawn page: grey, dark on light.

    Attributes:
        image: One byte a pixel.
        dpi: At which it was drawn.
    """

    image: Image
    dpi: float

    @property
    def blank(self) -> bool:
        """Whether next to nothing is on it: specks of dust at most."""
        return float(self.ink().mean()) < _INK_SHARE

    def ink(self) -> Any:
        """Return which pixels are clearly darker than the paper, as a boolean array."""
        grey = np.asarray(self.image)
        paper = float(np.median(grey[::8, ::8]))
        # White on black is rare enough; there everything lighter than the ground is ink.
        return grey < paper - 64 if paper >= 96 else grey > paper + 64

    def turned(self, angle: int) -> PageImage:
        """Return it turned clockwise by 90, 180 or 270 degrees."""
        return PageImage(self.image.rotate(-angle, expand=True), self.dpi)

    def part(self, left: int, right: int) -> PageImage:
        """Return what stands between two pixel columns."""
        return PageImage(self.image.crop((left, 0, right, self.image.height)), self.dpi)

    def gutter(self) -> int | None:
        """Return the middle of the white space between two columns, in pixels; None without.

        It is a fiftieth of the page wide, free of ink from top to bottom, in the page's middle
        third, and has at least a fifth of the ink on each side.
        """
        columns = self.ink().sum(axis=0)
        width = len(columns)
        start = width // 3
        # Dust may lie in it.
        white = columns[start : width - start] <= 2
        edges = np.flatnonzero(np.diff(np.concatenate(([0], white.astype(np.int8), [0]))))
        runs = sorted(zip(edges[::2], edges[1::2], strict=True), key=lambda run: run[0] - run[1])
        if not runs or runs[0][1] - runs[0][0] < width / 50:
            return None
        middle = start + int(runs[0][0] + runs[0][1]) // 2
        share = columns[:middle].sum() / max(columns.sum(), 1)
        return middle if 0.2 <= share <= 0.8 else None


def words_of(table: Mapping[str, Sequence[Any]]) -> tuple[Word, ...]:
    """Return the words of Tesseract's TSV, given as its columns."""
    rows = zip(
        *(
            table[column]
            for column in (
                "text", "conf", "block_num", "par_num", "line_num", "left", "top", "width", "height"
            )
        ),
        strict=True,
    )  # fmt: skip
    return tuple(
        Word(clean_text(str(text)).strip(), float(conf), (block, par, line), *box)
        for text, conf, block, par, line, *box in rows
        if str(text).strip() and float(conf) >= 0
    )


def reading_confidence(words: Iterable[Word]) -> float:
    """Return the mean confidence of the words' characters, in [0, 100]; 0 without words."""
    pairs = [(word.confidence, len(word.text)) for word in words]
    total = sum(length for _, length in pairs)
    return sum(confidence * length for confidence, length in pairs) / total if total else 0.0


def hangul_share(words: Iterable[Word]) -> float:
    """Return how many of the letters are Hangul, in [0, 1]; 0 without letters."""
    letters = [c for word in words for c in word.text if c.isalpha()]
    return sum("\uac00" <= c <= "\ud7a3" for c in letters) / len(letters) if letters else 0.0


def ink_covered(words: Iterable[Word], page: PageImage) -> float:
    """Return how much of a page's ink lies in the boxes of words, in [0, 1]; 1 without ink."""
    ink = page.ink()
    total = int(ink.sum())
    if not total:
        return 1.0
    for word in words:
        ink[word.top : word.top + word.height, word.left : word.left + word.width] = False
    return 1 - int(ink.sum()) / total


def lies_on_its_side(words: Iterable[Word]) -> bool:
    """Whether most words of several letters stand upright as boxes, which printed words do not."""
    tall = [word.height > word.width for word in words if len(word.text) >= 4]
    return bool(tall) and sum(tall) > len(tall) / 2


def join_rows(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words of one column from top to bottom, lines that stand side by side as one.

    Tesseract takes wide spaces in Korean lines for a second column and reads the ends of several
    lines behind the beginnings of all.
    """
    pieces = [list(piece) for _, piece in groupby(words, key=lambda word: word.line)]
    rows: list[list[Word]] = []
    for piece in sorted(pieces, key=lambda piece: statistics.median(w.top for w in piece)):
        row = next((row for row in rows[-3:] if _side_by_side(row, piece)), None)
        if row is None:
            rows.append(list(piece))
        else:
            row.extend(piece)
    return tuple(
        replace(word, line=(1, 1, number))
        for number, row in enumerate(rows, 1)
        for word in sorted(row, key=lambda word: word.left)
    )


def _side_by_side(row: Sequence[Word], piece: Sequence[Word]) -> bool:
    """Whether two pieces share most of their height and nothing of their width."""
    tops, bottoms, lefts, rights = zip(*map(_box, (row, piece)), strict=True)
    shared = min(bottoms) - max(tops)
    least = min(bottoms[0] - tops[0], bottoms[1] - tops[1])
    return bool(shared > 0.5 * least) and max(lefts) >= min(rights) - 0.5 * least


def _box(words: Sequence[Word]) -> tuple[float, float, int, int]:
    """Return median top and bottom, least left and greatest right."""
    return (
        statistics.median(w.top for w in words),
        statistics.median(w.top + w.height for w in words),
        min(w.left for w in words),
        max(w.left + w.width for w in words),
    )


def compose_lines(words: Sequence[Word], page: int, dpi: float) -> list[Line]:
    """Return a page's lines in Tesseract's reading order, sizes in points.

    Recognised sizes scatter, so those near the page's usual size become that size: otherwise every
    second line would look like a heading.

    Args:
        words: Of the page, in order.
        page: Its 1-based number.
        dpi: At which it was drawn.
    """
    rows = [list(row) for _, row in groupby(words, key=lambda word: word.line)]
    rows = [row for row in rows if not _is_speck(row)]
    if not rows:
        return []
    sizes = [_font_size(row) for row in rows]
    usual = _weighted_median(
        [(size, sum(len(word.text) for word in row)) for row, size in zip(rows, sizes, strict=True)]
    )
    lines: list[Line] = []
    above: float | None = None
    for row, measured in zip(rows, sizes, strict=True):
        size = usual if abs(measured / usual - 1) < _SAME_SIZE else measured
        base = statistics.median(_baseline(word, measured) for word in row)
        gap = max((base - above) / size, 0.0) if above is not None else 0.0
        points = round(size * 72 / dpi * 2) / 2
        y = -base * 72 / dpi
        lines.append(Line(_row_text(row), page, points, False, round(gap, 2), y=y))
        above = base
    return lines


def _row_text(row: Sequence[Word]) -> str:
    text = _BETWEEN_IDEOGRAPHS.sub("", " ".join(word.text for word in row))
    hangul = [word for word in text.split() if _HANGUL_WORD.match(word)]
    # Justified Korean is read with a space behind every syllable.
    if len(hangul) >= 6 and sum(len(word) == 1 for word in hangul) > len(hangul) / 2:
        text = str(kiwi().space(text, reset_whitespace=True))
    return _ARTICLE.sub(r"제\1", text)


def _is_speck(row: Sequence[Word]) -> bool:
    text = "".join(word.text for word in row)
    if not re.search(r"\w", text.replace("_", "")):
        return True
    return len(text) <= _SPECK_CHARS and reading_confidence(row) < _SPECK_CONFIDENCE


def _font_size(row: Sequence[Word]) -> float:
    """Return a line's font size in pixels, from how high which letters stand."""
    return max(
        _weighted_median([(word.height / _reach(word.text), len(word.text)) for word in row]), 1.0
    )


def _reach(text: str) -> float:
    if _FULL_HEIGHT.search(text):
        return _FULL
    tall = bool(re.search(r"[A-Z0-9bdfhklt(\[\"'“”‘’!?/]", text))
    return (_TALL if tall else _LOW) + (_DEEP if _is_deep(text) else 0)


def _is_deep(text: str) -> bool:
    return bool(re.search(r"[gjpqyQ,;()\[\]/]", text))


def _baseline(word: Word, size: float) -> float:
    bottom = word.top + word.height
    if _FULL_HEIGHT.search(word.text):
        return bottom - 0.1 * size
    return bottom - (_DEEP * size if _is_deep(word.text) else 0)


def _weighted_median(pairs: Iterable[tuple[float, int]]) -> float:
    ordered = sorted(pairs)
    half = sum(weight for _, weight in ordered) / 2
    for value, weight in ordered:
        half -= weight
        if half <= 0:
            return value
    return ordered[-1][0]
