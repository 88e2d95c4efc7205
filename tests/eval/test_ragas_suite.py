import asyncio
import json
import math
from dataclasses import replace
from types import SimpleNamespace

import pytest

from assistant.settings import Settings
from corpus.errors import UsageError
from corpus.types import Sentence
from eval.answers_suite import summarise_answers
from eval.golden_sets import SETS
from eval.judged_suite import judge_report
from eval.judges.model import ModelJudge
from eval.judges.ragas import load_ragas
from eval.judges.rules import RulesJudge
from eval.quoted_spans import spans_found
from eval.ragas_suite import JUDGED, score_samples
from eval.samples import Context, Sample
from eval.scoring import Scored
from tests.eval.test_judges import embed
from tests.libraries import embedder

QUOTE = "Makers shall test every robot for at least 40 hours before sale."
CONTEXT = Context(
    n=1,
    document="robots",
    title="Robot Safety Act",
    publisher=None,
    date=None,
    language="en",
    page=None,
    address="Art. 2",
    about="Robot Safety Act",
    quote=QUOTE,
    gold=True,
    exact=True,
)
SAMPLE = Sample(
    id="s",
    question="For how long must makers test a robot?",
    language="en",
    pair="en→en",
    kind="fact",
    split="dev",
    reference="Robots must be tested for 40 hours or more before they are sold.",
    status="answered",
    response=f"{QUOTE} [1]",
    sentences=(Sentence(QUOTE, (1,), "supported", 1.0),),
    contexts=(CONTEXT, replace(CONTEXT, n=2, quote="Bread is baked on Sundays.", gold=False)),
    parts=(True,),
    relevant=(True, False, False, False),
)
ABSTAINED = replace(SAMPLE, id="a", status="abstained", response="", sentences=(), contexts=())
RULES = RulesJudge(embed)


def vector(text):
    return list(embedder().get_text_embedding(text))


def scores(sample, judge=RULES):
    (found,) = score_samples([sample], vector, judge)
    return found


def test_an_exact_quote_is_faithful_and_the_judge_says_why():
    found = scores(SAMPLE)
    assert found.scores["faithfulness"] == 1.0
    assert [(s["statement"], s["verdict"]) for s in found.statements] == [(QUOTE, 1)]
    assert found.statements[0]["reason"] == "word for word"
    assert found.failures == {}


def test_a_number_that_the_source_does_not_give_is_not_faithful():
    wrong = QUOTE.replace("40", "90")
    spoilt = replace(SAMPLE, response=wrong, sentences=(Sentence(wrong, (1,)),))
    assert scores(spoilt).scores["faithfulness"] == 0.0


def test_faithful_is_what_the_cited_quotes_bear_out_not_what_some_other_quote_does():
    elsewhere = replace(SAMPLE, sentences=(Sentence(QUOTE, (2,)),))
    assert scores(elsewhere).scores["faithfulness"] == 0.0


def test_context_is_scored_by_place_and_by_judge():
    found = scores(SAMPLE).scores
    assert (found["id context recall"], found["id context precision"]) == (1.0, 0.25)
    assert found["context recall"] == 1.0
    assert found["context precision"] == pytest.approx(1.0)


def test_without_a_judge_only_what_needs_none_is_scored():
    found = scores(SAMPLE, None).scores
    assert not found.keys() & set(JUDGED)
    assert 0.8 < found["semantic similarity"] <= 1.0
    assert 0.0 < found["CHRF"] < 1.0


def test_rules_are_not_asked_to_write():
    assert "response relevancy" not in scores(SAMPLE).scores


def test_an_abstention_has_no_faithfulness():
    assert scores(ABSTAINED).scores == {"id context recall": 1.0, "id context precision": 0.25}


def test_a_judge_that_fails_gives_counted_failures_and_not_an_end():
    found = scores(SAMPLE, ModelJudge("fake", lambda prompt, schema: "no idea"))
    assert set(found.failures) == set(JUDGED)
    assert all(math.isnan(found.scores[name]) for name in JUDGED)
    scored = Scored(SAMPLE, found.scores, DETAILS)
    metric = summarise_answers([scored], "x", SETS["golden"]).metrics["faithfulness/all"]
    assert (metric.mean, metric.n, metric.failed) == (0.0, 1, 1)


DETAILS = {
    "ended": "answered",
    "written": 1,
    "removed": 0,
    "engine": "x",
    "warnings": [],
    "timings": {},
    "confidence": 0.9,
}


def test_answers_of_a_report_are_judged_again_without_being_asked_again(tmp_path):
    outcome = summarise_answers(
        [Scored(SAMPLE, {"correct": 1.0}, DETAILS)], "extractive", SETS["golden"]
    )
    report = tmp_path / "report.json"
    report.write_text(json.dumps(outcome.as_json()), encoding="utf-8")
    library = SimpleNamespace(embedder=embedder())
    again = judge_report(report, library, Settings(library=tmp_path), "rules")
    assert again.metrics["correct/all"].mean == 1.0
    assert again.metrics["faithfulness/all"].mean == 1.0
    assert again.judge.label == "rules"
    refused = {r.gate.metric: r.refused for r in again.results}["faithfulness/all"]
    assert "below 0.90" in refused


@pytest.mark.parametrize("text", ["", "{}", '{"samples": [{}], "engine": "x", "questions": "y"}'])
def test_a_report_without_answers_is_named(tmp_path, text):
    report = tmp_path / "other.json"
    report.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"other\.json"):
        judge_report(report, SimpleNamespace(), Settings(library=tmp_path), "rules")


@pytest.mark.parametrize(
    ("answer", "share"),
    [
        ("The Act says 「모든 로봇을 40시간 시험」 and “makers shall test”.", 0.5),
        ("それは「すべてのロボットを試験する」と定める。", 0.0),
        ('It says "Makers shall  test every robot".', 1.0),
        ("It speaks of “robots” only.", None),
        ("Nothing is quoted.", None),
    ],
)
def test_quotations_in_any_marks_must_stand_in_the_sources(answer, share):
    assert spans_found(answer, [QUOTE]) == share


def test_why_ragas_is_not_asked_for_quoted_spans_in_korean():
    """If this fails, RAGAS has mended it, and ``eval.quoted_spans`` can go."""
    metric = load_ragas("ragas.metrics.collections").QuotedSpansAlignment()
    found = metric.ascore(
        response="법은 「없는 말을 지어낸 인용」이라 한다.", retrieved_contexts=[QUOTE]
    )
    assert asyncio.run(found).value == 1.0
