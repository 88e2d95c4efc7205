"""Compares two reports question by question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.gates import Baseline, read_baseline
from eval.metrics import Estimate, estimate, figure, or_zero

LOWER_IS_BETTER = frozenset({"wrong", "abstained", "sentences removed", "noise sensitivity"})


@dataclass(frozen=True, slots=True)
class Change:
    """How one metric differs over the questions of both reports.

    Attributes:
        metric: Its name.
        old: Its mean in the old report.
        new: Its mean in the new one.
        difference: New less old, paired by question.
        worse: Questions that score worse, the worst first.
        better: Questions that score better, the best first.
    """

    metric: str
    old: Estimate
    new: Estimate
    difference: Estimate
    worse: tuple[str, ...]
    better: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports beside each other.

    Attributes:
        old: Which engine answered which questions in the old one.
        new: In the new one.
        common: Number of questions in both.
        changes: By metric, in the order of the new report.
    """

    old: str
    new: str
    common: int
    changes: tuple[Change, ...]

    def as_json(self) -> dict[str, Any]:
        """The comparison for machines."""
        return {
            "old": self.old,
            "new": self.new,
            "questions": self.common,
            "metrics": {
                c.metric: {
                    "old": figure(c.old.mean),
                    "new": figure(c.new.mean),
                    "change": figure(c.difference.mean),
                    "ci95": [figure(c.difference.low), figure(c.difference.high)],
                    "n": c.difference.n,
                    "worse": list(c.worse),
                    "better": list(c.better),
                }
                for c in self.changes
            },
        }


def compare_reports(old: Path, new: Path) -> Comparison:
    """Return how a report differs from an older one, over the questions of both.

    Raises:
        UsageError: One of them is no report of answers, or they share no question.
    """
    before, after = read_baseline(old), read_baseline(new)
    common = [name for name in after.scores if name in before.scores]
    metrics = dict.fromkeys(metric for name in common for metric in after.scores[name])
    changes = [_change(metric, before, after, common) for metric in metrics]
    return Comparison(
        before.label, after.label, len(common), tuple(c for c in changes if c.difference.n)
    )


def _change(metric: str, before: Baseline, after: Baseline, common: list[str]) -> Change:
    names = [n for n in common if metric in before.scores[n] and metric in after.scores[n]]
    old = {name: or_zero(before.scores[name][metric]) for name in names}
    new = {name: or_zero(after.scores[name][metric]) for name in names}
    by = {name: new[name] - old[name] for name in names}
    sign = -1 if metric in LOWER_IS_BETTER else 1
    gain = {name: sign * change for name, change in by.items()}
    return Change(
        metric,
        estimate(list(old.values())),
        estimate(list(new.values())),
        estimate(list(by.values())),
        worse=_sorted(gain, lambda g: g < -1e-9),
        better=_sorted({name: -g for name, g in gain.items()}, lambda g: g < -1e-9),
    )


def _sorted(gain: Mapping[str, float], chosen: Any) -> tuple[str, ...]:
    return tuple(sorted((n for n, g in gain.items() if chosen(g)), key=gain.__getitem__))


def comparison_markdown(found: Comparison) -> str:
    """Return the comparison as a page."""
    lines = [
        f"# {found.old} → {found.new}",
        "",
        f"{found.common} questions in both.",
        "",
        "| metric | n | old | new | change (95%) | worse | better |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for c in found.changes:
        by = f"{c.difference.mean:+.3f} ({c.difference.low:+.3f} to {c.difference.high:+.3f})"
        lines.append(
            f"| {c.metric} | {c.difference.n} | {c.old.mean:.3f} | {c.new.mean:.3f} | {by} "
            f"| {len(c.worse)} | {len(c.better)} |"
        )
    for c in found.changes:
        if c.worse:
            lines += ["", f"Worse in {c.metric}: {', '.join(c.worse)}"]
    return "\n".join(lines)
