"""What the styles of a Word document say about a paragraph: heading, list, contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ingest.readers.docx_looks import Look, read_look, shading
from ingest.readers.docx_numbering import W, integer, value

# Word keeps the English name in every language; other programs write their own.
_HEADING = re.compile(
    r"(?:heading|제목|개요|見出し|überschrift|titre|título|标题|標題) ?(?P<n>[1-9])(?: .*)?"
)
_TITLE = re.compile(r"title|제목|표제|表題|titel|titre|título|标题|標題")
_CONTENTS = re.compile(r"(?:toc|목차|目次) .*|table of figures|그림 목차|contents heading")
_BODY_LEVEL = 9
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    parent: str
    outline: int | None
    list: tuple[str, str] | None
    raised: bool | None
    look: Look
    shaded: bool


class Styles:
    """The styles of a document; a style says what it does not say by the one it is based on."""

    def __init__(self, root: Element | None) -> None:
        """Read ``word/styles.xml``; a document without one has only plain paragraphs."""
        self._styles: dict[str, _Style] = {}
        self._plain = ""
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self._usual = read_look(defaults)
        for element in root.findall(f"{W}style") if root is not None else ():
            identifier = element.get(f"{W}styleId", "")
            self._styles[identifier] = _read_style(element)
            if element.get(f"{W}type") == "paragraph" and is_on(element.get(f"{W}default", "0")):
                self._plain = identifier

    def heading_level(self, style: str) -> int:
        """Return the depth of a heading style, 0 for the style of a paragraph."""
        for each in self._chain(style):
            if each.outline is not None:
                return each.outline + 1 if each.outline < _BODY_LEVEL else 0
            if match := _HEADING.fullmatch(each.name):
                return int(match["n"])
            if _TITLE.fullmatch(each.name):
                return 1
        return 0

    def list_of(self, style: str) -> tuple[str, str]:
        """Return (list, level), each nothing where neither the style nor its parents state it."""
        stated = [each.list for each in self._chain(style) if each.list is not None]
        return (
            next((number for number, _ in stated if number), ""),
            next((level for _, level in stated if level), ""),
        )

    def is_contents(self, style: str) -> bool:
        """Whether the style is one of a table of contents."""
        return any(_CONTENTS.fullmatch(each.name) for each in self._chain(style))

    def is_raised(self, style: str) -> bool:
        """Whether a character style raises its text."""
        return next((s.raised for s in self._chain(style) if s.raised is not None), False)

    def look_of(self, style: str) -> Look:
        """Return how text looks in a paragraph style, or in the usual one where it is not known."""
        look = Look()
        for each in self._chain(style):
            look = look.over(each.look)
        return look.over(self._usual)

    def look_of_words(self, style: str) -> Look:
        """Return what a character style changes; nothing where there is none."""
        look = Look()
        for each in self._chain(style) if style in self._styles else ():
            look = look.over(each.look)
        return look

    def is_shaded(self, style: str) -> bool:
        """Return whether a table style paints anything behind its cells."""
        return style in self._styles and any(each.shaded for each in self._chain(style))

    def _chain(self, style: str) -> list[_Style]:
        names: list[str] = []
        name = style if style in self._styles else self._plain
        while name in self._styles and name not in names and len(names) < _LONGEST_CHAIN:
            names.append(name)
            name = self._styles[name].parent
        return [self._styles[name] for name in names]


def is_on(text: str | None) -> bool:
    """Whether an on-off value is on; an element that states none is."""
    return text not in ("0", "false", "off")


def numbering_of(properties: Element | None) -> tuple[str, str] | None:
    """Return (list, level), each nothing where paragraph properties do not state it."""
    found = properties.find(f"{W}numPr") if properties is not None else None
    return (value(found, "numId"), value(found, "ilvl")) if found is not None else None


def outline_of(properties: Element | None) -> int | None:
    """Return the outline level that paragraph properties state, 0 outermost and 9 for none."""
    stated = value(properties, "outlineLvl") if properties is not None else ""
    return integer(stated, _BODY_LEVEL) if stated else None


def _read_style(element: Element) -> _Style:
    properties = element.find(f"{W}pPr")
    run = element.find(f"{W}rPr")
    raised = value(run, "vertAlign") if run is not None else ""
    return _Style(
        name=value(element, "name").strip().lower(),
        parent=value(element, "basedOn"),
        outline=outline_of(properties),
        list=numbering_of(properties),
        raised=raised == "superscript" if raised else None,
        look=read_look(run, properties),
        shaded=any(shading(each) for each in element.iter() if each.find(f"{W}shd") is not None),
    )
