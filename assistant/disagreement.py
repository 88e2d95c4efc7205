"""Where two cited sources give different values for the same thing; both are shown, none is chosen.

The rules are strict, because a difference that is none would cast doubt on good sources: the
question must ask for such a value, or for none and the sources be texts of one instrument; both
sentences must give one value of the same kind, name the same names and otherwise say nearly the
same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from textwrap import shorten
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.verification.folding import blank
from assistant.verification.reading import read
from assistant.wording import say
from corpus.standing import find_standing
from corpus.types import Citation
from index.analyzers import analyze, question_words
from index.glossary import find_terms

LEAST_ALIKE = 0.90
"""Cosine of two sentences below which they are not taken to speak of the same thing."""
_LEAST_SHARED = 0.34
"""Share of their words that two sentences of one language must have in common."""
_TIME = frozenset({"hour", "month", "date"})
_MONEY = frozenset({"euro", "dollar", "pound", "won", "yen", "percent"})
_COUNT = frozenset({"country", "person", "company", "organisation", "thing"})
# What a question asks for, and the kinds of value that can answer it.
_ASKED: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {
    "en": (
        (r"\bhow (?:long|soon|often|old)\b|\bwhen\b|\b(?:date|deadline|period|year|age)\b", _TIME),
        (r"\bhow (?:much|high|large|big)\b|\b(?:fine|penalty|budget|amount|sum|share)\b", _MONEY),
        (r"\bhow many (?:hours|days|weeks|months|years)\b", _TIME),
        (r"\bhow many\b|\bnumber of\b", _COUNT),
        (r"\bpercent(?:age)?\b|\bper cent\b", frozenset({"percent"})),
    ),
    "ko": (
        (
            r"언제|며칠|기한|기간|시행일|날짜|몇\s?(?:년|개월|달|주|일|시간)|얼마\s?동안|얼마나",
            _TIME,
        ),
        (
            r"얼마|금액|예산|상한|액수|과태료|과징금|벌금|몇\s?(?:원|유로|달러|퍼센트|%)|비율",
            _MONEY,
        ),
        (r"몇\s?(?:명|개|인|곳|건|가지)|인원", _COUNT),
    ),
    "ja": (
        (r"いつ|期限|期間|何(?:年|月|日|時間|か月|週)|どのくらい", _TIME),
        (r"いくら|金額|予算|罰金|何(?:円|ユーロ|ドル|%|パーセント)", _MONEY),
        (r"何(?:人|名|か国|カ国|社|件|機関)", _COUNT),
    ),
}
_NAMING = frozenset({"instrument", "organisation", "person", "name", "country"})
_MARK = {"en": "{value} [{n}] ({title}, {date})", "ko": "{value} [{n}]({title}, {date})"}
_TITLE_CHARS = 60

Embed = Callable[[Sequence[str]], NDArray[np.float32]]


class Value(NamedTuple):
    """A day, or a number that says what it counts; a bare one may be that of a page or a year.

    Attributes:
        unit: What is counted; ``date`` for a day.
        amount: Of it; a day as its number in the calendar.
        words: As it stands.
    """

    unit: str
    amount: Decimal
    words: str


class Difference(NamedTuple):
    """Two sources that differ.

    Attributes:
        numbers: Of their citations.
        sentence: That says so, with both values, marks, titles and dates.
    """

    numbers: tuple[int, int]
    sentence: str


def find_difference(
    citations: Sequence[Citation], question: str, language: str, embed: Embed
) -> Difference | None:
    """Return the first two citations that give different values for the same thing, or None.

    Args:
        citations: In the order of the answer.
        question: As asked.
        language: Of the question; the sentence is in it.
        embed: Returns unit vectors of n texts, shape (n, dimension).
    """
    asked = _asked_units(question, language)
    for left, right in combinations(citations, 2):
        if left.hit.info.slug == right.hit.info.slug:
            continue
        units = asked or (_TIME | _MONEY | _COUNT if _same_instrument(left, right) else frozenset())
        values = _differing(left, right, units)
        if values and _same_names(left, right) and _say_the_same(left, right, embed):
            sides = "; ".join(
                _side(citation, value, language)
                for citation, value in zip((left, right), values, strict=True)
            )
            return Difference((left.n, right.n), say("differ", language, sides=sides))
    return None


def _asked_units(question: str, language: str) -> frozenset[str]:
    """The kinds of value that can answer a question; none where it asks for no value."""
    rules = _ASKED.get(language, ())
    return next((u for rule, u in rules if re.search(rule, question, re.I)), frozenset())


def _differing(
    left: Citation, right: Citation, units: frozenset[str]
) -> tuple[Value, Value] | None:
    """The values of the one kind of which each sentence gives a single and another value."""
    first, second = _single_values(left), _single_values(right)
    shared = units & first.keys() & second.keys()
    differing = [unit for unit in shared if first[unit].amount != second[unit].amount]
    if len(differing) != 1:
        return None
    (unit,) = differing
    return first[unit], second[unit]


def _single_values(citation: Citation) -> dict[str, Value]:
    values: dict[str, list[Value]] = {}
    for value in _values(citation):
        values.setdefault(value.unit, []).append(value)
    return {u: found[0] for u, found in values.items() if len({v.amount for v in found}) == 1}


def _values(citation: Citation) -> Iterator[Value]:
    reading = read(citation.quote, citation.hit.info.language)
    for date in reading.dates:
        if date.ordinal:
            words = reading.text[date.start : date.end].strip()
            yield Value("date", Decimal(date.ordinal), words)
    for quantity in reading.quantities:
        if quantity.unit:
            yield Value(quantity.unit, quantity.value, quantity.words)


def _same_instrument(left: Citation, right: Citation) -> bool:
    instrument = left.hit.info.instrument
    return instrument is not None and instrument == right.hit.info.instrument


def _same_names(left: Citation, right: Citation) -> bool:
    """Whether neither sentence names somebody or something that the other does not imply."""
    first, second = _names(left), _names(right)
    return first <= second or second <= first


def _names(citation: Citation) -> set[str]:
    language = citation.hit.info.language
    matches = find_terms(citation.quote, language)
    known = {m.term.variants["en"][0] for m in matches if m.term.kind in _NAMING}
    reading = read(citation.quote, language)
    words = reading.text
    # August is no name.
    spans = [(d.start, d.end) for d in reading.dates]
    for start, end in (*spans, *((q.start, q.end) for q in reading.quantities)):
        words = blank(words, start, end)
    return known | {w.text.lower() for w in question_words(words, language) if w.is_name}


def _say_the_same(left: Citation, right: Citation, embed: Embed) -> bool:
    languages = (left.hit.info.language, right.hit.info.language)
    if languages[0] == languages[1]:
        first, second = (set(_words(c.quote, languages[0])) for c in (left, right))
        if len(first & second) < _LEAST_SHARED * len(first | second):
            return False
    elif not _same_instrument(left, right):
        return False
    vectors = embed([left.quote, right.quote])
    return float(vectors[0] @ vectors[1]) >= LEAST_ALIKE


def _words(text: str, language: str) -> list[str]:
    return [term for term in analyze(text, language) if not any(c.isdigit() for c in term)]


def _side(citation: Citation, value: Value, language: str) -> str:
    info = citation.hit.info
    status = find_standing(info).status
    date = info.date or "—"
    if status == "draft":
        date = f"{date}, {say('draft', language)}"
    form = _MARK.get(language, _MARK["en"])
    title = shorten(info.title, _TITLE_CHARS, placeholder="…")
    return form.format(value=value.words, n=citation.n, title=title, date=date)
