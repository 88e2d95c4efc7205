"""Checks each sentence of an answer against the words it cites."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

import numpy as np
from numpy.typing import NDArray

from corpus.types import Citation, Sentence, Verdict
from ingest.clean import fold_space

LEAST_SUPPORT = 0.80
"""Cosine of sentence and quotes below which a rephrased sentence does not count as supported."""

Embed = Callable[[Sequence[str]], NDArray[np.float32]]

_SCALES: dict[str, Decimal] = {
    "thousand": Decimal(10) ** 3, "million": Decimal(10) ** 6, "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12, "천": Decimal(10) ** 3, "만": Decimal(10) ** 4,
    "백만": Decimal(10) ** 6, "천만": Decimal(10) ** 7, "억": Decimal(10) ** 8,
    "조": Decimal(10) ** 12, "万": Decimal(10) ** 4, "億": Decimal(10) ** 8,
    "兆": Decimal(10) ** 12,
}  # fmt: skip
_WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9.])(\d{1,3}(?:[,\u00a0 ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\s?(thousand|million|billion|trillion|천만|백만|천|만|억|조(?!\s?제?\d*항|항)|万|億|兆))?",
    re.IGNORECASE,
)
_ARTICLE_JO = re.compile(r"제\s?(\d+)\s?조")


def verify_sentences(
    sentences: Sequence[Sentence], citations: Mapping[int, Citation], embed: Embed
) -> tuple[Sentence, ...]:
    """Return the sentences with their verdicts.

    A sentence that occurs word for word in a quote it cites is supported with score 1. A rephrased
    one must cite, every number in it must occur in the quotes it cites, and its embedding must be
    near theirs.

    Args:
        sentences: As an engine wrote them.
        citations: By number.
        embed: Returns unit vectors of n texts, shape (n, dimension).

    Raises:
        KeyError: A sentence cites a number that does not exist.
    """
    return tuple(_verify(s, [citations[n] for n in s.citations], embed) for s in sentences)


def extract_numbers(text: str) -> set[Decimal]:
    """Return the values of the numbers in a text: ``5,000만`` and ``50 million`` are alike.

    English number words up to twenty and month names count, so that ``11월`` meets ``November``.
    """
    text = _ARTICLE_JO.sub(r" \1 ", text)
    found: set[Decimal] = set()
    for digits, scale in _NUMBER.findall(text):
        try:
            value = Decimal(re.sub(r"[,\u00a0 ]", "", digits))
        except InvalidOperation:
            continue
        found.add((value * _SCALES.get(scale.lower(), Decimal(1))).normalize())
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in _WORDS:
            found.add(Decimal(_WORDS.index(word)).normalize())
        if word in _MONTHS:
            found.add(Decimal(_MONTHS.index(word) + 1))
    return found


def _verify(sentence: Sentence, cited: Sequence[Citation], embed: Embed) -> Sentence:
    if not cited:
        return replace(sentence, verdict="unsupported", score=0.0)
    text = fold_space(sentence.text)
    if any(text in fold_space(citation.quote) for citation in cited):
        return replace(sentence, verdict="supported", score=1.0)
    words = " ".join(f"{c.hit.passage.context} {c.quote}" for c in cited)
    if _claimed_numbers(text) - extract_numbers(words):
        return replace(sentence, verdict="unsupported", score=0.0)
    vectors = embed([text, *(c.quote for c in cited)])
    score = float(np.max(vectors[1:] @ vectors[0]))
    verdict: Verdict = "supported" if score >= LEAST_SUPPORT else "unsupported"
    return replace(sentence, verdict=verdict, score=max(0.0, min(1.0, score)))


def _claimed_numbers(text: str) -> set[Decimal]:
    """Numbers that a sentence states; "one" and "may" are too often only words."""
    without_words = re.sub(r"\b(?:[Oo]ne|[Mm]ay|[Mm]arch)\b", " ", text)
    return extract_numbers(without_words)
