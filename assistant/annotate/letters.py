"""Finds sentences in a Word document, letter by letter.

A draft's sentences come from what the reader made of the file: white space folded, characters
composed, notes' numbers and automatic numbers in the text. So letters are compared by what is seen
of them alone, and each knows the run that holds it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from docx.oxml.ns import qn

from ingest.clean import clean_text
from ingest.readers.docx_runs import ALTERNATIVES, chosen, symbol

_WRAPPERS = frozenset(
    qn(f"w:{name}")
    for name in ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple",
                 "customXml", "dir", "bdo", "rubyBase", "ruby")
)  # fmt: skip
_NO_COMMENTS = frozenset((qn("w:txbxContent"), qn("w:p")))
_PARAGRAPH_END = "\n"
_LONGEST_NUMBER = 30


@dataclass(frozen=True, slots=True)
class Letter:
    """A visible character of a document, or one of several that it decomposes to.

    Attributes:
        child: What of a w:r holds it.
        offset: Into the child's text; 0 where the child cannot be parted.
    """

    child: Any
    offset: int

    @property
    def run(self) -> Any:
        """The w:r that holds it now."""
        return self.child.getparent()


Place = tuple[int, int]
"""Of a sentence: its first letter, and one past its last."""


class Letters:
    """The visible characters of a document's paragraphs, in order."""

    def __init__(self, paragraphs: Iterable[Any]) -> None:
        """Read them; text boxes are left out, since Word takes no comments there."""
        self._letters: list[Letter | None] = [None]
        seen = [_PARAGRAPH_END]
        for paragraph in paragraphs:
            if any(parent.tag in _NO_COMMENTS for parent in paragraph.iterancestors()):
                continue
            for letter, shown in _of_paragraph(paragraph):
                self._letters.append(letter)
                seen.append(shown)
            self._letters.append(None)
            seen.append(_PARAGRAPH_END)
        self._text = "".join(seen)

    def __getitem__(self, at: int) -> Letter:
        """Return a letter by its place."""
        letter = self._letters[at]
        if letter is None:
            raise IndexError(at)
        return letter

    @property
    def first(self) -> int | None:
        """The place of the first letter, if there is any."""
        return next((at for at, letter in enumerate(self._letters) if letter), None)

    def find(self, sentences: Sequence[str]) -> list[Place | None]:
        """Return where each sentence stands, None where it is not found whole.

        A sentence is looked for behind the one before it, then everywhere; no two share a letter.
        """
        taken: list[Place] = []
        found: list[Place | None] = []
        at = 0
        for sentence in sentences:
            place = next(self._places(sentence, at, taken), None)
            found.append(place)
            if place is not None:
                taken.insert(bisect_left(taken, place), place)
                at = place[1]
        return found

    def _places(self, sentence: str, at: int, taken: Sequence[Place]) -> Iterator[Place]:
        for begin in (at, 0):
            for place in self._matches(sentence, begin):
                if not _overlaps(place, taken):
                    yield place

    def _matches(self, sentence: str, at: int) -> Iterator[Place]:
        if not any(map(_seen, sentence)):
            return
        for match in re.compile(_pattern(sentence)).finditer(self._text, at):
            yield match.span()
        # Word's automatic numbers are in the sentence but not among the letters.
        for cut in range(1, min(_LONGEST_NUMBER, len(sentence) // 2) + 1):
            rest = re.compile(_PARAGRAPH_END + _pattern(sentence[cut:]))
            for match in rest.finditer(self._text, max(at - 1, 0)):
                yield match.start() + 1, match.end()


def _overlaps(place: Place, taken: Sequence[Place]) -> bool:
    at = bisect_left(taken, place)
    return any(place[0] < end and start < place[1] for start, end in taken[max(at - 1, 0) : at + 1])


def _pattern(sentence: str) -> str:
    """The pattern of a sentence; raised digits may be the number of a note, which is no letter."""
    return "".join(
        "".join(f"(?:{re.escape(c)})?" for c in _seen(letter))
        if unicodedata.decomposition(letter).startswith("<super>")
        else re.escape(_seen(letter))
        for letter in sentence
    )


@cache
def _seen(letter: str) -> str:
    """What is seen of a character, decomposed; nothing of white space and what has no width."""
    shown = "".join(c for c in clean_text(letter) if not c.isspace())
    return unicodedata.normalize("NFKD", shown)


def _of_paragraph(parent: Any) -> Iterator[tuple[Letter, str]]:
    for element in parent:
        if element.tag == qn("w:r"):
            yield from _of_run(element)
        elif element.tag in _WRAPPERS:
            yield from _of_paragraph(element)
        elif element.tag == ALTERNATIVES:
            yield from _of_paragraph(chosen(element))


def _of_run(run: Any) -> Iterator[tuple[Letter, str]]:
    hidden = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    if hidden is not None and hidden.get(qn("w:val")) not in ("0", "false", "off"):
        return
    for child in run:
        if child.tag == qn("w:t"):
            for offset, letter in enumerate(child.text or ""):
                for shown in _seen(letter):
                    yield Letter(child, offset), shown
        elif child.tag == qn("w:noBreakHyphen"):
            yield Letter(child, 0), "-"
        elif child.tag == qn("w:sym"):
            for shown in _seen(symbol(child)):
                yield Letter(child, 0), shown
        elif child.tag == qn("w:ruby"):
            for _, shown in _of_paragraph(child):
                yield Letter(child, 0), shown
