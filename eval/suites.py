"""The suites that ``policydesk eval`` runs, one function each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.settings import Settings
from corpus.errors import UsageError
from eval.answers_suite import run_answers
from eval.followups import run_followups
from eval.golden import GoldenQuestion, load_golden, spread
from eval.injection_suite import run_injection
from eval.outcome import Outcome
from eval.retrieval_suite import run_retrieval
from eval.verification_suite import run_verification
from index.ingestion import ingest_paths
from index.library import Library
from ingest.report import ProgressHook

INJECTION = "injection"
"""The suite that attacks; it makes a library of its own."""

Suite = Callable[[Library, Settings, int | None], Outcome]
"""Called with the most golden questions to ask, None for all."""


def _over_golden(
    run: Callable[[Library, Settings, Sequence[GoldenQuestion]], Outcome],
) -> Suite:
    return lambda library, settings, most: run(library, settings, spread(load_golden(), most))


def _over_its_own(run: Callable[[Library, Settings], Outcome]) -> Suite:
    return lambda library, settings, most: run(library, settings)


SUITES: dict[str, Suite] = {
    "retrieval": _over_golden(run_retrieval),
    "answers": _over_golden(run_answers),
    "followups": _over_its_own(run_followups),
    "verification": _over_its_own(run_verification),
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
        name: A key of ``SUITES``, or ``INJECTION``.
        library: Holds the documents that the golden set asks about.
        settings: Which engine writes, and with what.
        documents: Folder to bring the library up to date with first.
        progress: For that ingestion.
        most: How many golden questions to ask at most, spread over all; every one by default.

    Raises:
        UsageError: There is no such suite, or the library is empty.
    """
    if name == INJECTION:
        return run_injection(settings, most, progress)
    if name not in SUITES:
        known = ", ".join([*SUITES, INJECTION])
        raise UsageError("there is no such suite", name, f"Choose one of: {known}.")
    if documents is not None:
        ingest_paths(library, [documents], progress)
    if not library.documents():
        raise UsageError(
            "the library is empty",
            str(library.folder),
            "Name the folder of the golden set's documents with --documents.",
        )
    return SUITES[name](library, settings, most)
