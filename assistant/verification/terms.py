"""The words of a text that say something, with what they mean in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from index.analyzers import analyze
from index.glossary import Match, find_all_terms, load_glossary
from ingest.korean import kiwi

NAMING_KINDS = frozenset({"instrument", "organisation", "person", "name", "country", "role"})
_LATIN = re.compile(r"[A-Za-z][\w&’']*(?:[.-][A-Za-z]\w*)*")
_CODE = re.compile(r"[A-Z].*\d|\d.*[A-Z]|^[A-Z]{2,}$|[a-z][A-Z]")
_KOREAN_TAGS = ("NNG", "NNP", "NR", "XR", "VV", "VA", "SL", "SH")
_CJK_RUN = re.compile("[ァ-ヶー]{2,}|[一-龥々]{2,}")
_DEMONYMS = {
    "american": "US", "british": "UK", "korean": "Korea", "japanese": "Japan", "chinese": "China",
    "french": "France", "german": "Germany", "canadian": "Canada", "european": "EU",
    "singaporean": "Singapore", "indian": "India", "italian": "Italy", "australian": "Australia",
}  # fmt: skip
_CAPITAL = re.compile(r" [A-Z][a-z]")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]\s|[•▪■-]\s|\d\.\s|[\"'(])$")


@dataclass(frozen=True, slots=True)
class Term:
    """One word or glossary term of a text.

    Attributes:
        start: Of its characters.
        end: One past the last.
        words: As written.
        senses: Rows of the glossary that it may be; empty for a plain word.
        stems: Its own index terms.
        parts: Senses of each shorter term inside it.
        kind: Of the glossary's kinds; ``word`` for a plain one, ``unknown name`` for a name that
            the glossary does not hold.
    """

    start: int
    end: int
    words: str
    senses: frozenset[int]
    stems: tuple[str, ...]
    parts: tuple[frozenset[int], ...] = ()
    kind: str = "word"

    @property
    def is_name(self) -> bool:
        """Whether it names someone or something."""
        return self.kind in NAMING_KINDS or self.kind == "unknown name"


def read_terms(text: str, language: str) -> list[Term]:
    """Return the terms of a folded text, in order.

    Args:
        text: Folded.
        language: ISO 639-1 code.
    """
    found = [*_glossary_terms(text, language)]
    taken = [(term.start, term.end) for term in found]
    words = _korean_words(text) if language == "ko" else _plain_words(text, language)
    found += [w for w in words if all(w.end <= start or end <= w.start for start, end in taken)]
    return sorted(found, key=lambda term: term.start)


def _glossary_terms(text: str, language: str) -> Iterator[Term]:
    matches = find_all_terms(text, language)
    by_span: dict[tuple[int, int], list[Match]] = {}
    for match in matches:
        by_span.setdefault((match.start, match.end), []).append(match)
    taken: list[tuple[int, int]] = []
    for start, end in sorted(by_span, key=lambda span: (span[0] - span[1], span[0])):
        inside = any(s <= start and end <= e for s, e in taken)
        if not inside and any(start < e and s < end for s, e in taken):
            continue
        kind = by_span[start, end][0].term.kind
        if inside and kind != "country":
            continue
        taken.append((start, end))
        parts = [
            _senses(by_span[span])
            for span in by_span
            if span != (start, end) and start <= span[0] and span[1] <= end
        ]
        words = text[start:end].rstrip(".,'")
        yield Term(
            start,
            start + len(words),
            words,
            _senses(by_span[start, end]),
            stems_of(words, language),
            tuple(parts),
            kind,
        )


def _senses(matches: list[Match]) -> frozenset[int]:
    return frozenset(_row_numbers()[id(match.term)] for match in matches)


def _plain_words(text: str, language: str) -> Iterator[Term]:
    for match in _LATIN.finditer(text):
        word = match.group()
        if word.lower() in _DEMONYMS:
            yield _demonym(match, language)
        elif stems := stems_of(word, "en"):
            opens = bool(_SENTENCE_START.search(text[: match.start()][-3:]))
            goes_on = bool(_CAPITAL.match(text, match.end()))
            named = bool(_CODE.search(word)) or (word[0].isupper() and (goes_on or not opens))
            kind = "unknown name" if named else "word"
            yield Term(match.start(), match.end(), word, frozenset(), stems, kind=kind)
    if language in ("ja", "zh"):
        for match in _CJK_RUN.finditer(text):
            stems = stems_of(match.group(), language)
            yield Term(match.start(), match.end(), match.group(), frozenset(), stems)


def _demonym(match: re.Match[str], language: str) -> Term:
    country = _DEMONYMS[match.group().lower()]
    senses = _senses(find_all_terms(country, "en"))
    stems = stems_of(match.group(), language)
    return Term(match.start(), match.end(), match.group(), senses, stems, kind="country")


def _korean_words(text: str) -> Iterator[Term]:
    for token in kiwi().tokenize(text):
        tag = token.tag.partition("-")[0]
        if tag not in _KOREAN_TAGS:
            continue
        form = token.form.lower()
        stems = stems_of(token.form, "en") if tag == "SL" else (form,)
        kind = "unknown name" if tag in ("NNP", "SL") else "word"
        end = token.start + token.len
        yield Term(token.start, end, text[token.start : end], frozenset(), stems, kind=kind)


@lru_cache(maxsize=50_000)
def stems_of(words: str, language: str) -> tuple[str, ...]:
    """Return the index terms of a few words."""
    return tuple(analyze(words, language))


@cache
def _row_numbers() -> dict[int, int]:
    return {id(term): number for number, term in enumerate(load_glossary())}
