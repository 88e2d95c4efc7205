"""What must be read before an answer: no advice, a premise without support, old texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.abstention import wish_notice
from assistant.disagreement import Embed, find_difference
from assistant.premises import Premises
from assistant.status import outdated_notice
from assistant.unheld import find_unmentioned
from assistant.wording import say
from corpus.types import Citation, SearchResult


@dataclass(frozen=True, slots=True)
class Notices:
    """What is said before an answer.

    Attributes:
        sentences: In order.
        numbers: Of the citations that they bear.
    """

    sentences: tuple[str, ...]
    numbers: frozenset[int] = frozenset()


def find_notices(
    result: SearchResult,
    premises: Premises,
    evidence: Sequence[Citation],
    used: Sequence[Citation],
    embed: Embed,
) -> Notices:
    """Return what must be said before an answer.

    Args:
        result: Of the search.
        premises: Of the question.
        evidence: All quotes that the answer could rest on.
        used: Those that it does rest on.
        embed: Returns unit vectors of n texts, shape (n, dimension).
    """
    question, language = result.question, result.language
    sentences: list[str] = []
    if wish := wish_notice(question, language):
        sentences.append(f"{wish} {say('sources_say', language)}")
    sentences += [*premises.lacking, *premises.unsupported]
    if premises.unheld:
        unheld = ", ".join(name for name, _ in premises.unheld)
        sentences.append(say("not_held", language, names=unheld))
    elif not premises.unsupported:
        names = find_unmentioned(question, language, result.hits)
        if names:
            sentences.append(say("not_found_named", language, terms=", ".join(names)))
    sentences += outdated_notice(used, language)
    difference = find_difference(evidence, question, language, embed)
    if difference is None:
        return Notices(tuple(sentences))
    return Notices((*sentences, difference.sentence), frozenset(difference.numbers))
