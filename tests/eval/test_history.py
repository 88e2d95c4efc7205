"""Evaluations that were run are kept, compared over time, and never break whoever reads them."""

import json
from dataclasses import replace

import pytest

from corpus.errors import LibraryError
from eval.gates import Gate
from eval.history import MOST, Asked, Run, Score, keep_run, newest_name, read_history
from eval.metrics import estimate
from eval.outcome import Outcome
from eval.trends import comparable, headlines, trends, worst

SAMPLE = {
    "id": "ko-ko-001",
    "question": "몇 명입니까?",
    "pair": "ko→ko",
    "kind": "fact",
    "split": "dev",
    "reference": "45명",
    "response": "50명입니다. [1]",
    "parts": [True],
    "sentences": [{"text": "50명입니다.", "citations": [1]}],
    "contexts": [
        {"n": 1, "document": "act", "page": 3, "exact": True},
        {"n": 2, "document": "act", "page": 4, "exact": True},
    ],
    "details": {
        "unstated": ["45"],
        "unquoted": [{"document": "act", "page": 9, "needles": ["45명 이내"]}],
    },
    "scores": {"correct": 0.0, "wrong": 1.0, "abstained": 0.0},
}
RIGHT = SAMPLE | {"id": "ko-ko-002", "scores": {"correct": 1.0, "abstained": 0.0}}
OUTCOME = Outcome(
    suite="answers, extractive",
    metrics={"correct/all": estimate([0.0, 1.0]), "correct/all, dev": estimate([0.0, 1.0])},
    gates=(Gate("correct/all", 0.9), Gate("trap avoided/all", 1.0)),
    samples=(SAMPLE, RIGHT),
    engine="extractive",
    questions="starter 1 (0123abcd)",
)


def run(at="2026-01-01T00:00:00+00:00", mean=0.5, **fields):
    given = {
        "at": at, "seconds": 1.0, "version": "0.1.0", "suite": "answers, extractive",
        "engine": "extractive", "questions": "starter 1 (0123abcd)", "judge": None, "most": None,
        "metrics": {"correct/all": Score(mean, (mean - 0.1, mean + 0.1), 10)}, "gates": (),
    }  # fmt: skip
    return Run(**given | fields)


def asked(identifier, end, pair="ko→ko", **scores):
    return Asked(identifier, pair, "fact", "dev", end, scores)


def test_a_run_comes_back_with_its_scores_gates_and_what_went_wrong(tmp_path):
    path = keep_run(OUTCOME, tmp_path / "new", seconds=12.34, most=20)
    history = read_history(tmp_path / "new")
    assert list(history.runs) == [path.name] == [newest_name(tmp_path / "new")]
    kept = history.runs[path.name]
    assert (kept.suite, kept.engine, kept.seconds, kept.most) == (
        "answers, extractive", "extractive", 12.3, 20,
    )  # fmt: skip
    assert kept.metrics["correct/all"].mean == 0.5
    assert [(g.metric, g.passed) for g in kept.gates] == [
        ("correct/all", False), ("trap avoided/all", False),
    ]  # fmt: skip
    assert not kept.passed
    wrong, right = kept.asked
    assert (wrong.end, wrong.expected, wrong.answer) == ("wrong", "45명", "50명입니다. [1]")
    assert wrong.unstated == ("45",)
    assert wrong.unquoted[0].needles == ("45명 이내",)
    assert [(p.document, p.page) for p in wrong.cited] == [("act", 3)]
    assert (right.end, right.answer, right.question) == ("right", "", "")


def test_a_question_without_an_answer_ends_well_when_it_is_declined(tmp_path):
    declined = SAMPLE | {"parts": [], "scores": {"end acceptable": 1.0, "abstention recall": 1.0}}
    answered = SAMPLE | {"parts": [], "scores": {"end acceptable": 0.0}}
    keep_run(replace(OUTCOME, samples=(declined, answered)), tmp_path)
    (kept,) = read_history(tmp_path).runs.values()
    assert [one.end for one in kept.asked] == ["declined", "wrong"]


def test_only_the_newest_runs_stay_and_foreign_files_are_left_alone(tmp_path):
    for number in range(MOST + 3):
        (tmp_path / f"run-20200101T{number:06d}Z-00000000.json").write_text("{}")
    (tmp_path / "notes.json").write_text("{}")
    path = keep_run(OUTCOME, tmp_path)
    names = sorted(p.name for p in tmp_path.iterdir())
    assert len(names) == MOST + 1
    assert {path.name, "notes.json"} <= set(names)
    assert "run-20200101T000000Z-00000000.json" not in names


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b'{"at": 1}',
        b"[" * 100_000,
        json.dumps({"suite": "answers", "metrics": "many"}).encode(),
    ],
)
def test_a_file_that_is_no_run_is_counted_and_does_no_harm(tmp_path, content):
    keep_run(OUTCOME, tmp_path)
    (tmp_path / "run-20990101T000000Z-ffffffff.json").write_bytes(content)
    history = read_history(tmp_path)
    assert (len(history.runs), history.unreadable) == (1, 1)


def test_a_folder_that_is_not_there_is_an_empty_history(tmp_path):
    assert read_history(tmp_path / "nowhere").runs == {}
    assert newest_name(tmp_path / "nowhere") == ""


def test_a_folder_that_cannot_be_written_is_named_with_what_to_do(tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(LibraryError, match=r"taken: .* POLICYDESK_EVALUATIONS"):
        keep_run(OUTCOME, tmp_path / "taken")


def test_runs_are_compared_only_with_runs_of_the_same_kind():
    new = run("2026-01-03T00:00:00+00:00")
    old = run("2026-01-01T00:00:00+00:00", questions="starter 1 (ffff0000)")
    others = [
        run(engine="local:x"), run(questions="golden 2 (0)"), run(judge="rules"), run(most=5),
        run("2026-01-04T00:00:00+00:00"),
    ]  # fmt: skip
    assert comparable(new, [new, *others, old]) == (old, new)


def test_a_trend_goes_from_the_oldest_to_the_newest_and_knows_the_last_change():
    runs = [run(f"2026-01-0{day}T00:00:00+00:00", mean) for day, mean in ((2, 0.6), (1, 0.5))]
    (trend,) = trends(runs[0], runs)
    assert [score.mean for _, score in trend.points] == [0.5, 0.6]
    assert trend.change == pytest.approx(0.1)
    assert trends(runs[1], runs)[0].change is None


def test_a_suite_without_headlines_shows_what_it_has():
    score = Score(0.5, (0.4, 0.6), 10)
    assert headlines(run(metrics={"hit@1/all": score})) == ("hit@1/all",)
    metrics = {"hit@1/all": score, "correct/all": score, "correct/ko→ko": score}
    assert headlines(run(metrics=metrics)) == ("correct/all",)


def test_a_quote_that_is_not_in_its_source_is_worse_than_a_wrong_answer_and_that_than_none():
    rows = [
        asked("a", "missed"),
        asked("b", "right"),
        asked("c", "wrong", **{"quote exactness": 1.0, "facts stated": 1.0}),
        asked("d", "wrong", **{"quote exactness": 1.0, "facts stated": 0.0}),
        asked("e", "wrong", pair="en→ko", **{"quote exactness": 0.5}),
        asked("f", "declined"),
    ]
    assert [one.id for one in worst(rows)] == ["e", "d", "c", "a"]
    assert [one.id for one in worst(rows, end="missed")] == ["a"]
    assert [one.id for one in worst(rows, pair="en→ko")] == ["e"]
