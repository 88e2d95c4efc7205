"""What a small model reads: of each quote the sentences that matter, within a budget of tokens."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.engines.prompt import Quoted
from corpus.types import Citation
from index.analyzers import analyze
from ingest.sentences import split_sentences

LONG_CHARS = 320
"""A quote of more characters is cut down to the parts that share words with the question."""

_GRAM = 10
_SAID_ALREADY = 0.8
_ELLIPSIS = " … "
_ITEM = re.compile(r"\n+|(?<=[;；])\s+")


def compress(question: str, language: str, evidence: Sequence[Citation]) -> tuple[Quoted, ...]:
    """Return the quotes as a model should read them.

    One that another quote says already in the same words is left out. A long one keeps its
    beginning, which says what it is about, and the sentences and list items that share words with
    the question, or all of them where none does. Answers are checked against whole quotes.
    Document and heading are left out, which every question would have the model read again.

    Args:
        question: As asked.
        language: Of the question.
        evidence: In the order of the prompt.
    """
    asked = frozenset(analyze(question, language))
    quotes: list[Quoted] = []
    grams: list[frozenset[str]] = []
    for citation in evidence:
        own = _grams(citation.quote)
        if any(len(own & other) >= _SAID_ALREADY * len(own) for other in grams):
            continue
        grams.append(own)
        quotes.append(Quoted(citation.n, "", _shorten(citation, asked), citation.hit.info.language))
    return tuple(quotes)


def fit(
    quotes: Sequence[Quoted], room: int, count_tokens: Callable[[Sequence[Quoted]], int]
) -> tuple[Quoted, ...]:
    """Return as many quotes from the beginning as fit; none if not even the first one does.

    Args:
        quotes: The most relevant first.
        room: In tokens.
        count_tokens: Of a prompt with the given quotes.
    """
    for count in range(len(quotes), 0, -1):
        if count_tokens(quotes[:count]) <= room:
            return tuple(quotes[:count])
    return ()


def _shorten(citation: Citation, asked: frozenset[str]) -> str:
    quote, language = citation.quote, citation.hit.info.language
    if len(quote) <= LONG_CHARS:
        return quote
    parts = [
        part[sentence.start : sentence.end]
        for part in _ITEM.split(quote)
        for sentence in split_sentences(part, language)
    ]
    useful = [bool(asked.intersection(analyze(part, language))) for part in parts]
    if not any(useful[1:]):
        return quote
    kept: list[str] = []
    for at, part in enumerate(parts):
        if at == 0 or useful[at]:
            kept.append(part)
        elif kept[-1] != _ELLIPSIS:
            kept.append(_ELLIPSIS)
    return " ".join(kept).replace(f" {_ELLIPSIS} ", _ELLIPSIS).strip()


def _grams(text: str) -> frozenset[str]:
    folded = "".join(text.split())
    return frozenset(folded[i : i + _GRAM] for i in range(max(1, len(folded) - _GRAM + 1)))
