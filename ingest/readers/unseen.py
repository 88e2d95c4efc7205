"""Takes out of a web page what its markup and styles keep out of sight."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.colours import WHITE, Colour, alike
from ingest.readers.style import (
    hides,
    is_tiny,
    read_colour,
    read_declarations,
    read_rules,
)

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import Tag

# What stands in these is shown only by programs that cannot show the element itself.
FALLBACKS = frozenset(("audio", "video", "canvas", "object", "datalist", "noframes", "noembed"))
_MOST_MATCHES = 600_000
_VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
         "track", "wbr")  # fmt: skip
_OPENING = re.compile(r"<([a-zA-Z][\w-]*)(\s[^<>]*)?>")
_EDGE = re.compile(r"<(/?)([a-zA-Z][\w-]*)(?:\s[^<>]*)?>")
_ATTRIBUTE = re.compile(r"([\w:-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_SHEET = re.compile(r"<style\b[^>]*>((?:(?!<style\b).)*?)</style\s*>", re.IGNORECASE | re.DOTALL)
_SIMPLE = re.compile(r"[\w-]*(?:[.#][\w-]+)+|[\w-]+")
_UNRENDERED = ("script", "style", "template", "noscript", "iframe", "title", "svg", "math", "head",
               "dialog", *sorted(FALLBACKS))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Look:
    """How the words of an element look, by what it and those around it declare."""

    colour: Colour | str | None = None
    background: Colour | None = WHITE
    tiny: bool = False
    hidden: bool = False

    @property
    def unseen(self) -> bool:
        if self.hidden or self.tiny or self.colour == "clear":
            return True
        return (
            isinstance(self.colour, tuple)
            and self.background is not None
            and alike(self.colour, self.background)
        )


def take_unseen(soup: BeautifulSoup, sheets: Sequence[str], *, elsewhere: bool) -> str:
    """Take away what a reader of the page does not see, and return its words.

    Args:
        soup: The page.
        sheets: The style sheets in it.
        elsewhere: Whether it names others; what they paint behind an element is not known.
    """
    from bs4.element import NavigableString, Tag

    declared = _declarations(soup, sheets)
    taken: list[str] = []
    gone: list[Tag | NavigableString] = []
    stack: list[tuple[Tag, _Look]] = [(soup, _Look())]
    while stack:
        parent, look = stack.pop()
        for child in parent.contents:
            if isinstance(child, Tag):
                own = declared.get(id(child), {})
                if _is_hidden(child) or hides(own):
                    gone.append(child)
                else:
                    named = elsewhere and ("class" in child.attrs or "id" in child.attrs)
                    around = replace(look, background=None) if named else look
                    stack.append((child, _look(own, around)))
            elif look.unseen and isinstance(child, NavigableString) and child.strip():
                gone.append(child)
    for element in gone:
        taken.append(element.get_text(" ") if isinstance(element, Tag) else str(element))
        element.extract()
    return " ".join(taken)


def take_unseen_markup(text: str) -> tuple[str, str]:
    """Return Markdown without what HTML in it keeps out of sight, and the words of that."""
    if "<" not in text:
        return text, ""
    rules = [
        (selector.strip(), body)
        for sheet in _SHEET.findall(text)
        for selectors, body in read_rules(sheet)
        if hides(body) or _is_unseen(body, WHITE)
        for selector in selectors.split(",")
        if _SIMPLE.fullmatch(selector.strip())
    ]
    ends = _ends(text)
    painted: list[tuple[int, Colour | None]] = [(len(text), WHITE)]
    kept: list[str] = []
    taken: list[str] = []
    at = 0
    for tag in _OPENING.finditer(text):
        name = tag[1].lower()
        if tag.start() < at or name in _VOID or (tag[2] or "").endswith("/"):
            continue
        while len(painted) > 1 and painted[-1][0] <= tag.start():
            painted.pop()
        end = ends.get(tag.start())
        own = _own_style(name, tag[2] or "", rules)
        background = painted[-1][1]
        if not (name in _UNRENDERED and end) and not (hides(own) or _is_unseen(own, background)):
            if end and (look := _look(own, _Look(background=background))).background != background:
                painted.append((end, look.background))
            continue
        if end is None:
            paragraph = text.find("\n\n", tag.end())
            end = len(text) if paragraph < 0 else paragraph
        kept.append(text[at : tag.start()])
        if name not in ("script", "style"):
            taken.append(re.sub(r"<[^<>]*>", " ", text[tag.start() : end]))
        at = end
    return "".join([*kept, text[at:]]), " ".join(taken)


def _declarations(soup: BeautifulSoup, sheets: Sequence[str]) -> dict[int, dict[str, str]]:
    """What style sheets in the page and ``style`` attributes declare, by ``id()`` of elements."""
    from soupsieve import SelectorSyntaxError

    found: dict[int, dict[str, str]] = {}
    rules = [rule for sheet in sheets for rule in read_rules(sheet)]
    most = _MOST_MATCHES // (1 + sum(1 for _ in soup.descendants)) if rules else 0
    if len(rules) > most:
        rules = [rule for rule in rules if hides(rule[1])][:most]
    for selector, body in rules:
        try:
            matched = soup.select(selector)
        except (SelectorSyntaxError, NotImplementedError, ValueError, RecursionError):
            continue
        for element in matched:
            found.setdefault(id(element), {}).update(body)
    for element in soup.find_all(True):
        own = _attributes_as_style(element.attrs)
        if own:
            found.setdefault(id(element), {}).update(own)
    return found


def _attributes_as_style(attributes: Mapping[str, object]) -> dict[str, str]:
    own: dict[str, str] = {}
    for name, key in (("color", "color"), ("bgcolor", "background-color")):
        if name in attributes:
            own[key] = str(attributes[name]).strip().lower()
    if "style" in attributes:
        own |= read_declarations(str(attributes["style"]))
    return own


def _is_hidden(element: Tag) -> bool:
    return (
        "hidden" in element.attrs
        or element.name in FALLBACKS
        or (element.name == "dialog" and "open" not in element.attrs)
    )


def _look(own: Mapping[str, str], around: _Look) -> _Look:
    if not own:
        return around
    background, colour, hidden = around.background, around.colour, around.hidden
    painted = own.get("background-color") or own.get("background")
    if "background-image" in own:
        background = None
    elif painted and (read := read_colour(painted)) != "clear":
        background = read if isinstance(read, tuple) else None
    if "color" in own and own["color"] not in ("inherit", "currentcolor"):
        colour = read_colour(own["color"])
    if "visibility" in own:
        hidden = own["visibility"] in ("hidden", "collapse")
    tiny = is_tiny(own)
    return _Look(colour, background, around.tiny if tiny is None else tiny, hidden)


def _own_style(
    name: str, source: str, rules: Sequence[tuple[str, dict[str, str]]]
) -> dict[str, str]:
    """What a tag in Markdown declares, with the rules whose simple selector names it."""
    attributes: dict[str, str] = {}
    for key, double, single, bare in _ATTRIBUTE.findall(source):
        attributes.setdefault(key.lower(), double or single or bare)
    if "hidden" in attributes:
        return {"display": "none"}
    names = {f".{word}" for word in attributes.get("class", "").split()}
    names |= {f"#{attributes['id']}"} if "id" in attributes else set()
    names |= {name, *(f"{name}{word}" for word in names)}
    own: dict[str, str] = {}
    for selector, body in rules:
        own |= body if selector in names else {}
    return own | _attributes_as_style(attributes)


def _is_unseen(own: Mapping[str, str], background: Colour | None) -> bool:
    return _look(own, _Look(background=background)).unseen


def _ends(text: str) -> dict[int, int]:
    """Where each element ends, by where it begins; those that nothing closes are left out."""
    found: dict[int, int] = {}
    open_at: defaultdict[str, list[int]] = defaultdict(list)
    for edge in _EDGE.finditer(text):
        name = edge[2].lower()
        if not edge[1]:
            open_at[name].append(edge.start())
        elif open_at[name]:
            found[open_at[name].pop()] = edge.end()
    return found
