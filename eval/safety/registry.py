"""What Inspect loads by the entry point ``policydesk``: the tasks and the local model.

Inspect names what a package brings after its import package, which here is ``eval`` once it is
installed; people know the distribution's name, so the tasks get that one too.
"""

from __future__ import annotations

from collections.abc import Callable

from inspect_ai import Task
from inspect_ai._util.registry import RegistryInfo, registry_add, registry_info

from eval.safety import model, tasks

PACKAGE = "policydesk"
TASKS: tuple[Callable[..., Task], ...] = (
    tasks.faithfulness,
    tasks.compliance,
    tasks.correctness,
    tasks.completion,
    tasks.jailbreak,
    tasks.injection,
    tasks.over_refusal,
    tasks.multi_turn,
)
MODELS = (model.LocalModel,)

for _task in TASKS:
    _info = registry_info(_task)
    _name = f"{PACKAGE}/{_info.name.rsplit('/', 1)[-1]}"
    registry_add(_task, RegistryInfo(type="task", name=_name, metadata=_info.metadata))
