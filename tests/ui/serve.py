"""Serves the interface in a process of its own, with an engine and a download made for tests."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from assistant.engines import Draft
from assistant.engines.extractive import ExtractiveEngine
from assistant.settings import Settings
from corpus.errors import Cancelled
from corpus.types import Citation

SLOWLY = "slowly"
BROKEN = "broken"


class DeliberateEngine:
    """Quotes like the extractive engine, word by word when the question says ``slowly``."""

    label = "extractive"

    def write(
        self,
        question: str,
        language: str,
        evidence: Sequence[Citation],
        *,
        cancel: threading.Event | None = None,
    ) -> Iterator[Draft]:
        if BROKEN in question:
            raise ZeroDivisionError("a defect that no user should see")
        for draft in ExtractiveEngine().write(question, language, evidence, cancel=cancel):
            if SLOWLY in question:
                for word in draft.text.split(" "):
                    yield Draft(word + " ")
                    time.sleep(0.1)
                yield Draft("", draft.sentence)
            else:
                yield draft


def fetch_nothing(
    models: Path, *, progress: Callable[[int, int], None], cancel: threading.Event
) -> Path:
    """Counts to 1.1 GB in ten seconds and leaves nothing behind."""
    for step in range(100):
        if cancel.is_set():
            raise Cancelled("stopped", "model", "Start it again.")
        progress(step * 11_000_000, 1_100_000_000)
        time.sleep(0.1)
    return models


if __name__ == "__main__":
    import ui
    from assistant.desk import Desk
    from eval.page.page import EvaluationPage

    EvaluationPage.most = 3
    home, port = Path(sys.argv[1]), int(sys.argv[2])
    settings = Settings(library=home / "library", models=home / "models")
    desk = Desk(settings, engines={"extractive": DeliberateEngine()}, fetch=fetch_nothing)
    blocks = ui.build(settings, desk)
    ui.launch(blocks, desk, "127.0.0.1", port)
    desk.start_up()
    blocks.block_thread()
