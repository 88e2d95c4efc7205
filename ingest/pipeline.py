"""From a file to a document and its passages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import RejectedDocument, UsageError
from corpus.types import Document, Passage
from ingest.metadata import SIDECAR, describe_document
from ingest.passages import compose_text, cut_passages
from ingest.readers import READERS
from ingest.structure import place_blocks

RECIPE = "1"
"""Changes whenever readers or cutting change what a file becomes; stored documents follow."""

MAX_FILE_MB = 100


@dataclass(frozen=True, slots=True)
class Source:
    """A file that is to go in, with its bytes' hash."""

    path: Path
    data: bytes
    sha256: str


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files to ingest: files as named, folders searched below, globs expanded.

    Hidden files, sidecars and links that lead out of a named folder are passed over.

    Raises:
        UsageError: A path that does not exist.
    """
    for path in paths:
        if _is(Path.is_dir, path):
            yield from (f for f in sorted(path.rglob("*")) if _wanted(f, path))
        elif _is(Path.exists, path):
            yield path
        elif any(c in path.name for c in "*?["):
            found = sorted(path.parent.glob(path.name))
            yield from (f for f in found if _wanted(f, path.parent))
        else:
            raise UsageError("no such file or folder", str(path), "Check the path.")


def load_source(path: Path) -> Source:
    """Return a file's bytes and hash.

    Raises:
        RejectedDocument: Unknown format, unreadable, empty or too large.
    """
    if path.suffix.lower() not in READERS:
        known = ", ".join(sorted({s.lstrip(".") for s in READERS}))
        raise RejectedDocument(
            f"{path.suffix or 'a file without suffix'} is not a format policydesk reads",
            path.name,
            f"Convert it to one of: {known}.",
        )
    try:
        size = path.stat().st_size
        if size > MAX_FILE_MB * 1_000_000:
            raise RejectedDocument(
                f"{size // 1_000_000} MB is over the limit of {MAX_FILE_MB} MB",
                path.name,
                "Split the document into parts.",
            )
        data = path.read_bytes()
    except OSError as error:
        raise RejectedDocument(
            f"it cannot be read ({error.strerror})", path.name, "Check its permissions."
        ) from error
    if not data.strip():
        raise RejectedDocument("the file is empty", path.name, "Add the document itself.")
    return Source(path=path, data=data, sha256=hashlib.sha256(data).hexdigest())


def read_document(source: Source, *, slug: str | None = None) -> tuple[Document, list[Passage]]:
    """Return the document that a file holds and its passages.

    Args:
        source: The file.
        slug: To keep a document's name; None derives one from the file's.

    Raises:
        RejectedDocument: The reader cannot make sense of the file.
    """
    reading = READERS[source.path.suffix.lower()](source.data, source.path)
    placed = place_blocks(reading.blocks)
    text, places, starts = compose_text(placed, reading.page_labels, reading.ocr_pages)
    info = describe_document(source.path, reading, text)
    if slug:
        info = replace(info, slug=slug)
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
    return document, passages


def _wanted(file: Path, folder: Path) -> bool:
    parts = file.relative_to(folder).parts
    if any(part.startswith((".", "~$")) for part in parts) or file.name == SIDECAR:
        return False
    return file.is_file() and file.resolve().is_relative_to(folder.resolve())


def _is(test: Callable[[Path], bool], path: Path) -> bool:
    """Whether ``path`` passes a test; a name the system cannot even look up does not."""
    try:
        return test(path)
    except OSError:
        return False
