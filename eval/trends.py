"""How scores went over the evaluations that can be compared, and which questions went worst."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.history import Asked, Run, Score

HEADLINES = (
    *("correct", "wrong", "abstained", "quote exactness", "citation recall", "gold cited"),
    *("facts stated", "sentences verbatim", "abstention recall", "trap avoided", "warning given"),
    *("faithfulness", "response relevancy", "context precision", "context recall"),
    "factual correctness",
)
"""Metrics shown first, where a run has them; other suites show what they have."""
_MOST_OTHERS = 16
_PARTIAL = ("facts stated", "gold cited", "gold quoted", "citation precision, gold")


@dataclass(frozen=True, slots=True)
class Trend:
    """One metric over comparable runs.

    Attributes:
        metric: Name with its group.
        points: When, and the score then; oldest first.
    """

    metric: str
    points: tuple[tuple[str, Score], ...]

    @property
    def last(self) -> Score:
        """The newest score."""
        return self.points[-1][1]

    @property
    def change(self) -> float | None:
        """From the run before the newest; None where there is none."""
        if len(self.points) < 2:
            return None
        before, after = self.points[-2][1].mean, self.last.mean
        return None if before is None or after is None else after - before


def headlines(run: Run) -> tuple[str, ...]:
    """Return the metrics of a run that a reader should see first, with their groups."""
    known = tuple(f"{name}/all" for name in HEADLINES if f"{name}/all" in run.metrics)
    return known or tuple(run.metrics)[:_MOST_OTHERS]


def comparable(run: Run, runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return the run and those before it that its scores can be compared with, oldest first."""
    same = [one for one in runs if one.series == run.series and one.at <= run.at]
    return tuple(sorted(same, key=lambda one: one.at))


def trends(run: Run, runs: Iterable[Run]) -> tuple[Trend, ...]:
    """Return how the headlines of a run went up to it.

    Args:
        run: The newest that counts.
        runs: All that are kept, in any order, with it among them.
    """
    series = comparable(run, runs)
    found = (
        Trend(name, tuple((one.at, one.metrics[name]) for one in series if name in one.metrics))
        for name in headlines(run)
    )
    return tuple(trend for trend in found if trend.points)


def worst(asked: Sequence[Asked], end: str = "", pair: str = "") -> tuple[Asked, ...]:
    """Return the questions that went badly, the worst first.

    A quote that is not in its source is worse than a wrong answer, and that is worse than none;
    among equals, what met fewer of the partial scores comes first.

    Args:
        asked: Of a run.
        end: Only those that ended so; empty for all.
        pair: Only of this language pair; empty for all.
    """
    bad = [one for one in asked if one.is_bad and end in ("", one.end) and pair in ("", one.pair)]
    return tuple(sorted(bad, key=_goodness))


def _goodness(one: Asked) -> tuple[float, bool, float, str]:
    exact = one.scores.get("quote exactness", 1.0)
    partial = [one.scores.get(name) or 0.0 for name in _PARTIAL]
    return (1.0 if exact is None else exact, one.end == "missed", sum(partial), one.id)
