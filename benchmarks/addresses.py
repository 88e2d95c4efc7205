"""Counts the provisions of known instruments that can be cited by their own address.

Run ``python -m benchmarks.addresses FOLDER`` over a folder that holds the documents by the slugs
below, in any format. A provision counts as found when some block has its address and begins as the
instrument's own numbering says it must. Sources of the expected numbers: the instruments
themselves.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import RejectedDocument
from ingest.finding import find_files
from ingest.pipeline import load_source
from ingest.readers import READERS
from ingest.structure import PlacedBlock, place_blocks

_FUNCTIONS = {
    "GOVERN": (7, 3, 2, 3, 2, 2),
    "MAP": (6, 3, 5, 2, 2),
    "MEASURE": (3, 13, 3, 3),
    "MANAGE": (4, 4, 2, 3),
}
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII")


@dataclass(frozen=True, slots=True)
class Expected:
    """Provisions that a document has.

    Attributes:
        document: Slug, the stem of its file.
        name: What they are called.
        begins: By address, a pattern that the first block with that address matches.
    """

    document: str
    name: str
    begins: dict[str, str]


def _numbered(address: str, begins: str, numbers: Iterable[object]) -> dict[str, str]:
    return {address.format(n): begins.format(n) for n in numbers}


EXPECTED = (
    Expected(
        "eu-ai-act-2024-1689", "articles", _numbered("Art. {}", r"Article {}\b", range(1, 114))
    ),
    Expected("eu-ai-act-2024-1689", "annexes", _numbered("Annex {}", r"ANNEX {}\b", _ROMAN)),
    Expected("eu-ai-act-2024-1689", "recitals", _numbered("Recital {}", r"\({}\)", range(1, 181))),
    Expected(
        "nist-ai-rmf-1-0",
        "subcategories",
        {
            f"{function} {category}.{n}": rf"{function} {category}\.{n}\b"
            for function, counts in _FUNCTIONS.items()
            for category, count in enumerate(counts, 1)
            for n in range(1, count + 1)
        },
    ),
    Expected(
        "korea-ai-basic-act-bill-2024", "articles", _numbered("제{}조", r"제{}조\(", range(1, 44))
    ),
    Expected(
        "korea-ai-basic-act-bill-2024",
        "supplementary articles",
        _numbered("부칙 제{}조", r"제{}조\(", range(1, 4)),
    ),
    Expected("seoul-declaration-2024", "paragraphs", _numbered("¶{}", r"{}\.", range(1, 10))),
    Expected(
        "bletchley-declaration-2023", "paragraphs", _numbered("[¶{}]", r"[A-Z]", range(1, 11))
    ),
    Expected(
        "hiroshima-process-code-of-conduct-2023",
        "actions",
        _numbered("Action {}", r"{}\b", range(1, 12)),
    ),
    Expected("nist-ai-600-1-genai-profile", "risks", _numbered("§2.{}", r"2\.{}\.", range(1, 13))),
    Expected("spri-global-aisi-2024-07", "tables", _numbered("표 {}", r"\[표 {}\]", range(1, 8))),
)


def first_blocks(placed: Iterable[PlacedBlock]) -> dict[str, str]:
    """Return the text of the first block of each address and of each provision that holds it."""
    found: dict[str, str] = {}
    for item in placed:
        if item.address:
            # Art. 5(1) begins Art. 5 where the article has no block of its own.
            for end in (m.start() for m in re.finditer(r"\(|제\d+[항호]|$", item.address)):
                found.setdefault(item.address[:end] if end else item.address, item.block.text)
    return found


def main(folder: Path) -> int:
    """Print found and expected of each kind of provision; return 1 if any is missing."""
    documents: dict[str, dict[str, str]] = {}
    wanted = {expected.document for expected in EXPECTED}
    for path in find_files([folder]):
        if path.stem in wanted:
            try:
                source = load_source(path)
                reading = READERS[path.suffix.lower()](source.data, path)
            except RejectedDocument as error:
                print(error, file=sys.stderr)
                continue
            documents[path.stem] = first_blocks(place_blocks(reading.blocks))
    complete = True
    for expected in EXPECTED:
        first = documents.get(expected.document, {})
        missing = [
            a for a, begins in expected.begins.items() if not re.match(begins, first.get(a, ""))
        ]
        complete &= not missing
        counts = f"{len(expected.begins) - len(missing)} / {len(expected.begins)}"
        print(f"{expected.document:40} {expected.name:24} {counts}", *missing[:12])
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
