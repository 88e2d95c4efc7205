"""Text from a model that blocks, handed over piece by piece and stopped at once."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import suppress
from typing import Any

from corpus.errors import Cancelled, EngineError

Emit = Callable[[str], bool]
"""Takes the next piece of text (``""`` for a sign of life); True asks the producer to stop."""

_POLL_S = 0.05


def stream_text(
    produce: Callable[[Emit], None],
    subject: str,
    cancel: threading.Event | None,
    timeout_s: float | None = None,
) -> Iterator[str]:
    """Yield what ``produce`` emits from a thread of its own.

    The consumer is free within 0.05 s of ``cancel`` even while the producer is blocked. When the
    consumer stops early, the producer's next ``emit`` tells it so.

    Args:
        produce: Blocks while it works.
        subject: Who writes, for errors.
        cancel: Ends the stream when set.
        timeout_s: Longest time until the end of the stream; None waits for ever.

    Raises:
        Cancelled: ``cancel`` was set.
        EngineError: The time was up.
        Exception: Whatever ``produce`` raised.
    """
    pieces: queue.SimpleQueue[str | BaseException | None] = queue.SimpleQueue()
    abandoned = threading.Event()
    deadline = None if timeout_s is None else time.monotonic() + timeout_s

    def emit(text: str) -> bool:
        pieces.put(text)
        return abandoned.is_set()

    def run() -> None:
        try:
            produce(emit)
        except BaseException as error:  # raised again where it can be caught
            pieces.put(error)
        else:
            pieces.put(None)

    threading.Thread(target=run, name="engine", daemon=True).start()
    try:
        while True:
            if cancel is not None and cancel.is_set():
                raise Cancelled("the answer was cancelled", subject, "Ask again to start over.")
            if deadline is not None and time.monotonic() > deadline:
                problem = f"the model was not done after {timeout_s:g} s"
                raise EngineError(problem, subject, "Try again when the machine is less busy.")
            try:
                piece = pieces.get(timeout=_POLL_S)
            except queue.Empty:
                continue
            if piece is None:
                return
            if isinstance(piece, BaseException):
                raise piece
            yield piece
    finally:
        abandoned.set()


def run_until_abandoned(work: Coroutine[Any, Any, None], emit: Emit) -> None:
    """Run asynchronous work in this thread, and cancel it when ``emit`` asks to stop.

    For use inside ``produce``: wherever the work waits, it is stopped within 0.05 s.

    Raises:
        Exception: Whatever the work raised.
    """

    async def watch() -> None:
        task = asyncio.ensure_future(work)
        while not task.done():
            if emit(""):
                task.cancel()
            await asyncio.wait({task}, timeout=_POLL_S)
        with suppress(asyncio.CancelledError):
            await task

    asyncio.run(watch())
