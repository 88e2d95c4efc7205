import json
import math

import pytest

from corpus.errors import UsageError
from eval.gates import Baseline, Gate, hold_gate, read_baseline, write_baseline
from eval.metrics import Estimate, estimate

GATE = Gate("correct/all", 0.5, margin=0.1)
NOW = {"a": {"correct": 1.0}, "b": {"correct": 0.0}, "c": {"correct": 1.0}}


def held(now=NOW, before=None, gate=GATE, accuracy=None):
    value = estimate([scores["correct"] for scores in now.values()])
    baseline = Baseline("x", before) if before else None
    return hold_gate(gate, value, now, baseline, accuracy)


def test_a_gate_holds_from_its_threshold_on():
    assert held().passed
    assert not held(gate=Gate("correct/all", 0.7)).passed


def test_a_metric_without_samples_does_not_pass():
    assert not hold_gate(GATE, estimate([]), {}).passed


def test_falling_behind_the_baseline_by_more_than_the_margin_fails_and_names_the_questions():
    before = {name: {"correct": 1.0} for name in NOW}
    result = held(before=before)
    assert not result.passed
    assert result.worse == ("b",)
    assert result.change.mean == pytest.approx(-1 / 3)
    assert result.change.low <= result.change.mean <= result.change.high


def test_a_fall_within_the_margin_passes_but_is_named():
    before = NOW | {"b": {"correct": 0.25}}
    result = held(before=before)
    assert result.passed
    assert result.worse == ("b",)


def test_only_questions_of_both_versions_are_compared():
    result = held(before={"a": {"correct": 1.0}, "gone": {"correct": 1.0}})
    assert result.change.n == 1
    assert result.passed


def test_what_got_better_does_not_hide_what_got_worse():
    result = held(before={"a": {"correct": 0.0}, "b": {"correct": 1.0}, "c": {"correct": 1.0}})
    assert result.change.mean == 0
    assert result.worse == ("b",)


@pytest.mark.parametrize(
    ("accuracy", "reason"),
    [
        (None, "unknown"),
        (Estimate(math.nan, math.nan, math.nan, 0), "below 0.90"),
        (Estimate(0.89, 0.8, 0.95, 100), "0.89, below 0.90"),
    ],
)
def test_a_gate_refuses_to_rest_on_a_judge_that_is_not_good_enough(accuracy, reason):
    result = held(gate=Gate("correct/all", 0.99, judged=True), accuracy=accuracy)
    assert reason in result.refused
    assert result.as_json()["passed"] is None


def test_a_gate_rests_on_a_judge_that_is_good_enough():
    accuracy = Estimate(0.9, 0.85, 0.95, 400)
    assert not held(gate=Gate("correct/all", 0.99, judged=True), accuracy=accuracy).passed


def test_a_metric_that_failed_counts_as_nothing_and_is_counted():
    found = estimate([1.0, math.nan, 1.0, 0.0])
    assert (found.mean, found.failed, found.n) == (0.5, 1, 4)


def test_a_baseline_keeps_scores_and_no_words(tmp_path):
    path = tmp_path / "baseline.json"
    scores = {"a": {"correct": 1.0, "faithfulness": math.nan}, "b": {"correct": 0.3333333}}
    write_baseline(path, "extractive", "starter 1", scores)
    back = read_baseline(path)
    assert back.label == "extractive, starter 1"
    assert math.isnan(back.scores["a"]["faithfulness"])
    assert back.scores["b"] == {"correct": 0.3333}
    assert set(json.loads(path.read_text("utf-8"))["samples"][0]) == {"id", "scores"}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"engine": 1, "questions": 2, "samples": 3}'])
def test_what_is_no_baseline_is_named(tmp_path, text):
    path = tmp_path / "other.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"other\.json"):
        read_baseline(path)
