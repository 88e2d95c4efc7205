"""Restrictions in languages where a particle behind the noun makes them: Korean and Japanese."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from corpus.types import Filters
from index.asked.facets import MOST_NOUNS, Grammar, Phrase, Vocabulary, of_kind, read_longest

_WINDOW = 60


@dataclass(frozen=True, slots=True)
class Tails:
    """How one language says that an answer is to come from some documents.

    Attributes:
        grammar: What may stand before the noun.
        noun: A word for documents, as ``noun``.
        kinds: Of the nouns that name one.
        collective: Nouns that mean all of a kind however they are used.
        tail: What behind the noun restricts.
        topics: Which of these are only the topic's: they restrict where the noun names no kind.
        choosing: Which of these speak of several documents, so that the noun's kind counts.
        starts: Where modifiers may begin.
        body: What behind a body's name makes it the source of the answer.
    """

    grammar: Grammar
    noun: re.Pattern[str]
    kinds: Mapping[str, str]
    collective: tuple[str, ...]
    tail: re.Pattern[str]
    topics: tuple[str, ...]
    choosing: re.Pattern[str]
    starts: re.Pattern[str]
    body: re.Pattern[str]


def find_tailed(question: str, tails: Tails, names: Vocabulary) -> Iterator[Phrase]:
    """Yield the restrictions of a question, in order."""
    for noun in islice(tails.noun.finditer(question), MOST_NOUNS):
        tail = tails.tail.match(question, noun.end())
        if tail is None:
            continue
        kind = tails.kinds.get(noun["noun"])
        if kind and tail[0] in tails.topics:
            continue
        found, start = _read_before(question, noun.start(), tails, names)
        choosing = bool(tails.choosing.match(question, noun.end()))
        if kind and (choosing or noun["noun"] in tails.collective):
            counts = found != Filters() or choosing
            found = of_kind(found, kind) if counts else found
        # "The 2023 report" may be the one about 2023.
        loosely_dated = kind and not choosing and (found.after or found.before)
        if found != Filters() and not loosely_dated:
            start = min(start, noun.start())
            yield Phrase(found, start, noun.end(), (start, tail.end()))
    for said in islice(tails.body.finditer(question), MOST_NOUNS):
        found, start = _read_before(question, said.start(), tails, names)
        only_names = found == Filters(names=found.names)
        if found.names and only_names and all(names.is_body(n) for n in found.names):
            yield Phrase(found, start, said.start(), (start, said.end()))


def _read_before(question: str, end: int, tails: Tails, names: Vocabulary) -> tuple[Filters, int]:
    window = max(0, end - _WINDOW)
    before = question[window:end]
    starts = [m.start() for m in tails.starts.finditer(before)]
    found, start = read_longest(before, starts, tails.grammar, names)
    return found, window + start
