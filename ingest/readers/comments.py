"""Takes comments out of markup where a browser does."""

from __future__ import annotations

import re

_COMMENT_OR_RAW = re.compile(
    r"<!--|<!\[|<!(?!doctype\b)(?=[a-z])|<\?|<(script|style|textarea|title)\b", re.IGNORECASE
)


def strip_comments(source: str) -> str:
    """Return markup without its comments, where a browser ends them.

    A comment runs to the first ``-->`` whatever opens in it; one that never ends hides the rest.
    Inside scripts and the like there are none.
    """
    parts: list[str] = []
    at = 0
    while opening := _COMMENT_OR_RAW.search(source, at):
        start, inside = opening.span()
        if opening[1]:
            closing = re.compile(f"</{opening[1]}", re.IGNORECASE).search(source, inside)
            start = inside = closing.end() if closing else len(source)
        parts.append(source[at:start])
        at = inside if opening[1] else _comment_end(source, start, inside)
    return "".join([*parts, source[at:]])


def _comment_end(source: str, start: int, inside: int) -> int:
    opening = source[start:inside]
    if opening != "<!--":
        # Declarations and instructions, which browsers take for comments too.
        mark = "]]>" if source.startswith("CDATA[", inside) else ">"
        end = source.find(mark, inside)
        return len(source) if end < 0 else end + len(mark)
    if source.startswith((">", "->"), inside):
        return source.index(">", inside) + 1
    end = source.find("-->", inside)
    stop = len(source) if end < 0 else end
    odd = source.find("--!>", inside, stop)
    return odd + 4 if odd >= 0 else min(stop + 3, len(source))
