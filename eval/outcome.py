"""What a suite found, for people and for machines."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from eval.metrics import Estimate


@dataclass(frozen=True, slots=True)
class Gate:
    """A threshold on a metric.

    Attributes:
        metric: Name among the outcome's metrics.
        at_least: Lowest mean that passes.
    """

    metric: str
    at_least: float


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
    """

    suite: str
    metrics: Mapping[str, Estimate]
    gates: tuple[Gate, ...] = ()
    samples: tuple[dict[str, Any], ...] = ()
    tables: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, float] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Whether every gate holds."""
        return all(self.metrics[gate.metric].mean >= gate.at_least for gate in self.gates)

    def as_json(self) -> dict[str, Any]:
        """The report in the shape of the contract."""
        return {
            "suite": self.suite,
            "judge": None,
            "judge_accuracy": None,
            "metrics": {
                name: {
                    "mean": _figure(e.mean),
                    "ci95": [_figure(e.low), _figure(e.high)],
                    "n": e.n,
                }
                for name, e in self.metrics.items()
            },
            "gates": [
                {
                    "metric": gate.metric,
                    "at_least": gate.at_least,
                    "value": _figure(self.metrics[gate.metric].mean),
                    "passed": self.metrics[gate.metric].mean >= gate.at_least,
                }
                for gate in self.gates
            ],
            "notes": {name: _figure(value) for name, value in self.notes.items()},
            "samples": list(self.samples),
        }

    def as_markdown(self) -> str:
        """The report as a page."""
        parts = [f"# {self.suite}"]
        parts += [f"## {caption}\n\n{table}" for caption, table in self.tables.items()]
        if self.notes:
            parts.append("\n".join(f"- {name}: {value:.3f}" for name, value in self.notes.items()))
        for gate in self.gates:
            value = self.metrics[gate.metric].mean
            verdict = "passed" if value >= gate.at_least else "FAILED"
            parts.append(f"- gate {gate.metric} ≥ {gate.at_least}: {value:.3f} {verdict}")
        return "\n\n".join(parts)


def _figure(value: float) -> float | None:
    """JSON knows no NaN, which is what a metric without samples is."""
    return None if math.isnan(value) else round(value, 4)
