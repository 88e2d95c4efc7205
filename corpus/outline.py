"""A document's outline: its headings, and the articles, recitals and paragraphs below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.types import Anchor, Document

_ROOT = re.compile(r"제\d+조(?:의\d+)*|第\d+条(?:の\d+)*|[^(]+")
_NOTE = re.compile(r"(?:footnote|endnote|Table|Figure|Fig\.)\b", re.IGNORECASE)
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of an outline.

    Attributes:
        at: Its number, from 0 in the order of the text.
        title: The heading; of a provision without one, how its text begins.
        address: The provision as cited, or empty.
        depth: 0 for the outermost.
        char_start: Where its text begins, as an index into the document's text.
        char_end: One past the last character of its own text, before that of its first child.
        children: Numbers of the branches right below it.
        is_excerpt: Whether the title is cut from the text.
    """

    at: int
    title: str
    address: str
    depth: int
    char_start: int
    char_end: int
    children: tuple[int, ...]
    is_excerpt: bool


@dataclass(slots=True)
class _Draft:
    title: str
    address: str
    parent: int
    depth: int
    char_start: int
    is_excerpt: bool = False


def draw_outline(document: Document) -> tuple[Branch, ...]:
    """Return the outline of a document in the order of its text.

    Every character belongs to exactly one branch. Provisions are as fine as an article, a recital
    or a numbered paragraph; what is within these, and notes and tables, makes no branch.
    """
    drafts = _merge(_draft(document))
    ends = [*(draft.char_start for draft in drafts[1:]), len(document.text)]
    below: list[list[int]] = [[] for _ in drafts]
    for at, draft in enumerate(drafts):
        if draft.parent >= 0:
            below[draft.parent].append(at)
    return tuple(
        Branch(at, d.title, d.address, d.depth, d.char_start, end, tuple(below[at]), d.is_excerpt)
        for at, (d, end) in enumerate(zip(drafts, ends, strict=True))
    )


def _draft(document: Document) -> list[_Draft]:
    """Open a branch at every new heading and at every new provision below it."""
    text = document.text
    anchors = document.places.anchors or (Anchor(0, (), None),)
    drafts: list[_Draft] = []
    path: list[tuple[str, int]] = []  # open headings and their branches
    provision, heading = "", None
    for anchor in anchors:
        if anchor.address and _NOTE.match(anchor.address):
            continue
        root = _root(anchor.address)
        if anchor.heading != heading:
            # What goes on below another heading is not what that is the heading of.
            heading, provision = anchor.heading, provision if root == provision else ""
            path = path[: _shared(path, anchor.heading)]
            for title in anchor.heading[len(path) :]:
                parent = path[-1][1] if path else -1
                drafts.append(_Draft(title, "", parent, len(path), anchor.char_start))
                path.append((title, len(drafts) - 1))
        parent = path[-1][1] if path else -1
        if (root and root != provision) or not drafts:
            title = _excerpt(text, anchor.char_start)
            drafts.append(_Draft(title, root, parent, len(path), anchor.char_start, True))
        provision = root or provision
    return drafts or [_Draft(_excerpt(text, 0), "", -1, 0, 0, is_excerpt=True)]


def _merge(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Join headings with the provision that they are the heading of.

    That is the only one below a heading, or one that begins where the heading does.
    """
    below: dict[int, list[int]] = {}
    for at, draft in enumerate(drafts):
        below.setdefault(draft.parent, []).append(at)
    joined: dict[int, int] = {}
    for at, (first, *others) in below.items():
        if at < 0 or first in below or not drafts[first].address:
            continue
        if not others or drafts[first].char_start == drafts[at].char_start:
            drafts[at].address = drafts[first].address
            joined[first] = at
    kept: list[_Draft] = []
    new = {-1: -1}
    for at, draft in enumerate(drafts):
        if at not in joined:
            new[at] = len(kept)
            draft.parent = new[draft.parent]
            kept.append(draft)
    kept[0].char_start = 0
    return kept


def _shared(path: Sequence[tuple[str, int]], heading: Sequence[str]) -> int:
    count = 0
    while count < min(len(path), len(heading)) and path[count][0] == heading[count]:
        count += 1
    return count


def _root(address: str | None) -> str:
    found = _ROOT.match(address or "")
    return found[0].strip() if found else ""


def _excerpt(text: str, start: int) -> str:
    line = text[start : start + 4 * _LONGEST].strip().split("\n", 1)[0].strip()
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
