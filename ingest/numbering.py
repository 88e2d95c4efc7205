"""Follows the numbering of points in a provision: 1. (a) (i), ① 1. 가., and their ambiguities."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

MarkerKind = Literal[
    "number", "bracketed", "letter", "roman", "capital", "half", "circled", "ga", "kanji"
]

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟"
_GA = "가나다라마바사아자차카타파하"
_KANJI = "一二三四五六七八九"
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10}
# A printed number says where it stands even when the one before it was lost in reading.
_MOST_SKIPPED = 3

_NUMBER = re.compile(r"^(\d{1,3})([a-z]?)\.(?=\s+\S)")
_DECIMAL = re.compile(r"^(\d{1,2})((?:\.\d{1,2})+)\.?(?=\s+[A-Z“‘「가-힣])")
_KOREAN_NUMBER = re.compile(r"^(\d{1,3})(의\d+)?\.(?=\s*\S)")
_BRACKETED = re.compile(r"^\((\d{1,3})([a-z]?)\)(?=\s*\S)")
_LETTER = re.compile(r"^\(([a-z]{1,5})\)(?=\s*\S)")
_HALF_LETTER = re.compile(r"^([a-z])\)(?=\s+\S)")
_CAPITAL = re.compile(r"^\(([A-Z])\)(?=\s*\S)")
_HALF = re.compile(r"^(\d{1,2})\)(?=\s*\S)")
_KOREAN_LETTER = re.compile(rf"^([{_GA}])\.(?=\s+\S)")
_WIDE_NUMBER = re.compile(r"^([0-9０-９]{1,2})[\u3000 ](?=\S)")
_KANJI_NUMBER = re.compile(rf"^([{_KANJI}十]{{1,3}})[\u3000 ](?=\S)")


@dataclass(frozen=True, slots=True)
class Marker:
    """What the first characters of a block may number.

    Attributes:
        kind: Which series it belongs to.
        ordinal: Its place in the series, from 1.
        suffix: What follows the number: the ``a`` of 10a, ``의2`` of 3의2, ``.2`` of 4.2.
        text: The number as printed, without brackets.
    """

    kind: MarkerKind
    ordinal: int
    suffix: str
    text: str


Labels = Callable[[Marker], str]
"""How a style writes a marker into an address: ``(a)``, ``제1호``."""


def parse_markers(text: str) -> tuple[Marker, ...]:
    """Return what the start of a block may number; ``(i)`` is a letter and a Roman numeral."""
    head = text[:14]
    if m := _KOREAN_NUMBER.match(head) if "의" in head[:5] else _NUMBER.match(head):
        return (Marker("number", int(m[1]), m[2] or "", m[1]),)
    if m := _DECIMAL.match(head):
        return (Marker("number", int(m[1]), m[2], m[1]),)
    if m := _BRACKETED.match(head):
        return (Marker("bracketed", int(m[1]), m[2], m[1]),)
    if m := _LETTER.match(head):
        return tuple(_letters(m[1]))
    if m := _HALF_LETTER.match(head):
        return (Marker("letter", ord(m[1]) - ord("a") + 1, "", m[1]),)
    if m := _CAPITAL.match(head):
        return (Marker("capital", ord(m[1]) - ord("A") + 1, "", m[1]),)
    if m := _HALF.match(head):
        return (Marker("half", int(m[1]), "", m[1]),)
    if head[:1] and head[0] in _CIRCLED:
        return (Marker("circled", _CIRCLED.index(head[0]) + 1, "", head[0]),)
    if m := _KOREAN_LETTER.match(head):
        return (Marker("ga", _GA.index(m[1]) + 1, "", m[1]),)
    return ()


def parse_japanese_markers(text: str) -> tuple[Marker, ...]:
    """Return what the start of a block of a Japanese statute may number."""
    if m := _WIDE_NUMBER.match(text):
        return (Marker("number", int(m[1]), "", str(int(m[1]))),)
    if m := _KANJI_NUMBER.match(text):
        return (Marker("kanji", kanji_value(m[1]), "", str(kanji_value(m[1]))),)
    return parse_markers(text)


def kanji_value(text: str) -> int:
    """Return the number written in Chinese numerals up to 999, or in digits."""
    if text.isdecimal():
        return int(text)
    total = digit = 0
    for c in text:
        if unit := {"十": 10, "百": 100}.get(c):
            total += max(digit, 1) * unit
            digit = 0
        else:
            digit = _KANJI.find(c) + 1
    return total + digit


class Numbering:
    """The points that are open at one place of a provision.

    A marker goes on with an open series or opens a new one inside the innermost. Where ``(i)``
    could be the letter after h or the first Roman numeral, the marker that follows decides.
    """

    def __init__(self, after: Marker | None = None) -> None:
        """Start outside any point.

        Args:
            after: The last point of the section before, whose count this one may go on with.
        """
        self._open: list[Marker] = []
        self._closed: list[Marker] = []
        self._before = after

    @property
    def depth(self) -> int:
        """How many points are open."""
        return len(self._open)

    @property
    def innermost(self) -> Marker | None:
        """The innermost open point."""
        return self._open[-1] if self._open else None

    @property
    def outermost(self) -> Marker | None:
        """The outermost point, open or closed last."""
        return next(iter([*self._open, *self._closed]), self._before)

    def address(self, label: Labels, depth: int | None = None) -> str:
        """Return the open points as they are cited, the outermost ``depth`` of them."""
        return "".join(label(marker) for marker in self._open[:depth])

    def keep(self, depth: int) -> None:
        """Close all but the outermost ``depth`` points; the list may yet go on."""
        self._closed = self._open[depth:] + self._closed
        del self._open[depth:]

    def take(
        self, markers: tuple[Marker, ...], following: tuple[Marker, ...], opens_list: bool
    ) -> bool:
        """Step to the point that a block begins.

        Args:
            markers: What its start may number.
            following: What the next numbered block may number, to decide between readings.
            opens_list: Whether the block before announced a list.

        Returns:
            Whether a reading fits the points that are open. If none does, points are closed: a
            coarse address is right where a fine one may not be.
        """
        fitting = [(depth, m) for m in markers if (depth := self._depth_for(m)) is not None]
        if len(fitting) > 1:
            goes_on = [(d, m) for d, m in fitting if any(_follows(f, m) for f in following)]
            fitting = goes_on or [(d, m) for d, m in fitting if (d == self.depth) == opens_list]
        if not fitting:
            known = [at for at, m in enumerate(self._open) if m.kind in {k.kind for k in markers}]
            self.keep(min(known, default=0))
            return False
        depth, marker = max(fitting, key=lambda pair: pair[0])
        self._open[depth:] = [marker]
        self._closed = []
        return True

    def _depth_for(self, marker: Marker) -> int | None:
        """The depth at which a marker goes on with a series or opens one, None if at none."""
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth].kind == marker.kind:
                skipped = 0 if depth else _MOST_SKIPPED
                return depth if _follows(marker, self._open[depth], skipped) else None
        if any(_follows(marker, closed) for closed in self._closed):
            return self.depth
        if self._before and _follows(marker, self._before):
            return 0
        return self.depth if marker.ordinal <= (1 if self._open else _MOST_SKIPPED) else None


def _follows(marker: Marker, last: Marker, skipped: int = 0) -> bool:
    if marker.kind != last.kind:
        return False
    if marker.suffix and marker.ordinal == last.ordinal:
        return _suffix_key(marker) > _suffix_key(last)
    return 1 <= marker.ordinal - last.ordinal <= 1 + skipped


def _suffix_key(marker: Marker) -> tuple[tuple[int, ...], str]:
    return tuple(int(n) for n in re.findall(r"\d+", marker.suffix)), marker.suffix


def _letters(text: str) -> list[Marker]:
    found: list[Marker] = []
    if len(set(text)) == 1 and len(text) <= 3:
        ordinal = ord(text[0]) - ord("a") + 1 + 26 * (len(text) - 1)
        found.append(Marker("letter", ordinal, "", text))
    if value := _roman_value(text):
        found.append(Marker("roman", value, "", text))
    return found


def _roman_value(text: str) -> int:
    """The value of a Roman numeral up to 39 in its shortest spelling, else 0."""
    if not re.fullmatch(r"x{0,3}(?:ix|iv|v?i{0,3})", text):
        return 0
    digits = [_ROMAN_DIGITS[c] for c in text]
    pairs = zip(digits, [*digits[1:], 0], strict=True)
    return sum(-a if a < b else a for a, b in pairs)
