"""What a suite found, for people and for machines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from eval.gates import Baseline, Gate, GateResult, Scores, all_passed, hold_gate
from eval.judges.accuracy import JudgeAccuracy
from eval.metrics import Estimate, estimate, estimate_json, figure


@dataclass(frozen=True, slots=True)
class Outcome:
    """The scores of one suite.

    Attributes:
        suite: Its name.
        metrics: By name; slashes part metric, method and group.
        gates: What must hold.
        samples: One row a question, JSON-ready.
        tables: Rendered Markdown, by caption.
        notes: Figures that are not means, by name.
        engine: Label of who answered; empty where nobody did.
        questions: Name and version of the set of questions.
        scores: Of every question, by metric.
        members: Questions that a group is made of.
        judge: Who judged, and how well; None where nobody did.
        baseline: What gates compare with.
    """

    suite: str
    metrics: Mapping[str, Estimate]
    gates: tuple[Gate, ...] = ()
    samples: tuple[dict[str, Any], ...] = ()
    tables: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, float] = field(default_factory=dict)
    engine: str = ""
    questions: str = ""
    scores: Mapping[str, Scores] = field(default_factory=dict)
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    judge: JudgeAccuracy | None = None
    baseline: Baseline | None = None

    @property
    def label(self) -> str:
        """Which engine answered which questions."""
        return ", ".join(filter(None, (self.engine, self.questions)))

    @property
    def results(self) -> tuple[GateResult, ...]:
        """What each gate says."""
        return tuple(
            hold_gate(
                gate,
                self.metrics.get(gate.metric, estimate([])),
                {name: self.scores[name] for name in self._members(gate)},
                self.baseline,
                self.judge.overall if self.judge else None,
            )
            for gate in self.gates
        )

    def _members(self, gate: Gate) -> tuple[str, ...]:
        return self.members.get(gate.metric.rpartition("/")[2], ())

    @property
    def passed(self) -> bool:
        """Whether every gate holds."""
        return all_passed(self.results)

    def as_json(self) -> dict[str, Any]:
        """The report in the shape of the contract."""
        return {
            "suite": self.suite,
            "engine": self.engine,
            "questions": self.questions,
            "judge": self.judge.label if self.judge else None,
            "judge_accuracy": self.judge.as_json() if self.judge else None,
            "metrics": {name: estimate_json(found) for name, found in self.metrics.items()},
            "gates": [result.as_json() for result in self.results],
            "notes": {name: figure(value) for name, value in self.notes.items()},
            "samples": list(self.samples),
        }
