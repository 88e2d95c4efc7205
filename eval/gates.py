"""Gates: what a metric must reach, and how far it may fall behind the recorded baseline."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import UsageError
from eval.metrics import Estimate, estimate, figure, or_zero

LEAST_ACCURACY = 0.90
"""Balanced accuracy on the labelled claims below which no gate may rest on a judge."""

Scores = Mapping[str, float]
"""Of one question, by metric; NaN where the metric failed."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A threshold on a metric.

    Attributes:
        metric: Name among the outcome's metrics: metric, slash, group.
        at_least: Lowest mean that passes.
        margin: How far the mean may lie below the baseline's, over the questions of both.
        judged: Whether the metric is a judge's opinion, so that the judge must be good enough.
    """

    metric: str
    at_least: float
    margin: float = 0.0
    judged: bool = False

    @property
    def score(self) -> str:
        """The metric without its group, as the scores of a question name it."""
        return self.metric.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Baseline:
    """What an earlier version scored, question by question.

    Attributes:
        label: Which engine answered which questions.
        scores: By question.
    """

    label: str
    scores: Mapping[str, Scores]


@dataclass(frozen=True, slots=True)
class GateResult:
    """What a gate says of an outcome.

    Attributes:
        gate: Which.
        value: Of its metric.
        change: From the baseline, over the questions of both; None without a baseline.
        worse: Questions that scored higher in the baseline, the worst first.
        refused: Why the gate does not judge; empty where it does.
    """

    gate: Gate
    value: Estimate
    change: Estimate | None = None
    worse: tuple[str, ...] = ()
    refused: str = ""

    @property
    def passed(self) -> bool:
        """Whether it holds; one that refuses stops nothing, and says so."""
        if self.refused:
            return True
        fallen = self.change is not None and self.change.mean < -self.gate.margin - 1e-9
        return self.value.mean >= self.gate.at_least and not fallen

    def as_json(self) -> dict[str, Any]:
        """The row of a report."""
        row: dict[str, Any] = {
            "metric": self.gate.metric,
            "at_least": self.gate.at_least,
            "margin": self.gate.margin,
            "value": figure(self.value.mean),
            "ci95": [figure(self.value.low), figure(self.value.high)],
            "n": self.value.n,
            "passed": None if self.refused else self.passed,
            "worse": list(self.worse),
        }
        if self.change is not None:
            row["change"] = figure(self.change.mean)
            row["change_ci95"] = [figure(self.change.low), figure(self.change.high)]
        return row | ({"refused": self.refused} if self.refused else {})


def hold_gate(
    gate: Gate,
    value: Estimate,
    scores: Mapping[str, Scores],
    baseline: Baseline | None = None,
    accuracy: Estimate | None = None,
) -> GateResult:
    """Return what a gate says.

    Args:
        gate: Which.
        value: Of its metric.
        scores: Of the questions that the metric is the mean of.
        baseline: To compare with.
        accuracy: Of the judge, where there is one.
    """
    if gate.judged and (accuracy is None or not accuracy.mean >= LEAST_ACCURACY):
        measured = "unknown" if accuracy is None else f"{accuracy.mean:.2f}"
        reason = f"the judge's balanced accuracy is {measured}, below {LEAST_ACCURACY:.2f}"
        return GateResult(gate, value, refused=reason)
    if baseline is None:
        return GateResult(gate, value)
    before = {name: old[gate.score] for name, old in baseline.scores.items() if gate.score in old}
    changes = {
        name: or_zero(new[gate.score]) - or_zero(before[name])
        for name, new in scores.items()
        if gate.score in new and name in before
    }
    worse = sorted((name for name, by in changes.items() if by < -1e-9), key=changes.__getitem__)
    return GateResult(gate, value, estimate(list(changes.values())), tuple(worse))


def read_baseline(path: Path) -> Baseline:
    """Return a baseline, of its own file or of a report.

    Raises:
        UsageError: The file is neither.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        rows = found["samples"]
        label = f"{found['engine']}, {found['questions']}"
        return Baseline(label, {row["id"]: read_scores(row["scores"]) for row in rows})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            "this is no report of answers",
            str(path),
            "Name a report.json that policydesk eval wrote.",
        ) from error


def write_baseline(path: Path, engine: str, questions: str, scores: Mapping[str, Scores]) -> None:
    """Record what every question scored; no word of a document or an answer is in it.

    Args:
        path: To be written.
        engine: Label of who answered.
        questions: Name and version of their set.
        scores: By question.
    """
    rows = [
        {"id": name, "scores": {key: figure(value) for key, value in sorted(found.items())}}
        for name, found in scores.items()
    ]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    head = json.dumps({"engine": engine, "questions": questions}, ensure_ascii=False)[:-1]
    path.write_text(f'{head},\n"samples": [\n{lines}\n]}}\n', encoding="utf-8")


def read_scores(row: Mapping[str, float | None]) -> dict[str, float]:
    """Return the scores of a question from JSON; null is a metric that failed."""
    return {name: math.nan if value is None else float(value) for name, value in row.items()}


def all_passed(results: Sequence[GateResult]) -> bool:
    """Return whether every gate holds."""
    return all(result.passed for result in results)
