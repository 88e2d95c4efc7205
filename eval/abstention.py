"""Scores whether the assistant abstains exactly when the library does not hold the answer."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import Any

from assistant.answer import ask
from assistant.engines.extractive import ExtractiveEngine
from assistant.settings import Settings
from eval.golden import GoldenQuestion
from eval.metrics import estimate, precision_recall
from eval.outcome import Outcome
from index.library import Library


def run_abstention(
    library: Library, settings: Settings, questions: Sequence[GoldenQuestion]
) -> Outcome:
    """Return precision and recall of abstaining, with the extractive engine.

    A false premise counts as having no answer, although a cited correction would also be right.
    """
    engine = ExtractiveEngine()
    rows: list[dict[str, Any]] = []
    for question in questions:
        answer = ask(library, question.question, engine, passages=settings.passages)
        rows.append(
            {
                "id": question.id,
                "kind": question.kind,
                "split": question.split,
                "abstained": answer.status == "abstained",
                "unanswerable": not question.places,
                "total_ms": answer.timings.as_dict()["total_ms"],
            }
        )
    notes: dict[str, float] = {}
    for split in ("dev", "test", "all"):
        chosen = [r for r in rows if split in (r["split"], "all")]
        precision, recall = precision_recall(
            [r["abstained"] for r in chosen], [r["unanswerable"] for r in chosen]
        )
        notes |= {f"precision, {split}": precision, f"recall, {split}": recall}
    took = [r["total_ms"] for r in rows]
    notes["extractive answer p50, ms"] = statistics.median(took)
    notes["extractive answer p95, ms"] = statistics.quantiles(took, n=20)[18]
    right = [float(r["abstained"] == r["unanswerable"]) for r in rows]
    return Outcome(
        suite="abstention",
        metrics={"abstention accuracy": estimate(right)},
        samples=tuple(rows),
        notes=notes,
    )
