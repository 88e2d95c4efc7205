"""Cuts text into the terms that the keyword index knows, one analyser per language."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from ingest.korean import kiwi

_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")
_LATIN = re.compile(r"[a-z0-9]+(?:[.&-][a-z0-9]+)*")
_CODE = re.compile(r"[A-Z].*\d|\d.*[A-Z]|^[A-Z]{2,}$")
_CJK_RUN = re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff々]+")
# What keeps a code in one piece in Korean text: 800-218A, PW.3, AI; a particle may follow at once.
_CODED = re.compile(r"[A-Za-z0-9]+(?:[.,&'’/-][A-Za-z0-9]+)*")
_BIGRAMS = ("ja", "zh")
# Nouns, roots, verbs and adjectives, numerals, Latin and Chinese words.
_KOREAN_TAGS = ("NN", "NR", "XR", "VV", "VA", "SL", "SN", "SH", "MAG")
# Verbs that carry others, and what stands for the thing asked.
_KOREAN_STOP = frozenset({
    "하", "되", "있", "없", "이", "같", "보", "주", "가", "오", "나", "들", "말", "대하", "위하",
    "따르", "관하", "통하", "의하", "나오", "어떻", "그렇", "이렇", "무엇", "얼마", "언제",
    "누구", "어디", "각각", "하나", "알리", "알려주", "설명", "경우", "내용", "중", "것", "거",
    "수", "등", "때", "데", "바", "줄", "뿐",
})  # fmt: skip
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


class Word(NamedTuple):
    """A word of a question that says something.

    Attributes:
        text: As it stands there; a Korean verb by its stem.
        start: Into the question.
        end: Into the question.
        is_name: Whether it is capitalised, coded or tagged as a name.
    """

    text: str
    start: int
    end: int
    is_name: bool


def question_words(question: str, language: str) -> list[Word]:
    """Return the words of a question that say something, in order.

    Korean is cut with the whole question in view, because a particle alone looks like a noun.

    Args:
        question: As asked.
        language: Of the question.
    """
    if language == "ko":
        return _korean_words(question)
    words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(question)]
    if language in _BIGRAMS:
        pieces = (_cjk_pieces(*word) for word in words)
        return [piece for found in pieces for piece in found]
    found = []
    for place, (word, start, end) in enumerate(words):
        is_name = bool(_CODE.search(word)) or (word[:1].isupper() and place > 0)
        if analyze(word, language):
            found.append(Word(word, start, end, is_name))
    return found


def _korean_words(question: str) -> list[Word]:
    latin = [Word(m.group(), m.start(), m.end(), True) for m in _CODED.finditer(question)]
    latin = [w._replace(is_name=not w.text.isdigit()) for w in latin]
    found = []
    for token in kiwi().tokenize(question):
        start, end = token.start, token.start + token.len
        if (
            token.tag.startswith(_KOREAN_TAGS)
            and token.form not in _KOREAN_STOP
            and all(end <= w.start or w.end <= start for w in latin)
        ):
            found.append(Word(token.form.lower(), start, end, token.tag == "NNP"))
    return sorted([*latin, *found], key=lambda word: word.start)


def _cjk_pieces(word: str, start: int, end: int) -> list[Word]:
    if word.isascii():
        return [Word(word, start, end, True)]
    found = [
        Word(word[at : at + 2], start + at, start + at + 2, False)
        for run in _CJK_RUN.finditer(word)
        for at in range(run.start(), max(run.end() - 1, run.start() + 1))
    ]
    return found


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
