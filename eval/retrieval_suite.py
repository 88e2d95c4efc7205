"""Scores retrieval on the golden questions, part by part: what each step of it adds."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.settings import Settings
from corpus.types import Filters
from eval.gates import Gate
from eval.golden import GoldenQuestion
from eval.judging import COLUMNS, DEPTH, Judged, Ranked, as_ranked, judge, summarise
from eval.metrics import Estimate
from eval.outcome import Outcome
from index.library import Library
from index.retrieval import PRODUCT, Steps, retrieve

_HYBRID = Steps(
    per_language=False,
    glossary=False,
    translation=False,
    alignment=False,
    ranking=False,
    addresses=False,
    spreading=False,
    joining=False,
)
_GLOSSARY = replace(_HYBRID, per_language=True, glossary=True)
_TRANSLATION = replace(_GLOSSARY, translation=True)
_RANKING = replace(_TRANSLATION, alignment=True, ranking=True)
LADDER: Mapping[str, Steps] = {
    "BM25, morphemes": replace(_HYBRID, vectors=False),
    "vectors": replace(_HYBRID, keywords=False),
    "hybrid": _HYBRID,
    "+ languages apart": replace(_HYBRID, per_language=True),
    "+ glossary": _GLOSSARY,
    "+ terms translated": _TRANSLATION,
    "+ alignment": replace(_TRANSLATION, alignment=True),
    "+ ranking": _RANKING,
    "+ addresses": replace(_RANKING, addresses=True),
    "+ joining": replace(_RANKING, addresses=True, joining=True),
    "+ spreading": PRODUCT,
}
_WHITE_SPACE = "BM25, white space"
_PRODUCT = "+ spreading"
_KIN = ("same language", "cross-language")
_GROUPS = (*_KIN, "ko→ko", "en→en", "en→ko", "ko→en", "ja→ko", "ja→en")
_GATES = (
    Gate(f"hit@5/{_PRODUCT}/same language", 0.85),
    Gate(f"hit@5/{_PRODUCT}/cross-language", 0.75),
)


def run_retrieval(
    library: Library, settings: Settings, questions: Sequence[GoldenQuestion]
) -> Outcome:
    """Return hit@1, hit@5, MRR@10, nDCG@10 and recall in a budget for every step of retrieval."""
    held = {record.info.slug for record in library.documents()}
    questions = [q for q in questions if any(p.document in held for p in q.places)]
    places = {slug: library.document(slug).places for slug in sorted(held)}
    metrics: dict[str, Estimate] = {}
    tables: dict[str, str] = {}
    took: list[float] = []
    product: list[Judged] = []
    systems: dict[str, Callable[[str], list[Ranked]]] = {_WHITE_SPACE: _white_space(library)}
    for name, steps in LADDER.items():

        def search(question: str, steps: Steps = steps) -> list[Ranked]:
            found = retrieve(library, question, DEPTH, Filters(), steps)
            if steps == PRODUCT:
                took.append(found.timings.as_dict()["total_ms"])
            return [as_ranked(hit.passage, places) for hit in found.hits]

        systems[name] = search
    for name, system in systems.items():
        judged = [judge(q, system(q.question)) for q in questions]
        if name == _PRODUCT:
            product = judged
        for key, value in summarise(judged).items():
            metric, group = key.split("/")
            metrics[f"{metric}/{name}/{group}"] = value
    for group in [*_GROUPS, *(f"{g}, {s}" for g in _KIN for s in ("dev", "test"))]:
        if f"hit@5/{_PRODUCT}/{group}" in metrics:
            tables[_caption(group, metrics)] = _table(metrics, list(systems), group)
    cuts = statistics.quantiles(took, n=20)
    return Outcome(
        suite="retrieval",
        metrics=metrics,
        gates=_GATES,
        samples=tuple(_sample(one) for one in product),
        tables=tables,
        notes={"search p50, ms": statistics.median(took), "search p95, ms": cuts[18]},
    )


def _white_space(library: Library) -> Callable[[str], list[Ranked]]:
    """BM25 over words parted by white space, the usual default, on our own passages."""
    import bm25s

    found = [p for record in library.documents() for p in library.passages(record.info.slug)]
    places = {r.info.slug: library.document(r.info.slug).places for r in library.documents()}
    model = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
    model.index([f"{p.context} {p.text}".lower().split() for p in found], show_progress=False)

    def search(question: str) -> list[Ranked]:
        words = [w for w in question.lower().split() if w in model.vocab_dict]
        if not words:
            return []
        scores = model.get_scores(words)
        best = sorted(range(len(found)), key=lambda i: -scores[i])[:DEPTH]
        return [as_ranked(found[i], places) for i in best if scores[i] > 0]

    return search


def _sample(judged: Judged) -> dict[str, Any]:
    question: GoldenQuestion = judged.question
    return {
        "id": question.id,
        "pair": question.pair,
        "kind": question.kind,
        "rank": judged.rank,
    }


def _caption(group: str, metrics: Mapping[str, Estimate]) -> str:
    return f"{group} (n = {metrics[f'hit@5/{_PRODUCT}/{group}'].n})"


def _table(metrics: Mapping[str, Estimate], systems: Sequence[str], group: str) -> str:
    lines = [
        "| | " + " | ".join(COLUMNS) + " |",
        "| --- " * (len(COLUMNS) + 1) + "|",
    ]
    for system in systems:
        found = [metrics[f"{name}/{system}/{group}"] for name in COLUMNS]
        cells = [f"{e.mean:.2f} ({e.low:.2f}–{e.high:.2f})" for e in found]
        lines.append(f"| {system} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
