"""Compares policydesk's retrieval with what a user would build in an afternoon, and with a peer.

Run ``python -m benchmarks.references FOLDER LIBRARY [--haiku-python PYTHON]``: FOLDER holds the
documents, LIBRARY is the policydesk library made of them. Every system embeds with the bundled
model and is judged by ``eval.judging``. haiku.rag runs in an environment of its own, which is made
the first time; it needs Python 3.12 or later and is left out without ``--haiku-python``.

The last table of each group is paired: policydesk's score less the other's on the same question,
with the 95% bootstrap interval of the mean (2,000 resamples of the questions).
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from assistant.open import open_library
from assistant.settings import load_settings
from benchmarks.references.llama_defaults import search_llama_index
from benchmarks.references.peer import search_haiku
from corpus.types import Filters
from eval.golden import GoldenQuestion, load_golden
from eval.judging import COLUMNS, DEPTH, Judged, Ranked, as_ranked, groups, judge
from eval.metrics import Estimate, estimate
from index.retrieval import retrieve

Search = Callable[[Path, Sequence[str]], list[list[Ranked]]]

OURS = "policydesk"
_GROUPS = ("same language", "cross-language", "ko→ko", "en→en", "en→ko", "ko→en")
_PAIRED = ("hit@5", "MRR@10")


def search_policydesk(library_folder: Path, questions: Sequence[str]) -> list[list[Ranked]]:
    """Return what the product finds for each question."""
    library = open_library(load_settings(library=library_folder))
    places = {r.info.slug: library.document(r.info.slug).places for r in library.documents()}
    found = [
        [as_ranked(h.passage, places) for h in retrieve(library, q, DEPTH, Filters()).hits]
        for q in questions
    ]
    library.close()
    return found


def tables(judged: Mapping[str, Sequence[Judged]]) -> str:
    """Return for each group the metrics of every system and how far policydesk is ahead."""
    parts = []
    for group in _GROUPS:
        inside = {
            name: [one for one in ones if group in groups(one.question)]
            for name, ones in judged.items()
        }
        if not inside[OURS]:
            continue
        parts += [f"## {group} (n = {len(inside[OURS])})", "", _row("", COLUMNS), _rule(COLUMNS)]
        parts += [
            _row(name, [_cell(estimate([o.scores[m] for o in ones])) for m in COLUMNS])
            for name, ones in inside.items()
        ]
        parts += ["", _row("policydesk less", _PAIRED), _rule(_PAIRED)]
        for name, ones in inside.items():
            if name != OURS:
                ahead = [
                    estimate(
                        [a.scores[m] - b.scores[m] for a, b in zip(inside[OURS], ones, strict=True)]
                    )
                    for m in _PAIRED
                ]
                parts.append(_row(name, [_cell(difference) for difference in ahead]))
        parts.append("")
    return "\n".join(parts)


def _row(name: str, cells: Sequence[str]) -> str:
    return f"| {name} | {' | '.join(cells)} |"


def _rule(columns: Sequence[str]) -> str:
    return "| --- " * (len(columns) + 1) + "|"


def _cell(value: Estimate) -> str:
    return f"{value.mean:.2f} ({value.low:.2f}–{value.high:.2f})"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("library", type=Path)
    parser.add_argument("--haiku-python", type=Path, default=None)
    arguments = parser.parse_args()
    held = {file.stem for file in arguments.folder.iterdir()}
    questions: list[GoldenQuestion] = [
        q for q in load_golden() if any(p.document in held for p in q.places)
    ]
    systems: dict[str, Callable[[Sequence[str]], list[list[Ranked]]]] = {
        OURS: lambda asked: search_policydesk(arguments.library, asked),
        "LlamaIndex, 1,024 tokens": lambda asked: search_llama_index(
            arguments.folder, asked, 1024, 20
        ),
        "LlamaIndex, 256 tokens": lambda asked: search_llama_index(
            arguments.folder, asked, 256, 20
        ),
    }
    if arguments.haiku_python:
        systems["haiku.rag"] = lambda asked: search_haiku(
            arguments.folder, asked, arguments.haiku_python
        )
    judged: dict[str, list[Judged]] = {}
    for name, system in systems.items():
        began = time.perf_counter()
        found = system([q.question for q in questions])
        judged[name] = [judge(q, ranked) for q, ranked in zip(questions, found, strict=True)]
        print(f"{name}: {time.perf_counter() - began:.0f} s", flush=True)
    print(f"\n{tables(judged)}")


if __name__ == "__main__":
    main()
