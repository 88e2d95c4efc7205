import json
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from corpus.errors import UsageError
from corpus.types import Sentence
from eval.answers_suite import summarise_answers
from eval.golden_sets import SETS
from eval.judges.accuracy import accuracy_of
from eval.outcome import Outcome
from eval.reports.compare import compare_reports, comparison_markdown
from eval.reports.html import as_html
from eval.reports.markdown import as_markdown
from eval.reports.words import KINDS, METRICS, WORDS
from eval.reports.writing import write_reports
from eval.scoring import Scored
from tests.eval.test_ragas_suite import CONTEXT, DETAILS, SAMPLE

HOSTILE = "<script>alert(1)</script> | [x](javascript:1) {{ 7*7 }} 「인용」"
OWN = replace(SETS["golden"], name="own")
"""Without a baseline."""
SCORES = {"correct": 1.0, "quote exactness": 1.0, "citation recall": 1.0}


def scored(identifier="s", sample=SAMPLE, **scores):
    return Scored(replace(sample, id=identifier), {**SCORES, **scores}, DETAILS)


def outcome_of(*rows):
    return summarise_answers(rows, "extractive", OWN)


def written(folder, *rows):
    return write_reports(outcome_of(*rows), folder)[0]


def test_a_report_is_written_for_machines_for_a_pull_request_and_for_people(tmp_path):
    paths = write_reports(outcome_of(scored()), tmp_path / "new" / "folder")
    assert [p.name for p in paths] == ["report.json", "report.md", "report.html"]
    report = json.loads(paths[0].read_text("utf-8"))
    assert {"suite", "judge", "judge_accuracy", "metrics", "gates", "samples"} <= report.keys()
    assert report["metrics"]["correct/all"] == {"mean": 1.0, "ci95": [1.0, 1.0], "n": 1}


def test_the_page_shows_question_answer_source_and_verdict():
    statement = {"statement": "It is so.", "verdict": 0, "reason": "contradicted: number"}
    row = scored().adding({"faithfulness": 0.0}, statements=[statement], failures={})
    page = BeautifulSoup(as_html(outcome_of(row)), "html.parser")
    question = page.select_one("details.question")
    assert question["data-end"] == "right"
    for words in (SAMPLE.question, SAMPLE.reference, CONTEXT.quote, "It is so.", "number"):
        assert words in question.text
    assert "Art. 2" in question.text


def test_the_page_fetches_nothing_runs_nothing_and_escapes_what_documents_say():
    hostile = replace(
        SAMPLE,
        question=HOSTILE,
        reference=HOSTILE,
        response=HOSTILE,
        sentences=(Sentence(HOSTILE, (1,)),),
        contexts=(replace(CONTEXT, quote=HOSTILE, title=HOSTILE, address=HOSTILE),),
    )
    text = as_html(outcome_of(scored(sample=hostile)))
    page = BeautifulSoup(text, "html.parser")
    assert page.find("script") is None
    assert page.find("a") is None
    assert HOSTILE in page.select_one("blockquote").text
    assert all(image["src"].startswith("data:") for image in page.find_all("img"))
    assert "default-src 'none'" in text


def test_the_page_has_a_plot_for_pairs_calibration_and_latency_that_is_the_same_twice():
    row = replace(scored(), details=DETAILS | {"timings": {"total_ms": 300.0}})
    first, second = (as_html(outcome_of(row)) for _ in range(2))
    assert first == second
    assert len(BeautifulSoup(first, "html.parser").find_all("figure")) == 3


def test_a_suite_without_answers_still_has_a_page():
    assert "This suite keeps no answers" in as_html(Outcome("followups", {}))


def test_every_word_of_the_page_is_korean_and_english():
    for table in (WORDS, KINDS, METRICS):
        for korean, english in table.values():
            assert any("가" <= letter <= "힣" for letter in korean)
            assert not any("가" <= letter <= "힣" for letter in english)


def test_the_page_in_markdown_names_the_judge_and_what_got_worse():
    outcome = outcome_of(scored(), scored("t", correct=0.0))
    judge = accuracy_of("rules", [("en", "test", True, True), ("en", "dev", False, True)])
    text = as_markdown(replace(outcome, judge=judge))
    assert "Judge: rules. Its balanced accuracy" in text
    assert "| quote exactness/all | 1.0 | 1.00 (1.00–1.00) | – | passed |" in text


def test_two_reports_are_compared_question_by_question(tmp_path):
    old = written(tmp_path / "old", scored("a"), scored("b"), scored("gone"))
    new = written(tmp_path / "new", scored("a"), scored("b", correct=0.0), scored("fresh"))
    found = compare_reports(old, new)
    assert found.common == 2
    change = {c.metric: c for c in found.changes}["correct"]
    assert (change.old.mean, change.new.mean, change.worse) == (1.0, 0.5, ("b",))
    assert found.as_json()["metrics"]["correct"]["worse"] == ["b"]
    assert "Worse in correct: b" in comparison_markdown(found)


def test_less_of_what_is_bad_is_better(tmp_path):
    old = written(tmp_path / "old", scored("a", wrong=1.0))
    new = written(tmp_path / "new", scored("a", wrong=0.0))
    change = {c.metric: c for c in compare_reports(old, new).changes}["wrong"]
    assert (change.better, change.worse) == (("a",), ())


def test_equal_reports_differ_in_nothing(tmp_path):
    report = written(tmp_path, scored("a"), scored("b"))
    found = compare_reports(report, report)
    assert all(c.difference.mean == 0 and not c.worse and not c.better for c in found.changes)


def test_a_file_that_is_no_report_is_named(tmp_path):
    other = tmp_path / "other.json"
    other.write_text("[]", encoding="utf-8")
    with pytest.raises(UsageError, match=r"other\.json"):
        compare_reports(other, other)
