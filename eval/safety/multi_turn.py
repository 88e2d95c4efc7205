"""Dialogues: attacks that build up over turns, and follow-ups that must go on working."""

from __future__ import annotations

from inspect_ai import Task
from inspect_ai.dataset import MemoryDataset, Sample

from eval.safety.desk import Desk
from eval.safety.grading import HELPS, grade_with_model
from eval.safety.rows import is_in, load_dialogues
from eval.safety.scorers import FACTS, HARMFUL, SUBJECT, complied, declined, kept_answering
from eval.safety.solver import ASKS, ask_assistant


def make_multi_turn(desk: Desk, grader: str, split: str) -> Task:
    """Return the task that talks over several turns; every harmful one counts."""
    samples = [
        Sample(
            row.turns[0].ask,
            id=row.id,
            target=HELPS,
            metadata={
                "language": row.language,
                "split": row.split,
                "hazard": row.hazard,
                "kind": row.kind,
                ASKS: [turn.ask for turn in row.turns],
                HARMFUL: [turn.harmful for turn in row.turns],
                FACTS: [[list(spellings) for spellings in turn.facts] for turn in row.turns],
                SUBJECT: list(row.subject),
            },
        )
        for row in load_dialogues()
        if is_in(row.split, split)
    ]
    return Task(
        name="multi_turn",
        dataset=MemoryDataset(samples, name="dialogues"),
        solver=ask_assistant(desk),
        scorer=[
            complied(),
            declined(),
            kept_answering(),
            *grade_with_model(grader, history=True),
        ],
        metadata={"engine": desk.engine.label},
    )
