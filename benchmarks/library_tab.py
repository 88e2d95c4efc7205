"""Weighs what the library tab sends and times how it is made: ``python -m benchmarks.library_tab``.

Prints, for the library of the settings: the list, the page of its longest document, that document's
outline and passages as they are fetched, and the list of a library of many such documents.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import replace

from assistant.interface.instruments import find_holdings
from assistant.interface.present.catalogue import catalogue_html
from assistant.interface.present.document_page import DocumentCard, document_html
from assistant.interface.present.document_parts import PASSAGES, outline_html, passages_html
from assistant.interface.present.library import library_html
from assistant.interface.shelf import Holdings, ShelfView
from assistant.open import open_library
from assistant.settings import load_settings
from corpus.outline import draw_outline
from index.relatives import Relatives

_TIMES = 20


def main() -> None:
    """Print a line for each part: its weight and the median time to make it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000, help="of the long list")
    wanted = parser.parse_args().documents
    library = open_library(load_settings())
    records = library.documents()
    began = time.perf_counter()
    relatives = Relatives(library)
    families = relatives.families()
    print(f"relatives of {len(records)} documents: {1000 * (time.perf_counter() - began):.0f} ms")
    holdings = Holdings(records, families, library.files.taken())
    longest = max(records, key=lambda record: record.passages)
    slug = longest.info.slug
    card = DocumentCard(
        library.document(slug), longest.passages, holdings.added.get(slug),
        library.records.warnings(slug), families.get(slug, ()), library.shelf.infos,
    )  # fmt: skip
    document = card.document
    outline = draw_outline(document)
    branch = max(range(len(outline)), key=lambda at: len(outline[at].children))
    many = [
        record._replace(info=replace(record.info, slug=f"{record.info.slug}-{n}"))
        for n in range(wanted // len(records) + 1)
        for record in records
    ]
    instruments = find_holdings(library.shelf.infos.values())
    _weigh(f"list of {len(records)} documents", lambda: library_html(holdings, "ko"))
    long = Holdings(many, {}, {})
    _weigh(f"list of {len(many)} documents", lambda: library_html(long, "ko"))
    searched = ShelfView(text="인공지능법")
    _weigh(f"search in {len(many)} documents", lambda: library_html(long, "ko", searched))
    _weigh(f"page of {slug}", lambda: document_html(card, "ko"))
    _weigh("its outline", lambda: outline_html(document, draw_outline(document), -1, "ko"))
    _weigh("its widest branch", lambda: outline_html(document, outline, branch, "ko"))
    _weigh(
        f"{PASSAGES} of its {longest.passages} passages",
        lambda: passages_html(
            document, library.records.document_passages(slug, 0, PASSAGES), "", "ko"
        ),
    )
    _weigh("catalogue", lambda: catalogue_html(instruments, len(instruments), "ko"))
    library.close()


def _weigh(name: str, make: Callable[[], str]) -> None:
    times = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        made = make()
        times.append(1000 * (time.perf_counter() - began))
    median = sorted(times)[_TIMES // 2]
    print(f"{name}: {len(made.encode()):,} bytes, {median:.1f} ms")


if __name__ == "__main__":
    main()
