"""Finds where each block stands: its headings and the address a lawyer would cite."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.blocks import Block
from ingest.provisions import find_provisions

_HEADED = re.compile(r"^(?P<what>Article|ANNEX|CHAPTER|SECTION) (?P<n>[\dIVXLC]+[a-z]?)$")
_OUTLINE_RANKS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"^[IVX]{1,5}\.\s"), 2),
    (re.compile(r"^\d{1,2}\.\s"), 3),
    (re.compile(r"^[■□◆]"), 4),
)
_SECTION = re.compile(
    r"^(?P<title>(?P<n>(?:Sec\.|Section) \d{1,2}(?:\.\d{1,2})?|\d{1,2}\.\d{1,2})\."
    r" [A-Z][^.]{2,120}\.)(?=\s|$)"
)
_SECTION_INSIDE = re.compile(r"(?<=\.) (?=Sec\. \d{1,2}\. [A-Z])")
_FEWEST_SECTIONS = 2
_LONGEST_TITLE = 220


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
    blocks = _mend(_title_articles(_rank_outline(_title_sections(blocks))))
    stack: list[tuple[int, str]] = []
    placed = []
    for block, provision in zip(blocks, find_provisions(blocks), strict=True):
        if block.kind == "heading":
            while stack and stack[-1][0] >= block.level:
                stack.pop()
            stack.append((block.level, block.text))
        heading = tuple(text for _, text in stack)
        placed.append(
            PlacedBlock(block, heading, provision.unit, provision.address, provision.caption)
        )
    return placed


def _title_sections(blocks: Sequence[Block]) -> list[Block]:
    """Part the sections of a US order, which begin in the middle of a line, and their titles."""
    if sum(b.text.startswith(("Sec. ", "Section 1. ")) for b in blocks) < _FEWEST_SECTIONS:
        return list(blocks)
    out: list[Block] = []
    for block in blocks:
        cuts = [0, *(m.start() for m in _SECTION_INSIDE.finditer(block.text)), len(block.text)]
        if block.kind != "paragraph" or block.page_breaks:
            out.append(block)
            continue
        for start, end in pairwise(cuts):
            text = block.text[start:end].strip()
            if (m := _SECTION.match(text)) and m["title"]:
                level = 3 if re.search(r"\d\.\d", m["n"]) else 2
                out.append(replace(block, kind="heading", text=m["title"], level=level))
                text = text[m.end("title") :].strip()
            if text:
                out.append(replace(block, text=text))
    return out


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
                and not _HEADED.match(block.text)
                and not re.match(r"^[\d(]", block.text)
                and not block.text.endswith((".", ";"))
            )
            if titled:
                out.append(replace(pending, text=f"{pending.text} {block.text}"))
                pending = None
                continue
            out.append(pending)
            pending = None
        if block.kind == "heading" and _HEADED.match(block.text):
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
