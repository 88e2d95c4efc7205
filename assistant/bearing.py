"""Which of the passages found can bear an answer, whatever they resemble."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.premises import Premises
from assistant.unheld import share_mentioned
from corpus.naming import find_named
from corpus.types import Hit
from index.validity import find_validity

# Of an address that each language spells in its own way: Article 50(4), 제50조(4).
_NUMBERS = re.compile(r"\d+|(?<![A-Za-z])[IVX]+(?![A-Za-z])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def find_missing_years(question: str, hits: Sequence[Hit]) -> tuple[str, ...]:
    """Return the years in a question of which no passage, heading, title or date speaks."""
    years = dict.fromkeys(_YEAR.findall(question))
    return tuple(year for year in years if not any(_is_of(hit, year) for hit in hits))


def bearing_hits(
    question: str, language: str, premises: Premises, hits: Sequence[Hit]
) -> tuple[Hit, ...]:
    """Return the passages that may be quoted for a question.

    Of an instrument that the library does not hold, those that speak of it by name: the same
    provision of another one answers nothing. Of a year, those that speak of it or are dated in it;
    none where the best does not. Of a provision in our digests in two languages, the one in the
    reader's.

    Args:
        question: As searched for.
        language: ISO 639-1 code of the question.
        premises: Of the question.
        hits: Best first.
    """
    years = set(_YEAR.findall(question))
    bearing = [hit for hit in hits if all(_is_of(hit, year) for year in years)]
    if bearing[:1] != list(hits[:1]):
        # What comes nearest is of another year, and what is of this one is about something else.
        return ()
    if premises.unheld and not premises.subjects:
        names = [name for name, _ in premises.unheld]
        bearing = [h for h in bearing if any(_speaks_of(h, name, language) for name in names)]
    readable = {_place(hit) for hit in bearing if hit.info.language == language} - {None}
    return tuple(h for h in bearing if h.info.language == language or _place(h) not in readable)


def telling_hits(question: str, language: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the passages that say whether an instrument applies, where a question asks for it.

    Their own words name it and speak of its force; what it is called stands over all of its own
    passages and tells nothing.
    """
    if not find_validity(question, language) or not find_named(question).instruments:
        return ()
    return tuple(hit for hit in hits if share_mentioned(question, language, hit, own=True) == 1.0)


def _place(hit: Hit) -> tuple[str | None, ...] | None:
    """What a passage of a digest has in common with its twin in another language."""
    numbers = _NUMBERS.findall(hit.passage.locator.address or "")
    return (hit.info.instrument, *numbers) if hit.info.is_digest and numbers else None


def _is_of(hit: Hit, year: str) -> bool:
    return year in _YEAR.findall(f"{hit.passage.in_context} {hit.info.title} {hit.info.date or ''}")


def _speaks_of(hit: Hit, name: str, language: str) -> bool:
    if share_mentioned(name, language, hit) == 1.0:
        return True
    wanted = {entry.slug for entry in find_named(name).instruments}
    named = (
        {entry.slug for entry in find_named(hit.passage.in_context).instruments}
        if wanted
        else set()
    )
    return bool(wanted & named)
