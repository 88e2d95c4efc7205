"""The suites that ``policydesk eval`` runs, one function each."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.open import open_embedder
from assistant.settings import Settings
from corpus.catalog import DIGESTS
from corpus.errors import UsageError
from eval.answers_suite import run_answers
from eval.followups import run_followups
from eval.gates import read_baseline
from eval.golden import load_golden, spread
from eval.golden_sets import golden_set
from eval.injection_suite import run_injection
from eval.judged_suite import judge_report, run_ragas
from eval.outcome import Outcome
from eval.retrieval_suite import run_retrieval
from eval.safety.suite import run_safety
from eval.verification_suite import run_verification
from index.ingestion import ingest_paths
from index.library import Library
from ingest.report import ProgressHook


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be evaluated.

    Attributes:
        suite: A key of ``SUITES``.
        questions: starter (about what ships, over a library of its own), golden (about documents
            that do not), reviewed (made of what readers said) or the path of a file of such.
        documents: Folder to bring the library up to date with first.
        most: How many questions to ask, or answers to judge, at most; spread over all.
        judge: Who judges in the suite ragas.
        answers: Report whose answers are judged again instead of asking.
        baseline: Report to compare with, instead of the recorded baseline.
    """

    suite: str
    questions: str = "starter"
    documents: Path | None = None
    most: int | None = None
    judge: str = "rules"
    answers: Path | None = None
    baseline: Path | None = None


Suite = Callable[[Library, Settings, Wish, ProgressHook | None], Outcome]


def _retrieval(
    library: Library, settings: Settings, wish: Wish, progress: ProgressHook | None
) -> Outcome:
    del progress
    return run_retrieval(library, settings, spread(load_golden(), wish.most))


def _answers(
    library: Library, settings: Settings, wish: Wish, progress: ProgressHook | None
) -> Outcome:
    golden = golden_set(wish.questions, settings.evaluations_folder)
    return run_answers(library, settings, golden, wish.most, progress)


def _ragas(
    library: Library, settings: Settings, wish: Wish, progress: ProgressHook | None
) -> Outcome:
    if wish.answers is not None:
        named = wish.questions if wish.questions.endswith(".jsonl") else ""
        return judge_report(wish.answers, library, settings, wish.judge, wish.most, named)
    golden = golden_set(wish.questions, settings.evaluations_folder)
    return run_ragas(library, settings, golden, wish.judge, wish.most, progress)


SUITES: dict[str, Suite] = {
    "ragas": _ragas,
    "answers": _answers,
    "retrieval": _retrieval,
    "followups": lambda library, settings, *_: run_followups(library, settings),
    "verification": lambda library, settings, *_: run_verification(library, settings),
    "injection": lambda _, settings, wish, __: run_injection(settings, wish.most),
    "safety": lambda _, settings, wish, __: run_safety(settings, wish.most),
}
_ON_STARTER = ("ragas", "answers")
_ON_THEIR_OWN = ("injection", "safety")


def run_suite(
    wish: Wish, library: Library, settings: Settings, progress: ProgressHook | None = None
) -> Outcome:
    """Return the outcome of one suite.

    Args:
        wish: Which, and over what.
        library: Holds the documents that the questions are about, unless they are the starter's.
        settings: Which engine writes, and with what.
        progress: Told of every step of an ingestion, and before each question.

    Raises:
        UsageError: There is no such suite, or the library is empty.
    """
    if wish.suite not in SUITES:
        known = ", ".join(SUITES)
        raise UsageError("there is no such suite", wish.suite, f"Choose one of: {known}.")
    outcome = _run(wish, library, settings, progress)
    if wish.baseline is not None:
        return replace(outcome, baseline=read_baseline(wish.baseline))
    return outcome


def _run(
    wish: Wish, library: Library, settings: Settings, progress: ProgressHook | None
) -> Outcome:
    suite = SUITES[wish.suite]
    if wish.suite in _ON_THEIR_OWN or wish.answers is not None:
        return suite(library, settings, wish, progress)
    if wish.suite in _ON_STARTER and wish.questions == "starter":
        with starter_library(settings, progress) as starter:
            return suite(starter, settings, wish, progress)
    if wish.documents is not None:
        ingest_paths(library, [wish.documents], progress)
    if not library.documents():
        raise UsageError(
            "the library is empty",
            str(library.folder),
            "Name the folder of the golden set's documents with --documents.",
        )
    return suite(library, settings, wish, progress)


@contextmanager
def starter_library(settings: Settings, progress: ProgressHook | None = None) -> Iterator[Library]:
    """Open a library of the shipped digests alone, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="policydesk-eval-") as folder:
        library = Library(Path(folder), lambda: open_embedder(settings), settings.cache)
        try:
            ingest_paths(library, [DIGESTS], progress)
            yield library
        finally:
            library.close()
