"""The evaluation page and the feedback below answers, as readers meet them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from assistant.feedback import FeedbackFile
from eval.golden import load_golden
from eval.history import keep_run, read_history
from eval.metrics import estimate
from tests.eval.test_history import OUTCOME, SAMPLE
from tests.ui.test_desk import ASK_EN, ASK_KO, ask, open_tab

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=\"window.hacked='comment'\"> ${window.hacked='c'} {{x}} </textarea>"
WORDS = {
    "en": {
        "empty": "Nothing has been evaluated yet", "failed": "gates failed",
        "not": "Not helpful", "reason": "Wrong source", "save": "Save the comment",
        "saved": "The comment is saved", "none": "There are none", "missed": "Not answered",
        "change": "−25.0 points", "missing": "Facts missing",
        "unmarked": "no source that answers is marked", "accepted": "It is now a question",
    },
    "ko": {
        "empty": "아직 평가한 결과가 없습니다", "failed": "미달",
        "not": "도움이 되지 않음", "reason": "출처가 맞지 않음",
        "save": "의견 저장", "saved": "의견을 저장하였습니다", "none": "해당하는 질문이 없습니다",
        "missed": "답하지 않음", "change": "−25.0%p", "missing": "빠진 사실",
        "unmarked": "정답이 있는 출처를 하나 이상", "accepted": "평가 질문으로 채택하였습니다",
    },
}  # fmt: skip
LOCALES = {"en": "en-US", "ko": "ko-KR"}
BOTH = pytest.mark.parametrize("language", ["en", "ko"])


@pytest.fixture
def folder(home: Path):
    """The folder of the evaluations, empty before and after."""
    folder = home / "library" / "evaluations"
    shutil.rmtree(folder, ignore_errors=True)
    (home / "library" / "feedback.jsonl").unlink(missing_ok=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def keep_two(folder: Path) -> None:
    """Keep a run and a worse one after it, whose question and answer try everything."""
    keep_run(_with_mean(0.75), folder)
    bad = SAMPLE | {"question": HOSTILE, "response": HOSTILE, "id": "ko-ko-009"}
    missed = SAMPLE | {"id": "en-ko-001", "pair": "en→ko", "question": "How many?"}
    missed |= {"scores": {"correct": 0.0, "abstained": 1.0}, "response": "", "sentences": []}
    path = keep_run(_with_mean(0.5, samples=(bad, missed)), folder)
    # Both may end in the same second; the later one sorts last by name, too.
    row = json.loads(path.read_text("utf-8")) | {"at": "2099-01-01T00:00:00+00:00"}
    path.unlink()
    (folder / "run-20990101T000000Z-00000000.json").write_text(json.dumps(row), "utf-8")


def _with_mean(mean: float, **fields):
    from dataclasses import replace

    values = [1.0] * int(4 * mean) + [0.0] * (4 - int(4 * mean))
    return replace(OUTCOME, metrics={"correct/all": estimate(values)}, **fields)


def opened(open_page, language: str, **size):
    page = open_page(LOCALES[language], **size)
    open_tab(page, "evaluation")
    return page


@BOTH
def test_an_empty_page_says_what_evaluation_is_and_how_to_run_it(
    open_page, folder, language
) -> None:
    page = opened(open_page, language)
    page.wait_for_selector("#pd-evaluation-about code")
    text = page.inner_text("#pd-tab-evaluation")
    assert WORDS[language]["empty"] in text
    assert "policydesk eval" in text
    assert page.locator("#pd-run-starter").is_enabled()
    assert page.locator("#pd-run-chosen").count() == 0


@BOTH
def test_the_last_report_its_trend_and_its_worst_questions_are_shown(
    open_page, folder, language
) -> None:
    keep_two(folder)
    page = opened(open_page, language)
    page.wait_for_selector(".pd-spark")
    said = WORDS[language]
    assert said["failed"] in page.inner_text(".pd-held")
    assert "50.0%" in page.inner_text(".pd-scores")
    assert said["change"] in page.inner_text("#pd-trends")
    page.locator("#pd-trends summary").click()
    assert "75.0%" in page.inner_text("#pd-trends .pd-figures")
    first = page.locator(".pd-one").first
    assert said["missing"] in first.inner_text()
    first.locator("summary").click()
    assert first.inner_text().count(HOSTILE) == 2
    assert page.evaluate("window.hacked") is None


@BOTH
def test_the_worst_questions_are_narrowed_by_verdict_and_languages(
    open_page, folder, language
) -> None:
    keep_two(folder)
    page = opened(open_page, language)
    page.wait_for_selector(".pd-one")
    assert page.locator(".pd-one").count() == 2
    pick(page, "#pd-worst-end", WORDS[language]["missed"])
    page.wait_for_function("() => document.querySelectorAll('.pd-one').length === 1")
    assert "How many?" in page.inner_text("#pd-worst")
    pick(page, "#pd-worst-pair", "ko→ko")
    page.wait_for_function("() => document.querySelectorAll('.pd-one').length === 0")
    assert WORDS[language]["none"] in page.inner_text("#pd-worst")


def test_an_earlier_evaluation_can_be_shown(open_page, folder) -> None:
    keep_two(folder)
    page = opened(open_page, "en")
    page.wait_for_selector(".pd-spark")
    page.locator("#pd-run-chosen input").click()
    page.locator("[role=option]").last.click()
    page.wait_for_function("() => document.querySelector('.pd-scores').innerText.includes('75.0%')")


def test_a_question_is_carried_to_the_page_that_answers(open_page, folder) -> None:
    keep_two(folder)
    page = opened(open_page, "en")
    page.wait_for_selector(".pd-one")
    page.locator("[data-carry='How many?']").click()
    box = page.locator("#pd-question textarea")
    box.wait_for(state="visible")
    assert box.input_value() == "How many?"
    page.wait_for_function(
        "() => document.activeElement === document.querySelector('#pd-question textarea')"
    )


def test_the_page_survives_files_that_are_no_runs(open_page, folder) -> None:
    keep_two(folder)
    (folder / "run-20990102T000000Z-00000000.json").write_text("<script>")
    page = opened(open_page, "en")
    page.wait_for_selector(".pd-one")
    assert "1 files" in page.inner_text("#pd-evaluation-about")


def test_the_page_fits_a_phone(open_page, folder) -> None:
    keep_two(folder)
    page = opened(open_page, "ko", width=390, height=844)
    page.wait_for_selector(".pd-one")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@BOTH
def test_an_evaluation_runs_beside_the_conversation_and_its_report_appears(
    open_page, folder, language
) -> None:
    page = opened(open_page, language)
    page.wait_for_selector("#pd-evaluation-about code")
    page.locator("#pd-run-starter").click()
    page.wait_for_selector("#pd-evaluation-work .pd-bar")
    assert page.locator("#pd-run-starter").is_disabled()
    open_tab(page, "ask")
    ask(page, ASK_KO)
    open_tab(page, "evaluation")
    page.wait_for_selector(".pd-report", timeout=180_000)
    (run,) = read_history(folder).runs.values()
    assert (run.most, len(run.asked), run.engine) == (3, 3, "extractive")


def test_an_evaluation_can_be_cancelled_and_leaves_nothing(open_page, folder) -> None:
    page = opened(open_page, "en")
    page.wait_for_selector("#pd-evaluation-about code")
    page.locator("#pd-run-starter").click()
    page.locator("#pd-cancel-evaluation").click()
    page.wait_for_selector("#pd-evaluation-work .pd-outcome", timeout=60_000)
    assert not read_history(folder).runs
    assert page.locator("#pd-run-starter").is_enabled()


@BOTH
def test_a_reader_says_why_an_answer_did_not_help_and_takes_it_back(
    open_page, home, folder, language
) -> None:
    said, file = WORDS[language], FeedbackFile(home / "library")
    page = open_page(LOCALES[language])
    ask(page, ASK_EN if language == "en" else ASK_KO)
    button = page.get_by_role("button", name=said["not"])
    button.click()
    page.wait_for_selector(".pd-why")
    assert button.get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name=said["reason"]).click()
    page.wait_for_selector("[data-said='wrong citation'][aria-pressed=true]")
    page.locator(".pd-why textarea").fill(HOSTILE)
    page.get_by_role("button", name=said["save"]).click()
    page.get_by_text(said["saved"]).wait_for()
    (kept,) = file.read()
    said_so = (kept.opinion.judgement, kept.opinion.reason, kept.opinion.comment)
    assert said_so == ("not helpful", "wrong citation", HOSTILE)
    assert kept.citations
    assert page.evaluate("window.hacked") is None
    button.click()
    page.wait_for_selector(".pd-why", state="detached")
    assert button.get_attribute("aria-pressed") == "false"
    assert file.read() == ()


def test_feedback_works_from_the_keyboard_and_keeps_the_focus(open_page, home, folder) -> None:
    page = open_page("en-US")
    ask(page, ASK_EN)
    yes = page.get_by_role("button", name="Helpful", exact=True)
    yes.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-feedback=helpful][aria-pressed=true]")
    assert page.locator(":focus").get_attribute("data-feedback") == "helpful"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_selector(".pd-why")
    assert page.locator(":focus").get_attribute("data-feedback") == "not helpful"
    assert [one.opinion.judgement for one in FeedbackFile(home / "library").read()] == [
        "not helpful"
    ]


def test_a_comment_that_is_being_written_survives_the_next_answer(open_page, folder) -> None:
    page = open_page("en-US")
    ask(page, ASK_EN)
    page.get_by_role("button", name="Not helpful").click()
    page.locator(".pd-why textarea").fill("unfinished")
    ask(page, ASK_KO)
    assert page.locator("#t1 .pd-why textarea").input_value() == "unfinished"


def test_an_answer_that_declines_can_be_judged_too(open_page, home, folder) -> None:
    page = open_page("en-US")
    ask(page, "What is the boiling point of unobtainium soup?")
    page.get_by_role("button", name="Not helpful").click()
    page.get_by_role("button", name="It should have answered").click()
    page.wait_for_selector("[data-said='should answer'][aria-pressed=true]")
    (kept,) = FeedbackFile(home / "library").read()
    assert (kept.status, kept.opinion.reason, kept.citations) == ("abstained", "should answer", ())


@BOTH
def test_feedback_becomes_a_question_that_is_asked_and_can_be_taken_back(
    open_page, home, folder, language
) -> None:
    said = WORDS[language]
    page = open_page(LOCALES[language])
    ask(page, ASK_KO)
    page.get_by_role("button", name=said["not"]).click()
    page.wait_for_selector(".pd-why")
    page.locator(".pd-why textarea").fill(HOSTILE)
    page.get_by_role("button", name=said["save"]).click()
    page.get_by_text(said["saved"]).wait_for()
    open_tab(page, "evaluation")
    page.locator("[data-review=review]").click()
    question = page.locator("#pd-review-question textarea")
    question.wait_for(state="visible")
    page.wait_for_function(
        "() => document.activeElement === document.querySelector('#pd-review-question textarea')"
    )
    assert question.input_value() == ASK_KO
    assert HOSTILE in page.inner_text("#pd-review-said")
    page.locator("#pd-accept").click()
    page.get_by_text(said["unmarked"]).wait_for()
    page.locator("#pd-review-right label").filter(has_text="45명").first.locator("input").check()
    question.fill("국가인공지능위원회의 위원은 몇 명입니까?")
    open_tab(page, "library")
    open_tab(page, "evaluation")
    page.wait_for_timeout(500)
    assert question.input_value() == "국가인공지능위원회의 위원은 몇 명입니까?"
    page.locator("#pd-review-answer textarea").fill("45명 이내")
    page.locator("#pd-review-facts textarea").fill("45명 | 45 members")
    page.locator("#pd-accept").click()
    page.get_by_text(said["accepted"]).wait_for()
    (golden,) = load_golden(folder / "golden.jsonl")
    assert (golden.question, golden.kind) == ("국가인공지능위원회의 위원은 몇 명입니까?", "fact")
    assert golden.facts == (("45명", "45 members"),)
    assert golden.places[0].document == "korea-ai-basic-act-digest-ko"
    page.locator("#pd-run-reviewed").click()
    page.wait_for_selector(".pd-report", timeout=180_000)
    (run,) = read_history(folder).runs.values()
    assert [(one.id, one.end) for one in run.asked] == [("rv-ko-ko-001", "right")]
    page.locator("#pd-review-undo").click()
    page.wait_for_selector("#pd-run-reviewed", state="detached")
    assert load_golden(folder / "golden.jsonl") == ()
    assert page.locator("[data-review=review]").count() == 1
    assert page.evaluate("window.hacked") is None


def test_feedback_is_dismissed_and_put_back(open_page, folder) -> None:
    page = open_page("en-US")
    ask(page, ASK_EN)
    page.get_by_role("button", name="Helpful", exact=True).click()
    page.wait_for_selector("[data-feedback=helpful][aria-pressed=true]")
    open_tab(page, "evaluation")
    page.locator("[data-review=dismiss]").click()
    page.wait_for_selector("#pd-review-undo")
    assert page.locator("[data-review]").count() == 0
    page.locator("#pd-review-state").get_by_text("Dismissed 1").click()
    page.locator("[data-review=reopen]").click()
    page.locator("#pd-review-state").get_by_text("Open 1").wait_for()


def pick(page, selector: str, label: str) -> None:
    """Choose from one of Gradio's lists."""
    page.locator(f"{selector} input").click()
    page.get_by_role("option", name=label).click()
