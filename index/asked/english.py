"""Restrictions in English: "in the 2024 Seoul documents", "documents published before 2024"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from corpus.types import Filters
from index.asked.english_words import (
    DATES,
    GRAMMAR,
    ISSUE_DATES,
    ISSUED,
    KINDS,
    NOUN,
    STATES,
)
from index.asked.facets import (
    MOST_NOUNS,
    Phrase,
    Rule,
    Vocabulary,
    combine,
    of_kind,
    read_all,
    read_longest,
)

_WINDOW = 80
_LAW = "law"
# What before the noun makes documents the source of an answer, and not what it is about.
_ANCHOR = re.compile(
    r"\b(?:(?P<only>only(?: in| from| within| among)?|(?:limited|restricted) to|search|consult|list"
    r"|show|show me|find)"
    r"|(?P<source>according to|based on|in|from|within|among|amongst|across|using|per|out of"
    r"|(?:any|one|none|some|most|all|each|which|what) of)"
    r"|(?P<speaks>do|does|did|have|has|which|what)|(?P<under>under))\b"
    r"(?P<just> only| just)?(?P<article>(?: all| any)?(?: the| these| those)?)(?= |$)",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"(?: that| which| also| each| all)? (?:says?|states?|mentions?|describes?|defines?"
    r"|discuss(?:es)?|covers?|address(?:es)?|deals?|dealt|requires?|recommends?|promises?|proposes?"
    r"|sets? out|contains?|treats?|talks?|speaks?|refers?|explains?|lists?|names?|suggests?"
    r"|calls?|provides?|stress(?:es)?|concern|identif(?:y|ies)|report|want)\b",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"\b(?:not|except|excluding|other than|rather than|instead of|apart|aside|besides|outside"
    r"|without|beyond|ignor\w+)(?: for| from| in| of)?(?: all| any)?(?: the)?\s*$",
    re.IGNORECASE,
)
# Documents that somebody must keep or hand in are not where the answer stands.
_DUTY_BEFORE = re.compile(
    r"\b(?:keep|retain|maintain|submit|provide|file|draw up|translate|produce|make|accept|need"
    r"|require|requires|required|use|hand in)(?: only| all| any)?(?: the)?\s*$",
    re.IGNORECASE,
)
_DUTY_BEHIND = re.compile(r" (?:are|is|be|may|must|can|should|need)\b", re.IGNORECASE)
_ONLY = re.compile(r" (?:only|alone|exclusively)\b", re.IGNORECASE)
_STOP = re.compile(
    r"\s*(?:$|[,.?;:!)\"”’'])|\s+(?:that|which|who|what|how|where|when|why|on|about|in|from|since"
    r"|before|after|until|between|dated|published|issued|released|adopted|written|do|does|did|is"
    r"|are|was|were|be|can|should|must|may|and|or|only|alone|to|for|with|regarding|concerning)\b",
    re.IGNORECASE,
)
_GOVERNMENT = re.compile(r"(?:'s|’s)?(?: federal)?(?: government| administration)?", re.IGNORECASE)
_BY = re.compile(rf"(?: {ISSUED})?(?: jointly)? (?:by|from|of|at)(?: the)? ", re.IGNORECASE)
_AND = re.compile(r"(?:,| and| or|, and|, or| &)(?: by| from)?(?: the)? ", re.IGNORECASE)
_ISSUED = re.compile(rf" {ISSUED}\b", re.IGNORECASE)
_SAYS = re.compile(r"\baccording to (?:the )?", re.IGNORECASE)
_WAS_ISSUED = re.compile(
    r"(?:(?: on| about| concerning)(?: (?!that |which |who )[\w-]+){1,6}?)?"
    rf"(?: that| which)? (?:was|were|are|has been|have been)(?= {ISSUED}\b)",
    re.IGNORECASE,
)
_WHAT_WAS_ISSUED = re.compile(
    rf"\bwhat(?: else)? (?:was|were|has been|have been)(?: newly)?(?= {ISSUED}\b)", re.IGNORECASE
)
_WORD = re.compile(r"\S+")


class _Behind(NamedTuple):
    """What stands behind a noun.

    Attributes:
        says: Which documents.
        end: Index of what follows.
        issued: Whether it says so with a word for issuing.
    """

    says: Filters
    end: int
    issued: bool


def find_phrases(question: str, names: Vocabulary) -> Iterator[Phrase]:
    """Yield the restrictions of an English question."""
    for noun in islice(NOUN.finditer(question), MOST_NOUNS):
        if phrase := _read_phrase(question, noun, names):
            yield phrase
    for what in _WHAT_WAS_ISSUED.finditer(question):
        behind = _read_behind(question, what.end(), names, generic=False)
        if behind.says != Filters():
            yield Phrase(behind.says, what.end() + 1, behind.end, (what.end(), behind.end))
    for says in _SAYS.finditer(question):
        if phrase := _read_body(question, says, names):
            yield phrase


def _read_phrase(question: str, noun: re.Match[str], names: Vocabulary) -> Phrase | None:
    behind = _read_behind(question, noun.end(), names, generic=bool(noun["generic"]))
    window = max(0, noun.start() - _WINDOW)
    for anchor in _ANCHOR.finditer(question, window, noun.start()):
        slot = question[anchor.end() : noun.start()]
        ahead = read_all(slot, GRAMMAR, names)
        if ahead is not None:
            start = noun.start() - len(slot.lstrip())
            restricts = _restricts(question, anchor, noun, behind)
            only = bool(anchor["only"] or anchor["just"] or _ONLY.match(question, behind.end))
            if not restricts:
                return None
            cut, instead = _without(anchor)
            return _phrase(noun, ahead, behind, (start, cut), instead, only=only)
    before = question[window : noun.start()]
    starts = [word.start() for word in _WORD.finditer(before)]
    ahead, at = read_longest(before, starts, GRAMMAR, names)
    only = bool(_ONLY.match(question, behind.end))
    if noun["one"] or _EXCEPT.search(before[:at]) or _DUTY_BEFORE.search(before[:at]):
        return None
    if only or behind.issued or window + at == 0:
        starts_at = window + at
        return _phrase(noun, ahead, behind, (starts_at, starts_at), "", only=only)
    return None


def _restricts(question: str, anchor: re.Match[str], noun: re.Match[str], behind: _Behind) -> bool:
    """Whether what is before a noun makes it the source of the answer."""
    before = question[: anchor.start()]
    if _EXCEPT.search(before):
        return False
    if anchor["under"]:
        return KINDS.get((noun["kind"] or "").lower()) == _LAW
    if anchor["only"]:
        required = _DUTY_BEFORE.search(before) or _DUTY_BEHIND.match(question, behind.end)
        return not required
    if anchor["speaks"]:
        return bool(behind.issued or _SPEAKS.match(question, behind.end))
    return True


def _without(anchor: re.Match[str]) -> tuple[int, str]:
    """Where what is superfluous begins, and the pronoun that keeps the sentence whole."""
    source = anchor["source"] or ""
    if source and not source.endswith(" of"):
        return anchor.start(), ""
    return anchor.start("article"), " they" if anchor["speaks"] else " them"


def _phrase(
    noun: re.Match[str],
    ahead: Filters,
    behind: _Behind,
    starts: tuple[int, int],
    instead: str,
    *,
    only: bool,
) -> Phrase | None:
    found = combine(ahead, behind.says)
    kind = KINDS.get((noun["kind"] or "").lower())
    if found is None or (found == Filters() and not (kind and only)):
        return None
    if noun["one"]:
        # "The 2023 report" may be the one about 2023.
        named = found == Filters(names=found.names)
        if not named or not _is_whole(noun.string, noun.end()):
            return None
    start, cut = starts
    return Phrase(of_kind(found, kind), start, behind.end, (cut, behind.end), instead)


def _read_behind(question: str, at: int, names: Vocabulary, *, generic: bool) -> _Behind:
    found, end = Filters(), at
    issued = bool(was := _WAS_ISSUED.match(question, at))
    at = was.end() if was else at
    while True:
        participle = _ISSUED.match(question, at)
        dates = (*DATES, *ISSUE_DATES) if participle or issued else DATES if generic else ()
        part, after = _read_rule(question, participle.end() if participle else at, dates)
        if part is None and (by := _BY.match(question, at)):
            part, after = _read_names(question, by.end(), names)
        if part is None:
            part, after = _read_state(question, at)
        both = combine(found, part) if part else None
        if both is None:
            return _Behind(found, end, issued and found != Filters())
        issued = issued or participle is not None
        found, at, end = both, after, after


def _read_rule(question: str, at: int, rules: Sequence[Rule]) -> tuple[Filters | None, int]:
    for pattern, meaning in rules:
        if found := pattern.match(question, at):
            return meaning(found), found.end()
    return None, at


def _read_state(question: str, at: int) -> tuple[Filters | None, int]:
    found, end = _read_rule(question, at, STATES)
    return (found, end) if _is_whole(question, end) else (None, at)


def _read_names(question: str, at: int, names: Vocabulary) -> tuple[Filters | None, int]:
    """One name or several, with nothing behind them that would make them part of another."""
    found: tuple[str, ...] = ()
    end = at
    while name := names.read(question, at):
        government = _GOVERNMENT.match(question, name[1])
        found, end = (*found, *name[0]), government.end() if government else name[1]
        joint = _AND.match(question, end)
        if joint is None:
            break
        at = joint.end()
    return (Filters(names=found), end) if found and _is_whole(question, end) else (None, at)


def _is_whole(question: str, end: int) -> bool:
    """Whether what ends here is not part of a longer name: a report, and no report card."""
    return bool(_STOP.match(question, end) or _SPEAKS.match(question, end))


def _read_body(question: str, says: re.Match[str], names: Vocabulary) -> Phrase | None:
    """The body in "according to NIST": what it says, not what others say of it."""
    found, end = _read_names(question, says.end(), names)
    if found is None or _EXCEPT.search(question[: says.start()]):
        return None
    government = question[:end].lower().endswith(("government", "administration"))
    if not government and not all(names.is_body(name) for name in found.names):
        return None
    return Phrase(found, says.end(), end, (says.start(), end))
