import threading

import pytest

from assistant.answer import Delta, Found, ask, stream_answer
from assistant.engines import Draft
from assistant.engines.extractive import ExtractiveEngine
from assistant.engines.faults import Fault
from assistant.wire import answer_json
from corpus.errors import Cancelled, EngineError
from corpus.types import Answer, Sentence
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


@pytest.mark.parametrize("sentences", [(), (("It takes 900 days.", (1,)),)])
def test_where_nothing_supported_is_written_the_quotes_stand_and_a_warning_says_so(
    library, sentences
):
    answer = ask(library, "How long must makers test every robot?", Scripted(*sentences))
    assert answer.engine == "extractive"
    assert "40 hours" in answer.text
    assert any("scripted engine found no answer" in warning for warning in answer.warnings)


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
