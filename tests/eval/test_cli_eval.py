"""What ``policydesk eval`` keeps, and which questions it can be told to ask."""

import json

import pytest
from click.testing import CliRunner

from assistant.cli import cli
from eval.history import read_history
from tests.libraries import ARTICLES, write_documents

QUESTION = {
    "id": "en-en-001",
    "q": "For how many hours must makers test a robot before sale?",
    "q_lang": "en",
    "doc_lang": "en",
    "kind": "fact",
    "answer": "40 hours",
    "gold": [{"document": "robots", "page": None, "needles": ["40 hours"]}],
    "facts": [["40"]],
    "split": "dev",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli")
    documents = write_documents(folder / "in", robots=ARTICLES)
    done = CliRunner().invoke(cli, ["ingest", str(documents), "--library", str(folder / "library")])
    assert done.exit_code == 0, done.output
    return folder / "library"


@pytest.fixture
def questions(tmp_path):
    path = tmp_path / "mine.jsonl"
    path.write_text(json.dumps(QUESTION) + "\n", encoding="utf-8")
    return path


def evaluate(library, *options):
    return CliRunner().invoke(
        cli, ["eval", "--suite", "answers", "--library", str(library), *map(str, options)]
    )


def test_a_file_of_ones_own_questions_is_asked_and_the_run_is_kept(library, questions):
    done = evaluate(library, "--questions", questions, "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["questions"].startswith("mine 1 (")
    (run,) = read_history(library / "evaluations").runs.values()
    assert [one.end for one in run.asked] == ["right"]
    assert run.seconds > 0


def test_nothing_is_kept_where_that_is_not_wanted(library, questions, tmp_path, monkeypatch):
    monkeypatch.setenv("POLICYDESK_EVALUATIONS", str(tmp_path / "elsewhere"))
    evaluate(library, "--questions", questions, "--no-keep")
    assert not (tmp_path / "elsewhere").exists()
    evaluate(library, "--questions", questions)
    assert len(read_history(tmp_path / "elsewhere").runs) == 1


def test_a_run_that_cannot_be_kept_is_reported_all_the_same(
    library, questions, tmp_path, monkeypatch
):
    (tmp_path / "taken").write_text("a file")
    monkeypatch.setenv("POLICYDESK_EVALUATIONS", str(tmp_path / "taken"))
    done = evaluate(library, "--questions", questions, "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["samples"]
    assert "warning: " in done.stderr
    assert "the evaluation cannot be kept" in done.stderr


@pytest.mark.parametrize(
    ("named", "problem"),
    [
        ("other", "there is no such set of questions"),
        ("nowhere.jsonl", "there are no such questions"),
        ("reviewed", "there are no such questions"),
        ("bad.jsonl", "not golden questions"),
        ("empty.jsonl", "there are no questions in it"),
    ],
)
def test_questions_that_cannot_be_asked_are_named_in_one_line(library, tmp_path, named, problem):
    (tmp_path / "bad.jsonl").write_text('{"q": "no identifier"}\n', encoding="utf-8")
    (tmp_path / "empty.jsonl").write_text("\n", encoding="utf-8")
    path = tmp_path / named if named.endswith(".jsonl") else named
    done = evaluate(library, "--questions", path)
    assert done.exit_code != 0
    assert problem in str(done.exception or done.output)
