"""What a claim rests on: a quote, where it stands, and the windows that it is read through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.verification.dates import Date, read_dates
from assistant.verification.reading import Reading, read
from corpus.types import Citation, Hit, Locator
from ingest.language import passage_language
from ingest.sentences import split_sentences

_BLOCK = re.compile(r"(?:(?!\n\s*\n).)+", re.DOTALL)
_ADOPTED_BY = re.compile(r" of the European Parliament and of the Council\b")
_SHORTEST_WINDOW = 6
_LONGEST_PAIR = 700
_LONGEST_WINDOW = 1500


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote and what is known about it.

    Attributes:
        quote: Verbatim.
        language: ISO 639-1 code of its words.
        about: Title, headings and captions: what the quote need not say again.
        address: The provision at which it stands.
        date: Of the document, ISO 8601 or a prefix of it.
        publisher: Who issued it: named as the source, but not as who acts in it.
    """

    quote: str
    language: str
    about: str = ""
    address: str | None = None
    date: str | None = None
    publisher: str | None = None


def evidence_of(citation: Citation) -> Evidence:
    """Return a citation as evidence."""
    return evidence_from(citation.quote, citation.hit, citation.locator)


def evidence_from(quote: str, hit: Hit, place: Locator) -> Evidence:
    """Return a quote as evidence.

    Args:
        quote: Verbatim.
        hit: The passage that it is of.
        place: Where the quote stands.
    """
    info = hit.info
    # Who adopted a regulation is not whom it speaks of.
    about = _ADOPTED_BY.sub("", "\n\n".join((hit.passage.context, info.title, *place.heading)))
    language = passage_language(quote, info.language)
    return Evidence(quote, language, about, place.address, info.date, info.publisher)


@dataclass(frozen=True, slots=True)
class Window:
    """One or more neighbouring sentences of a quote.

    Attributes:
        start: Into the quote.
        end: One past the last character.
        reading: What they say.
    """

    start: int
    end: int
    reading: Reading


@lru_cache(maxsize=1_000)
def windows_of(quote: str, language: str) -> tuple[Window, ...]:
    """Return a quote's sentences and pairs of neighbouring ones, each read.

    A short quote is also a window as a whole.
    """
    spans = dict.fromkeys(_spans(quote, language))
    return tuple(Window(start, end, read(quote[start:end], language)) for start, end in spans)


def _spans(quote: str, language: str) -> Iterator[tuple[int, int]]:
    sentences: list[tuple[int, int]] = []
    for block in _BLOCK.finditer(quote):
        at = block.start()
        sentences += [
            (at + s.start, at + min(s.end, s.start + _LONGEST_WINDOW))
            for s in split_sentences(block.group(), language)
            if s.end - s.start >= _SHORTEST_WINDOW
        ]
    yield from sentences
    for (start, _), (_, end) in pairwise(sentences):
        if end - start <= _LONGEST_PAIR:
            yield start, end
    if sentences and sentences[-1][1] - sentences[0][0] <= _LONGEST_WINDOW:
        yield sentences[0][0], sentences[-1][1]


def dates_of(evidence: Evidence) -> list[Date]:
    """Return the date of the document, as a date of its text would be read."""
    return read_dates(evidence.date) if evidence.date else []
