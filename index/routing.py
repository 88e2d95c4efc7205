"""Which documents a question seems to be about, judged by their titles and publishers."""

from __future__ import annotations

import math
from collections.abc import Sequence

from corpus.types import DocumentInfo
from index.analyzers import analyze
from index.expansion import Idea, phrase_terms

_LANGUAGES = ("en", "ko", "ja")
_COMMON = 0.5
_SHORTEST_NUMBER = 4


class TitleIndex:
    """The words of every document's title, publisher and slug."""

    def __init__(self, documents: Sequence[DocumentInfo]) -> None:
        """Analyse the titles once; a library's change makes a new index."""
        self._terms = {info.slug: _title_terms(info) for info in documents}

    def affinity(self, ideas: Sequence[Idea]) -> dict[str, float]:
        """Return how much of a question each document's title speaks of, by slug.

        An idea counts by its rarity among titles, ln(documents / documents with it); ideas in more
        than half of the titles tell nothing. Documents that share no idea are left out.
        """
        scores: dict[str, float] = {}
        for idea in ideas:
            phrases = _phrases(idea)
            holders = [slug for slug, terms in self._terms.items() if _mentions(terms, phrases)]
            if holders and len(holders) <= _COMMON * len(self._terms):
                weight = math.log(len(self._terms) / len(holders))
                for slug in holders:
                    scores[slug] = scores.get(slug, 0.0) + weight
        return scores


def _title_terms(info: DocumentInfo) -> dict[str, frozenset[str]]:
    text = f"{info.title} {info.publisher or ''} {info.slug.replace('-', ' ')}"
    return {language: frozenset(analyze(text, language)) for language in _LANGUAGES}


def _phrases(idea: Idea) -> set[tuple[str, tuple[str, ...]]]:
    """(language, terms) of everything that the idea may be called.

    Every name is analysed in its own language: the Japanese analyser would leave only "AI" of a
    Korean act's name, which stands in every title.
    """
    if not idea.variants:
        # The 2 of "2 November" says nothing about paragraph 2.
        if idea.words.isdigit() and len(idea.words) < _SHORTEST_NUMBER:
            return set()
        found = {(lang, phrase_terms(idea.words, lang)) for lang in _LANGUAGES}
    else:
        found = {
            (language, phrase_terms(name, language))
            for language, names in idea.variants.items()
            for name in names
        }
    return {(language, terms) for language, terms in found if terms}


def _mentions(known: dict[str, frozenset[str]], phrases: set[tuple[str, tuple[str, ...]]]) -> bool:
    return any(known[language].issuperset(terms) for language, terms in phrases)
