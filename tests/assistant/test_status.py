"""What is said of how sources stand today."""

import pytest

from assistant.status import make_later, outdated_notice, status_notes, status_warnings
from corpus.types import DocumentInfo
from tests.assistant.citing import cite

ORDER = {"instrument": "us-eo-14110", "status": "rescinded", "date": "2023-10-30"}
BILL = {"instrument": "korea-ai-basic-act", "status": "draft", "date": "2024-12"}
ACT = {"instrument": "eu-ai-act", "status": "in force", "date": "2024-07-12"}
OWN = {"status": "in force", "date": "2024-07-12"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Executive Order 14110 was rescinded on 2025-01-20 by Executive Order 14148"),
        ("ko", "행정명령 제14110호는 2025년 1월 20일 행정명령 제14148호로 폐지되었으며"),
        ("ja", "大統領令第14110号は2025年1月20日に大統領令第14148号により廃止され"),
        ("fr", "Executive Order 14110 was rescinded on 2025-01-20"),
    ],
)
def test_a_rescinded_source_is_told_with_its_date_and_the_day_of_the_status(language, said):
    (note,) = status_warnings([cite(1, "Companies report.", **ORDER)], "What?", language)
    assert note.startswith(said)
    assert "2025-01-23" in note.split("(")[-1] + note.split("（")[-1]


def test_one_instrument_is_told_once_however_many_quotes_are_of_it():
    citations = [cite(n, "Companies report.", **ORDER) for n in (1, 2, 3)]
    assert len(status_warnings(citations, "What does EO 14110 say?", "en")) == 1


@pytest.mark.parametrize(
    ("quote", "date", "told"),
    [
        ("영국 AI안전연구소는 시험을 공개하였다.", "2024-07", "AI보안연구소"),
        ("영국 AI안전연구소는 시험을 공개하였다.", "2025-06-01", None),
        ("행정명령 14110호에 따라 설립되었다.", "2024-07", "폐지"),
        ("EU 인공지능법이 발효되었다.", "2024-09", None),
        ("일본 AI안전연구소가 설립되었다.", "2024-07", None),
    ],
)
def test_what_a_quote_names_is_told_if_it_ended_or_was_renamed_after_the_quote(quote, date, told):
    notes = status_warnings([cite(1, quote, date=date, language="ko")], "무엇인가?", "ko")
    assert len(notes) == bool(told)
    assert not told or told in notes[0]


@pytest.mark.parametrize(
    ("question", "language", "told"),
    [
        ("영국 AI안전연구소의 소장은?", "ko", "2025년 2월 14일"),
        ("Who runs the US AI Safety Institute?", "en", "2025-06-03"),
        ("米国AI安全研究所の予算は？", "ja", "2025年6月3日"),
        ("What does OMB memo M-24-10 require?", "en", "2025-04-03"),
    ],
)
def test_what_the_question_names_is_told_whatever_the_answer_rests_on(question, language, told):
    (note,) = status_warnings([cite(1, "Something else.", **OWN)], question, language)
    assert told in note


def test_an_amendment_is_told_of_a_source_but_not_of_a_mention():
    assert "amending the EU AI Act" in status_warnings([cite(1, "Text.", **ACT)], "What?", "en")[0]
    assert status_warnings([cite(1, "The EU AI Act.", **OWN)], "What?", "en") == ()


@pytest.mark.parametrize(
    ("info", "note"),
    [
        ({"status_note": "Replaced on 2020-01-01."}, "Replaced on 2020-01-01."),
        ({"status": "superseded"}, "“Rules” has been superseded."),
        ({"status": "draft"}, "“Rules” is a draft."),
        ({"status": "in force"}, None),
    ],
)
def test_without_the_catalogue_the_documents_own_word_counts(info, note):
    assert status_notes(DocumentInfo("rules", "Rules", **info), "en") == ((note,) if note else ())


@pytest.mark.parametrize(
    ("infos", "language", "first"),
    [
        ([ORDER], "en", "Only texts that no longer apply answer this."),
        ([ORDER, BILL], "ko", "현재 효력이 없는 자료에서만 답을 찾았습니다."),
        ([BILL], "ko", "확정된 문서가 아닌 초안 또는 법안에서만 답을 찾았습니다."),
        ([BILL], "ja", "この質問に答えるのは草案または法案だけで、確定した文書ではありません。"),
        ([ORDER, ACT], "en", None),
        ([ACT], "en", None),
        ([], "en", None),
    ],
)
def test_it_is_said_first_where_no_source_applies_today(infos, language, first):
    citations = [cite(n, "Text.", **info) for n, info in enumerate(infos, 1)]
    notice = outdated_notice(citations, language)
    assert (notice[0] if notice else None) == first
    assert len(notice) == (1 + len(infos) if first else 0)


def test_outdated_documents_come_later_unless_the_question_names_them():
    order = DocumentInfo("order", "Order", **ORDER)
    act = DocumentInfo("act", "Act", **ACT)
    later = make_later("Who must report tests?")
    assert (later(order), later(act)) == (True, False)
    assert not make_later("What does EO 14110 require?")(order)
