"""What CI holds answers to: questions about the shipped digests, quotes, no model, no network."""

import pytest

from assistant.engines.extractive import ExtractiveEngine
from assistant.settings import Settings
from eval.answers_suite import summarise_answers
from eval.asking import ask_golden, assess, open_shelf
from eval.fault_seeding import SHARES, idle_gates, neighbours_in, seed_all, seeding_table
from eval.golden_sets import golden_set
from eval.reports.markdown import as_markdown
from eval.scoring import score
from eval.suites import starter_library

ENGINE = ExtractiveEngine()
STARTER = golden_set("starter")


@pytest.fixture(scope="module")
def library():
    with starter_library(Settings(engine="extractive")) as opened:
        yield opened


@pytest.fixture(scope="module")
def replies(library):
    asked = ask_golden(library, ENGINE, STARTER.questions(), passages=8, among=STARTER.by_language)
    return list(asked)


def test_answers_about_the_shipped_digests_are_as_good_as_recorded(library, replies):
    shelf = open_shelf(library)
    scored = [score(assess(reply, shelf)) for reply in replies]
    outcome = summarise_answers(scored, ENGINE.label, STARTER)
    assert all(result.change.n for result in outcome.results), "compared with the baseline"
    assert outcome.passed, as_markdown(outcome)


def test_every_seeded_fault_is_caught_and_every_gate_catches_one(library, replies):
    neighbours = neighbours_in(library)
    found = seed_all(replies, open_shelf(library), neighbours, ENGINE.label, STARTER)
    often = [one for one in found if one.every <= SHARES[1]]
    assert all(one.seeded for one in often)
    assert all(one.caught_by for one in often), seeding_table(found)
    assert idle_gates(found, ENGINE.label, STARTER) == []
