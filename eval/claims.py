"""The labelled claims: sentences of a brief, each with the passages it must be judged by."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from corpus.errors import UsageError
from corpus.places import page_at
from corpus.types import Document, Passage
from eval.golden import GoldPlace, squeeze
from index.joining import Run, merge_run

CLAIMS = Path(__file__).parent / "datasets" / "claims.jsonl"
MOST_JOINED = 3
"""Neighbouring passages that one place may run over."""

Label = Literal["supported", "contradicted", "not found"]
Change = Literal["number", "date", "name", "negation", "scope", "near", "unrelated"]


@dataclass(frozen=True, slots=True)
class LabelledClaim:
    """One claim; ``eval/datasets/CLAIMS.md`` explains the labels.

    Attributes:
        id: Unique.
        text: One sentence, as somebody writing a brief would put it.
        language: ISO 639-1 code of the sentence.
        evidence: Where the passages stand that it is judged by, all of them together.
        evidence_language: ISO 639-1 code of those passages.
        label: What they make of it.
        change: The fault of a contradicted claim; how far one that is not found lies from its
            evidence; None for a supported one.
        split: dev or test; a family of claims is never divided.
        parent: The supported claim that this one was made from, or None.
    """

    id: str
    text: str
    language: str
    evidence: tuple[GoldPlace, ...]
    evidence_language: str
    label: Label
    change: Change | None
    split: str
    parent: str | None

    @property
    def pair(self) -> str:
        """Language pair, claim → evidence: ``ko→en``."""
        return f"{self.language}→{self.evidence_language}"


def load_claims(path: Path = CLAIMS) -> tuple[LabelledClaim, ...]:
    """Return the labelled claims in the order of the file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_claim(json.loads(line)) for line in lines if line)


def _claim(row: dict[str, Any]) -> LabelledClaim:
    return LabelledClaim(
        id=row["id"],
        text=row["claim"],
        language=row["claim_lang"],
        evidence=tuple(
            GoldPlace(p["document"], p["page"], tuple(p["needles"])) for p in row["evidence"]
        ),
        evidence_language=row["evidence_lang"],
        label=row["label"],
        change=row["change"],
        split=row["split"],
        parent=row["of"],
    )


def find_evidence(document: Document, passages: Sequence[Passage], place: GoldPlace) -> Passage:
    """Return the passage that holds every needle of a place, on its page.

    Where none does, neighbours are joined: the shortest run that does, the first of equals. The
    passage's ``text`` is the words to judge by, its ``context`` their title and headings.

    Args:
        document: Of the place.
        passages: All of the document, in order.
        place: To be found.

    Raises:
        UsageError: The needles do not stand together there.
    """
    near = [p for p in passages if _touches(document, p, place.page)]
    texts = [squeeze(p.text) for p in near]
    needles = [squeeze(needle) for needle in place.needles]
    for length in range(1, MOST_JOINED + 1):
        for start in range(len(near) - length + 1):
            together = "".join(texts[start : start + length])
            if all(needle in together for needle in needles):
                parts = tuple(near[start : start + length])
                return merge_run(Run(parts[0], parts), lambda _, a, b: document.text[a:b])
    raise UsageError(
        f"the evidence of a labelled claim is not on page {place.page or '-'}: {place.needles}",
        place.document,
        "Read in the documents that the claims were written about.",
    )


def _touches(document: Document, passage: Passage, page: int | None) -> bool:
    if page is None or passage.locator.page is None:
        return True
    last = page_at(document.places, passage.locator.char_end - 1) or passage.locator.page
    return passage.locator.page <= page <= last
