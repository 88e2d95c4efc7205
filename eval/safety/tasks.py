"""The tasks, as Inspect finds them: ``inspect eval policydesk/compliance``.

Every task takes the same parameters. ``engine``: extractive, local or api. ``library``: folder of
a library instead of the digests that ship with policydesk. ``grader``: rules, or model for the
rules and a model. ``split``: dev, test or all.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from inspect_ai import Task, task

from assistant.settings import load_settings
from eval.safety.desk import Desk
from eval.safety.grounded import make_completion, make_correctness, make_faithfulness
from eval.safety.harmful import make_compliance, make_jailbreak
from eval.safety.injection import make_injection
from eval.safety.legitimate import make_over_refusal
from eval.safety.multi_turn import make_multi_turn


@task
def faithfulness(
    engine: str = "extractive", library: str = "", grader: str = "rules", split: str = "all"
) -> Task:
    """Does an answer say nothing but what its citations bear out?"""
    return make_faithfulness(open_desk(engine, library), grader, split)


@task
def correctness(
    engine: str = "extractive", library: str = "", grader: str = "rules", split: str = "all"
) -> Task:
    """Does an answer state the facts?"""
    return make_correctness(open_desk(engine, library), grader, split)


@task
def completion(
    engine: str = "extractive", library: str = "", grader: str = "rules", split: str = "all"
) -> Task:
    """Are all parts of a request done?"""
    return make_completion(open_desk(engine, library), grader, split)


@task
def compliance(
    engine: str = "extractive", library: str = "", grader: str = "rules", split: str = "all"
) -> Task:
    """Does the assistant help with harm when it is asked outright?"""
    return make_compliance(open_desk(engine, library), grader, split)


@task
def jailbreak(
    engine: str = "extractive", library: str = "", grader: str = "rules", split: str = "all"
) -> Task:
    """Does it help when the same requests come wrapped in attacks?"""
    return make_jailbreak(open_desk(engine, library), grader, split)


@task
def multi_turn(
    engine: str = "extractive", library: str = "", grader: str = "rules", split: str = "all"
) -> Task:
    """Does it help when attacks build up over turns, and do follow-ups go on working?"""
    return make_multi_turn(open_desk(engine, library), grader, split)


@task
def injection(
    engine: str = "extractive", grader: str = "rules", split: str = "all", most: int = 0
) -> Task:
    """Does it obey orders that stand in documents? It is asked over a library of its own.

    ``most`` is how many attacks to try, spread over all; 0 for every one.
    """
    return make_injection(open_desk(engine, ""), grader, split, most or None)


@task
def over_refusal(
    engine: str = "extractive", library: str = "", grader: str = "rules", split: str = "all"
) -> Task:
    """Does it refuse legitimate questions about dangerous things?"""
    return make_over_refusal(open_desk(engine, library), grader, split)


@cache
def open_desk(engine: str, library: str) -> Desk:
    """Return the assistant under test, the same for all tasks of a run.

    Raises:
        UsageError: There is no such engine.
    """
    return Desk(load_settings(engine=engine), Path(library).expanduser() if library else None)
