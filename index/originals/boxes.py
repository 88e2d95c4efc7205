"""Merges the boxes of characters into one rectangle for each piece of a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_OVERLAP = 0.4
_WIDEST_GAP = 1.6


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page as drawn, each edge as a share of its width or height from 0 to 1.

    Attributes:
        left: Of the left edge.
        top: Of the upper edge, from the top.
        right: Of the right edge.
        bottom: Of the lower edge.
        turned: Whether the text in it runs up or down.
    """

    left: float
    top: float
    right: float
    bottom: float
    turned: bool = False

    def joined(self, other: Box) -> Box:
        """Return the smallest box around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
            self.turned,
        )


def merge_boxes(boxes: Sequence[Box], aspect: float) -> tuple[Box, ...]:
    """Return one box for each run of characters that stand beside each other on a line.

    Args:
        boxes: Of characters, in the order of reading.
        aspect: Width of the page divided by its height.
    """
    merged: list[Box] = []
    for box in boxes:
        if merged and _goes_on(merged[-1], box, aspect):
            merged[-1] = merged[-1].joined(box)
        else:
            merged.append(box)
    return tuple(merged)


def _goes_on(line: Box, box: Box, aspect: float) -> bool:
    """Whether a character stands on the line and close to what there is of it."""
    if line.turned != box.turned:
        return False
    if line.turned:
        line, box, aspect = _turned(line), _turned(box), 1 / aspect
    shared = min(line.bottom, box.bottom) - max(line.top, box.top)
    heights = line.bottom - line.top, box.bottom - box.top
    gap = max(box.left - line.right, line.left - box.right)
    return shared > _OVERLAP * min(heights) and gap < _WIDEST_GAP * max(heights) / aspect


def _turned(box: Box) -> Box:
    """The box of text that runs up or down, as if it ran across."""
    return Box(box.top, box.left, box.bottom, box.right)
