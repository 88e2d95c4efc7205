"""Cuts a passage into what can be quoted: sentences, lists with their leads, rows of tables."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from corpus.types import Hit
from ingest.clean import fold_space
from ingest.instructions import addresses_assistant
from ingest.sentences import Span, split_sentences

_LONGEST_QUOTE = 900
_BLOCK = re.compile(r"(?:(?!\n\n).)+", re.DOTALL)
_DIGEST_LABEL = re.compile(r"^[^:\n]{1,60}: ")
_LIST_LEAD = re.compile(
    r"(?:[:：]|(?:following|다음과 같|아래와 같|次の)[^.。]{0,40}[.。]?|"
    r"다음 각 [호목][^.。]{0,150}[.。]?)$"
)
_MARKERS = (
    ("numeral", re.compile(r"\(?\d{1,2}(?:\)|\.(?=\s|$))\s?")),
    ("roman", re.compile(r"\(?[ivx]{1,5}\)\s?")),
    ("letter", re.compile(r"\(?[a-z]\)\s?")),
    ("capital", re.compile(r"\(?[A-Z]\)\s?")),
    ("bullet", re.compile(r"[•■▪◦○–‒-]\s?")),
    ("syllable", re.compile(r"[가-하][.)]\s?")),
    ("circled", re.compile(r"[①-⑳]\s?")),
)
_ENDED = re.compile(r"[.!?:;。？！][\"'”’)\]]*$")
_CONTINUES = re.compile(r"[a-z]{2}")
_APPARATUS = re.compile(
    r"^(?:자료|출처|Source)\s*[:：]|^[\[<](?:표|그림|Table|Figure)\s?\d|©|licen[cs]ed under|"
    r"^This publication is available at|[.·…]{6,}|(?:\. ){4,}",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"(?:^|\n)[\d.,]+ ?%?$")
_LONGEST_LINE = 60


def find_quotable(hit: Hit, *, orders: bool) -> list[Span]:
    """Return the ranges of a passage's text that can be quoted, in order and apart.

    A sentence that opens a list takes the list with it and a row of a table is one piece, both up
    to 900 characters. Halves of a sentence that a page break parted are one.

    Args:
        hit: The passage.
        orders: Whether paragraphs that give orders to an assistant count.
    """
    text = hit.passage.text
    spans: list[Span] = []
    opened: _List | None = None
    for block in _blocks(text):
        words = text[block.start : block.end]
        if not words or (not orders and addresses_assistant(words)):
            opened = None
            continue
        for sentence in _pieces(words, block.start, hit.info.language):
            said = text[sentence.start : sentence.end]
            starts = sentence.start == block.start
            if spans and sentence.end - spans[-1].start <= _LONGEST_QUOTE:
                if opened and opened.takes(said, starts=starts):
                    spans[-1] = Span(spans[-1].start, sentence.end)
                    continue
                if starts and _is_parted(text[spans[-1].start : spans[-1].end], said):
                    spans[-1] = Span(spans[-1].start, sentence.end)
                    opened = _open_list(text[spans[-1].start : sentence.end])
                    continue
            spans.append(sentence)
            opened = _open_list(said)
    label = _DIGEST_LABEL.match(text) if hit.info.is_digest else None
    if label and spans and spans[0].start == 0:
        # A digest's label is the address, which every citation shows anyway.
        spans[0] = Span(label.end(), spans[0].end)
    headings = {fold_space(heading) for heading in hit.passage.locator.heading}
    return [
        span
        for span in spans
        if span.start < span.end and not _is_apparatus(text[span.start : span.end], headings)
    ]


def _marker_of(text: str) -> str:
    """Return the kind of mark that a text opens with as an item of a list; empty for none."""
    return next((kind for kind, pattern in _MARKERS if pattern.match(text)), "")


@dataclass(slots=True)
class _List:
    """A list that is being read.

    Attributes:
        above: Kind of mark of the sentence that opens it; the next of that kind ends it.
        kind: Of its items; None before the first, empty for bare lines.
    """

    above: str
    kind: str | None = None

    def takes(self, text: str, *, starts: bool) -> bool:
        """Whether a sentence belongs to the list.

        Args:
            text: The sentence.
            starts: Whether it starts a paragraph; else it may go on with an item.
        """
        mark = _marker_of(text)
        if not starts and not mark:
            return bool(self.kind)
        if self.kind is None:
            self.kind = mark
        if not mark or not self.kind:
            return not mark and not self.kind and _is_line(text)
        ends = mark == self.above or (mark == "circled" and self.kind != "circled")
        return not ends


def _open_list(text: str) -> _List | None:
    return _List(_marker_of(text)) if _LIST_LEAD.search(text) else None


def _blocks(text: str) -> Iterator[Span]:
    for match in _BLOCK.finditer(text):
        lead = len(match[0]) - len(match[0].lstrip())
        yield Span(match.start() + lead, match.start() + len(match[0].rstrip()))


def _pieces(block: str, at: int, language: str) -> list[Span]:
    if " | " in block and len(block) <= _LONGEST_QUOTE:
        return [Span(at, at + len(block))]
    return [Span(at + s.start, at + s.end) for s in split_sentences(block, language)]


def _is_apparatus(text: str, headings: Collection[str]) -> bool:
    """Whether words only lead to others: a heading, caption, source, licence, contents."""
    is_title = fold_space(text) in headings or (text.isascii() and text.isupper())
    return is_title or bool(_APPARATUS.search(text))


def _is_line(text: str) -> bool:
    return len(text) <= _LONGEST_LINE and not _ENDED.search(text)


def _is_parted(before: str, after: str) -> bool:
    if not _CONTINUES.match(after) or _ENDED.search(before):
        return False
    return len(before) > _LONGEST_LINE or bool(_FIGURE.search(before))
