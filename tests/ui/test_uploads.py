"""Uploads: safe names, replacement, and nothing lost when a new file is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.uploads import add_uploads, remove_document, restore_document, safe_name
from tests.libraries import open_test_library

FIRST = b"# Tariff rules\n\nThe tariff is eleven percent of the declared value.\n"
SECOND = b"# Tariff rules\n\nThe tariff is twelve percent of the declared value.\n"


@pytest.fixture
def library(tmp_path: Path):
    opened = open_test_library(tmp_path / "library")
    yield opened
    opened.close()


def sent(tmp_path: Path, name: str, data: bytes) -> Path:
    folder = tmp_path / "sent"
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("report.pdf", "report.pdf"),
        ("2024년 AI 안전 보고서(최종).pdf", "2024년 AI 안전 보고서(최종).pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\windows\\system.txt", "system.txt"),
        ("con.txt", "_con.txt"),
        ("a<b>:c|d?.PDF", "a_b__c_d_.pdf"),
        (".hidden.md", "hidden.md"),
        ("가" * 200 + ".pdf", "가" * 58 + ".pdf"),
    ],
)
def test_names_are_harmless_and_still_readable(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_decomposed_korean_name_is_the_same_name() -> None:
    assert safe_name("\u1107\u1169\u1100\u1169.pdf") == "보고.pdf"


def test_a_file_of_the_same_name_replaces_the_document(library, tmp_path: Path) -> None:
    add_uploads(library, [sent(tmp_path, "tariff.md", FIRST)])
    report = add_uploads(library, [sent(tmp_path, "tariff.md", SECOND)])
    assert report.updated == ("tariff",)
    assert "twelve" in library.document("tariff").text
    assert len(library.documents()) == 1


def test_a_refused_file_leaves_the_earlier_one_as_it_was(library, tmp_path: Path) -> None:
    add_uploads(library, [sent(tmp_path, "tariff.md", FIRST)])
    report = add_uploads(library, [sent(tmp_path, "tariff.md", b"   ")])
    assert len(report.rejected) == 1
    assert (library.folder / "uploads" / "tariff.md").read_bytes() == FIRST
    assert "eleven" in library.document("tariff").text


def test_refused_and_repeated_files_are_not_kept(library, tmp_path: Path) -> None:
    add_uploads(library, [sent(tmp_path, "tariff.md", FIRST)])
    files = [sent(tmp_path, "again.md", FIRST), sent(tmp_path, "song.mp3", b"ID3")]
    report = add_uploads(library, files)
    assert report.unchanged == 1
    assert [p.name for p in (library.folder / "uploads").iterdir()] == ["tariff.md"]
    assert not (library.folder / "uploads-before").exists()


def test_a_removed_upload_comes_back_whole(library, tmp_path: Path) -> None:
    add_uploads(library, [sent(tmp_path, "tariff.md", FIRST)])
    removed = remove_document(library, "tariff")
    assert library.documents() == []
    assert not (library.folder / "uploads" / "tariff.md").exists()
    report = restore_document(library, removed)
    assert report.added == ("tariff",)
    assert (library.folder / "uploads" / "tariff.md").read_bytes() == FIRST


def test_a_document_from_elsewhere_is_removed_without_touching_its_file(
    library, tmp_path: Path
) -> None:
    from index.ingestion import ingest_paths

    path = sent(tmp_path, "tariff.md", FIRST)
    ingest_paths(library, [path])
    removed = remove_document(library, "tariff")
    assert path.read_bytes() == FIRST
    assert restore_document(library, removed).added == ("tariff",)
