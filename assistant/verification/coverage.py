"""How much of what a claim speaks of a quote speaks of too, also in another language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.verification.reading import Reading
from assistant.verification.terms import NAMING_KINDS, Term
from assistant.verification.transliteration import sounds_alike
from index.glossary import load_glossary

_WEIGHTS = {"word": 1.0, "term": 1.2, "verb": 0.8, "role": 1.5}
_NAME_WEIGHT = 2.0
_LIGHT_WEIGHT = 0.3
_LIGHT = frozenset(
    {
        "make", "use", "includ", "provid", "take", "also", "well", "new", "within", "among",
        "regard", "relat", "concern", "accord", "set", "form", "part", "such", "certain", "follow",
        "purpos", "way", "time", "first", "order", "mean", "case", "document", "text", "list",
        "하", "되", "있", "없", "위하", "대하", "관하", "따르", "통하", "의하", "경우", "등", "것",
        "수", "및", "각", "그", "이", "때", "내용", "사항", "관련", "다음", "해당", "규정", "문서",
        "명시", "나오", "들", "밝히", "담", "정하", "두", "보", "말", "정도",
    }
)  # fmt: skip
_HANGUL = re.compile("[가-힣]")
_LATIN_NAME = re.compile("[A-Za-z]{3}")
_SOUNDED = frozenset({"unknown name", "person", "organisation"})
_SHORTEST_SOUNDED = 3


@dataclass(frozen=True, slots=True)
class Coverage:
    """The share of a claim's terms that a quote holds.

    Attributes:
        terms: By weight, of those that can be compared; in [0, 1].
        names: Of the names alone; 1 where there are none.
        known: Share of the claim's terms that can be compared at all.
    """

    terms: float
    names: float
    known: float


def weight(term: Term) -> float:
    """Return how much a term tells."""
    if term.is_name and term.kind != "role":
        return _NAME_WEIGHT
    if len(term.stems) == 1 and term.stems[0] in _LIGHT:
        return _LIGHT_WEIGHT
    return _WEIGHTS.get(term.kind, 1.0)


def comparable(term: Term, claim: Reading, quote: Reading) -> bool:
    """Whether a term of the claim could be recognised in the quote, were it there."""
    if claim.language == quote.language or term.senses or term.kind == "unknown name":
        return True
    return any(part for part in term.parts)


def held(term: Term, quote: Reading) -> float:
    """Return how far a quote holds a term of a claim, in [0, 1]."""
    if any(sense in quote.senses for sense in term.senses):
        return 1.0
    stems = sum(stem in quote.stems for stem in term.stems) / max(len(term.stems), 1)
    if stems == 1.0:
        return 1.0
    parts = [
        any(s in quote.senses for s in part) and _tells(part, term.kind) for part in term.parts
    ]
    in_parts = sum(parts) / len(parts) if parts else 0.0
    if term.kind == "unknown name" and _spelled_otherwise(term, quote):
        return 1.0
    if term.is_name and _is_spelled(term, quote):
        return 1.0
    return max(stems, in_parts) * 0.9


def _tells(part: frozenset[int], kind: str) -> bool:
    """Whether part of a term tells of the whole: an institute is not the Ada Lovelace Institute."""
    return kind != "organisation" or any(load_glossary()[s].kind in NAMING_KINDS for s in part)


def held_anywhere(term: Term, quotes: Iterable[Reading]) -> float:
    """Return how far any of some texts holds a term."""
    return max((held(term, quote) for quote in quotes), default=0.0)


def cover(
    claim: Reading, quotes: Sequence[Reading], publishers: Sequence[Reading] = ()
) -> Coverage:
    """Return how much of a claim some texts, taken together, speak of.

    Args:
        claim: The claim.
        quotes: The window of a quote first, then what stands above it.
        publishers: Of the documents; the country that a claim speaks of may be theirs.
    """
    terms = [term for term in claim.terms if comparable(term, claim, quotes[0])]
    weights = [weight(term) for term in terms]
    countries = (*quotes, *publishers)
    degrees = [held_anywhere(t, countries if t.kind == "country" else quotes) for t in terms]
    everything = sum(weight(term) for term in claim.terms)
    return Coverage(
        terms=_mean(degrees, weights, 0.5),
        names=_mean(
            [d for d, t in zip(degrees, terms, strict=True) if t.is_name],
            [w for w, t in zip(weights, terms, strict=True) if t.is_name],
            1.0,
        ),
        known=sum(weights) / everything if everything else 0.0,
    )


def _mean(degrees: Sequence[float], weights: Sequence[float], nothing: float) -> float:
    total = sum(weights)
    if not total:
        return nothing
    return sum(d * w for d, w in zip(degrees, weights, strict=True)) / total


def _is_spelled(term: Term, quote: Reading) -> bool:
    """Whether a name stands in the quote as part of a longer word, as in 과학기술정보통신부장관."""
    text = quote.text.replace(" ", "")
    rows = load_glossary()
    spellings = {v for sense in term.senses for v in rows[sense].variants.get(quote.language, ())}
    spellings.add(term.words)
    return any(_HANGUL.search(s) and s.replace(" ", "") in text for s in spellings)


def _spelled_otherwise(term: Term, quote: Reading) -> bool:
    """Whether a name of the quote is the transliteration of one in the other script."""
    hangul = bool(_HANGUL.search(term.words))
    if not hangul and not _LATIN_NAME.search(term.words):
        return False
    for other in quote.terms:
        if bool(_HANGUL.search(other.words)) == hangul:
            continue
        pair = (term.words, other.words) if hangul else (other.words, term.words)
        if _may_be_name(other) and sounds_alike(*pair):
            return True
    return False


def _may_be_name(term: Term) -> bool:
    """Whether a term may be a transliterated name; a short plain word sounds like too many."""
    if term.kind == "word":
        return len(term.words) >= _SHORTEST_SOUNDED
    return term.kind in _SOUNDED
