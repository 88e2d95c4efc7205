"""The words of a text that say something, with what they mean in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from index.analyzers import analyze
from index.glossary import Match, find_all_terms, load_glossary
from ingest.korean import kiwi

NAMING_KINDS = frozenset({"instrument", "organisation", "person", "name", "country", "role"})
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9À-ɏ&’']*(?:[.-][A-Za-z][A-Za-z0-9À-ɏ]*)*")
_CODE = re.compile(r"[A-Z].*\d|\d.*[A-Z]|^[A-Z]{2,}$|[a-z][A-Z]")
_KOREAN_TAGS = ("NNG", "NNP", "NR", "XR", "VV", "VA", "SL", "SH")
_CJK_RUN = re.compile("[ァ-ヶー]{2,}|[一-龥々]{2,}")
_DENIED = re.compile(
    "[비미불](?:적용|공개|허용|포함|이행|준수|해당|승인|등록|지정|제출|고지|표시|신고|통지|보고|참여|동의|가입|충족|합의|설치)"
)
_DEMONYMS = {
    "american": "US", "british": "UK", "korean": "Korea", "japanese": "Japan", "chinese": "China",
    "french": "France", "german": "Germany", "canadian": "Canada", "european": "EU",
    "singaporean": "Singapore", "indian": "India", "italian": "Italy", "australian": "Australia",
}  # fmt: skip
_CAPITAL = re.compile(r" [A-Z][a-z]")
_NO_NAMES = frozenset({"AI", "I", "OK", "II", "III", "IV", "VI"})
_OF_OFFICE = re.compile(
    r"\b(?:Minist(?:er|ry)|Secretary|Department|Office|Council|Agency|Bureau|Institute|Court) "
    r"(?:of|for) $"
)
_OFFICE_REACH = 16
# Bodies and offices that no glossary holds, and whose parts are ordinary words.
_KOREAN_BODY = re.compile(
    r"(?<![가-힣])[가-힣]{2,12}(?:부장관|처장|청장|원장|위원회|연구소|연구원|진흥원|진흥회|공단|공사|재단|협회|"
    r"학회|대학교|센터|법원|검찰청|경찰청)(?=[은는이가을를의와과에도,\s.)]|으로|로서|$)"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]\s|[•▪■-]\s|\d\.\s|\)\s|[\"'(‖])\s?$")


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
    found.sort(key=lambda term: term.start)
    return _join_names(found, text)


def _join_names(terms: Sequence[Term], text: str) -> list[Term]:
    """Return the terms with the words of one unknown name as one: New York, Lee Jeong-heon."""
    joined: list[Term] = []
    for term in terms:
        last = joined[-1] if joined else None
        if (
            last
            and last.kind == term.kind == "unknown name"
            and text[last.end : term.start] == " "
            and last.words[0].isascii()
            and term.words[0].isascii()
        ):
            words = text[last.start : term.end]
            joined[-1] = replace(last, end=term.end, words=words, stems=last.stems + term.stems)
        else:
            joined.append(term)
    return joined


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
        kind = _kind(by_span[start, end][0], text[start:end])
        if kind == "term" and _OF_OFFICE.search(text[max(0, start - _OFFICE_REACH) : start]):
            kind = "unknown name"
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


def _kind(match: Match, words: str) -> str:
    """The term's kind; a verb that only shares a role's stem (provide, provider) is none."""
    kind = match.term.kind
    if kind != "role" or not words.isascii():
        return kind
    variants = [v.casefold() for v in match.term.variants["en"]]
    is_role = any(words.casefold().startswith(v) or v.startswith("secretar") for v in variants)
    return kind if is_role else "term"


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
            kind = "unknown name" if named and word not in _NO_NAMES else "word"
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
    bodies = [(m.start(), m.end()) for m in _KOREAN_BODY.finditer(text)]
    for start, end in bodies:
        words = text[start:end]
        yield Term(start, end, words, frozenset(), (words,), kind="unknown name")
    for token in kiwi().tokenize(text):
        tag = token.tag.partition("-")[0]
        if tag not in _KOREAN_TAGS:
            continue
        form = token.form.lower()
        stems = stems_of(token.form, "en") if tag == "SL" else (form,)
        if _DENIED.match(form):
            stems = (form[1:],)
        end = token.start + token.len
        if any(start <= token.start and end <= stop for start, stop in bodies):
            continue
        named = tag in ("NNP", "SL") and token.len > 1 and token.form not in _NO_NAMES
        kind = "unknown name" if named else "word"
        yield Term(token.start, end, text[token.start : end], frozenset(), stems, kind=kind)


@lru_cache(maxsize=50_000)
def stems_of(words: str, language: str) -> tuple[str, ...]:
    """Return the index terms of a few words."""
    return tuple(analyze(words, language))


@cache
def _row_numbers() -> dict[int, int]:
    return {id(term): number for number, term in enumerate(load_glossary())}
