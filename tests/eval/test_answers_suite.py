import json
from dataclasses import replace

import pytest

from assistant.engines.extractive import ExtractiveEngine
from assistant.settings import Settings
from corpus.errors import UsageError
from eval.answers_suite import summarise_answers
from eval.asking import ask_golden, assess, open_shelf
from eval.golden import GoldenQuestion, GoldPlace, load_golden, spread
from eval.golden_sets import SETS, golden_set
from eval.reports.markdown import as_markdown
from eval.samples import read_sample
from eval.scoring import read_scored, score
from eval.suites import Wish, run_suite
from index.ingestion import ingest_paths
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


OWN = replace(SETS["golden"], name="own")
"""Without a baseline."""


def scored(library, questions=QUESTIONS):
    replies = ask_golden(library, ExtractiveEngine(), questions, passages=8)
    return [score(assess(reply, open_shelf(library))) for reply in replies]


def outcome_of(rows):
    return summarise_answers(rows, "extractive", OWN)


def test_answers_are_scored_for_correctness_citations_and_abstention(library):
    outcome = outcome_of(scored(library))
    metrics = outcome.metrics
    assert (metrics["correct/all"].mean, metrics["correct/all"].n) == (0.5, 2)
    assert metrics["wrong/en→en"].mean == 0.5
    assert metrics["citation precision, verified/all"].mean == 1
    assert metrics["citation recall/all"].mean == 1
    assert metrics["sentences verbatim/all"].mean == 1
    assert metrics["abstention recall/out-of-field"].mean == 1
    assert metrics["abstention precision/all"].mean == 1
    assert outcome.notes["whole answer p50, ms"] > 0


def test_the_same_engine_scores_the_same_twice(library):
    first, second = (scored(library) for _ in range(2))
    assert [(one.sample, one.scores) for one in first] == [
        (one.sample, one.scores) for one in second
    ]


def test_a_sample_tells_what_was_asked_found_and_answered_and_survives_its_report(library):
    rows = {one.sample.id: one for one in scored(library)}
    assert "foreign" not in rows
    tested = rows["fact"].sample
    assert (tested.parts, tested.relevant[0], tested.cited[0].gold) == ((True,), True, True)
    assert "40 hours" in tested.cited[0].quote
    assert "Article 2" in tested.cited[0].as_read
    assert rows["wrong"].sample.response
    assert rows["outside"].sample.contexts == ()
    for one in rows.values():
        back = json.loads(json.dumps(one.as_json(), allow_nan=False))
        assert read_sample(back) == one.sample
        assert read_scored(back).scores == one.scores


def test_one_inexact_quote_fails_the_gate_and_removed_sentences_are_counted(library):
    good, bad = scored(library, (TESTED, WRONG))
    bad = bad.adding({"quote exactness": 0.5, "sentences removed": 0.5}, removed=2, written=4)
    outcome = outcome_of([good, bad])
    assert [r.gate.metric for r in outcome.results if not r.passed] == ["quote exactness/all"]
    assert outcome.metrics["sentences removed/all"].mean == 0.25
    assert outcome.notes["sentences removed"] == 2


def test_without_a_single_quote_the_gate_does_not_pass_and_the_report_is_still_json(library):
    outcome = outcome_of(scored(library, (OUTSIDE,)))
    assert not outcome.passed
    text = json.dumps(outcome.as_json(), allow_nan=False)
    assert json.loads(text)["gates"][0]["value"] is None
    assert "FAILED" in as_markdown(outcome)


def test_a_question_can_be_asked_among_the_documents_of_one_language_only(library):
    korean = replace(TESTED, document_language="ko", groups=())
    (reply,) = ask_golden(library, ExtractiveEngine(), [korean], passages=8, among=True)
    assert {hit.info.language for hit in reply.found.result.hits} <= {"ko"}


def test_fewer_questions_are_spread_over_the_whole_set():
    questions = load_golden()
    chosen = spread(questions, 40)
    assert len(chosen) == len(set(chosen)) == 40
    assert {"ko→ko", "en→en", "en→ko", "ko→en", "ko→none", "en→none"} <= {q.pair for q in chosen}
    assert spread(questions, None) == questions


@pytest.mark.parametrize(
    ("wish", "named"),
    [
        (Wish("beauty"), "Choose one of: ragas, answers"),
        (Wish("answers", "all"), "Choose one of: starter, golden"),
    ],
)
def test_what_does_not_exist_is_named_with_what_does(library, settings, wish, named):
    with pytest.raises(UsageError, match=named):
        run_suite(wish, library, settings)


def test_a_set_is_named_with_its_version_and_contents():
    assert golden_set("golden").label.startswith("golden 2 (")
