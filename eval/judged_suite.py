"""Answers with RAGAS's metrics: asked now, or taken from the report of an earlier run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant.settings import Settings
from corpus.errors import UsageError
from eval.answers_suite import GROUPS, ask_and_score, summarise_answers
from eval.baselines import judged_gates
from eval.golden_sets import GoldenSet, golden_set
from eval.judges import open_judge
from eval.judges.accuracy import recorded_accuracy, unmeasured
from eval.outcome import Outcome
from eval.ragas_suite import JUDGED, UNJUDGED, score_samples
from eval.reports.tables import metric_table
from eval.scoring import Scored, read_scored
from index.library import Library
from ingest.report import ProgressHook


def run_ragas(
    library: Library,
    settings: Settings,
    golden: GoldenSet,
    judge: str,
    most: int | None = None,
    progress: ProgressHook | None = None,
) -> Outcome:
    """Return the scores of the settings' engine, RAGAS's among them.

    Args:
        library: Holds the documents that the questions are about.
        settings: Which engine answers, and where models and endpoints are.
        golden: The questions.
        judge: Who judges; a name of ``eval.judges.JUDGES``.
        most: How many questions to ask at most, spread over all.
        progress: Told before each question.
    """
    scored, engine = ask_and_score(library, settings, golden, most, progress)
    return _judge(scored, engine, golden, judge, library, settings)


def judge_report(
    report: Path,
    library: Library,
    settings: Settings,
    judge: str,
    most: int | None = None,
    named: str = "",
) -> Outcome:
    """Return the scores of answers that a report holds; nothing is asked anew.

    Args:
        report: A ``report.json`` of the suites answers or ragas.
        library: Whose embedding model compares texts; its documents are not used.
        settings: Where models and endpoints are.
        judge: Who judges.
        most: How many answers to judge at most, spread over all.
        named: File of the questions, where they are of none of the sets that have a name.

    Raises:
        UsageError: The file is no such report.
    """
    try:
        found = json.loads(report.read_text(encoding="utf-8"))
        rows = [read_scored(row) for row in found["samples"]]
        engine, questions = found["engine"], found["questions"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            "this is no report of answers",
            str(report),
            "Name a report.json of the suite answers or ragas.",
        ) from error
    golden = golden_set(named or questions.split()[0], settings.evaluations_folder)
    if most is not None and most < len(rows):
        rows = [rows[index * len(rows) // most] for index in range(most)]
    return _judge(rows, engine, golden, judge, library, settings)


def _judge(
    scored: Sequence[Scored],
    engine: str,
    golden: GoldenSet,
    name: str,
    library: Library,
    settings: Settings,
) -> Outcome:
    judge = open_judge(name, library, settings)

    def embed(text: str) -> list[float]:
        return list(library.embedder.get_text_embedding(text))

    found = score_samples([one.sample for one in scored], embed, judge)
    judged = [
        one.adding(more.scores, statements=list(more.statements), failures=dict(more.failures))
        for one, more in zip(scored, found, strict=True)
    ]
    outcome = summarise_answers(judged, engine, golden)
    table = metric_table(outcome.metrics, (*JUDGED, *UNJUDGED), GROUPS)
    return replace(
        outcome,
        suite=f"ragas, {engine}",
        gates=(*outcome.gates, *judged_gates()),
        judge=recorded_accuracy(judge.label) or unmeasured(judge.label),
        tables={**outcome.tables, f"RAGAS, judged by {judge.label}": table},
    )
