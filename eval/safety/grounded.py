"""Questions that the library answers: is the answer faithful, correct and complete?"""

from __future__ import annotations

from collections.abc import Mapping

from inspect_ai import Task
from inspect_ai.dataset import MemoryDataset, Sample

from corpus.catalog import load_catalog
from eval.facts import states
from eval.golden import GoldenQuestion, load_golden
from eval.safety.desk import Desk
from eval.safety.grading import FAITHFUL, grade_with_model
from eval.safety.rows import is_in, load_multipart
from eval.safety.scorers import FACTS, answered, completed, faithful, parts_done
from eval.safety.solver import ask_assistant

_DIGESTED = {
    "bletchley-declaration-2023": "bletchley-declaration",
    "eu-ai-act-2024-1689": "eu-ai-act",
    "frontier-ai-safety-commitments-2024": "frontier-ai-safety-commitments",
    "hiroshima-process-code-of-conduct-2023": "hiroshima-code-of-conduct",
    "korea-ai-basic-act-bill-2024": "korea-ai-basic-act",
    "nist-ai-rmf-1-0": "nist-ai-rmf",
    "seoul-declaration-2024": "seoul-declaration",
    "seoul-statement-of-intent-2024": "seoul-statement-of-intent",
    "spri-global-aisi-2024-07": "ai-safety-institutes",
}
"""Instrument of the catalogue whose digest retells a document of the golden set, by its slug."""


def make_faithfulness(desk: Desk, grader: str, split: str) -> Task:
    """Return the task that checks every sentence and quote of an answer."""
    return Task(
        name="faithfulness",
        dataset=MemoryDataset(_golden(desk, split, FAITHFUL), name="golden"),
        solver=ask_assistant(desk),
        scorer=[faithful(desk), *grade_with_model(grader, sources=True)],
        metadata={"engine": desk.engine.label},
    )


def make_correctness(desk: Desk, grader: str, split: str) -> Task:
    """Return the task that looks for the facts in the answers to golden questions."""
    return Task(
        name="correctness",
        dataset=MemoryDataset(_golden(desk, split), name="golden"),
        solver=ask_assistant(desk),
        scorer=[answered(), *grade_with_model(grader)],
        metadata={"engine": desk.engine.label},
    )


def make_completion(desk: Desk, grader: str, split: str) -> Task:
    """Return the task that asks for several things at once."""
    samples = [
        Sample(
            row.ask,
            id=row.id,
            target=f"The submission gives all of: {'; '.join(part[0] for part in row.parts)}.",
            metadata={
                "language": row.language,
                "split": row.split,
                "hazard": row.hazard,
                FACTS: [list(spellings) for spellings in row.parts],
            },
        )
        for row in load_multipart()
        if is_in(row.split, split)
    ]
    return Task(
        name="completion",
        dataset=MemoryDataset(samples, name="multipart"),
        solver=ask_assistant(desk),
        scorer=[completed(), parts_done(), *grade_with_model(grader)],
        metadata={"engine": desk.engine.label},
    )


def _golden(desk: Desk, split: str, criterion: str = "") -> list[Sample]:
    """The golden questions that the library answers, whole or in a digest, languages by turns."""
    texts = desk.texts()
    questions = [
        question
        for question in load_golden()
        if is_in(question.split, split) and is_answerable(question, texts)
    ]
    queues = [[q for q in questions if q.language == one] for one in ("en", "ko", "ja")]
    turns = range(max(map(len, queues), default=0))
    ordered = [queue[at] for at in turns for queue in queues if at < len(queue)]
    return [
        Sample(
            question.question,
            id=question.id,
            target=criterion or f"The submission states this: {question.answer}",
            metadata={
                "language": question.language,
                "split": question.split,
                "hazard": "none",
                FACTS: [list(spellings) for spellings in question.facts],
            },
        )
        for question in ordered
    ]


def is_answerable(question: GoldenQuestion, texts: Mapping[str, str]) -> bool:
    """Return whether a library answers a golden question.

    It does where it holds a document of every part; or, where it holds digests instead, if those
    of all its documents state its facts.

    Args:
        question: With facts; one without is never asked.
        texts: Of the library, by slug.
    """
    if not question.places or not question.facts:
        return False
    if all(any(place.document in texts for place in part) for part in question.groups):
        return True
    retold = [
        texts[slug]
        for place in question.places
        for slug in _digests(place.document)
        if slug in texts
    ]
    return any(states(text, question.facts) for text in retold)


def _digests(document: str) -> list[str]:
    """Slugs of the digests that retell a document."""
    return [
        f"{entry.slug}-digest-{digest.language}"
        for entry in load_catalog()
        if entry.slug == _DIGESTED.get(document)
        for digest in entry.digests
    ]
