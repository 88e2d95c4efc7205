"""Words of a question that nothing holds."""

import pytest

from assistant.unheld import find_absent, find_unmentioned, share_mentioned


@pytest.mark.parametrize(
    ("language", "question", "absent"),
    [
        ("en", "Who tests robots on Mars for Zorblax?", ("Mars", "Zorblax")),
        ("en", "What does ISO/IEC 42001 say about robots?", ("ISO/IEC 42001",)),
        ("en", "Is tungsten tested?", ("tungsten",)),
        ("en", "How long must makers test robots?", ()),
        ("ko", "로봇의 최저임금은 얼마인가?", ("최저임금",)),
        ("ko", "콜로라도의 로봇 시험은?", ("콜로라도",)),
        ("ko", "모든 로봇을 언제 시험하나?", ()),
        ("ja", "今日の天気は？", ()),
        ("ja", "東京のロボットは？", ("東京",)),
    ],
)
def test_names_come_before_nouns_and_both_as_they_stand_in_the_question(
    policy_library, language, question, absent
):
    assert find_absent(policy_library, question, language) == absent


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What did Italy impose on OpenAI?", ("Italy", "OpenAI")),
        ("What did China's centre in Beijing do?", ()),
        ("중국과 이탈리아는 무엇을 했나?", ("이탈리아",)),
        ("What did Korean makers do in July?", ()),
        ("What must makers do?", ()),
    ],
)
def test_names_that_no_passage_mentions_are_found_across_languages(policy_library, question, names):
    hits = policy_library.search("China runs a testing centre in Beijing", 5).hits
    language = "ko" if question[0] > "z" else "en"
    assert find_unmentioned(question, language, hits) == names


def test_the_share_of_a_question_that_a_passage_mentions_lies_between_none_and_all(policy_library):
    hit = policy_library.search("China runs a testing centre in Beijing", 1).hits[0]
    assert share_mentioned("China's testing centre", "en", hit) == 1.0
    assert share_mentioned("중국의 시험", "ko", hit) > 0
    assert share_mentioned("sourdough bread", "en", hit) == 0.0
