"""Takes out of Hangul documents what nobody sees: white on white, and type for machines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ingest.colours import SMALLEST_POINTS, WHITE, Ground, alike
from ingest.hangul import Box, Cell, Note, Paragraph, Run, Table


def take_unseen(
    paragraphs: Iterable[Paragraph], ground: Ground = WHITE
) -> tuple[list[Paragraph], str]:
    """Return paragraphs without what nobody sees, and the words of that.

    Args:
        paragraphs: Of a document.
        ground: What is painted behind them.
    """
    taken: list[str] = []
    return [_seen(paragraph, ground, taken) for paragraph in paragraphs], "".join(taken)


def _seen(paragraph: Paragraph, around: Ground, taken: list[str]) -> Paragraph:
    ground = paragraph.ground[0] if paragraph.ground else around
    pieces: list[Run | Note | Box | Table] = []
    for piece in paragraph.pieces:
        if isinstance(piece, Run):
            if _is_unseen(piece, ground):
                taken.append(piece.text)
            else:
                pieces.append(piece)
        elif isinstance(piece, Table):
            cells = [_seen_cell(cell, ground, taken) for cell in piece.cells]
            caption = [_seen(each, around, taken) for each in piece.caption]
            pieces.append(Table(cells, caption))
        else:
            behind = WHITE if isinstance(piece, Note) else None
            inside = [_seen(each, behind, taken) for each in piece.paragraphs]
            pieces.append(replace(piece, paragraphs=inside))
    return replace(paragraph, pieces=pieces)


def _seen_cell(cell: Cell, around: Ground, taken: list[str]) -> Cell:
    ground = cell.ground[0] if cell.ground else around
    return replace(cell, paragraphs=[_seen(each, ground, taken) for each in cell.paragraphs])


def _is_unseen(run: Run, around: Ground) -> bool:
    if 0 < run.size < SMALLEST_POINTS:
        return True
    ground = run.ground[0] if run.ground else around
    return run.colour is not None and ground is not None and alike(run.colour, ground)
