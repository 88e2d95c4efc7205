"""How a point of a brief is asked, and what counts for it: documents, and passages of them."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.particles import settle_particles
from assistant.status import status_warnings
from assistant.unheld import share_mentioned
from assistant.wording import say
from corpus.catalog import load_catalog
from corpus.naming import find_named
from corpus.types import Answer, Citation, DocumentInfo, Filters, Point

_LEAST_MENTIONED = 0.6
"""Share of a topic's words that a passage, its section's headings included, must hold."""
_NAMES_ONE = re.compile(
    r"^(?!The |the ).*\b(?:Act|Bill|Charter|Code|Code of (?:Conduct|Practice)|Commitments"
    r"|Convention|Declaration|Directive|Framework|Guidelines|Institute|Memorandum|Principles|Profile"
    r"|Recommendation|Regulation|Resolution|Statement|Treaty)$"
)
DOCUMENT = "{document}"
"""Stands in the question of a point for the document that is asked apart."""


def question_for(point: Point, info: DocumentInfo | None, language: str) -> str:
    """Return what is asked: of a document, or, where there is none, of the library.

    Args:
        point: What the brief is to say.
        info: The document that is asked apart, if any.
        language: Of the brief.
    """
    if info is None:
        return point.question
    name = name_of(info, language)
    asked = point.question.replace(DOCUMENT, with_article(name) if language == "en" else name)
    return settle_particles(asked) if language == "ko" else asked


def with_article(name: str) -> str:
    """Return an English name as a sentence has it: the EU AI Act, but Executive Order 14110."""
    return f"the {name}" if _NAMES_ONE.match(name) else name


def name_of(info: DocumentInfo, language: str) -> str:
    """Return what a document is called: its instrument's short name, else its title."""
    entry = next((one for one in load_catalog() if one.slug == info.instrument), None)
    return entry.name(language) if entry else info.title


def filters_of(point: Point, filters: Filters) -> tuple[Filters, ...]:
    """Return the filters of each time that a point is asked: once, or once for each document."""
    if point.apart:
        return tuple(replace(filters, documents=(slug,)) for slug in point.documents)
    return (replace(filters, documents=point.documents),) if point.documents else (filters,)


def speaks_of(citation: Citation, topic: str, language: str) -> bool:
    """Return whether the passage of a quote speaks of a topic; of an empty one all do.

    So it does where its own words or its section's headings name the topic, and where it is of an
    instrument that the topic names. The document's title does not count: a report on institutes
    also speaks of laws.
    """
    own = citation.hit.info.instrument
    if not topic or any(entry.slug == own for entry in find_named(topic).instruments):
        return True
    passage = citation.hit.passage
    below = replace(passage, context="\n".join(passage.locator.heading[1:]))
    return (
        share_mentioned(topic, language, replace(citation.hit, passage=below)) >= _LEAST_MENTIONED
    )


def keep_to(answer: Answer, topic: str) -> Answer:
    """Return an answer without what speaks of something else than a topic.

    A sentence stays if all that it cites does; where none stays, the answer is an abstention.

    Args:
        answer: To a question about the topic.
        topic: Empty keeps everything.
    """
    language = answer.language
    away = {c.n for c in answer.citations if not speaks_of(c, topic, language)}
    if not away:
        return answer
    sentences = tuple(s for s in answer.sentences if not away & set(s.citations))
    citations = tuple(c for c in answer.citations if c.n not in away)
    if not sentences:
        text = say("nothing_found", language)
        return replace(
            answer, status="abstained", text=text, sentences=(), citations=(), warnings=(),
            notices=(),
        )  # fmt: skip
    stale = {*status_warnings(answer.citations, answer.question, language)}
    stale -= {*status_warnings(citations, answer.question, language)}
    stale |= {notice for notice in answer.notices if any(f"[{n}]" in notice for n in away)}
    return replace(
        answer,
        sentences=sentences,
        citations=citations,
        warnings=tuple(w for w in answer.warnings if w not in stale),
        notices=tuple(n for n in answer.notices if n not in stale),
    )
