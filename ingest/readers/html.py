"""Reads HTML: the main part of the page without its navigation."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from corpus.errors import RejectedDocument
from ingest.blocks import Block, Reading
from ingest.clean import fold_space
from ingest.encoding import decode_text
from ingest.readers.comments import strip_comments
from ingest.readers.markup import read_elements
from ingest.readers.notes import hidden_note, smuggled_note
from ingest.readers.stated import page_fields
from ingest.readers.unseen import take_unseen

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import Tag

_FURNITURE = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "button",
        "svg",
        "iframe",
    ]
)
_FURNITURE_ROLES = frozenset(["navigation", "banner", "contentinfo", "search"])
_LEAST_SHARE = 0.5
# A tag that the next begins before it ends; in good pages only inside scripts and attributes.
_DANGLING = re.compile(r"<(?=[^<>]*(?:<|\Z))")
_MOST_DANGLING = 500
_OPENED = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)")
_CLOSED = re.compile(r"</([a-zA-Z][a-zA-Z0-9]*)")
_LEFT_OPEN = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
     "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "option")
)  # fmt: skip
_DEEPEST_NESTING = 2000
_CALL = re.compile(r"[\[(]?(?:(?:foot)?note\s?)?(\d{1,4}|[*†‡§]{1,3})[\])]?", re.IGNORECASE)
_CALL_ROLES = re.compile(r"\b(?:doc-noteref|footnote(?:-?ref)?|noteref)\b", re.IGNORECASE)
_BACKLINK = re.compile(
    r"[\[(]?(?:[↩↑^⏎\ufe0e\ufe0f]+|(?:back|return)\b.{0,40})[\])]?", re.IGNORECASE
)
_NOTE_ELEMENTS = ("li", "p", "div", "dd", "aside", "td", "section")
_LONGEST_NOTE = 4000
_DEEPEST = 100


def read_html(data: bytes, path: Path) -> Reading:
    """Return the blocks of a web page without its navigation and what is hidden on it.

    trafilatura was tried and lost all 79 headings of the UK white paper, so the page's own
    landmarks decide what is furniture.

    Raises:
        RejectedDocument: No text in it, or damaged beyond reading.
    """
    from bs4 import BeautifulSoup

    decoded = decode_text(data, path)
    source = _tame(decoded)
    if _depth(source) > _DEEPEST_NESTING:
        raise RejectedDocument(
            "its elements are nested too deeply", path.name, "Save the page as PDF and add that."
        )
    soup = BeautifulSoup(source, "html.parser")
    title = fold_space(soup.title.get_text(" ")) if soup.title else None
    stated = page_fields(soup)
    sheets = [sheet.get_text() for sheet in soup.find_all("style")]
    elsewhere = bool(soup.find("link", rel="stylesheet"))
    _clear(soup)
    unseen = take_unseen(soup, sheets, elsewhere=elsewhere)
    notes = _take_notes(soup)
    blocks = read_elements(_main(soup), notes)
    if not any(block.text for block in blocks):
        raise RejectedDocument(
            "no text found in the web page", path.name, "Save the page as PDF and add that."
        )
    return Reading(
        blocks=tuple(blocks),
        title=title.removesuffix(" - GOV.UK") if title else None,
        stated=stated,
        warnings=(*hidden_note(unseen), *smuggled_note(decoded)),
    )


def _tame(source: str) -> str:
    """``source`` without what html.parser would read again and again: it costs quadratic time."""
    source = strip_comments(source)
    return _DANGLING.sub("&lt;", source) if _is_dangling(source) else source


def _is_dangling(source: str) -> bool:
    return sum(1 for _ in islice(_DANGLING.finditer(source), _MOST_DANGLING)) == _MOST_DANGLING


def _depth(source: str) -> int:
    """How many elements of one name are opened and never closed, at most."""
    surplus = Counter(name.lower() for name in _OPENED.findall(source))
    surplus.subtract(name.lower() for name in _CLOSED.findall(source))
    return max((n for name, n in surplus.items() if name not in _LEFT_OPEN), default=0)


def _clear(soup: BeautifulSoup) -> None:
    """Take away what is not part of the document."""
    from bs4.element import Tag

    furniture: list[Tag] = []
    left: list[Tag] = [soup]
    while left:
        for element in left.pop().contents:
            if isinstance(element, Tag):
                (furniture if _is_furniture(element) else left).append(element)
    for element in furniture:
        element.extract()
    if soup.title:
        soup.title.extract()


def _is_furniture(element: Tag) -> bool:
    attributes = element.attrs
    return (
        element.name in _FURNITURE
        or attributes.get("role") in _FURNITURE_ROLES
        or attributes.get("aria-hidden") == "true"
    )


def _main(soup: BeautifulSoup) -> Tag:
    whole = len(soup.get_text())
    found = (soup.main, soup.find(True, attrs={"role": "main"}), soup.article, soup.body)
    return next((m for m in found if m and len(m.get_text()) >= whole * _LEAST_SHARE), soup)


def _take_notes(soup: BeautifulSoup) -> dict[int, Block]:
    """Take the footnotes out of the page and return them by ``id()`` of what calls them."""
    elements = soup.find_all(True)
    order = {id(element): at for at, element in enumerate(elements)}
    named: dict[str, Tag] = {}
    for element in elements:
        for key in ("id", "name"):
            if isinstance(name := element.get(key), str):
                named.setdefault(name, element)
    calls = [
        (link, note, label)
        for link in elements
        if (label := _call_label(link))
        and (note := _note_element(link, named))
        and order[id(note)] > order[id(link)]
    ]
    targets = {id(note) for _, note, _ in calls}
    blocks: dict[int, Block] = {}
    read: dict[int, Block | None] = {}
    for link, note, label in calls:
        if any(id(parent) in targets for parent in islice(link.parents, _DEEPEST)):
            continue
        if id(note) not in read:
            read[id(note)] = _read_note(note, label)
        if block := read[id(note)]:
            blocks[id(link)] = block
            note.extract()
    return blocks


def _call_label(link: Tag) -> str:
    if link.name != "a" or not str(link.get("href", "")).startswith("#"):
        return ""
    inside = list(islice(link.descendants, 4))
    words = "".join(str(part) for part in inside if isinstance(part, str)).strip()
    call = _CALL.fullmatch(words) if len(inside) < 4 else None
    if not call:
        return ""
    marks = " ".join(str(link.get(key, "")) for key in ("role", "class", "rel", "epub:type"))
    raised = (link.parent is not None and link.parent.name == "sup") or any(
        getattr(part, "name", None) == "sup" for part in inside
    )
    return call[1] if raised or _CALL_ROLES.search(marks) else ""


def _note_element(link: Tag, named: dict[str, Tag]) -> Tag | None:
    found = named.get(unquote(str(link["href"])[1:]))
    for _ in range(4):
        if found is None or found.name in _NOTE_ELEMENTS:
            return found
        found = found.parent
    return None


def _read_note(note: Tag, label: str) -> Block | None:
    """A footnote's words without the link back and without its number."""
    for link in note.find_all("a"):
        words = "".join(islice(link.strings, 4)).strip()
        if str(link.get("href", "")).startswith("#") and _BACKLINK.fullmatch(words):
            link.extract()
    blocks = read_elements(note)
    text = " ".join(block.text for block in blocks)
    text = re.sub(rf"^[\[(]?{re.escape(label)}[\])]?[.:]?\s+", "", text)
    if not text or len(text) > _LONGEST_NOTE or any(b.kind == "heading" for b in blocks):
        return None
    return Block("footnote", text, label=label)
