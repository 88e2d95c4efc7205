"""Sentences of our own and claims about them, each with what a careful reader would say of it."""

from __future__ import annotations

import csv
from typing import NamedTuple

from assistant.verification import Claim, Evidence
from ingest.language import detect_language
from tests.documents import FOLDER


class Labelled(NamedTuple):
    """A claim about one quote; ``change`` says what was altered in it, if anything."""

    claim: Claim
    label: str
    change: str


def labelled_claims() -> list[Labelled]:
    """Every row of claims.tsv with its quote of quotes.tsv."""
    quotes = {
        row["quote"]: Evidence(row["text"], row["language"], row["title"])
        for row in _rows("quotes.tsv")
    }
    return [
        Labelled(
            Claim(row["text"], detect_language(row["text"]), (quotes[row["quote"]],)),
            row["label"],
            row["change"],
        )
        for row in _rows("claims.tsv")
    ]


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
