"""Sentence boundaries for Korean, English, Japanese and some three hundred more languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

_OUTLINE = re.compile(r"(?<=\S) (?=[•■▪]\s)")
# "2024. 5. 21." is how Korean writes a date, and "1." opens a point: neither ends a sentence.
_KOREAN_NUMBER = re.compile(r"(?:^|\s)['’(]?\d{1,4}\.\s*$")
_WINDOW_CHARS = 10_000


class Span(NamedTuple):
    """A half-open range of characters."""

    start: int
    end: int


def split_sentences(text: str, language: str) -> list[Span]:
    """Return the sentences of ``text`` in order, without the white space around them.

    Boundaries are sentencex's (the Wikimedia foundation's splitter, which knows abbreviations);
    bullets inside table cells also part sentences.

    Args:
        text: One passage or paragraph.
        language: ISO 639-1 code.
    """
    spans: list[Span] = []
    at, last = 0, len(text.rstrip())
    start: int | None = None
    for piece in _segment(text, language):
        found = at if text.startswith(piece, at) else text.index(piece, at)
        start = found if start is None else start
        at = found + len(piece)
        if language == "ko" and at < last and _KOREAN_NUMBER.search(text[start:at][-8:]):
            continue
        cuts = [start, *(m.start() + start for m in _OUTLINE.finditer(piece)), at]
        for left, right in pairwise(cuts):
            part = text[left:right]
            if part.strip():
                lead = len(part) - len(part.lstrip())
                spans.append(Span(left + lead, left + len(part.rstrip())))
        start = None
    return spans


def _segment(text: str, language: str) -> Iterator[str]:
    """Yield sentencex's sentences; its time grows with the square of the length, so in windows."""
    from sentencex import segment

    at = 0
    while at < len(text):
        end = min(at + _WINDOW_CHARS, len(text))
        if end < len(text):
            end = text.rfind(" ", at, end) + 1 or end
        yield from segment(language, text[at:end])
        at = end
