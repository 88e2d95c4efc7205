"""Scores the answers of one engine: correctness, citations, abstention and latency."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from assistant.answer import ask
from assistant.open import open_engine
from assistant.settings import Settings
from corpus.types import Answer
from eval.answering import Marks, Tally, mark
from eval.golden import GoldenQuestion
from eval.judging import groups
from eval.metrics import Estimate, estimate
from eval.outcome import Gate, Outcome
from index.library import Library

log = logging.getLogger(__name__)

_ANSWERS = (
    "correct",
    "wrong",
    "abstained",
    "facts stated",
    "gold cited",
    "gold quoted",
    "citation precision, gold",
    "citation precision, verified",
    "citation recall",
    "sentences removed",
)
_PAIRS = ("ko→ko", "en→en", "en→ko", "ko→en", "ja→ko", "ja→en", "ko→mixed", "en→mixed")
_GROUPS = ("all", "all, dev", "all, test", "same language", "cross-language", *_PAIRS)
_NOT_ANSWERABLE = ("unanswerable", "false-premise", "out-of-field", "adversarial")
_EXACT = "quote exactness/all"
_GATES = (Gate(_EXACT, 1.0),)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, its answer and what is to be said of it.

    Attributes:
        question: Golden.
        answer: As the user gets it.
        marks: Of the answer.
        written: Sentences that the engine wrote.
        removed: Of which verification left out.
    """

    question: GoldenQuestion
    answer: Answer
    marks: Marks
    written: int
    removed: int


def run_answers(
    library: Library, settings: Settings, questions: Sequence[GoldenQuestion]
) -> Outcome:
    """Return the scores of the settings' engine; only the latencies differ from run to run."""
    engine = open_engine(settings)
    places = {r.info.slug: library.document(r.info.slug).places for r in library.documents()}

    @cache
    def read_text(slug: str) -> str:
        return library.document(slug).text

    asked = []
    for question in questions:
        if not all(any(place.document in places for place in part) for part in question.groups):
            continue
        tally = Tally(engine)
        answer = ask(library, question.question, tally, passages=settings.passages)
        kept = len(answer.sentences) if answer.engine == engine.label else 0
        removed = max(tally.written - kept, 0)
        marks = mark(question, answer, places, read_text)
        asked.append(Asked(question, answer, marks, tally.written, removed))
        log.info("%d of %d questions asked", len(asked), len(questions))
    return summarise_answers(asked, engine.label)


def summarise_answers(asked: Sequence[Asked], label: str) -> Outcome:
    """Return metrics, tables and samples of the answers of the engine called ``label``."""
    metrics = {name: estimate(samples) for name, samples in _samples(asked).items()}
    return Outcome(
        suite=f"answers, {label}",
        metrics=metrics,
        gates=_GATES,
        samples=tuple(_row(one) for one in asked),
        tables={
            "Questions with an answer": _table(metrics, _ANSWERS, _GROUPS),
            "Questions without an answer, and traps": _refusal_table(metrics),
        },
        notes=_notes(asked, label),
    )


def _samples(asked: Sequence[Asked]) -> Mapping[str, list[float]]:
    """The values of every metric, keyed ``metric/group``."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    found[_EXACT] = [float(exact) for one in asked for exact in one.marks.exact]
    for one in asked:
        question, marks = one.question, one.marks
        if question.places:
            for group in (*groups(question), f"all, {question.split}"):
                for name, value in _scores(one).items():
                    found[f"{name}/{group}"].append(value)
        else:
            good = marks.corrected or marks.ended in ("abstained", "refused")
            kinds = [question.kind, *(["all"] if question.kind in _NOT_ANSWERABLE else [])]
            for group in kinds:
                found[f"abstention recall/{group}"].append(float(good))
        if marks.ended == "abstained":
            found["abstention precision/all"].append(float(not question.places))
        if question.forbidden:
            found["trap avoided/adversarial"].append(float(not marks.trapped))
        if "warned" in question.outcomes and "answered" not in question.outcomes and marks.answered:
            found["warning given/all"].append(float(marks.ended == "warned"))
        found[f"end acceptable/{question.kind}"].append(float(marks.acceptable or marks.corrected))
        found["end acceptable/all"].append(float(marks.acceptable or marks.corrected))
    return found


def _scores(one: Asked) -> dict[str, float]:
    """The scores of a question that has an answer; of citations only where there are any."""
    marks = one.marks
    scores = {
        "correct": float(marks.correct),
        "wrong": float(marks.answered and not marks.correct),
        "abstained": float(not marks.answered),
        "facts stated": float(marks.stated),
        "gold cited": float(marks.grounded),
        "gold quoted": float(marks.quoted),
    }
    if marks.answered:
        scores |= {
            "citation precision, gold": _share(marks.on_gold),
            "citation precision, verified": _share(marks.borne_out),
            "citation recall": _share(marks.cited),
        }
    if one.written:
        scores["sentences removed"] = one.removed / one.written
    return scores


def _share(held: Sequence[bool]) -> float:
    return sum(held) / len(held) if held else 0.0


def _notes(asked: Sequence[Asked], label: str) -> dict[str, float]:
    timings = [one.answer.timings.as_dict() for one in asked if one.marks.answered]
    notes = {
        "sentences written": float(sum(one.written for one in asked)),
        "sentences removed": float(sum(one.removed for one in asked)),
        "answers that fell back to quotes": float(
            sum(one.marks.answered and one.answer.engine != label for one in asked)
        ),
    }
    for name, stage in (("first token", "first_token_ms"), ("whole answer", "total_ms")):
        took = [timing[stage] for timing in timings if stage in timing]
        if took:
            p50, p95 = np.percentile(took, [50, 95])
            notes |= {f"{name} p50, ms": float(p50), f"{name} p95, ms": float(p95)}
    return notes


def _row(one: Asked) -> dict[str, Any]:
    question, marks = one.question, one.marks
    return {
        "id": question.id,
        "pair": question.pair,
        "kind": question.kind,
        "split": question.split,
        "q": question.question,
        "wanted": question.answer,
        "ended": marks.ended,
        "acceptable": marks.acceptable or marks.corrected,
        "correct": marks.correct if question.places else None,
        "facts_stated": marks.stated if question.places else None,
        "gold_quoted": marks.quoted if question.places else None,
        "gold_cited": marks.grounded if question.places else marks.corrected,
        "trapped": marks.trapped,
        "removed": one.removed,
        "engine": one.answer.engine,
        "answer": one.answer.text,
        "warnings": list(one.answer.warnings),
        "sources": [
            {
                "n": citation.n,
                "document": citation.hit.info.slug,
                "page": citation.locator.page,
                "gold": gold,
                "exact": exact,
            }
            for citation, gold, exact in zip(
                one.answer.citations, marks.on_gold, marks.exact, strict=True
            )
        ],
    }


def _table(metrics: Mapping[str, Estimate], names: Sequence[str], rows: Sequence[str]) -> str:
    lines = ["| | n | " + " | ".join(names) + " |", "| --- " * (len(names) + 2) + "|"]
    for row in rows:
        if f"correct/{row}" in metrics:
            cells = [_cell(metrics.get(f"{name}/{row}")) for name in names]
            n = metrics[f"correct/{row}"].n
            lines.append(f"| {row} | {n} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _refusal_table(metrics: Mapping[str, Estimate]) -> str:
    chosen = [
        key
        for key in sorted(metrics)
        if key.startswith(("abstention", "trap", "warning", "end acceptable"))
    ]
    lines = ["| | n | share |", "| --- | --- | --- |"]
    lines += [
        f"| {key.replace('/', ', ')} | {metrics[key].n} | {_cell(metrics[key])} |" for key in chosen
    ]
    return "\n".join(lines)


def _cell(found: Estimate | None) -> str:
    return "–" if found is None else f"{found.mean:.2f} ({found.low:.2f}–{found.high:.2f})"
