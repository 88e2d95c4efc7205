"""Text from a model that blocks, handed over piece by piece and stopped at once."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator

from corpus.errors import Cancelled

Emit = Callable[[str], bool]
"""Takes the next piece of text (``""`` for a sign of life); True asks the producer to stop."""

_POLL_S = 0.05


def stream_text(
    produce: Callable[[Emit], None], subject: str, cancel: threading.Event | None
) -> Iterator[str]:
    """Yield what ``produce`` emits from a thread of its own.

    The consumer is free within 0.05 s of ``cancel`` even while the producer is blocked. When the
    consumer stops early, the producer's next ``emit`` tells it so.

    Raises:
        Cancelled: ``cancel`` was set.
        Exception: Whatever ``produce`` raised.
    """
    pieces: queue.SimpleQueue[str | BaseException | None] = queue.SimpleQueue()
    abandoned = threading.Event()

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
