"""Follow-ups by the rules: what they become, and what stays as it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.followups.carrying import carry, instruments
from assistant.followups.context import Rewritten
from assistant.followups.mentions import find_mentions
from assistant.followups.provisions import fits, spell, within
from assistant.followups.rewrite import LONGEST_FOLLOWUP, understand
from assistant.particles import refit, with_particle

ACT_EN = "What does Article 5 of the EU AI Act prohibit?"
ACT_KO = "EU AI법 제5조는 무엇을 금지하나?"
BILL = "인공지능 발전과 신뢰 기반 조성 등에 관한 기본법안(대안), 의안번호 6772"


@pytest.mark.parametrize(
    ("previous", "question", "standalone"),
    [
        (
            "일본 AI안전연구소의 첫 소장은 누구?",
            "그럼 영국은?",
            "영국 AI안전연구소의 첫 소장은 누구?",
        ),
        (
            "캐나다가 AI안전연구소를 세우려고 잡은 예산은 얼마야?",
            "그럼 일본은?",
            "일본이 AI안전연구소를 세우려고 잡은 예산은 얼마야?",
        ),
        (
            "미국 국립표준기술연구소는 어떤 역할을 하나?",
            "유럽 AI 사무국은?",
            "유럽 AI 사무국은 어떤 역할을 하나?",
        ),
        (
            "2025년 파리 정상회의는 누가 주재했나?",
            "2024년 서울 정상회의는?",
            "2024년 서울 정상회의는 누가 주재했나?",
        ),
        ("EU AI법은 무엇을 금지하나?", "그 법에서 과태료는?", "EU AI법에서 과태료는?"),
        (
            "EU AI법에서 시스템적 위험 기준은 무엇인가?",
            "그 기준은 언제부터 적용되나?",
            "EU AI법에서 시스템적 위험 기준은 언제부터 적용되나?",
        ),
        (
            "영국 AI안전연구소는 언제 설립되었나?",
            "거기서 만든 도구는?",
            "영국 AI안전연구소에서 만든 도구는?",
        ),
        ("인스펙트는 무엇인가?", "그건 어디에 공개됐어?", "인스펙트는 어디에 공개됐어?"),
        (ACT_KO, "제50조는?", "EU AI법 제50조는 무엇을 금지하나?"),
        (ACT_KO, "제1항은?", "EU AI법 제5조제1항은 무엇을 금지하나?"),
        ("AI RMF의 MAP 5.1은 무엇을 요구하나?", "5.2는?", "AI RMF의 MAP 5.2는 무엇을 요구하나?"),
        (ACT_KO, "인공지능기본법은?", "인공지능기본법은 무엇을 금지하나?"),
        (ACT_KO, "벌칙은?", "EU AI법의 벌칙은?"),
        (ACT_KO, "왜?", f"{ACT_KO} 그 이유는 무엇인가?"),
        (ACT_KO, "더 자세히", f"{ACT_KO} 더 자세히 설명해 주십시오."),
        ("서울 선언은 무엇인가?", "누가 서명했나?", "서울 선언은 누가 서명했나?"),
        ("How much did Canada budget for AI?", "And the UK?", "How much did the UK budget for AI?"),
        (
            "Who was the first director of Japan's AI Safety Institute?",
            "And the UK?",
            "Who was the first director of the UK's AI Safety Institute?",
        ),
        (
            "When was the US AI Safety Institute founded?",
            "and Japan's?",
            "When was the Japan AI Safety Institute founded?",
        ),
        (ACT_EN, "And Article 51?", "What does Article 51 of the EU AI Act prohibit?"),
        (ACT_EN, "And paragraph 1?", "What does Article 5(1) of the EU AI Act prohibit?"),
        (ACT_EN, "And Korea's AI Basic Act?", "What does Korea's AI Basic Act prohibit?"),
        (
            "What does the EU AI Act prohibit?",
            "What about its penalties?",
            "What about the EU AI Act's penalties?",
        ),
        (
            "What does the EU AI Act prohibit?",
            "And the penalties?",
            "What about the penalties under the EU AI Act?",
        ),
        ("What is the European AI Board?", "who chairs it?", "Who chairs the European AI Board?"),
        (ACT_EN, "why?", f"{ACT_EN} Why?"),
        (ACT_EN, "Tell me more", f"{ACT_EN} Please explain in more detail."),
        (
            "EU AI法第5条は何を禁止していますか。",
            "第50条は？",
            "EU AI法第50条は何を禁止していますか。",
        ),
        ("日本の予算はいくらですか。", "では英国は？", "英国の予算はいくらですか。"),
        ("EU AI法は何を禁止していますか。", "その罰則は？", "EU AI法の罰則は？"),
        (
            "ソウル宣言とは何ですか。",
            "それはいつ採択されましたか。",
            "ソウル宣言はいつ採択されましたか。",
        ),
    ],
)
def test_a_follow_up_becomes_a_question_that_stands_alone(previous, question, standalone):
    reading = understand(question, [previous])
    assert isinstance(reading, Rewritten)
    assert reading.question == standalone


@pytest.mark.parametrize(
    ("previous", "question", "standalone"),
    [
        (ACT_EN, "제50조는?", "EU 인공지능법 제50조의 내용은 무엇인가?"),
        (ACT_KO, "And Article 50?", "What does Article 50 of the EU AI Act say?"),
        (
            "Who was the first director of Japan's AI Safety Institute?",
            "그럼 영국은?",
            "영국 AI안전연구소 소장은 누구인가?",
        ),
        (
            "국가인공지능위원회는 몇 명으로 구성되나?",
            "Who chairs it?",
            "Who chairs the National AI Committee?",
        ),
        ("What does the EU AI Act prohibit?", "벌칙은?", "EU 인공지능법의 벌칙은?"),
        (
            "EU AI법의 과징금은 얼마인가?",
            "それはいつから適用されますか。",
            "EU AI法の過料はいつから適用されますか。",
        ),
    ],
)
def test_the_question_is_in_the_language_of_the_follow_up(previous, question, standalone):
    reading = understand(question, [previous])
    assert isinstance(reading, Rewritten)
    assert reading.question == standalone


@pytest.mark.parametrize(
    "question",
    [
        "What does the Seoul Declaration say about interoperability?",
        "Is it true that the OECD bans anything?",
        "What about penalties under Korea's AI Basic Act?",
        "How do the authors of the AI RMF describe its audience?",
        "What does this library hold on Rwanda?",
        "Thanks!",
        "서울 선언은 상호운용성에 대해 무엇이라고 하나?",
        "그래픽 처리 장치 수출 통제는 누가 담당하나?",
        "이용자의 권리를 정한 조항은 OECD 권고 어디에 있나?",
        "해당 사항이 없는 경우 신고 의무는 면제되나?",
        "내일 서울 날씨는?",
        "과태료란 무엇인가?",
        "인도적 지원은 누가 하나?",
        "감사합니다",
        "その他の高リスクAIとは、OECDでは何を指しますか。",
        "a" * (LONGEST_FOLLOWUP + 1),
        "",
    ],
)
@pytest.mark.parametrize("previous", [ACT_EN, ACT_KO])
def test_a_question_that_stands_alone_stays(previous, question):
    assert understand(question, [previous]) == "alone"


@pytest.mark.parametrize("question", ["그럼 영국은?", "And Japan?", "why?", "제2항은?", "それは？"])
def test_the_first_question_stands_alone(question):
    assert understand(question, []) == "alone"


@pytest.mark.parametrize(
    ("previous", "question"),
    [
        ("미국과 영국은 무엇에 합의했나?", "그럼 일본은?"),
        ("서울 선언과 블레츨리 선언의 차이는?", "그 선언에 서명한 나라는?"),
        ("핵 위험 평가는 AISI가 아니라 어느 부처가 맡나?", "그 부처의 역할은?"),
        ("서울 선언은 무엇인가?", "제31조는?"),
        ("What does NIST say about red teaming?", "Is it mandatory?"),
        ("Which suggested action in the NIST profile names Dioptra?", "Is it open source?"),
        (ACT_EN, "Could you list them?"),
    ],
)
def test_what_could_mean_several_things_is_not_guessed(previous, question):
    assert understand(question, [previous]) == "unclear"


def test_a_third_question_leans_on_what_the_second_meant():
    first = "일본 AI안전연구소의 첫 소장은 누구?"
    second = understand("영국은?", [first])
    assert isinstance(second, Rewritten)
    third = understand("더 자세히 알려줘", [first, second.question])
    assert isinstance(third, Rewritten)
    fourth = understand("그럼 미국은?", [first, second.question, third.question])
    assert isinstance(fourth, Rewritten)
    assert fourth.question == "미국 AI안전연구소의 첫 소장은 누구?"


def test_what_names_nothing_is_passed_over():
    reading = understand("제50조는?", [ACT_KO, "감사합니다"])
    assert isinstance(reading, Rewritten)


def test_a_demonstrative_may_mean_the_instrument_that_the_answer_cited():
    reading = understand("이 법의 벌칙은?", ["국내대리인은 누가 지정하나?"], [BILL])
    assert reading == Rewritten("인공지능기본법의 벌칙은?", "pronoun")
    assert understand("이 법의 벌칙은?", ["국내대리인은 누가 지정하나?"]) == "unclear"


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=60),
    st.text(max_size=60),
    st.sampled_from(["그럼 일본은?", "And it?", "제2항은?", "それは？", "{x}", "왜?"]),
)
def test_no_text_breaks_the_rules(previous, title, shape):
    reading = understand(shape.replace("{x}", title), [previous, ACT_KO, previous], [title])
    assert reading in ("alone", "unclear") or (isinstance(reading, Rewritten) and reading.question)


@pytest.mark.parametrize(
    ("word", "particle", "joined"),
    [
        ("일본", "가", "일본이"),
        ("캐나다", "이", "캐나다가"),
        ("EU", "은", "EU는"),
        ("GDPR", "는", "GDPR은"),
        ("제50조", "은", "제50조는"),
        ("MAP 5.1", "는", "MAP 5.1은"),
        ("부속서 XI", "는", "부속서 XI은"),
        ("부속서 IV", "은", "부속서 IV는"),
        ("IBM", "로", "IBM으로"),
        ("서울", "으로", "서울로"),
        ("2024년", "를", "2024년을"),
        ("‘서울 선언’", "와", "‘서울 선언’과"),
        ("Google", "는", "Google은"),
        ("영국", "에서", "영국에서"),
        ("생성형 인공지능", "란", "생성형 인공지능이란"),
    ],
)
def test_a_korean_particle_fits_how_the_word_is_read(word, particle, joined):
    assert with_particle(word, particle) == joined


@pytest.mark.parametrize(
    ("word", "rest", "fitted"),
    [
        ("일본", "가 세운", "이 세운"),
        ("캐나다", "으로부터", "로부터"),
        ("미국", "가스 공사는", "가스 공사는"),
        ("영국", "의 예산", "의 예산"),
    ],
)
def test_only_a_particle_is_fitted(word, rest, fitted):
    assert refit(word, rest) == fitted


@pytest.mark.parametrize(
    ("question", "language", "named"),
    [
        (
            "Who leads the UK AI Safety Institute?",
            "en",
            [("UK AI Safety Institute", "organisation"), ("UK", "country")],
        ),
        (
            "EU AI법 제5조",
            "ko",
            [("EU AI법", "instrument"), ("EU", "country"), ("제5조", "provision")],
        ),
        ("인공지능 기본법안은", "ko", [("인공지능 기본법안", "instrument")]),
        ("인도적 지원", "ko", []),
        ("the Biden AI order of 2023", "en", [("Biden AI order", "instrument"), ("2023", "date")]),
        ("Japanese firms", "en", [("Japanese", "country")]),
    ],
)
def test_a_question_names_bodies_laws_provisions_and_dates(question, language, named):
    found = [(m.text, m.kind) for m in find_mentions(question, language) if m.kind != "term"]
    assert found == named


def test_provisions_are_put_together_and_spelled_in_each_language():
    assert within("제2항", "제31조") == "제31조제2항"
    assert within("paragraph 2", "Article 31(3)") == "Article 31(2)"
    assert within("제31조", "제5조") is None
    assert spell("Article 51(2)", "ko") == "제51조제2항"
    assert spell("제51조", "ja") == "第51条"
    assert spell("MAP 5.1", "ko") == "MAP 5.1"
    assert not fits("제31조", "서울 선언")
    assert fits("제31조", "인공지능기본법")


def test_a_question_is_carried_into_another_language_as_far_as_the_glossary_goes():
    whole = carry("Who is the director of the UK AI Safety Institute?", "en", "ko")
    assert (whole.question, whole.whole) == ("영국 AI안전연구소 소장은 누구인가?", True)
    part = carry("Does the Seoul Declaration soothe worried gardeners?", "en", "ko")
    assert "서울 선언" in part.question
    assert not part.whole


def test_titles_give_the_names_of_instruments():
    titles = ["Regulation (EU) 2024/1689 … (Artificial Intelligence Act)", BILL, "A leaflet"]
    assert instruments(titles, "ko") == ("EU 인공지능법", "인공지능기본법")
