import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import fuse_ranks

IDS = st.lists(st.text("abcdef", min_size=1, max_size=2), unique=True, max_size=8)


def test_a_passage_that_both_rankings_like_comes_first():
    fused = fuse_ranks([["a", "b", "c"], ["b", "d", "a"]])
    assert fused[0][0] == "b"


def test_the_score_is_the_sum_of_reciprocal_ranks():
    assert dict(fuse_ranks([["a"], ["b", "a"]], k=60))["a"] == pytest.approx(1 / 61 + 1 / 62)


def test_a_heavier_ranking_wins():
    assert fuse_ranks([["a", "b"], ["b", "a"]], [1.0, 2.0])[0][0] == "b"


def test_weights_must_match_rankings():
    with pytest.raises(ValueError, match="1 rankings but 2 weights"):
        fuse_ranks([["a"]], [1.0, 1.0])


@given(st.lists(IDS, max_size=4))
def test_fusion_loses_and_invents_nothing(rankings):
    fused = fuse_ranks(rankings)
    assert {i for i, _ in fused} == {i for ranking in rankings for i in ranking}
    scores = [score for _, score in fused]
    assert scores == sorted(scores, reverse=True)
