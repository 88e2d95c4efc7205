"""Colours of words and of what is painted behind them."""

from __future__ import annotations

Colour = tuple[int, int, int]
"""Red, green and blue, each from 0 to 255."""

Ground = Colour | None
"""What is painted behind words; None where that is not known."""

WHITE: Colour = (255, 255, 255)
SMALLEST_POINTS = 3.0
"""Smaller type is for machines; the smallest in 20 policy documents has 4.2 points."""

_LEAST_DISTANCE = 20


def alike(text: Colour, ground: Colour) -> bool:
    """Return whether letters of one colour cannot be told from a ground of another."""
    return max(abs(a - b) for a, b in zip(text, ground, strict=True)) < _LEAST_DISTANCE
