import re
import threading

import pytest

from assistant.answer import Delta, Found, ask, stream_answer
from assistant.engines import Draft
from assistant.engines.extractive import ExtractiveEngine
from assistant.engines.faults import Fault
from assistant.evidence import LEAST_CONFIDENCE
from assistant.wire import answer_json
from corpus.errors import Cancelled, EngineError
from corpus.types import Answer, Filters, Sentence
from index.ingestion import ingest_paths
from ingest.clean import fold_space
from tests.libraries import ARTICLES, KOREAN, open_test_library, write_documents


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("answers")
    opened = open_test_library(folder / "library")
    ingest_paths(opened, [write_documents(folder / "documents", act=ARTICLES, institute=KOREAN)])
    yield opened
    opened.close()


class Scripted:
    """An engine that writes what it is told."""

    label = "scripted"

    def __init__(self, *sentences, error=None):
        self.sentences = sentences
        self.error = error

    def write(self, question, language, evidence, *, cancel=None):
        for text, cites in self.sentences:
            yield Draft(text, Sentence(text, cites))
        if self.error:
            raise self.error


def test_evidence_comes_before_text_and_text_before_the_answer(library):
    steps = list(stream_answer(library, "How long must makers test?", ExtractiveEngine()))
    assert isinstance(steps[0], Found)
    assert all(isinstance(step, Delta) for step in steps[1:-1])
    assert isinstance(steps[-1], Answer)


def test_every_mark_has_a_citation_and_every_quote_stands_in_the_document(library):
    answer = ask(library, "How long must makers test every robot?", ExtractiveEngine())
    assert answer.status == "answered"
    assert "40 hours" in answer.text
    cited = {n for sentence in answer.sentences for n in sentence.citations}
    assert cited == {c.n for c in answer.citations}
    for citation in answer.citations:
        text = library.document(citation.hit.info.slug).text
        place = citation.locator
        assert text[place.char_start : place.char_end] == citation.quote
        assert fold_space(citation.quote) in fold_space(text)


def test_a_korean_question_is_answered_from_korean_text(library):
    answer = ask(library, "로봇안전연구소의 초대 소장은 누구인가?", ExtractiveEngine())
    assert "홍길동" in answer.text
    assert answer.language == "ko"


def test_an_unsupported_sentence_is_left_out_and_counted(library):
    engine = Scripted(
        ("Makers shall test every robot for at least 40 hours before sale.", (1,)),
        ("Makers shall test every robot for 900 hours.", (1,)),
    )
    answer = ask(library, "How long must makers test every robot?", engine)
    assert [s.text for s in answer.sentences] == [engine.sentences[0][0]]
    assert "900" not in answer.text
    assert any("1 sentence" in warning for warning in answer.warnings)
    (removed,) = answer.removed
    assert removed.text == engine.sentences[1][0]
    assert "900" in removed.reason


@pytest.mark.parametrize("sentences", [(), (("It takes 900 days.", (1,)),)])
def test_where_nothing_supported_is_written_the_quotes_stand_and_a_warning_says_so(
    library, sentences
):
    answer = ask(library, "How long must makers test every robot?", Scripted(*sentences))
    assert answer.engine == "extractive"
    assert "40 hours" in answer.text
    assert any("scripted engine found no answer" in warning for warning in answer.warnings)
    assert [one.text for one in answer.removed] == [text for text, _ in sentences]


def test_an_engine_that_fails_is_replaced_by_quotes_and_says_so(library):
    engine = Scripted(error=EngineError("no connection", "engine api", "Try again."))
    answer = ask(library, "How long must makers test every robot?", engine)
    assert answer.status == "answered"
    assert answer.engine == "extractive"
    assert any("no connection" in warning for warning in answer.warnings)


def test_a_failed_engine_says_why_and_what_to_do_in_the_questions_language(library):
    error = Fault("too_many", status=429, wait_s=30).as_error("m at http://localhost")
    answer = ask(library, "로봇안전연구소의 초대 소장은 누구인가?", Scripted(error=error))
    (warning,) = [w for w in answer.warnings if "scripted" in w]
    assert "서버가 당분간 요청을 받지 않음(HTTP 429)" in warning
    assert "30초 뒤에 다시 질문해 주십시오." in warning


def test_quotes_replace_what_a_failed_engine_had_already_written(library):
    text = "Makers shall test every robot for at least 40 hours before sale."
    engine = Scripted((text, (1,)), error=EngineError("no connection", "engine api", "Try again."))
    steps = list(stream_answer(library, "How long must makers test every robot?", engine))
    shown = ""
    for step in steps:
        if isinstance(step, Delta):
            shown = step.text if step.replaces else shown + step.text
    assert shown.count("40 hours") == 1


def test_an_empty_library_says_what_to_do_in_the_question_language(tmp_path):
    empty = open_test_library(tmp_path / "empty")
    assert "비어 있습니다" in ask(empty, "예산은 얼마인가?", ExtractiveEngine()).text
    assert "empty" in ask(empty, "What is the budget?", ExtractiveEngine()).text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What is the boiling point of tungsten?", "does not hold the answer"),
        ("내일 서울 날씨는 어떤가요?", "답할 수 있는 내용이 없습니다"),
    ],
)
def test_what_the_library_does_not_hold_is_not_answered(library, question, words):
    answer = ask(library, question, ExtractiveEngine())
    assert answer.status == "abstained"
    assert words in answer.text
    assert not answer.citations


TEA = """---
date: 2031-04
---
# Growing green tea

Pick the leaves from late April until early May. Roast them in a pan and roll them by hand.
"""
HOURS = "how long must makers test every robot under the Robot Safety Act?"


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mixed")
    opened = open_test_library(folder / "library")
    ingest_paths(opened, [write_documents(folder / "documents", act=ARTICLES, tea=TEA)])
    yield opened
    opened.close()


def test_what_the_filters_leave_out_is_not_answered_and_what_they_leave_is_named(mixed):
    engine = ExtractiveEngine()
    nothing = ask(mixed, HOURS, engine, filters=Filters(kinds=("poem",)))
    assert nothing.text == "No document in the library passes the filters."
    elsewhere = ask(mixed, HOURS, engine, filters=Filters(documents=("tea",)))
    assert elsewhere.status == "abstained"
    assert elsewhere.text.startswith(
        "The documents that pass the filters do not hold the answer to this question."
    )


def test_documents_that_the_question_asks_for_are_left_again_when_they_hold_no_answer(mixed):
    answer = ask(mixed, f"In documents published since 2031, {HOURS}", ExtractiveEngine())
    assert "40 hours" in answer.text
    assert answer.narrowing.words == ()
    assert answer.warnings[0] == (
        "The documents that the question asks for (documents published since 2031) do not hold "
        "the answer; this one rests on the others."
    )


@pytest.mark.parametrize(
    ("question", "filters"),
    [
        ("How is tea rolled?", Filters(documents=("tea",))),
        ("In documents published since 2031, how is tea rolled?", Filters()),
    ],
)
def test_a_document_of_one_passage_is_answered_from_although_nothing_stands_out(
    mixed, question, filters
):
    assert mixed.search(question, 8, filters).confidence < LEAST_CONFIDENCE
    answer = ask(mixed, question, ExtractiveEngine(), filters=filters)
    assert "roll them by hand" in answer.text
    assert answer.narrowing.documents == 1


def test_an_answer_from_the_documents_asked_for_says_which_they_are(library):
    question = "한국어 문서만: 로봇안전연구소의 초대 소장은 누구인가?"
    answer = ask(library, question, ExtractiveEngine())
    assert answer.narrowing.words == ("한국어 문서",)
    assert "홍길동" in answer.text
    assert answer_json(answer)["filters"]["from_question"] == ["한국어 문서"]
    assert ask(library, question, ExtractiveEngine(), narrow=False).narrowing.words == ()


def test_a_language_that_the_library_lacks_is_answered_with_the_original_and_says_so(library):
    answer = ask(library, "Combien d'heures les fabricants doivent-ils tester un robot ?",
                 ExtractiveEngine())  # fmt: skip
    assert answer.language == "fr"
    assert "40 hours" in answer.text
    assert any("no text in the question's language" in warning for warning in answer.warnings)


def test_cancelling_stops_the_answer(library):
    cancel = threading.Event()
    cancel.set()
    steps = stream_answer(library, "How long must makers test?", ExtractiveEngine(), cancel=cancel)
    with pytest.raises(Cancelled):
        list(steps)


def test_the_json_has_every_promised_field(library):
    answer = answer_json(ask(library, "What fine for an untested robot?", ExtractiveEngine()))
    assert set(answer) >= {
        "question", "language", "status", "answer", "sentences", "citations", "warnings",
        "engine", "timings",
    }  # fmt: skip
    assert set(answer["sentences"][0]) == {"text", "citations", "verdict", "score"}
    assert set(answer["citations"][0]) >= {
        "n", "quote", "rank", "score", "passage_id", "document", "title", "publisher", "date",
        "language", "status", "locator", "text",
    }  # fmt: skip
    assert set(answer["citations"][0]["locator"]) >= {
        "page", "heading", "address", "char_start", "char_end",
    }  # fmt: skip
    assert set(answer["timings"]) == {"retrieve_ms", "first_token_ms", "total_ms"}


def ask_policy(policy_library, question: str, engine=None):
    return ask(policy_library, question, engine or ExtractiveEngine())


@pytest.mark.parametrize(
    "question",
    [
        "What does Article 9 of the Robot Safety Act say?",
        "로봇안전법 제9조에 따라 제조자는 로봇을 몇 시간 시험하나?",
        "What is Ireland's corporate tax?",
    ],
)
def test_a_provision_that_does_not_exist_and_another_field_are_not_answered(
    policy_library, question
):
    answer = ask_policy(policy_library, question)
    assert (answer.status, answer.citations, answer.sentences) == ("abstained", (), ())


def test_a_current_text_is_quoted_before_a_draft_and_their_difference_is_shown_first(
    policy_library,
):
    answer = ask_policy(policy_library, "How long must makers test every robot before sale?")
    assert [c.hit.info.slug for c in answer.citations] == ["act", "korean", "draft"]
    assert answer.text.startswith("The sources differ here: 40 hours [1]")
    assert answer.notices[0] in answer.warnings


def test_both_sides_of_a_difference_are_cited_though_the_engine_cites_one(policy_library):
    engine = Scripted(("Makers shall test every robot for at least 40 hours before sale.", (1,)))
    answer = ask_policy(policy_library, "How long must makers test every robot?", engine)
    assert [s.citations for s in answer.sentences] == [(1, 3)]
    assert [c.hit.info.slug for c in answer.citations] == ["korean", "act", "draft"]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Who must insure garden robots against damage?", "Only a draft or a bill answers this"),
        ("Which results must companies report to the Secretary of Commerce?",
         "Only texts that no longer apply answer this."),
        ("로봇안전법 제2조를 어긴 제조자는 징역 몇 년인가?",
         "자료실에 있는 로봇안전법 자료에는 제2조와 관련하여 징역을"),
        ("Should we test every robot longer before sale?", "The question asks for an opinion"),
        ("우리 회사도 모든 로봇을 판매하기 전에 40시간 시험하여야 하나? 로봇안전법 제2조",
         "이 답변은 법률 자문이 아닙니다"),
    ],
)  # fmt: skip
def test_what_must_be_known_first_opens_the_answer(policy_library, question, first):
    answer = ask_policy(policy_library, question)
    assert answer.status == "answered"
    assert answer.text.startswith(first)
    assert answer.citations


def test_a_rescinded_source_is_told_in_the_language_of_the_question(policy_library):
    question = "기업은 레드팀 시험 결과를 상무부 장관에게 보고해야 하나?"
    answer = ask_policy(policy_library, question)
    assert any("2025년 1월 20일" in warning for warning in answer.warnings)


def test_a_plain_answer_opens_with_no_notice(policy_library):
    answer = ask_policy(policy_library, "How long must makers keep the test records?")
    assert answer.notices == ()
    assert answer.text.startswith("Makers shall keep the test records for 7 years.")


def test_every_mark_of_a_notice_has_its_citation(policy_library):
    answer = ask_policy(policy_library, "How long must makers test every robot before sale?")
    marks = {int(n) for n in re.findall(r"\[(\d+)\]", answer.text)}
    assert marks == {c.n for c in answer.citations}
    assert answer_json(answer)["notices"] == list(answer.notices)
