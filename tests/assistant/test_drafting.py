"""A browser tab's brief: what is written, stopped and undone, and that nothing is lost."""

from dataclasses import dataclass, field

import pytest

from assistant.briefs.draft import edit_part, move_part, remove_part, start_draft
from assistant.briefs.outline import outline_questions
from assistant.interface.drafting import Drafting, insert_section, make_outline, write_parts
from corpus.errors import EngineError
from corpus.types import Section

QUESTIONS = ("What is tested?", "Who tests?", "What does it cost?")


@dataclass
class QuickDesk:
    """Answers at once, and fails where it is told to."""

    fails_at: str = ""
    asked: list[str] = field(default_factory=list)

    def outline(self, topic, cancel, *, questions, language, filters):
        return outline_questions(topic, questions, language=language)

    def write_section(self, point, language, choice, cancel, *, filters):
        if point.question == self.fails_at:
            raise EngineError("it does not answer", "engine", "Choose another.")
        self.asked.append(point.question)
        return Section(point, (), ())


@pytest.fixture
def drafting():
    drafting = Drafting()
    drafting.begin(start_draft(outline_questions("Robots", QUESTIONS)))
    return drafting


def keys(drafting):
    return [part.key for part in drafting.draft.parts]


def written(drafting):
    return [part.key for part in drafting.draft.parts if part.section]


def write(drafting, desk, which=None):
    for _ in write_parts(drafting, desk, "extractive", which or keys(drafting)):
        pass


def test_an_outline_begins_a_draft():
    drafting = Drafting()
    steps = make_outline(drafting, QuickDesk(), "", QUESTIONS, "en")
    next(steps)
    assert drafting.run is not None
    list(steps)
    assert drafting.run is None
    assert drafting.draft.title == QUESTIONS[0][:-1]


def test_parts_are_written_in_order_and_counted(drafting):
    desk = QuickDesk()
    progress = [
        (drafting.written, drafting.total)
        for _ in write_parts(drafting, desk, "extractive", keys(drafting))
    ]
    assert desk.asked == list(QUESTIONS)
    assert progress[0] == (0, 3)
    assert max(progress) == (3, 3)
    assert drafting.run is None


def test_a_part_asked_for_while_others_are_written_waits_for_its_turn(drafting):
    desk = QuickDesk()
    first, _, third = keys(drafting)
    running = write_parts(drafting, desk, "extractive", [third])
    next(running)
    assert len(list(write_parts(drafting, desk, "extractive", [first]))) == 1
    assert desk.asked == []
    list(running)
    assert written(drafting) == [first, third]


def test_stopping_keeps_what_is_written(drafting):
    running = write_parts(drafting, QuickDesk(), "extractive", keys(drafting))
    while not written(drafting):
        next(running)
    drafting.stop()
    list(running)
    assert written(drafting) == keys(drafting)[:1]


def test_a_failure_is_kept_and_what_was_written_stays(drafting):
    write(drafting, QuickDesk(fails_at=QUESTIONS[1]))
    assert written(drafting) == keys(drafting)[:1]
    assert "it does not answer" in str(drafting.problem)
    assert drafting.run is None


def test_a_part_that_is_removed_while_it_waits_is_left_out(drafting):
    desk = QuickDesk()
    running = write_parts(drafting, desk, "extractive", keys(drafting))
    next(running)
    drafting.change("remove", lambda draft: remove_part(draft, draft.parts[1].key))
    list(running)
    assert desk.asked == [QUESTIONS[0], QUESTIONS[2]]


def test_undo_and_redo_step_through_the_changes_and_keep_what_is_written_since(drafting):
    first = keys(drafting)[0]
    drafting.change("move", lambda draft: move_part(draft, first, 1))
    write(drafting, QuickDesk())
    drafting.undo()
    assert keys(drafting)[0] == first
    assert written(drafting) == keys(drafting)
    drafting.redo()
    assert keys(drafting)[1] == first


def test_a_change_that_changes_nothing_cannot_be_undone(drafting):
    drafting.change("move", lambda draft: move_part(draft, draft.parts[0].key, -1))
    assert drafting.done == []


def test_writing_again_can_be_undone(drafting):
    write(drafting, QuickDesk())
    key = keys(drafting)[0]
    before = drafting.draft.part(key).section
    drafting.change("edit", lambda draft: edit_part(draft, key, question="What else?"))
    write(drafting, QuickDesk(), [key])
    assert drafting.draft.part(key).section.point.question == "What else?"
    drafting.undo()
    assert drafting.draft.part(key).section is before


def test_the_brief_that_was_put_away_and_the_new_one_can_both_be_had_again(drafting):
    old = drafting.draft
    drafting.discard()
    assert drafting.draft is None
    new = start_draft(outline_questions("Other", ["Which other?"]))
    drafting.begin(new)
    drafting.undo()
    assert drafting.draft == old
    drafting.redo()
    assert drafting.draft == new


def test_putting_a_brief_away_ends_its_writing(drafting):
    desk = QuickDesk()
    running = write_parts(drafting, desk, "extractive", keys(drafting))
    next(running)
    drafting.discard()
    list(running)
    assert desk.asked == []


def test_an_answer_that_is_inserted_begins_a_brief_or_ends_the_one_there_is(drafting):
    section = Section(drafting.draft.parts[0].point, (), ())
    insert_section(drafting, section, "en")
    assert len(drafting.draft.parts) == 4
    drafting.undo()
    assert len(drafting.draft.parts) == 3
    empty = Drafting()
    insert_section(empty, section, "ko")
    assert (empty.draft.title, empty.draft.language) == (QUESTIONS[0][:-1], "ko")
