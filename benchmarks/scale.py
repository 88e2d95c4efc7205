"""Measures search, memory, disk and building as a library grows to a million passages.

Run ``python -m benchmarks.scale LIBRARY WORK [SIZE ...]``: LIBRARY holds real documents, WORK is a
folder where the grown libraries are kept, so that a second run measures without building.

A grown library consists of copies of the real documents under names of their own. In each copy
every term is replaced with probability 0.15 by another of the same language as often as that is
used, and with probability 0.002 by a new word (vocabulary grows with about the square root of the
text, as Heaps' law has it); every vector is moved by noise to a cosine of 0.94 with the real one.
Nothing is embedded. The golden questions are asked in a fresh process, twice; the second round
counts. ``recall`` is the share of the exact 50 nearest that the approximate search finds.
"""

from __future__ import annotations

import json
import math
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.open import open_library
from assistant.settings import load_settings
from corpus.types import Document, Filters
from eval.golden import load_golden
from index.embedders import embed_question
from index.library import Library
from index.records import StoredDocument, StoredPassage

SIZES = (1_000, 10_000, 100_000, 1_000_000)
_REPLACED = 0.15
_NEW = 0.002
_COSINE = 0.94
_STAGES = (
    "embed_ms", "vector_ms", "keyword_ms", "rank_ms", "fuse_ms", "confidence_ms", "total_ms",
)  # fmt: skip
_RECALL_QUESTIONS = 20
_NEAREST = 50
_COPIES_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Seed:
    """One real document with its passages and their vectors."""

    document: Document
    rows: tuple[StoredPassage, ...]
    vectors: NDArray[np.float32]


def read_seeds(library: Library) -> list[Seed]:
    """Return the documents of a library."""
    seeds = []
    terms = {row.id: row for row in library.records.index_rows()}
    for record in library.documents():
        passages = library.passages(record.info.slug)
        rows = tuple(StoredPassage(p, terms[p.id].language, terms[p.id].terms) for p in passages)
        found: dict[str, NDArray[np.float32]] = {}
        for language in {row.language for row in rows}:
            ids = [row.passage.id for row in rows if row.language == language]
            found |= library.vectors.vectors(language, ids)
        vectors = np.array([found[p.id] for p in passages], dtype=np.float32)
        seeds.append(Seed(library.document(record.info.slug), rows, vectors))
    return seeds


class Grower:
    """Makes copies of documents that differ as documents do."""

    def __init__(self, seeds: Sequence[Seed]) -> None:
        """Count how often each term is used."""
        self._rng = np.random.default_rng(7)
        self._used: dict[str, NDArray[np.object_]] = {}
        for language in {row.language for seed in seeds for row in seed.rows}:
            words = [
                t for seed in seeds for r in seed.rows if r.language == language for t in r.terms
            ]
            self._used[language] = np.array(words, dtype=object)

    def copy(self, seed: Seed, number: int) -> Seed:
        """Return a copy of a document under another name."""
        info = seed.document.info
        slug = f"{info.slug}-{number}"
        rows = []
        for passage, language, terms in seed.rows:
            moved = replace(passage, id=f"{passage.id[:-6]}{number:06d}", document=slug)
            rows.append(StoredPassage(moved, language, self._reword(terms, language)))
        noise = self._rng.standard_normal(seed.vectors.shape, dtype=np.float32)
        noise -= (noise * seed.vectors).sum(axis=1, keepdims=True) * seed.vectors
        noise /= np.linalg.norm(noise, axis=1, keepdims=True)
        vectors = _COSINE * seed.vectors + math.sqrt(1 - _COSINE**2) * noise
        document = replace(seed.document, info=replace(info, slug=slug), sha256=f"{slug}")
        return Seed(document, tuple(rows), vectors.astype(np.float32))

    def _reword(self, terms: Sequence[str], language: str) -> list[str]:
        chance = self._rng.random(len(terms))
        pool = self._used[language]
        others = pool[self._rng.integers(0, len(pool), len(terms))]
        return [
            f"{term}{self._rng.integers(10**9)}" if c < _NEW else other if c < _REPLACED else term
            for term, other, c in zip(terms, others, chance, strict=True)
        ]


def grow(seeds: Sequence[Seed], folder: Path, size: int) -> dict[str, float]:
    """Make a library of ``size`` passages; return the seconds that each part took."""
    shutil.rmtree(folder, ignore_errors=True)
    library = open_library(load_settings(library=folder))
    took = {"records": 0.0, "vectors": 0.0, "keywords": 0.0}
    library.records.set_meta("embedder", library.make_embedder().model_name)
    began = time.perf_counter()
    for batch in _batches(seeds, size):
        with _timed(took, "records"):
            library.records.put([StoredDocument(s.document, list(s.rows), "scale") for s in batch])
        with _timed(took, "vectors"):
            rows = [
                (row, vector) for s in batch for row, vector in zip(s.rows, s.vectors, strict=True)
            ]
            for language in sorted({row.language for row, _ in rows}):
                chosen = [(row, v) for row, v in rows if row.language == language]
                library.vectors.add(
                    language,
                    [(row.passage.id, row.passage.document) for row, _ in chosen],
                    np.array([v for _, v in chosen]),
                )
        done = sum(took.values())
        print(f"  {time.perf_counter() - began:6.0f} s, {done:.0f} s storing", file=sys.stderr)
    with _timed(took, "keywords"):
        library.keywords.save(folder / "keywords")
    library.close()
    return took


def _batches(seeds: Sequence[Seed], size: int) -> Iterator[list[Seed]]:
    grower = Grower(seeds)
    left, number = size, 0
    while left > 0:
        batch = []
        for _ in range(_COPIES_AT_ONCE):
            for seed in seeds:
                if left <= 0:
                    break
                grown = grower.copy(seed, number) if number else seed
                grown = Seed(grown.document, grown.rows[:left], grown.vectors[:left])
                batch.append(grown)
                left -= len(grown.rows)
            number += 1
        yield batch


class _timed:
    """Adds the seconds of a ``with`` block to an entry."""

    def __init__(self, entries: dict[str, float], name: str) -> None:
        self._entries, self._name = entries, name

    def __enter__(self) -> None:
        self._began = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self._entries[self._name] += time.perf_counter() - self._began


def measure(folder: Path) -> dict[str, Any]:
    """Return what a fresh process finds: cold start, latency by stage, memory, recall."""
    settings = load_settings(library=folder)
    questions = [q.question for q in load_golden()]
    began = time.perf_counter()
    library = open_library(settings)
    _ = library.embedder
    _ = library.alignment
    model_s = time.perf_counter() - began
    began = time.perf_counter()
    library.search(questions[0], 8)
    cold_s = time.perf_counter() - began
    for question in questions:
        library.search(question, 8)
    stages: dict[str, list[float]] = {stage: [] for stage in _STAGES}
    for question in questions * 2:
        timings = library.search(question, 8).timings.as_dict()
        for stage in _STAGES:
            stages[stage].append(timings[stage])
    chosen = list(library.shelf.infos)[::2]
    filtered = [
        library.search(q, 8, Filters(documents=tuple(chosen))).timings.as_dict()["total_ms"]
        for q in questions[:40]
    ]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {
        "model_s": model_s,
        "cold_s": cold_s,
        "stages": {
            s: [float(np.percentile(v, p)) for p in (50, 95, 99)] for s, v in stages.items()
        },
        "filtered_ms": list(np.percentile(filtered, (50, 95))),
        "memory_mib": memory,
        "recall": _recall(library, questions[:: len(questions) // _RECALL_QUESTIONS]),
        "load": os.getloadavg()[0],
    }
    library.close()
    return found


def _recall(library: Library, questions: Sequence[str]) -> float:
    """Share of the exact nearest passages that the store finds, over all languages."""
    hit = total = 0
    for language in library.vectors.languages:
        ids = sorted(library.vectors.ids(language))
        best: list[list[tuple[float, str]]] = [[] for _ in questions]
        asked = np.array([embed_question(library.embedder, q) for q in questions])
        for at in range(0, len(ids), 50_000):
            part = library.vectors.vectors(language, ids[at : at + 50_000])
            names = list(part)
            cosines = asked @ np.array([part[name] for name in names]).T
            for n, row in enumerate(cosines):
                top = np.argsort(-row)[:_NEAREST]
                best[n] = sorted([*best[n], *((float(row[i]), names[i]) for i in top)])[-_NEAREST:]
        for n, vector in enumerate(asked):
            found = {i for i, _ in library.vectors.search(vector, language, _NEAREST)}
            hit += len(found & {name for _, name in best[n]})
            total += len(best[n])
    return hit / total


def disk(folder: Path) -> dict[str, float]:
    """Return MiB on disk by part of the library."""
    parts = {"records": "library.sqlite3", "vectors": "vectors", "keywords": "keywords"}
    return {name: _bytes(folder / part) / 2**20 for name, part in parts.items()}


def _bytes(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(f.stat().st_size for f in path.rglob("*") if f.is_file())


def slope(sizes: Sequence[int], values: Sequence[float]) -> float:
    """Return the growth exponent: the slope of log(value) over log(size)."""
    return float(np.polyfit(np.log(sizes), np.log(values), 1)[0])


def main(source: Path, work: Path, sizes: Sequence[int]) -> None:
    """Print a table over the sizes."""
    seeds: list[Seed] = []
    results = []
    for size in sizes:
        folder = work / str(size)
        built = work / f"{size}.json"
        if not built.exists():
            if not seeds:
                library = open_library(load_settings(library=source))
                seeds = read_seeds(library)
                library.close()
            built.parent.mkdir(parents=True, exist_ok=True)
            took = grow(seeds, folder, size)
            built.write_text(json.dumps(took))
        code = "import sys, json; from pathlib import Path; from benchmarks.scale import measure; "
        code += "print(json.dumps(measure(Path(sys.argv[1]))))"
        ran = subprocess.run(
            [sys.executable, "-c", code, str(folder)], check=True, capture_output=True, text=True
        )
        found = json.loads(ran.stdout.splitlines()[-1])
        found |= {"build": json.loads(built.read_text()), "disk": disk(folder)}
        results.append(found)
        print(json.dumps({"size": size} | found), file=sys.stderr, flush=True)
    print_table(sizes, results)


def print_table(sizes: Sequence[int], results: Sequence[dict[str, Any]]) -> None:
    """Print one column for each size, and the growth exponents."""
    print("| | " + " | ".join(f"{size:,}" for size in sizes) + " | exponent |")
    print("| --- " * (len(sizes) + 2) + "|")

    def row(name: str, values: Sequence[float], form: str = ".1f") -> None:
        growth = f"{slope(sizes, values):.2f}" if len(sizes) > 1 and min(values) > 0 else ""
        print(f"| {name} | " + " | ".join(f"{v:{form}}" for v in values) + f" | {growth} |")

    for stage in _STAGES:
        for at, percentile in enumerate(("p50", "p95", "p99")):
            row(f"{stage} {percentile}", [r["stages"][stage][at] for r in results])
    row("half the documents filtered, total_ms p50", [r["filtered_ms"][0] for r in results])
    row("half the documents filtered, total_ms p95", [r["filtered_ms"][1] for r in results])
    row("first search, s", [r["cold_s"] for r in results], ".2f")
    row("embedding model, s", [r["model_s"] for r in results], ".2f")
    row("memory, MiB", [r["memory_mib"] for r in results], ".0f")
    for part in ("records", "vectors", "keywords"):
        row(f"disk, {part}, MiB", [r["disk"][part] for r in results], ".0f")
    for part in ("records", "vectors", "keywords"):
        row(f"building, {part}, s", [r["build"][part] for r in results])
    row("recall@50 of the vector store", [r["recall"] for r in results], ".3f")
    row("load average", [r["load"] for r in results])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), [int(size) for size in sys.argv[3:]] or list(SIZES))
