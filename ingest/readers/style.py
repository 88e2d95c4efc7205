"""Which CSS declarations hide text from whoever looks at a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from ingest.colours import WHITE, Colour

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_LENGTH = re.compile(r"(-?\d*\.?\d+)(px|pt|em|rem|ex|ch|vw|vh|cm|mm|in|%|)")
_HEX = re.compile(r"#([0-9a-f]{3,8})")
_FUNCTION = re.compile(r"(?:rgb|hsl)a?\(([^()]*)\)")
_PIXELS = {"px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "ex": 8.0, "ch": 8.0, "vw": 12.0,
           "vh": 8.0, "cm": 37.8, "mm": 3.78, "in": 96.0, "%": 0.16, "": 1.0}  # fmt: skip
_NAMES = {"white": 0xFFFFFF, "snow": 0xFFFAFA, "ivory": 0xFFFFF0, "ghostwhite": 0xF8F8FF,
          "floralwhite": 0xFFFAF0, "azure": 0xF0FFFF, "mintcream": 0xF5FFFA,
          "whitesmoke": 0xF5F5F5, "black": 0x000000}  # fmt: skip
_SMALLEST_PX = 4.0
_FARTHEST_PX = 500.0
_FAINTEST = 0.1
_RELEVANT = re.compile(
    r"display|visibility|opacity|font|clip|left|right|top|bottom|indent|transform|height|width"
    r"|color|background",
)
_MOST_RULES = 300


def read_declarations(style: str) -> dict[str, str]:
    """Return what a ``style`` attribute or the body of a rule declares, in lower case."""
    declared: dict[str, str] = {}
    for part in _COMMENT.sub("", style).lower().split(";"):
        name, colon, value = part.partition(":")
        if colon:
            declared[name.strip()] = value.replace("!important", "").strip()
    return declared


def read_rules(sheet: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (selector, declarations) of a style sheet's rules that can bear on what is seen.

    Rules for print, small screens and the like are left out: they do not hold for most readers.
    """
    sheet = _COMMENT.sub("", sheet)
    at = found = 0
    while found < _MOST_RULES and (opening := sheet.find("{", at)) >= 0:
        selector = sheet[at:opening].rpartition(";")[2].strip()
        closing = sheet.find("}", opening)
        if selector.startswith("@"):
            if re.fullmatch(r"@media\s+(?:all|screen)|@layer\b[^{]*|@supports\b[^{]*", selector):
                at = opening + 1
                continue
            closing = _closing(sheet, opening)
        elif selector.startswith("}"):
            selector = selector.lstrip("} \t\r\n")
        closing = len(sheet) if closing < 0 else closing
        body = sheet[opening + 1 : closing]
        at = closing + 1
        if not selector.startswith("@") and _RELEVANT.search(body):
            found += 1
            yield selector, read_declarations(body)


def hides(declared: Mapping[str, str]) -> bool:
    """Return whether an element with these declarations takes all that is in it out of sight."""
    if declared.get("display") == "none" or declared.get("content-visibility") == "hidden":
        return True
    if _number(declared.get("opacity", ""), 1.0) < _FAINTEST:
        return True
    if re.match(r"rect\(0|rect\(1px", declared.get("clip", "")) or re.match(
        r"inset\((?:[5-9]\d|100)%|circle\(0|polygon\(0 0\)", declared.get("clip-path", "")
    ):
        return True
    if re.search(r"scale\w*\(0(?:\.0\d*)?[,)]", declared.get("transform", "")):
        return True
    if _pixels(declared.get("text-indent", "")) <= -_FARTHEST_PX:
        return True
    moved = [declared.get(side, "") for side in ("left", "top", "right", "bottom", "margin-left")]
    moved += re.findall(r"translate\w*\(([^,)]*)", declared.get("transform", ""))
    if any(_pixels(value) <= -_FARTHEST_PX for value in moved):
        return True
    sizes = [declared.get(side) for side in ("height", "width", "max-height", "max-width")]
    flat = any(size is not None and 0 <= _pixels(size, 99.0) <= 1 for size in sizes)
    return flat and declared.get("overflow", "").startswith("hidden")


def is_tiny(declared: Mapping[str, str]) -> bool | None:
    """Return whether type is declared too small to read; None where no size is declared."""
    size = declared.get("font-size")
    if size is None:
        shorthand = re.search(r"(?:^|\s)(\d*\.?\d+(?:px|pt|em|rem|%))(?:/|\s)",
                              declared.get("font", ""))  # fmt: skip
        size = shorthand[1] if shorthand else None
    return None if size is None else _pixels(size, 99.0) < _SMALLEST_PX


def read_colour(value: str) -> Colour | Literal["clear"] | None:
    """Return a colour, ``clear`` where it is transparent, None where it is not known."""
    value = value.strip()
    if value == "transparent":
        return "clear"
    if found := _HEX.fullmatch(value):
        digits = found[1]
        if len(digits) in (3, 4):
            digits = "".join(digit * 2 for digit in digits)
        if len(digits) == 8 and int(digits[6:], 16) < 255 * _FAINTEST:
            return "clear"
        return _split(int(digits[:6], 16)) if len(digits) in (6, 8) else None
    if found := _FUNCTION.fullmatch(value):
        parts = re.split(r"[\s,/]+", found[1].strip())
        if len(parts) > 3 and _number(parts[3], 1.0) < _FAINTEST:
            return "clear"
        if value.startswith("rgb") and all(part.isdigit() for part in parts[:3]):
            red, green, blue = (min(int(part), 255) for part in [*parts, "0", "0"][:3])
            return red, green, blue
        return WHITE if value.startswith("hsl") and parts[2:3] == ["100%"] else None
    return _split(_NAMES[value]) if value in _NAMES else None


def _closing(sheet: str, opening: int) -> int:
    """Where the block that begins at ``opening`` ends; -1 for never."""
    depth = 0
    for brace in re.finditer(r"[{}]", sheet[opening:]):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return opening + brace.start()
    return -1


def _split(colour: int) -> Colour:
    return colour >> 16, colour >> 8 & 255, colour & 255


def _number(text: str, default: float) -> float:
    found = _LENGTH.fullmatch(text)
    return default if found is None else float(found[1]) / (100 if found[2] == "%" else 1)


def _pixels(text: str, default: float = 0.0) -> float:
    found = _LENGTH.fullmatch(text)
    return default if found is None else float(found[1]) * _PIXELS[found[2]]
