import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics import (
    balanced_accuracy,
    estimate,
    hit_at,
    ndcg_at,
    precision_recall,
    reciprocal_rank,
)

RANKINGS = st.lists(st.booleans(), max_size=12)


def test_a_hit_counts_only_within_k():
    assert hit_at([False, True], 1) == 0.0
    assert hit_at([False, True], 5) == 1.0


def test_the_reciprocal_rank_is_one_over_the_first_hit():
    assert reciprocal_rank([False, False, True, True]) == pytest.approx(1 / 3)


def test_ndcg_discounts_by_the_logarithm_of_the_rank():
    assert ndcg_at([False, True]) == pytest.approx(1 / math.log2(3))
    assert ndcg_at([True]) == 1.0


@given(RANKINGS)
def test_every_score_lies_between_zero_and_one_and_agrees_on_nothing_found(relevant):
    scores = [hit_at(relevant, 10), reciprocal_rank(relevant), ndcg_at(relevant)]
    assert all(0.0 <= score <= 1.0 for score in scores)
    assert (scores[0] == 0.0) == (scores[1] == 0.0) == (scores[2] == 0.0)


def test_the_interval_holds_the_mean_and_is_the_same_twice():
    samples = [1.0, 0.0, 1.0, 1.0]
    first = estimate(samples)
    assert first.low <= first.mean <= first.high
    assert first.n == 4
    assert estimate(samples) == first


def test_no_samples_give_no_number():
    assert math.isnan(estimate([]).mean)


def test_precision_and_recall_of_the_positive_class():
    said, true = [True, True, False], [True, False, True]
    assert precision_recall(said, true) == (0.5, 0.5)
    assert math.isnan(precision_recall([False], [True])[0])


@pytest.mark.parametrize(
    ("actual", "predicted", "expected"),
    [
        ("aabb", "aabb", 1.0),
        ("aaab", "aaaa", 0.5),
        ("aaab", "xxxb", 0.5),
        ("aabc", "aaca", 1 / 3),
    ],
)
def test_balanced_accuracy_weighs_small_classes_like_large_ones(actual, predicted, expected):
    found = balanced_accuracy(actual, predicted)
    assert found.mean == pytest.approx(expected)
    assert found.low <= found.mean <= found.high
    assert found.n == len(actual)


def test_balanced_accuracy_of_nothing_is_undefined():
    assert math.isnan(balanced_accuracy([], []).mean)
