"""From a question to an answer: retrieve, choose evidence, write, verify."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.abstention import explain_abstention
from assistant.engines import Engine
from assistant.engines.extractive import ExtractiveEngine
from assistant.evidence import Evidence, find_evidence
from assistant.guard import Heard, hear
from assistant.notices import find_notices
from assistant.reasons import reason, reasons
from assistant.status import status_warnings
from assistant.verify import Checked, verify_sentences
from assistant.wording import inert, language_names, marks, say
from corpus.errors import Cancelled, EngineError
from corpus.types import Answer, Citation, Filters, RemovedSentence, SearchResult, Sentence, Timings
from index.embedders import embed_passages
from index.library import Library
from ingest.clean import clean_text, fold_space

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Found:
    """The evidence is there, before a word is written."""

    result: SearchResult
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Delta:
    """More text to show.

    Attributes:
        text: What to append to the display.
        replaces: Everything shown so far is void: another engine starts over.
    """

    text: str
    replaces: bool = False


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
    do not support is left out of the final answer and counted in a warning. So are sentences of
    the question that tell the assistant how to answer.

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
    heard = hear(question)
    asked = fold_space(clean_text(question))
    for step in _stream_heard(library, heard, engine, filters, passages, cancel, narrow):
        if not isinstance(step, Answer):
            yield step
            continue
        left_out = heard.left_out
        notes = [say("orders_left_out", step.language, count=left_out)] if left_out else []
        yield replace(step, question=asked, warnings=(*step.warnings, *notes))


def _stream_heard(
    library: Library,
    heard: Heard,
    engine: Engine,
    filters: Filters | None,
    passages: int,
    cancel: threading.Event | None,
    narrow: bool,
) -> Iterator[Step]:
    began = time.perf_counter()
    found = find_evidence(library, heard, passages, filters, narrow=narrow)
    result, premises, evidence = found.result, found.premises, found.citations
    timings = [("retrieve_ms", _since(began))]
    yield Found(result, evidence)
    if not evidence:
        text = explain_abstention(library, result, premises)
        yield _abstain(result, text, engine.label, [*timings, ("total_ms", _since(began))])
        return
    draft, warnings = yield from _write_supported(library, engine, result, evidence, cancel, began)
    used = {n for sentence in draft.sentences for n in sentence.citations}
    notices = find_notices(
        result,
        premises,
        evidence,
        [c for c in evidence if c.n in used],
        lambda texts: embed_passages(library.embedder, texts),
    )
    citations = tuple(c for c in evidence if c.n in used | notices.numbers)
    separator = "\n\n" if draft.engine == ExtractiveEngine.label else " "
    yield Answer(
        question=result.question,
        language=result.language,
        status="answered",
        text="\n\n".join([*notices.sentences, _compose(draft.sentences, separator)]),
        sentences=draft.sentences,
        citations=citations,
        warnings=tuple(
            dict.fromkeys(
                [
                    *notices.sentences,
                    *_widening(found),
                    *warnings,
                    *status_warnings(citations, result.question, result.language),
                    *_source_warnings(library, citations, result.language),
                ]
            )
        ),
        engine=draft.engine,
        timings=Timings(
            (*timings, ("first_token_ms", draft.first_token_ms), ("total_ms", _since(began)))
        ),
        notices=notices.sentences,
        narrowing=result.narrowing,
        removed=_removed(draft.checked, result.language),
    )


@dataclass(frozen=True, slots=True)
class _Draft:
    """What one engine wrote and verification kept, and what became of every sentence."""

    engine: str
    sentences: tuple[Sentence, ...]
    checked: tuple[Checked, ...]
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
    unsupported: tuple[Checked, ...] = ()
    try:
        draft = yield from _write(library, engine, result, evidence, cancel, began)
    except EngineError as error:
        log.warning("engine %s failed", engine.label)
        reason, remedy = error.in_language(language)
        words = say("fell_back", language, engine=engine.label, reason=reason, remedy=remedy)
        warnings.append(words)
    else:
        warnings += _repairs(draft.checked, language)
        if draft.sentences:
            return draft, warnings
        unsupported = draft.checked
        warnings.append(say("wrote_nothing", language, engine=engine.label))
    yield Delta("", replaces=True)
    draft = yield from _write(library, ExtractiveEngine(), result, evidence, cancel, began)
    return replace(draft, checked=(*unsupported, *draft.checked)), warnings


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
    checked = verify_sentences(sentences, evidence, lambda t: embed_passages(library.embedder, t))
    kept = tuple(one.sentence for one in checked if one.fate != "left out")
    return _Draft(engine.label, kept, checked, first)


def _repairs(checked: Sequence[Checked], language: str) -> Iterator[str]:
    """Yield what was done to a draft, one sentence each."""
    for fate, key in (("replaced", "replaced"), ("left out", "left_out")):
        found = [one.findings for one in checked if one.fate == fate]
        if found:
            key = key if len(found) > 1 else f"one_{key}"
            yield say(key, language, count=len(found), reasons=reasons(found, language))


def _removed(checked: Sequence[Checked], language: str) -> tuple[RemovedSentence, ...]:
    return tuple(
        RemovedSentence(one.sentence.text, reason(one.findings, language))
        for one in checked
        if one.fate == "left out"
    )


def _widening(found: Evidence) -> list[str]:
    words = ", ".join(found.widened)
    return [say("widened", found.result.language, words=words)] if words else []


def _compose(sentences: Sequence[Sentence], separator: str) -> str:
    return separator.join(
        f"{inert(s.text)} {''.join(f'[{n}]' for n in s.citations)}" for s in sentences
    )


def _source_warnings(library: Library, citations: Sequence[Citation], language: str) -> list[str]:
    warnings: list[str] = []
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
    result: SearchResult, text: str, engine: str, timings: list[tuple[str, float]]
) -> Answer:
    return Answer(
        question=result.question,
        language=result.language,
        status="abstained",
        text=text,
        sentences=(),
        citations=(),
        warnings=status_warnings((), result.question, result.language),
        engine=engine,
        timings=Timings(tuple(timings)),
        narrowing=result.narrowing,
    )


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
