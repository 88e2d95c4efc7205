"""Conversations are kept for the browser that they belong to, and for no other."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import history
from assistant.answer import ask
from assistant.conversation import Turn
from assistant.engines.extractive import ExtractiveEngine
from assistant.history import History, compare_with_library, new_id
from corpus.catalog import DIGESTS
from corpus.errors import LibraryError
from index.ingestion import ingest_paths
from tests.libraries import open_test_library

ME, YOU = "my-browser", "your-browser"


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    opened = open_test_library(tmp_path_factory.mktemp("kept"))
    ingest_paths(opened, [DIGESTS / "frontier-ai-safety-commitments.en.md"])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def answered(library) -> Turn:
    question = "What do companies promise in the Frontier AI Safety Commitments?"
    answer = ask(library, question, ExtractiveEngine())
    assert answer.citations
    return Turn(1, question, found=answer.citations, written="as it came in", answer=answer)


@pytest.fixture
def kept(tmp_path: Path) -> History:
    return History(tmp_path / "conversations")


def test_a_conversation_comes_back_as_it_was(kept: History, answered: Turn) -> None:
    id = new_id()
    kept.keep(ME, id, [answered])
    (turn,) = History(kept._folder).get(ME, id).turns
    assert turn == replace(answered, found=None, written="")


def test_another_browser_sees_nothing_of_it(kept: History) -> None:
    id = new_id()
    kept.keep(ME, id, [Turn(1, "who?")])
    assert kept.find(YOU) == []
    assert kept.get(YOU, id) is None
    assert kept.delete(YOU, id) is None
    assert kept.get(ME, id) is not None


def test_the_secret_of_a_browser_is_not_on_the_disk(kept: History, tmp_path: Path) -> None:
    kept.keep(ME, new_id(), [Turn(1, "who?")])
    assert not [path for path in tmp_path.rglob("*") if ME in str(path)]
    assert ME.encode() not in next(tmp_path.rglob("*.json")).read_bytes()


@pytest.mark.parametrize(
    "words", ["서울 선언", "선언 SEOUL", "commitments frontier", "as promised", ""]
)
def test_it_is_found_by_words_of_questions_answers_and_titles(
    kept: History, answered: Turn, words: str
) -> None:
    kept.keep(ME, new_id(), [answered, Turn(2, "서울 선언은?", understood_as="Seoul?")])
    kept.keep(ME, new_id(), [Turn(1, "그 밖의 것", written="as promised")])
    assert len(kept.find(ME, words)) == (2 if not words else 1)
    assert kept.find(ME, "zanzibar") == []


def test_the_newest_comes_first_and_the_oldest_makes_room(
    kept: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "MOST_KEPT", 2)
    ids = [new_id() for _ in range(3)]
    for at, id in enumerate(ids):
        kept.keep(ME, id, [Turn(1, f"question {at}")])
        path = kept._path(ME, id)
        os.utime(path, (at, at))
        found = kept.get(ME, id)
        kept.restore(ME, replace(found, changed=f"2026-01-0{at + 1}T00:00:00+00:00"))
        os.utime(path, (at, at))
    assert [one.title for one in kept.find(ME)] == ["question 2", "question 1"]


def test_what_is_deleted_can_be_restored(kept: History) -> None:
    id = new_id()
    kept.keep(ME, id, [Turn(1, "who?")])
    deleted = kept.delete(ME, id)
    assert kept.find(ME) == []
    kept.restore(ME, deleted)
    assert kept.find(ME) == [deleted]


def test_a_turn_that_was_still_open_is_kept_as_stopped(kept: History) -> None:
    id = new_id()
    kept.keep(ME, id, [Turn(1, "who?", written="half")])
    assert kept.get(ME, id).turns[0].ending == "stopped"


def test_half_a_character_does_not_keep_a_conversation_from_being_kept(kept: History) -> None:
    id = new_id()
    kept.keep(ME, id, [Turn(1, "who \ud83d?")])
    assert kept.get(ME, id).title == "who ??"


@pytest.mark.parametrize("id", ["../../secret", "", "A" * 32, "0" * 31, f"{'0' * 32}/x"])
def test_only_identifiers_are_looked_up(kept: History, id: str) -> None:
    assert kept.get(ME, id) is None
    assert kept.delete(ME, id) is None


@pytest.mark.parametrize("damage", [b"", b"{", b'{"id": 3}', b"\xff\xfe"])
def test_a_damaged_file_is_passed_over(kept: History, damage: bytes) -> None:
    good, bad = new_id(), new_id()
    for id in (good, bad):
        kept.keep(ME, id, [Turn(1, "who?")])
    kept._path(ME, bad).write_bytes(damage)
    assert [one.id for one in History(kept._folder).find(ME)] == [good]


def test_a_folder_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "conversations").write_text("a file stands in the way")
    with pytest.raises(LibraryError, match="could not be kept"):
        History(tmp_path / "conversations").keep(ME, new_id(), [Turn(1, "who?")])


def test_quotes_that_still_stand_are_not_called_outdated(library, answered: Turn) -> None:
    assert compare_with_library([answered], library)[0].outdated == ()


def test_a_quote_that_is_no_longer_there_names_its_document(library, answered: Turn) -> None:
    answer = answered.answer
    first = replace(answer.citations[0], quote="Other words than those.")
    changed = replace(answered, answer=replace(answer, citations=(first, *answer.citations[1:])))
    assert compare_with_library([changed], library)[0].outdated == (first.hit.info.title,)


def test_the_folder_of_a_browser_is_named_by_a_hash(kept: History) -> None:
    assert kept._of(ME).name == hashlib.sha256(ME.encode()).hexdigest()[:32]
