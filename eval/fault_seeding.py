"""Seeds every fault into answers and tells which gates notice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.types import Passage
from eval.asking import Reply, Shelf, assess
from eval.baselines import gates_for
from eval.faults import FAULTS, Neighbours, neighbours_of, seed
from eval.gates import Baseline, Gate, hold_gate
from eval.golden_sets import GoldenSet
from eval.metrics import estimate
from eval.scoring import Scored, sample_groups, score
from index.library import Library

SHARES = (1, 4, 20)
"""A fault is seeded in every so many of the answers that can have it."""


@dataclass(frozen=True, slots=True)
class Seeded:
    """What came of one fault.

    Attributes:
        fault: Its name.
        every: In every so many answers.
        seeded: Number of answers it is in.
        caught_by: Gates that fail for it, of those that pass without it.
    """

    fault: str
    every: int
    seeded: int
    caught_by: tuple[str, ...]


def seed_all(
    replies: Sequence[Reply], shelf: Shelf, neighbours: Neighbours, engine: str, golden: GoldenSet
) -> list[Seeded]:
    """Return what the gates make of every fault, in every share.

    The sound answers themselves are the baseline.

    Args:
        replies: Of the assistant, as they are.
        shelf: What marks are checked against.
        neighbours: Of the passages that they cite.
        engine: Label of who answered.
        golden: The set of the questions.
    """
    gates = gates_for(engine, golden.name)
    sound = {reply.question.id: score(assess(reply, shelf)) for reply in replies}
    baseline = Baseline(engine, {name: one.scores for name, one in sound.items()})
    failing = set(_failing(list(sound.values()), gates, baseline))
    found = []
    for fault in FAULTS:
        for every in SHARES:
            spoilt = seed(fault, replies, neighbours, every)
            changed = {reply.question.id: score(assess(reply, shelf)) for reply in spoilt}
            given = list((sound | changed).values())
            caught = tuple(g for g in _failing(given, gates, baseline) if g not in failing)
            found.append(Seeded(fault.name, every, len(spoilt), caught))
    return found


def _failing(scored: Sequence[Scored], gates: Sequence[Gate], baseline: Baseline) -> Iterator[str]:
    for gate in gates:
        group = gate.metric.rpartition("/")[2]
        scores = {
            one.sample.id: one.scores
            for one in scored
            if gate.score in one.scores and group in sample_groups(one.sample)
        }
        value = estimate([found[gate.score] for found in scores.values()])
        if not hold_gate(gate, value, scores, baseline).passed:
            yield gate.metric


def neighbours_in(library: Library) -> Neighbours:
    """Return the passage beside every passage of a library."""
    found: dict[str, Passage] = {}
    for record in library.documents():
        found.update(neighbours_of(library.passages(record.info.slug)))
    return found


def idle_gates(found: Sequence[Seeded], engine: str, golden: GoldenSet) -> list[str]:
    """Return the gates that no seeded fault makes fail."""
    used = {gate for one in found for gate in one.caught_by}
    return [gate.metric for gate in gates_for(engine, golden.name) if gate.metric not in used]


def seeding_table(found: Sequence[Seeded]) -> str:
    """Return a row a fault: in how many answers, caught by which gates, at each share."""
    lines = ["| fault | in all | in one of 4 | in one of 20 | caught by (in one of 4) |"]
    lines.append("| --- " * 5 + "|")
    for fault in dict.fromkeys(one.fault for one in found):
        by_share = {one.every: one for one in found if one.fault == fault}
        cells = [
            f"{by_share[every].seeded}: {'caught' if by_share[every].caught_by else 'missed'}"
            for every in SHARES
        ]
        gates = ", ".join(by_share[SHARES[1]].caught_by) or "–"
        lines.append(f"| {fault} | {' | '.join(cells)} | {gates} |")
    for every in SHARES:
        ones = [one for one in found if one.every == every]
        caught = sum(bool(one.caught_by) for one in ones)
        lines.append(f"\nin one of {every}: {caught} of {len(ones)} faults caught")
    return "\n".join(lines)
