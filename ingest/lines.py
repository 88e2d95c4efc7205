"""Turns printed lines and table rows into blocks: paragraphs whole, rows never cut."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from ingest.blocks import Block, BlockKind
from ingest.clean import fold_space
from ingest.korean import kiwi
from ingest.printed import Word

_TAIL_CHARS = 400
_FEWEST_TAGGED = 3
_BOLD_LEVEL = 5
_LONGEST_HEADING = 160
_LONGEST_BOLD = 90
_LONGEST_LABEL = 40
_CROWD = 3
_HANGUL_END = re.compile("[\uac00-\ud7a3]$")
_HANGUL_START = re.compile("^[\uac00-\ud7a3]")
_CJK_END = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]$")
_BULLET = re.compile(r"^(?:[•●○◦▪■□▶►–\-*※◆·>›»➢➤✓✔✧❖‣∙]|[oO](?=\s))\s+")
_MARKED = re.compile(
    r"^(?:\d{1,3}[.)]\s|\(\d{1,3}\)\s|\([a-z]{1,4}\)\s|[a-z]\)\s|[①-⑳]|제\s?\d+조|"
    r"[가-하]\.\s|(?:Table|Figure|Fig\.|Box) \d+[.:]\s|"
    r"(?:GOVERN|MAP|MEASURE|MANAGE) \d|Article \d+\b|[IVX]{1,5}\.\s)"
)
_SENTENCE_END = re.compile(
    r"(?:[.!?。:;]|[다음함됨임])[\"'”’)\]」』⁰¹²³⁴⁵⁶⁷⁸⁹]*(?:\([⁰¹²³⁴⁵⁶⁷⁸⁹]+\))?[.;]?$"
)
# What a sentence cannot end in.
_OPEN_END = re.compile(
    r"(?:[,\-(/–—&]|\b(?:a|an|and|as|at|by|for|from|in|its|of|on|or|that|the|their|to|with))$", re.I
)
_REFERRING = re.compile(
    r"(?:\b(?:points?|paragraphs?|articles?|annex|sections?|no|nos|to|of|in|under|subparagraphs?)|"
    r"(?<![;,] )\b(?:and|or)|제)$",
    re.IGNORECASE,
)
_CONTENTS_LINE = re.compile(r"\D\s(?:\d{1,3}|[ivx]{1,6})$")
_LEADERS = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}")
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
        gap: Distance to the line above in its column, in multiples of the font size; 0 if unknown.
        x0: Left edge in points; with ``x1`` 0 when unknown.
        x1: Right edge.
        y: Baseline in points above the page's lower edge; of a scan, above its upper edge.
        left: Left edge of its column.
        right: Right edge of its column.
        element: The structure element of most of its characters, unique in the document; 0 if none.
        tagged_level: Depth of the heading it is tagged as; 0 if none.
        turned: Whether it runs in another direction than the page.
        words: That it was made of, as printed; empty for a scan's.
    """

    text: str
    page: int
    size: float = 0.0
    bold: bool = False
    gap: float = 0.0
    x0: float = 0.0
    x1: float = 0.0
    y: float = 0.0
    left: float = 0.0
    right: float = 0.0
    element: int = 0
    tagged_level: int = 0
    turned: bool = False
    words: tuple[Word, ...] = ()


def ruled_level(text: str) -> int:
    """Return the level of a heading that its words alone give away (제1장, 부칙); 0 otherwise."""
    return next((level for pattern, level in _HEADING_RULES if pattern.match(text)), 0)


def split_bullet(text: str) -> tuple[str, str]:
    """Return the bullet that begins a text, empty for none, and the rest of the text."""
    bullet = _BULLET.match(text)
    return (bullet.group().strip(), text[bullet.end() :]) if bullet else ("", text)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a ruled table.

    Attributes:
        cells: The lines of each cell with text.
        page: 1-based.
        table: Numbers the tables of the document.
        columns: How many columns the table has.
        starts: The column that each cell begins in.
        bold: Whether all of it is bold.
    """

    cells: tuple[tuple[Line, ...], ...]
    page: int
    table: int
    columns: int = 0
    starts: tuple[int, ...] = ()
    bold: bool = False


def join_lines(pages: Sequence[Sequence[Line | Row]]) -> list[Block]:
    """Return the blocks that the lines and rows of all pages make up, in order."""
    parts = [p for page in pages for p in page if isinstance(p, Row) or p.text.strip()]
    if not parts:
        return []
    joiner = _Joiner(parts)
    for part in parts:
        if isinstance(part, Row):
            joiner.add_row(part)
        else:
            joiner.add(part)
    return _without_empty_headings(joiner.finish())


def join_note(lines: Sequence[Line]) -> Block:
    """Return lines that are known to belong together as one paragraph."""
    return _join_group(lines, 0, _vocabulary(lines))


def body_size(pages: Sequence[Sequence[Line | Row]]) -> float:
    """Return the font size of most of the text; 0 when unknown."""
    # Tables are often set smaller and may hold most of the text.
    lines = [part for page in pages for part in page if isinstance(part, Line)]
    return _body_size(lines) if lines else 0.0


class _Joiner:
    """Collects lines into blocks."""

    def __init__(self, parts: Sequence[Line | Row]) -> None:
        all_lines = [line for part in parts for line in _lines_of(part)]
        # Tables are often set smaller and may hold most of the text.
        lines = [p for p in parts if isinstance(p, Line) and not p.turned] or all_lines
        self.body = _body_size(lines)
        self.leading = _usual_gap(lines)
        self.width = _usual_width(lines)
        self.words = _vocabulary(all_lines)
        self.contents = _contents_pages(lines)
        # Where the author tagged headings, type size says nothing more.
        self.tagged = sum(bool(line.tagged_level) for line in lines) >= _FEWEST_TAGGED
        self.levels = {} if self.tagged else _heading_levels(lines, self.body)
        self.blocks: list[Block] = []
        self.group: list[Line] = []
        self.level = 0
        self.rows: list[Row] = []
        self.header = ""
        self.last_row: Row | None = None
        self.cells: dict[int, str] = {}

    def add(self, line: Line) -> None:
        """Take the next line."""
        self.last_row = (
            None if line.page == (self.last_row.page if self.last_row else 0) else (self.last_row)
        )
        level = self._level(line)
        if self.group:
            level = self._settled(line, level)
            if not self._continues(line, level):
                self._close()
        if not self.group:
            self.level = level
        self.group.append(line)

    def add_row(self, row: Row) -> None:
        """Take the next table row."""
        self._close()
        cells = dict(zip(row.starts, (self._cell(c) for c in row.cells), strict=True))
        text = " | ".join(cells.values())
        last = self.last_row
        same = last is not None and (
            last.table == row.table or (last.columns == row.columns and last.page == row.page - 1)
        )
        if row.bold and len(row.cells) > 1:
            if text != self.header or not same:
                self.header = text
                self.blocks.append(Block("row", text, page=row.page, header=text))
        elif same and last and last.page < row.page and self._cut_by_page(cells):
            for column, rest in cells.items():
                self.cells[column] = _glue(self.cells[column], rest, self.words)
            # Each cell goes on where it stopped, so no one place in the text begins the page.
            whole = " | ".join(self.cells.values())
            self.blocks[-1] = replace(self.blocks[-1], text=whole)
            cells = self.cells
        else:
            self.header = self.header if same else ""
            self.blocks.append(Block("row", text, page=row.page, header=self.header))
        self.last_row, self.cells = row, cells

    def finish(self) -> list[Block]:
        """Return all blocks."""
        self._close()
        return self._drop_header_rows()

    def _cell(self, lines: Sequence[Line]) -> str:
        return _join_group(lines, 1, self.words).text

    def _cut_by_page(self, cells: Mapping[int, str]) -> bool:
        """Whether the page end cut the row before and ``cells`` are its rest."""
        if not self.blocks or self.blocks[-1].kind != "row" or not set(cells) < set(self.cells):
            return False
        return all(
            re.match("[a-z가-힣]", rest) and not _SENTENCE_END.search(self.cells[column])
            for column, rest in cells.items()
        )

    def _drop_header_rows(self) -> list[Block]:
        """A header row goes into the context of its rows; it stays where it has none."""
        out = []
        for block, following in zip_longest(self.blocks, self.blocks[1:]):
            if (
                block.kind == "row"
                and block.text == block.header
                and following is not None
                and following.kind == "row"
                and following.header == block.header
            ):
                continue
            out.append(replace(block, header="") if block.text == block.header else block)
        return out

    def _close(self) -> None:
        if not self.group:
            return
        level = self.level
        text = fold_space(" ".join(line.text for line in self.group))
        doubtful = level == _BOLD_LEVEL or not self.group[0].tagged_level
        if level and doubtful and not ruled_level(text):
            longest = _LONGEST_BOLD if level == _BOLD_LEVEL else _LONGEST_HEADING
            wordy = len(text) > longest or re.match(r"[a-z]", text)
            if wordy or (level == _BOLD_LEVEL and re.search(r"[.;,:]$", text)):
                level = 0
        self.blocks.append(_join_group(self.group, level, self.words))
        self.group = []

    def _level(self, line: Line) -> int:
        if line.turned:
            return 0
        text = fold_space(line.text)
        if level := ruled_level(text):
            return level
        if not re.search(r"[^\W\d_]{2}", text):
            return 0
        if line.tagged_level and self.tagged:
            return line.tagged_level
        if self.tagged or len(text) > _LONGEST_HEADING or self._in_contents(line):
            return 0
        if line.size in self.levels:
            return self.levels[line.size]
        short = len(text) < 90 and not re.search(r"[.;,:]$", text)
        bold = line.bold and self.body and line.size >= self.body * 0.95
        return _BOLD_LEVEL if bold and short and not _BULLET.match(text) else 0

    def _in_contents(self, line: Line) -> bool:
        return bool(_LEADERS.search(line.text)) or (
            line.page in self.contents and bool(_CONTENTS_LINE.search(line.text))
        )

    def _settled(self, line: Line, level: int) -> int:
        """Correct what bold type alone said, now that the lines around are known."""
        last = self.group[-1]
        tight = self._tight(line)
        running = bool(re.match(r"[a-z(,;]", line.text.strip()))
        ended = _SENTENCE_END.search(last.text.strip())
        same = bool(line.element) and line.element == last.element
        opened = _OPEN_END.search(last.text.strip()) or _REFERRING.search(last.text.strip())
        if (
            level
            and not self.level
            and tight
            and (same or opened)
            and ruled_level(line.text.strip())
        ):
            return 0  # "Article 49" at the start of a line is what the sentence refers to
        goes_on = (running and not ended) or last.bold
        if level == _BOLD_LEVEL and not self.level and tight and goes_on:
            return 0
        if self.level == _BOLD_LEVEL and not level and tight:
            # A bold line that runs on in plain type opens a paragraph.
            full = last.right and last.x1 > last.right - 0.08 * (last.right - last.left)
            if (running or same or full) and not ended:
                self.level = 0
        return level

    def _tight(self, line: Line) -> bool:
        last = self.group[-1]
        return line.page == last.page and (not self.leading or line.gap <= self.leading * 1.35)

    def _continues(self, line: Line, level: int) -> bool:
        """Whether ``line`` belongs to the block that the group makes."""
        last = self.group[-1]
        text, before = line.text.strip(), last.text.strip()
        if line.turned or last.turned:
            return False
        if self.level or level:
            near = line.page == last.page and (not self.leading or line.gap <= self.leading * 1.6)
            same = bool(line.element) and line.element == last.element
            # "of 13 June 2024" below "REGULATION (EU) 2024/1689" is no heading of its own.
            goes_on = near or same or bool(re.match(r"[a-z(]", text))
            parted = line.element and last.element and not same and not re.match("[a-z]", text)
            return (
                level == self.level
                and goes_on
                and not (self.tagged and parted)
                and (not ruled_level(fold_space(before)) or bool(re.match("[a-z]", text)))
                and not _MARKED.match(text)
            )
        ended = bool(_SENTENCE_END.search(before))
        if _BULLET.match(text) or _MARKED.match(text):
            return self._refers(line, ended)
        if abs(line.size - last.size) > 0.3 * max(line.size, last.size):
            return False
        if line.page != last.page:
            runs_on = bool(re.match(r"[a-z(]", text)) or bool(_OPEN_END.search(before))
            return not ended and (runs_on or self._full(last, line))
        if line.element and line.element == last.element:
            return True
        if last.bold and not line.bold and before.endswith(":") and len(before) < _LONGEST_LABEL:
            return self._tight(line)
        if self.leading and line.gap > self.leading * 1.35:
            return not ended and bool(re.match(r"[a-z]", text)) and line.gap < self.leading * 2.5
        return not self._parted(line, ended)

    def _refers(self, line: Line, ended: bool) -> bool:
        """Whether what looks like a mark is a cross-reference inside a sentence."""
        last = self.group[-1]
        text, before = line.text.strip(), last.text.strip()
        if ended:
            return False
        if _BULLET.match(text):
            # A dash at a line's start is one of the sentence, unless it is set apart.
            level = abs(line.x0 - last.x0) < 0.5 * (line.size or 10)
            return text[0] in "-–*" and bool(last.right) and level and self._full(last, line)
        if re.match(r"Article \d", text) or _REFERRING.search(before):
            return True
        same = bool(line.element) and line.element == last.element
        return same and not before.endswith(",") and self._full(last, line)

    def _parted(self, line: Line, ended: bool) -> bool:
        """Whether line ends and indents say that a new paragraph begins."""
        last = self.group[-1]
        before, text = last.text.strip(), line.text.strip()
        if not last.right:
            return ended and len(before) < self.width * 0.75
        size = line.size or self.body or 10.0
        column = last.right - last.left
        indent = line.x0 - last.x0
        other = bool(line.element and last.element and line.element != last.element)
        if ended:
            moved = indent > 1.2 * size or (indent < -1.2 * size and len(self.group) > 1)
            return not self._full(last, line) or moved or other
        starts_anew = bool(re.match(r"[A-Z0-9“\"‘\[가-힣]", text))
        very_short = last.x1 < last.right - 0.35 * column
        return starts_anew and very_short and not _OPEN_END.search(before)

    def _full(self, line: Line, following: Line) -> bool:
        """Whether the first word of the following line had no room left in ``line``."""
        if not line.right or not following.text:
            return True
        text = following.text.strip()
        word = (len(text.split(" ", 1)[0]) + 1) * (following.x1 - following.x0) / len(text)
        return line.right - line.x1 < 1.2 * word


def _lines_of(part: Line | Row) -> tuple[Line, ...]:
    return (part,) if isinstance(part, Line) else tuple(x for cell in part.cells for x in cell)


def _without_empty_headings(blocks: Sequence[Block]) -> list[Block]:
    """Make headings paragraphs that no text follows: the lines of a cover, names in a figure.

    A heading is followed by text or by a deeper heading; three of one depth in a row are none.
    """
    out = list(blocks)
    at = 0
    while at < len(out):
        end = at
        while end < len(out) and out[end].kind == "heading" and out[end].level == out[at].level:
            end += 1
        if end - at >= _CROWD:
            for index in range(at, end):
                if not ruled_level(out[index].text):
                    out[index] = replace(out[index], kind="paragraph", level=0)
        at = max(end, at + 1)
    return out


def _contents_pages(lines: Iterable[Line]) -> frozenset[int]:
    """Return the pages of which most lines end in a page number."""
    counts: dict[int, list[int]] = {}
    for line in lines:
        count = counts.setdefault(line.page, [0, 0])
        count[bool(_CONTENTS_LINE.search(line.text))] += 1
    return frozenset(page for page, (no, yes) in counts.items() if yes >= 4 and yes >= no)


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
    """Return the words of all lines but those that a line's end cuts."""
    words: set[str] = set()
    cut = False
    for line in lines:
        text = line.text.lower()
        found = re.findall(r"[a-z]+(?:-[a-z]+)*", text)
        after_cut, cut = cut, bool(re.search(r"[a-z]-\s*$", text))
        words.update(found[after_cut : len(found) - cut])
    return frozenset(words)


def _heading_levels(lines: Sequence[Line], body: float) -> dict[float, int]:
    """Map each heading size to its depth: the largest type is level 1."""
    sizes = Counter(line.size for line in lines if body and line.size >= body * 1.12)
    return {size: min(rank, 4) for rank, size in enumerate(sorted(sizes, reverse=True), 1)}


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
    hyphen = re.search(r"(-?)([A-Za-z]+)-$", left)
    # A hyphen in a web address is part of it.
    address = re.search(r"(?:://|\bwww\.)\S*$", left)
    if hyphen and not address and (start := re.match(r"[a-z]+", right)):
        head, tail = hyphen.group(2).lower(), start.group()
        # A hyphen at the line's end belongs to the word if the document also hyphenates it in the
        # middle of a line, or knows both parts as words but not the whole. The short parts of a
        # "state-of-the-art" are words, those of "re-or-der" are not.
        whole = head + tail in words
        long = hyphen.group(1) or min(len(head), len(tail)) >= 4
        parts = long and head in words and tail in words
        keep = not whole and (f"{head}-{tail}" in words or parts)
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
