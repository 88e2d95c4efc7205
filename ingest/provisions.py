"""Finds which provision each block belongs to: article, section, recital, subcategory, table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.articles import Article, find_articles
from ingest.blocks import Block
from ingest.numbering import (
    Marker,
    Numbering,
    parse_japanese_markers,
    parse_markers,
)
from ingest.paragraphs import number_paragraphs

_ANNEX = re.compile(r"^(?:ANNEX|Annex)\s(?P<n>[IVXLC]+|\d{1,2}|[A-Z])\b")
_ANNEX_SECTION = re.compile(r"^(?:SECTION|Section)\s(?P<n>[A-Z]|\d{1,2})\b")
_PART = re.compile(
    r"^(?:CHAPTER|SECTION|TITLE|PART|Chapter|Title|Part)\s[\dIVXLC]+\b|^제\s?\d+[편장절관]\b"
)
_SIGNATURE = re.compile(r"^Done at \w+, \d")
_SUPPLEMENT = re.compile(r"^부\s*칙(?:\s*[<〈(]|\s*$)")
_SCHEDULE = re.compile(
    r"^[\[［【]?(?P<n>별[표지]\s?(?:제?\d+호?(?:의\d+)?)?)(?:\s?서식)?[\]］】]?(?=$|[\s<(])"
)
_US_SECTION = re.compile(r"^(?:Sec\.|Section|SEC\.|SECTION)\s(?P<n>\d+(?:\.\d+)?)\.(?=\s)")
_US_SUBSECTION = re.compile(r"^(?P<n>(?P<section>\d+)\.\d+)\.\s+(?=[A-Z])")
_SUBCATEGORY = re.compile(r"^(?P<n>(?:GOVERN|MAP|MEASURE|MANAGE)\s\d+(?:\.\d+)?)(?:\s?[:：]|$)")
_CONTROL = re.compile(r"^(?P<n>[A-Z]{2}-?\d?\.\d+(?:\.\d+)?(?:-\d{3})?)(?=[:\s|])")
_CAPTION = re.compile(
    r"^[\[<(【]?(?P<n>(?:Table|Figure|Box|표|그림|표\s?참고|図表|図|表)\s?(?:[A-Z]\.?)?\d+(?:[.-]\d+)*)"
    r"[\]>)】.:]?(?=\s|$)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"^(?P<n>(?:Sub-?[Mm]easure|Measure|Outcome|Principle|Action|Commitment|Recommendation|"
    r"Objective|Practice|Guideline|Pillar|Goal|Target)\s(?:\d+(?:\.\d+)*|[IVX]+))\b[.:]?"
)
_NAMED_IN_TEXT = re.compile(r"^(?P<n>Sub-?[Mm]easure\s\d+\.\d+)[.:](?=\s)")
_SECTION_NUMBER = re.compile(r"^(?P<n>\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+(?=\S)")
_LAWS = ("article", "korean", "japanese", "us")
_POINTED = (*_LAWS, "paragraph")
# What can only be a list inside an article, so that a plain paragraph behind it is not part of it.
_LISTS: dict[str, tuple[str, ...]] = {
    "article": ("letter", "roman", "bracketed"),
    "korean": ("number", "ga", "half"),
    "japanese": ("kanji",),
}
_DEEP = 3
_ANNOUNCES = re.compile(r"[:：—–][”’\"']?\s*$")
_ENDED = re.compile(r"(?:[.;。」”)]|[;,] (?:and|or))\s*$")
_GOES_ON = re.compile(r"[a-z]{2}")
_LONGEST_CAPTION = 120
_FEWEST_RECITALS = 2
_LABELLED_SHARE = 0.6
_FEWEST_CONTROLS = 5
_LOOK_AHEAD = 40


@dataclass(frozen=True, slots=True)
class Provision:
    """Where a block stands.

    Attributes:
        unit: What a passage may not straddle: a paragraph of an article, a table. Empty outside.
        address: As cited, or None.
        caption: What the unit is about: an article's or a table's title, for the context.
    """

    unit: str = ""
    address: str | None = None
    caption: str = ""


def find_provisions(blocks: Sequence[Block]) -> list[Provision]:
    """Return the provision of every block, in order."""
    finder = _Finder(blocks)
    return [finder.find(at) for at in range(len(blocks))]


class _Finder:
    """Walks through the blocks and remembers which article, paragraph and point it is in."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.articles = find_articles(blocks)
        self.recitals = _recitals(blocks, self.articles)
        self.paragraphs = {} if self.articles else number_paragraphs(blocks)
        self.supplement = ""
        paragraphs = [b for b in blocks if b.kind == "paragraph"]
        labelled = sum(bool(b.label) for b in paragraphs)
        self.labels = labelled > _LABELLED_SHARE * len(paragraphs)
        self.controls = sum(bool(_control(b)) for b in blocks) >= _FEWEST_CONTROLS
        self.annex = ""
        self._start("", "")

    def find(self, at: int) -> Provision:
        """Return where the next block stands."""
        block = self.blocks[at]
        if block.kind == "footnote":
            address = f"footnote {block.label}"
            return Provision(address, address)
        if block.kind == "heading":
            self._enter(at)
            return self._provision()
        if self.labels:
            self._start("single", re.sub(r"^Article ", "Art. ", block.label))
            return self._provision()
        # A table ends where its rows do; a caption without rows ends at the next paragraph.
        if self.style in ("table", "row") and block.kind != "row":
            self._start("", "")
        text = self._open(at)
        if self.style in _POINTED:
            self._step(at, text)
        return self._provision()

    def _provision(self) -> Provision:
        label = _LABELS.get(self.style, _western_label)
        address = self.base + self.numbering.address(label)
        unit = self.base + self.numbering.address(label, self.style in _LAWS)
        return Provision(unit, address or None, self.caption)

    def _start(self, style: str, base: str, caption: str = "", level: int = 0) -> None:
        self.style, self.base, self.caption, self.level = style, base, caption, level
        self.numbering = Numbering()
        self.holds_what_follows = False

    def _start_annex_section(self, name: str, level: int = 0) -> None:
        before = self.numbering.outermost
        self._start("article", f"{self.annex}, Section {name}", level=level)
        # Sections A and B of an annex may share one count.
        self.numbering = Numbering(before)

    def _enter(self, at: int) -> None:
        """Take a heading, which begins a provision, ends one, or stands inside one."""
        block = self.blocks[at]
        text, level = block.text, block.level
        if at in self.articles:
            self._open(at)
        elif self.articles and _SUPPLEMENT.match(text):
            self.supplement = "부칙 "
            self._start("", "")
        elif m := _ANNEX.match(text):
            self.annex = f"Annex {m['n']}"
            self._start("article", self.annex, level=level)
        elif self.annex and (m := _ANNEX_SECTION.match(text)):
            self._start_annex_section(m["n"], level)
        elif _PART.match(text):
            self._start("", "")
        elif at in self.paragraphs:
            self._start("single", self.paragraphs[at].address, level=max(level, _DEEP))
        elif m := _CAPTION.match(text):
            style = "single" if m["n"].startswith("Box") else "table"
            self._start(style, _spaced(m["n"]), text[:_LONGEST_CAPTION], level)
        elif self.style == "us" and (m := _US_SUBSECTION.match(text)):
            self._start("us", f"Sec. {m['n']}", level=level)
        elif opened := _open_heading(text):
            self._start(*opened, level=level)
        elif not self._holds(text, level):
            self._start("", "")

    def _holds(self, text: str, level: int) -> bool:
        """Whether a heading stands inside the present provision."""
        if self.style in ("single", "paragraph"):
            return level > self.level or bool(re.match(r"[a-z]", text))
        return self.style == "recital" or self.style in _LAWS

    def _open(self, at: int) -> str:
        """Begin the provision that a block opens, and return its text behind the opening."""
        block = self.blocks[at]
        text = block.text
        if article := self.articles.get(at):
            is_heading = block.kind == "heading"
            self._start(
                article.style,
                self.supplement + article.address,
                "" if is_heading else text[: article.end],
                block.level,
            )
            if article.style == "japanese":
                self.numbering = Numbering(_UNPRINTED_FIRST)
            return text[article.end :].lstrip()
        if at in self.recitals:
            self._start("recital", f"Recital {self.recitals[at]}")
        elif (m := _US_SECTION.match(text)) or (
            self.style == "us" and (m := _US_SUBSECTION.match(text))
        ):
            self._start("us", f"Sec. {m['n']}")
        elif (m := _SUBCATEGORY.match(text) or _NAMED_IN_TEXT.match(text)) and text != m[0]:
            self._start("single", m["n"], level=self.level)
        elif self.controls and (control := _control(block)):
            self._start("row" if block.kind == "row" else "single", control)
        elif self.style == "row":
            self._start("", "")
        elif at in self.paragraphs:
            self._start("paragraph", self.paragraphs[at].address, level=_DEEP)
            self.holds_what_follows = self.paragraphs[at].holds_what_follows
            return ""
        elif self.annex and (m := _ANNEX_SECTION.match(text)):
            self._start_annex_section(m["n"])
        elif self.articles and _SIGNATURE.match(text):
            self._start("", "")
        elif (m := _CAPTION.match(text)) and self.style not in _LAWS:
            self._start("table", _spaced(m["n"]), text[:_LONGEST_CAPTION])
        return text

    def _step(self, at: int, text: str) -> None:
        """Go to the point that a block begins, or out of points that it does not belong to."""
        block = self.blocks[at]
        if not text or block.kind == "row":
            return
        before = self.blocks[at - 1].text if at else ""
        if self.style == "paragraph" and (m := _SECTION_NUMBER.match(text)):
            if f"¶{m['n']}".startswith(f"{self.base.split('.')[0]}."):
                self._start("paragraph", f"¶{m['n']}", level=_DEEP)
            return
        parse = parse_japanese_markers if self.style == "japanese" else parse_markers
        if markers := parse(text):
            later = self._next_markers(at) if len(markers) > 1 else ()
            taken = self.numbering.take(markers, later, bool(_ANNOUNCES.search(before)))
            # In a declaration "19." is a year at a line's start or the next list, no point of ¶1.
            if self.style == "paragraph" and (not taken or markers[0].kind == "number"):
                self._start("", "")
        elif (
            block.kind == "paragraph"
            and _ENDED.search(before)
            and not _ANNOUNCES.search(before)
            and not _GOES_ON.match(text)
        ):
            self._leave_points()

    def _leave_points(self) -> None:
        """A plain paragraph behind a list belongs to what holds the list."""
        if self.style == "paragraph":
            if not self.holds_what_follows:
                self._start("", "")
        elif self.numbering.depth > 1:
            self.numbering.keep(1)
        elif (m := self.numbering.innermost) and m.kind in _LISTS.get(self.style, ()):
            self.numbering.keep(0)

    def _next_markers(self, at: int) -> tuple[Marker, ...]:
        for later in range(at + 1, min(at + _LOOK_AHEAD, len(self.blocks))):
            if self.blocks[later].kind == "heading" or later in self.articles:
                return ()
            found = parse_markers(self.blocks[later].text)
            if any(m.kind in ("letter", "roman") for m in found):
                return found
        return ()


def _control(block: Block) -> str:
    """The code (``GV-1.1-001``) that a block, or a cell of a row, begins with; else empty."""
    cells = block.text.split(" | ") if block.kind == "row" else [block.text]
    return next((m["n"] for cell in cells if (m := _CONTROL.match(cell))), "")


def _open_heading(text: str) -> tuple[str, str] | None:
    """The style and address of a provision that a heading names by itself."""
    for pattern, style, spell in _OPENINGS:
        if m := pattern.match(text):
            return style, spell.format(" ".join(m["n"].split()))
    return None


_OPENINGS = (
    (_SCHEDULE, "single", "{}"),
    (_US_SECTION, "us", "Sec. {}"),
    (_SUBCATEGORY, "single", "{}"),
    (_NAMED, "single", "{}"),
    (_SECTION_NUMBER, "single", "§{}"),
)


# A Japanese act prints no number on the first paragraph of an article.
_UNPRINTED_FIRST = Marker("number", 1, "", "1")


def _western_label(marker: Marker) -> str:
    text = str(marker.ordinal) if marker.kind == "circled" else marker.text
    return f"({text}{marker.suffix})"


def _korean_label(marker: Marker) -> str:
    match marker.kind:
        case "circled":
            return f"제{marker.ordinal}항"
        case "number":
            return f"제{marker.ordinal}호{marker.suffix}"
        case "ga":
            return f"{marker.text}목"
        case "half":
            return f" {marker.text})"
        case _:
            return f"({marker.text})"


def _japanese_label(marker: Marker) -> str:
    match marker.kind:
        case "number":
            return f"第{marker.ordinal}項"
        case "kanji":
            return f"第{marker.ordinal}号"
        case _:
            return f"({marker.text})"


_LABELS = {"korean": _korean_label, "japanese": _japanese_label}


def _spaced(caption: str) -> str:
    return re.sub(r"^(표|그림|図表|図|表)\s?(?=\d)", r"\1 ", caption)


def _recitals(blocks: Sequence[Block], articles: Mapping[int, Article]) -> dict[int, int]:
    """The numbered recitals before the first article, by the index of their block."""
    found: dict[int, int] = {}
    for at, block in enumerate(blocks[: min(articles, default=0)]):
        m = re.match(r"\((\d{1,3})\)\s", block.text)
        if m and block.kind == "paragraph" and int(m[1]) == len(found) + 1:
            found[at] = int(m[1])
    return found if len(found) >= _FEWEST_RECITALS else {}
