"""What an abstention says: what was missing, and what the library holds that is nearest to it."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

from assistant.advice import Wish, find_wish
from assistant.bearing import find_missing_years
from assistant.field import is_outside
from assistant.premises import Premises
from assistant.status import status_warnings
from assistant.unheld import find_absent
from assistant.wording import say
from corpus.types import SearchResult
from index.library import Library
from index.validity import find_validity

_TITLE_CHARS = 60
_MOST_TITLES = 3
_MOST_TERMS = 4
_NO: dict[Wish, str] = {
    "opinion": "no_opinion",
    "prediction": "no_prediction",
    "legal advice": "no_legal_advice",
}


def wish_notice(question: str, language: str) -> str | None:
    """Return what is said first to a question for an opinion, a prediction or legal advice."""
    wish = find_wish(question, language)
    return say(_NO[wish], language) if wish else None


def explain_abstention(library: Library, result: SearchResult, premises: Premises) -> str:
    """Return why there is no answer, in the question's language, and what is nearest to one.

    Args:
        library: What is known.
        result: Of the search for the question.
        premises: Of the question.
    """
    language = result.language
    if not library.documents():
        return say("empty_library", language)
    if result.narrowing.documents == 0:
        return say("filtered_out", language)
    everything = result.narrowing.documents is None
    parts = [wish_notice(result.question, language)]
    if premises.lacking:
        parts += [*premises.lacking, _nearest(premises, result)]
    elif is_outside(library, result, premises):
        parts += [say("nothing_found", language), say("outside", language)]
        parts.append(_holds(library, language))
    else:
        parts += [
            _nothing(result, everything),
            _unheld(premises, language),
            *premises.unsupported,
            None if premises.unheld or premises.unsupported else _nothing_like(library, result),
            _nearest(premises, result),
        ]
    return ("" if language == "ja" else " ").join(part for part in parts if part)


def _nothing(result: SearchResult, everything: bool) -> str:
    question, language = result.searched, result.language
    if find_validity(question, language) and status_warnings((), question, language):
        return say("see_status", language)
    return say("nothing_found" if everything else "nothing_in_filtered", language)


def _unheld(premises: Premises, language: str) -> str | None:
    names = [f"{name} ({url})" if url else name for name, url in premises.unheld]
    return say("not_held", language, names=", ".join(names)) if names else None


def _nothing_like(library: Library, result: SearchResult) -> str | None:
    absent = find_missing_years(result.question, result.hits)
    absent += find_absent(library, result.question, result.language)
    absent = absent[:_MOST_TERMS]
    return say("nothing_like", result.language, terms=", ".join(absent)) if absent else None


def _nearest(premises: Premises, result: SearchResult) -> str | None:
    """The instruments that the question names, or else the documents of the best passages."""
    own = [info for subject in premises.subjects for info in subject.documents]
    infos = own or [hit.info for hit in result.hits]
    titles = list({info.slug: info.title for info in infos}.values())
    return say("nearest", result.language, titles=_shown(titles)) if titles else None


def _holds(library: Library, language: str) -> str:
    infos = [record.info for record in library.documents()]
    titles = [i.title for i in infos if i.language == language] or [i.title for i in infos]
    return say("holds", language, count=len(infos), titles=_shown(titles))


def _shown(titles: Sequence[str]) -> str:
    return "; ".join(shorten(t, _TITLE_CHARS, placeholder="…") for t in titles[:_MOST_TITLES])
