"""Reads plain text: blank lines part paragraphs, short lone lines are headings."""

from __future__ import annotations

from pathlib import Path

from ingest.blocks import Reading
from ingest.clean import clean_text
from ingest.encoding import decode_text
from ingest.lines import Line, join_lines
from ingest.readers.notes import smuggled_note

# Outside what counts for the usual gap: most plain text has one paragraph a line.
_PARAGRAPH_GAP = 4.0


def read_text(data: bytes, path: Path) -> Reading:
    """Return the blocks of a plain text file.

    Raises:
        RejectedDocument: The encoding cannot be told.
    """
    lines: list[Line] = []
    gap = 0.0
    text = decode_text(data, path)
    for raw in clean_text(text).replace("\f", "\n\n").split("\n"):
        if not raw.strip():
            gap = _PARAGRAPH_GAP
            continue
        lines.append(Line(text=raw, page=0, gap=gap if gap and lines else 1.0))
        gap = 0.0
    blocks = tuple(type(b)(b.kind, b.text, b.level) for b in join_lines([lines]))
    return Reading(blocks=blocks, warnings=smuggled_note(text))
