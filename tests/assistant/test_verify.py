import numpy as np
import pytest

from assistant.verify import verify_sentences
from corpus.types import Citation, DocumentInfo, Hit, Locator, Passage, Sentence
from index.embedders import embed_passages
from tests.libraries import embedder

OPENING = "The institute opened on 2 November 2023 with 50 million pounds and 30 staff."
MOVE = "In May 2024 the institute moved to a larger house in Leeds."
KOREAN = "연구소는 2023년 11월 2일에 5,000만 파운드의 예산과 직원 30명으로 문을 열었다."


def citation(quote, n, language="en"):
    place = Locator(None, (), None, 0, len(quote))
    passage = Passage("p", "d", 0, quote, "Report", place)
    info = DocumentInfo("d", "Report on the institute", language=language)
    return Citation(n, quote, place, Hit(1, 1.0, 0.9, passage, info))


EVIDENCE = (citation(OPENING, 1), citation(MOVE, 2), citation(KOREAN, 3, "ko"))


def embed(texts):
    return embed_passages(embedder(), texts)


def check(text, cites=(1,), evidence=EVIDENCE[:2]):
    (checked,) = verify_sentences([Sentence(text, cites)], evidence, embed)
    return checked


def test_a_verbatim_sentence_is_supported_in_full_without_the_embedding_model():
    def no_model(texts):
        raise AssertionError(texts)

    (checked,) = verify_sentences([Sentence(OPENING, (1,))], EVIDENCE, no_model)
    assert (checked.fate, checked.sentence.verdict, checked.sentence.score) == (
        "kept", "supported", 1.0,
    )  # fmt: skip


def test_part_of_a_sentence_is_not_verbatim():
    rule = citation("Makers shall not apply to the office for a licence.", 1)
    checked = check("Makers apply to the office for a licence.", evidence=(rule,))
    assert checked.fate != "kept"


@pytest.mark.parametrize(
    "text",
    [
        "The institute opened with 30 people.",
        "연구소는 2023년 11월 2일에 5,000만 파운드로 문을 열었다.",
        "The institute had thirty staff and £50,000,000 when it opened.",
    ],
)
def test_a_faithful_rewording_is_kept(text):
    checked = check(text)
    assert (checked.fate, checked.sentence.verdict) == ("kept", "supported")
    assert checked.sentence.citations == (1,)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("The institute opened on 3 November 2023.", "2 November 2023"),
        ("The institute opened with 300 staff.", "30 staff"),
        ("The institute opened with 50 billion pounds.", "50 million pounds"),
    ],
)
def test_a_changed_figure_gives_way_to_the_words_of_the_source(text, stated):
    checked = check(text)
    assert checked.fate == "replaced"
    assert (checked.sentence.text, checked.sentence.citations) == (OPENING, (1,))
    assert stated in [finding.stated for finding in checked.findings]


def test_what_cannot_be_quoted_in_the_language_of_the_answer_is_left_out():
    checked = check("연구소는 2022년 11월에 문을 열었다.")
    assert checked.fate == "left out"
    assert checked.sentence.verdict == "unsupported"


def test_the_words_of_the_source_are_not_said_twice():
    sentences = [Sentence(OPENING, (1,)), Sentence("The institute opened with 300 staff.", (1,))]
    checked = verify_sentences(sentences, EVIDENCE, embed)
    assert [one.fate for one in checked] == ["kept", "left out"]


def test_a_sentence_that_cites_the_wrong_quote_cites_the_right_one_afterwards():
    checked = check("The institute moved to Leeds in May 2024.", cites=(1,))
    assert (checked.fate, checked.sentence.citations) == ("kept", (2,))


def test_every_quote_that_bears_a_sentence_out_is_cited():
    checked = check("The institute opened on 2 November 2023.", cites=(1,), evidence=EVIDENCE)
    assert checked.sentence.citations == (1, 3)


def test_a_sentence_about_something_else_is_left_out():
    checked = check("Bananas are grown in warm and wet places.")
    assert checked.fate == "left out"


def test_a_model_caught_in_a_loop_says_nothing():
    assert check("institute staff pounds " * 40).fate == "left out"


def test_a_sentence_without_a_citation_is_given_the_quotes_that_bear_it_out():
    assert check("The institute moved to Leeds.", cites=()).sentence.citations == (2,)
    assert check("The institute will close next year.", cites=()).fate == "left out"


def test_a_citation_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        check("It opened.", cites=(7,))


def test_the_embedding_model_is_asked_once_for_all_sentences():
    asked = []

    def counting(texts):
        asked.append(len(texts))
        return np.tile(np.array([[1.0, 0.0]], dtype=np.float32), (len(texts), 1))

    sentences = [Sentence(f"The institute had {n} staff.", (1,)) for n in (30, 31, 32)]
    verify_sentences(sentences, EVIDENCE, counting)
    assert len(asked) == 1
