"""The words in which English says which documents are meant: dates, languages, nouns."""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus.types import Filters
from index.asked.facets import (
    Grammar,
    Meaning,
    Rule,
    between,
    dated,
    during,
    earlier,
    iso,
    later,
    since,
    status_rule,
    until,
)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:19|20)\d\d"
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? {_YEAR}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}"
    rf"|{_MONTH} {_YEAR}|{_YEAR}-\d\d-\d\d|{_YEAR}-\d\d|{_YEAR})(?![\w/]|-\d)"
)
_LANGUAGES = {
    "korean": "ko", "english": "en", "japanese": "ja", "chinese": "zh", "french": "fr",
    "german": "de",
}  # fmt: skip
_LANGUAGE = "|".join(_LANGUAGES)
ISSUED = (
    r"(?:published|issued|released|dated|adopted|written|produced|made public|promulgated|enacted)"
)
_GENERIC = (
    r"(?:documents|docs|papers|texts|publications|sources|materials|instruments|records|files"
    r"|fact sheets|policy documents)"
)
_SINGULAR = r"(?:document|report|white paper|paper|publication|fact sheet|study)"
KINDS = {
    "laws": "law", "legislation": "law", "law": "law", "statutes": "law",
    "guidelines": "guideline", "declarations": "declaration", "reports": "report",
    "statements": "statement", "frameworks": "framework", "white papers": "white paper",
    "executive orders": "executive order", "resolutions": "resolution",
    "recommendations": "recommendation",
}  # fmt: skip
NOUN = re.compile(
    rf"\b(?:(?P<generic>{_GENERIC})|(?P<kind>{'|'.join(KINDS)})|(?P<one>{_SINGULAR}))\b"
    r"(?!-| enforcement| firm| mak| school)",
    re.IGNORECASE,
)


def _rule(expression: str, meaning: Meaning) -> Rule:
    return re.compile(expression, re.IGNORECASE), meaning


def _dated(expression: str, meaning: Callable[..., Filters | None]) -> Rule:
    return dated(expression, _DATE, _read_date, meaning)


def _read_date(text: str) -> str:
    """A date in words or figures as ISO 8601."""
    words = re.findall(r"[a-z]+|\d+", text.lower())
    month = next((w for w in words if w[:3] in _MONTHS), None)
    if month is None:
        return text
    *day, year = (w for w in words if w.isdigit())
    return iso(year, str(_MONTHS.index(month[:3]) + 1), *day)


_STATUS = {
    "superseded": "superseded",
    "(?:rescinded|revoked|repealed|withdrawn)": "rescinded",
    "draft": "draft",
}
GRAMMAR = Grammar(
    facets=(
        _dated(r"(?:pre|before)[- ]@\b", earlier),
        _dated(r"(?:post|after)[- ]@\b", later),
        _dated(r"@(?:-dated)?(?:'s|’s)?", during),
        _rule(
            rf"(?P<code>{_LANGUAGE})[- ]language\b",
            lambda m: Filters(languages=(_LANGUAGES[m["code"].lower()],)),
        ),
        _rule(r"English\b", lambda _: Filters(languages=("en",))),
        *(status_rule(rf"{words}\b", status) for words, status in _STATUS.items()),
    ),
    fillers=re.compile(
        r"(?:the|and|or|official|published|public|policy|guidance|federal|government|governmental"
        r"|administration|available|summit|&)\b|&|['’]s\b|['’]",
        re.IGNORECASE,
    ),
)
STATES = (
    _rule(
        rf"(?: (?:written|published|available))? in (?P<code>{_LANGUAGE})\b",
        lambda m: Filters(languages=(_LANGUAGES[m["code"].lower()],)),
    ),
    _rule(
        r"(?: (?:that|which) are)? no longer in force\b",
        lambda _: Filters(statuses=("superseded", "rescinded")),
    ),
    *(
        status_rule(rf"(?: (?:that|which) (?:are|were|have been))?(?: since)? {words}\b", status)
        for words, status in {"(?:still |currently )?in force": "in force", **_STATUS}.items()
    ),
)
"""What may stand behind a noun about its state, as it may before it."""
DATES = (
    _dated(r"(?: starting)? from @ (?:on|onwards?)\b", since),
    _dated(r" (?:between|from) @ (?:and|to|until|till|through) @", between),
    _dated(r" (?:from|of) @", during),
    _dated(r" since @", since),
    _dated(r" (?:before|prior to) @", earlier),
    _dated(r" (?:after|later than) @", later),
    _dated(r" (?:until|till|up to|no later than) @", until),
)
"""When documents are from, right behind a noun for them."""
ISSUE_DATES = (
    _dated(r" (?:in or before|on or before|through|by) @", until),
    _dated(r" (?:in or after|on or after) @", since),
    _dated(r" (?:in|on|during) @", during),
    _dated(r" @", during),
)
"""When they were issued, behind a word for issuing, where these count beside ``DATES``."""
