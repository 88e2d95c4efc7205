"""From a question to an answer: retrieve, choose evidence, write, verify."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from textwrap import shorten

import numpy as np
from numpy.typing import NDArray

from assistant.cite import Candidate, Similarity, choose_evidence, find_candidates
from assistant.confidence import is_answerable
from assistant.engines import Engine
from assistant.engines.extractive import ExtractiveEngine
from assistant.verify import verify_sentences
from assistant.wording import language_names, marks, say
from corpus.errors import Cancelled, EngineError
from corpus.types import Answer, Citation, Filters, Places, SearchResult, Sentence, Timings
from index.addresses import find_addresses
from index.embedders import embed_passages, embed_question
from index.library import Library

log = logging.getLogger(__name__)

_TITLE_CHARS = 60
"""Longest title in the list of what the library holds."""


@dataclass(frozen=True, slots=True)
class Found:
    """The evidence is there, before a word is written."""

    result: SearchResult
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Delta:
    """More text to show."""

    text: str


Step = Found | Delta | Answer


def ask(
    library: Library,
    question: str,
    engine: Engine,
    *,
    filters: Filters | None = None,
    narrow: bool = True,
    passages: int = 8,
    cancel: threading.Event | None = None,
) -> Answer:
    """Return the whole answer; see ``stream_answer``."""
    steps = stream_answer(
        library, question, engine, filters=filters, narrow=narrow, passages=passages, cancel=cancel
    )
    last = None
    for step in steps:
        last = step
    assert isinstance(last, Answer), "an answer is always the last step"
    return last


def stream_answer(
    library: Library,
    question: str,
    engine: Engine,
    *,
    filters: Filters | None = None,
    narrow: bool = True,
    passages: int = 8,
    cancel: threading.Event | None = None,
) -> Iterator[Step]:
    """Yield the evidence, then the text as it is written, then the verified answer.

    An engine that fails is replaced by verbatim quotes and a warning; a sentence that its sources
    do not support is left out of the final answer and counted in a warning.

    Args:
        library: What is known.
        question: In any language.
        engine: Who writes.
        filters: Which documents count.
        narrow: Whether the documents that the question itself asks for are all that count; where
            they do not hold the answer, the others count after all and a warning says so.
        passages: How many passages to draw from.
        cancel: Stops writing when set.

    Raises:
        UsageError: The question is empty or too long, or the filters cannot be meant.
        EmbedderMismatch: Another embedding model built the library.
        Cancelled: ``cancel`` was set.
    """
    began = time.perf_counter()
    result, evidence = _find(library, library.search(question, passages, filters, narrow=narrow))
    asked = result.narrowing.words
    if asked and not evidence:
        wider = library.search(result.searched, passages, filters, narrow=False)
        narrowing = replace(wider.narrowing, question=result.searched)
        wider = replace(wider, question=result.question, narrowing=narrowing)
        result, evidence = _find(library, wider)
    timings = [("retrieve_ms", _since(began))]
    yield Found(result, evidence)
    if not evidence:
        yield _abstain(library, result, engine.label, [*timings, ("total_ms", _since(began))])
        return
    draft, warnings = yield from _write_supported(library, engine, result, evidence, cancel, began)
    used = {n for sentence in draft.sentences for n in sentence.citations}
    citations = tuple(c for c in evidence if c.n in used)
    separator = "\n\n" if draft.engine == ExtractiveEngine.label else " "
    yield Answer(
        question=result.question,
        language=result.language,
        status="answered",
        text=_compose(draft.sentences, separator),
        sentences=draft.sentences,
        citations=citations,
        warnings=(
            *_widening(asked, result),
            *warnings,
            *_source_warnings(library, citations, result.language),
        ),
        engine=draft.engine,
        timings=Timings(
            (*timings, ("first_token_ms", draft.first_token_ms), ("total_ms", _since(began)))
        ),
        narrowing=result.narrowing,
    )


@dataclass(frozen=True, slots=True)
class _Draft:
    """What one engine wrote and verification kept."""

    engine: str
    sentences: tuple[Sentence, ...]
    left_out: int
    first_token_ms: float


def _write_supported(
    library: Library,
    engine: Engine,
    result: SearchResult,
    evidence: Sequence[Citation],
    cancel: threading.Event | None,
    began: float,
) -> Generator[Delta, None, tuple[_Draft, list[str]]]:
    """Write with the engine; where nothing supported comes of it, quote the evidence itself."""
    language = result.language
    warnings: list[str] = []
    try:
        draft = yield from _write(library, engine, result, evidence, cancel, began)
    except EngineError as error:
        log.warning("engine %s failed", engine.label)
        warnings.append(say("fell_back", language, engine=engine.label, reason=error.problem))
    else:
        if draft.left_out:
            warnings.append(say("left_out", language, count=draft.left_out))
        if draft.sentences:
            return draft, warnings
        warnings.append(say("wrote_nothing", language, engine=engine.label))
    draft = yield from _write(library, ExtractiveEngine(), result, evidence, cancel, began)
    return draft, warnings


def _write(
    library: Library,
    engine: Engine,
    result: SearchResult,
    evidence: Sequence[Citation],
    cancel: threading.Event | None,
    began: float,
) -> Generator[Delta, None, _Draft]:
    """Yield the text as it comes, then verify it."""
    sentences: list[Sentence] = []
    first = 0.0
    for draft in engine.write(result.question, result.language, evidence, cancel=cancel):
        first = first or _since(began)
        if draft.text:
            yield Delta(draft.text)
        if draft.sentence is not None:
            sentences.append(draft.sentence)
    if cancel is not None and cancel.is_set():
        raise Cancelled("the answer was cancelled", "question", "Ask again to start over.")
    known = {citation.n: citation for citation in evidence}
    checked = verify_sentences(sentences, known, lambda t: embed_passages(library.embedder, t))
    kept = tuple(s for s in checked if s.verdict == "supported")
    return _Draft(engine.label, kept, len(checked) - len(kept), first)


def sentence_similarity(library: Library, question: str) -> Similarity:
    """Return the function that scores texts by their cosine to a question."""

    def similarity(texts: Sequence[str]) -> NDArray[np.float32]:
        vector = embed_question(library.embedder, question)
        return embed_passages(library.embedder, texts) @ vector

    return similarity


def _find(library: Library, result: SearchResult) -> tuple[SearchResult, tuple[Citation, ...]]:
    """Return a search result with the evidence in it; none where nothing answers."""
    searched = result.searched
    candidates = find_candidates(
        result.hits, sentence_similarity(library, searched), find_addresses(searched)
    )
    answerable = is_answerable(replace(result, question=searched), candidates)
    return result, _evidence(library, candidates) if answerable else ()


def _widening(asked: Sequence[str], result: SearchResult) -> list[str]:
    """Say so where the documents that the question asks for do not hold the answer."""
    if not asked or result.narrowing.words:
        return []
    return [say("widened", result.language, words=", ".join(asked))]


def _evidence(library: Library, candidates: Sequence[Candidate]) -> tuple[Citation, ...]:
    @cache
    def places(slug: str) -> Places:
        return library.document(slug).places

    return choose_evidence(candidates, places)


def _compose(sentences: Sequence[Sentence], separator: str) -> str:
    return separator.join(f"{s.text} {''.join(f'[{n}]' for n in s.citations)}" for s in sentences)


def _source_warnings(library: Library, citations: Sequence[Citation], language: str) -> list[str]:
    warnings = list(
        dict.fromkeys(c.hit.info.status_note for c in citations if c.hit.info.status_note)
    )
    if digests := [c.n for c in citations if c.hit.info.is_digest]:
        warnings.append(say("digest", language, marks=marks(digests)))
    if scans := [c.n for c in citations if c.locator.ocr]:
        warnings.append(say("ocr", language, marks=marks(scans)))
    if language not in {info.language for info in library.shelf.infos.values()}:
        languages = dict.fromkeys(c.hit.info.language for c in citations)
        names = language_names(list(languages), language)
        warnings.append(say("other_language", language, languages=names))
    return warnings


def _abstain(
    library: Library, result: SearchResult, engine: str, timings: list[tuple[str, float]]
) -> Answer:
    language = result.language
    infos = list(library.selected(result.narrowing.filters).values())
    if not library.shelf.infos:
        text = say("empty_library", language)
    elif not infos:
        text = say("filtered_out", language)
    else:
        titles = [i.title for i in infos if i.language == language] or [i.title for i in infos]
        shown = "; ".join(shorten(title, _TITLE_CHARS, placeholder="…") for title in titles[:3])
        narrowed = len(infos) < len(library.shelf.infos)
        text = " ".join(
            [
                say("nothing_in_filtered" if narrowed else "nothing_found", language),
                say("left" if narrowed else "holds", language, count=len(infos), titles=shown),
            ]
        )
    return Answer(
        question=result.question,
        language=language,
        status="abstained",
        text=text,
        sentences=(),
        citations=(),
        warnings=(),
        engine=engine,
        timings=Timings(tuple(timings)),
        narrowing=result.narrowing,
    )


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
