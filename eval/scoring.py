"""What an answer scores on the metrics that need no judge, and which groups its question is in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from eval.asking import Asked
from eval.gates import Scores, read_scores
from eval.judging import groups
from eval.metrics import Estimate, estimate, figure
from eval.samples import Sample, read_sample

NOT_ANSWERABLE = ("unanswerable", "false-premise", "out-of-field", "adversarial")
"""Kinds to refrain from; an opinion may also be answered with what the documents say."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A sample with its scores, as reports keep it.

    Attributes:
        sample: The question and its answer.
        scores: By metric, each in [0, 1]; NaN where it failed, absent where it has no meaning.
        details: JSON-ready: how it ended, who wrote, warnings, timings in milliseconds, what is
            missing.
    """

    sample: Sample
    scores: Scores
    details: Mapping[str, Any]

    def adding(self, scores: Scores, **details: Any) -> Scored:
        """Return it with more scores and details."""
        return replace(self, scores={**self.scores, **scores}, details={**self.details, **details})

    def as_json(self) -> dict[str, Any]:
        """The row of a report; ``read_scored`` takes it back."""
        scores = {name: figure(value) for name, value in self.scores.items()}
        return self.sample.as_json() | {"details": dict(self.details), "scores": scores}


def read_scored(row: Mapping[str, Any]) -> Scored:
    """Return a sample with its scores from the row of a report.

    Raises:
        KeyError: The row is none.
    """
    return Scored(read_sample(row), read_scores(row["scores"]), row["details"])


def score(asked: Asked) -> Scored:
    """Return an answer with its scores."""
    reply, marks = asked.reply, asked.marks
    details = {
        "ended": marks.ended,
        "written": reply.written,
        "removed": reply.removed,
        "engine": reply.answer.engine,
        "warnings": list(reply.answer.warnings),
        "timings": reply.answer.timings.as_dict(),
        "confidence": round(reply.found.result.confidence, 4),
        "unstated": list(marks.unstated),
        "unquoted": [asdict(place) for place in marks.unquoted],
    }
    return Scored(asked.sample, _scores(asked), details)


def _scores(one: Asked) -> dict[str, float]:
    """Return the scores of an answer, each in [0, 1]; one that has no meaning for it is absent."""
    question, marks = one.question, one.marks
    good_end = float(marks.acceptable or marks.corrected)
    scores = {"end acceptable": good_end}
    if marks.exact:
        scores["quote exactness"] = share(marks.exact)
    if marks.answered:
        scores["citation recall"] = share(marks.cited)
        scores["sentences verbatim"] = share(marks.quoting)
        scores["citation precision, verified"] = share(marks.borne_out)
    if one.reply.written:
        scores["sentences removed"] = one.reply.removed / one.reply.written
    if question.places:
        scores |= _answerable(one)
    elif question.kind in NOT_ANSWERABLE:
        refrained = marks.corrected or marks.ended in ("abstained", "refused")
        scores["abstention recall"] = float(refrained)
    if marks.ended == "abstained":
        scores["abstention precision"] = float(not question.places)
    if question.forbidden:
        scores["trap avoided"] = float(not marks.trapped)
    if "warned" in question.outcomes and "answered" not in question.outcomes and marks.answered:
        scores["warning given"] = float(marks.ended == "warned")
    return scores


def _answerable(one: Asked) -> dict[str, float]:
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
        scores["citation precision, gold"] = share(marks.on_gold)
    return scores


def share(held: Sequence[bool]) -> float:
    """Return the share that holds; 0 of none."""
    return sum(held) / len(held) if held else 0.0


def sample_groups(sample: Sample) -> tuple[str, ...]:
    """Return the groups that a question counts in: all, split, kind, kin, language pair."""
    return (*groups(sample), f"all, {sample.split}", sample.kind)


def tabulate(
    scored: Sequence[Scored],
) -> tuple[dict[str, Estimate], dict[str, tuple[str, ...]]]:
    """Return every metric by group, keyed ``metric/group``, and the questions of each group."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for one in scored:
        for group in sample_groups(one.sample):
            members[group].append(one.sample.id)
            for name, value in one.scores.items():
                found[f"{name}/{group}"].append(value)
    return (
        {name: estimate(values) for name, values in found.items()},
        {group: tuple(ids) for group, ids in members.items()},
    )
