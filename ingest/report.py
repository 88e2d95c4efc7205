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
class IngestReport:
    """The outcome of one ingestion.

    Attributes:
        added: Slugs of new documents.
        updated: Slugs of documents whose file had changed.
        unchanged: Number of files that were in the library already.
        rejected: Files that did not go in.
        passages: Number of passages written.
        seconds: Wall time.
        embed_seconds: Of which spent embedding.
    """

    added: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: int
    rejected: tuple[Rejection, ...]
    passages: int
    seconds: float
    embed_seconds: float


@dataclass(frozen=True, slots=True)
class IngestProgress:
    """A step of an ingestion.

    Attributes:
        done: Files finished.
        total: Files found.
        current: Name of the file in work.
        passages_done: Passages of that file embedded so far.
        passages_total: Passages of that file to embed.
        eta_seconds: Estimated time left; None until there is something to estimate from.
    """

    done: int
    total: int
    current: str
    passages_done: int = 0
    passages_total: int = 0
    eta_seconds: float | None = None


ProgressHook = Callable[[IngestProgress], None]
