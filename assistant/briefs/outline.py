"""Makes an outline of a topic or of questions, which the reader may change before it is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.briefs.about import DOCUMENT, filters_of, speaks_of
from assistant.briefs.facets import COMPARISON, FACETS, LANGUAGES, STATUS, WHAT
from assistant.evidence import find_evidence
from assistant.guard import hear
from assistant.premises import read_premises
from corpus.errors import UsageError
from corpus.types import NO_FILTERS, DocumentInfo, Filters, Outline, Point
from index.library import Library
from ingest.clean import clean_text, fold_space
from ingest.language import detect_language

MOST_POINTS = 30
MOST_TOPIC_CHARS = 200
_MOST_COMPARED = 5
_FEWEST_COMPARED = 2


def outline_topic(
    library: Library,
    topic: str,
    *,
    language: str | None = None,
    filters: Filters = NO_FILTERS,
    passages: int = 8,
) -> Outline:
    """Return the points that a topic suggests, as far as the library holds something on them.

    No language model is asked. A topic that names an instrument is looked up in that instrument's
    documents; one that names several compares them; any other is looked up everywhere, and ends
    with what each of the documents that speak of it says. What a topic is, who is responsible and
    from when it applies are always points, so that the brief says where the library is silent.

    Args:
        library: What is known.
        topic: A noun phrase, such as the name of an instrument.
        language: Of the brief; None takes that of the topic.
        filters: Which documents count.
        passages: How many passages to draw evidence from.

    Raises:
        UsageError: The topic is empty or too long, or the filters cannot be meant.
        EmbedderMismatch: Another embedding model built the library.
    """
    topic, language = _read_topic(topic, language)
    chosen = library.selected(filters)
    subjects = read_premises(library, topic, language).subjects
    named = [own for s in subjects if (own := _texts(s.documents, chosen, language))]
    if len(named) > 1:
        documents = tuple(own[0] for own in named)
        apart = (facet.point(DOCUMENT, language, instrument=True) for facet in FACETS)
        return Outline(
            topic, language, tuple(replace(p, documents=documents, apart=True) for p in apart)
        )
    documents = named[0] if named else ()
    points: list[Point] = []
    cited: dict[str, None] = {}
    for facet in (WHAT, *FACETS, STATUS) if named else (WHAT, *FACETS):
        # What an instrument is and whether it still stands is for others to say as well.
        own = documents if facet in FACETS else ()
        point = facet.point(topic, language, "" if own else topic, instrument=bool(own))
        point = replace(point, documents=own)
        held = _find_held(library, point, language, filters, passages)
        cited |= dict.fromkeys(held)
        if held or facet.is_core:
            points.append(point)
    if not named and len(cited) >= _FEWEST_COMPARED:
        compared = tuple(cited)[:_MOST_COMPARED]
        point = COMPARISON.point(topic, language, topic)
        points.append(replace(point, documents=compared, apart=True))
    return Outline(topic, language, tuple(points))


def outline_questions(
    topic: str, questions: Sequence[str], *, language: str | None = None
) -> Outline:
    """Return an outline of the questions that a reader wants answered, in their order.

    Args:
        topic: The brief's title.
        questions: Each becomes a point.
        language: Of the brief; None takes that of the topic.

    Raises:
        UsageError: The topic or a question is empty, or there are too many or too long ones.
    """
    topic, language = _read_topic(topic, language)
    if not 0 < len(questions) <= MOST_POINTS:
        raise UsageError(
            f"{len(questions)} questions are given",
            "questions of the brief",
            f"Give 1 to {MOST_POINTS}.",
        )
    points = [Point(heading_of(asked), asked) for asked in map(one_line, questions)]
    if not all(point.heading for point in points):
        raise UsageError("a question is empty", "questions of the brief", "Leave it out.")
    return Outline(topic, language, tuple(points))


def heading_of(question: str) -> str:
    """Return the heading of a section that answers a question."""
    return question.rstrip("?？. ")


def one_line(text: str) -> str:
    """Return text as a title, a heading or a question of a brief may hold it."""
    return fold_space(clean_text(text))


def _read_topic(topic: str, language: str | None) -> tuple[str, str]:
    """Return a topic in one line and the language of its brief.

    Raises:
        UsageError: It is empty or too long.
    """
    said = heading_of(one_line(topic))
    if not 0 < len(said) <= MOST_TOPIC_CHARS:
        raise UsageError(
            f"it has {len(said)} characters",
            "topic of the brief",
            f"Give 1 to {MOST_TOPIC_CHARS}; questions go with --question.",
        )
    spoken = language or detect_language(said)
    return said, spoken if spoken in LANGUAGES else LANGUAGES[0]


def _texts(
    documents: Sequence[DocumentInfo], chosen: Mapping[str, DocumentInfo], language: str
) -> tuple[str, ...]:
    """The documents of an instrument that count; our digests only where there are no others."""
    own = [info for info in documents if info.slug in chosen]
    texts = [info for info in own if not info.is_digest]
    if not texts:
        texts = [info for info in own if info.language == language] or own
    return tuple(info.slug for info in texts)


def _find_held(
    library: Library, point: Point, language: str, filters: Filters, passages: int
) -> list[str]:
    """The documents that have something to say to a point, best first."""
    (chosen,) = filters_of(point, filters)
    found = find_evidence(library, hear(point.question), passages, chosen)
    held = [c.hit.info.slug for c in found.citations if speaks_of(c, point.about, language)]
    return list(dict.fromkeys(held))
