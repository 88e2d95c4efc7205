"""Runs tasks with Inspect: quietly, offline, one sample at a time."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from inspect_ai import Task, eval
from inspect_ai.log import EvalLog
from inspect_ai.model import Model

from corpus.errors import EngineError


def run_tasks(
    tasks: list[Task] | str,
    logs: Path,
    most: int | None = None,
    *,
    grader: Model | str | None = None,
    parameters: Mapping[str, Any] | None = None,
) -> list[EvalLog]:
    """Return the logs of tasks that ran one after the other, without display and servers.

    Args:
        tasks: Made, or the name of one as ``inspect eval`` takes it.
        logs: Folder for the logs.
        most: How many samples of each at most.
        grader: The model, where the tasks are graded by one.
        parameters: Of the task, where it is named.

    Raises:
        EngineError: A task did not finish.
    """
    with warnings.catch_warnings():
        # Inspect leaves streams to the garbage collector, and calls tenacity as it used to be.
        warnings.filterwarnings("ignore", "Unclosed <MemoryObject", ResourceWarning)
        warnings.filterwarnings("ignore", "The 'initial' parameter", DeprecationWarning)
        found = eval(
            tasks,
            model=grader,
            task_args=dict(parameters or {}),
            log_dir=str(logs),
            limit=most,
            display="none",
            max_tasks=1,
            max_samples=1,
            acp_server=False,
            ctl_server=False,
        )
        gc.collect()
    for log in found:
        if log.status != "success":
            problem = f"the task did not finish ({log.error.message if log.error else log.status})"
            raise EngineError(problem, log.eval.task, "Correct that, then run it again.")
    return list(found)
