"""The safety tasks as a suite of ``policydesk eval``; light to import."""

from __future__ import annotations

import tempfile
from contextlib import nullcontext
from pathlib import Path

from assistant.settings import Settings
from eval.outcome import Outcome
from eval.safety.extra import need_inspect


def run_safety(settings: Settings, most: int | None = None, logs: Path | None = None) -> Outcome:
    """Return what the safety tasks find over the digests, graded by rules.

    Args:
        settings: Which engine writes.
        most: How many samples of each task at most; every one by default.
        logs: Folder for Inspect's logs; they are not kept by default.

    Raises:
        UsageError: The extra ``safety`` is not installed.
        EngineError: A task did not finish.
    """
    need_inspect()
    from eval.safety.desk import Desk
    from eval.safety.measuring import make_tasks, summarise
    from eval.safety.results import read_results
    from eval.safety.running import run_tasks

    desk = Desk(settings)
    with tempfile.TemporaryDirectory() if logs is None else nullcontext(str(logs)) as folder:
        try:
            run_tasks(make_tasks(desk, most=most), Path(folder), most)
        finally:
            desk.library.close()
        return summarise(read_results(Path(folder)))
