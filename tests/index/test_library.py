import shutil
import subprocess
import sys

import numpy as np
import pytest
from filelock import FileLock

from corpus.errors import EmbedderMismatch, LibraryBusy, LibraryError, UsageError
from corpus.types import Filters
from index.ingestion import ingest_paths
from index.library import Library
from index.verification import verify_library
from tests.libraries import ARTICLES, KOREAN, embedder, open_test_library, write_documents


class CountingEmbedder:
    """The bundled model, counting what it is asked to embed."""

    def __init__(self):
        self.texts = 0
        self.model_name = embedder().model_name

    def get_text_embedding_batch(self, texts):
        self.texts += len(texts)
        return embedder().get_text_embedding_batch(texts)

    def get_query_embedding(self, text):
        return embedder().get_query_embedding(text)


class Interrupted(Exception):
    pass


@pytest.fixture
def documents(tmp_path):
    return write_documents(tmp_path / "documents", act=ARTICLES, institute=KOREAN)


@pytest.fixture
def library(tmp_path, documents):
    with_documents = open_test_library(tmp_path / "library")
    ingest_paths(with_documents, [documents])
    yield with_documents
    with_documents.close()


def contents(library):
    """Everything that must be equal between two libraries of the same documents."""
    stored = library.records.passage_languages()
    vectors = {lang: library.vectors.ids(lang) for lang in library.vectors.languages}
    return stored, {k: v for k, v in vectors.items() if v}, library.keywords.passage_ids()


def test_the_passage_that_answers_is_found_in_its_own_language(library):
    assert "40 hours" in library.search("How long must makers test a robot?").hits[0].passage.text
    assert "120억" in library.search("예산은 얼마인가?").hits[0].passage.text


def test_a_question_reaches_text_in_the_other_language(library):
    hits = library.search("Who was the first director of the institute?", 3).hits
    assert any("홍길동" in hit.passage.text for hit in hits)


def test_a_named_article_is_found_directly(library):
    hit = library.search("What does Article 3 of the Robot Safety Act say?").hits[0]
    assert hit.passage.locator.address == "Art. 3"


def test_a_quote_is_a_slice_of_the_text_that_show_prints(library):
    for record in library.documents():
        text = library.document(record.info.slug).text
        for passage in library.passages(record.info.slug):
            place = passage.locator
            assert text[place.char_start : place.char_end] == passage.text


def test_ingesting_an_unchanged_folder_embeds_nothing(tmp_path, documents):
    counter = CountingEmbedder()
    library = Library(tmp_path / "library", lambda: counter)
    ingest_paths(library, [documents])
    counter.texts = 0
    before = contents(library)
    report = ingest_paths(library, [documents])
    assert (report.unchanged, report.added, report.updated) == (2, (), ())
    assert counter.texts == 0
    assert contents(library) == before


def test_a_changed_file_replaces_its_passages_and_embeds_only_what_changed(tmp_path, documents):
    counter = CountingEmbedder()
    library = Library(tmp_path / "library", lambda: counter)
    ingest_paths(library, [documents])
    counter.texts = 0
    (documents / "act.md").write_text(ARTICLES.replace("40 hours", "55 hours"), encoding="utf-8")
    report = ingest_paths(library, [documents])
    assert report.updated == ("act",)
    assert counter.texts == 1
    texts = [p.text for p in library.passages("act")]
    assert any("55 hours" in text for text in texts)
    assert not any("40 hours" in text for text in texts)
    assert not verify_library(library).problems


def test_a_renamed_file_is_the_same_document(library, documents):
    (documents / "act.md").rename(documents / "robot-act.md")
    report = ingest_paths(library, [documents])
    assert report.unchanged == 2
    assert [r.info.slug for r in library.documents()] == ["act", "institute"]


def test_two_files_of_one_name_are_two_documents(library, tmp_path):
    other = write_documents(tmp_path / "elsewhere", act=ARTICLES.replace("Robot", "Drone"))
    assert ingest_paths(library, [other]).added == ("act-2",)


def test_the_same_content_elsewhere_is_not_stored_twice(library, documents, tmp_path):
    shutil.copytree(documents, tmp_path / "copy")
    assert ingest_paths(library, [tmp_path / "copy"]).unchanged == 2
    assert len(library.documents()) == 2


def test_removing_a_document_leaves_nothing_of_it(library):
    library.remove("act")
    assert [r.info.slug for r in library.documents()] == ["institute"]
    assert all(h.info.slug == "institute" for h in library.search("fine for makers").hits)
    assert not verify_library(library).problems


def test_removing_what_is_not_there_says_so(library):
    with pytest.raises(UsageError, match="nothing: the library holds no such document"):
        library.remove("nothing")


@pytest.mark.parametrize("moment", ["_embed", "records.put", "files.keep", "_drop_vectors"])
@pytest.mark.parametrize("change", ["new", "changed"])
def test_an_interrupted_ingestion_run_again_ends_like_a_clean_one(
    tmp_path, documents, monkeypatch, moment, change
):
    library = open_test_library(tmp_path / "library")
    if change == "changed":
        write_documents(documents, act=ARTICLES.replace("7 years", "9 years"))
        ingest_paths(library, [documents])
        write_documents(documents, act=ARTICLES)
    owner, _, name = moment.rpartition(".")
    target = getattr(library, owner) if owner else library
    original = getattr(target, name)

    def broken(*args, **kwargs):
        original(*args, **kwargs)
        raise Interrupted

    with monkeypatch.context() as patch, pytest.raises(Interrupted):
        patch.setattr(target, name, broken)
        ingest_paths(library, [documents])
    library.close()
    again = open_test_library(tmp_path / "library")
    ingest_paths(again, [documents])
    clean = open_test_library(tmp_path / "clean")
    ingest_paths(clean, [documents])
    assert contents(again) == contents(clean)
    assert not verify_library(again).problems


def test_a_second_writer_is_told_to_wait(library, documents):
    with FileLock(library.folder / "write.lock"), pytest.raises(LibraryBusy, match="Wait until"):
        ingest_paths(library, [documents])


def test_an_open_library_sees_what_another_process_adds_and_removes(library, tmp_path):
    drones = write_documents(tmp_path / "more", drones="# Drones\n\nDrones weigh 9 kg at most.")
    question = "How heavy may a drone be?"
    assert all(hit.similarity is not None for hit in library.search(question).hits)
    policydesk = [sys.executable, "-c", "from assistant.cli import main; main()"]
    place = ["--library", str(library.folder)]
    subprocess.run([*policydesk, "ingest", str(drones), *place], check=True)
    best = library.search(question).hits[0]
    assert best.info.slug == "drones"
    assert best.similarity is not None
    subprocess.run([*policydesk, "library", "remove", "drones", *place], check=True)
    left = library.search(question).hits
    assert left
    assert all(hit.info.slug != "drones" and hit.similarity is not None for hit in left)


def test_another_embedding_model_is_refused_with_what_to_do(library):
    class Other(CountingEmbedder):
        def __init__(self):
            super().__init__()
            self.model_name = "other-model"

    reopened = Library(library.folder, Other)
    with pytest.raises(EmbedderMismatch, match=r"other-model\. Set that embedding model again, or"):
        reopened.search("fine")
    assert len(reopened.documents()) == 2


def test_a_library_folder_that_cannot_be_written_is_named(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(LibraryError, match="file/library: the library folder cannot be written"):
        open_test_library(blocked / "library")


@pytest.mark.parametrize(
    ("filters", "slugs"),
    [
        (Filters(languages=("ko",)), {"institute"}),
        (Filters(documents=("act",)), {"act"}),
        (Filters(after="2020-01-01"), set()),
        (Filters(publishers=("Ministry",)), set()),
        (Filters(kinds=("law",)), {"act"}),
        (Filters(kinds=("poem",)), set()),
        (Filters(statuses=("unknown",)), {"act", "institute"}),
        (Filters(), {"act", "institute"}),
    ],
)
def test_filters_hold_in_both_rankings(library, filters, slugs):
    found = library.search("robot 로봇 makers 연구소", 10, filters)
    assert {hit.info.slug for hit in found.hits} == slugs
    assert found.narrowing.documents == (None if filters == Filters() else len(slugs))


def test_a_filter_leaves_the_nearest_of_its_own_passages_in_every_language(library):
    wanted = library.embedder.get_query_embedding("Makers shall test every robot")
    vector = np.array(wanted, dtype=np.float32)
    everything = library.vectors.search(vector, "en", 50)
    own = library.keywords.owned("en", {"act"})
    assert library.vectors.search(vector, "en", 50, among=own) == [
        found for found in everything if found[0] in own
    ]
    assert library.vectors.search(vector, "en", 50, among=[]) == []
    assert library.vectors.search(vector, "en", 50, among=["not-there"]) == []
    lost = [*own, "not-there"]
    assert {i for i, _ in library.vectors.search(vector, "en", 50, among=lost)} == set(own)


def test_what_the_reader_chose_holds_against_what_the_question_asks_for(library):
    question = "In the documents in Korean, who tests every robot?"
    asked = library.search(question, 10)
    assert {hit.info.slug for hit in asked.hits} == {"institute"}
    assert asked.narrowing.words == ("documents in Korean",)
    assert asked.question == question
    assert asked.searched == "who tests every robot?"
    chosen = library.search(question, 10, Filters(languages=("en",)))
    assert {hit.info.slug for hit in chosen.hits} == {"act"}
    assert chosen.narrowing.words == ()
    everything = library.search(question, 10, narrow=False)
    assert {hit.info.slug for hit in everything.hits} == {"act", "institute"}
    assert everything.narrowing.documents is None


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("", "question: it is empty"),
        (" \u200b\x00 ", "question: it is empty"),
        ("가" * 50_000, "question: it has 50,000 characters, the limit is 2,000"),
    ],
)
def test_a_question_that_cannot_be_asked_gets_one_line(library, question, message):
    with pytest.raises(UsageError, match=message):
        library.search(question)
