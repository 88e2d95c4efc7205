"""The suites that ``policydesk eval`` runs, one function each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.settings import Settings
from corpus.errors import UsageError
from eval.abstention import run_abstention
from eval.answers_suite import run_answers
from eval.golden import GoldenQuestion, load_golden, spread
from eval.outcome import Outcome
from eval.retrieval_suite import run_retrieval
from eval.verification_suite import run_verification
from index.ingestion import ingest_paths
from index.library import Library
from ingest.report import ProgressHook

Suite = Callable[[Library, Settings, Sequence[GoldenQuestion]], Outcome]

SUITES: dict[str, Suite] = {
    "retrieval": run_retrieval,
    "abstention": run_abstention,
    "answers": run_answers,
    "verification": run_verification,
}


def run_suite(
    name: str,
    library: Library,
    settings: Settings,
    documents: Path | None = None,
    progress: ProgressHook | None = None,
    most: int | None = None,
) -> Outcome:
    """Return the outcome of one suite.

    Args:
        name: A key of ``SUITES``.
        library: Holds the documents that the golden set asks about.
        settings: Which engine writes, and with what.
        documents: Folder to bring the library up to date with first.
        progress: For that ingestion.
        most: How many questions to ask at most, spread over all; every one by default.

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
    return SUITES[name](library, settings, spread(load_golden(), most))
