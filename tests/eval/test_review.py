"""What readers say becomes golden questions that the suite asks and scores."""

from dataclasses import replace

import pytest

from assistant.answer import stream_answer
from assistant.engines.extractive import ExtractiveEngine
from assistant.feedback import FeedbackFile, feedback_on, form_opinion
from assistant.settings import Settings
from corpus.errors import LibraryError, UsageError
from corpus.types import Answer
from eval.golden import load_golden, squeeze
from eval.golden_sets import REVIEWED, golden_set, reviewed_path
from eval.review import Draft, Reviews, needle_of, read_facts, suggested
from eval.suites import Wish, run_suite
from index.ingestion import ingest_paths
from tests.libraries import ARTICLES, KOREAN, open_test_library, write_documents

ASKED = "For how many hours must makers test a robot before sale?"
FACTS = (("40",),)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("review")
    opened = open_test_library(folder / "library")
    ingest_paths(opened, [write_documents(folder / "in", robots=ARTICLES, institute=KOREAN)])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def answer(library) -> Answer:
    *_, last = stream_answer(library, ASKED, ExtractiveEngine(), passages=8)
    assert isinstance(last, Answer)
    return last


@pytest.fixture
def reviews(tmp_path):
    return Reviews(tmp_path, tmp_path / "evaluations")


@pytest.fixture
def item(reviews, answer, tmp_path):
    FeedbackFile(tmp_path).keep(feedback_on(answer, form_opinion("helpful")))
    return reviews.items()[0]


@pytest.fixture
def read_text(library):
    return lambda slug: library.document(slug).text


def right_of(item) -> tuple[int, ...]:
    return tuple(q.n for q in item.said.citations if "40 hours" in q.quote)


def draft_of(item, **changes):
    draft = Draft(ASKED, "fact", "40 hours", FACTS, right_of(item))
    return replace(draft, **changes)


def test_an_accepted_item_is_asked_by_the_suite_and_scored(
    library, reviews, item, read_text, tmp_path
):
    accepted = reviews.accept(item, draft_of(item), read_text)
    assert (accepted.state, accepted.question) == ("accepted", "rv-en-en-001")
    settings = Settings(library=tmp_path, evaluations=tmp_path / "evaluations", engine="extractive")
    outcome = run_suite(Wish("answers", REVIEWED), library, settings)
    assert outcome.questions.startswith("reviewed 1 (")
    (sample,) = outcome.samples
    assert (sample["question"], sample["scores"]["correct"]) == (ASKED, 1.0)
    assert outcome.baseline is None


def test_a_set_of_ones_own_is_asked_by_its_path_and_never_held_to_a_shipped_baseline(
    library, reviews, item, read_text, tmp_path
):
    reviews.accept(item, draft_of(item), read_text)
    asked = golden_set(str(reviewed_path(tmp_path / "evaluations")))
    assert asked.name == "own-golden"
    assert [question.question for question in asked.questions()] == [ASKED]


def test_a_question_without_an_answer_becomes_one_to_decline(reviews, item, read_text):
    reviews.accept(item, Draft("Should we sign?", "opinion", "No opinions"), read_text)
    (question,) = load_golden(reviews.path)
    assert (question.groups, question.outcomes) == ((), ("abstained", "refused", "warned"))
    assert question.id == "rv-en-none-001"


def test_of_a_comparison_every_marked_source_is_needed(reviews, item, read_text):
    right = tuple(quote.n for quote in item.said.citations[:2])
    draft = draft_of(item, kind="comparison", right=right)
    reviews.accept(item, draft, read_text)
    (question,) = load_golden(reviews.path)
    assert len(question.groups) == len(right)


def test_what_is_taken_back_leaves_the_set_and_returns_to_the_queue(reviews, item, read_text):
    accepted = reviews.accept(item, draft_of(item), read_text)
    assert reviews.items()[0].state == "accepted"
    reviews.reopen(accepted)
    assert reviews.items()[0].state == "open"
    assert load_golden(reviews.path) == ()


def test_what_is_dismissed_can_be_reopened(reviews, item):
    dismissed = reviews.dismiss(item)
    assert reviews.items()[0].state == "dismissed"
    reviews.reopen(dismissed)
    assert reviews.items()[0].state == "open"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"question": " \n "}, "the question is empty"),
        ({"kind": "riddle"}, "no such kind"),
        ({"right": ()}, "no source that answers is marked"),
        ({"facts": ()}, "no expected fact"),
        ({"answer": "many hours"}, "does not state every fact"),
    ],
)
def test_a_question_that_is_not_fit_is_refused_with_what_to_do(
    reviews, item, read_text, changes, problem
):
    with pytest.raises(UsageError, match=problem):
        reviews.accept(item, draft_of(item, **changes), read_text)
    assert not reviews.path.exists()
    assert reviews.items()[0].state == "open"


def test_the_same_question_is_not_accepted_twice(reviews, item, read_text):
    reviews.accept(item, draft_of(item), read_text)
    with pytest.raises(UsageError, match="already"):
        reviews.accept(item, draft_of(item), read_text)


def test_a_damaged_set_is_named_and_not_overwritten(reviews, item, read_text):
    reviews.path.parent.mkdir(parents=True)
    reviews.path.write_text('{"q": "mine"}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="not golden questions"):
        reviews.accept(item, draft_of(item), read_text)
    assert reviews.path.read_text("utf-8") == '{"q": "mine"}\n'


def test_a_review_that_cannot_be_kept_says_so(reviews, item):
    reviews.path.parent.write_text("a file")
    with pytest.raises(LibraryError, match="the review cannot be kept"):
        reviews.dismiss(item)


def test_a_needle_occurs_once_in_the_document_and_holds_a_fact_where_it_can(library, item):
    text = library.document("robots").text
    quote = next(q.quote for q in item.said.citations if "40 hours" in q.quote)
    needle = needle_of(quote, FACTS, text)
    assert "40" in needle
    assert squeeze(text).count(squeeze(needle)) == 1
    assert len(needle.split()) <= 5


def test_facts_are_read_a_line_each_with_their_spellings():
    assert read_facts(" 45 명 | forty-five |\n\n- \n2024\n") == (("45 명", "forty-five"), ("2024",))


def test_a_reviewer_begins_with_what_the_reader_found_helpful_or_not(answer):
    helped = suggested(feedback_on(answer, form_opinion("helpful")))
    assert helped.right == tuple(citation.n for citation in answer.citations)
    opinion = replace(form_opinion("not helpful"), reason="should decline")
    declines = suggested(feedback_on(answer, opinion))
    assert (declines.kind, declines.right) == ("unanswerable", ())
