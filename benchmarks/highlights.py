"""Checks that what is highlighted on the pages of originals is what was quoted, and times it.

Run ``python -m benchmarks.highlights LIBRARY``; a folder of documents is ingested first.

The citations are those of the extractive answers to the golden questions, as far as they quote a
PDF, and passages drawn at random (seed 7) up to 300. Of each, the highlighted boxes are read back:
PDFium is asked anew for every character of the page, and those whose middle lies in a box, box by
box, are what a reader sees marked. This shares no code with the search for the words.

exact    The characters are the quote's, white space aside.
letters  So are the letters, without the hyphens of line ends and the bars between cells that only
         one of the two texts has, and with a raised digit as a digit.

Times are from the request to the bytes of the page image and its boxes, in milliseconds.
"""

from __future__ import annotations

import ctypes
import random
import re
import statistics
import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from assistant.answer import ask
from assistant.engines.extractive import ExtractiveEngine
from assistant.open import open_library
from assistant.settings import load_settings
from eval.golden import STARTER, load_golden
from index.ingestion import ingest_paths
from index.library import Library
from index.originals.boxes import Box
from index.originals.viewer import PageView, PageViewer

_SEED = 7
_WANTED = 300
_TIMED = 50
_FINE = 1_000_000
_HALF = re.compile("[\ud800-\udfff]")
"""PDFium gives a character beyond the basic plane as two halves."""
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_ASIDE = re.compile("[\\s|•\\-‐‑–—\u00ad\x02\ufffe]+")


@dataclass(frozen=True, slots=True)
class Quote:
    """A slice of a document.

    Attributes:
        document: Slug.
        char_start: Index into its text.
        char_end: One past the last character.
        text: What it says.
        asked: Whether an answer cites it.
    """

    document: str
    char_start: int
    char_end: int
    text: str
    asked: bool


def main(folder: Path) -> None:
    """Print the figures for a library, or for a folder of documents."""
    with tempfile.TemporaryDirectory() as scratch:
        is_library = (folder / "library.sqlite3").exists()
        home = folder if is_library else Path(scratch) / "library"
        library = open_library(load_settings(library=home))
        if not is_library:
            ingest_paths(library, [folder])
        viewer = PageViewer(library, Path(scratch) / "pages")
        try:
            quotes = collect(library, viewer)
            check(library, viewer, quotes)
            clock(library, quotes, Path(scratch))
        finally:
            viewer.close()
            library.close()


def collect(library: Library, viewer: PageViewer) -> list[Quote]:
    """Return the quotes of PDFs that answers cite, and slices of passages at random."""
    shown = [
        d
        for d in (library.document(r.info.slug) for r in library.documents())
        if viewer.has_pages(d)
    ]
    slugs = {document.info.slug for document in shown}
    quotes: dict[tuple[str, int, int], Quote] = {}
    for question in (*load_golden(), *load_golden(STARTER)):
        for citation in ask(library, question.question, ExtractiveEngine()).citations:
            slug, at = citation.hit.info.slug, citation.locator
            if slug in slugs:
                key = slug, at.char_start, at.char_end
                quotes[key] = Quote(*key, citation.quote, asked=True)
    chance = random.Random(_SEED)
    passages = [passage for slug in sorted(slugs) for passage in library.passages(slug)]
    for passage in chance.sample(passages, max(0, min(len(passages), _WANTED - len(quotes)))):
        start = passage.locator.char_start
        key = passage.document, start, start + len(passage.text)
        quotes.setdefault(key, Quote(*key, passage.text, asked=False))
    return list(quotes.values())


def check(library: Library, viewer: PageViewer, quotes: Sequence[Quote]) -> None:
    """Print how many quotes are what is highlighted, and every one that is not."""
    exact = letters = pieces = 0
    for quote in quotes:
        views = list(_views(library, viewer, quote))
        read = read_back(library, views)
        same = _close(read) == _close(quote.text)
        exact += same
        reasons = [view.unmarked for view in views if view.unmarked]
        pieces += len(views) > 1
        if _letters(read) == _letters(quote.text):
            letters += 1
        else:
            print(f"MISS {quote.document} p. {views[0].page} {reasons or 'differs'}")
            print(f"     quoted {quote.text!r}\n     marked {read!r}")
    asked = sum(quote.asked for quote in quotes)
    print(f"{len(quotes)} quotes of PDFs: {asked} that answers cite, the rest passages at random;")
    print(f"{pieces} stand on more than one page")
    print(f"exact {exact / len(quotes):.1%}, letters {letters / len(quotes):.1%}")


def read_back(library: Library, views: Sequence[PageView]) -> str:
    """Return the characters whose middle lies in the boxes of the pages, box by box."""
    found = []
    for view in views:
        copy = library.files.copy_of(view.document)
        document = pypdfium2.PdfDocument(copy)
        page = document[view.page - 1]
        textpage = page.get_textpage()
        middles = [_middle(page, textpage, at) for at in range(textpage.count_chars())]
        taken: set[int] = set()
        for box in view.boxes:
            inside = [
                at
                for at, middle in enumerate(middles)
                if middle and at not in taken and _holds(box, middle)
            ]
            taken.update(inside)
            read = "".join(chr(raw.FPDFText_GetUnicode(textpage, at)) for at in inside)
            found.append(_HALF.sub("\N{REPLACEMENT CHARACTER}", read))
        textpage.close()
        document.close()
    return " ".join(found)


def clock(library: Library, quotes: Sequence[Quote], scratch: Path) -> None:
    """Print how long a page and its highlights take."""
    chosen = random.Random(_SEED).sample(list(quotes), min(_TIMED, len(quotes)))

    def show(through: PageViewer, quote: Quote) -> None:
        document = library.document(quote.document)
        view = through.view(document, quote.char_start, quote.char_end)
        through.image(document, view.page)

    fresh = PageViewer(library, scratch / "fresh")
    show(fresh, chosen[0])
    print(f"{len(chosen)} pages, ms{'':12}{'p50':>8}{'p95':>8}")
    for name in ("cold", "cached"):
        took = []
        for quote in chosen:
            began = time.perf_counter()
            show(fresh, quote)
            took.append((time.perf_counter() - began) * 1000)
        cuts = statistics.quantiles(took, n=20)
        print(f"{name:24}{cuts[9]:8.1f}{cuts[18]:8.1f}")
    fresh.close()


def _views(library: Library, viewer: PageViewer, quote: Quote) -> Iterator[PageView]:
    document = library.document(quote.document)
    first = viewer.view(document, quote.char_start, quote.char_end)
    yield first
    for page in first.quoted_on[1:]:
        yield viewer.view(document, quote.char_start, quote.char_end, page)


def _middle(page: object, textpage: object, at: int) -> tuple[float, float] | None:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if chr(raw.FPDFText_GetUnicode(textpage, at)).isspace() or not raw.FPDFText_GetCharBox(
        textpage, at, left, right, bottom, top
    ):
        return None
    x, y = ctypes.c_int(), ctypes.c_int()
    across, up = (left.value + right.value) / 2, (bottom.value + top.value) / 2
    raw.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, across, up, x, y)
    return x.value / _FINE, y.value / _FINE


def _holds(box: Box, point: tuple[float, float]) -> bool:
    return box.left <= point[0] <= box.right and box.top <= point[1] <= box.bottom


def _close(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text.translate(_SUPERSCRIPTS)).split())


def _letters(text: str) -> str:
    return _ASIDE.sub("", unicodedata.normalize("NFKC", text.translate(_SUPERSCRIPTS)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
