"""Whether a run of a Word document can be seen: what it and its styles state of its look."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ingest.colours import SMALLEST_POINTS, WHITE, Colour, Ground, alike
from ingest.readers.docx_numbering import W, integer, value
from ingest.readers.style import read_colour

_HIGHLIGHTS = {"white": WHITE, "black": (0, 0, 0)}
_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Look:
    """What is stated of a look; None for what is not.

    Attributes:
        hidden: Whether the text is marked as hidden.
        colour: Of the letters; None also for automatic ones, which can be seen on any ground.
        size: In half points.
        ground: (what is painted behind them, which may be unknown), where anything is.
    """

    hidden: bool | None = None
    colour: Colour | None = None
    size: int | None = None
    ground: tuple[Ground] | None = None

    def over(self, other: Look) -> Look:
        """Return this look with the other's statements where it has none of its own."""
        return Look(
            other.hidden if self.hidden is None else self.hidden,
            self.colour or other.colour,
            self.size or other.size,
            self.ground or other.ground,
        )

    def is_unseen(self, ground: Ground) -> bool:
        """Return whether nobody sees text of this look on what is painted behind its paragraph."""
        if self.hidden or (self.size is not None and self.size < 2 * SMALLEST_POINTS):
            return True
        behind = self.ground[0] if self.ground else ground
        return self.colour is not None and behind is not None and alike(self.colour, behind)


def read_look(run: Element | None, paragraph: Element | None = None) -> Look:
    """Return what run properties, and the shading among paragraph properties, state."""
    if run is None:
        return Look(ground=shading(paragraph))
    hidden = run.find(f"{W}vanish")
    colour = read_colour(f"#{value(run, 'color').lower()}")
    highlight = value(run, "highlight")
    ground = shading(run) or shading(paragraph)
    if highlight and highlight != "none":
        ground = (_HIGHLIGHTS.get(highlight),)
    return Look(
        hidden=None if hidden is None else hidden.get(f"{W}val") not in _OFF,
        colour=colour if isinstance(colour, tuple) else None,
        size=integer(value(run, "sz"), 0) or None,
        ground=ground,
    )


def shading(properties: Element | None) -> tuple[Ground] | None:
    """Return what the shading among properties paints; None where nothing is painted."""
    found = properties.find(f"{W}shd") if properties is not None else None
    if found is None:
        return None
    fill = found.get(f"{W}fill", "auto")
    pattern = found.get(f"{W}val", "clear")
    if fill == "auto" and pattern in ("clear", "nil"):
        return None
    colour = read_colour(f"#{fill.lower()}")
    return (colour,) if isinstance(colour, tuple) and pattern in ("clear", "nil") else (None,)
