"""Finds where each block stands: its headings and the address a lawyer would cite."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.blocks import Block

_EU_HEADING = re.compile(r"^(?P<what>Article|ANNEX|CHAPTER|SECTION) (?P<n>[\dIVXLC]+[a-z]?)$")
_ANNEX = re.compile(r"^ANNEX (?P<n>[IVXLC]+)\b")
_KOREAN_ARTICLE = re.compile(r"^제\s?(?P<n>\d+)조(?P<sub>의\d+)?(?=\s?\()")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_SUBCATEGORY = re.compile(r"^(?P<a>(?:GOVERN|MAP|MEASURE|MANAGE) \d+(?:\.\d+)?)\s?[:：]")
_US_SECTION = re.compile(r"^Sec(?:\.|tion) (?P<n>\d+(?:\.\d+)?)\. ")
_NUMBERED = re.compile(r"^(?P<n>\d{1,3})[.)]\s+(?=\S)")
_BRACKETED = re.compile(r"^\((?P<n>\d{1,3})\)\s")
_LETTERED = re.compile(r"^\((?P<n>[a-z]{1,2})\)\s")
_ROMAN = re.compile(r"^\((?P<n>[ivx]{1,5})\)\s")
_CAPTION = re.compile(
    r"^[\[<(]?(?P<a>(?:Table|Figure|Box|표|그림|표\s?참고)\s?(?:[A-Z]\.?)?\d+(?:\.\d+)*)[\]>).:]?(?=\s)",
    re.IGNORECASE,
)
_OUTLINE_RANKS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"^[IVX]{1,5}\.\s"), 2),
    (re.compile(r"^\d{1,2}\.\s"), 3),
    (re.compile(r"^[■□◆]"), 4),
)
_LONGEST_TITLE = 220
_LONGEST_CAPTION = 120
_LABELLED_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block and where it stands.

    Attributes:
        block: As read.
        heading: Headings above it, outermost first.
        unit: What a passage may not straddle: an article, a subcategory, a table. Empty outside.
        address: As cited, or None.
        caption: What the unit is about: an article's or a table's title, for the context.
    """

    block: Block
    heading: tuple[str, ...]
    unit: str
    address: str | None
    caption: str = ""


def place_blocks(blocks: Sequence[Block]) -> list[PlacedBlock]:
    """Return every block with its heading path and address, in order."""
    blocks = _mend(_title_articles(_rank_outline(blocks)))
    paragraphs = [b for b in blocks if b.kind == "paragraph"]
    labelled = sum(bool(b.label) for b in paragraphs)
    finder = _AddressFinder(
        articles=any(b.kind == "heading" and b.text.startswith("Article ") for b in blocks),
        labels=labelled > _LABELLED_SHARE * len(paragraphs),
    )
    stack: list[tuple[int, str]] = []
    placed = []
    for block in blocks:
        if block.kind == "heading":
            while stack and stack[-1][0] >= block.level:
                stack.pop()
            stack.append((block.level, block.text))
        unit, address = finder.find(block)
        heading = tuple(text for _, text in stack)
        placed.append(PlacedBlock(block, heading, unit, address, finder.caption))
    return placed


class _AddressFinder:
    """Walks through the blocks and remembers which article, paragraph and point it is in."""

    def __init__(self, *, articles: bool, labels: bool) -> None:
        self.labels = labels
        self.style = "recital" if articles else ""
        self.article = ""
        self.caption = ""
        self.paragraph = ""
        self.point = ""
        self.last_number = 0

    def find(self, block: Block) -> tuple[str, str | None]:
        """Return (unit, address) of the next block."""
        if block.kind == "heading":
            self._enter(block.text)
            return self.article, self.article or None
        text = block.text
        if self.labels:
            self._start("single", re.sub(r"^Article ", "Art. ", block.label))
            return self.article, self.article or None
        # A table ends where its rows do; a caption without rows ends at the next paragraph.
        if self.style == "table" and block.kind != "row":
            self._start("", "")
        if m := _KOREAN_ARTICLE.match(text):
            title_end = text.find(")") + 1
            self._start("korean", f"제{m['n']}조{m['sub'] or ''}", text[:title_end])
            text = text[title_end:].lstrip()
        elif m := _US_SECTION.match(text):
            self._start("us", f"Sec. {m['n']}")
        elif m := _SUBCATEGORY.match(text):
            self._start("single", m["a"])
        elif (m := _CAPTION.match(text)) and self.style not in ("eu", "korean"):
            self._start("table", re.sub(r"^(표|그림)\s?", r"\1 ", m["a"]), text[:_LONGEST_CAPTION])
        if self.style == "korean":
            return self.article, self._korean(text)
        if self.style in ("eu", "us"):
            return self.article, self._western(text)
        if self.style == "recital":
            m = _BRACKETED.match(text)
            self.article = f"Recital {m['n']}" if m else self.article
            return self.article, self.article or None
        if self.article:
            return self.article, self.article
        # A numbered paragraph of a declaration is cited on its own, so it is a unit of its own.
        address = self._numbered(block)
        return address or "", address

    def _start(self, style: str, article: str, caption: str = "") -> None:
        self.style, self.article, self.caption = style, article, caption
        self.paragraph = self.point = ""

    def _enter(self, text: str) -> None:
        if m := re.match(r"^Article (\d+[a-z]?)\b", text):
            self._start("eu", f"Art. {m[1]}")
        elif m := _ANNEX.match(text):
            self._start("eu", f"Annex {m['n']}")
        elif m := _CAPTION.match(text):
            self._start("single", re.sub(r"^(표|그림)\s?", r"\1 ", m["a"]))
        elif self.style != "recital" and not (self.style == "eu" and not _opens_part(text)):
            self._start("", "")
            self.last_number = 0

    def _western(self, text: str) -> str:
        numbered = _NUMBERED.match(text) or _BRACKETED.match(text)
        roman = _ROMAN.match(text)
        if self.style == "eu" and numbered:
            self.paragraph, self.point = f"({numbered['n']})", ""
        elif roman and self.point and (roman["n"], self.point) != ("i", "(h)"):
            return f"{self.article}{self.paragraph}{self.point}({roman['n']})"
        elif lettered := _LETTERED.match(text):
            self.point = f"({lettered['n']})"
        return f"{self.article}{self.paragraph}{self.point}"

    def _korean(self, text: str) -> str:
        if text and text[0] in _CIRCLED:
            self.paragraph, self.point = f"제{_CIRCLED.index(text[0]) + 1}항", ""
        elif m := _NUMBERED.match(text):
            self.point = f"제{m['n']}호"
        return f"{self.article}{self.paragraph}{self.point}"

    def _numbered(self, block: Block) -> str | None:
        """Numbered paragraphs of a declaration: only an unbroken count from 1 is an address."""
        m = _NUMBERED.match(block.text) if block.kind == "paragraph" else None
        if m and "↩" in block.text[-4:]:
            return None  # a footnote of a web page
        if not m:
            return f"¶{self.last_number}" if self.last_number and block.kind == "item" else None
        number = int(m["n"])
        if number not in (1, self.last_number + 1):
            return None
        self.last_number = number
        return f"¶{number}"


def _opens_part(text: str) -> bool:
    return bool(re.match(r"^(?:CHAPTER|SECTION|TITLE|PART)\b", text))


def _rank_outline(blocks: Sequence[Block]) -> list[Block]:
    """Give Korean report outlines (Ⅰ. → 1. → ■) one depth each, whatever the converter chose."""
    texts = [b.text for b in blocks if b.kind == "heading"]
    if sum(text.startswith("■") for text in texts) < 3:
        return list(blocks)
    ranked = []
    for block in blocks:
        rank = next((r for p, r in _OUTLINE_RANKS if p.match(block.text)), 0)
        ranked.append(replace(block, level=rank) if rank and block.kind == "heading" else block)
    return ranked


def _title_articles(blocks: Sequence[Block]) -> list[Block]:
    """Join ``Article 51`` and the line below it that says what the article is about."""
    out: list[Block] = []
    pending: Block | None = None
    for block in blocks:
        if pending is not None:
            titled = (
                len(block.text) < _LONGEST_TITLE
                and not _EU_HEADING.match(block.text)
                and not re.match(r"^[\d(]", block.text)
                and not block.text.endswith((".", ";"))
            )
            if titled:
                out.append(replace(pending, text=f"{pending.text} {block.text}"))
                pending = None
                continue
            out.append(pending)
            pending = None
        if block.kind == "heading" and _EU_HEADING.match(block.text):
            pending = block
        else:
            out.append(block)
    return [*out, pending] if pending else out


def _mend(blocks: Sequence[Block]) -> list[Block]:
    """Join paragraphs that a converter cut in mid-sentence (the US executive orders)."""
    out: list[Block] = []
    for block in blocks:
        last = out[-1] if out else None
        if (
            last
            and last.kind == block.kind == "paragraph"
            and not block.page_breaks
            and last.page == block.page
            and re.match(r"[a-z][a-z]", block.text)
            and re.search(r"[\w,’”]$", last.text)
            and len(last.text) < 400
        ):
            out[-1] = replace(last, text=f"{last.text} {block.text}")
        else:
            out.append(block)
    return out
