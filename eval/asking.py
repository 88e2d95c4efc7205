"""Asks the golden questions, and keeps what was found, written and left out."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.answer import Found, stream_answer
from assistant.engines import Engine
from corpus.types import NO_FILTERS, Answer, Filters, Places
from eval.answering import Marks, ReadText, Tally, mark
from eval.golden import GoldenQuestion
from eval.judging import as_ranked, parts_answered
from eval.samples import Sample, make_contexts
from index.library import Library
from ingest.report import IngestProgress, ProgressHook

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What marks are checked against.

    Attributes:
        places: Of every document, by slug.
        read_text: Returns a document's text.
    """

    places: Mapping[str, Places]
    read_text: ReadText


@dataclass(frozen=True, slots=True)
class Reply:
    """What the assistant made of one golden question.

    Attributes:
        question: Golden.
        found: Before a word was written.
        answer: As the user gets it.
        written: Sentences that the engine wrote.
        removed: Of which verification left out.
    """

    question: GoldenQuestion
    found: Found
    answer: Answer
    written: int
    removed: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, its answer and what is to be said of it.

    Attributes:
        reply: Of the assistant.
        sample: What metrics need to know of it.
        marks: Of the answer.
    """

    reply: Reply
    sample: Sample
    marks: Marks

    @property
    def question(self) -> GoldenQuestion:
        """That was asked."""
        return self.reply.question


def open_shelf(library: Library) -> Shelf:
    """Return what the marks of answers from a library are checked against."""

    @cache
    def read_text(slug: str) -> str:
        return library.document(slug).text

    slugs = [record.info.slug for record in library.documents()]
    return Shelf({slug: library.document(slug).places for slug in slugs}, read_text)


def ask_golden(
    library: Library,
    engine: Engine,
    questions: Sequence[GoldenQuestion],
    *,
    passages: int,
    among: bool = False,
    progress: ProgressHook | None = None,
) -> Iterator[Reply]:
    """Yield what comes of each question; those about documents not in the library are left out.

    Args:
        library: Holds the documents.
        engine: Who writes.
        questions: Golden.
        passages: How many passages to draw from.
        among: Whether each is asked among the documents in the language of its answer only.
        progress: Told before each question.
    """
    held = {record.info.slug for record in library.documents()}
    began = time.monotonic()
    for done, question in enumerate(questions, 1):
        if progress is not None:
            progress(_step(done - 1, len(questions), question.question, began))
        if not all(any(place.document in held for place in part) for part in question.groups):
            continue
        tally = Tally(engine)
        found, answer = _ask(library, question, tally, passages, among)
        kept = len(answer.sentences) if answer.engine == engine.label else 0
        yield Reply(question, found, answer, tally.written, max(tally.written - kept, 0))
        log.info("%d of %d questions asked", done, len(questions))


def assess(reply: Reply, shelf: Shelf) -> Asked:
    """Return a reply with its marks and as a sample."""
    question, answer = reply.question, reply.answer
    ranked = [as_ranked(hit.passage, shelf.places) for hit in reply.found.result.hits]
    held = [parts_answered(question, one) for one in ranked]
    sample = Sample(
        id=question.id,
        question=question.question,
        language=question.language,
        pair=question.pair,
        kind=question.kind,
        split=question.split,
        reference=question.answer if question.groups else "",
        status=answer.status,
        response=answer.text,
        sentences=answer.sentences,
        contexts=make_contexts(
            [*reply.found.citations, *answer.citations], question, shelf.places, shelf.read_text
        ),
        parts=tuple(any(part in parts for parts in held) for part in range(len(question.groups))),
        relevant=tuple(bool(parts) for parts in held),
    )
    return Asked(reply, sample, mark(question, answer, shelf.places, shelf.read_text))


def _step(done: int, total: int, question: str, began: float) -> IngestProgress:
    left = (time.monotonic() - began) / done * (total - done) if done else None
    return IngestProgress(done, total, question, eta_seconds=left, share=done / total)


def _ask(
    library: Library, question: GoldenQuestion, engine: Engine, passages: int, among: bool
) -> tuple[Found, Answer]:
    spoken = question.document_language
    only = Filters(languages=(spoken,)) if among and spoken in ("en", "ko") else NO_FILTERS
    found = answer = None
    for step in stream_answer(library, question.question, engine, filters=only, passages=passages):
        if isinstance(step, Found):
            found = step
        elif isinstance(step, Answer):
            answer = step
    assert found is not None and answer is not None, "an answer follows what was found"
    return found, answer
