"""Which documents a question asks to be answered from, where it says so.

A wrong restriction loses the answer and is worse than none: every word of it must be understood, a
year or a place that is what the question is about restricts nothing, and where two documents are
compared or excluded nothing is understood.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from corpus.types import DocumentInfo, Filters
from index.analyzers import analyze
from index.asked.english import find_phrases
from index.asked.facets import Phrase, Vocabulary
from index.asked.japanese import JAPANESE
from index.asked.korean import KOREAN
from index.asked.tails import find_tailed
from index.filters import NO_KIND, select_documents

_COMPARES = re.compile(
    r"\b(?:compar\w+|versus|vs|differs?|differences?|different(?:ly)? from|unlike|contrast\w*)\b"
    r"|비교|차이|다른\s?점|대비|달리|比較|違い|異な",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question restricts itself to.

    Attributes:
        filters: Empty where it does not.
        words: The words that say so, as they stand in the question.
        question: The question without them; empty where there are none. Once the documents are
            chosen these words find only title pages.
    """

    filters: Filters
    words: tuple[str, ...]
    question: str


NOTHING = Asked(Filters(), (), "")
_LAW = "law"


def understand_filters(question: str, language: str, documents: Collection[DocumentInfo]) -> Asked:
    """Return the documents that a question asks for, where some of ``documents`` are meant.

    Args:
        question: As asked.
        language: ISO 639-1 code of the question.
        documents: Those that it can be answered from.
    """
    if _COMPARES.search(question):
        return NOTHING
    names = Vocabulary(tuple(documents))
    match language:
        case "ko":
            phrases = list(find_tailed(question, KOREAN, names))
        case "ja":
            phrases = list(find_tailed(question, JAPANESE, names))
        case _:
            phrases = list(find_phrases(question, names))
    filters = _together(phrases)
    if filters is None:
        return NOTHING
    filters = _as_held(filters, documents)
    left = sum(1 for _ in select_documents(documents, filters))
    if not 0 < left < len(documents):
        return NOTHING
    words = (question[phrase.start : phrase.end].strip() for phrase in phrases)
    return Asked(filters, tuple(dict.fromkeys(words)), _without(question, language, phrases))


def _together(phrases: Sequence[Phrase]) -> Filters | None:
    """What all phrases say; several must agree in everything but the names."""
    if len({replace(phrase.filters, names=()) for phrase in phrases}) != 1:
        return None
    names = dict.fromkeys(name for phrase in phrases for name in phrase.filters.names)
    if any(bool(phrase.filters.names) != bool(names) for phrase in phrases):
        return None
    return replace(phrases[0].filters, names=tuple(names))


def _without(question: str, language: str, phrases: Sequence[Phrase]) -> str:
    rest = question
    for phrase in sorted(phrases, key=lambda p: -p.start):
        start, end = phrase.cut
        rest = f"{rest[:start]}{phrase.instead}{rest[end:]}"
    rest = rest.lstrip(" ,.:;、，").rstrip()
    # "Show me the 2024 documents" leaves nothing to search for.
    return rest if any(len(term) > 1 for term in analyze(rest, language)) else question


def _as_held(filters: Filters, documents: Collection[DocumentInfo]) -> Filters:
    """Leave the kind out where no document of that kind is held: people name kinds loosely.

    A law is no loose name: without one, the country's law is what the question is about.
    """
    known = replace(filters, kinds=tuple(kind for kind in filters.kinds if kind != NO_KIND))
    if not filters.kinds or any(select_documents(documents, known)):
        return filters
    return Filters() if _LAW in filters.kinds else replace(filters, kinds=())
