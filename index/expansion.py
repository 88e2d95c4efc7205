"""Carries a question into the terms of each language's keyword index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from index.analyzers import analyze, question_words
from index.glossary import LANGUAGES, Match, find_terms
from index.validity import ANSWERS, find_validity


class Group(NamedTuple):
    """One idea of a question as an index knows it.

    Attributes:
        alternatives: Phrases of index terms, any of which will do.
        expected: Whether a passage on the subject would hold one. A word that nobody translated
            is not missing from passages in another language.
    """

    alternatives: Sequence[Sequence[str]]
    expected: bool = True


_MOST_VARIANTS = 6
_NAMING_KINDS = frozenset({"instrument", "organisation", "person", "name", "country"})
_NUMERALS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)  # fmt: skip
_SPELLED = {str(n): word for n, word in enumerate(_NUMERALS, 1)}
_DIGITS = {word: digits for digits, word in _SPELLED.items()}


@dataclass(frozen=True, slots=True)
class Idea:
    """One idea of a question: a glossary term in all its languages, or a plain word.

    Attributes:
        words: As they stand in the question.
        language: Of the question.
        variants: By language; empty for a plain word.
        named: Whether it names someone or something: an instrument, a body, a person, a place.
        kind: Of the glossary's term; empty for a plain word.
    """

    words: str
    language: str
    variants: dict[str, tuple[str, ...]]
    named: bool = False
    kind: str = ""


def find_ideas(question: str, language: str) -> list[Idea]:
    """Return the glossary terms of a question and the words between them, in order."""
    matches = find_terms(question, language)
    validity = find_validity(question, language)
    if validity:
        matches = [m for m in matches if m.end <= validity[0] or validity[1] <= m.start]
    found = {match.start: _from_term(question, match, language) for match in matches}
    taken = [(match.start, match.end) for match in matches]
    if validity:
        found[validity[0]] = Idea(question[slice(*validity)], language, ANSWERS)
        taken.append(validity)
    for word in question_words(question, language):
        if all(word.end <= start or end <= word.start for start, end in taken):
            found[word.start] = Idea(word.text, language, {}, word.is_name)
    ideas = [found[start] for start in sorted(found)]
    return list({idea.words: idea for idea in ideas}.values())


def expand(ideas: Sequence[Idea], language: str) -> list[Group]:
    """Return the keyword groups of a question for the index of ``language``."""
    groups = []
    for idea in ideas:
        phrases = [*idea.variants.get(language, ())[:_MOST_VARIANTS], idea.words]
        phrases += [word for words in (_SPELLED, _DIGITS) if (word := words.get(idea.words))]
        terms = (phrase_terms(phrase, language) for phrase in phrases)
        alternatives = list(dict.fromkeys(t for t in terms if t))
        if alternatives:
            known = idea.language == language or language in idea.variants
            groups.append(Group(alternatives, known))
    return groups


@lru_cache(maxsize=20_000)
def phrase_terms(phrase: str, language: str) -> tuple[str, ...]:
    """Return the index terms of a short phrase; the glossary's are asked for again and again."""
    return tuple(analyze(phrase, language))


def _from_term(question: str, match: Match, language: str) -> Idea:
    words, kind = question[match.start : match.end], match.term.kind
    variants = {lang: names for lang in LANGUAGES if (names := match.term.variants[lang])}
    return Idea(words, language, variants, kind in _NAMING_KINDS, kind)
