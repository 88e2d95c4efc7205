"""What readers say about answers is kept in the library's folder, whole, and can be taken back."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from assistant.feedback import MOST_LETTERS, FeedbackFile, feedback_on, form_opinion
from corpus.errors import LibraryError
from corpus.types import Answer, Citation, DocumentInfo, Hit, Locator, Passage, Sentence, Timings

PLACE = Locator(3, ("II",), "제7조", 20, 26)
PASSAGE = Passage("p1", "act", 0, "위원은 45명 이내로 한다.", "", Locator(3, ("II",), None, 16, 31))
CITATION = Citation(
    1, "45명 이내", PLACE, Hit(1, 0.9, 0.8, PASSAGE, DocumentInfo("act", "기본법", language="ko"))
)
ANSWER = Answer(
    "몇 명?", "ko", "answered", "45명 이내 [1]", (Sentence("45명 이내", (1,)),), (CITATION,), (),
    "extractive", Timings(), understood_as="위원은 몇 명입니까?",
)  # fmt: skip


def opinion(judgement, **fields):
    return feedback_on(ANSWER, replace(form_opinion(judgement), **fields))


@pytest.fixture
def file(tmp_path):
    return FeedbackFile(tmp_path)


def test_what_was_said_comes_back_with_the_answer_and_the_places_of_its_quotes(file):
    said = opinion("not helpful", reason="wrong citation", comment="틀림\n!")
    file.keep(said)
    (kept,) = file.read()
    assert kept == said
    assert kept.searched == "위원은 몇 명입니까?"
    quote = kept.citations[0]
    assert (quote.document, quote.passage, quote.page) == ("act", "p1", 3)
    assert (quote.char_start, quote.char_end, quote.quote) == (20, 26, "45명 이내")


def test_a_later_line_replaces_the_earlier_and_newer_feedback_comes_first(file):
    first = opinion("helpful", id="1", at="2026-01-01T00:00:00+00:00")
    second = opinion("not helpful", id="2", at="2026-01-02T00:00:00+00:00")
    more = opinion("helpful", id="1", at="2026-01-01T00:00:00+00:00", comment="more")
    for said in (first, second, more):
        file.keep(said)
    assert file.read() == (second, more)


def test_nothing_of_what_is_taken_back_stays_in_the_file(file):
    said, other = opinion("not helpful", id="1234"), opinion("helpful")
    for one in (said, other, opinion("not helpful", id="1234", comment="secret")):
        file.keep(one)
    file.withdraw(said.opinion)
    assert file.read() == (other,)
    assert "secret" not in file.path.read_text("utf-8")
    assert "1234" not in file.path.read_text("utf-8")


def test_taking_back_what_was_never_kept_is_no_error(file):
    file.withdraw(form_opinion("helpful"))
    assert file.read() == ()


def test_lines_that_are_no_feedback_are_passed_over(file):
    said = opinion("helpful")
    file.keep(said)
    bad = [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 50_000, json.dumps({"id": "x"}).encode()]
    with file.path.open("ab") as raw:
        raw.write(b"\n".join(bad))
    after = opinion("not helpful")
    file.keep(after)
    assert {one.opinion.id for one in file.read()} == {said.opinion.id, after.opinion.id}


def test_a_comment_is_cut_and_what_has_no_utf8_is_replaced(file):
    file.keep(opinion("helpful", comment="\ud800" + "x" * 9_000))
    (kept,) = file.read()
    assert len(kept.opinion.comment) == MOST_LETTERS
    assert kept.opinion.comment.startswith("?")


def test_many_readers_at_once_lose_nothing(file):
    all_said = [opinion("helpful") for _ in range(24)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(FeedbackFile(file.path.parent).keep, all_said))
    assert {one.opinion.id for one in file.read()} == {one.opinion.id for one in all_said}


def test_a_file_that_cannot_be_written_says_so_in_one_line(file):
    file.path.mkdir()
    with pytest.raises(LibraryError, match=r"feedback cannot be written .*try again"):
        file.keep(opinion("helpful"))
