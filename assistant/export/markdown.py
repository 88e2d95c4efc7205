"""Writes a manuscript as Markdown with footnotes; every text in it is shown, none acts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.export.manuscript import Grid, Line, Look, Manuscript

# Whatever CommonMark, its GitHub dialect or HTML could take for more than a letter.
_ACTIVE = re.compile(r"[\\`*_{}\[\]#!|~$@<>&^]|(?<=\w):(?=//)|(?<=www)\.", re.IGNORECASE)
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_OPENING = re.compile(r"^(?:([-+=])|(\d{1,9})([.)]))")
_OPENERS: dict[Look, str] = {"title": "# ", "heading": "## ", "subheading": "### "}


def as_markdown(manuscript: Manuscript) -> bytes:
    """Return a manuscript as UTF-8 Markdown, footnotes in the widespread ``[^1]`` form."""
    return ("\n\n".join(_blocks(manuscript)) + "\n").encode()


def inert(text: str) -> str:
    """Return text that Markdown shows as it is: one line, no link, no element, no formatting."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    line = _ACTIVE.sub(lambda m: _ENTITIES.get(m[0], f"\\{m[0]}"), line)
    return _OPENING.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", line)


def _blocks(manuscript: Manuscript) -> Iterator[str]:
    title, *blocks = manuscript.blocks
    yield _block(title)
    yield "\\\n".join(f"{inert(label)}: {inert(value)}" for label, value in manuscript.facts)
    yield from map(_block, blocks)
    for number, note in enumerate(manuscript.notes, 1):
        yield f"[^{number}]: {inert(note.text)}"


def _block(block: Line | Grid) -> str:
    if isinstance(block, Line):
        return _OPENERS.get(block.look, "") + _marked(block)
    rows = [
        [inert(word) for word in block.header],
        ["---" for _ in block.header],
        *(["<br>".join(map(_marked, cell)) for cell in row] for row in block.rows),
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def _marked(line: Line) -> str:
    return inert(line.text) + "".join(f"[^{number}]" for number in line.notes)
