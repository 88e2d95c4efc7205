"""From an outline to a brief: every point is asked of the library, and each section can be redone.

What a reader changes on the way is in ``assistant.briefs.draft``.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from datetime import date

from assistant.answer import ask
from assistant.briefs.about import filters_of, keep_to, question_for
from assistant.briefs.outline import heading_of
from assistant.engines import Engine
from corpus.errors import Cancelled
from corpus.types import NO_FILTERS, Answer, Brief, Filters, Outline, Point, Section, Source
from index.library import Library

Progress = Callable[[int, int], None]
"""Told how many points are done, and of how many."""


def write_brief(
    library: Library,
    outline: Outline,
    engine: Engine,
    *,
    filters: Filters = NO_FILTERS,
    narrow: bool = True,
    passages: int = 8,
    today: date | None = None,
    progress: Progress = lambda done, total: None,
    cancel: threading.Event | None = None,
) -> Brief:
    """Return what the library says to each point of an outline.

    Args:
        library: What is known.
        outline: What to ask.
        engine: Who writes the answers.
        filters: Which documents count.
        narrow: As in ``assistant.answer.ask``.
        passages: How many passages an answer draws from.
        today: The date that the brief bears; None takes that of the clock.
        progress: Called before the first point and after each.
        cancel: Stops the work when set.

    Raises:
        UsageError: A question or the filters cannot be meant, or a document is not there.
        EmbedderMismatch: Another embedding model built the library.
        Cancelled: ``cancel`` was set.
    """
    sections: list[Section] = []
    progress(0, len(outline.points))
    for point in outline.points:
        sections.append(
            write_section(
                library,
                point,
                outline.language,
                engine,
                filters=filters,
                narrow=narrow,
                passages=passages,
                cancel=cancel,
            )
        )
        progress(len(sections), len(outline.points))
    when = (today or date.today()).isoformat()
    return Brief(outline.topic, outline.language, when, tuple(sections))


def write_section(
    library: Library,
    point: Point,
    language: str,
    engine: Engine,
    *,
    filters: Filters = NO_FILTERS,
    narrow: bool = True,
    passages: int = 8,
    cancel: threading.Event | None = None,
) -> Section:
    """Return what the library says to one point; see ``write_brief``.

    Args:
        library: What is known.
        point: What to ask.
        language: Of the brief.
        engine: Who writes the answers.
        filters: Which documents count.
        narrow: As in ``assistant.answer.ask``.
        passages: How many passages an answer draws from.
        cancel: Stops the work when set.
    """
    answers: list[Answer] = []
    for chosen in filters_of(point, filters):
        if cancel is not None and cancel.is_set():
            raise Cancelled("the brief was cancelled", "brief", "Start it again.")
        info = library.document(chosen.documents[0]).info if point.apart else None
        answer = ask(
            library,
            question_for(point, info, language),
            engine,
            filters=chosen,
            narrow=narrow and not point.documents,
            passages=passages,
            cancel=cancel,
        )
        answers.append(keep_to(answer, point.about))
    apart = point.documents if point.apart else ()
    return Section(point, tuple(answers), find_sources(library, answers, apart))


def find_sources(
    library: Library, answers: Iterable[Answer], also: Iterable[str] = ()
) -> tuple[Source, ...]:
    """Return the documents that answers cite, in the order in which they do, and others by slug."""
    slugs = [citation.hit.info.slug for answer in answers for citation in answer.citations]
    return tuple(_source(library, slug) for slug in dict.fromkeys([*also, *slugs]))


def section_of(library: Library, answer: Answer, heading: str = "") -> Section:
    """Return an answer from a conversation as a section, to be inserted into a brief."""
    question = answer.understood_as or answer.question
    point = Point(heading or heading_of(question), question)
    return Section(point, (answer,), find_sources(library, (answer,)))


def _source(library: Library, slug: str) -> Source:
    record = library.document(slug)
    copy = library.files.copy_of(slug)
    accessed = date.fromtimestamp(copy.stat().st_mtime).isoformat() if copy else None
    return Source(record.info, record.sha256, accessed)
