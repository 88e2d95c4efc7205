import numpy as np
from hypothesis import given
from hypothesis import strategies as st

import index.bm25
from index.bm25 import ScoreBuilder, Scores

PASSAGES = [["risk", "risk", "report"], ["report"], ["fine", "risk", "ministry", "ministry"]]
WORDS = st.sampled_from(["위험", "평가", "ai", "rmf", "fine", "risk", "安全"])


def build(passages):
    builder = ScoreBuilder()
    for terms in passages:
        builder.add(terms)
    return builder.finish()


def as_rows(scores):
    return {
        term: [(int(p), round(float(s), 5)) for p, s in zip(*scores.postings(term), strict=True)]
        for term in scores.vocabulary
    }


def test_a_rare_word_weighs_more_than_a_common_one_and_a_repeated_one_more_than_a_single():
    rows = as_rows(build(PASSAGES))
    assert dict(rows["fine"])[2] > dict(rows["risk"])[2]
    assert dict(rows["risk"])[0] > dict(rows["risk"])[2]


def test_a_word_that_nothing_holds_has_no_postings():
    assert build(PASSAGES).postings("treaty") is None


@given(st.lists(st.lists(WORDS, max_size=12), min_size=1, max_size=30))
def test_scores_agree_with_bm25s(passages):
    import bm25s

    model = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
    model.index([terms or ["\0"] for terms in passages], show_progress=False)
    # bm25s needs a word in every passage; ours may be empty, which shortens the mean.
    if not all(passages):
        return
    ours = build(passages)
    for term in {term for terms in passages for term in terms}:
        expected = model.get_scores([term])
        found = np.zeros(len(passages), np.float32)
        places, scores = ours.postings(term)
        found[places] = scores
        assert np.allclose(found, expected, atol=1e-5)


@given(st.lists(st.lists(WORDS, max_size=6), max_size=20), st.integers(1, 5))
def test_counting_in_blocks_changes_nothing(passages, block):
    whole = as_rows(build(passages))
    usual = index.bm25._BLOCK
    index.bm25._BLOCK = block
    try:
        assert as_rows(build(passages)) == whole
    finally:
        index.bm25._BLOCK = usual


def test_what_was_saved_is_read_back_from_disk(tmp_path):
    scores = build(PASSAGES)
    scores.save(tmp_path)
    loaded = Scores.load(tmp_path)
    assert as_rows(loaded) == as_rows(scores)
    assert isinstance(loaded.places, np.memmap)
