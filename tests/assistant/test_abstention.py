"""What is said where there is no answer."""

import pytest

from assistant.answer import ask
from assistant.engines.extractive import ExtractiveEngine
from corpus.types import Filters


def abstain(library, question: str, **filters: object):
    answer = ask(library, question, ExtractiveEngine(), filters=Filters(**filters))
    assert answer.status == "abstained"
    assert not answer.citations
    assert "[1]" not in answer.text
    return answer


@pytest.mark.parametrize(
    ("question", "missing", "nearest"),
    [
        ("What does Article 9 of the Robot Safety Act say?", "there is no Article 9",
         "the library holds: Robot Safety Act"),
        ("로봇안전법 제9조의 내용은?", "제9조는 없습니다", "가까운 자료: 로봇안전법"),
        ("Robot Safety Act第9条の内容は?", "第9条はありません", "最も近い資料：Robot Safety Act"),
        ("Who tests robots on Mars for Zorblax Corp?", "No passage mentions Mars, Zorblax, Corp",
         "Nearest to it, the library holds: "),
        ("What does ISO/IEC 42001 say about robots?", "does not hold ISO/IEC 42001", "Nearest"),
    ],
)  # fmt: skip
def test_an_abstention_says_what_was_missing_and_what_is_nearest(
    policy_library, question, missing, nearest
):
    text = abstain(policy_library, question).text
    assert missing in text
    assert nearest in text


@pytest.mark.parametrize(
    ("question", "purpose"),
    [
        ("What is Ireland's corporate tax?", "AI policy and AI safety"),
        ("How do I bake sourdough bread?", "AI policy and AI safety"),
        ("오늘 날씨", "인공지능 정책과 안전에 관한 질문"),
        ("김치찌개 끓이는 법", "인공지능 정책과 안전에 관한 질문"),
    ],
)
def test_outside_the_field_it_says_what_it_is_for(policy_library, question, purpose):
    assert purpose in abstain(policy_library, question).text


def test_what_happened_to_an_instrument_that_is_not_held_is_said_all_the_same(policy_library):
    answer = abstain(policy_library, "What does memo M-24-10 require?")
    assert "https://" in answer.text
    assert any("2025-04-03 by Memorandum M-25-21" in warning for warning in answer.warnings)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Is memo M-24-10 still in force?", "No passage in the library says whether"),
        ("각서 M-24-10은 지금도 효력이 있나요?", "현재도 적용되는지를 밝힌 대목은"),
    ],
)
def test_whether_an_instrument_applies_is_left_to_the_catalogues_note(
    policy_library, question, said
):
    answer = abstain(policy_library, question)
    assert answer.text.startswith(said)
    assert any("M-25-21" in warning for warning in answer.warnings)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Is my company liable for sourdough bread?", "not legal advice"),
        ("우리 회사가 김치찌개를 신고해야 하나?", "법률 자문이 아닙니다"),
        ("Should we bake sourdough bread?", "asks for an opinion"),
    ],
)
def test_where_the_sources_say_nothing_there_is_no_advice_either(policy_library, question, said):
    assert said in abstain(policy_library, question).text


def test_filters_that_leave_no_document_are_the_reason(policy_library):
    text = abstain(policy_library, "How long must makers test?", after="2099-01-01").text
    assert text == "No document in the library passes the filters."
