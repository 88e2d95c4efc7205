"""What must be said of how an answer's sources stand today, in the question's language."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from assistant.wording import say
from corpus.catalog import find_instrument
from corpus.naming import find_named
from corpus.standing import events_since, find_standing
from corpus.types import Body, Citation, DocumentInfo, Event, Instrument

_FALLBACK = "en"
_MENTIONED = ("rescinded", "superseded", "renamed")
"""What is told of an instrument that a source only speaks of."""


def status_notes(info: DocumentInfo, language: str) -> tuple[str, ...]:
    """Return what a reader of a document must know of its status, with the dates.

    Args:
        info: The document.
        language: ISO 639-1 code; languages that the catalogue does not speak get English.
    """
    standing = find_standing(info)
    notes = [info.status_note] if info.status_note else []
    if standing.events and standing.as_of:
        notes.append(_tell(standing.events, standing.as_of, language))
    elif not notes and standing.outdated:
        notes.append(say(f"is_{standing.status}", language, title=info.title))
    return tuple(notes)


def status_warnings(citations: Sequence[Citation], question: str, language: str) -> tuple[str, ...]:
    """Return the status notes of an answer, those of its sources first.

    After the sources come the instruments and bodies that a quote or the question names and that
    have been rescinded, replaced or renamed since.

    Args:
        citations: What the answer rests on; may be empty.
        question: As asked.
        language: To say it in.
    """
    notes = [note for c in citations for note in status_notes(c.hit.info, language)]
    cited = {c.hit.info.instrument for c in citations} | _explained(citations)
    for citation in citations:
        heading = " ".join(citation.locator.heading[-1:])
        issued = citation.hit.info.date
        notes += _mentions(f"{heading}\n{citation.quote}", issued, cited, language)
    notes += _mentions(question, None, cited, language)
    return tuple(dict.fromkeys(notes))


def outdated_notice(citations: Sequence[Citation], language: str) -> tuple[str, ...]:
    """Return what to say first where no source of an answer is one that applies today.

    Returns:
        One sentence and the status notes of the sources; nothing where one of them applies.
    """
    standings = [find_standing(c.hit.info) for c in citations]
    if not standings or not all(standing.outdated for standing in standings):
        return ()
    finals = [any(e.kind == "final" for e in standing.events) for standing in standings]
    drafts = all(s.status == "draft" or f for s, f in zip(standings, finals, strict=True))
    notes = [note for c in citations for note in status_notes(c.hit.info, language)]
    return (say("only_draft" if drafts else "only_outdated", language), *dict.fromkeys(notes))


def make_later(question: str) -> Callable[[DocumentInfo], bool]:
    """Return the function that tells which documents current ones go before.

    An outdated document comes later unless the question names its instrument.
    """
    named = {entry.slug for entry in find_named(question).instruments}
    return lambda info: info.instrument not in named and find_standing(info).outdated


def _mentions(
    text: str, issued: str | None, cited: Collection[str | None], language: str
) -> Iterable[str]:
    named = find_named(text)
    subjects: list[Instrument | Body] = [e for e in named.instruments if e.slug not in cited]
    for subject in [*subjects, *named.bodies]:
        events = [e for e in events_since(issued, subject) if e.kind in _MENTIONED]
        if events:
            yield _tell(events, subject.status_as_of, language)


def _explained(citations: Sequence[Citation]) -> set[str | None]:
    """The instruments that cited documents explain."""
    slugs = (c.hit.info.instrument for c in citations)
    entries = (find_instrument(slug) for slug in slugs if slug)
    return {entry.about for entry in entries if entry}


def _tell(events: Sequence[Event], as_of: str, language: str) -> str:
    notes = [event.notes.get(language, event.notes[_FALLBACK]) for event in events]
    return say("as_of", language, note=" ".join(notes), date=as_of)
