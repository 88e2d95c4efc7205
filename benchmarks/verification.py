"""Prints what it costs to verify the sentences of answers.

Run ``python -m benchmarks.verification LIBRARY``.

An answer is four sentences, each from another passage and cut short so that none is verbatim, and
cites four quotes of the library's own passages.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.open import open_library
from assistant.settings import load_settings
from assistant.verification import evidence, reading
from assistant.verify import verify_sentences
from corpus.types import Citation, Hit, Sentence
from index.embedders import embed_passages
from index.library import Library
from ingest.sentences import split_sentences

_ANSWERS = 100
_QUOTES = 4


def make_answers(library: Library) -> list[tuple[list[Sentence], list[Citation]]]:
    """Return answers as an engine would write them."""
    rng = random.Random(0)
    passages = [p for r in library.documents() for p in library.passages(r.info.slug)]
    answers = []
    while len(answers) < _ANSWERS:
        sentences, citations = [], []
        for n, passage in enumerate(rng.sample(passages, _QUOTES), 1):
            info = library.shelf.infos[passage.document]
            spans = split_sentences(passage.text, info.language)
            first = passage.text[spans[0].start : spans[0].end]
            sentences.append(Sentence(first[: len(first) * 2 // 3], (n,)))
            hit = Hit(n, 1.0, None, passage, info)
            citations.append(Citation(n, passage.text, passage.locator, hit))
        answers.append((sentences, citations))
    return answers


def main(folder: Path) -> None:
    """Print milliseconds a sentence, with cold and with warm readings of the quotes."""
    library = open_library(load_settings(library=folder))
    answers = make_answers(library)
    spent = 0.0

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        nonlocal spent
        began = time.perf_counter()
        vectors = embed_passages(library.embedder, texts)
        spent += time.perf_counter() - began
        return vectors

    verify_sentences(*answers[0], embed)
    for state in ("cold", "warm"):
        rules, model = [], []
        for sentences, citations in answers:
            if state == "cold":
                reading.read.cache_clear()
                evidence.windows_of.cache_clear()
            spent = 0.0
            began = time.perf_counter()
            verify_sentences(sentences, citations, embed)
            took = time.perf_counter() - began
            rules.append((took - spent) * 1000 / len(sentences))
            model.append(spent * 1000 / len(sentences))
        for name, values in (("rules", rules), ("embedding", model)):
            p50, p95 = np.percentile(values, [50, 95])
            print(f"{state} {name:9}: {p50:5.1f} ms a sentence, p95 {p95:5.1f} ms")
    library.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
