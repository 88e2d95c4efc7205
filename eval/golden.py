"""The golden questions."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

GOLDEN = Path(__file__).parent / "datasets" / "golden.jsonl"
_SQUEEZED = re.compile(r"[\s\-‐‑–]+")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """One place in the corpus that answers a question.

    Attributes:
        document: Slug.
        page: 1-based; None where the document has no pages.
        needles: Short facts, all of which a passage must hold.
    """

    document: str
    page: int | None
    needles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """One question of the golden set; without places it has no answer in the corpus."""

    id: str
    question: str
    language: str
    document_language: str | None
    kind: str
    answer: str
    places: tuple[GoldPlace, ...]
    split: str

    @property
    def pair(self) -> str:
        """Language pair, question → document: ``ko→en``; ``ko→none`` without an answer."""
        return f"{self.language}→{self.document_language or 'none'}"


def load_golden(path: Path = GOLDEN) -> tuple[GoldenQuestion, ...]:
    """Return the golden questions in the order of the file."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line)
    return tuple(
        GoldenQuestion(
            id=row["id"],
            question=row["q"],
            language=row["q_lang"],
            document_language=row["doc_lang"],
            kind=row["kind"],
            answer=row["answer"],
            places=tuple(
                GoldPlace(g["document"], g["page"], tuple(g["needles"])) for g in row["gold"]
            ),
            split=row["split"],
        )
        for row in rows
    )


def squeeze(text: str) -> str:
    """Return text for comparison: NFKC, lower case, without white space and hyphens."""
    text = unicodedata.normalize("NFKC", text.translate(_SUPERSCRIPTS)).lower()
    return _SQUEEZED.sub("", text)
