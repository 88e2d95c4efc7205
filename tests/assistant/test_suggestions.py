"""Every question that is suggested is one that the library holds an answer to."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from assistant.answer import ask
from assistant.engines.extractive import ExtractiveEngine
from assistant.suggestions import MOST_SUGGESTIONS, suggest_questions
from corpus.catalog import DIGESTS
from corpus.types import Filters
from index.ingestion import ingest_paths
from ingest.language import detect_language
from tests.libraries import open_test_library

PENALTIES = "인공지능기본법을 위반하면 과태료는 얼마입니까?"
PROMISES = "What do companies promise in the Frontier AI Safety Commitments?"


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    opened = open_test_library(tmp_path_factory.mktemp("suggestions"))
    names = ("frontier-ai-safety-commitments.en.md", "korea-ai-basic-act.ko.md")
    ingest_paths(opened, [DIGESTS / name for name in names])
    yield opened
    opened.close()


@pytest.mark.parametrize(("question", "language"), [(PENALTIES, "ko"), (PROMISES, "en")])
def test_each_suggestion_is_answered_and_in_the_language_of_the_answer(library, question, language):
    found = suggest_questions(library, ask(library, question, ExtractiveEngine()))
    assert 1 <= len(found) <= MOST_SUGGESTIONS
    for suggested in found:
        assert detect_language(suggested) == language
        assert ask(library, suggested, ExtractiveEngine()).status == "answered"


def test_korean_particles_are_settled(library):
    for suggested in suggest_questions(library, ask(library, PENALTIES, ExtractiveEngine())):
        assert "(" not in suggested


def test_what_was_asked_already_is_not_suggested_again(library):
    answer = ask(library, PENALTIES, ExtractiveEngine())
    first = suggest_questions(library, answer)
    again = suggest_questions(library, answer, asked=first)
    assert not set(first) & set(again)


def test_an_abstention_suggests_nothing(library):
    answer = replace(ask(library, PENALTIES, ExtractiveEngine()), status="abstained")
    assert suggest_questions(library, answer) == ()


def test_nothing_is_suggested_about_documents_that_are_filtered_out(library):
    answer = ask(library, PENALTIES, ExtractiveEngine())
    assert suggest_questions(library, answer, filters=Filters(publishers=("Nobody",))) == ()


def test_the_looking_ends_when_the_reader_goes_on(library):
    cancel = threading.Event()
    cancel.set()
    answer = ask(library, PENALTIES, ExtractiveEngine())
    assert suggest_questions(library, answer, cancel=cancel) == ()
