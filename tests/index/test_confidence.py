import pytest

from index.ingestion import ingest_paths
from tests.libraries import ARTICLES, KOREAN, open_test_library, write_documents


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("confidence")
    opened = open_test_library(folder / "library")
    ingest_paths(opened, [write_documents(folder / "documents", act=ARTICLES, institute=KOREAN)])
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("held", "not_held"),
    [
        ("How long must makers keep test records?", "What is the capital of Peru?"),
        ("What does Article 3 of the Robot Safety Act say?", "What does Article 97 say?"),
        ("로봇안전연구소의 예산은 얼마인가?", "부산 지하철의 막차 시각은?"),
    ],
)
def test_a_question_the_library_answers_inspires_more_confidence(library, held, not_held):
    assert library.search(held).confidence > library.search(not_held).confidence


def test_confidence_does_not_depend_on_how_many_hits_are_asked_for(library):
    question = "How long must makers test a robot?"
    assert library.search(question, 1).confidence == library.search(question, 20).confidence


def test_an_empty_library_inspires_none(tmp_path):
    empty = open_test_library(tmp_path / "library")
    assert empty.search("How long must makers test a robot?").confidence == 0.0
    empty.close()
