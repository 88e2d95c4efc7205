"""The suites that ``policydesk eval`` runs, one function each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.settings import Settings
from corpus.errors import UsageError
from eval.abstention import run_abstention
from eval.followups import run_followups
from eval.outcome import Outcome
from eval.retrieval_suite import run_retrieval
from index.ingestion import ingest_paths
from index.library import Library
from ingest.report import ProgressHook

SUITES: dict[str, Callable[[Library, Settings], Outcome]] = {
    "retrieval": run_retrieval,
    "abstention": run_abstention,
    "followups": run_followups,
}


def run_suite(
    name: str,
    library: Library,
    settings: Settings,
    documents: Path | None = None,
    progress: ProgressHook | None = None,
) -> Outcome:
    """Return the outcome of one suite.

    Args:
        name: A key of ``SUITES``.
        library: Holds the documents that the golden set asks about.
        settings: For the engines.
        documents: Folder to bring the library up to date with first.
        progress: For that ingestion.

    Raises:
        UsageError: There is no such suite, or the library is empty.
    """
    if name not in SUITES:
        raise UsageError("there is no such suite", name, f"Choose one of: {', '.join(SUITES)}.")
    if documents is not None:
        ingest_paths(library, [documents], progress)
    if not library.documents():
        raise UsageError(
            "the library is empty",
            str(library.folder),
            "Name the folder of the golden set's documents with --documents.",
        )
    return SUITES[name](library, settings)
