"""Times the check of a draft.

Run ``python -m benchmarks.checking LIBRARY --draft FILE``.

Prints how many sentences were checked a second, after how many seconds the first verdict was
there, and the verdicts, after a warm-up sentence.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from assistant.check import check_draft, check_sentences
from assistant.drafts import read_draft_file
from assistant.open import open_library
from assistant.settings import load_settings


def main(folder: Path, file: Path) -> None:
    """Print the figures for one draft."""
    library = open_library(load_settings(library=folder))
    draft = read_draft_file(file)
    check_draft(library, replace(draft, sentences=draft.sentences[:1]))
    began = time.perf_counter()
    took: list[float] = []
    verdicts: Counter[str] = Counter()
    for sentence in check_sentences(library, draft):
        took.append(time.perf_counter() - began)
        verdicts[sentence.verdict] += 1
    passages = sum(record.passages for record in library.documents())
    library.close()
    count = len(draft.sentences)
    print(f"{passages} passages, {count} sentences in {took[-1]:.1f} s: {count / took[-1]:.2f} a "
          f"second, the first after {took[0]:.2f} s")  # fmt: skip
    print(", ".join(f"{number} {verdict}" for verdict, number in sorted(verdicts.items())))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("--draft", type=Path, required=True)
    arguments = parser.parse_args()
    main(arguments.library, arguments.draft)
