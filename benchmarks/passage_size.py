"""Compares passage sizes by what retrieval finds with them.

Run ``python -m benchmarks.passage_size FOLDER [TARGET/MAXIMUM[/article] ...]`` over the documents
of the golden questions. Every variant gets a library of its own. ``hit@5`` counts passages that
hold the whole answer, which flatters long ones; ``budget`` asks whether the best passages of the
right document within 1,500 tokens hold it together, which treats all sizes alike. The choice is
made on the dev half; the test half shows whether it holds.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.open import open_library
from assistant.settings import load_settings
from corpus.errors import RejectedDocument
from corpus.types import Document, Filters
from eval.golden import GoldenQuestion, load_golden
from eval.judging import BUDGET, DEPTH, as_ranked, judge
from eval.metrics import estimate
from index.library import Library
from index.parsing import Parsed as StorableDocument
from index.parsing import index_rows
from index.retrieval import retrieve
from ingest.finding import find_files
from ingest.metadata import describe_document
from ingest.passages import CUTTING, Cutting, compose_text, cut_passages
from ingest.pipeline import Source, load_source
from ingest.readers import READERS
from ingest.structure import PlacedBlock, place_blocks

_BELOW_ARTICLE = re.compile(r"(?<=\d)(?:\(|제\d+[항호]).*$")
DEFAULT = ("90/200", "120/240", "180/300", "256/400", "180/300/article", "256/400/article")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document read once, to be cut in several ways."""

    source: Source
    document: Document
    placed: tuple[PlacedBlock, ...]
    starts: tuple[int, ...]


def parse(folder: Path) -> list[Parsed]:
    """Read every document of a folder."""
    parsed = []
    for path in find_files([folder]):
        try:
            source = load_source(path)
            reading = READERS[path.suffix.lower()](source.data, path)
        except RejectedDocument as error:
            print(error, file=sys.stderr)
            continue
        placed = place_blocks(reading.blocks)
        text, places, starts = compose_text(placed, reading.page_labels, reading.ocr_pages)
        info = describe_document(path, reading, text)
        document = Document(info, text, places, source.sha256, str(path))
        parsed.append(Parsed(source, document, tuple(placed), tuple(starts)))
    return parsed


def build(library: Library, parsed: Sequence[Parsed], cutting: Cutting, by_article: bool) -> int:
    """Fill a library with one way of cutting; return the number of passages."""
    count = 0
    with library.writing():
        for item in parsed:
            placed = item.placed
            if by_article:
                placed = tuple(replace(p, unit=_BELOW_ARTICLE.sub("", p.unit)) for p in placed)
            info = item.document.info
            passages = cut_passages(
                placed,
                item.document.text,
                item.document.places,
                item.starts,
                slug=info.slug,
                title=info.title,
                language=info.language,
                cutting=cutting,
            )
            library.files.stage(item.source)
            rows = index_rows(passages, info)
            library.put([StorableDocument(item.document, rows, "benchmark", (), 0.0)])
            count += len(passages)
    return count


def score(library: Library, questions: Sequence[GoldenQuestion]) -> dict[str, list[float]]:
    """Return hit@5 and budget of each question, by ``metric, group``."""
    found: dict[str, list[float]] = {}
    places = {r.info.slug: library.document(r.info.slug).places for r in library.documents()}
    for question in questions:
        hits = retrieve(library, question.question, DEPTH, Filters()).hits
        scores = judge(question, [as_ranked(hit.passage, places) for hit in hits]).scores
        kin = "same" if question.language == question.document_language else "cross"
        for group in (kin, question.split):
            found.setdefault(f"hit@5 {group}", []).append(scores["hit@5"])
            found.setdefault(f"budget {group}", []).append(scores[BUDGET])
    return found


def main(folder: Path, variants: Sequence[str]) -> None:
    """Print a line for each variant."""
    parsed = parse(folder)
    held = {item.document.info.slug for item in parsed}
    questions = [q for q in load_golden() if any(p.document in held for p in q.places)]
    for variant in variants:
        target, maximum, *by_article = variant.split("/")
        cutting = replace(CUTTING, target=int(target), maximum=int(maximum))
        with tempfile.TemporaryDirectory() as fresh:
            library = open_library(load_settings(library=Path(fresh)))
            count = build(library, parsed, cutting, bool(by_article))
            scores = score(library, questions)
            library.close()
        means = {name: estimate(values).mean for name, values in sorted(scores.items())}
        print(
            f"{variant:16} {count:5} passages ",
            " ".join(f"{name} {mean:.2f} " for name, mean in means.items()),
            flush=True,
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] or DEFAULT)
