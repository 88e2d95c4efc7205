"""Reads text as if it were a file."""

import hashlib
from pathlib import Path

from ingest.pipeline import Source, read_document
from ingest.structure import place_blocks


def read(data: bytes | str, name: str = "note.md"):
    data = data.encode() if isinstance(data, str) else data
    return read_document(Source(Path(name), data, hashlib.sha256(data).hexdigest()))


def addresses(blocks) -> dict[str, str | None]:
    """The address of every block that is not a heading, by its first 24 characters."""
    return {
        placed.block.text[:24]: placed.address
        for placed in place_blocks(blocks)
        if placed.block.kind != "heading"
    }
