"""Recognises pages of real documents as if they were scans and compares with their own text.

Run ``python -m benchmarks.ocr FOLDER [PAGES]``.

Up to PAGES (default 8) pages of each PDF in the folder that carry at least 300 characters are drawn
at 200 dpi, bound into a PDF without text, and recognised. Prints pages, seconds a page as
run (two pages side by side on two cores), and the accuracy: one minus the edit distance between
the characters recognised and those of the page's own text, white space aside, over the longer. It
counts another reading order of a table or a column as errors.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
import unicodedata
from pathlib import Path

from pypdfium2 import PdfDocument

from ingest.language import detect_language
from ingest.ocr import recognise_pages

SCAN_DPI = 200
LEAST_CHARS = 300


def main(folder: Path, most: int) -> None:
    """Print one row for each document and one for each language."""
    by_language: dict[str, list[float]] = {}
    print(f"{'document':44} lang pages s/page accuracy: median  worst")
    for path in sorted(folder.glob("*.pdf")):
        scan, texts = _scan(path, most)
        if not texts:
            continue
        started = time.perf_counter()
        found = recognise_pages(scan, range(1, len(texts) + 1), path)
        seconds = (time.perf_counter() - started) / len(texts)
        read = [
            "".join(line.text for line in found.pages.get(n + 1, [])) for n in range(len(texts))
        ]
        scores = [_alike(text, got) for text, got in zip(texts, read, strict=True)]
        language = detect_language(" ".join(texts))
        by_language.setdefault(language, []).extend(scores)
        print(
            f"{path.stem[:44]:44} {language:4} {len(texts):5} {seconds:6.2f} "
            f"{statistics.median(scores):16.3f} {min(scores):6.3f}"
        )
        for warning in found.warnings:
            print(f"    {warning}")
    for language, scores in by_language.items():
        print(
            f"{language}: {len(scores)} pages, median {statistics.median(scores):.3f}, "
            f"mean {statistics.fmean(scores):.3f}, below 0.9: {sum(s < 0.9 for s in scores)}"
        )


def _scan(path: Path, most: int) -> tuple[bytes, list[str]]:
    """Return a PDF of pictures of a document's pages, spread over it, and the pages' texts."""
    document = PdfDocument(path)
    texts = [page.get_textpage().get_text_range() for page in document]
    full = [n for n, text in enumerate(texts) if len(text) >= LEAST_CHARS]
    chosen = full[:: max(1, len(full) // most)][:most]
    drawn = [
        document[n].render(scale=SCAN_DPI / 72, grayscale=True).to_pil().convert("L")
        for n in chosen
    ]
    out = io.BytesIO()
    if drawn:
        drawn[0].save(out, "PDF", save_all=True, append_images=drawn[1:], resolution=SCAN_DPI)
    return out.getvalue(), [texts[n] for n in chosen]


def _alike(text: str, found: str) -> float:
    left, right = _bare(text), _bare(found)
    return 1 - _distance(left, right) / max(len(left), len(right), 1)


def _bare(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if not c.isspace() and unicodedata.category(c)[0] != "C")


def _distance(left: str, right: str) -> int:
    """Return the edit distance (Levenshtein 1966)."""
    import numpy as np

    codes = np.array([ord(c) for c in right], dtype=np.int32)
    steps = np.arange(len(right) + 1)
    row = steps.copy()
    for c in left:
        above = row
        row = above + 1
        row[1:] = np.minimum(row[1:], above[:-1] + (codes != ord(c)))
        # Insertions run along the row: the least of what stands left, plus the steps from there.
        row = np.minimum.accumulate(row - steps) + steps
    return int(row[-1])


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 8)
