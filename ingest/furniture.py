"""Finds running headers, footers and page numbers, and which number is printed on each page."""

from __future__ import annotations

import re
import statistics
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.clean import fold_space

_EDGE_LEVELS = 3
_LEVEL_STEP = 4.0
_SAME_HEIGHT = 6.0
_LONGEST_TIGHT = 60
_IN_STEP = 0.7
_NEIGHBOURS = 2
_PAGE_NUMBER = re.compile(
    r"^[-–—|\s]*(?:page\s*|p\.\s*)?(?P<n>\d{1,4}|[ivxl]{1,7})(?:\s*(?:/|of)\s*\d{1,4})?[-–—|\s]*$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\W*\d{1,3}[.)]\s+\S")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class Spot:
    """A piece of a printed line, parted from its neighbours by a wide gap.

    Attributes:
        text: As extracted.
        y: Height of the baseline.
    """

    text: str
    y: float


@dataclass(frozen=True, slots=True)
class Furniture:
    """What is not the text of a document.

    Attributes:
        drop: For each page the indices of the spots that are furniture.
        labels: The number printed on each page, None where none counts up with its neighbours.
    """

    drop: tuple[frozenset[int], ...]
    labels: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class _Edge:
    page: int
    index: int
    spot: Spot
    shape: str
    apart: bool


def find_furniture(pages: Sequence[Sequence[Spot]]) -> Furniture:
    """Return the running lines at page edges and the page numbers among them.

    A spot at the edge of at least three pages and a fifth of them, at one height, is furniture if
    its words are the same and its numbers are either the same or count up with the pages. A page
    number alone at the edge is furniture if a neighbouring page's number counts up with it: a
    numbered paragraph or a year at the page end does not. A line is furniture as a whole or not
    at all: the bullet or number of a list item may recur, what stands behind it does not.
    """
    leading = _leading(pages)
    edges = [e for page, spots in enumerate(pages) for e in _edges(page, spots, leading)]
    drop: list[set[int]] = [set() for _ in pages]
    by_shape: dict[str, list[_Edge]] = defaultdict(list)
    for edge in edges:
        by_shape[edge.shape].append(edge)
    least = max(3, len(pages) // 5)
    for shape, group in by_shape.items():
        for band in _bands(group):
            if shape and _recurs(band, least):
                for edge in _steady(band):
                    drop[edge.page].add(edge.index)
    labels = _page_numbers(edges, drop, len(pages))
    for page, spots in enumerate(pages):
        _keep_mixed_lines(spots, drop[page])
    return Furniture(tuple(frozenset(d) for d in drop), tuple(labels))


def _edges(page: int, spots: Sequence[Spot], leading: float) -> list[_Edge]:
    """Return the spots of the outermost lines, but for long lines that run on with the text."""
    levels = _levels(spots)
    gaps = [a - b for a, b in pairwise(levels)]
    edges: list[_Edge] = []
    for index, spot in enumerate(spots):
        rank = bisect_left(levels, -spot.y - _LEVEL_STEP, key=lambda y: -y)
        upper, lower = rank < _EDGE_LEVELS, rank >= len(levels) - _EDGE_LEVELS
        # Between furniture and text is more than the space between two lines of the text.
        inward = gaps[rank:_EDGE_LEVELS] if upper else []
        inward += gaps[max(0, len(gaps) - _EDGE_LEVELS) : rank] if lower else []
        apart = any(gap > 1.3 * leading for gap in inward)
        tight = len(spot.text) <= _LONGEST_TIGHT
        if (upper or lower) and (apart or tight) and not _NUMBERED.match(spot.text):
            edges.append(_Edge(page, index, spot, _shape(spot.text), apart))
    return edges


def _levels(spots: Sequence[Spot]) -> list[float]:
    levels: list[float] = []
    for y in sorted((s.y for s in spots), reverse=True):
        if not levels or levels[-1] - y > _LEVEL_STEP:
            levels.append(y)
    return levels


def _leading(pages: Sequence[Sequence[Spot]]) -> float:
    gaps = [a - b for spots in pages for a, b in pairwise(_levels(spots))]
    return statistics.median(gaps) if gaps else 0.0


def _keep_mixed_lines(spots: Sequence[Spot], drop: set[int]) -> None:
    levels: dict[int, list[int]] = defaultdict(list)
    for index, spot in enumerate(spots):
        levels[round(spot.y * 2)].append(index)
    for line in levels.values():
        if not drop.issuperset(line):
            drop.difference_update(line)


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", fold_space(text)).lower()


def _bands(group: Sequence[_Edge]) -> list[list[_Edge]]:
    """Split edges of one shape by height."""
    bands: list[list[_Edge]] = []
    for edge in sorted(group, key=lambda e: e.spot.y):
        if bands and edge.spot.y - bands[-1][-1].spot.y <= _SAME_HEIGHT:
            bands[-1].append(edge)
        else:
            bands.append([edge])
    return bands


def _recurs(band: Sequence[_Edge], least: int) -> bool:
    """Whether a line stands on enough pages: of the document, or of the chapter that it names."""
    on = sorted({e.page for e in band})
    if len(on) >= least:
        return True
    span = on[-1] - on[0] + 1
    letters = len(re.findall(r"[^\W\d_]", band[0].shape))
    apart = all(e.apart for e in band)
    return len(on) >= 3 and len(on) > 0.6 * span and letters >= 8 and apart


def _steady(band: Sequence[_Edge]) -> list[_Edge]:
    """Return the edges of a band whose numbers stay the same or count up with the pages."""
    numbers = [[int(n) for n in re.findall(r"\d+", e.spot.text)] for e in band]
    kept = list(band)
    for slot in range(len(numbers[0])):
        same = Counter(n[slot] for n in numbers).most_common(1)[0]
        counted = Counter(n[slot] - e.page for n, e in zip(numbers, band, strict=True))
        offset = counted.most_common(1)[0]
        if same[1] < _IN_STEP * len(band) and offset[1] < _IN_STEP * len(band):
            return []
        if same[1] >= offset[1]:
            kept = [e for e in kept if numbers[band.index(e)][slot] == same[0]]
        else:
            kept = [e for e in kept if numbers[band.index(e)][slot] - e.page == offset[0]]
    return kept


def _page_numbers(edges: Sequence[_Edge], drop: Sequence[set[int]], pages: int) -> list[str | None]:
    found: dict[int, list[tuple[_Edge, str, bool, int]]] = defaultdict(list)
    for edge in edges:
        match = _PAGE_NUMBER.match(fold_space(edge.spot.text))
        value = _value(match["n"]) if match else None
        if match and value is not None:
            roman = not match["n"].isdigit()
            found[edge.page].append((edge, match["n"], roman, value - edge.page))
        elif edge.index in drop[edge.page] and (tail := _counting_tail(edge)):
            found[edge.page].append((edge, tail, False, int(tail) - edge.page))
    labels: list[str | None] = [None] * pages
    for page, candidates in found.items():
        # One line may hold a number and other furniture; a number beside text is none.
        near = [
            (roman, offset)
            for other in range(page - _NEIGHBOURS, page + _NEIGHBOURS + 1)
            if other != page
            for _, _, roman, offset in found.get(other, ())
        ]
        steady = [c for c in candidates if (c[2], c[3]) in near]
        for edge, text, _, _ in steady:
            drop[page].add(edge.index)
            labels[page] = text if labels[page] in (None, text) else ""
    return [label or None for label in labels]


def _counting_tail(edge: _Edge) -> str:
    """The number that ends a running line, as in ``Report of the council  12``."""
    match = re.search(r"(?:\s|^|page\s)(\d{1,4})(?:\s?/\s?\d{1,4})?$", edge.spot.text)
    return match[1] if match else ""


def _value(number: str) -> int | None:
    if number.isdigit():
        return int(number)
    digits = [_ROMAN[c] for c in number.lower()]
    value = sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))
    return value if _roman(value) == number.lower() else None


def _roman(value: int) -> str:
    out = ""
    for n, letters in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while value >= n:
            out, value = out + letters, value - n
    return out


def choose_labels(
    printed: Sequence[str | None], stated: Sequence[str] | None
) -> tuple[str | None, ...]:
    """Return the label of each page, from what is printed or else what the file states.

    Args:
        printed: Numbers found on the pages.
        stated: The file's own page labels; trusted only if they are not the plain count, name no
            two pages alike and never contradict a printed number.
    """
    if not stated or len(stated) != len(printed):
        return tuple(printed)
    plain = [str(n) for n in range(1, len(stated) + 1)]
    contradicted = any(p and p.lower() != s.lower() for p, s in zip(printed, stated, strict=True))
    if list(stated) == plain or contradicted:
        return tuple(printed)
    count = Counter(s.lower() for s in stated)
    return tuple(
        p or (s if s and count[s.lower()] == 1 else None)
        for p, s in zip(printed, stated, strict=True)
    )
