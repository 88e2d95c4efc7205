"""From a file to a document and its passages."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from corpus.errors import RejectedDocument
from corpus.types import Document, DocumentInfo, Passage
from ingest.instructions import addresses_assistant
from ingest.metadata import describe_document
from ingest.ocr import at_hand
from ingest.passages import compose_text, cut_passages, identify_passages
from ingest.readers import READERS
from ingest.structure import PlacedBlock, place_blocks

_VERSION = "4"
"""Raise it when readers, cutting or the catalogue change what a file becomes; stored documents
follow."""
_OCR = " ocr="

MAX_FILE_MB = 100
_MOST_NAMED = 20


class Stamp(NamedTuple):
    """What the file system says of a file; while it is equal, so are the bytes.

    Attributes:
        size: In bytes.
        mtime_ns: When its bytes were last written.
        ctime_ns: When anything about it last changed; cannot be set back like the other.
        inode: Which file it is.
    """

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


@dataclass(frozen=True, slots=True)
class Source:
    """A file that is to go in, with its bytes' hash.

    Attributes:
        path: As named.
        data: Its bytes.
        sha256: Hex digest of them.
        stamp: Of the file when they were read; None where it changed meanwhile.
    """

    path: Path
    data: bytes
    sha256: str
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as read.

    Attributes:
        document: The document.
        passages: All of its passages.
        recipe: What it was read with, as ``is_current`` takes it.
        warnings: One line for each part of it that could not be read.
    """

    document: Document
    passages: list[Passage]
    recipe: str
    warnings: tuple[str, ...]


def stamp_of(place: str | Path) -> Stamp | None:
    """Return a file's stamp, or None where there is no such file."""
    try:
        return _stamp(Path(place).stat())
    except (OSError, ValueError):
        return None


def load_source(path: Path) -> Source:
    """Return a file's bytes and hash.

    Raises:
        RejectedDocument: Unknown format, not a file, unreadable, empty or too large.
    """
    if path.suffix.lower() not in READERS:
        known = ", ".join(sorted({s.lstrip(".") for s in READERS}))
        raise RejectedDocument(
            f"{path.suffix or 'a file without suffix'} is not a format policydesk reads",
            path.name,
            f"Convert it to one of: {known}.",
        )
    try:
        data, stamp = _read_bytes(path)
    except OSError as error:
        raise RejectedDocument(
            f"it cannot be read ({error.strerror})", path.name, "Check its permissions."
        ) from error
    if not data.strip():
        raise RejectedDocument("the file is empty", path.name, "Add the document itself.")
    return Source(path, data, hashlib.sha256(data).hexdigest(), stamp)


def read_document(source: Source, *, slug: str | None = None) -> tuple[Document, list[Passage]]:
    """Return the document that a file holds and its passages.

    Args:
        source: The file.
        slug: To keep a document's name; None derives one from the file's.

    Raises:
        RejectedDocument: The reader cannot make sense of the file.
    """
    read = read_source(source)
    return rename(read.document, read.passages, slug) if slug else (read.document, read.passages)


def read_source(source: Source, *, info: DocumentInfo | None = None) -> ReadDocument:
    """Return the document that a file holds, its passages and what could not be read.

    Args:
        source: The file.
        info: Metadata to keep; None finds it beside and in the file.

    Raises:
        RejectedDocument: The reader cannot make sense of the file.
    """
    reading = READERS[source.path.suffix.lower()](source.data, source.path)
    placed = place_blocks(reading.blocks)
    text, places, starts = compose_text(placed, reading.page_labels, reading.ocr_pages)
    info = info or describe_document(source.path, reading, text)
    passages = cut_passages(
        placed,
        text,
        places,
        starts,
        slug=info.slug,
        title=info.title,
        language=info.language,
    )
    if not passages:
        raise RejectedDocument(
            "no text in it", source.path.name, "Check that it holds more than headings or images."
        )
    document = Document(
        info=info,
        text=text,
        places=places,
        sha256=source.sha256,
        source_path=str(source.path.resolve()),
    )
    warnings = (*reading.warnings, *_orders_note(placed))
    return ReadDocument(document, passages, _recipe(scanned=reading.scanned), warnings)


def _orders_note(placed: Sequence[PlacedBlock]) -> tuple[str, ...]:
    """The warning that a document gives orders to whoever reads it with a machine."""
    blocks = [item.block for item in placed if addresses_assistant(item.block.text)]
    if not blocks:
        return ()
    pages = ", ".join(
        dict.fromkeys(str(block.page) for block in blocks[:_MOST_NAMED] if block.page)
    )
    where = f" on page(s) {pages}" if pages else ""
    return (f"gives orders to an AI assistant{where}: they are never used as evidence",)


def rename(
    document: Document, passages: Sequence[Passage], slug: str
) -> tuple[Document, list[Passage]]:
    """Return a document under another slug, on which its passages' identifiers depend."""
    info = replace(document.info, slug=slug)
    return replace(document, info=info), identify_passages(passages, slug)


def is_current(recipe: str) -> bool:
    """Whether reading a document again would give the same, as far as this program goes.

    A scan follows what can be recognised: more of it once Tesseract or a language is installed.
    """
    return recipe == _recipe(scanned=_OCR in recipe)


def _recipe(*, scanned: bool) -> str:
    return f"{_VERSION}{_OCR}{at_hand()}" if scanned else _VERSION


def _read_bytes(path: Path) -> tuple[bytes, Stamp | None]:
    # Opening a pipe waits for whoever writes into it, unless told not to.
    waiting = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if not stat.S_ISREG(path.stat().st_mode):
        raise RejectedDocument(
            "it is not a file but a folder, pipe, socket or device",
            path.name,
            "Name the document itself.",
        )
    descriptor = os.open(path, os.O_RDONLY | waiting)
    with os.fdopen(descriptor, "rb") as file:
        before = _stamp(os.fstat(descriptor))
        if before.size > MAX_FILE_MB * 1_000_000:
            raise RejectedDocument(
                f"{before.size // 1_000_000} MB is over the limit of {MAX_FILE_MB} MB",
                path.name,
                "Split the document into parts.",
            )
        data = file.read()
        after = _stamp(os.fstat(descriptor))
    return data, after if before == after and len(data) == after.size else None


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
