"""Cuts a placed document into passages that are verbatim slices of one text."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.places import locate
from corpus.types import Anchor, Passage, Places
from ingest.sentences import split_sentences
from ingest.structure import PlacedBlock

_WIDE = re.compile("[\u1100-\u11ff\u3000-\u30ff\u3130-\u318f\u4e00-\u9fff\uac00-\ud7a3]")
_ITEM = re.compile(r"^(?:\d{1,2}\. |\([a-z]{1,4}\) |[가-하]\. )")
_SEPARATOR = "\n\n"
_CONTEXT_HEADINGS = 4
_LONGEST_HEADING = 160


@dataclass(frozen=True, slots=True)
class Cutting:
    """How large passages are.

    Attributes:
        target: Tokens that blocks are gathered up to.
        maximum: Tokens that a single block, or a list kept whole, may have.
        count_tokens: Returns the tokens of a text.
    """

    target: int
    maximum: int
    count_tokens: Callable[[str], int]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block, or the part of a long block that fits into one passage.

    ``section`` counts the headings above it: two blocks with a heading between them never join,
    even where that heading is empty and theirs are spelled alike.
    """

    placed: PlacedBlock
    section: int
    start: int
    end: int
    tokens: int


def estimate_tokens(text: str) -> int:
    """Return about how many tokens multilingual-e5 makes of ``text``.

    Hangul and Chinese characters count 0.6 of a token, others a quarter. Over 3,844 passages of 32
    policy documents the estimate was 0.93 to 1.27 times ``E5Encoder.count_tokens`` for eight in
    ten, and no passage reached the model's 512 tokens.
    """
    wide = len(_WIDE.findall(text))
    return int(wide * 0.6 + (len(text) - wide) / 4) + 1


CUTTING = Cutting(target=180, maximum=300, count_tokens=estimate_tokens)
"""Chosen by ``python -m benchmarks.passage_size FOLDER``; see docs/measurements.md."""


def compose_text(
    placed: Sequence[PlacedBlock],
    page_labels: Sequence[str | None] = (),
    ocr_pages: Sequence[int] = (),
) -> tuple[str, Places, list[int]]:
    """Join the blocks to the document's text.

    Args:
        placed: All blocks in order.
        page_labels: As in ``Reading``.
        ocr_pages: As in ``Reading``.

    Returns:
        The text; where each character of it stands; the index at which each block begins.
    """
    parts: list[str] = []
    starts: list[int] = []
    pages: dict[int, int] = {}
    at = 0
    for item in placed:
        starts.append(at)
        if item.block.page is not None:
            pages.setdefault(item.block.page, at)
        for offset, page in item.block.page_breaks:
            pages.setdefault(page, at + offset)
        parts.append(item.block.text)
        at += len(item.block.text) + len(_SEPARATOR)
    text = _SEPARATOR.join(parts)
    page_starts = _page_starts(pages, max([len(page_labels), *pages], default=0), len(text))
    places = Places(
        page_starts, tuple(page_labels), tuple(ocr_pages), _anchors(placed, starts, page_starts)
    )
    return text, places, starts


def _page_starts(pages: dict[int, int], last: int, end: int) -> tuple[int, ...]:
    """A page without text begins where the next one does."""
    found: list[int] = []
    following = end
    for page in range(last, 0, -1):
        following = min(pages.get(page, following), following)
        found.append(following)
    return tuple(reversed(found))


def _anchors(
    placed: Sequence[PlacedBlock], starts: Sequence[int], page_starts: Sequence[int]
) -> tuple[Anchor, ...]:
    anchors: list[Anchor] = []
    for item, start in zip(placed, starts, strict=True):
        page = item.block.page if item.block.kind == "footnote" else None
        # A footnote stands behind the paragraph that calls it, which may end on the next page.
        if page and bisect_right(page_starts, start) == page:
            page = None
        anchor = Anchor(start, item.heading, item.address, page)
        if not anchors or replace(anchors[-1], char_start=start) != anchor:
            anchors.append(anchor)
    return tuple(anchors)


def cut_passages(
    placed: Sequence[PlacedBlock],
    text: str,
    places: Places,
    starts: Sequence[int],
    *,
    slug: str,
    title: str,
    language: str,
    cutting: Cutting = CUTTING,
) -> list[Passage]:
    """Return the passages of a document.

    A passage holds whole blocks under one heading and inside one article, up to the target size;
    a block over the maximum is cut between sentences. Headings go into the context, not into
    passages of their own.

    Args:
        placed: All blocks in order.
        text: As ``compose_text`` returned it.
        places: As ``compose_text`` returned it.
        starts: As ``compose_text`` returned it.
        slug: The document's slug.
        title: The document's title, for the context header.
        language: For sentence boundaries.
        cutting: How large.
    """
    passages: list[Passage] = []
    for group in _groups(_pieces(placed, starts, language, cutting), cutting):
        first, last = group[0], group[-1]
        start, end = first.start, last.end
        locator = locate(places, start, end)
        context = _context(title, first.placed, locator.address)
        passages.append(Passage("", slug, len(passages), text[start:end], context, locator))
    return identify_passages(passages, slug)


def identify_passages(passages: Sequence[Passage], slug: str) -> list[Passage]:
    """Return a document's passages with the identifiers that they have under a slug."""
    seen: Counter[str] = Counter()
    named: list[Passage] = []
    for passage in passages:
        content = f"{slug}\0{passage.context}\0{passage.text}"
        key = hashlib.blake2b(content.encode(), digest_size=10).hexdigest()
        seen[key] += 1
        identifier = key if seen[key] == 1 else f"{key}-{seen[key]}"
        named.append(replace(passage, id=identifier, document=slug))
    return named


def _pieces(
    placed: Sequence[PlacedBlock], starts: Sequence[int], language: str, cutting: Cutting
) -> Iterator[_Piece]:
    section = 0
    for item, start in zip(placed, starts, strict=True):
        text = item.block.text
        if item.block.kind == "heading":
            section += 1
        if item.block.kind == "heading" or not text.strip():
            continue
        tokens = cutting.count_tokens(text)
        if tokens <= cutting.maximum:
            yield _Piece(item, section, start, start + len(text), tokens)
            continue
        for left, right in _windows(text, language, cutting):
            tokens = cutting.count_tokens(text[left:right])
            yield _Piece(item, section, start + left, start + right, tokens)


def _windows(text: str, language: str, cutting: Cutting) -> Iterator[tuple[int, int]]:
    """Cut a long block into runs of sentences, each near the target size."""
    left = right = 0
    for span in split_sentences(text, language):
        for start, end in _hard_cuts(text, span.start, span.end, cutting):
            if right > left and cutting.count_tokens(text[left:end]) > cutting.target:
                yield left, right
                left = start
            elif right == left:
                left = start
            right = end
    if right > left:
        yield left, right


def _hard_cuts(text: str, start: int, end: int, cutting: Cutting) -> Iterator[tuple[int, int]]:
    """A "sentence" longer than the maximum (a list in one line) is cut at white space."""
    # Four characters a token: looking no further keeps a book in one line linear.
    most = cutting.maximum
    while cutting.count_tokens(text[start : min(end, start + 4 * most)]) > most:
        limit = start + most
        cut = text.rfind(" ", start + most // 2, limit)
        cut = cut if cut > start else limit
        yield start, cut
        start = cut + (text[cut : cut + 1] == " ")
    if end > start:
        yield start, end


def _groups(pieces: Iterator[_Piece], cutting: Cutting) -> Iterator[list[_Piece]]:
    group: list[_Piece] = []
    size = 0
    for piece in pieces:
        limit = cutting.maximum if group and _is_item(piece) else cutting.target
        if group and (not _together(group[-1], piece) or size + piece.tokens > limit):
            yield group
            group, size = [], 0
        group.append(piece)
        size += piece.tokens
    if group:
        yield group


def _is_item(piece: _Piece) -> bool:
    """Whether a piece is a point of a list, which is best kept whole."""
    return bool(_ITEM.match(piece.placed.block.text)) or piece.placed.block.kind == "item"


def _together(left: _Piece, right: _Piece) -> bool:
    return (
        left.section == right.section
        and left.placed.unit == right.placed.unit
        and left.placed.block.header == right.placed.block.header
    )


def _context(title: str, placed: PlacedBlock, address: str | None) -> str:
    headings = [h[:_LONGEST_HEADING] for h in placed.heading if h != title][-_CONTEXT_HEADINGS:]
    parts = [title[:_LONGEST_HEADING], *headings]
    if placed.caption:
        parts.append(placed.caption)
    if address and not any(address in part for part in parts):
        parts.append(address)
    if placed.block.header:
        parts.append(placed.block.header)
    return " › ".join(parts)
