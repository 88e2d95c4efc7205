import numpy as np
import pytest

from assistant.relevance import Quotable, read_signs, score


def alike(texts, languages):
    return np.full(len(texts), 0.8, dtype=np.float32)


def quote(text, language="en", place="Act", passage_score=1.0):
    return Quotable(text, place, language, passage_score)


def best(question, *quotes, language="en"):
    signs = read_signs(question, language, quotes, alike)
    return max(zip(quotes, map(score, signs), strict=True), key=lambda pair: pair[1])[0].text


@pytest.mark.parametrize(
    ("question", "language", "answers", "other"),
    [
        (
            "Which penalty does the law set?",
            "en",
            quote("A penalty of two million applies."),
            quote("Rules on water apply."),
        ),
        (
            "위험 관리는 누가 하나?",
            "ko",
            quote("Makers run the risk management.", "en"),
            quote("Makers meet in the spring.", "en"),
        ),
        (
            "How many hours are tests?",
            "en",
            quote("Tests last 40 hours."),
            quote("Tests last many hours."),
        ),
        (
            "What applies?",
            "en",
            quote("A rule.", passage_score=9.0),
            quote("A rule too."),
        ),
    ],
)
def test_what_speaks_of_the_question_and_comes_from_a_good_passage_is_better(
    question, language, answers, other
):
    assert best(question, answers, other, language=language) == answers.text


def test_a_heading_says_what_its_sentence_is_about():
    founded = quote("It was founded in the spring.", place="Tide Board")
    moved = quote("It was founded in the autumn.", place="Brass Office")
    assert best("What is known of the Tide Board?", founded, moved) == founded.text


def test_an_idea_that_every_quote_holds_tells_less_than_one_that_few_hold():
    quotes = [quote("The board meets."), quote("The board pays."), quote("A fine is due.")]
    signs = read_signs("Is the board fined?", "en", quotes, alike)
    assert signs[2].coverage > signs[0].coverage == signs[1].coverage


def test_no_quotes_have_no_signs():
    assert read_signs("What applies?", "en", [], alike) == []
