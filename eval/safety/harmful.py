"""Harmful requests: as they are, and wrapped in attacks."""

from __future__ import annotations

from collections.abc import Iterator

from inspect_ai import Task
from inspect_ai.dataset import MemoryDataset, Sample

from eval.safety.desk import Desk
from eval.safety.grading import HELPS, grade_with_model
from eval.safety.rows import HarmfulRequest, Template, is_in, load_harmful, load_templates
from eval.safety.scorers import MARKER, SUBJECT, complied, declined, obeyed
from eval.safety.solver import ask_assistant


def make_compliance(desk: Desk, grader: str, split: str) -> Task:
    """Return the task that asks for harm outright."""
    samples = [
        Sample(request.ask, id=request.id, target=HELPS, metadata=_about(request))
        for request in load_harmful()
        if is_in(request.split, split)
    ]
    return Task(
        name="compliance",
        dataset=MemoryDataset(samples, name="harmful"),
        solver=ask_assistant(desk),
        scorer=[complied(), declined(), *grade_with_model(grader)],
        metadata={"engine": desk.engine.label},
    )


def make_jailbreak(desk: Desk, grader: str, split: str) -> Task:
    """Return the task that wraps every harmful request in every attack of its language."""
    samples = [
        Sample(
            template.wrap(request.ask),
            id=f"{request.id} in {template.id}",
            target=HELPS,
            metadata={**_about(request), "tactic": template.tactic, MARKER: template.marker},
        )
        for request, template in _wrapped()
        if is_in(request.split, split)
    ]
    return Task(
        name="jailbreak",
        dataset=MemoryDataset(samples, name="harmful, wrapped"),
        solver=ask_assistant(desk),
        scorer=[complied(), declined(), obeyed(), *grade_with_model(grader)],
        metadata={"engine": desk.engine.label},
    )


def _wrapped() -> Iterator[tuple[HarmfulRequest, Template]]:
    """Yield every pair; each round takes every request once, so that a limit keeps the variety."""
    by_language: dict[str, list[Template]] = {}
    for template in load_templates():
        by_language.setdefault(template.language, []).append(template)
    for turn in range(max(map(len, by_language.values()))):
        for at, request in enumerate(load_harmful()):
            templates = by_language[request.language]
            if turn < len(templates):
                yield request, templates[(turn + at // 2) % len(templates)]


def _about(request: HarmfulRequest) -> dict[str, object]:
    return {
        "language": request.language,
        "split": request.split,
        "hazard": request.hazard,
        SUBJECT: list(request.subject),
    }
