import zlib

import numpy as np
import pytest

from assistant.settings import Settings
from index.alignment import NO_ALIGNMENT, blend, learn_alignment, load_alignment, sentence_pairs
from tests.libraries import embedder

SAME = (
    ("Makers must keep test records for seven years.", "제조사는 시험 기록을 7년간 보관해야 한다."),
    ("The institute employs forty-five people.", "연구소의 직원은 45명이다."),
    ("Robots are inspected every spring.", "로봇은 매년 봄에 점검한다."),
    ("The fine is at most two million crowns.", "과태료는 200만 크라운 이하이다."),
)


class QuickEmbedder:
    """Vectors that depend on the text alone and cost nothing."""

    model_name = "quick"

    def get_text_embedding_batch(self, texts):
        return [
            np.random.default_rng(zlib.crc32(text.encode())).standard_normal(8).tolist()
            for text in texts
        ]


@pytest.fixture(scope="module")
def alignment():
    return load_alignment(embedder(), Settings().cache)


def vectors(texts):
    return np.array(embedder().get_text_embedding_batch(list(texts)), dtype=np.float32)


def test_a_text_carried_across_lies_nearer_to_its_translation_than_before(alignment):
    english, korean = (vectors(pair[side] for pair in SAME) for side in (0, 1))
    carried = np.array([alignment.carry(vector, "en", "ko") for vector in english])
    assert np.mean(np.sum(carried * korean, axis=1)) > np.mean(np.sum(english * korean, axis=1))


def test_what_is_carried_across_still_finds_its_own_translation(alignment):
    english, korean = (vectors(pair[side] for pair in SAME) for side in (0, 1))
    carried = np.array([alignment.carry(vector, "en", "ko") for vector in english])
    assert list(np.argmax(carried @ korean.T, axis=1)) == list(range(len(SAME)))


@pytest.mark.parametrize(("language", "into"), [("en", "en"), ("en", "ja"), ("zh", "ko")])
def test_a_question_stays_where_it_is_when_no_map_is_known(alignment, language, into):
    vector = vectors(["robots"])[0]
    assert np.array_equal(alignment.carry(vector, language, into), vector)


def test_a_library_without_a_cache_goes_without_a_map():
    vector = vectors(["robots"])[0]
    assert np.array_equal(NO_ALIGNMENT.carry(vector, "en", "ko"), vector)


def test_the_map_turns_and_does_not_stretch():
    learned = learn_alignment(embedder(), SAME, [("robot", "로봇")])
    unity = learned.rotation @ learned.rotation.T
    assert np.allclose(unity, np.eye(len(unity)), atol=1e-4)


def test_the_map_is_learned_once_and_read_from_the_cache_after(tmp_path):
    first = load_alignment(QuickEmbedder(), tmp_path)
    assert len(list(tmp_path.glob("alignment-*.npz"))) == 1
    assert np.array_equal(load_alignment(QuickEmbedder(), tmp_path).rotation, first.rotation)


def test_a_damaged_cache_is_learned_anew(tmp_path):
    load_alignment(QuickEmbedder(), tmp_path)
    (kept,) = tmp_path.glob("alignment-*.npz")
    kept.write_bytes(b"PK\x03\x04 not an archive")
    assert load_alignment(QuickEmbedder(), tmp_path).rotation.size


def test_the_digests_say_the_same_line_by_line():
    pairs = sentence_pairs()
    assert len(pairs) > 300
    assert all(english.strip() and korean.strip() for english, korean in pairs)


def test_between_two_wordings_lies_a_unit_vector():
    left, right = vectors(["robots", "로봇"])
    assert np.isclose(np.linalg.norm(blend(left, right)), 1.0, atol=1e-5)
