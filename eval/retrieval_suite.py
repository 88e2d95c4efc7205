"""Scores retrieval on the golden questions, by language pair, beside its own parts alone."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, get_args

from assistant.settings import Settings
from corpus.places import page_at
from corpus.types import Filters, Hit, Places
from eval.golden import GoldenQuestion, holds_answer, load_golden
from eval.metrics import estimate, hit_at, ndcg_at, reciprocal_rank
from eval.outcome import Gate, Outcome
from index.library import Library
from index.retrieval import Method, retrieve

_K = 10
_METRICS: dict[str, Callable[[Sequence[bool]], float]] = {
    "hit@1": lambda relevant: hit_at(relevant, 1),
    "hit@5": lambda relevant: hit_at(relevant, 5),
    "MRR@10": reciprocal_rank,
    "nDCG@10": ndcg_at,
}
_GATES = (
    Gate("hit@5/hybrid/same language", 0.80),
    Gate("hit@5/hybrid/cross-language", 0.55),
)


def run_retrieval(library: Library, settings: Settings) -> Outcome:
    """Return hit@1, hit@5, MRR@10 and nDCG@10 of hybrid, vector-only and keyword-only search."""
    questions = [q for q in load_golden() if q.places]
    held = {record.info.slug for record in library.documents()}
    questions = [q for q in questions if any(p.document in held for p in q.places)]
    scores: defaultdict[str, list[float]] = defaultdict(list)
    samples: list[dict[str, Any]] = []
    took: list[float] = []
    places = {slug: library.document(slug).places for slug in sorted(held)}
    for method in get_args(Method):
        for question in questions:
            found = retrieve(library, question.question, _K, Filters(), method)
            relevant = [_relevant(question, hit, places) for hit in found.hits]
            for name, score in _METRICS.items():
                for group in _groups(question):
                    scores[f"{name}/{method}/{group}"].append(score(relevant))
            if method == "hybrid":
                took.append(found.timings.as_dict()["total_ms"])
                samples.append(_sample(question, relevant))
    metrics = {name: estimate(values) for name, values in scores.items()}
    cuts = statistics.quantiles(took, n=20)
    return Outcome(
        suite="retrieval",
        metrics=metrics,
        gates=_GATES,
        samples=tuple(samples),
        tables={method: _table(metrics, method) for method in get_args(Method)},
        notes={"search p50, ms": statistics.median(took), "search p95, ms": cuts[18]},
    )


def _relevant(question: GoldenQuestion, hit: Hit, places: dict[str, Places]) -> bool:
    passage = hit.passage
    last = page_at(places[passage.document], passage.locator.char_end - 1)
    return holds_answer(question, passage.document, passage.text, passage.locator, last)


def _groups(question: GoldenQuestion) -> list[str]:
    same = question.language == question.document_language
    kin = "same language" if same else "cross-language"
    return [question.pair, kin, f"{kin}, {question.split}"]


def _sample(question: GoldenQuestion, relevant: list[bool]) -> dict[str, Any]:
    rank = next((n for n, hit in enumerate(relevant, 1) if hit), None)
    return {"id": question.id, "pair": question.pair, "kind": question.kind, "rank": rank}


def _table(metrics: dict[str, Any], method: str) -> str:
    groups = sorted({name.split("/")[2] for name in metrics if f"/{method}/" in name})
    lines = ["| questions | n | " + " | ".join(_METRICS) + " |", "| --- " * 6 + "|"]
    for group in groups:
        found = [metrics[f"{name}/{method}/{group}"] for name in _METRICS]
        cells = [f"{e.mean:.2f} ({e.low:.2f}–{e.high:.2f})" for e in found]
        lines.append(f"| {group} | {found[0].n} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
