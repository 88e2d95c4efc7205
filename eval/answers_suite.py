"""Scores the answers of one engine: correctness, citations, abstention and latency."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from assistant.open import open_engine
from assistant.settings import Settings
from eval.asking import ask_golden, assess, open_shelf
from eval.baselines import baseline_for, gates_for
from eval.golden_sets import GoldenSet
from eval.metrics import Estimate
from eval.outcome import Outcome
from eval.reports.tables import cell, metric_table
from eval.scoring import Scored, score, tabulate
from index.library import Library
from ingest.report import ProgressHook

ANSWERABLE = (
    "correct",
    "wrong",
    "abstained",
    "facts stated",
    "gold cited",
    "gold quoted",
    "citation precision, gold",
    "citation precision, verified",
    "citation recall",
    "sentences verbatim",
    "sentences removed",
)
GROUPS = (
    *("all", "all, dev", "all, test", "same language", "cross-language"),
    *("ko→ko", "en→en", "en→ko", "ko→en", "ja→ko", "ja→en", "ko→mixed", "en→mixed"),
)
_REFRAINING = ("abstention", "trap", "warning", "end acceptable")


def run_answers(
    library: Library,
    settings: Settings,
    golden: GoldenSet,
    most: int | None = None,
    progress: ProgressHook | None = None,
) -> Outcome:
    """Return the scores of the settings' engine; only the latencies differ from run to run.

    Args:
        library: Holds the documents that the questions are about.
        settings: Which engine answers, and with what.
        golden: The questions.
        most: How many to ask at most, spread over all.
        progress: Told before each question.
    """
    scored, label = ask_and_score(library, settings, golden, most, progress)
    return summarise_answers(scored, label, golden)


def ask_and_score(
    library: Library,
    settings: Settings,
    golden: GoldenSet,
    most: int | None = None,
    progress: ProgressHook | None = None,
) -> tuple[list[Scored], str]:
    """Return the scored answers of the settings' engine, and its label."""
    engine, shelf = open_engine(settings), open_shelf(library)
    replies = ask_golden(
        library,
        engine,
        golden.questions(most),
        passages=settings.passages,
        among=golden.by_language,
        progress=progress,
    )
    return [score(assess(reply, shelf)) for reply in replies], engine.label


def summarise_answers(scored: Sequence[Scored], label: str, golden: GoldenSet) -> Outcome:
    """Return metrics, gates, tables and samples of the answers of the engine called ``label``."""
    metrics, members = tabulate(scored)
    return Outcome(
        suite=f"answers, {label}",
        metrics=metrics,
        gates=gates_for(label, golden.name),
        samples=tuple(one.as_json() for one in scored),
        tables={
            "Questions with an answer": metric_table(metrics, ANSWERABLE, GROUPS),
            "Questions without an answer, and traps": _refusal_table(
                metrics, {one.sample.kind for one in scored}
            ),
        },
        notes=_notes(scored, label),
        engine=label,
        questions=golden.label,
        scores={one.sample.id: one.scores for one in scored},
        members=members,
        baseline=baseline_for(label, golden.name),
    )


def _notes(scored: Sequence[Scored], label: str) -> dict[str, float]:
    details = [one.details for one in scored]
    answered = [found for found in details if found["ended"] in ("answered", "warned")]
    notes = {
        "sentences written": float(sum(found["written"] for found in details)),
        "sentences removed": float(sum(found["removed"] for found in details)),
        "answers that fell back to quotes": float(
            sum(found["engine"] != label for found in answered)
        ),
    }
    for name, stage in (("first token", "first_token_ms"), ("whole answer", "total_ms")):
        took = [found["timings"][stage] for found in answered if stage in found["timings"]]
        if took:
            p50, p95 = np.percentile(took, [50, 95])
            notes |= {f"{name} p50, ms": float(p50), f"{name} p95, ms": float(p95)}
    return notes


def _refusal_table(metrics: Mapping[str, Estimate], kinds: Collection[str]) -> str:
    shown = {"all", "all, dev", "all, test", *kinds}
    chosen = [
        key
        for key in sorted(metrics)
        if key.startswith(_REFRAINING) and key.partition("/")[2] in shown
    ]
    lines = ["| | n | share |", "| --- | --- | --- |"]
    lines += [
        f"| {key.replace('/', ', ')} | {metrics[key].n} | {cell(metrics[key])} |" for key in chosen
    ]
    return "\n".join(lines)
