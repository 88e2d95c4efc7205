import json
from dataclasses import replace

import pytest

from assistant.settings import Settings
from corpus.errors import UsageError
from corpus.types import Sentence
from eval.answering import mark
from eval.answers_suite import Asked, run_answers, summarise_answers
from eval.golden import GoldenQuestion, GoldPlace, load_golden, spread
from eval.suites import run_suite
from index.ingestion import ingest_paths
from tests.eval.test_answering import PLACES, QUOTE, TEXT, answer
from tests.libraries import ARTICLES, KOREAN, open_test_library, write_documents


def golden(identifier, asked, language, places, facts, kind="fact", **fields):
    return GoldenQuestion(
        identifier,
        asked,
        language,
        "en" if places else None,
        kind,
        "",
        (places,) if places else (),
        "dev",
        facts=facts,
        outcomes=("answered",) if places else ("abstained",),
        **fields,
    )


TESTED = golden(
    "fact",
    "For how many hours must makers test a robot before sale?",
    "en",
    (GoldPlace("robots", None, ("40 hours",)),),
    (("40",),),
)
WRONG = golden(
    "wrong",
    "How high is the fine for selling an untested robot?",
    "en",
    (GoldPlace("robots", None, ("9 million",)),),
    (("9 million",),),
)
FOREIGN = golden("foreign", "Soup?", "en", (GoldPlace("not-here", None, ("soup",)),), (("soup",),))
OUTSIDE = golden("outside", "How long do I boil an egg?", "en", (), (), kind="out-of-field")
QUESTIONS = (TESTED, WRONG, FOREIGN, OUTSIDE)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("answers")
    opened = open_test_library(folder / "library")
    ingest_paths(opened, [write_documents(folder / "in", robots=ARTICLES, institute=KOREAN)])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def settings(library):
    return Settings(library=library.folder, engine="extractive")


def test_answers_are_scored_for_correctness_citations_and_abstention(library, settings):
    outcome = run_answers(library, settings, QUESTIONS)
    metrics = outcome.metrics
    assert (metrics["correct/all"].mean, metrics["correct/all"].n) == (0.5, 2)
    assert metrics["wrong/en→en"].mean == 0.5
    assert metrics["citation precision, verified/all"].mean == 1
    assert metrics["citation recall/all"].mean == 1
    assert metrics["abstention recall/out-of-field"].mean == 1
    assert metrics["abstention precision/all"].mean == 1
    assert outcome.passed
    assert outcome.notes["whole answer p50, ms"] > 0


def test_the_same_engine_gives_the_same_report_twice_but_for_the_latencies(library, settings):
    first, second = (run_answers(library, settings, QUESTIONS) for _ in range(2))
    assert (first.metrics, first.samples, first.tables) == (
        second.metrics,
        second.samples,
        second.tables,
    )


def test_a_sample_tells_what_went_wrong(library, settings):
    rows = {row["id"]: row for row in run_answers(library, settings, QUESTIONS).samples}
    assert "foreign" not in rows
    assert rows["wrong"]["ended"] == "answered"
    assert not rows["wrong"]["correct"]
    assert rows["wrong"]["answer"]
    assert rows["outside"]["sources"] == []


def test_one_inexact_quote_fails_the_gate_and_removed_sentences_are_counted():
    given = answer(Sentence(QUOTE, (1,), "supported"))
    good = mark(TESTED, given, PLACES, lambda _: TEXT)
    bad = replace(good, exact=(False,))
    asked = [
        Asked(TESTED, given, good, written=4, removed=1),
        Asked(WRONG, given, bad, written=2, removed=1),
    ]
    outcome = summarise_answers(asked, "local:x")
    assert not outcome.passed
    assert outcome.metrics["sentences removed/all"].mean == (0.25 + 0.5) / 2
    assert outcome.notes["sentences removed"] == 2


def test_without_a_single_quote_the_gate_does_not_pass_and_the_report_is_still_json(
    library, settings
):
    outcome = run_answers(library, settings, [OUTSIDE])
    assert not outcome.passed
    text = json.dumps(outcome.as_json(), allow_nan=False)
    assert json.loads(text)["gates"][0]["value"] is None
    assert QUOTE not in text


def test_fewer_questions_are_spread_over_the_whole_set():
    questions = load_golden()
    chosen = spread(questions, 40)
    assert len(chosen) == len(set(chosen)) == 40
    assert {"ko→ko", "en→en", "en→ko", "ko→en", "ko→none", "en→none"} <= {q.pair for q in chosen}
    assert spread(questions, None) == questions


def test_a_suite_that_does_not_exist_is_named_with_those_that_do(library, settings):
    with pytest.raises(UsageError, match="answers"):
        run_suite("beauty", library, settings)
