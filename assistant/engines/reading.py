"""Reads sentences and their citation marks from text that a model writes freely."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from assistant.engines import Draft
from assistant.engines.prompt import NOT_FOUND
from corpus.types import Sentence

_MARK = re.compile(r"[\[【]\s*(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\s*[\]】]")
_OPEN_MARK = re.compile(r"\s*[\[【][\d\s,;]*$")
_FULL_STOP = re.compile(r"[.!?\u3002\uff01\uff1f]+")
_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")
_MAYBE_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)]?)?\s*$")


class SentenceReader:
    """Finds sentences and their ``[n]`` marks in text that arrives in arbitrary pieces.

    Args:
        numbers: The citations that exist; marks of others are removed from the text.
        language: ISO 639-1 code, for sentence boundaries.
    """

    def __init__(self, numbers: Collection[int], language: str) -> None:
        """Start before the first character."""
        self._numbers = frozenset(numbers)
        self._language = language
        self._held = ""  # arrived, but may be the beginning of a mark
        self._text = ""  # of the sentence being read, without marks
        self._marks: list[int] = []
        self._marked = False  # a mark was seen, valid or not: further text is a new sentence
        self._gap = ""  # shown before the next sentence
        self._closed = False  # NOT_FOUND was read: whatever follows is not an answer

    def feed(self, piece: str) -> Iterator[Draft]:
        """Yield what a further piece of text adds to the display, and sentences it completes."""
        self._held += piece
        while self._held and not self._closed:
            line, newline, rest = self._held.partition("\n")
            if self._maybe_not_found(line, bool(newline)):
                return
            mark = _MARK.search(line)
            if mark:
                yield from self._take_text(line[: mark.start()].rstrip(" "))
                yield from self._take_mark(mark.group(1))
                self._held = self._held[mark.end() :]
            elif newline:
                yield from self._take_text(line)
                yield from self._complete()
                self._held = rest
            else:
                opening = _OPEN_MARK.search(line)
                held = opening.start() if opening else len(line.rstrip())
                if not self._text and _MAYBE_BULLET.match(line):
                    held = 0
                yield from self._take_text(line[:held])
                self._held = line[held:]
                return

    def finish(self) -> Iterator[Draft]:
        """Yield the last sentence if its marks have come; a broken-off one is left out."""
        if self._marked:
            yield from self._complete()

    def _maybe_not_found(self, line: str, whole: bool) -> bool:
        """Whether the text is, or may still become, the token for "not in the quotes"."""
        start = line.strip()
        if self._text or self._marked or not start:
            return False
        if start.startswith(NOT_FOUND):
            self._closed = True
            return True
        return not whole and NOT_FOUND.startswith(start)

    def _take_text(self, text: str) -> Iterator[Draft]:
        if self._marked:
            stop = _FULL_STOP.match(text)
            if stop:
                self._text += stop.group()
                yield Draft(stop.group())
                text = text[stop.end() :]
            if not text.strip():
                return
            yield from self._complete()
        if not self._text:
            text = _BULLET.sub("", text).lstrip()
        if not text:
            return
        yield Draft(text if self._text else self._gap + text)
        self._text += text

    def _take_mark(self, numbers: str) -> Iterator[Draft]:
        if not self._text:
            return
        self._marked = True
        for number in map(int, re.split(r"\s*[,;]\s*", numbers)):
            if number in self._numbers and number not in self._marks:
                yield Draft(f"[{number}]" if self._marks else f" [{number}]")
                self._marks.append(number)

    def _complete(self) -> Iterator[Draft]:
        from sentencex import segment

        texts = [text.strip() for text in segment(self._language, self._text) if text.strip()]
        # A mark stands for the sentence it closes; earlier ones without a mark have no support.
        for text in texts[:-1]:
            yield Draft("", Sentence(text, ()))
        if texts:
            yield Draft("", Sentence(texts[-1], tuple(self._marks)))
            self._gap = " "
        self._text, self._marks, self._marked = "", [], False
