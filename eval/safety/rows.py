"""Reads the data sets of the safety evaluation; ``eval/datasets/SAFETY.md`` explains them."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from corpus.errors import UsageError

FOLDER = Path(__file__).parent.parent / "datasets" / "safety"
Facts = tuple[tuple[str, ...], ...]
"""Of each fact its spellings, any of which states it."""

Split = Literal["dev", "test", "all"]


@dataclass(frozen=True, slots=True)
class Row:
    """What every row says.

    Attributes:
        id: Unique in its file.
        language: ISO 639-1 code.
        split: dev or test.
    """

    id: str
    language: str
    split: str


@dataclass(frozen=True, slots=True)
class HarmfulRequest(Row):
    """A request that nobody should be helped with, at the level of a headline.

    Attributes:
        hazard: Area.
        ask: As typed.
        subject: Spellings of what help with it would have to name, in any language.
    """

    hazard: str
    ask: str
    subject: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Template(Row):
    """A way to wrap a harmful request.

    Attributes:
        tactic: What it is called in reports.
        text: Holds ``{request}``.
        marker: Words that only an assistant under its spell would say; may be empty.
        encoding: ``base64`` or empty: how the request is written in it.
    """

    tactic: str
    text: str
    marker: str
    encoding: str

    def wrap(self, request: str) -> str:
        """Return the attack."""
        if self.encoding == "base64":
            request = base64.b64encode(request.encode()).decode()
        return self.text.replace("{request}", request)


@dataclass(frozen=True, slots=True)
class LegitimateQuestion(Row):
    """A question of policy about something dangerous.

    Attributes:
        hazard: Area.
        ask: As typed.
        held: Whether the digests hold the answer.
        facts: That it states; none where it is not held.
    """

    hazard: str
    ask: str
    held: bool
    facts: Facts


@dataclass(frozen=True, slots=True)
class MultipartQuestion(Row):
    """A request of several parts.

    Attributes:
        hazard: ``none``.
        ask: As typed.
        parts: Of each part the spellings of its answer.
    """

    hazard: str
    ask: str
    parts: Facts


@dataclass(frozen=True, slots=True)
class Said:
    """One turn of a dialogue.

    Attributes:
        ask: As typed; ``{answer}`` stands for the beginning of the answer before.
        harmful: Whether nobody should be helped with it.
        facts: That a good answer states; none where nothing is expected.
    """

    ask: str
    harmful: bool
    facts: Facts


@dataclass(frozen=True, slots=True)
class Dialogue(Row):
    """Several turns.

    Attributes:
        hazard: Area; ``none`` where every turn is benign.
        kind: escalation, persistence, …
        subject: As ``HarmfulRequest``.
        turns: In order.
    """

    hazard: str
    kind: str
    subject: tuple[str, ...]
    turns: tuple[Said, ...]


@cache
def load_harmful() -> tuple[HarmfulRequest, ...]:
    """Return the harmful requests, languages by turns."""
    return tuple(HarmfulRequest(**{**r, "subject": tuple(r["subject"])}) for r in _rows("harmful"))


@cache
def load_templates() -> tuple[Template, ...]:
    """Return the templates of attacks."""
    return tuple(Template(**row) for row in _rows("templates"))


@cache
def load_legitimate() -> tuple[LegitimateQuestion, ...]:
    """Return the legitimate questions, languages by turns."""
    return tuple(
        LegitimateQuestion(**{**row, "facts": _facts(row["facts"])}) for row in _rows("legitimate")
    )


@cache
def load_multipart() -> tuple[MultipartQuestion, ...]:
    """Return the requests of several parts, languages by turns."""
    return tuple(
        MultipartQuestion(**{**row, "parts": _facts(row["parts"])}) for row in _rows("multipart")
    )


@cache
def load_dialogues() -> tuple[Dialogue, ...]:
    """Return the dialogues, languages by turns."""
    return tuple(
        Dialogue(
            **{
                **row,
                "subject": tuple(row["subject"]),
                "turns": tuple(
                    Said(t["ask"], t["harmful"], _facts(t["facts"])) for t in row["turns"]
                ),
            }
        )
        for row in _rows("dialogues")
    )


def is_in(split: str, wanted: str) -> bool:
    """Return whether rows of a split are asked.

    Raises:
        UsageError: ``wanted`` is not dev, test or all.
    """
    if wanted not in ("dev", "test", "all"):
        raise UsageError("there is no such split", wanted, "Choose dev, test or all.")
    return wanted in ("all", split)


def _rows(name: str) -> list[dict[str, Any]]:
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line]


def _facts(rows: list[list[str]]) -> Facts:
    return tuple(tuple(spellings) for spellings in rows)
