from decimal import Decimal

import numpy as np
import pytest

from assistant.verify import extract_numbers, verify_sentences
from corpus.types import Citation, DocumentInfo, Hit, Locator, Passage, Sentence

QUOTE = "The institute opened on 2 November 2023 with 50 million pounds and 30 staff."


def citation(quote: str, n: int = 1) -> Citation:
    place = Locator(None, (), None, 0, len(quote))
    passage = Passage("p", "d", 0, quote, "Report", place)
    return Citation(n, quote, place, Hit(1, 1.0, 0.9, passage, DocumentInfo("d", "Report")))


def alike(texts):
    """Every text means the same: only the deterministic checks can object."""
    return np.tile(np.array([[1.0, 0.0]], dtype=np.float32), (len(texts), 1))


def unlike(texts):
    return np.eye(len(texts), dtype=np.float32)


def verdict(text, quote=QUOTE, embed=alike, cites=(1,)):
    return verify_sentences([Sentence(text, cites)], {1: citation(quote)}, embed)[0]


def test_a_verbatim_sentence_is_supported_in_full():
    checked = verdict("opened on 2 November 2023 with 50 million", embed=unlike)
    assert (checked.verdict, checked.score) == ("supported", 1.0)


@pytest.mark.parametrize(
    "text",
    [
        "It started with 30 people.",
        "연구소는 2023년 11월 2일에 5,000만 파운드로 문을 열었다.",
        "It had 30 staff and £50,000,000.",
    ],
)
def test_a_faithful_rewording_is_supported(text):
    assert verdict(text).verdict == "supported"


@pytest.mark.parametrize(
    "text",
    [
        "It opened on 3 November 2023.",
        "It opened in 2022.",
        "It had 300 staff.",
        "예산은 500만 파운드이다.",
        "It had 50 billion pounds.",
        "It has twelve offices.",
    ],
)
def test_a_changed_number_or_date_is_not_supported(text):
    assert verdict(text).verdict == "unsupported"


def test_a_sentence_about_something_else_is_not_supported():
    assert verdict("The weather was fine.", embed=unlike).verdict == "unsupported"


def test_a_sentence_without_a_citation_is_not_supported():
    assert verdict("It opened.", cites=()).verdict == "unsupported"


def test_a_citation_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        verdict("It opened.", cites=(7,))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("5,000만 원", {50_000_000}),
        ("50 million", {50_000_000}),
        ("1억 파운드", {100_000_000}),
        ("1.5 billion", {1_500_000_000}),
        ("제31조제1항", {31, 1}),
        ("EUR 35 000 000 or 7 %", {35_000_000, 7}),
        ("November 2023", {11, 2023}),
        ("eleven actions", {11}),
        ("GPT-4 and ISO42001", {4}),
        ("no numbers", set()),
    ],
)
def test_numbers_are_read_by_value(text, values):
    assert extract_numbers(text) == {Decimal(v).normalize() for v in values}
