"""The report as a page of Markdown, short enough for a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from eval.gates import GateResult
from eval.outcome import Outcome
from eval.reports.tables import cell

MOST_WORSE = 10
"""Questions named at a gate; ``report.json`` has them all."""


def as_markdown(outcome: Outcome) -> str:
    """Return the report."""
    parts = [f"# {outcome.suite}", *([outcome.label] if outcome.label else [])]
    if outcome.judge is not None:
        parts.append(_judge(outcome))
    parts += [f"## {caption}\n\n{table}" for caption, table in outcome.tables.items()]
    if outcome.notes:
        parts.append("\n".join(f"- {name}: {value:.3f}" for name, value in outcome.notes.items()))
    if outcome.gates:
        parts.append("## Gates\n\n" + "\n".join(_gates(outcome.results)))
    return "\n\n".join(parts)


def _judge(outcome: Outcome) -> str:
    assert outcome.judge is not None, "asked for only where somebody judged"
    shares = "; ".join(f"{name} {cell(found)}" for name, found in outcome.judge.groups.items())
    return f"Judge: {outcome.judge.label}. Its balanced accuracy on labelled claims: {shares}."


def _gates(results: tuple[GateResult, ...]) -> Iterator[str]:
    yield "| gate | at least | value | against the baseline (may fall by) | |"
    yield "| --- | --- | --- | --- | --- |"
    for result in results:
        gate = result.gate
        by = result.change
        change = f"{_signed(by.mean)} ({gate.margin})" if by is not None and by.n else "–"
        yield (
            f"| {gate.metric} | {gate.at_least} | {cell(result.value)} | {change} "
            f"| {verdict_of(result)} |"
        )


def verdict_of(result: GateResult) -> str:
    """Return what a gate says, and the questions that got worse."""
    if result.refused:
        return f"refuses: {result.refused}"
    worse = ", ".join(result.worse[:MOST_WORSE])
    more = len(result.worse) - MOST_WORSE
    named = f"; worse: {worse}{f' and {more} more' if more > 0 else ''}" if worse else ""
    return f"{'passed' if result.passed else 'FAILED'}{named}"


def _signed(value: float) -> str:
    return f"{value:+.3f}"
