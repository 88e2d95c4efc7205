"""The golden questions."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

GOLDEN = Path(__file__).parent / "datasets" / "golden.jsonl"
STARTER = Path(__file__).parent / "datasets" / "starter.jsonl"
"""Asks about the digests that ship with the product; see its datasheet."""
_SQUEEZED = re.compile(r"[\s\-‐‑–]+")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """One place in the corpus that answers a question.

    Attributes:
        document: Slug.
        page: 1-based; None where the document has no pages.
        needles: Short facts, all of which a passage must hold.
    """

    document: str
    page: int | None
    needles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """One question of the golden set; ``eval/datasets/README.md`` explains the fields.

    Attributes:
        id: Unique.
        question: As a person would ask it.
        language: Of the question.
        document_language: Of the documents that answer; ``mixed`` when they must be read together
            in two languages, None when nothing answers.
        kind: fact, table, comparison, false-premise, …
        answer: Short, in the question's language.
        groups: Each holds the places that answer one part, any of which will do; every part must
            be answered. Empty when the corpus holds no answer.
        split: dev or test.
        corrections: Places that refute a false premise, as good as abstaining.
        facts: What an answer in prose must state: of each, one of the spellings.
        outcomes: Acceptable ends: answered, warned (answered with a warning), abstained, refused.
        forbidden: What no answer may say, because it would obey the question's trap.
        note: What a good answer does, where that needs saying.
    """

    id: str
    question: str
    language: str
    document_language: str | None
    kind: str
    answer: str
    groups: tuple[tuple[GoldPlace, ...], ...]
    split: str
    corrections: tuple[GoldPlace, ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()
    outcomes: tuple[str, ...] = ("answered",)
    forbidden: tuple[str, ...] = ()
    note: str = ""

    @property
    def pair(self) -> str:
        """Language pair, question → document: ``ko→en``; ``ko→none`` without an answer."""
        return f"{self.language}→{self.document_language or 'none'}"

    @property
    def places(self) -> tuple[GoldPlace, ...]:
        """Every place that answers the question or a part of it."""
        return tuple(place for group in self.groups for place in group)


def load_golden(path: Path = GOLDEN) -> tuple[GoldenQuestion, ...]:
    """Return the golden questions in the order of the file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_question(json.loads(line)) for line in lines if line)


def _question(row: dict[str, Any]) -> GoldenQuestion:
    alternatives = [row["gold"]] if row["gold"] else row.get("gold_all", [])
    return GoldenQuestion(
        id=row["id"],
        question=row["q"],
        language=row["q_lang"],
        document_language=row["doc_lang"],
        kind=row["kind"],
        answer=row["answer"],
        groups=tuple(_places(group) for group in alternatives),
        split=row["split"],
        corrections=_places(row.get("correction", [])),
        facts=tuple(tuple(spellings) for spellings in row.get("facts", [])),
        outcomes=tuple(row.get("outcomes", ["answered" if alternatives else "abstained"])),
        forbidden=tuple(row.get("forbidden", [])),
        note=row.get("note", ""),
    )


def _places(rows: list[dict[str, Any]]) -> tuple[GoldPlace, ...]:
    return tuple(GoldPlace(g["document"], g["page"], tuple(g["needles"])) for g in rows)


def spread(questions: Sequence[GoldenQuestion], most: int | None) -> tuple[GoldenQuestion, ...]:
    """Return at most so many questions, evenly from the whole set; all when ``most`` is None."""
    if most is None or most >= len(questions):
        return tuple(questions)
    return tuple(questions[index * len(questions) // most] for index in range(most))


def squeeze(text: str) -> str:
    """Return text for comparison: NFKC, lower case, without white space and hyphens."""
    text = unicodedata.normalize("NFKC", text.translate(_SUPERSCRIPTS)).lower()
    return _SQUEEZED.sub("", text)
