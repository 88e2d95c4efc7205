"""What ``library verify`` finds, what it repairs, and what it says of the rest."""

import sqlite3

import numpy as np
import pytest

from corpus.errors import EmbedderMismatch, LibraryError
from index.ingestion import ingest_paths
from index.library import Library
from index.verification import verify_library
from tests.libraries import ARTICLES, KOREAN, embedder, open_test_library, write_documents


class OtherModel:
    """The bundled model turned by a quarter, under another name."""

    model_name = "other-model"

    def get_text_embedding_batch(self, texts):
        return np.roll(embedder().get_text_embedding_batch(texts), 96, axis=1).tolist()

    def get_query_embedding(self, text):
        return np.roll(embedder().get_query_embedding(text), 96).tolist()


@pytest.fixture
def folder(tmp_path):
    return write_documents(tmp_path / "documents", act=ARTICLES, institute=KOREAN)


@pytest.fixture
def library(tmp_path, folder):
    opened = open_test_library(tmp_path / "library")
    ingest_paths(opened, [folder])
    yield opened
    opened.close()


def change(library, sql, *values):
    with sqlite3.connect(library.folder / "library.sqlite3") as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute(sql, values)
    db.close()


def state(library):
    slugs = [r.info.slug for r in library.documents()]
    return (
        library.documents(),
        [library.document(slug) for slug in slugs],
        [library.passages(slug) for slug in slugs],
        {lang: library.vectors.documents(lang) for lang in ("en", "ko")},
        sorted((p.name, p.read_bytes()) for p in (library.folder / "documents").iterdir()),
    )


def repairs(library, *problems):
    """Verify once to repair and once to see that it is."""
    found = verify_library(library)
    assert found.problems == problems
    assert found.repaired == len(problems)
    again = verify_library(library)
    assert again.problems == ()
    assert (again.documents, again.passages) == (2, len(library.records.passage_languages()))
    assert "120억" in library.search("예산은 얼마인가?").hits[0].passage.text
    assert "40 hours" in library.search("How long must makers test a robot?").hits[0].passage.text


def test_a_sound_library_agrees(library):
    before = state(library)
    repairs(library)
    assert state(library) == before


def test_lost_and_stray_vectors(library):
    library.vectors.remove("en", sorted(library.vectors.ids("en"))[:1])
    vector = np.asarray([embedder().get_query_embedding("stray")], dtype=np.float32)
    library.vectors.add("en", [("stray", "act")], vector)
    repairs(library, "1 vectors (en) without a passage", "1 passages (en) without a vector")


def test_vectors_of_another_document(library):
    identifier = sorted(library.vectors.ids("en"))[0]
    vector = library.vectors.vectors("en", [identifier])[identifier]
    library.vectors.add("en", [(identifier, "institute")], vector[None])
    repairs(library, "1 vectors (en) under another document")


def test_vectors_with_other_values(library):
    first, second = sorted(library.vectors.ids("en"))[:2]
    vector = library.vectors.vectors("en", [first])[first]
    library.vectors.add("en", [(second, "act")], vector[None])
    repairs(library, "3 vectors (en) differ from their passages")


def test_a_vector_store_that_cannot_be_opened(library):
    library.close()
    (library.folder / "vectors" / "chroma.sqlite3").write_bytes(b"not a database" * 1000)
    reopened = open_test_library(library.folder)
    problem = "the vector store cannot be read or is of another embedding model"
    repairs(reopened, problem)
    reopened.close()


def test_a_keyword_index_that_lost_passages(library):
    library.keywords.build([], library.records.generation)
    repairs(library, "the keyword index does not hold the same passages")


def test_a_keyword_index_that_lost_words(library):
    rows = [row._replace(terms=row.terms[:1]) for row in library.records.index_rows()]
    library.keywords.build(rows, library.records.generation)
    repairs(library, "the keyword index does not hold the same words")


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        ("DELETE FROM passages WHERE slug = 'act'", "its passages are lost"),
        (
            "DELETE FROM passages WHERE slug = 'act' AND ordinal = 1",
            "some of its passages are lost",
        ),
        (
            "UPDATE documents SET text = 'x' || text WHERE slug = 'act'",
            "3 passages differ from its text",
        ),
        (
            "UPDATE passages SET text = 'Robots are free.' WHERE slug = 'act' AND ordinal = 0",
            "1 passages differ from its text",
        ),
        (
            "UPDATE passages SET context = 'x' WHERE slug = 'act' AND ordinal = 0",
            "identifiers differ from the passages' content",
        ),
        (
            "UPDATE documents SET recipe = '1' WHERE slug = 'act'",
            "an older policydesk, or less of OCR, read it",
        ),
    ],
)
def test_a_damaged_document_is_read_again_from_its_copy(library, folder, damage, problem):
    before = state(library)
    (folder / "act.md").unlink()
    change(library, damage)
    found = verify_library(library)
    assert f"act: {problem}" in found.problems
    assert found.repaired == len(found.problems)
    assert verify_library(library).problems == ()
    assert state(library) == before


def test_a_document_read_again_keeps_its_name_and_metadata(library, folder):
    change(
        library,
        "UPDATE documents SET recipe = '0', "
        "info = json_set(info, '$.publisher', 'Ministry of Robots', '$.title', 'Robots') "
        "WHERE slug = 'act'",
    )
    verify_library(library)
    info = library.document("act").info
    assert (info.title, info.publisher) == ("Robots", "Ministry of Robots")
    assert library.passages("act")[0].context.startswith("Robots")
    assert verify_library(library).problems == ()


@pytest.mark.parametrize("is_gone", [True, False])
def test_a_copy_comes_back_from_the_file(library, is_gone):
    copy = library.folder / "documents" / "act.md"
    copy.unlink() if is_gone else copy.write_text("something else")
    repairs(library, f"act: the copy of the original is {'gone' if is_gone else 'damaged'}")
    assert copy.read_text() == ARTICLES


def test_a_copy_whose_file_is_gone_too_is_left_with_what_to_do(library, folder):
    (library.folder / "documents" / "act.md").unlink()
    (folder / "act.md").unlink()
    found = verify_library(library)
    assert found.repaired == 0
    assert found.problems == (
        f"act: the copy of the original is gone; its file is no longer at {folder / 'act.md'}. "
        "Add it again from elsewhere, or remove it with: policydesk library remove act",
    )


def test_a_copy_of_no_document_goes(library):
    (library.folder / "documents" / "ghost.pdf").write_bytes(b"%PDF-")
    repairs(library, "ghost.pdf: a copy of no document")


def test_a_damaged_database_is_named_with_what_to_do(library):
    change(library, "DELETE FROM documents WHERE slug = 'act'")
    with pytest.raises(LibraryError, match=r"is damaged \(3 passages without a document\)\. Rest"):
        verify_library(library)


def test_a_library_of_another_embedding_model_is_embedded_anew(library):
    library.close()
    other = Library(library.folder, OtherModel)
    with pytest.raises(EmbedderMismatch, match="or embed it anew with: policydesk library verify"):
        other.search("fine")
    repairs(other, "the vector store cannot be read or is of another embedding model")
    other.close()
    with pytest.raises(EmbedderMismatch, match="embedded by other-model"):
        open_test_library(library.folder).search("fine")


@pytest.mark.parametrize("moment", ["_forget_vectors", "_embed", "records.finish_reembedding"])
def test_embedding_anew_is_finished_by_the_next_writer(library, folder, monkeypatch, moment):
    library.close()
    other = Library(library.folder, OtherModel)
    owner, _, name = moment.rpartition(".")
    target = other.records if owner else other
    original = getattr(target, name)

    def broken(*arguments, **options):
        original(*arguments, **options)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(target, name, broken)
        verify_library(other)
    other.close()
    again = Library(library.folder, OtherModel)
    assert ingest_paths(again, [folder]).unchanged == 2
    repairs(again)
    again.close()
