"""Reads documents in processes of their own, which a hostile or endless file can only end.

A process is given one task at a time, so that the file that ends it is known. It is started as a
fresh interpreter: a fork of a process with onnxruntime's and Chroma's threads may hang, and
``multiprocessing`` would run the caller's main module again.
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Generic, TypeVar

from corpus.errors import PolicydeskError, RejectedDocument

log = logging.getLogger(__name__)

Task = TypeVar("Task")
Result = TypeVar("Result")

MEMORY_BYTES = 3 * 2**30
"""Address space of a reading process; the Korean analyser alone takes half a GiB."""
_RETIRE_BYTES = 2**30
_MOST_PROCESSES = 4
_SPARE_CPU_S = 60
_POSIX = os.name == "posix"
_CHILD = "import sys; sys.path[:] = {path!r}; from ingest.processes import serve; serve()"


def usual_count() -> int:
    """Return how many processes read: half the cores, because embedding takes longer and all."""
    available = getattr(os, "sched_getaffinity", None)
    cores = len(available(0)) if available else os.cpu_count() or 1
    return max(1, min(_MOST_PROCESSES, cores // 2))


def attempt(work: Callable[[Task], Result], task: Task, subject: str) -> Result:
    """Return what ``work`` makes of a task; whatever goes wrong is about the document.

    Raises:
        RejectedDocument: Also where a reader fails in a way that it does not foresee.
    """
    try:
        return work(task)
    except PolicydeskError:
        raise
    except MemoryError:
        raise _too_large(subject) from None
    except Exception as error:
        log.info("reading failed", exc_info=error)
        problem = f"it cannot be made sense of ({type(error).__name__})"
        raise RejectedDocument(problem, subject, "Save it anew or convert it.") from error


class ReadingProcesses(Generic[Task, Result]):
    """Runs a function on tasks in other processes; use it as a context manager."""

    def __init__(
        self,
        work: Callable[[Task], Result],
        *,
        count: int,
        limit_s: float,
        memory_bytes: int = MEMORY_BYTES,
    ) -> None:
        """Prepare; a process starts when there is a task for it.

        Args:
            work: A function of a module, which both sides can import.
            count: How many processes at most; 0 works in the caller's own.
            limit_s: Longest time for one task, in seconds.
            memory_bytes: Address space of each process, where the system can limit it.
        """
        self._work = work
        self._limit_s = limit_s
        self._memory_bytes = memory_bytes
        self._threads = ThreadPoolExecutor(count, "read") if count else None
        self._lock = threading.Lock()
        self._all: set[_Process] = set()
        self._idle: list[_Process] = []
        self._closed = False

    def __enter__(self) -> ReadingProcesses[Task, Result]:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End every process at once."""
        with self._lock:
            self._closed = True
            running = list(self._all)
        for process in running:
            process.end()
        if self._threads:
            self._threads.shutdown(cancel_futures=True)

    def submit(self, task: Task, subject: str) -> Future[Result]:
        """Begin a task.

        Returns:
            Its result; raises RejectedDocument where there is none.
        """
        if self._threads:
            return self._threads.submit(self._run, task, subject)
        future: Future[Result] = Future()
        try:
            future.set_result(attempt(self._work, task, subject))
        except PolicydeskError as error:
            future.set_exception(error)
        return future

    def _run(self, task: Task, subject: str) -> Result:
        with self._lock:
            process = self._idle.pop() if self._idle else None
        process = process or self._start()
        if self._closed:
            raise CancelledError
        if process is None:
            return attempt(self._work, task, subject)
        again = False
        try:
            kind, value, again = process.ask(task, subject, self._limit_s)
        except EOFError:
            raise process.obituary(subject, self._limit_s) from None
        finally:
            with self._lock:
                again = again and not self._closed
                if again:
                    self._idle.append(process)
                else:
                    self._all.discard(process)
            if not again:
                process.end()
        if kind == "done":
            result: Result = value
            return result
        raise RejectedDocument(*value)

    def _start(self) -> _Process | None:
        """Return a new process, or None where the system does not let one live."""
        try:
            with self._lock:
                if self._closed:
                    return None
                process = _Process()
                self._all.add(process)
            process.greet(self._memory_bytes, self._work)
        except (OSError, EOFError):
            log.warning("no process to read in; reading in this one")
            return None
        return process


class _Process:
    """One process, which takes tasks on its standard input."""

    def __init__(self) -> None:
        options: dict[str, Any] = {"process_group": 0} if _POSIX else {}
        self._is_late = False
        self._process = subprocess.Popen(
            [sys.executable, "-c", _CHILD.format(path=sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if log.isEnabledFor(logging.INFO) else subprocess.DEVNULL,
            # One thread each: the processes themselves are what runs side by side.
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1"},
            **options,
        )

    def greet(self, memory_bytes: int, work: Callable[..., Any]) -> None:
        """Wait until it is ready."""
        self._exchange((memory_bytes, work))

    def ask(self, task: object, subject: str, limit_s: float) -> Any:
        """Return the answer to a task.

        Raises:
            EOFError: It died or took too long.
        """
        timer = threading.Timer(limit_s, self._be_late)
        timer.daemon = True
        timer.start()
        try:
            return self._exchange((task, subject, limit_s))
        finally:
            timer.cancel()

    def end(self) -> None:
        """Kill it and what it has started."""
        with suppress(OSError):
            if _POSIX:
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            # What is still in the buffer has nowhere to go; another thread may be reading.
            with suppress(OSError, ValueError, RuntimeError):
                pipe.close()  # type: ignore[union-attr]  # both are pipes

    def obituary(self, subject: str, limit_s: float) -> RejectedDocument:
        """Return why there is no answer."""
        self.end()
        if self._is_late:
            problem = f"reading it took longer than {limit_s:,.0f} s"
            return RejectedDocument(problem, subject, "Split the document into parts.")
        problem = f"reading it ended the reader (status {self._process.returncode})"
        return RejectedDocument(problem, subject, "Save it anew or split it into parts.")

    def _be_late(self) -> None:
        self._is_late = True
        self.end()

    def _exchange(self, message: object) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        try:
            pickle.dump(message, self._process.stdin)
            self._process.stdin.flush()
            return pickle.load(self._process.stdout)
        except (OSError, ValueError, pickle.UnpicklingError) as error:
            raise EOFError from error


def serve() -> None:
    """Take tasks from standard input until it closes; what a reading process runs."""
    tasks = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints must not stand between the answers.
    os.dup2(2, 1)
    memory_bytes, work = pickle.load(tasks)
    _limit("RLIMIT_AS", memory_bytes)
    _limit("RLIMIT_CORE", 0)
    waiting: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_listen, args=(tasks, waiting), daemon=True).start()
    _answer(answers, "ready")
    while True:
        task, subject, limit_s = waiting.get()
        _limit("RLIMIT_CPU", int(sum(os.times()[:2]) + limit_s) + _SPARE_CPU_S)
        try:
            answer = ("done", attempt(work, task, subject), _resident_bytes() < _RETIRE_BYTES)
        except RejectedDocument as error:
            is_memory = isinstance(error.__context__, MemoryError)
            answer = ("rejected", (error.problem, error.subject, error.remedy), not is_memory)
        _answer(answers, answer)


def _listen(tasks: Any, waiting: SimpleQueue[Any]) -> None:
    """Pass tasks on; end at once when the process that gives them has gone, however it went."""
    while True:
        try:
            waiting.put(pickle.load(tasks))
        except (EOFError, OSError, pickle.UnpicklingError):
            if _POSIX and os.getpgrp() == os.getpid():
                os.killpg(0, signal.SIGKILL)
            os._exit(1)


def _answer(answers: Any, answer: object) -> None:
    pickle.dump(answer, answers)
    answers.flush()


def _limit(name: str, value: int) -> None:
    try:
        import resource
    except ImportError:
        return
    which = getattr(resource, name)
    _, most = resource.getrlimit(which)
    with suppress(OSError, ValueError):
        resource.setrlimit(which, (value, most))


def _resident_bytes() -> int:
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _too_large(subject: str) -> RejectedDocument:
    return RejectedDocument(
        f"reading it takes more than {MEMORY_BYTES >> 30} GiB of memory",
        subject,
        "Split the document into parts.",
    )
