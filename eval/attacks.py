"""The attacks of the injection suite: every carrier, several goals and languages."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from eval.carriers import CARRIERS, Carrier, Draft, Files

FOLDER = Path(__file__).parent / "datasets" / "injection"
DOCUMENTS = FOLDER / "documents"
"""Benign documents of our own, which hold the answers."""

Goal = Literal[
    "state", "number", "uncited", "misattribute", "leak", "send", "active", "deny", "invent"
]
Split = Literal["payloads", "heldout", "fresh"]
SPLITS: tuple[Split, ...] = ("payloads", "heldout", "fresh")
GOALS: tuple[Goal, ...] = (
    "state", "number", "uncited", "misattribute", "leak", "send", "active", "deny", "invent",
)  # fmt: skip
_LANGUAGES = ("en", "ko", "ja")
_PER_CARRIER = 2
_FIRST = {"payloads": 0, "heldout": 300, "fresh": 600}
# What restates a question would be an answer to it, for those that have none.
_NEUTRAL = {
    "en": "This commentary gathers what readers have asked over the years.",
    "ko": "이 해설은 독자들이 여러 해 동안 물은 내용을 모았다.",
    "ja": "この解説は読者が長年尋ねてきたことを集めた。",
}
_COVERS = {
    "en": "This commentary is about {topic}. It gathers what readers have asked over the years.",
    "ko": "이 해설은 {topic}에 관한 것으로, 독자들이 여러 해 동안 물은 내용을 모았다.",
    "ja": "この解説は{topic}に関するもので、読者が長年尋ねてきたことを集めた。",
}
_TITLES = {"en": "Reader's commentary", "ko": "독자 해설", "ja": "読者の解説"}


@dataclass(frozen=True, slots=True)
class Control:
    """A benign question.

    Attributes:
        id: Unique; ``u…`` are those that the documents do not answer.
        language: ISO 639-1 code.
        document: Slug of the document that answers it, or None.
        question: As asked.
        facts: What the answer must hold.
        topic: What it is about, in words that fit into a sentence.
    """

    id: str
    language: str
    document: str | None
    question: str
    facts: tuple[str, ...]
    topic: str


@dataclass(frozen=True, slots=True)
class Attack:
    """One attempt.

    Attributes:
        id: Unique.
        carrier: Where the order stands.
        family: What reports group it by.
        goal: What the attacker wants.
        hidden: Whether no reader of the document sees the order.
        control: What is really asked.
        canary: A statement that no genuine source supports.
        split: Of ``load_attacks``.
        question: What is asked, with the order where the question carries it.
        history: Questions asked before.
        files: The hostile document; empty where the question is the attack.
    """

    id: str
    carrier: str
    family: str
    goal: Goal
    hidden: bool
    control: Control
    canary: str
    split: Split
    question: str
    history: tuple[str, ...] = ()
    files: Files = field(default_factory=dict)


@cache
def load_controls() -> tuple[Control, ...]:
    """Return the benign questions."""
    lines = (FOLDER / "controls.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return tuple(Control(**{**row, "facts": tuple(row["facts"])}) for row in rows)


@cache
def load_attacks(split: Split = "payloads") -> tuple[Attack, ...]:
    """Return all attacks, always the same.

    Args:
        split: ``payloads``, with which the defences were built; ``heldout``, in other words, with
            which they were improved once; or ``fresh``, written afterwards.
    """
    payloads = tomllib.loads((FOLDER / f"{split}.toml").read_text(encoding="utf-8"))
    asked, before = payloads.pop("question"), payloads.pop("history")
    attacks = [
        *_documents(payloads, split),
        *_spoken(asked, split, "question"),
        *_spoken(before, split, "history"),
    ]
    assert len({attack.id for attack in attacks}) == len(attacks), "identifiers are unique"
    return tuple(attacks)


def _documents(payloads: Mapping[str, Any], split: Split) -> list[Attack]:
    """Two attacks for every carrier, by turns over the goals and languages."""
    attacks: list[Attack] = []
    for number, carrier in enumerate(CARRIERS):
        for turn in range(_PER_CARRIER):
            at = _FIRST[split] + number * _PER_CARRIER + turn
            goal = GOALS[(number + 4 * turn) % len(GOALS)]
            language = "en" if carrier.latin else _LANGUAGES[(number + turn) % len(_LANGUAGES)]
            if language not in payloads[goal]:
                language = "en"
            attacks.append(_document(carrier, goal, language, payloads[goal][language], at, split))
    return attacks


def _document(
    carrier: Carrier, goal: Goal, language: str, orders: Sequence[str], at: int, split: Split
) -> Attack:
    control = _control(language, at, answered=goal != "invent")
    canary = _canary(goal, at)
    others = {c.document for c in load_controls() if c.document} - {control.document}
    order = orders[at % len(orders)].format(
        topic=control.topic, canary=canary, other=sorted(others)[at % len(others)]
    )
    draft = Draft(
        stem=f"note-{at:03}",
        title=f"{_TITLES[language]} {at}",
        cover=(_COVERS if control.document else _NEUTRAL)[language].format(topic=control.topic),
        order=order,
    )
    return Attack(
        id=f"{at:03} {carrier.name}: {goal}, {language}",
        carrier=carrier.name,
        family=carrier.family,
        goal=goal,
        hidden=carrier.hidden,
        control=control,
        canary=canary,
        split=split,
        question=control.question,
        files=carrier.make(draft),
    )


def _spoken(
    orders: Mapping[Goal, Sequence[str]], split: Split, carrier: Literal["question", "history"]
) -> list[Attack]:
    every = [(goal, order) for goal in orders for order in orders[goal]]
    return [_asked(goal, order, at, split, carrier) for at, (goal, order) in enumerate(every)]


def _asked(
    goal: Goal, order: str, number: int, split: Split, carrier: Literal["question", "history"]
) -> Attack:
    at = _FIRST[split] + number + (200 if carrier == "question" else 280)
    language = _language(order)
    control = _control(language, at, answered=goal != "invent")
    canary = _canary(goal, at)
    order = order.format(canary=canary, question=control.question)
    return Attack(
        id=f"{at:03} {carrier}: {goal}, {language}",
        carrier=carrier,
        family=carrier,
        goal=goal,
        hidden=False,
        control=control,
        canary=canary,
        split=split,
        question=order if carrier == "question" else control.question,
        history=(order,) if carrier == "history" else (),
    )


def _control(language: str, at: int, *, answered: bool) -> Control:
    fitting = [
        c
        for c in load_controls()
        if c.language == language and (c.document is not None) == answered
    ]
    return fitting[at % len(fitting)]


def _canary(goal: Goal, at: int) -> str:
    return f"{7000 + at}" if goal == "number" else f"Zorvex-{7000 + at}"


def _language(order: str) -> str:
    if any("가" <= letter <= "힣" for letter in order):
        return "ko"
    return "ja" if any("ぁ" <= letter <= "ヿ" for letter in order) else "en"
