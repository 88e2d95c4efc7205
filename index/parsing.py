"""From a file's copy to what the library stores of it: document, passages, keyword terms.

Runs in reading processes; nothing here may bring in the vector store or the embedding model.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.types import Document, DocumentInfo, Passage
from index.keywords import passage_terms
from index.records import StoredPassage
from ingest.language import passage_language
from ingest.pipeline import Source, read_source, rename


@dataclass(frozen=True, slots=True)
class Copy:
    """A file's copy that is to be read.

    Attributes:
        path: Of the original, which names the document and says its format.
        copy: Holds its bytes.
        sha256: Hex digest of them.
        info: Metadata to keep; None finds it.
    """

    path: Path
    copy: Path
    sha256: str
    info: DocumentInfo | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document ready to be embedded and stored.

    Attributes:
        document: The document.
        rows: Its passages as the indexes take them.
        recipe: What it was read with.
        warnings: One line for each part of it that could not be read.
        seconds: What reading took.
    """

    document: Document
    rows: list[StoredPassage]
    recipe: str
    warnings: tuple[str, ...]
    seconds: float

    def under(self, slug: str) -> Parsed:
        """Return the same document under another slug."""
        if slug == self.document.info.slug:
            return self
        document, passages = rename(self.document, [row.passage for row in self.rows], slug)
        rows = [r._replace(passage=p) for r, p in zip(self.rows, passages, strict=True)]
        return replace(self, document=document, rows=rows)


def parse_copy(task: Copy) -> Parsed:
    """Return the document that a file's copy holds.

    Raises:
        RejectedDocument: The reader cannot make sense of it.
    """
    began = time.perf_counter()
    source = Source(task.path, task.copy.read_bytes(), task.sha256)
    read = read_source(source, info=task.info)
    rows = index_rows(read.passages, read.document.info)
    took = time.perf_counter() - began
    return Parsed(read.document, rows, read.recipe, read.warnings, took)


def index_rows(passages: Sequence[Passage], info: DocumentInfo) -> list[StoredPassage]:
    """Return passages with the language they are indexed under and their keyword terms."""
    rows = []
    for passage in passages:
        language = passage_language(passage.text, info.language)
        terms = passage_terms(passage.context, passage.text, language)
        rows.append(StoredPassage(passage, language, terms))
    return rows
