"""How the library's books write metadata, places and passages: as JSON in columns of text."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from corpus.types import Anchor, DocumentInfo, Locator, Passage, Places


def read_info(text: str) -> DocumentInfo:
    """Return the metadata that a column holds."""
    fields = json.loads(text)
    return DocumentInfo(**fields | {"found": tuple(fields.get("found", ()))})


def write_places(places: Places) -> str:
    """Return places as a column holds them."""
    return json.dumps(asdict(places), ensure_ascii=False, separators=(",", ":"))


def read_places(text: str) -> Places:
    """Return the places that a column holds."""
    found = json.loads(text)
    anchors = found.pop("anchors")
    lists = {name: tuple(values) for name, values in found.items()}
    return Places(
        **lists,
        anchors=tuple(
            Anchor(a["char_start"], tuple(a["heading"]), a["address"], a.get("page"))
            for a in anchors
        ),
    )


def read_passage(row: Any) -> Passage:
    """Return a passage from its identifier, document, ordinal, text, context and locator."""
    locator = json.loads(row[5])
    locator["heading"] = tuple(locator["heading"])
    return Passage(row[0], row[1], row[2], row[3], row[4], Locator(**locator))
