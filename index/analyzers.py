"""Cuts text into the terms that the keyword index knows, one analyser per language."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from ingest.korean import kiwi

_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")
_LATIN = re.compile(r"[a-z0-9]+(?:[.&-][a-z0-9]+)*")
_CODE = re.compile(r"[A-Z].*\d|\d.*[A-Z]|^[A-Z]{2,}$")
_CJK_RUN = re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff々]+")
# Nouns, roots, verbs and adjectives, numerals, Latin and Chinese words.
_KOREAN_TAGS = ("NN", "NR", "XR", "VV", "VA", "SL", "SN", "SH", "MAG")
_ENGLISH_STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "how",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "many",
        "may",
        "more",
        "most",
        "much",
        "must",
        "no",
        "not",
        "of",
        "on",
        "or",
        "other",
        "our",
        "out",
        "shall",
        "should",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "under",
        "up",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)


def analyze(text: str, language: str) -> list[str]:
    """Return the index terms of ``text`` in order, with repetitions.

    Args:
        text: A passage or a question, in whatever language.
        language: ISO 639-1 code of the index that the terms are for.
    """
    return _ANALYZERS.get(language, _analyze_words)(text)


def find_names(text: str, language: str, *, opens: bool) -> frozenset[str]:
    """Return the index terms of ``text`` that are names: capitalised, coded or tagged as such.

    Args:
        text: Part of a question.
        language: Of the question.
        opens: Whether it opens the question, where a capital tells nothing.
    """
    if language == "ko":
        tokens = kiwi().tokenize(text)
        return frozenset(
            _stem(t.form.lower()) if t.tag == "SL" else t.form.lower()
            for t in tokens
            if t.tag in ("NNP", "SL")
        )
    words = [m.group() for m in _WORD.finditer(text)]
    return frozenset(
        term
        for place, word in enumerate(words)
        if _CODE.search(word) or (word[:1].isupper() and not (opens and place == 0))
        for term in analyze(word, language)
    )


def _analyze_english(text: str) -> list[str]:
    terms: list[str] = []
    for match in _WORD.finditer(text.lower()):
        word = match.group().replace("’", "'").removesuffix("'s")
        if word in _ENGLISH_STOP:
            continue
        terms.append(_stem(word))
        if "-" in word:
            terms += [_stem(part) for part in word.split("-") if part not in _ENGLISH_STOP]
    return terms


def _analyze_korean(text: str) -> list[str]:
    terms: list[str] = []
    for token in kiwi().tokenize(text):
        tag = token.tag
        if not tag.startswith(_KOREAN_TAGS):
            continue
        form = token.form.lower()
        terms.append(_stem(form) if tag == "SL" else form)
    return terms


def _analyze_cjk(text: str) -> list[str]:
    """Two-character terms, so that no dictionary is needed to find a word."""
    text = text.lower()
    terms = [_stem(match.group()) for match in _LATIN.finditer(text)]
    for match in _CJK_RUN.finditer(text):
        run = match.group()
        terms += [run[i : i + 2] for i in range(max(1, len(run) - 1))]
    return terms


def _analyze_words(text: str) -> list[str]:
    return [match.group().lower() for match in _WORD.finditer(text)]


@cache
def _stemmer() -> Any:
    from Stemmer import Stemmer

    return Stemmer("english")


def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


_ANALYZERS: dict[str, Callable[[str], list[str]]] = {
    "en": _analyze_english,
    "ko": _analyze_korean,
    "ja": _analyze_cjk,
    "zh": _analyze_cjk,
}
