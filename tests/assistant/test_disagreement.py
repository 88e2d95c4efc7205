"""Where two sources give different values for the same thing."""

import pytest

from assistant.disagreement import find_difference
from index.embedders import embed_passages
from tests.assistant.citing import cite
from tests.libraries import embedder

ACT = "Makers shall test every robot for at least 40 hours before sale."
DRAFT = "Makers shall test every robot for at least 60 hours before sale."
KOREAN = "위원회는 위원장 1명을 포함하여 45명 이내의 위원으로 구성한다."


def difference(question, *citations, language="en"):
    embed = lambda texts: embed_passages(embedder(), texts)  # noqa: E731
    return find_difference(citations, question, language, embed)


def test_both_sides_are_shown_with_marks_titles_and_dates_and_none_is_chosen():
    found = difference(
        "How long must makers test robots?",
        cite(1, ACT, title="Robot Safety Act", date="2022-03-03"),
        cite(2, "Robots are sold.", title="Report"),
        cite(3, DRAFT, title="Robot bill", date="2021-06-01", status="draft"),
    )
    assert found.numbers == (1, 3)
    assert found.sentence == (
        "The sources differ here: 40 hours [1] (Robot Safety Act, 2022-03-03); "
        "60 hours [3] (Robot bill, 2021-06-01, draft). policydesk does not decide between them."
    )


@pytest.mark.parametrize(
    ("language", "question", "left", "right", "values"),
    [
        ("ko", "제조자는 로봇을 몇 시간 시험하나?",
         "제조자는 모든 로봇을 40시간 이상 시험하여야 한다.",
         "제조자는 모든 로봇을 60시간 이상 시험하여야 한다.", ("40시간", "60시간")),
        ("ja", "製造者は何時間試験しますか", "製造者はすべてのロボットを40時間以上試験する。",
         "製造者はすべてのロボットを60時間以上試験する。", ("40時間", "60時間")),
        ("en", "When does the Act apply?", "The Act applies from 2 August 2026 to all makers.",
         "The Act applies from 2 December 2027 to all makers.",
         ("2 August 2026", "2 December 2027")),
    ],
)  # fmt: skip
def test_a_difference_is_told_in_the_questions_language(language, question, left, right, values):
    citations = [cite(n, q, language=language) for n, q in ((1, left), (2, right))]
    said = difference(question, *citations, language=language).sentence
    assert all(f"{value} [{n}]" in said for n, value in enumerate(values, 1))


@pytest.mark.parametrize(
    ("question", "left", "right"),
    [
        ("How long must makers test robots?", ACT, ACT.replace("40", "forty")),
        ("How long must makers test robots?", ACT, ACT),
        ("What is a robot?", ACT, DRAFT),
        ("How many countries signed?", ACT, DRAFT),
        ("How long must makers test robots?", ACT, "Owners insure robots for 60 hours of use."),
        ("How much money did it get?", "The UK institute got 100 million pounds.",
         "The Canadian institute got 50 million pounds."),
        ("How long must makers test robots?", ACT,
         "Makers shall test every robot for 60 hours, or 90 hours outdoors, before sale."),
    ],
)  # fmt: skip
def test_what_is_the_same_or_of_another_thing_is_no_difference(question, left, right):
    assert difference(question, cite(1, left), cite(2, right)) is None


def test_one_document_does_not_differ_from_itself():
    assert difference("How long?", cite(1, ACT, "act"), cite(2, DRAFT, "act")) is None


def test_texts_of_one_instrument_are_compared_whatever_is_asked():
    of_act = {"instrument": "robot-act"}
    assert difference("What is due?", cite(1, ACT, **of_act), cite(2, DRAFT, **of_act))


def test_across_languages_only_texts_of_one_instrument_are_compared():
    translation = "제조자는 모든 로봇을 판매 전에 60시간 이상 시험하여야 한다."
    apart = cite(1, ACT), cite(2, translation, language="ko")
    assert difference("How long must makers test robots?", *apart) is None


def test_a_sentence_with_two_values_of_a_kind_says_nothing():
    other = KOREAN.replace("45", "30")
    citations = cite(1, KOREAN, language="ko"), cite(2, other, language="ko")
    assert difference("위원은 몇 명인가?", *citations, language="ko") is None
