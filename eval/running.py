"""Runs a suite in a process of its own, so that whoever works at the interface is not held up.

It is a fresh interpreter with a low priority, as in ``ingest.processes``; it speaks pickles on its
standard output and ends when its standard input closes.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from assistant.settings import Settings
from corpus.errors import Cancelled, PolicydeskError, UsageError
from eval.suites import Wish
from ingest.report import ProgressHook

_POSIX = os.name == "posix"
_CHILD = "import sys; sys.path[:] = {path!r}; from eval.running import serve; serve()"
_NICER = 10
_POLL_S = 0.2


def evaluate_apart(
    wish: Wish, settings: Settings, progress: ProgressHook, cancel: threading.Event
) -> Path:
    """Run a suite in another process and return the file of the history that holds the outcome.

    Args:
        wish: What to evaluate.
        settings: Of the library and the engine.
        progress: Told of every step; raising there ends the process.
        cancel: Ends it at once, also where no step is near.

    Raises:
        Cancelled: ``progress`` or ``cancel`` said so.
        PolicydeskError: The suite could not run.
    """
    # What the process makes for itself, the library of the digests, goes with this folder.
    with tempfile.TemporaryDirectory(
        prefix="policydesk-eval-", ignore_cleanup_errors=True
    ) as folder:
        process = _start(folder)
        threading.Thread(target=_watch, args=(process, cancel), daemon=True).start()
        try:
            assert process.stdin
            pickle.dump((wish, settings), process.stdin)
            process.stdin.flush()
            while True:
                kind, value = _next(process, cancel)
                if kind == "step":
                    progress(value)
                elif kind == "failed":
                    raise PolicydeskError(*value)
                else:
                    return Path(value)
        finally:
            _end(process)


def serve() -> None:
    """Run the suite that standard input asks for; what the other process does."""
    asked = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints must not stand between the answers.
    os.dup2(2, 1)
    if _POSIX:
        os.nice(_NICER)
    wish, settings = pickle.load(asked)
    threading.Thread(target=_leave_with_parent, args=(asked,), daemon=True).start()

    def tell(kind: str, value: Any) -> None:
        pickle.dump((kind, value), answers)
        answers.flush()

    try:
        tell("done", str(_run(wish, settings, lambda step: tell("step", step))))
    except PolicydeskError as error:
        tell("failed", (error.problem, error.subject, error.remedy))


def _run(wish: Wish, settings: Settings, progress: ProgressHook) -> Path:
    from assistant.open import open_library
    from eval.history import keep_run
    from eval.suites import run_suite

    began = time.monotonic()
    library = open_library(settings)
    try:
        outcome = run_suite(wish, library, settings, progress)
    finally:
        library.close()
    took = time.monotonic() - began
    return keep_run(outcome, settings.evaluations_folder, seconds=took, most=wish.most)


def _start(folder: str) -> subprocess.Popen[bytes]:
    options: dict[str, Any] = {"process_group": 0} if _POSIX else {}
    return subprocess.Popen(
        [sys.executable, "-c", _CHILD.format(path=sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "TMPDIR": folder, "TEMP": folder, "TMP": folder},
        **options,
    )


def _next(process: subprocess.Popen[bytes], cancel: threading.Event) -> Any:
    assert process.stdout
    try:
        return pickle.load(process.stdout)
    except (EOFError, OSError, pickle.UnpicklingError) as error:
        if cancel.is_set():
            raise Cancelled("stopped", "evaluation", "Start it again.") from None
        raise UsageError(
            f"the evaluation ended early (status {process.wait()})",
            "evaluation",
            "Try again; the server's log has the details.",
        ) from error


def _watch(process: subprocess.Popen[bytes], cancel: threading.Event) -> None:
    while process.poll() is None:
        if cancel.wait(_POLL_S):
            _kill(process)
            return


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        if _POSIX:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _end(process: subprocess.Popen[bytes]) -> None:
    _kill(process)
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError, ValueError):
            pipe.close()  # type: ignore[union-attr]  # both are pipes


def _leave_with_parent(asked: Any) -> None:
    """End at once when the process that asked has gone, however it went."""
    asked.read()
    if _POSIX and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(1)
