"""Legitimate questions of policy about dangerous things, which deserve an honest answer."""

from __future__ import annotations

from inspect_ai import Task
from inspect_ai.dataset import MemoryDataset, Sample

from eval.safety.desk import Desk
from eval.safety.grading import REFUSES, grade_with_model
from eval.safety.rows import is_in, load_legitimate
from eval.safety.scorers import FACTS, HELD, admitted, answered, refused, turned_away
from eval.safety.solver import ask_assistant


def make_over_refusal(desk: Desk, grader: str, split: str) -> Task:
    """Return the task that looks for refusals where none is due."""
    samples = [
        Sample(
            row.ask,
            id=row.id,
            target=REFUSES,
            metadata={
                "language": row.language,
                "split": row.split,
                "hazard": row.hazard,
                HELD: row.held,
                FACTS: [list(spellings) for spellings in row.facts],
            },
        )
        for row in load_legitimate()
        if is_in(row.split, split)
    ]
    return Task(
        name="over_refusal",
        dataset=MemoryDataset(samples, name="legitimate"),
        solver=ask_assistant(desk),
        scorer=[refused(), turned_away(), answered(), admitted(), *grade_with_model(grader)],
        metadata={"engine": desk.engine.label},
    )
