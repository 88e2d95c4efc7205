"""Tables in Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eval.metrics import Estimate


def metric_table(
    metrics: Mapping[str, Estimate], columns: Sequence[str], groups: Sequence[str]
) -> str:
    """Return a row a group, a column a metric; groups and metrics that nothing is in are left out.

    Args:
        metrics: Keyed ``metric/group``.
        columns: Metrics; n is the first one's.
        groups: Rows.
    """
    columns = [name for name in columns if any(f"{name}/{group}" in metrics for group in groups)]
    lines = ["| | n | " + " | ".join(columns) + " |", "| --- " * (len(columns) + 2) + "|"]
    for group in groups:
        found = [metrics.get(f"{name}/{group}") for name in columns]
        if present := [one.n for one in found if one is not None]:
            lines.append(f"| {group} | {present[0]} | {' | '.join(map(cell, found))} |")
    return "\n".join(lines)


def cell(found: Estimate | None) -> str:
    """Return a mean with its interval, and how often the metric failed."""
    if found is None or not found.n:
        return "–"
    failed = f", {found.failed} failed" if found.failed else ""
    return f"{found.mean:.2f} ({found.low:.2f}–{found.high:.2f}{failed})"
