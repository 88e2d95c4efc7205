"""A draft is changed part by part, before and after writing, and asks the library nothing."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.brief import write_section
from assistant.briefs.contents import read_brief
from assistant.briefs.draft import (
    add_part,
    brief_of,
    edit_part,
    move_part,
    put_section,
    remove_part,
    restore_draft,
    start_draft,
)
from assistant.briefs.outline import MOST_POINTS, outline_questions
from assistant.engines.extractive import ExtractiveEngine
from corpus.errors import UsageError
from corpus.types import Point

HELD = "How long shall makers test every robot before sale?"
FINE = "What is the fine for makers?"
UNHELD = "Who is the chair of the Moon Parliament?"


@pytest.fixture
def draft():
    return start_draft(outline_questions("Robot testing", [HELD, FINE, UNHELD]))


@pytest.fixture(scope="module")
def sections(policy_library):
    points = outline_questions("Robot testing", [HELD, FINE, UNHELD]).points
    engine = ExtractiveEngine()
    return [write_section(policy_library, point, "en", engine) for point in points]


@pytest.fixture
def written(draft, sections):
    for part, section in zip(draft.parts, sections, strict=True):
        draft = put_section(draft, part.key, section)
    return draft


def questions(draft):
    return [part.point.question for part in draft.parts]


def test_parts_are_added_moved_and_removed_and_keep_their_keys(draft):
    first, second, third = draft.parts
    assert move_part(draft, first.key, 1).parts == (second, first, third)
    assert move_part(draft, third.key, -2).parts == (third, first, second)
    assert remove_part(draft, second.key).parts == (first, third)
    added = add_part(remove_part(draft, third.key), Point("More", "What more?"))
    assert questions(added) == [HELD, FINE, "What more?"]
    assert added.parts[-1].key not in {part.key for part in draft.parts}


def test_a_part_never_moves_beyond_the_ends(draft):
    assert move_part(draft, draft.parts[0].key, -1) == draft
    assert move_part(draft, draft.parts[-1].key, 5) == draft


@pytest.mark.parametrize(
    "change",
    [
        lambda draft: edit_part(draft, 99, heading="x"),
        lambda draft: move_part(draft, 99, 1),
        lambda draft: remove_part(draft, 99),
        lambda draft: put_section(draft, 99, None),
    ],
)
def test_a_part_that_is_gone_is_named(draft, change):
    with pytest.raises(UsageError, match="the brief has no such part"):
        change(draft)


def test_a_brief_has_no_more_parts_than_an_outline_may_have_points(draft):
    for _ in range(MOST_POINTS - len(draft.parts)):
        draft = add_part(draft, Point("", ""))
    with pytest.raises(UsageError, match=f"at most {MOST_POINTS} parts"):
        add_part(draft, Point("", ""))


def test_an_edited_question_is_asked_of_every_document(draft):
    narrow = Point("Fines", FINE, "robots", ("act",))
    draft = add_part(draft, narrow)
    edited = edit_part(draft, draft.parts[-1].key, question="Which fines are there?").parts[-1]
    assert edited.point == Point("Fines", "Which fines are there?")


def test_an_edited_comparison_still_compares_its_documents(draft):
    compared = Point("Fines", "What does {document} say?", "", ("act", "draft"), True)
    draft = add_part(draft, compared)
    edited = edit_part(draft, draft.parts[-1].key, question="Which fines does it set?").parts[-1]
    assert edited.point.documents == ("act", "draft")


def test_a_part_without_a_heading_gets_that_of_its_question(draft):
    draft = add_part(draft, Point("", ""))
    assert edit_part(draft, draft.parts[-1].key, question=FINE).parts[-1].point.heading == FINE[:-1]


def test_a_section_is_out_of_date_once_its_question_has_changed(written):
    key = written.parts[0].key
    assert not edit_part(written, key, heading="Tests").part(key).is_stale
    changed = edit_part(written, key, question=UNHELD)
    assert changed.part(key).is_stale
    assert changed.part(key).needs_writing
    assert not edit_part(changed, key, question=HELD).part(key).is_stale


def test_the_brief_has_the_written_parts_in_their_order_below_their_headings(written):
    first, second, _ = written.parts
    changed = edit_part(written, second.key, heading="Fines")
    changed = move_part(add_part(changed, Point("Later", "What later?")), first.key, 1)
    brief = brief_of(changed, date(2026, 3, 1))
    assert brief.date == "2026-03-01"
    assert [s.point.heading for s in brief.sections] == ["Fines", HELD[:-1], UNHELD[:-1]]


def test_no_answer_stands_below_a_heading_that_it_was_not_written_for(written):
    key = written.parts[0].key
    changed = edit_part(written, key, heading="The Moon", question=UNHELD)
    assert brief_of(changed).sections[0].point == written.parts[0].section.point


def test_summary_open_questions_and_notes_follow_from_the_parts_that_are_there(written):
    whole = read_brief(brief_of(written))
    assert [chapter.section for chapter in whole.chapters] == [0, 1]
    assert [(asked.section, asked.question) for asked in whole.open_questions] == [(2, UNHELD)]
    rest = read_brief(brief_of(remove_part(written, written.parts[0].key)))
    assert [chapter.section for chapter in rest.chapters] == [0]
    assert len(rest.summary) == 1
    assert [note.n for note in rest.notes] == list(range(1, len(rest.notes) + 1))


def test_undoing_a_change_keeps_what_was_written_since(draft, sections):
    key = draft.parts[0].key
    moved = put_section(move_part(draft, key, 2), key, sections[0])
    restored = restore_draft(draft, moved)
    assert questions(restored) == questions(draft)
    assert restored.part(key).section == sections[0]


def test_undoing_a_change_takes_no_section_of_another_question(draft, sections):
    key = draft.parts[0].key
    other = put_section(edit_part(draft, key, question=FINE), key, sections[1])
    assert restore_draft(draft, other).part(key).section is None


def test_undoing_a_rewriting_brings_the_earlier_section_back(written, sections):
    key = written.parts[0].key
    later = put_section(written, key, replace(sections[0], answers=()))
    assert restore_draft(written, later).part(key).section == sections[0]
