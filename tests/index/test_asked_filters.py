"""What questions restrict themselves to, and what they only speak of."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.types import DocumentInfo, Filters
from eval.golden import load_golden
from index.asked.understand import NOTHING, understand_filters
from index.filters import select_documents
from ingest.language import detect_language

UK, US, NIST = "UK Government (DSIT)", "The White House", "NIST"
DOCUMENTS = [
    DocumentInfo("seoul", "Seoul Declaration", f"{UK} / AI Seoul Summit", "2024-05-21"),
    DocumentInfo("bletchley", "The Bletchley Declaration", UK, "2023-11-01", kind="declaration"),
    DocumentInfo("paper", "A regulation paper", UK, "2023-03-29", kind="white paper"),
    DocumentInfo("order", "An order", US, "2023-10-30", kind="executive order", status="rescinded"),
    DocumentInfo("old-order", "An older order", US, "2019-02-11", status="superseded"),
    DocumentInfo("profile", "A profile", NIST, "2024-07-26"),
    DocumentInfo("eu-act", "AI Act", "European Union", "2024-07-12", kind="law"),
    DocumentInfo("eu-code", "Code", "European Commission", "2024-11-14", "en", "code", "draft"),
    DocumentInfo("japan", "AI Guidelines", "Japan MIC and METI", "2024-04-19", kind="guideline"),
    DocumentInfo("japan-order", "Order of METI", "METI", "2024-04-20", kind="order"),
    DocumentInfo("bill", "기본법안", "대한민국 국회", "2024-12", "ko", "law"),
    DocumentInfo("spri", "현황과 시사점", "소프트웨어정책연구소(SPRI)", "2024-07", "ko", "report"),
    DocumentInfo("harbour", "Harbour rules", "Harbour Authority", "2022"),
]  # fmt: skip


def understood(question: str) -> tuple[set[str], tuple[str, ...]]:
    asked = understand_filters(question, detect_language(question), DOCUMENTS)
    left = {info.slug for info in select_documents(DOCUMENTS, asked.filters)}
    return (left if asked.words else set()), asked.words


@pytest.mark.parametrize(
    ("question", "slugs", "words"),
    [
        ("What do the 2024 Seoul documents say?", "seoul", "2024 Seoul documents"),
        ("What is said in the Bletchley documents?", "bletchley", "Bletchley documents"),
        (
            "In documents published before 2023, what is a test?",
            "old-order harbour",
            "documents published before 2023",
        ),
        ("According to NIST, what is trust?", "profile", "NIST"),
        ("What is trust according to NIST documents?", "profile", "NIST documents"),
        ("According to the Harbour Authority, who tests?", "harbour", "Harbour Authority"),
        (
            "According to the UK government, who tests?",
            "seoul bletchley paper",
            "UK government",
        ),
        ("What do documents in Korean say about chairs?", "bill spri", "documents in Korean"),
        ("Search only Korean-language documents.", "bill spri", "Korean-language documents"),
        ("In the Japanese guidelines, what is dignity?", "japan", "Japanese guidelines"),
        ("Under EU law, what must deployers do?", "eu-act", "EU law"),
        ("What do the laws of the EU require?", "eu-act", "laws of the EU"),
        (
            "What do superseded instruments say about models?",
            "old-order",
            "superseded instruments",
        ),
        (
            "Which documents published since November 2024 cover weights?",
            "eu-code bill",
            "documents published since November 2024",
        ),
        (
            "What was published between 2019 and 2022 on trade?",
            "old-order harbour",
            "published between 2019 and 2022",
        ),
        (
            "What do documents published by the White House in 2023 say?",
            "order",
            "documents published by the White House in 2023",
        ),
        ("What does the SPRI report say about budgets?", "spri", "SPRI report"),
        ("Which of the draft documents name risks?", "eu-code", "draft documents"),
        ("documents from 2022 about tests", "harbour", "documents from 2022"),
        (
            "In the NIST and SPRI documents, what is a test?",
            "profile spri",
            "NIST and SPRI documents",
        ),
        ("US documents only: who reports?", "order old-order profile", "US documents"),
        ("2024년 서울 문서에서 임계치는?", "seoul", "2024년 서울 문서"),
        ("2023년에 나온 영국 문서에서 레드팀은?", "bletchley paper", "2023년에 나온 영국 문서"),
        ("한국어 문서만 찾아줘", "bill spri", "한국어 문서"),
        ("EU 법령 중에서 표시 의무는?", "eu-act", "EU 법령"),
        ("미국 정부 문서에 따르면 기준은?", "order old-order profile", "미국 정부 문서"),
        ("NIST에 따르면 신뢰란?", "profile", "NIST"),
        ("SPRI 보고서에 따르면 예산은?", "spri", "SPRI 보고서"),
        (
            "2024년 11월 이후 나온 문서에서 약속은?",
            "eu-code bill",
            "2024년 11월 이후 나온 문서",
        ),
        ("2022년 이전 문서 중 시험을 다룬 것은?", "old-order harbour", "2022년 이전 문서"),
        ("2022년 전에 나온 문서 중 시험을 다룬 것은?", "old-order", "2022년 전에 나온 문서"),
        ("폐지된 문서 중에서 모델을 다룬 것은?", "order", "폐지된 문서"),
        ("영국과 SPRI 문서 가운데 예산을 다룬 것은?", "seoul bletchley paper spri",
         "영국과 SPRI 문서"),
        ("2024年のソウル文書では何が約束されましたか", "seoul", "2024年のソウル文書"),
        ("英国の文書によると試験とは", "seoul bletchley paper", "英国の文書"),
        ("NISTによると信頼とは", "profile", "NIST"),
        ("韓国語の文書だけで定義を教えてください", "bill spri", "韓国語の文書"),
        ("EUの法令のうち表示に関するものは", "eu-act", "EUの法令"),
        ("2022年以前に公表された文書で試験は", "old-order harbour", "2022年以前に公表された文書"),
    ],
)  # fmt: skip
def test_a_question_that_names_its_sources_is_answered_from_them(question, slugs, words):
    assert understood(question) == (set(slugs.split()), (words,))


@pytest.mark.parametrize(
    "question",
    [
        "What happened in 2023?",
        "When was the UK institute founded?",
        "What did NIST publish in 2024?",
        "What changed for US agencies since 2024?",
        "Which countries signed the Seoul documents?",
        "What does the Seoul Declaration promise?",
        "According to experts, what is trust?",
        "According to the US, what is trust?",
        "What did the UK report about the summit?",
        "How do US laws protect workers?",
        "How do the UK documents differ from the US documents?",
        "In documents other than the NIST documents, what is trust?",
        "What documents must providers in the EU keep until 2030?",
        "What documents from 2023 must providers keep?",
        "Must providers submit only English documents?",
        "In which language must the documents be?",
        "What obligations apply from 2 August 2026?",
        "In the 2023 report, what is trust?",
        "In the official documents on Seoul, what is trust?",
        "In the same documents, what about Japan?",
        "According to OpenAI documents, what is trust?",
        "Under Korean law enforcement rules, what happens?",
        "documents of the AI industry",
        "2026년 1월 22일부터 시행되는 조항은?",
        "2023년에 무슨 일이 있었나?",
        "영국 연구소는 언제 설립되었나?",
        "서울 선언에 서명한 나라는?",
        "2024년에 채택된 서울 선언의 내용은?",
        "영국 문서와 미국 문서를 비교해줘",
        "NIST 문서를 제외하고 신뢰를 다룬 문서는?",
        "NIST 문서 말고 영국 자료가 있나?",
        "이 문서에서 말하는 고영향 AI는?",
        "영문 문서만 제출하면 되나?",
        "공급자는 기술문서에서 무엇을 밝혀야 하나?",
        "2023년 보고서에서 예산은?",
        "한국 인공지능 기본법안에 따르면 위원회는?",
        "EU 법률은 무엇을 금지하나?",
        "영국 정부는 2023년에 어떤 문서를 냈나?",
        "2023年に何が起きましたか",
        "英国の研究所はいつ設立されましたか",
        "ソウル宣言に署名した国はどこですか",
        "英国と米国の文書を比較してください",
        "提供者は文書を何年保管しますか",
        "NISTの文書ではなく英国の資料はありますか",
        "日本語の資料を作る必要がありますか",
    ],
)
def test_a_question_about_a_year_or_a_place_is_answered_from_everything(question):
    assert understood(question) == (set(), ())


def test_what_is_searched_is_the_question_without_the_words_that_choose():
    question = "What do the 2024 Seoul documents say about thresholds?"
    asked = understand_filters(question, "en", DOCUMENTS)
    assert asked.question == "What do they say about thresholds?"
    asked = understand_filters("2024년 서울 문서에서 임계치는?", "ko", DOCUMENTS)
    assert asked.question == "임계치는?"


def test_a_kind_lets_documents_pass_whose_kind_nobody_stated():
    filters = understand_filters("In the Japanese guidelines, why?", "en", DOCUMENTS).filters
    assert filters == Filters(names=("Japan",), kinds=("guideline", "unknown"))


@pytest.mark.parametrize("question", ["In the Seoul documents, why?", "서울 문서에서 왜?"])
def test_a_name_that_no_document_bears_is_not_understood(question):
    others = [info for info in DOCUMENTS if info.slug != "seoul"]
    assert understand_filters(question, detect_language(question), others) == NOTHING


def test_what_leaves_every_document_is_no_restriction():
    assert understand_filters("In the SPRI report, why?", "en", DOCUMENTS[11:12]) == NOTHING


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *("in the", "2024", "only", "Seoul", "documents", "NIST", "published by", "and"),
                *("문서에서", "서울", "2024년", "이후", "만", "의", "9999-99", "%", "(", "''"),
                *("文書で", "2024年の", "ソウル"),
            ]
        ),
        max_size=12,
    ),
    st.sampled_from(["en", "ko", "ja"]),
)
def test_whatever_is_asked_what_is_understood_leaves_some_and_not_all(words, language):
    question = " ".join(words)
    asked = understand_filters(question, language, DOCUMENTS)
    left = [*select_documents(DOCUMENTS, asked.filters)]
    assert left
    assert bool(asked.words) == (len(left) < len(DOCUMENTS))
    assert all(words in question for words in asked.words)


@pytest.mark.corpus
def test_no_golden_question_loses_its_gold(shared_documents):
    infos = [document.info for document, *_ in shared_documents.values()]
    lost = []
    for question in load_golden():
        asked = understand_filters(question.question, question.language, infos)
        left = {info.slug for info in select_documents(infos, asked.filters)}
        groups = [{place.document for place in group} for group in question.groups]
        lost += [question.id for group in groups if not group & left]
    assert lost == []
