"""One text, read once: its dates, provisions, quantities, terms, negations and sides taken."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.verification.clauses import find_cuts, find_paragraphs
from assistant.verification.dates import Date, read_dates
from assistant.verification.folding import blank, fold
from assistant.verification.negation import Negation, read_negations
from assistant.verification.oppositions import SideWord, find_sides, says_only
from assistant.verification.quantities import Quantity, read_quantities
from assistant.verification.terms import Term, read_terms
from index.addresses import Mention, locate_addresses


@dataclass(frozen=True)
class Reading:
    """What a text says, as far as rules can read it.

    Attributes:
        text: Folded; every place below is of its characters.
        language: ISO 639-1 code.
        dates: In order.
        provisions: Articles, paragraphs and the like that it names.
        quantities: In order, without the numbers of dates, provisions and names.
        terms: In order.
        negations: In order.
        sides: Words that take a side of an opposition.
        says_only: Whether it holds something of nothing else.
        cuts: Where its clauses part.
        paragraphs: Where its paragraphs part.
    """

    text: str
    language: str
    dates: tuple[Date, ...]
    provisions: tuple[Mention, ...]
    quantities: tuple[Quantity, ...]
    terms: tuple[Term, ...]
    negations: tuple[Negation, ...]
    sides: tuple[SideWord, ...]
    says_only: bool
    cuts: tuple[int, ...]
    paragraphs: tuple[int, ...]

    @cached_property
    def senses(self) -> dict[int, list[Term]]:
        """The terms by each row of the glossary that they may be, parts included."""
        found: dict[int, list[Term]] = {}
        for term in self.terms:
            for senses in (term.senses, *term.parts):
                for sense in senses:
                    found.setdefault(sense, []).append(term)
        return found

    @cached_property
    def stems(self) -> dict[str, list[Term]]:
        """The terms by each of their index terms."""
        found: dict[str, list[Term]] = {}
        for term in self.terms:
            for stem in term.stems:
                found.setdefault(stem, []).append(term)
        return found


@lru_cache(maxsize=2_000)
def read(text: str, language: str) -> Reading:
    """Return what a text says.

    Args:
        text: As written.
        language: ISO 639-1 code.
    """
    text = fold(text)
    rest = text
    dates = read_dates(rest)
    for date in dates:
        rest = blank(rest, date.start, date.end)
    undated = rest
    provisions = locate_addresses(rest)
    for mention in provisions:
        rest = blank(rest, mention.start, mention.end)
    terms = read_terms(rest, language)
    for term in terms:
        if term.is_name and any(c.isdigit() for c in term.words):
            rest = blank(rest, term.start, term.end)
    negations = read_negations(undated)
    return Reading(
        text,
        language,
        tuple(dates),
        tuple(provisions),
        tuple(read_quantities(rest)),
        tuple(terms),
        tuple(negations),
        tuple(find_sides(undated, negations)),
        says_only(text),
        find_cuts(text),
        find_paragraphs(text),
    )
