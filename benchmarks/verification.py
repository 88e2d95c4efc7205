"""Prints what it costs to verify the sentences of answers.

Run ``python -m benchmarks.verification LIBRARY``.

An answer is four sentences, each from another passage and cut short so that none is verbatim, and
cites four quotes of up to two sentences. Rules count the processor's time of their thread, so that
other work on the machine does not; embedding counts time as it passes.
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
            quote = passage.text[spans[0].start : spans[:2][-1].end]
            sentences.append(Sentence(first[: len(first) * 2 // 3], (n,)))
            hit = Hit(n, 1.0, None, passage, info)
            citations.append(Citation(n, quote, passage.locator, hit))
        answers.append((sentences, citations))
    return answers


def main(folder: Path) -> None:
    """Print milliseconds a sentence, with cold and with warm readings of the quotes."""
    library = open_library(load_settings(library=folder))
    answers = make_answers(library)
    waited = own = 0.0

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        nonlocal waited, own
        began, busy = time.perf_counter(), time.thread_time()
        vectors = embed_passages(library.embedder, texts)
        waited, own = time.perf_counter() - began, time.thread_time() - busy
        return vectors

    verify_sentences(*answers[0], embed)
    for state in ("cold", "warm"):
        rules, model = [], []
        for sentences, citations in answers:
            if state == "cold":
                reading.read.cache_clear()
                evidence.windows_of.cache_clear()
            waited = own = 0.0
            busy = time.thread_time()
            verify_sentences(sentences, citations, embed)
            rules.append((time.thread_time() - busy - own) * 1000 / len(sentences))
            model.append(waited * 1000 / len(sentences))
        for name, values in (("rules", rules), ("embedding", model)):
            p50, p95 = np.percentile(values, [50, 95])
            print(f"{state} {name:9}: {p50:5.1f} ms a sentence, p95 {p95:5.1f} ms")
    library.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
