"""An evaluation in a process of its own tells its steps, its outcome and its failures."""

import json
import threading

import pytest

from assistant.settings import Settings
from corpus.errors import Cancelled, PolicydeskError
from eval.history import read_history
from eval.running import evaluate_apart
from eval.suites import Wish
from index.ingestion import ingest_paths
from tests.eval.test_cli_eval import QUESTION
from tests.libraries import ARTICLES, open_test_library, write_documents


@pytest.fixture
def settings(tmp_path):
    library = open_test_library(tmp_path / "library")
    ingest_paths(library, [write_documents(tmp_path / "in", robots=ARTICLES)])
    library.close()
    return Settings(library=tmp_path / "library", engine="extractive")


@pytest.fixture
def wish(tmp_path):
    path = tmp_path / "mine.jsonl"
    path.write_text(json.dumps(QUESTION) + "\n", encoding="utf-8")
    return Wish("answers", str(path))


def test_steps_are_told_and_the_run_is_kept(settings, wish):
    steps = []
    path = evaluate_apart(wish, settings, steps.append, threading.Event())
    assert [(step.done, step.total, step.current) for step in steps] == [(0, 1, QUESTION["q"])]
    (name,) = read_history(settings.evaluations_folder).runs
    assert path == settings.evaluations_folder / name


def test_what_goes_wrong_there_is_said_here(settings):
    with pytest.raises(PolicydeskError, match="there is no such suite"):
        evaluate_apart(Wish("soup"), settings, lambda _: None, threading.Event())


def test_cancelling_ends_it_and_keeps_nothing(settings, wish):
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(Cancelled):
        evaluate_apart(wish, settings, lambda _: None, cancel)
    assert not settings.evaluations_folder.exists()
