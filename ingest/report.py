"""What an ingestion did, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rejection:
    """A file that did not go in.

    Attributes:
        path: As found.
        reason: One line: what is wrong and what to do.
    """

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class IngestWarning:
    """Something a user should know of a file that is in the library.

    Attributes:
        path: As found.
        warning: One line.
    """

    path: str
    warning: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A file that holds the same bytes as a document's own file.

    Attributes:
        path: As found.
        document: Slug of that document.
    """

    path: str
    document: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """The outcome of one ingestion, in the order of the files.

    Attributes:
        added: Slugs of new documents.
        updated: Slugs of documents whose file or reader had changed.
        unchanged: Number of files that were in the library already, duplicates among them.
        rejected: Files that did not go in.
        passages: Number of passages written.
        seconds: Wall time.
        embed_seconds: Of which spent embedding.
        store_seconds: Of which spent storing.
        read_seconds: Spent reading files, in all processes together.
        warnings: What could not be read of files that went in, or of those that were in before.
        duplicates: Files that were not added because a document has the same content.
        missing: Slugs of documents whose file is no longer in a folder that was searched.
        removed: Slugs of such documents that were removed.
    """

    added: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: int
    rejected: tuple[Rejection, ...]
    passages: int
    seconds: float
    embed_seconds: float
    store_seconds: float = 0.0
    read_seconds: float = 0.0
    warnings: tuple[IngestWarning, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    missing: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IngestProgress:
    """A step of an ingestion; or of an evaluation, whose questions stand for the files.

    Attributes:
        done: Files finished.
        total: Files found.
        current: Name of the file in work.
        passages_done: Passages in work that are embedded; small files are embedded together.
        passages_total: Passages in work.
        eta_seconds: Estimated time left; None until there is something to estimate from.
        share: Of the whole work that is done, in [0, 1], by passages; None where unknown.
    """

    done: int
    total: int
    current: str
    passages_done: int = 0
    passages_total: int = 0
    eta_seconds: float | None = None
    share: float | None = None


ProgressHook = Callable[[IngestProgress], None]
