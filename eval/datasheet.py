"""Counts a golden set as its datasheet shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from eval.golden import GoldenQuestion


def count_tables(questions: Sequence[GoldenQuestion]) -> str:
    """Return Markdown tables of cell by kind, with and without an answer, and the totals.

    Cells and kinds stand in the order in which they first appear in the set.
    """
    answerable = [q for q in questions if q.places]
    others = [q for q in questions if not q.places]
    totals = (
        f"In all {len(questions)} questions ({_halves(questions, ' dev, ', ' test')}): "
        f"{len(answerable)} with an answer, {len(others)} without."
    )
    return "\n\n".join([_table(answerable), _table(others), totals])


def _table(questions: Sequence[GoldenQuestion]) -> str:
    kinds = list(dict.fromkeys(q.kind for q in questions))
    lines = [f"| cell | {' | '.join(kinds)} | all | dev / test |", "|---" * (len(kinds) + 3) + "|"]
    for pair in dict.fromkeys(q.pair for q in questions):
        cell = [q for q in questions if q.pair == pair]
        counts = Counter(q.kind for q in cell)
        figures = [*(str(counts[kind]) for kind in kinds), str(len(cell)), _halves(cell, " / ")]
        lines.append(f"| {pair} | {' | '.join(figures)} |")
    return "\n".join(lines)


def _halves(questions: Sequence[GoldenQuestion], between: str, after: str = "") -> str:
    halves = Counter(q.split for q in questions)
    return f"{halves['dev']}{between}{halves['test']}{after}"
