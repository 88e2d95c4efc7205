"""The evaluations that were run on this machine: a small file each, the newest hundred."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from uuid import uuid4

from pydantic import TypeAdapter, ValidationError

from corpus.errors import LibraryError
from eval.outcome import Outcome
from eval.verdicts import End, end_of

MOST = 100
"""Files that are kept; what is older is deleted when another is written."""
_NAME = re.compile(r"run-\d{8}T\d{6}Z-[0-9a-f]{8}\.json")
_LARGEST_BYTES = 8_000_000
_BAD = ("wrong", "missed")


@dataclass(frozen=True, slots=True)
class Score:
    """A mean, its 95% interval and the number of questions; None stands for no figure."""

    mean: float | None
    ci95: tuple[float | None, float | None]
    n: int
    failed: int = 0


@dataclass(frozen=True, slots=True)
class HeldGate:
    """What a gate said; ``passed`` is None where it refused to judge."""

    metric: str
    at_least: float
    value: float | None
    passed: bool | None
    worse: tuple[str, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a document something stands, and words that identify it."""

    document: str
    page: int | None = None
    needles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and how its answer ended; the texts are empty where it ended well.

    Attributes:
        id: Of the golden question.
        pair: Language pair, question → documents.
        kind: fact, table, …
        split: dev or test.
        end: In one word.
        scores: By metric.
        question: As asked.
        expected: The golden answer; empty where the documents hold none.
        answer: What the user read.
        cited: Where the answer's quotes stand.
        unstated: Facts that are missing.
        unquoted: Places that no quote holds.
    """

    id: str
    pair: str
    kind: str
    split: str
    end: End
    scores: Mapping[str, float | None]
    question: str = ""
    expected: str = ""
    answer: str = ""
    cited: tuple[Place, ...] = ()
    unstated: tuple[str, ...] = ()
    unquoted: tuple[Place, ...] = ()

    @property
    def is_bad(self) -> bool:
        """Whether a reader was told something wrong, or nothing where there is an answer."""
        return self.end in _BAD


@dataclass(frozen=True, slots=True)
class Run:
    """One evaluation.

    Attributes:
        at: When it was finished, ISO 8601, UTC.
        seconds: How long it took.
        version: Of policydesk.
        suite: Its name.
        engine: Label of who answered; empty where nobody did.
        questions: Name, version and hash of the set; empty where there is none.
        judge: Label of who judged, or None.
        most: How many questions were asked at most; None where all were.
        metrics: By name; slashes part metric and group.
        gates: What had to hold.
        asked: Every question, where the suite asks any.
    """

    at: str
    seconds: float
    version: str
    suite: str
    engine: str
    questions: str
    judge: str | None
    most: int | None
    metrics: Mapping[str, Score]
    gates: tuple[HeldGate, ...]
    asked: tuple[Asked, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether no gate failed."""
        return all(gate.passed is not False for gate in self.gates)

    @property
    def series(self) -> tuple[Any, ...]:
        """What runs have in common whose scores can be compared over time.

        Questions added to a set leave its version, and so the series, as it is.
        """
        questions = self.questions.partition(" (")[0]
        return self.suite, self.engine, questions, self.judge, self.most


@dataclass(frozen=True, slots=True)
class History:
    """What a folder holds.

    Attributes:
        runs: By file name, newest first.
        unreadable: How many files look like runs and are none.
    """

    runs: Mapping[str, Run]
    unreadable: int = 0


_RUN = TypeAdapter(Run)


def keep_run(
    outcome: Outcome, folder: Path, *, seconds: float = 0.0, most: int | None = None
) -> Path:
    """Write an outcome into the history and return its file; the oldest beyond ``MOST`` go.

    Args:
        outcome: Of a suite.
        folder: Of the history; made where there is none.
        seconds: How long the suite took.
        most: How many questions it asked at most.

    Raises:
        LibraryError: The folder cannot be written.
    """
    now = datetime.now(UTC)
    report = outcome.as_json()
    row = {
        "at": now.isoformat(timespec="seconds"),
        "seconds": round(seconds, 1),
        "version": _version(),
        "most": most,
        **{key: report[key] for key in ("suite", "engine", "questions", "judge", "metrics")},
        "gates": report["gates"],
        "asked": [_asked(sample) for sample in report["samples"] if "parts" in sample],
    }
    path = folder / f"run-{now:%Y%m%dT%H%M%SZ}-{uuid4().hex[:8]}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written = path.with_suffix(".part")
        written.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
        written.replace(path)
        for old in _files(folder)[MOST:]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise LibraryError(
            f"the evaluation cannot be kept ({error.strerror or error})",
            str(folder),
            "Free space or choose another folder with POLICYDESK_EVALUATIONS.",
        ) from error
    return path


def read_history(folder: Path) -> History:
    """Return the runs that a folder holds; whatever else lies there does no harm."""
    runs: dict[str, Run] = {}
    unreadable = 0
    for path in _files(folder)[:MOST]:
        if (run := _read(path)) is not None:
            runs[path.name] = run
        else:
            unreadable += 1
    return History(dict(sorted(runs.items(), reverse=True)), unreadable)


def newest_name(folder: Path) -> str:
    """Return the name of the newest file of a history, or nothing."""
    return next((path.name for path in _files(folder)), "")


def _files(folder: Path) -> list[Path]:
    try:
        found = [path for path in folder.iterdir() if _NAME.fullmatch(path.name)]
    except OSError:
        return []
    return sorted(found, key=lambda path: path.name, reverse=True)


def _read(path: Path) -> Run | None:
    try:
        facts = path.stat()
        return _parsed(path, facts.st_mtime_ns, facts.st_size)
    except OSError:
        return None


@lru_cache(maxsize=2 * MOST)
def _parsed(path: Path, modified_ns: int, size: int) -> Run | None:
    del modified_ns
    try:
        return _RUN.validate_json(path.read_bytes()) if size <= _LARGEST_BYTES else None
    except (ValidationError, RecursionError):
        return None


def _asked(sample: Mapping[str, Any]) -> dict[str, Any]:
    end = end_of(sample)
    row = {key: sample[key] for key in ("id", "pair", "kind", "split")} | {"end": end}
    if end not in _BAD:
        return row | {"scores": {}}
    used = {n for sentence in sample["sentences"] for n in sentence["citations"]}
    return row | {
        "scores": sample["scores"],
        "question": sample["question"],
        "expected": sample["reference"],
        "answer": sample["response"],
        "cited": [
            {"document": c["document"], "page": c["page"]}
            for c in sample["contexts"]
            if c["n"] in used
        ],
        "unstated": sample["details"].get("unstated", []),
        "unquoted": sample["details"].get("unquoted", []),
    }


def _version() -> str:
    try:
        return version("policydesk")
    except PackageNotFoundError:
        return ""
