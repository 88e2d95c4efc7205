"""A brief says what the library holds, asks what it does not, and nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import ask
from assistant.brief import (
    find_sources,
    section_of,
    write_brief,
    write_section,
)
from assistant.briefs.contents import read_brief
from assistant.briefs.outline import outline_questions, outline_topic
from assistant.engines.extractive import ExtractiveEngine
from assistant.wire_brief import brief_json
from corpus.errors import UsageError
from corpus.types import Filters, Point
from ingest.clean import fold_space

ENGINE = ExtractiveEngine()
HELD = "How long shall makers test every robot before sale?"
UNHELD = "Who is the chair of the Moon Parliament?"


@pytest.fixture(scope="module")
def brief(policy_library):
    outline = outline_questions("Robot testing", [HELD, UNHELD, "What is the fine for makers?"])
    return write_brief(policy_library, outline, ENGINE, today=date(2026, 3, 1))


@pytest.fixture(scope="module")
def contents(brief):
    return read_brief(brief)


def test_every_sentence_has_a_note_whose_quote_stands_in_its_document(policy_library, contents):
    said = [*contents.summary, *(s for chapter in contents.chapters for s in chapter.all_said)]
    assert all(sentence.notes and sentence.verdict == "supported" for sentence in said)
    assert [n for sentence in said for n in sentence.notes] == [n.n for n in contents.notes]
    for note in contents.notes:
        text = policy_library.document(note.hit.info.slug).text
        assert text[note.locator.char_start : note.locator.char_end] == note.quote


def test_what_the_library_does_not_hold_is_an_open_question_and_nowhere_else(contents):
    (asked,) = contents.open_questions
    assert asked.question == UNHELD
    assert "does not hold" in asked.reason
    assert [c.heading for c in contents.chapters] == [HELD[:-1], "What is the fine for makers"]


def test_the_summary_gives_a_sentence_of_each_section_word_for_word(contents):
    for sentence, chapter in zip(contents.summary, contents.chapters, strict=True):
        assert sentence.text in {said.text for said in chapter.all_said}


def test_a_sentence_that_is_not_supported_never_enters(brief):
    def doubted(section):
        answers = tuple(
            replace(
                a, sentences=tuple(replace(s, verdict="unchecked") for s in a.sentences), notices=()
            )
            for a in section.answers
        )
        return replace(section, answers=answers)

    found = read_brief(replace(brief, sections=tuple(map(doubted, brief.sections))))
    assert found.summary == found.chapters == found.notes == found.sources == ()
    assert len(found.open_questions) == 3


def test_a_section_does_not_repeat_what_another_has_said(policy_library, brief):
    only = Filters(documents=("act",))
    section = write_section(policy_library, Point("Hours", HELD), "en", ENGINE, filters=only)
    chapters = read_brief(replace(brief, sections=(section, section))).chapters
    assert chapters[-1].repeats == chapters[0].heading
    assert chapters[-1].said == ()


def test_sources_have_the_hash_and_the_day_of_the_librarys_copy(policy_library, contents):
    for source in contents.sources:
        assert source.sha256 == policy_library.document(source.info.slug).sha256
        assert source.accessed == date.today().isoformat()


def test_a_topic_makes_an_outline_in_its_language_without_a_language_model(policy_library):
    english = outline_topic(policy_library, "Robot Safety Act")
    assert english.language == "en"
    headings = [point.heading for point in english.points]
    assert headings[0] == "What it is"
    assert {"Who is responsible", "Penalties", "Timeline"} <= set(headings)
    korean = outline_topic(policy_library, "로봇안전법")
    assert (korean.language, korean.points[0].heading) == ("ko", "개요")
    assert korean.points[0].question == "로봇안전법은 무엇인가?"


def test_a_brief_speaks_the_language_that_is_asked_for_whatever_the_topics(policy_library):
    outline = outline_topic(policy_library, "Robot Safety Act", language="ko")
    assert (outline.language, outline.points[0].heading) == ("ko", "개요")
    assert outline_questions("Robots", ["로봇안전법이란?"], language="en").language == "en"


@pytest.mark.parametrize(
    ("topic", "first"),
    [
        ("Robot Safety Act", "What is the Robot Safety Act?"),
        ("The Robot Safety Act", "What is The Robot Safety Act?"),
        ("Executive Order 14110", "What is Executive Order 14110?"),
        ("robot testing", "What is robot testing?"),
    ],
)
def test_an_english_question_has_the_article_that_a_name_wants(policy_library, topic, first):
    assert outline_topic(policy_library, topic, language="en").points[0].question == first


def test_a_topic_that_names_an_instrument_is_looked_up_in_it(policy_library):
    outline = outline_topic(policy_library, "Executive Order 14110")
    assert {p.documents for p in outline.points[1:-1]} == {("order",)}
    assert outline.points[-1].question == "Does Executive Order 14110 still apply?"


def test_a_comparison_asks_each_document_apart_and_says_where_one_is_silent(policy_library):
    point = Point("Testing", "What does {document} say about testing?", "", ("act", "draft"), True)
    silent = replace(point, heading="Insurance", question="Who shall insure garden robots?")
    outline = replace(outline_questions("Robots", ["x"]), points=(point, silent))
    contents = read_brief(write_brief(policy_library, outline, ENGINE))
    testing, insurance = contents.chapters
    assert [row.name for row in testing.rows] == [
        "Robot Safety Act",
        "Robot Safety Act: second draft",
    ]
    assert [bool(row.said) for row in insurance.rows] == [False, True]
    assert {n.hit.info.slug for n in contents.notes} == {"act", "draft"}


def test_three_documents_that_answer_one_question_stand_in_a_table(brief, contents):
    chapter = contents.chapters[0]
    assert chapter.said == ()
    assert {row.name for row in chapter.rows} == {
        "Robot Safety Act",
        "Robot Safety Act: second draft",
        "로봇안전법",
    }


def test_a_passage_that_does_not_speak_of_the_topic_does_not_count(policy_library):
    about = Point("Fines", "How long shall makers test every robot?", "garden gnomes")
    section = write_section(policy_library, about, "en", ENGINE)
    assert [answer.status for answer in section.answers] == ["abstained"]
    assert section.sources == ()


def test_filters_hold_for_every_point(policy_library):
    outline = outline_questions("Robots", [HELD])
    found = write_brief(policy_library, outline, ENGINE, filters=Filters(documents=("draft",)))
    assert {note.hit.info.slug for note in read_brief(found).notes} == {"draft"}


def test_an_answer_of_a_chat_becomes_a_section(policy_library):
    answer = ask(policy_library, HELD, ENGINE)
    section = section_of(policy_library, answer)
    assert section.point.heading == HELD[:-1]
    assert section.sources == find_sources(policy_library, [answer])


@pytest.mark.parametrize(
    ("topic", "questions", "problem"),
    [
        (" ", ["a?"], "it has 0 characters"),
        ("x" * 201, ["a?"], "it has 201 characters"),
        ("x", [], "0 questions are given"),
        ("x", ["a?"] * 31, "31 questions are given"),
        ("x", ["a?", " "], "a question is empty"),
    ],
)
def test_what_cannot_be_an_outline_is_refused(topic, questions, problem):
    with pytest.raises(UsageError, match=problem):
        outline_questions(topic, questions)


def test_the_json_has_one_citation_a_mark_with_the_footnotes_number(brief, contents):
    shape = brief_json(brief, contents)
    marks = [n for s in shape["summary"] for n in s["citations"]]
    for section in shape["sections"]:
        rows = [sentence for row in section["table"] for sentence in row["sentences"]]
        marks += [n for sentence in [*section["sentences"], *rows] for n in sentence["citations"]]
    assert marks == [citation["n"] for citation in shape["citations"]]
    assert shape["sources"][0]["sha256"]
    assert fold_space(shape["citations"][0]["quote"]) == shape["summary"][0]["text"]
