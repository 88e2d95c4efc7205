"""The field's terms and names in three languages, to carry a question across languages."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from corpus.catalog import DATA
from index.analyzers import analyze

LANGUAGES = ("en", "ko", "ja")
_HANGUL = re.compile("[\uac00-\ud7a3]")
# A particle ends a word: the 는 of "OECD는".
_LATIN_WORD = re.compile("[A-Za-z0-9](?:[.&’'-]|[^\\W\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3])*")
_SHORT_ACRONYM = 4
_ARTICLE = re.compile(r"\d조$")
_POSSESSIVE = re.compile(r"['’]s$")
# A Korean particle (RMF의) or a Japanese one (RMFの) is no part of the word before it.
_LATIN_WORD = re.compile(r"[A-Za-z0-9](?:[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[.&’'-])*")


@dataclass(frozen=True, slots=True)
class Term:
    """One row of the glossary: the variants of a term by language, preferred first."""

    variants: dict[str, tuple[str, ...]]
    kind: str


@dataclass(frozen=True, slots=True)
class Match:
    """A term found in a question."""

    term: Term
    start: int
    end: int


@cache
def load_glossary() -> tuple[Term, ...]:
    """Return every term, in the order of the file."""
    with (DATA / "glossary.tsv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Term(
                variants={
                    language: tuple(v.strip() for v in row[language].split("|") if v.strip())
                    for language in LANGUAGES
                },
                kind=row["kind"],
            )
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        )


def find_terms(question: str, language: str) -> list[Match]:
    """Return the glossary terms in a question; the longest wins where two overlap.

    English is compared by stems, Korean and Japanese by characters, because particles and
    compounds leave no word boundary. English names and acronyms inside a Korean question count.
    """
    found = find_all_terms(question, language)
    found.sort(key=lambda m: (-(m.end - m.start), m.start))
    taken: list[Match] = []
    for match in found:
        if all(match.end <= t.start or t.end <= match.start for t in taken):
            taken.append(match)
    return sorted(taken, key=lambda m: m.start)


def find_all_terms(text: str, language: str) -> list[Match]:
    """Return every reading of the glossary terms in a text, also those inside longer ones."""
    found = _find_latin(text)
    if language in ("ko", "ja"):
        found += _find_cjk(text, language)
    return found


def translate_terms(question: str, language: str, into: str) -> str:
    """Return a question with its glossary terms, and only these, in another language.

    Args:
        question: As asked.
        language: Of the question.
        into: ISO 639-1 code; terms without a variant in it stay as they are.
    """
    parts = []
    at = 0
    for match in find_terms(question, language):
        variants = match.term.variants.get(into)
        if variants:
            parts += [question[at : match.start], variants[0]]
            at = match.end
    return "".join([*parts, question[at:]])


def _find_cjk(question: str, language: str) -> list[Match]:
    index, longest = _cjk_index(language)
    found = []
    for start in range(len(question)):
        for end in range(min(len(question), start + longest), start + 1, -1):
            for term in index.get(question[start:end], ()):
                if language == "ko" and end - start < 3 and _inside_word(question, start):
                    continue
                if _is_article_number(question, start, end):
                    continue
                found.append(Match(term, start, end))
    return found


def _inside_word(question: str, start: int) -> bool:
    return start > 0 and bool(_HANGUL.match(question[start - 1]))


def _is_article_number(question: str, start: int, end: int) -> bool:
    """The "1조" in "제31조" is an article, not a trillion."""
    return question[end - 1 : end] == "조" and bool(_ARTICLE.search(question[:end]))


def _find_latin(question: str) -> list[Match]:
    words = [(m.group(), m.start(), m.end()) for m in _LATIN_WORD.finditer(question)]
    stems = [_stem(word) for word, _, _ in words]
    index, longest = _latin_index()
    found = []
    for i in range(len(words)):
        for j in range(min(len(words), i + longest), i, -1):
            for term, exact in index.get(" ".join(stems[i:j]), ()):
                spelled = question[words[i][1] : words[j - 1][2]].rstrip(".?!,")
                if exact and exact != _POSSESSIVE.sub("", spelled):
                    continue
                found.append(Match(term, words[i][1], words[j - 1][2]))
    return found


@cache
def _cjk_index(language: str) -> tuple[dict[str, list[Term]], int]:
    index: dict[str, list[Term]] = {}
    for term in load_glossary():
        for variant in term.variants[language]:
            if not variant.isascii():
                index.setdefault(variant, []).append(term)
    return index, max(map(len, index))


@cache
def _latin_index() -> tuple[dict[str, list[tuple[Term, str]]], int]:
    """Stems → (term, spelling that must match exactly or empty), and the most words in a key."""
    index: dict[str, list[tuple[Term, str]]] = {}
    longest = 1
    for term in load_glossary():
        for variants in term.variants.values():
            for variant in variants:
                words = _LATIN_WORD.findall(variant)
                if not words or not variant.isascii():
                    continue
                exact = variant if variant.isupper() and len(variant) <= _SHORT_ACRONYM else ""
                index.setdefault(" ".join(map(_stem, words)), []).append((term, exact))
                longest = max(longest, len(words))
    return index, longest


@cache
def _stem(word: str) -> str:
    terms = analyze(word.rstrip(".?!,"), "en")
    return terms[0] if terms else word.lower()
