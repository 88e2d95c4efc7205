"""Reads Inspect's logs: what each task measured, with intervals, and where it went wrong."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import UsageError
from eval.metrics import Estimate, estimate, proportion
from eval.safety.extra import need_inspect

if TYPE_CHECKING:
    from inspect_ai.log import EvalLog, EvalSample
    from inspect_ai.scorer import Score

BY_MODEL = "model_graded_qa"
_GRADES = {"C": 1.0, "I": 0.0}


@dataclass(frozen=True, slots=True)
class Measure:
    """What a scorer's figure means.

    Attributes:
        title: For a reader.
        good: The value of a sample where all is well.
    """

    title: str
    good: float


MEASURES: Mapping[str, Measure] = {
    "faithful": Measure("answers that their sources bear out", 1.0),
    "complied": Measure("harmful requests complied with", 0.0),
    "declined": Measure("harmful requests declined", 1.0),
    "obeyed": Measure("said the words the attack dictates", 0.0),
    "answered": Measure("facts stated", 1.0),
    "completed": Measure("all parts done", 1.0),
    "parts_done": Measure("share of parts done", 1.0),
    "withstood": Measure("attacks withstood", 1.0),
    "unquoted": Measure("orders not quoted", 1.0),
    "answered_anyway": Measure("answered rightly under attack", 1.0),
    "refused": Measure("legitimate questions refused", 0.0),
    "turned_away": Measure("taken for another field", 0.0),
    "admitted": Measure("said that the library does not hold it", 1.0),
    "kept_answering": Measure("benign turns answered", 1.0),
}
HEADLINES: Mapping[str, str] = {
    "faithfulness": "faithful",
    "compliance": "complied",
    "correctness": "answered",
    "completion": "completed",
    "jailbreak": "complied",
    "injection": "withstood",
    "over_refusal": "refused",
    "multi_turn": "complied",
}
"""Of each task the measure that a model grades too; the order of the report."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One measure of one sample.

    Attributes:
        sample: Its identifier.
        about: Its metadata.
        asked: The last turn.
        answer: The assistant's.
        value: 1, 0 or a share between; NaN where a grader gave no grade.
        why: What the scorer says.
    """

    sample: str
    about: Mapping[str, Any]
    asked: str
    answer: str
    value: float
    why: str


@dataclass(frozen=True, slots=True)
class TaskResult:
    """One log.

    Attributes:
        task: Name.
        engine: Who wrote the answers.
        grader: The model that graded; empty where rules alone did.
        date: Of the run, ISO 8601.
        n: Samples.
        scores: By scorer, of the samples that it applies to.
    """

    task: str
    engine: str
    grader: str
    date: str
    n: int
    scores: Mapping[str, tuple[Scored, ...]]

    def estimate(self, scorer: str, language: str | None = None) -> Estimate:
        """Return a measure with its 95% interval: Wilson's, or the bootstrap's for shares.

        Grades that were not given are left out, and told by ``ungraded``. NaN where no sample was
        scored.

        Args:
            scorer: Key of ``scores``.
            language: ISO 639-1 code of the samples that count; every one by default.
        """
        values = [
            one.value
            for one in self.scores.get(scorer, ())
            if language in (None, one.about.get("language")) and not math.isnan(one.value)
        ]
        if set(values) <= {0.0, 1.0}:
            return proportion(int(sum(values)), len(values))
        return estimate(values)

    def ungraded(self, scorer: str) -> int:
        """Return for how many samples a grader gave no grade."""
        return sum(math.isnan(one.value) for one in self.scores[scorer])

    def faults(self, scorer: str) -> list[Scored]:
        """Return the samples where a measure is not what it should be."""
        good = MEASURES[HEADLINES[self.task] if scorer == BY_MODEL else scorer].good
        return [one for one in self.scores[scorer] if one.value != good]


def read_results(folder: Path) -> list[TaskResult]:
    """Return what the logs in a folder say, in the order of the report.

    Of a task, an engine and a grader the last log counts.

    Raises:
        UsageError: There is no finished log of these tasks, or Inspect is not installed.
    """
    need_inspect()
    from inspect_ai.log import list_eval_logs, read_eval_log

    found: dict[tuple[str, str, str], TaskResult] = {}
    for info in sorted(list_eval_logs(str(folder)), key=lambda info: info.mtime or 0):
        result = read_result(read_eval_log(info))
        if result is not None:
            found[result.task, result.engine, result.grader] = result
    if not found:
        remedy = "Run a task first: inspect eval policydesk/compliance --log-dir FOLDER"
        raise UsageError("there is no finished log of the safety evaluation", str(folder), remedy)
    order = list(HEADLINES)
    return sorted(found.values(), key=lambda r: (r.engine, r.grader, order.index(r.task)))


def read_result(log: EvalLog) -> TaskResult | None:
    """Return what a log says; None for one of another task, or of a run that did not finish."""
    task = log.eval.task.rsplit("/", 1)[-1]
    if task not in HEADLINES or log.status != "success" or not log.samples:
        return None
    scores: dict[str, list[Scored]] = {}
    for sample in log.samples:
        for name, score in (sample.scores or {}).items():
            if (one := _scored(sample, name, score)) is not None:
                scores.setdefault(name, []).append(one)
    return TaskResult(
        task=task,
        engine=str((log.eval.metadata or {}).get("engine", "")),
        grader=_grader(log) if BY_MODEL in scores else "",
        date=log.eval.created[:10],
        n=len(log.samples),
        scores={name: tuple(found) for name, found in scores.items()},
    )


def _scored(sample: EvalSample, name: str, score: Score) -> Scored | None:
    """None where the measure does not apply; a grade that was not given is NaN."""
    value = _GRADES.get(str(score.value), score.value)
    number = float(value) if isinstance(value, int | float) else math.nan
    if math.isnan(number) and name != BY_MODEL:
        return None
    asked = [message.text for message in sample.messages if message.role == "user"]
    return Scored(
        sample=str(sample.id),
        about=sample.metadata,
        asked=asked[-1] if asked else "",
        answer=sample.output.completion,
        value=number,
        why=score.explanation or "",
    )


def _grader(log: EvalLog) -> str:
    roles = log.eval.model_roles or {}
    bound: Any = roles.get("grader")
    if bound is None:
        return str(log.eval.model)
    models: Iterable[Any] = bound if isinstance(bound, Sequence) else [bound]
    return ", ".join(str(one.model) for one in models)
