"""Puts the words of a page into printed lines and table rows, in reading order."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.clean import clean_text, fold_space, superscript
from ingest.furniture import Spot
from ingest.lines import Line, Row
from ingest.printed import PrintedPage, Rule, Word
from ingest.tables import Table, find_tables, merge_across

_LONGEST_RAISED = 12
_LONGEST_EXPONENT = 5
_WIDEST_NOTE_GAP = 4.0
# No printed page has more; looking for columns or exponents in them would take for ever.
_MOST_LINES = 600
_MOST_CANDIDATES = 60
_WIDE_GAP = 1.5
_MOST_GUTTERS = 12
_FEWEST_COLUMN_ROWS = 3
_NARROWEST_GUTTER = 0.9
_LARGEST_TEXT = 14.0


@dataclass(slots=True)
class _Group:
    """Words on one baseline, or a table that stands in their place."""

    y: float
    size: float
    words: list[Word] = field(default_factory=list)
    raised: set[int] = field(default_factory=set)
    table: Table | None = None
    left: float = 0.0
    right: float = 0.0

    @property
    def x0(self) -> float:
        return self.table.xs[0] if self.table else min(w.x0 for w in self.words)

    @property
    def x1(self) -> float:
        return self.table.xs[-1] if self.table else max(w.x1 for w in self.words)


# A call set in brackets of another style: "( ¹ )".
_CALL_SPACE = re.compile(r"(?<=\() (?=[⁰¹²³⁴-⁹])|(?<=[⁰¹²³⁴-⁹]) (?=\))")


class PageLayout:
    """The words of a page on their lines, tables apart."""

    def __init__(self, page: PrintedPage, number: int) -> None:
        """Sort the words of the page with this 1-based number."""
        self.number = number
        self._turned = page.turned
        self._across = merge_across([r for r in page.rules if r.horizontal])
        self._tables, free = find_tables(page.rules, page.words)
        self._groups = _baselines(free)
        self._spots = [part for group in self._groups for part in _parts(group)]

    def spots(self) -> list[Spot]:
        """Return the pieces of lines outside tables, wide gaps between them."""
        return [
            Spot(_tidy(" ".join(w.text for w in words)), group.y) for group, words in self._spots
        ]

    def lines(self, drop: Collection[int] = ()) -> list[Line | Row]:
        """Return the lines and table rows in reading order.

        Columns are read one after the other; turned text comes last.

        Args:
            drop: Indices of the spots to leave out.
        """
        gone = {id(w) for index in drop for w in self._spots[index][1]}
        groups = []
        for group in self._groups:
            words = [w for w in group.words if id(w) not in gone]
            if words:
                groups.append(_Group(group.y, group.size, words, group.raised))
        groups += [_Group(y=t.ys[0], size=1.0, table=t) for t in self._tables]
        groups.sort(key=lambda g: -g.y)
        parts: list[Line | Row] = []
        above: _Group | None = None
        for group in _in_columns(groups, self._across):
            if group.table:
                number = self.number * 1000 + self._tables.index(group.table)
                parts.extend(_rows(group.table, self.number, number))
            else:
                parts.append(_line(group, self.number, above))
            above = group
        turned = [_tidy(text) for text in self._turned]
        parts.extend(Line(text, self.number, turned=True) for text in turned if text)
        return _whole_elements(parts)


def _whole_elements(parts: Sequence[Line | Row]) -> list[Line | Row]:
    """Bring the lines that are tagged as one paragraph together where the first of them stands.

    Boxes beside each other whose lines differ in height are no columns; their tags still tell
    which lines belong together.
    """
    places: dict[int, list[Line | Row]] = {}
    out: list[list[Line | Row]] = []
    for part in parts:
        element = part.element if isinstance(part, Line) else 0
        if element and element in places:
            places[element].append(part)
            continue
        out.append([part])
        if element:
            places[element] = out[-1]
    return [part for group in out for part in group]


def _parts(group: _Group) -> Iterator[tuple[_Group, list[Word]]]:
    """Split a line at wide gaps."""
    part: list[Word] = []
    for word in group.words:
        if part and word.x0 - part[-1].x1 > _WIDE_GAP * group.size:
            yield group, part
            part = []
        part.append(word)
    yield group, part


def _tidy(text: str) -> str:
    return fold_space(clean_text(text))


def _baselines(words: Sequence[Word]) -> list[_Group]:
    """Group words that stand on one line; smaller ones above or below it belong to it."""
    groups: list[_Group] = []
    near: dict[int, list[_Group]] = {}
    for word in sorted(words, key=lambda w: (-round(w.size), -w.y, w.x0)):
        group = _group_of(word, near)
        if group is None:
            group = _Group(word.y, word.size)
            groups.append(group)
            for step in range(int((word.y - word.size) // 8), int((word.y + word.size) // 8) + 1):
                near.setdefault(step, []).append(group)
        elif abs(word.y - group.y) > 0.12 * group.size and word.size < 0.85 * group.size:
            group.raised.add(id(word))
        group.words.append(word)
    for group in groups:
        group.words.sort(key=lambda w: w.x0)
    return groups


def _group_of(word: Word, near: dict[int, list[_Group]]) -> _Group | None:
    candidates = near.get(int(word.y // 8), [])[-_MOST_CANDIDATES:]
    for group in candidates:
        if abs(group.y - word.y) <= 0.25 * min(word.size, group.size):
            return group
    for group in candidates:
        rise = (word.y - group.y) / group.size
        if (
            word.size <= 0.85 * group.size
            and len(word.text) <= _LONGEST_RAISED
            and -0.3 < rise < 0.75
            and _touches(word, group)
        ):
            return group
    return None


def _touches(word: Word, group: _Group) -> bool:
    """Whether a raised word stands beside a word of the line, or opens it as a note's number."""
    reach = group.size
    if any(-0.1 * reach <= word.x0 - w.x1 < 0.6 * reach for w in group.words):
        return True
    gap = min(w.x0 for w in group.words) - word.x1
    opens = re.fullmatch(r"[\d*†‡()]{1,5}", word.text)
    return -0.1 * reach <= gap < (_WIDEST_NOTE_GAP if opens else 0.3) * reach


def _in_columns(groups: Sequence[_Group], rules: Sequence[Rule]) -> Iterator[_Group]:
    """Yield the groups in reading order, each knowing its column's edges."""
    run = _widest_columns(groups, rules) if len(groups) <= _MOST_LINES else None
    if run is None:
        left = min((g.x0 for g in groups if not g.table), default=0.0)
        right = max((g.x1 for g in groups if not g.table), default=0.0)
        for group in groups:
            group.left, group.right = left, right
            yield group
        return
    start, end, gutter = run
    sides: tuple[list[_Group], list[_Group]] = ([], [])
    for group in groups[start:end]:
        for right_side in (False, True):
            words = [w for w in group.words if (w.x0 > gutter) == right_side]
            if words:
                sides[right_side].append(_Group(group.y, group.size, words, group.raised))
    yield from _in_columns(groups[:start], rules)
    for side in sides:
        yield from _in_columns(side, rules)
    yield from _in_columns(groups[end:], rules)


def _widest_columns(
    groups: Sequence[_Group], rules: Sequence[Rule]
) -> tuple[int, int, float] | None:
    """Return the longest run of lines that a gutter parts, as (start, end, x of the gutter)."""
    best: tuple[int, int, float] | None = None
    most = 0
    for gutter in _gutters(groups):
        start, after_rule = 0, False
        for at, group in enumerate([*groups, None]):
            ruled = group and at > start and _rule_between(groups[at - 1], group, gutter, rules)
            if group and not ruled and not _crosses(group, gutter):
                continue
            found = _columns_in(groups, start, at, gutter, ruled=bool(ruled) and after_rule)
            if found and found[0] > most:
                most, best = found[0], (found[1], at, gutter)
            start = at if ruled and group and not _crosses(group, gutter) else at + 1
            after_rule = bool(ruled)
    return best


def _gutters(groups: Sequence[_Group]) -> list[float]:
    """Return the middles of gaps between words that recur from line to line."""
    seen: Counter[int] = Counter()
    for group in groups:
        for a, b in zip(group.words, group.words[1:], strict=False):
            if b.x0 - a.x1 > max(8.0, 0.8 * group.size):
                for x in range(int(a.x1) // 4 + 1, int(b.x0) // 4 + 1):
                    seen[x * 4] += 1
    # Columns whose baselines differ have no gap on any line; their left edges still recur.
    lefts = Counter(round(g.words[0].x0) for g in groups if g.words)
    if len(lefts) > 1:
        for x, n in lefts.most_common(4):
            if n >= _FEWEST_COLUMN_ROWS:
                seen[x - 4] += n
    return [x for x, _ in seen.most_common(_MOST_GUTTERS)]


def _crosses(group: _Group, gutter: float) -> bool:
    if group.table:
        return group.x0 < gutter < group.x1
    return any(w.x0 - 2 < gutter < w.x1 + 2 for w in group.words) or _spans(group, gutter)


def _spans(group: _Group, gutter: float) -> bool:
    """Whether words run over the gutter with no more than an ordinary space there."""
    before = max((w.x1 for w in group.words if w.x1 <= gutter), default=None)
    after = min((w.x0 for w in group.words if w.x0 >= gutter), default=None)
    return before is not None and after is not None and after - before < 0.75 * group.size


def _rule_between(above: _Group, below: _Group, gutter: float, rules: Sequence[Rule]) -> bool:
    return any(
        below.y + 0.5 * below.size < r.y0 < above.y and r.x0 < gutter - 20 and r.x1 > gutter + 20
        for r in rules
    )


def _columns_in(
    groups: Sequence[_Group], start: int, end: int, gutter: float, *, ruled: bool
) -> tuple[int, int] | None:
    """Return (characters, start) of the lines from ``start`` if they are two columns of prose."""
    sides: tuple[list[int], list[int]] = ([], [])
    letters = [0, 0]
    inner = [-math.inf, math.inf]
    size = 0.0
    for at in range(start, end):
        group = groups[at]
        if group.table:
            continue
        for side in (0, 1):
            words = [w for w in group.words if (w.x0 > gutter) == bool(side)]
            if words:
                sides[side].append(at)
                letters[side] += sum(len(w.text) for w in words)
                size = max(size, group.size)
        inner[0] = max([inner[0], *(w.x1 for w in group.words if w.x0 <= gutter)])
        inner[1] = min([inner[1], *(w.x0 for w in group.words if w.x0 > gutter)])
    fewest = 2 if ruled else _FEWEST_COLUMN_ROWS
    if min(len(s) for s in sides) < fewest:
        return None
    first = max(s[0] for s in sides)
    last = min(s[-1] for s in sides)
    beside = [sum(first <= at <= last for at in s) for s in sides]
    # Between two rules lies one row of a table without vertical rules.
    dense = ruled or (min(beside) >= fewest and max(beside) <= 2.2 * min(beside))
    # Justified lines may have a gap at one place by chance; a gutter is wider.
    if inner[1] - inner[0] < _NARROWEST_GUTTER * min(size, _LARGEST_TEXT):
        return None
    prose = letters[0] >= 9 * len(sides[0]) and letters[1] >= 9 * len(sides[1])
    if not (dense and prose):
        return None
    # What stands above the left column alone, such as a title, may go with it.
    left, right = sides[0][0], sides[1][0]
    level = right == left - 1 and groups[right].y - groups[left].y < groups[left].size
    return sum(letters), right if level else left


def _line(group: _Group, page: int, above: _Group | None) -> Line:
    styles: Counter[tuple[float, bool]] = Counter()
    tags: Counter[tuple[int, int]] = Counter()
    text = ""
    last: Word | None = None
    for word in group.words:
        raised = id(word) in group.raised
        gap = word.x0 - last.x1 if last else 0.0
        if raised and re.match(r"\d", word.text) and gap < 0.6 * group.size:
            gap = 0.0  # a call stands close to its word
        if (
            text
            and not text.endswith(" ")
            and (gap > 0.3 * group.size or (word.spaced and gap > 0.05 * group.size))
        ):
            text += " "
        up = raised and word.y > group.y and len(word.text) <= _LONGEST_EXPONENT
        text += superscript(clean_text(word.text)) if up else word.text
        if not raised:
            styles[(word.size, word.bold)] += len(word.text)
        tags[(word.tag.element, word.tag.level)] += len(word.text)
        last = word
    size, bold = styles.most_common(1)[0][0] if styles else (group.size, False)
    element, level = tags.most_common(1)[0][0]
    down = above.y - group.y if above and not above.table else 0.0
    return Line(
        text=_CALL_SPACE.sub("", _tidy(text)),
        page=page,
        size=size,
        bold=bold,
        gap=round(max(0.0, down / size), 2) if size else 0.0,
        x0=group.words[0].x0,
        x1=max(w.x1 for w in group.words),
        y=group.y,
        left=group.left,
        right=group.right,
        element=page * 100_000 + element if element else 0,
        tagged_level=level,
        words=tuple(group.words),
    )


def _rows(table: Table, page: int, number: int) -> Iterator[Line | Row]:
    for cells in table.rows:
        lines = tuple(tuple(_cell_lines(cell.words, page)) for cell in cells)
        wide = sum(cell.columns for cell in cells)
        if len(cells) == 1 and wide == table.columns and wide > 1:
            # A cell across the whole table is a line of text between its rows.
            yield from lines[0]
            continue
        words = [w for cell in cells for w in cell.words]
        letters = sum(len(w.text) for w in words)
        bold = sum(len(w.text) for w in words if w.bold) > 0.9 * letters
        starts = tuple(cell.column for cell in cells)
        yield Row(lines, page, number, table.columns, starts, bold)


def _cell_lines(words: Sequence[Word], page: int) -> list[Line]:
    lines: list[Line] = []
    above: _Group | None = None
    groups = sorted(_baselines(words), key=lambda g: -g.y)
    left, right = min(w.x0 for w in words), max(w.x1 for w in words)
    for group in groups:
        group.left, group.right = left, right
        lines.append(_line(group, page, above))
        above = group
    return [line for line in lines if line.text]
