"""Scores verification itself: does it tell a supported claim from a changed or unfounded one."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.settings import Settings
from assistant.verification import Claim, evidence_of, judge_claims
from corpus.types import Citation, Document, Hit, Passage
from eval.claims import LabelledClaim, find_evidence, load_claims
from eval.gates import Gate
from eval.metrics import Estimate, balanced_accuracy, estimate
from eval.outcome import Outcome
from index.embedders import embed_passages
from index.library import Library

Judge = Callable[[LabelledClaim, Sequence[Citation]], str]
"""Returns a verdict; ``supported`` is the only one that lets a claim through."""

CHANGES = ("number", "date", "name", "negation", "scope", "near", "unrelated")
LABELS = ("supported", "contradicted", "not found")
PAIRS = ("ko→ko", "en→en", "ko→en", "en→ko", "ja→en")
_GROUPS = ("all", "dev", "test", *PAIRS)
_GATES = (Gate("balanced accuracy/all", 0.90), Gate("balanced accuracy/test", 0.90))


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim and what was made of it.

    Attributes:
        claim: Labelled.
        verdict: Of the judge.
        took_ms: Milliseconds until it.
    """

    claim: LabelledClaim
    verdict: str
    took_ms: float

    @property
    def is_right(self) -> bool:
        """Whether it was let through or stopped, as it should be."""
        return (self.verdict == "supported") == (self.claim.label == "supported")


def run_verification(library: Library, settings: Settings) -> Outcome:
    """Return the scores of the product's own verification on all the labelled claims.

    Args:
        library: Holds the documents that they are about; claims about others are left out.
        settings: Not used: verification has none.
    """
    return summarise_verification(judge_all(library, load_claims(), product_judge(library)))


def product_judge(library: Library) -> Judge:
    """Return the judge that checks the sentences of answers, with the library's embeddings."""

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        return embed_passages(library.embedder, texts)

    def judge(claim: LabelledClaim, evidence: Sequence[Citation]) -> str:
        quotes = tuple(evidence_of(citation) for citation in evidence)
        return judge_claims([Claim(claim.text, claim.language, quotes)], embed)[0].verdict

    return judge


def judge_all(
    library: Library, claims: Sequence[LabelledClaim], judge: Judge
) -> tuple[Judged, ...]:
    """Return the verdict on every claim whose documents the library holds.

    Raises:
        UsageError: A document there is not the one that a claim is about.
    """
    judged = []
    for claim, evidence in claims_with_evidence(library, claims):
        started = time.perf_counter()
        verdict = judge(claim, evidence)
        judged.append(Judged(claim, verdict, (time.perf_counter() - started) * 1000))
    return tuple(judged)


def claims_with_evidence(
    library: Library, claims: Sequence[LabelledClaim]
) -> Iterator[tuple[LabelledClaim, list[Citation]]]:
    """Yield every claim whose documents the library holds, with what it is judged by.

    Raises:
        UsageError: A document there is not the one that a claim is about.
    """
    held = {record.info.slug for record in library.documents()}
    asked = [c for c in claims if all(place.document in held for place in c.evidence)]
    slugs = {place.document for claim in asked for place in claim.evidence}
    documents = {slug: library.document(slug) for slug in sorted(slugs)}
    passages = {slug: library.passages(slug) for slug in documents}
    for claim in asked:
        yield (
            claim,
            [
                _cite(n, documents[place.document], passages[place.document], claim)
                for n, place in enumerate(claim.evidence, 1)
            ],
        )


def _cite(
    n: int, document: Document, passages: Sequence[Passage], claim: LabelledClaim
) -> Citation:
    passage = find_evidence(document, passages, claim.evidence[n - 1])
    hit = Hit(n, 1.0, None, passage, document.info)
    return Citation(n, passage.text, passage.locator, hit)


def summarise_verification(judged: Sequence[Judged]) -> Outcome:
    """Return metrics, tables and samples of the verdicts.

    ``balanced accuracy`` asks only whether a claim is supported. That of one change weighs the
    claims so changed against their supported parents. ``three-way`` asks for the label itself and
    is left out where the judge only says that a claim is unsupported.
    """
    metrics: dict[str, Estimate] = {}
    for group in _GROUPS:
        chosen = [j for j in judged if group in ("all", j.claim.split, j.claim.pair)]
        metrics[f"balanced accuracy/{group}"] = _two_way(chosen)
        if all(j.verdict in LABELS for j in judged):
            actual, said = [j.claim.label for j in chosen], [j.verdict for j in chosen]
            metrics[f"three-way balanced accuracy/{group}"] = balanced_accuracy(actual, said)
        for label in LABELS:
            right = [float(j.is_right) for j in chosen if j.claim.label == label]
            metrics[f"told apart/{label}, {group}"] = estimate(right)
    for split in ("all", "dev", "test"):
        within = [j for j in judged if split in ("all", j.claim.split)]
        for change in CHANGES:
            changed = [j for j in within if j.claim.change == change]
            parents = {j.claim.parent for j in changed}
            kin = [*changed, *(j for j in within if j.claim.id in parents)]
            metrics[f"caught/{change}, {split}"] = estimate([float(j.is_right) for j in changed])
            metrics[f"balanced accuracy/{change}, {split}"] = _two_way(kin)
    took = [j.took_ms for j in judged]
    return Outcome(
        suite="verification",
        metrics=metrics,
        gates=_GATES,
        samples=tuple(_row(j) for j in judged),
        tables={"By group": _group_table(metrics), "By change": _change_table(metrics)},
        notes={"claim p50, ms": statistics.median(took), "claims": float(len(took))}
        if took
        else {},
    )


def _two_way(judged: Sequence[Judged]) -> Estimate:
    def name(is_supported: bool) -> str:
        return "supported" if is_supported else "not supported"

    return balanced_accuracy(
        [name(j.claim.label == "supported") for j in judged],
        [name(j.verdict == "supported") for j in judged],
    )


def _row(judged: Judged) -> dict[str, Any]:
    claim = judged.claim
    return {
        "id": claim.id,
        "pair": claim.pair,
        "split": claim.split,
        "label": claim.label,
        "change": claim.change,
        "verdict": judged.verdict,
        "right": judged.is_right,
    }


def _group_table(metrics: Mapping[str, Estimate]) -> str:
    columns = {"balanced accuracy": "balanced accuracy/{}"}
    if "three-way balanced accuracy/all" in metrics:
        columns["three-way"] = "three-way balanced accuracy/{}"
    columns |= {f"{label}: right": f"told apart/{label}, {{}}" for label in LABELS}
    return _table(metrics, columns, _GROUPS)


def _change_table(metrics: Mapping[str, Estimate]) -> str:
    columns = {}
    for split in ("all", "dev", "test"):
        columns[f"caught, {split}"] = f"caught/{{}}, {split}"
        columns[f"against parents, {split}"] = f"balanced accuracy/{{}}, {split}"
    return _table(metrics, columns, CHANGES)


def _table(metrics: Mapping[str, Estimate], columns: Mapping[str, str], rows: Sequence[str]) -> str:
    lines = ["| | " + " | ".join(columns) + " |", "| --- " * (len(columns) + 1) + "|"]
    for row in rows:
        found = [metrics[key.format(row)] for key in columns.values()]
        cells = [f"{e.mean:.3f} ({e.low:.2f}–{e.high:.2f}) n={e.n}" if e.n else "–" for e in found]
        lines.append(f"| {row} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
