"""What stands in a line of a Word document besides plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ingest.clean import superscript
from ingest.readers.docx_numbering import W

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
ALTERNATIVES, _CHOICE, _FALLBACK = f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"
FORMULAS = (f"{_M}oMath", f"{_M}oMathPara")
_FILL = re.compile(r"\}(?:solid|grad|patt|blip|grp)Fill$")
# What policy texts take from the Symbol font; its other characters become bullets.
_SYMBOL = {0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB9: "≠", 0xBB: "≈", 0xAE: "→", 0xB0: "°"}


def chosen(alternatives: Element) -> Element:
    """Return the first of several ways to say the same."""
    choice = alternatives.find(_CHOICE)
    found = choice if choice is not None else alternatives.find(_FALLBACK)
    return found if found is not None else Element("none")


@dataclass(frozen=True, slots=True)
class TextBox:
    """The content of a text box, and whether its shape is painted."""

    content: Element
    filled: bool


def text_boxes(drawing: Element) -> Iterator[TextBox]:
    """Yield the text boxes in a drawing that is not hidden, each once."""
    if any(
        element.get("hidden") in ("1", "true")
        for element in drawing.iter()
        if element.tag.endswith(("}docPr", "}cNvPr"))
    ):
        return
    filled = any(
        _FILL.search(element.tag) or element.get("fillcolor") for element in drawing.iter()
    )
    yield from (TextBox(content, filled) for content in _contents(drawing))


def _contents(drawing: Element) -> Iterator[Element]:
    for element in drawing:
        if element.tag == f"{W}txbxContent":
            yield element
        elif element.tag == ALTERNATIVES:
            yield from _contents(chosen(element))
        else:
            yield from _contents(element)


def symbol(element: Element) -> str:
    """Return a character of a symbol font as one that can be read."""
    code = element.get(f"{W}char", "")
    if not re.fullmatch(r"[0-9A-Fa-f]{1,4}", code):
        return ""
    number = int(code, 16)
    if element.get(f"{W}font") == "Symbol" and number & 0xFF in _SYMBOL:
        return _SYMBOL[number & 0xFF]
    return chr(number)


def formula(element: Element) -> str:
    """Return a formula in one line: powers as superscripts, fractions with a stroke."""
    parts: list[str] = []
    for child in element:
        inner = formula(child)
        if child.tag == f"{_M}t":
            inner = child.text or ""
        elif child.tag == f"{_M}sup":
            inner = superscript(inner) if superscript(inner) != inner else f"^{inner}"
        elif child.tag == f"{_M}den":
            inner = f"/{inner}"
        parts.append(inner)
    return "".join(parts)
