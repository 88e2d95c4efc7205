"""Parts runs where a sentence begins and ends, and puts comments on what lies between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.run import Run

from assistant.annotate.letters import Letter
from assistant.annotate.remarks import AUTHOR, INITIALS

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def cut_out(first: Letter, last: Letter) -> tuple[Any, Any]:
    """Part runs so that one begins with a letter and one ends with another; return the two.

    Letters before ``first`` stay where they were, so sentences are cut out from the last one back.
    """
    end = _end_behind(last)
    is_one = first.run is end
    start = _begin_with(first)
    return start, start if is_one else end


def add_remark(document: Any, start: Any, end: Any, lines: Sequence[str]) -> None:
    """Put a comment on everything from one run to another.

    Args:
        document: As python-docx opened it.
        start: The w:r that it begins with.
        end: The w:r that it ends with.
        lines: Paragraphs of the comment; the first is set in bold.
    """
    runs = [Run(start, document), Run(end, document)]
    comment = document.add_comment(runs, author=AUTHOR, initials=INITIALS)
    comment.paragraphs[0].add_run(lines[0]).bold = True
    for line in lines[1:]:
        comment.add_paragraph(line)


def _begin_with(letter: Letter) -> Any:
    run, child = letter.run, letter.child
    if letter.offset:
        rest = _part_text(child, letter.offset)
        return _move_behind(run, [rest, *rest.itersiblings()])
    if all(before.tag == qn("w:rPr") for before in child.itersiblings(preceding=True)):
        return run
    return _move_behind(run, [child, *child.itersiblings()])


def _end_behind(letter: Letter) -> Any:
    run, child = letter.run, letter.child
    if child.tag == qn("w:t") and letter.offset + 1 < len(child.text):
        _part_text(child, letter.offset + 1)
    if after := list(child.itersiblings()):
        _move_behind(run, after)
    return run


def _part_text(text: Any, at: int) -> Any:
    """Part a w:t in two and return the second."""
    rest = OxmlElement("w:t")
    rest.text, text.text = text.text[at:], text.text[:at]
    for part in (text, rest):
        part.set(_SPACE, "preserve")
    text.addnext(rest)
    return rest


def _move_behind(run: Any, children: Iterable[Any]) -> Any:
    """Move children of a run into a new run of the same looks behind it, and return that."""
    new = OxmlElement("w:r")
    for name, value in run.attrib.items():
        new.set(name, value)
    looks = run.find(qn("w:rPr"))
    if looks is not None:
        new.append(deepcopy(looks))
    for child in list(children):
        new.append(child)
    run.addnext(new)
    return new
