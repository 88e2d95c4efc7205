"""Sentence boundaries for Korean, English, Japanese and some three hundred more languages."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

_OUTLINE = re.compile(r"(?<=\S) (?=[•■▪]\s)")


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
    from sentencex import segment

    spans: list[Span] = []
    at = 0
    for piece in segment(language, text):
        start = at if text.startswith(piece, at) else text.index(piece, at)
        at = start + len(piece)
        cuts = [start, *(m.start() + start for m in _OUTLINE.finditer(piece)), at]
        for left, right in pairwise(cuts):
            part = text[left:right]
            if part.strip():
                lead = len(part) - len(part.lstrip())
                spans.append(Span(left + lead, left + len(part.rstrip())))
    return spans
