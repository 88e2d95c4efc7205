"""Finds quoted words among the characters of a printed page.

A document's text is not the page's: lines are joined, hyphens at their ends mended, cells set side
by side, superscripts made of small raised digits. What stays is the letters in their order, so
letters are compared: decomposed (NFKD), without white space, dashes, bullets and the bars between
cells.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_CONTEXT = 400
_DROPPED = frozenset("•●○◦▪■□▶►➢➤✧❖‣∙|")
_DROPPED_KINDS = frozenset(("Zs", "Zl", "Zp", "Cc", "Cf", "Co", "Cs", "Cn", "Pd"))
_SHORTEST_PIECE = 12
"""Letters. The pieces of 3 of 648 quotes that needed any were of 27 and more."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Quoted words and what stands around them in the document.

    Attributes:
        text: The words.
        before: What the document has before them.
        after: What it has after them.
    """

    text: str
    before: str = ""
    after: str = ""


def squeeze(characters: Sequence[str]) -> tuple[str, list[int]]:
    """Return the letters that are compared, and for each the index of the character it is of."""
    letters: list[str] = []
    places: list[int] = []
    for index, character in enumerate(characters):
        for letter in unicodedata.normalize("NFKD", character):
            if letter not in _DROPPED and unicodedata.category(letter) not in _DROPPED_KINDS:
                letters.append(letter)
                places.append(index)
    return "".join(letters), places


def find_words(wanted: Wanted, orders: Sequence[Sequence[str]]) -> tuple[int, list[int]] | None:
    """Return which characters of a page are the wanted words.

    Args:
        wanted: The words.
        orders: The page's characters, in each order in which they may be read; the first in which
            the words stand counts.

    Returns:
        The order's number and indices into it, in the order of the words; None where they are not
        on the page.
    """
    letters, own = squeeze(wanted.text)
    if not letters:
        return None
    pages = [squeeze(order) for order in orders]
    for number, (page, places) in enumerate(pages):
        if (start := _choose(letters, wanted, page, places)) is not None:
            found = places[start : start + len(letters)]
            return number, _with_marks(wanted.text, own, found, orders[number])
    for number, (page, places) in enumerate(pages):
        if pieces := _cover(letters, page, _guess(wanted, page)):
            found = [places[at] for start, end in pieces for at in range(start, end)]
            return number, _with_marks(wanted.text, own, found, orders[number])
    return None


def _with_marks(
    text: str, own: Sequence[int], found: Sequence[int], order: Sequence[str]
) -> list[int]:
    """Add the dashes and bullets of the words that follow a letter on the page too.

    Args:
        text: The words.
        own: Indices of their letters.
        found: Indices of these letters on the page.
        order: The page's characters.
    """
    places: dict[int, None] = {}  # a ligature's glyph stands for two letters
    for letter, place in enumerate(found):
        places[place] = None
        end = own[letter + 1] if letter + 1 < len(own) else len(text)
        for mark in text[own[letter] + 1 : end]:
            if not mark.isspace() and order[place + 1 : place + 2] == [mark]:
                place += 1
                places[place] = None
    return list(places)


def _choose(letters: str, wanted: Wanted, page: str, places: Sequence[int]) -> int | None:
    """Where the letters stand on the page: of several places, the one with the right neighbours."""
    starts = [
        start
        for start in _occurrences(letters, page)
        if _is_whole(places, start) and _is_whole(places, start + len(letters))
    ]
    if len(starts) < 2:
        return starts[0] if starts else None
    before, _ = squeeze(wanted.before[-_CONTEXT:])
    after, _ = squeeze(wanted.after[:_CONTEXT])

    def agreement(start: int) -> int:
        end = start + len(letters)
        return _shared(before[::-1], page[max(0, start - _CONTEXT) : start][::-1]) + _shared(
            after, page[end : end + _CONTEXT]
        )

    return max(starts, key=agreement)


def _cover(letters: str, page: str, near: int) -> list[tuple[int, int]] | None:
    """Put the letters together from pieces that stand apart on the page, longest first in turn.

    A note, a bullet or a running head may stand between the lines of a quote. Shorter pieces would
    be found anywhere: of words that are not all there, nothing is to be marked.

    Args:
        letters: To be found.
        page: Where.
        near: Index at which the first piece is expected.
    """
    pieces: list[tuple[int, int]] = []
    at = 0
    while at < len(letters):
        length = _longest(letters, at, page)
        if length < _SHORTEST_PIECE:
            return None
        starts = [
            start
            for start in _occurrences(letters[at : at + length], page)
            if not any(start < end and begin < start + length for begin, end in pieces)
        ]
        if not starts:
            return None
        last = pieces[-1][1] if pieces else near
        start = min(starts, key=lambda s: abs(s - last))
        pieces.append((start, start + length))
        at += length
    return pieces


def _longest(letters: str, at: int, page: str) -> int:
    """Length of the longest piece from ``at`` that the page holds."""
    low, high = 0, len(letters) - at
    while low < high:
        middle = (low + high + 1) // 2
        if letters[at : at + middle] in page:
            low = middle
        else:
            high = middle - 1
    return low


def _guess(wanted: Wanted, page: str) -> int:
    """Where on the page the words should begin, from what stands before them; else its start."""
    before, _ = squeeze(wanted.before[-_CONTEXT:])
    for length in (60, 30, 15):
        if len(before) >= length and (found := page.rfind(before[-length:])) >= 0:
            return found + length
    return 0


def _is_whole(places: Sequence[int], at: int) -> bool:
    """Whether a character begins here: 가 is not to be found in 각."""
    return not 0 < at < len(places) or places[at - 1] != places[at]


def _occurrences(letters: str, page: str) -> Iterator[int]:
    start = page.find(letters)
    while start >= 0:
        yield start
        start = page.find(letters, start + 1)


def _shared(one: str, other: str) -> int:
    """How many letters two texts begin with in common."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
