"""Carries a question into the terms of each language's keyword index."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from index.analyzers import analyze, find_names
from index.glossary import LANGUAGES, Match, find_terms

Groups = list[list[tuple[str, ...]]]
"""Ideas of a question; for each its alternatives; for each of those its index terms."""

_MOST_VARIANTS = 6
_NAMING_KINDS = frozenset({"instrument", "organisation", "person", "name", "country"})


@dataclass(frozen=True, slots=True)
class Idea:
    """One idea of a question: a glossary term in all its languages, or a plain word.

    Attributes:
        words: As they stand in the question.
        variants: By language; empty for a plain word.
        named: Whether it names someone or something: an instrument, a body, a person, a place.
        kind: Of the glossary's term; empty for a plain word.
    """

    words: str
    variants: dict[str, tuple[str, ...]]
    named: bool = False
    kind: str = ""


def find_ideas(question: str, language: str) -> list[Idea]:
    """Return the glossary terms of a question and the words between them, in order."""
    ideas: list[Idea] = []
    at = 0
    for match in [*find_terms(question, language), None]:
        end = match.start if match else len(question)
        between = question[at:end]
        names = find_names(between, language, opens=at == 0)
        ideas += [Idea(word, {}, word in names) for word in _words(between, language)]
        if match:
            ideas.append(_from_term(question, match))
            at = match.end
    return ideas


def expand(ideas: list[Idea], language: str) -> Groups:
    """Return the keyword groups of a question for the index of ``language``."""
    groups: Groups = []
    for idea in ideas:
        phrases = [*idea.variants.get(language, ())[:_MOST_VARIANTS], idea.words]
        terms = (phrase_terms(phrase, language) for phrase in phrases)
        alternatives = list(dict.fromkeys(t for t in terms if t))
        if alternatives:
            groups.append(alternatives)
    return groups


@lru_cache(maxsize=20_000)
def phrase_terms(phrase: str, language: str) -> tuple[str, ...]:
    """Return the index terms of a short phrase; the glossary's are asked for again and again."""
    return tuple(analyze(phrase, language))


def _from_term(question: str, match: Match) -> Idea:
    variants = {lang: match.term.variants[lang] for lang in LANGUAGES}
    words, kind = question[match.start : match.end], match.term.kind
    return Idea(words, variants, kind in _NAMING_KINDS, kind)


def _words(text: str, language: str) -> list[str]:
    """The words of the text between glossary terms, as the question's own analyser sees them."""
    return list(dict.fromkeys(analyze(text, language)))
