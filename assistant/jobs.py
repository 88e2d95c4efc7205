"""Long work beside the conversation: what it is, how far it is, how it ended."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Literal

from corpus.errors import Cancelled, PolicydeskError
from ingest.report import IngestProgress, IngestReport

log = logging.getLogger(__name__)

JobKind = Literal["starter", "upload", "undo", "model", "evaluation"]
Outcome = Literal["", "done", "cancelled", "failed"]


class Job:
    """One piece of work; written by its thread, read by any.

    Attributes:
        kind: Which work.
        progress: The last step of an ingestion or an evaluation.
        bytes_done: Of a download.
        bytes_total: Of a download.
        report: What an ingestion did.
        problem: The error that ended it; None for one that policydesk does not know.
        outcome: Empty while it waits or runs.
        changes: Counts every step, so that a reader sees whether anything is new.
    """

    def __init__(self, kind: JobKind) -> None:
        """Prepare a job that has not begun."""
        self.kind: JobKind = kind
        self.progress: IngestProgress | None = None
        self.bytes_done = 0
        self.bytes_total = 0
        self.report: IngestReport | None = None
        self.problem: PolicydeskError | None = None
        self.outcome: Outcome = ""
        self.changes = 0
        self.cancel = threading.Event()

    @property
    def is_running(self) -> bool:
        """Whether it waits or runs."""
        return not self.outcome

    def step(self, progress: IngestProgress) -> None:
        """Take a step of an ingestion or an evaluation; a ``ProgressHook``.

        Raises:
            Cancelled: The reader asked for that.
        """
        self.progress = progress
        self.changes += 1
        if self.cancel.is_set():
            raise Cancelled("stopped", progress.current, "Add it again to go on.")

    def download(self, done: int, total: int) -> None:
        """Take a step of a download."""
        self.bytes_done, self.bytes_total = done, total
        self.changes += 1

    def run(self, work: Callable[[Job], IngestReport | None]) -> None:
        """Do the work and note how it ended; never raises."""
        try:
            if self.cancel.is_set():
                raise Cancelled("stopped", self.kind, "Start it again.")
            self.report = work(self)
            self.outcome = "done"
        except Cancelled:
            self.outcome = "cancelled"
        except PolicydeskError as error:
            self.problem = error
            self.outcome = "failed"
        except Exception:
            log.exception("%s failed", self.kind)
            self.outcome = "failed"
        self.changes += 1


class Jobs:
    """Runs library work one at a time; downloads and evaluations beside it."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._library_work = ThreadPoolExecutor(1, thread_name_prefix="library")
        self._recent: list[Job] = []

    @property
    def running(self) -> list[Job]:
        """The jobs that wait or run."""
        self._recent = [job for job in self._recent if job.is_running]
        return list(self._recent)

    def start(self, kind: JobKind, work: Callable[[Job], IngestReport | None]) -> Job:
        """Begin work and return its job at once."""
        job = Job(kind)
        self._recent.append(job)
        if kind in ("model", "evaluation"):
            threading.Thread(target=job.run, args=(work,), name=kind, daemon=True).start()
        else:
            self._library_work.submit(job.run, work)
        return job

    def close(self) -> None:
        """Cancel what is left and wait for it."""
        for job in self.running:
            job.cancel.set()
        self._library_work.shutdown(wait=True, cancel_futures=True)
