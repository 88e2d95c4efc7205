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
        self._documents = len(documents)
        self._holders: dict[tuple[str, str], set[str]] = {}
        for info in documents:
            for language, terms in _title_terms(info).items():
                for term in terms:
                    self._holders.setdefault((language, term), set()).add(info.slug)

    def affinity(self, ideas: Sequence[Idea]) -> dict[str, float]:
        """Return how much of a question each document's title speaks of, by slug.

        An idea counts by its rarity among titles, ln(documents / documents with it); ideas in more
        than half of the titles tell nothing. Documents that share no idea are left out.
        """
        scores: dict[str, float] = {}
        for idea in ideas:
            holders = self._mentioning(_phrases(idea))
            if holders and len(holders) <= _COMMON * self._documents:
                weight = math.log(self._documents / len(holders))
                for slug in holders:
                    scores[slug] = scores.get(slug, 0.0) + weight
        return scores

    def _mentioning(self, phrases: set[tuple[str, tuple[str, ...]]]) -> set[str]:
        """Return the documents whose titles hold every term of any of some phrases."""
        found: set[str] = set()
        for language, terms in phrases:
            holders = [self._holders.get((language, term), set()) for term in terms]
            found |= set.intersection(*sorted(holders, key=len))
        return found


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
