"""Times search and extractive answers over the golden questions.

Run ``python -m benchmarks.latency LIBRARY``.

Prints p50, p95 and p99 in milliseconds by stage, after a warm-up question.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path

from assistant.answer import ask
from assistant.engines.extractive import ExtractiveEngine
from assistant.open import open_library
from assistant.settings import load_settings
from eval.golden import load_golden


def main(folder: Path) -> None:
    """Print the figures for one library."""
    library = open_library(load_settings(library=folder))
    passages = sum(record.passages for record in library.documents())
    questions = [question.question for question in load_golden()]
    ask(library, questions[0], ExtractiveEngine())
    took: defaultdict[str, list[float]] = defaultdict(list)
    for question in questions:
        for stage, ms in library.search(question).timings.as_dict().items():
            took[f"search {stage}"].append(ms)
    for question in questions:
        began = time.perf_counter()
        ask(library, question, ExtractiveEngine())
        took["extractive answer"].append((time.perf_counter() - began) * 1000)
    library.close()
    print(f"{passages} passages, {len(questions)} questions, milliseconds")
    print(f"{'':24}{'p50':>8}{'p95':>8}{'p99':>8}")
    for name, values in took.items():
        cuts = statistics.quantiles(values, n=100)
        print(f"{name:24}{cuts[49]:8.1f}{cuts[94]:8.1f}{cuts[98]:8.1f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
