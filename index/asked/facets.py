"""Reads the words that say which documents are meant: years, names, languages, kinds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from corpus.dates import before, following, is_date
from corpus.types import DocumentInfo, Filters
from index.filters import NO_KIND
from index.proper_names import kind_of, match_name, names_document, publisher_names

MOST_NOUNS = 8
"""Words for documents that are looked at: a question has one or two, a hostile one hundreds."""
_GAP = re.compile(r"[\s,、·]+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a question that restrict it to some documents.

    Attributes:
        filters: What they say.
        start: Index of the first character.
        end: One past the last.
        cut: Start and end of what is superfluous once the documents are chosen.
        instead: What stands there then.
    """

    filters: Filters
    start: int
    end: int
    cut: tuple[int, int]
    instead: str = ""


Meaning = Callable[[re.Match[str]], Filters | None]
Rule = tuple[re.Pattern[str], Meaning]
"""An expression and what it says; None where it says nothing after all."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """How one language words restrictions.

    Attributes:
        facets: Years, languages, statuses.
        fillers: Words between them that say nothing.
    """

    facets: Sequence[Rule]
    fillers: re.Pattern[str]


class Vocabulary:
    """The names that a question can restrict itself to: those that some document bears."""

    def __init__(self, documents: Sequence[DocumentInfo]) -> None:
        """Take the documents that the question can be answered from."""
        self._documents = documents
        self._held: dict[str, bool] = {}

    def read(self, text: str, at: int) -> tuple[tuple[str, ...], int] | None:
        """Return what the longest name at an index stands for, and its end; None without one."""
        found = match_name(text, at)
        own = max(
            (n for n in self._publishers if text.startswith(n, at) and _ends(text, at + len(n))),
            key=len,
            default="",
        )
        if own and (found is None or at + len(own) > found[1]):
            found = (own,), at + len(own)
        if found is None:
            return None
        held = tuple(name for name in found[0] if self._is_held(name))
        return (held, found[1]) if held else None

    def is_body(self, name: str) -> bool:
        """Return whether a name is that of a body or of a publisher, not of a place."""
        return kind_of(name) in ("organisation", "")

    def _is_held(self, name: str) -> bool:
        if name not in self._held:
            self._held[name] = any(names_document(info, name) for info in self._documents)
        return self._held[name]

    @cached_property
    def _publishers(self) -> frozenset[str]:
        return publisher_names(self._documents)


def read_all(text: str, grammar: Grammar, names: Vocabulary) -> Filters | None:
    """Return what a run of modifiers says, or None where any word of it is not understood."""
    found = Filters()
    at = 0
    while at < len(text):
        if gap := _GAP.match(text, at):
            at = gap.end()
            continue
        part, end = _read_one(text, at, grammar, names)
        if part is None or (both := combine(found, part)) is None:
            return None
        found, at = both, end
    return found


def read_longest(
    text: str, starts: Iterable[int], grammar: Grammar, names: Vocabulary
) -> tuple[Filters, int]:
    """Return what the longest end of a text says that is understood whole, and where it begins.

    Args:
        text: What stands before a noun.
        starts: Indices at which it may begin, ascending.
        grammar: Of the question's language.
        names: That count.
    """
    for start in starts:
        found = read_all(text[start:], grammar, names)
        if found is not None and found != Filters():
            return found, start
    return Filters(), len(text)


def combine(one: Filters, other: Filters) -> Filters | None:
    """Return what two modifiers of one noun say together; None where they contradict."""
    if one.after and other.after and one.after != other.after:
        return None
    if one.before and other.before and one.before != other.before:
        return None
    return Filters(
        languages=_union(one.languages, other.languages),
        kinds=_union(one.kinds, other.kinds),
        statuses=_union(one.statuses, other.statuses),
        names=_union(one.names, other.names),
        after=one.after or other.after,
        before=one.before or other.before,
    )


def during(date: str) -> Filters | None:
    """Documents of a year, month or day; None when there is no such date."""
    return Filters(after=date, before=date) if is_date(date) else None


def since(date: str) -> Filters | None:
    """Documents of a date or later."""
    return Filters(after=date) if is_date(date) else None


def until(date: str) -> Filters | None:
    """Documents of a date or earlier."""
    return Filters(before=date) if is_date(date) else None


def earlier(date: str) -> Filters | None:
    """Documents before a date."""
    return until(before(date) or "") if is_date(date) else None


def later(date: str) -> Filters | None:
    """Documents after a date."""
    return since(following(date) or "") if is_date(date) else None


def between(first: str, last: str) -> Filters | None:
    """Documents of two dates or from in between."""
    if not (is_date(first) and is_date(last) and first <= last):
        return None
    return Filters(after=first, before=last)


def of_kind(filters: Filters, kind: str | None) -> Filters:
    """Add a kind; documents of no known kind pass too, for nobody said that they are another."""
    return replace(filters, kinds=(kind, NO_KIND)) if kind else filters


def iso(*numbers: str) -> str:
    """Return a date of year, month and day in figures, as many as are given."""
    return "-".join([numbers[0], *(f"{int(number):02}" for number in numbers[1:])])


def dated(
    expression: str, date: str, read: Callable[[str], str], meaning: Callable[..., Filters | None]
) -> Rule:
    """Return a rule about dates.

    Args:
        expression: With ``@`` where a date stands.
        date: Expression of a date in the language.
        read: Returns such a date in ISO 8601.
        meaning: Takes the dates, in order.
    """
    count = expression.count("@")
    for n in range(count):
        expression = expression.replace("@", f"(?P<date{n}>{date})", 1)

    def mean(found: re.Match[str]) -> Filters | None:
        return meaning(*(read(found[f"date{n}"]) for n in range(count)))

    return re.compile(expression, re.IGNORECASE), mean


def status_rule(expression: str, status: str) -> Rule:
    """Return a rule about what has become of documents."""
    return re.compile(expression, re.IGNORECASE), lambda _: Filters(statuses=(status,))


def _read_one(
    text: str, at: int, grammar: Grammar, names: Vocabulary
) -> tuple[Filters | None, int]:
    for pattern, meaning in grammar.facets:
        if found := pattern.match(text, at):
            return meaning(found), found.end()
    if name := names.read(text, at):
        return Filters(names=name[0]), name[1]
    if filler := grammar.fillers.match(text, at):
        return Filters(), filler.end()
    return None, at


def _ends(text: str, at: int) -> bool:
    cut = text[at : at + 1]
    return not (cut.isascii() and cut.isalnum())


def _union(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*one, *other]))
