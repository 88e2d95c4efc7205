"""Finds where the articles of a law begin, and which mentions of an article are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ingest.blocks import Block
from ingest.numbering import kanji_value

_WESTERN = re.compile(r"Article\s(?P<n>\d{1,3})(?P<suffix>[a-z]?)(?=$|[\s(.:–—-])")
# In running text "Article 6 applies" opens no article; a title, a bracket or the end does.
_WESTERN_IN_TEXT = re.compile(r"Article\s\d{1,3}[a-z]?\s?(?:$|\((?![\da-z]{1,3}\))|[.:–—]\s)")
_KOREAN = re.compile(r"제\s?(?P<n>\d+)조(?P<suffix>(?:의\d+)*)(?=\s?\()")
_JAPANESE = re.compile(
    r"第(?P<n>[\d一二三四五六七八九十百]+)条(?P<suffix>(?:の[\d一二三四五六七八九十]+)*)(?=[\s\u3000(（]|$)"
)
_SUPPLEMENT = re.compile(r"부\s*칙(?:\s*[<〈(]|\s*$)|附\s*則")
_MOST_SKIPPED = 3
_FEW_HEADINGS = 3
_FEWEST = 3
_BRACKETS = {"(": ")", "（": "）"}

ArticleStyle = Literal["article", "korean", "japanese"]


@dataclass(frozen=True, slots=True)
class Article:
    """The block at which an article begins.

    Attributes:
        style: Whose way of numbering it follows.
        number: Without what was inserted behind it (제5조의2 is 5).
        address: ``Art. 5``, ``제5조의2``, ``第5条``.
        end: Index in the block's text behind the number and the bracketed title.
    """

    style: ArticleStyle
    number: int
    address: str
    end: int


def find_articles(blocks: Sequence[Block]) -> dict[int, Article]:
    """Return the articles of a law by the index of the block that opens each.

    Only numbers that rise by few at a time are articles: a box that quotes Article 53, or an annex
    titled after Article 49, begins none. Supplementary provisions (부칙) count anew. One or
    two articles are taken only from an excerpt, which has hardly another heading.
    """
    for style, pattern in _STYLES.items():
        found: dict[int, Article] = {}
        for part in _parts(blocks):
            found |= _rising(blocks, part, style, pattern)
        headings = sum(block.kind == "heading" for block in blocks)
        from_one = any(article.number == 1 for article in found.values())
        fewest = 2 if from_one else _FEWEST
        if len(found) >= fewest or (found and headings - len(found) < _FEW_HEADINGS):
            return found
    return {}


_STYLES: dict[ArticleStyle, re.Pattern[str]] = {
    "korean": _KOREAN,
    "japanese": _JAPANESE,
    "article": _WESTERN,
}


def _parts(blocks: Sequence[Block]) -> list[range]:
    """The law and each of its supplementary provisions."""
    starts = [at for at, block in enumerate(blocks) if _SUPPLEMENT.match(block.text)]
    return [range(a, b) for a, b in pairwise([0, *starts, len(blocks)])]


def _rising(
    blocks: Sequence[Block], part: range, style: ArticleStyle, pattern: re.Pattern[str]
) -> dict[int, Article]:
    opening = {at: m for at in part if (m := _opening(blocks[at], style, pattern))}
    first = next((at for at, m in opening.items() if kanji_value(m["n"]) == 1), part.start)
    found: dict[int, Article] = {}
    last = (0, "")
    for at, m in opening.items():
        number, suffix = kanji_value(m["n"]), m["suffix"]
        rises = 0 < number - last[0] <= _MOST_SKIPPED or (number == last[0] and suffix > last[1])
        if at >= first and (rises or not found):
            last = (number, suffix)
            end = _title_end(blocks[at].text, m.end())
            found[at] = Article(style, number, _spell(style, number, suffix), end)
    return found


def _opening(block: Block, style: ArticleStyle, pattern: re.Pattern[str]) -> re.Match[str] | None:
    if block.kind not in ("heading", "paragraph"):
        return None
    if style == "article" and block.kind == "paragraph" and not _WESTERN_IN_TEXT.match(block.text):
        return None
    return pattern.match(block.text)


def _spell(style: ArticleStyle, number: int, suffix: str) -> str:
    match style:
        case "korean":
            return f"제{number}조{suffix}"
        case "japanese":
            return f"第{number}条{suffix}"
        case _:
            return f"Art. {number}{suffix}"


def _title_end(text: str, start: int) -> int:
    """Behind the bracketed title that follows an article's number, brackets within it and all."""
    at = start + (text[start : start + 1] == " ")
    close = _BRACKETS.get(text[at : at + 1])
    if not close:
        return start
    depth = 0
    for end in range(at, len(text)):
        depth += (text[end] == text[at]) - (text[end] == close)
        if not depth:
            return end + 1
    return start
