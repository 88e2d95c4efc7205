"""Scores how follow-up questions are understood, and what that does for retrieval."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.followups.context import Rewritten
from assistant.followups.rewrite import understand
from assistant.settings import Settings
from eval.gates import Gate
from eval.golden import GoldenQuestion, GoldPlace, squeeze
from eval.judging import as_ranked, judge
from eval.metrics import Estimate, estimate
from eval.outcome import Outcome
from eval.reports.tables import cell
from index.library import Library
from ingest.language import detect_language

FOLLOWUPS = Path(__file__).parent / "datasets" / "followups.jsonl"
STANDALONE = "standalone"
_DEPTH = 5
_FOLLOWUPS = "follow-ups"
_GATES = (Gate(f"accuracy/{STANDALONE}", 0.95), Gate(f"accuracy/{_FOLLOWUPS}", 0.85))


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One case of the set.

    Attributes:
        id: Unique.
        form: How it leans on the conversation; ``standalone`` if it does not and must stay.
        language: Of the follow-up.
        crosses: Whether the question before it is in another language.
        history: Questions before it, as typed, oldest first.
        cited: Titles of documents that the last answer cited.
        question: As typed.
        needs: What the rewritten question must say, each in one of several ways.
        forbids: What it must not say.
        places: Where the corpus answers it; empty where nobody looked.
        split: ``dev``, ``test``, or ``late`` for those written when the rules were done.
    """

    id: str
    form: str
    language: str
    crosses: bool
    history: tuple[str, ...]
    cited: tuple[str, ...]
    question: str
    needs: tuple[tuple[str, ...], ...]
    forbids: tuple[str, ...]
    places: tuple[GoldPlace, ...]
    split: str


def load_followups(path: Path = FOLLOWUPS) -> tuple[FollowUp, ...]:
    """Return the cases in the order of the file."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line)
    return tuple(
        FollowUp(
            id=row["id"],
            form=row["form"],
            language=row["language"],
            crosses=row["crosses"],
            history=tuple(row["history"]),
            cited=tuple(row["cited"]),
            question=row["q"],
            needs=tuple(tuple(ways) for ways in row["needs"]),
            forbids=tuple(row["forbids"]),
            places=tuple(
                GoldPlace(g["document"], g["page"], tuple(g["needles"])) for g in row["gold"]
            ),
            split=row["split"],
        )
        for row in rows
    )


def replay(case: FollowUp) -> str:
    """Return the question that would be searched, after the conversation before it."""
    asked: list[str] = []
    for question in case.history:
        asked.append(_searched(question, asked, ()))
    return _searched(case.question, asked, case.cited)


def is_right(case: FollowUp, searched: str) -> bool:
    """Return whether a question says all and only what the follow-up means, in its language."""
    if case.form == STANDALONE:
        return searched == case.question
    if searched == case.question or detect_language(searched) != case.language:
        return False
    said = squeeze(searched)
    return all(any(squeeze(way) in said for way in ways) for ways in case.needs) and not any(
        _says(searched, words) for words in case.forbids
    )


def run_followups(library: Library, settings: Settings) -> Outcome:
    """Return accuracy by form, language and split, and hit@5 with and without the rewriting."""
    cases = load_followups()
    searched = {case.id: replay(case) for case in cases}
    right = {case.id: float(is_right(case, searched[case.id])) for case in cases}
    metrics = {
        f"accuracy/{group}": estimate([right[case.id] for case in found])
        for group, found in _groups(cases).items()
    }
    found, held = _retrieved(library, cases, searched)
    metrics |= {f"hit@5/{name}": estimate(values) for name, values in found.items()}
    tables = {"Understood as meant": _table(metrics, _groups(cases))}
    if held:
        tables[f"hit@5, {held} follow-ups whose answer the library holds"] = "\n".join(
            ["| searched | hit@5 |", "| --- | --- |"]
            + [f"| {name} | {cell(metrics[f'hit@5/{name}'])} |" for name in found]
        )
    samples = tuple(
        {
            "id": case.id,
            "form": case.form,
            "split": case.split,
            "question": case.question,
            "searched": searched[case.id],
            "right": bool(right[case.id]),
        }
        for case in cases
    )
    return Outcome("followups", metrics, _GATES, samples, tables)


def _searched(question: str, earlier: Sequence[str], cited: Sequence[str]) -> str:
    reading = understand(question, earlier, cited)
    return reading.question if isinstance(reading, Rewritten) else question


def _says(text: str, words: str) -> bool:
    if words.isascii():
        return bool(re.search(rf"\b{re.escape(words)}\b", text, re.IGNORECASE))
    return squeeze(words) in squeeze(text)


def _groups(cases: Sequence[FollowUp]) -> dict[str, list[FollowUp]]:
    """Cases by what they are scored by: kind, kind and split, form, language."""
    groups: defaultdict[str, list[FollowUp]] = defaultdict(list)
    for case in cases:
        kind = STANDALONE if case.form == STANDALONE else _FOLLOWUPS
        groups[kind].append(case)
        groups[f"{kind}, {case.split}"].append(case)
        if kind != STANDALONE:
            groups[case.form].append(case)
        groups["cross-language" if case.crosses else case.language].append(case)
    kinds = [name for name in groups if name.startswith((_FOLLOWUPS, STANDALONE))]
    return {name: groups[name] for name in (*sorted(kinds), *groups)}


def _retrieved(
    library: Library, cases: Sequence[FollowUp], searched: Mapping[str, str]
) -> tuple[dict[str, list[float]], int]:
    """Hits at 5 of the raw follow-ups and the rewritten ones, and how many were asked."""
    held = {record.info.slug for record in library.documents()}
    asked = [c for c in cases if any(place.document in held for place in c.places)]
    places = {slug: library.document(slug).places for slug in held}

    def hits(question: Callable[[FollowUp], str]) -> Iterator[float]:
        for case in asked:
            parts = (case.places,)
            golden = GoldenQuestion(
                case.id, case.question, case.language, None, case.form, "", parts, case.split
            )
            found = library.search(question(case), _DEPTH).hits
            yield judge(golden, [as_ranked(h.passage, places) for h in found]).scores["hit@5"]

    return {
        "follow-up as typed": list(hits(lambda case: case.question)),
        "follow-up as understood": list(hits(lambda case: searched[case.id])),
    }, len(asked)


def _table(metrics: Mapping[str, Estimate], groups: Mapping[str, Any]) -> str:
    lines = ["| | n | right |", "| --- | --- | --- |"]
    for group in groups:
        estimated = metrics[f"accuracy/{group}"]
        lines.append(f"| {group} | {estimated.n} | {cell(estimated)} |")
    return "\n".join(lines)
