"""Runs work in a thread of its own, so that whoever waits for it can stop at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from typing import TypeVar

from corpus.errors import Cancelled

_POLL_S = 0.05
_Made = TypeVar("_Made")


def relay(steps: Callable[[], Iterator[_Made]], cancel: threading.Event) -> Iterator[_Made]:
    """Yield what a thread makes, until it ends, fails or is cancelled.

    Stopping does not wait for what the thread is doing just now.

    Args:
        steps: Run in the thread.
        cancel: Ends this at once when set.
    """
    made: SimpleQueue[_Made | Exception | None] = SimpleQueue()

    def make() -> None:
        try:
            for step in steps():
                made.put(step)
                if cancel.is_set():
                    return
            made.put(None)
        except Exception as error:
            made.put(error)

    threading.Thread(target=make, name="desk", daemon=True).start()
    while not cancel.is_set():
        try:
            step = made.get(timeout=_POLL_S)
        except Empty:
            continue
        # An engine that notices the cancellation first says so by raising Cancelled.
        if step is None or cancel.is_set():
            return
        if isinstance(step, Exception):
            raise step
        yield step


def wait_for(make: Callable[[], _Made], cancel: threading.Event) -> _Made:
    """Return what a thread makes.

    Args:
        make: Run in the thread.
        cancel: Ends the wait at once when set.

    Raises:
        Cancelled: ``cancel`` was set before it was made.
    """

    def steps() -> Iterator[_Made]:
        yield make()

    for made in relay(steps, cancel):
        return made
    raise Cancelled("it was stopped", "brief", "Start it again.")
