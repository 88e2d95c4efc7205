"""Turns the lines of a printed page into blocks: furniture out, paragraphs whole."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.blocks import Block, BlockKind
from ingest.clean import fold_space
from ingest.korean import kiwi

_EDGE_LINES = 3
_TAIL_CHARS = 400
_PAGE_NUMBER = re.compile(
    r"^\W*(?:page\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?\W*$", re.IGNORECASE
)
_HANGUL_END = re.compile("[\uac00-\ud7a3]$")
_HANGUL_START = re.compile("^[\uac00-\ud7a3]")
_CJK_END = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]$")
_BULLET = re.compile(r"^(?:[•●○◦▪■□▶►–\-*※◆·]|[oO](?=\s))\s+")
_MARKED = re.compile(
    r"^(?:\d{1,3}[.)]\s|\(\d{1,3}\)\s|\([a-z]{1,4}\)\s|[a-z]\)\s|[①-⑳]|제\s?\d+조|"
    r"[가-하]\.\s|(?:GOVERN|MAP|MEASURE|MANAGE) \d|Article \d+\b|[IVX]{1,5}\.\s)"
)
_SENTENCE_END = re.compile(r"[.!?。:;다음함됨임][\"'”’)\]」』]*$")
# Headings that carry no larger type: legislation and frameworks.
_HEADING_RULES: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"^(?:TITLE|PART|Part|제\s?\d+편)\s?[IVXLC\d]*\b.{0,60}$"), 1),
    (re.compile(r"^(?:CHAPTER [IVXLC]+|ANNEX [IVXLC]+|제\s?\d+장\s.{1,40}|부\s*칙)$"), 1),
    (re.compile(r"^(?:SECTION \d+|제\s?\d+절\s.{1,40})$"), 2),
    (re.compile(r"^Article \d+[a-z]?$"), 3),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    Attributes:
        text: As extracted.
        page: 1-based.
        size: Font size in points of most of its characters; 0 when unknown.
        bold: Whether most of its characters are bold.
        gap: Distance to the line above on the page, in multiples of the font size; 0 if unknown.
    """

    text: str
    page: int
    size: float = 0.0
    bold: bool = False
    gap: float = 0.0


def ruled_level(text: str) -> int:
    """Return the level of a heading that its words alone give away (제1장, 부칙); 0 otherwise."""
    return next((level for pattern, level in _HEADING_RULES if pattern.match(text)), 0)


def split_bullet(text: str) -> tuple[str, str]:
    """Return the bullet that begins a text, empty for none, and the rest of the text."""
    bullet = _BULLET.match(text)
    return (bullet.group().strip(), text[bullet.end() :]) if bullet else ("", text)


def drop_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the pages without running headers, footers and page numbers.

    A line is furniture when, digits aside, it stands at the edge of at least three pages and of a
    fifth of them (then also where footnotes follow it), or when it is a page number at an edge.
    """
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_shape(line.text) for line in _edges(page)})
    least = max(3, len(pages) // 5)
    running = {shape for shape, n in seen.items() if n >= least and shape}
    kept = []
    for page in pages:
        edge = {id(line) for line in _edges(page)}
        kept.append(
            [
                line
                for line in page
                if _shape(line.text) not in running
                and not (id(line) in edge and _PAGE_NUMBER.match(line.text.strip()))
            ]
        )
    return kept


def join_lines(pages: Sequence[Sequence[Line]]) -> list[Block]:
    """Return the blocks that the lines of all pages make up, in order."""
    lines = [line for page in pages for line in page if line.text.strip()]
    if not lines:
        return []
    body = _body_size(lines)
    leading = _usual_gap(lines)
    width = _usual_width(lines)
    words = _vocabulary(lines)
    levels = _heading_levels(lines, body)
    blocks: list[Block] = []
    group: list[Line] = []
    level = 0

    def close() -> None:
        if group:
            blocks.append(_join_group(group, level, words))
            group.clear()

    for line in lines:
        this_level = _level(line, body, levels)
        if group and not _continues(group[-1], line, level, this_level, leading, width):
            close()
        if not group:
            level = this_level
        group.append(line)
    close()
    return blocks


def _edges(page: Sequence[Line]) -> list[Line]:
    lines = [line for line in page if line.text.strip()]
    return lines[:_EDGE_LINES] + lines[max(_EDGE_LINES, len(lines) - _EDGE_LINES) :]


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", fold_space(text)).lower()


def _body_size(lines: Iterable[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def _usual_gap(lines: Iterable[Line]) -> float:
    gaps = [line.gap for line in lines if 0 < line.gap < 4]
    return statistics.median(gaps) if gaps else 0.0


def _usual_width(lines: Iterable[Line]) -> float:
    widths = sorted(len(line.text.strip()) for line in lines)
    return widths[int(len(widths) * 0.8)]


def _vocabulary(lines: Iterable[Line]) -> frozenset[str]:
    return frozenset(
        word for line in lines for word in re.findall(r"[a-z]+(?:-[a-z]+)*", line.text.lower())
    )


def _heading_levels(lines: Sequence[Line], body: float) -> dict[float, int]:
    """Map each heading size to its depth: the largest type is level 1."""
    sizes = Counter(line.size for line in lines if body and line.size >= body * 1.12)
    return {size: min(rank, 4) for rank, size in enumerate(sorted(sizes, reverse=True), 1)}


def _level(line: Line, body: float, levels: dict[float, int]) -> int:
    text = fold_space(line.text)
    if level := ruled_level(text):
        return level
    if len(text) > 160 or not re.search(r"[^\W\d_]{2}", text):
        return 0
    if line.size in levels:
        return levels[line.size]
    short = len(text) < 90 and not re.search(r"[.;,:]$", text)
    if line.bold and body and line.size >= body * 0.95 and short and not _BULLET.match(text):
        return 5
    return 0


def _continues(
    last: Line, line: Line, level: int, this_level: int, leading: float, width: float
) -> bool:
    """Whether ``line`` belongs to the block that ``last`` is in."""
    text, before = line.text.strip(), last.text.strip()
    ruled = bool(ruled_level(fold_space(before)))
    if level or this_level:
        tight = line.page == last.page and (not leading or line.gap <= leading * 1.6)
        # "of 13 June 2024" below "REGULATION (EU) 2024/1689" is no heading of its own.
        goes_on = tight or bool(re.match(r"[a-z(]", text))
        return level == this_level and goes_on and not ruled and not _MARKED.match(text)
    if _BULLET.match(text) or _MARKED.match(text):
        # "Article 6" at the start of a line is a cross-reference when the sentence runs on.
        return bool(re.match(r"Article \d", text)) and not _SENTENCE_END.search(before)
    if line.page != last.page:
        return not _SENTENCE_END.search(before)
    if leading and line.gap > leading * 1.35:
        return False
    return not (_SENTENCE_END.search(before) and len(before) < width * 0.75)


def _join_group(group: Sequence[Line], level: int, words: frozenset[str]) -> Block:
    done: list[str] = []
    length = 0
    text = ""
    breaks: list[tuple[int, int]] = []
    page = group[0].page
    for line in group:
        piece = fold_space(line.text)
        if len(text) > _TAIL_CHARS:
            # Only the end decides how a line joins; gluing to the whole would be quadratic.
            done.append(text[:-_TAIL_CHARS])
            length += len(done[-1])
            text = text[-_TAIL_CHARS:]
        text = _glue(text, piece, words)
        if line.page != page:
            page = line.page
            breaks.append((length + len(text) - len(piece), page))
    text = "".join(done) + text
    item = _BULLET.match(text)
    if item and not level:
        cut = item.end()
        text = text[cut:]
        breaks = [(max(0, at - cut), n) for at, n in breaks]
    kind: BlockKind = "heading" if level else "item" if item else "paragraph"
    return Block(
        kind=kind,
        text=text,
        level=level,
        page=group[0].page,
        page_breaks=tuple(breaks),
    )


def _glue(left: str, right: str, words: frozenset[str]) -> str:
    """Join two lines the way the author wrote them before the page broke them."""
    if not left:
        return right
    hyphen = re.search(r"([A-Za-z]+)-$", left)
    # A hyphen in a web address is part of it.
    address = "://" in left.rsplit(" ", 1)[-1]
    if hyphen and not address and (start := re.match(r"[a-z]+", right)):
        head, tail = hyphen.group(1).lower(), start.group()
        # A hyphen at the line's end belongs to the word only if the word is also hyphenated
        # in the middle of a line.
        keep = f"{head}-{tail}" in words and head + tail not in words
        return (left if keep else left[:-1]) + right
    if left.endswith(("-", "/")) and re.search(r"\w[-/]$", left):
        return left + right
    if _CJK_END.search(left):
        return left + right
    if _HANGUL_END.search(left) and _HANGUL_START.search(right):
        return _glue_korean(left, right)
    return f"{left} {right}"


def _glue_korean(left: str, right: str) -> str:
    """Korean lines break inside words; kiwi's language model says where a space belongs."""
    head, tail = left[-24:].strip(), right[:24].strip()
    glued = str(kiwi().glue([head, tail]))
    return left + (" " if glued == f"{head} {tail}" else "") + right
