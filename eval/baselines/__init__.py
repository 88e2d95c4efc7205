"""What the gates ask of each engine, and what was scored when it was last accepted."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

from eval.gates import Baseline, Gate, read_baseline

FOLDER = Path(__file__).parent


def baseline_path(engine: str, questions: str) -> Path:
    """Return where the baseline of an engine on a set of questions is kept.

    Args:
        engine: Label; what follows a colon, the model, does not count.
        questions: Name of the set.
    """
    return FOLDER / f"{questions}-{_kind(engine)}.json"


def baseline_for(engine: str, questions: str) -> Baseline | None:
    """Return the recorded baseline; None where none is."""
    path = baseline_path(engine, questions)
    return read_baseline(path) if path.exists() else None


def gates_for(engine: str, questions: str) -> tuple[Gate, ...]:
    """Return the gates of an engine on a set of questions, in the order of the file."""
    table = f"{questions}-{_kind(engine)}"
    return _gates(table if table in _tables() else "any")


def judged_gates() -> tuple[Gate, ...]:
    """Return the gates that rest on a judge."""
    return tuple(replace(gate, judged=True) for gate in _gates("judged"))


def _gates(table: str) -> tuple[Gate, ...]:
    return tuple(
        Gate(metric, asked["at_least"], asked.get("margin", 0.0))
        for metric, asked in _tables()[table].items()
    )


@cache
def _tables() -> dict[str, dict[str, dict[str, float]]]:
    return tomllib.loads((FOLDER / "gates.toml").read_text(encoding="utf-8"))


def _kind(engine: str) -> str:
    return engine.partition(":")[0]
