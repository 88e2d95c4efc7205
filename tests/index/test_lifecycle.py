"""What becomes of documents as their files come, change, move and go."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.process_table import descendants, is_alive
from corpus.errors import Cancelled, UsageError
from index import ingestion
from index.ingestion import ingest_paths
from index.verification import verify_library
from ingest import pipeline
from ingest.finding import find_all
from ingest.report import Duplicate
from tests.documents.printing import SENTENCE, print_pages
from tests.libraries import ARTICLES, KOREAN, open_test_library, write_documents

ROOT = Path(__file__).parents[2]
DRONES = "# Drone order\n\nDrones weigh 9 kg at most and stay below 120 metres.\n"
FERRIES = "# Ferry order\n\nFerries carry 40 passengers at most and two lifeboats.\n"
COMMAND = [sys.executable, "-c", "from assistant.cli import main; main()"]


@pytest.fixture
def folder(tmp_path):
    return write_documents(tmp_path / "documents", act=ARTICLES, drones=DRONES)


@pytest.fixture
def library(tmp_path, folder):
    opened = open_test_library(tmp_path / "library")
    ingest_paths(opened, [folder])
    yield opened
    opened.close()


def sources(library):
    return {r.info.slug: Path(r.source_path).name for r in library.documents()}


def write_sidecar(folder, *entries):
    (folder / "catalog.json").write_text(json.dumps(entries))


def write_mixed(folder):
    write_documents(folder, act=ARTICLES, institute=KOREAN, zebra=DRONES)
    write_documents(folder / "deep", act=FERRIES)
    (folder / "pages.pdf").write_bytes(print_pages(SENTENCE * 8, SENTENCE * 8))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing after it")
    (folder / "page.html").write_text(f"<h1>Crossings</h1><p>{SENTENCE * 3}</p>")
    (folder / "copy.md").write_text(DRONES)
    return folder


def test_the_library_is_the_same_whatever_the_number_of_processes(tmp_path):
    folder = write_mixed(tmp_path / "documents")
    found = []
    for count in (0, 1, 3):
        library = open_test_library(tmp_path / f"library-{count}")
        report = ingest_paths(library, [folder], processes=count)
        slugs = [r.info.slug for r in library.documents()]
        found.append(
            (
                report.added,
                [r.path for r in report.rejected],
                report.duplicates,
                library.documents(),
                [library.document(slug) for slug in slugs],
                [library.passages(slug) for slug in slugs],
                list(library.records.index_rows()),
            )
        )
        library.close()
    assert found[0] == found[1] == found[2]
    assert found[0][0] == ("act", "copy", "act-2", "institute", "page", "pages")


def test_a_file_that_is_gone_is_told_of_and_its_document_stays_until_it_is_pruned(library, folder):
    (folder / "drones.md").unlink()
    for _ in range(2):
        report = ingest_paths(library, [folder])
        assert (report.missing, report.removed) == (("drones",), ())
    assert "drones" in sources(library)
    report = ingest_paths(library, [folder], prune=True)
    assert (report.missing, report.removed) == ((), ("drones",))
    assert sources(library) == {"act": "act.md"}
    assert not verify_library(library).problems


def test_only_the_folders_that_are_searched_can_miss_a_file(library, folder, tmp_path):
    (folder / "drones.md").unlink()
    other = write_documents(tmp_path / "other", ferries=FERRIES)
    assert ingest_paths(library, [other], prune=True).removed == ()
    assert ingest_paths(library, [folder / "act.md"], prune=True).removed == ()
    assert ingest_paths(library, [folder]).missing == ("drones",)


def test_a_renamed_file_keeps_its_document_and_its_name_there(library, folder):
    (folder / "act.md").rename(folder / "robots.md")
    report = ingest_paths(library, [folder], prune=True)
    assert (report.unchanged, report.missing, report.removed) == (2, (), ())
    assert report.duplicates == ()
    assert sources(library) == {"act": "robots.md", "drones": "drones.md"}


def test_two_files_that_change_places_keep_their_documents(library, folder):
    write_documents(folder, act=DRONES, drones=ARTICLES)
    report = ingest_paths(library, [folder])
    assert (report.unchanged, report.missing, report.duplicates) == (2, (), ())
    assert sources(library) == {"act": "drones.md", "drones": "act.md"}


def test_a_changed_sidecar_changes_what_is_known_of_an_unchanged_file(library, folder):
    write_sidecar(folder, {"slug": "drones", "date": "2024-05-21", "status": "rescinded"})
    assert ingest_paths(library, [folder]).updated == ("drones",)
    info = library.document("drones").info
    assert (info.date, info.status) == ("2024-05-21", "rescinded")
    assert ingest_paths(library, [folder]).unchanged == 2
    write_sidecar(folder, {"slug": "drones", "date": "2024-05-22", "status": "rescinded"})
    assert ingest_paths(library, [folder]).updated == ("drones",)


def test_a_scan_is_read_again_once_more_of_it_can_be_recognised(library, tmp_path, monkeypatch):
    place = tmp_path / "scans"
    place.mkdir()
    (place / "half.pdf").write_bytes(print_pages(SENTENCE * 8, ""))
    monkeypatch.setenv("PATH", "/nonexistent")
    assert ingest_paths(library, [place], processes=0).added == ("half",)
    assert ingest_paths(library, [place], processes=0).unchanged == 1
    monkeypatch.setattr(pipeline, "at_hand", lambda: "kor+eng")
    assert ingest_paths(library, [place], processes=0).updated == ("half",)
    assert ingest_paths(library, [place], processes=0).unchanged == 1


def test_a_second_file_of_the_same_bytes_is_named_and_not_added(library, folder):
    write_documents(folder / "deep", again=ARTICLES)
    path = folder / "deep" / "again.md"
    for _ in range(2):
        report = ingest_paths(library, [folder])
        assert report.duplicates == (Duplicate(str(path), "act"),)
        assert report.added == ()
    (folder / "act.md").unlink()
    report = ingest_paths(library, [folder])
    assert (report.duplicates, report.missing) == ((), ())
    assert sources(library)["act"] == "again.md"


def test_a_file_that_becomes_the_copy_of_another_leaves_its_document_without_a_file(
    library, folder
):
    write_documents(folder, act=DRONES)
    report = ingest_paths(library, [folder])
    assert report.duplicates == (Duplicate(str(folder / "act.md"), "drones"),)
    assert report.missing == ("act",)
    assert ingest_paths(library, [folder], prune=True).removed == ("act",)


def test_a_file_that_cannot_be_read_any_more_keeps_its_document(library, folder):
    (folder / "act.md").write_bytes(b"")
    report = ingest_paths(library, [folder], prune=True)
    assert [r.reason for r in report.rejected] == [
        "act.md: the file is empty. Add the document itself."
    ]
    assert [w.warning for w in report.warnings] == [
        "act.md: what was read of it before stays in the library as act. "
        "To remove it: policydesk library remove act"
    ]
    assert set(sources(library)) == {"act", "drones"}


def test_what_a_reader_could_not_read_reaches_the_report(library, tmp_path, monkeypatch):
    from dataclasses import replace

    from ingest.readers import READERS

    read = READERS[".md"]
    partly = lambda data, path: replace(read(data, path), warnings=("page 2: no text",))  # noqa: E731
    monkeypatch.setitem(READERS, ".md", partly)
    other = write_documents(tmp_path / "other", ferries=FERRIES)
    report = ingest_paths(library, [other], processes=0)
    assert [(w.path, w.warning) for w in report.warnings] == [
        (str(other / "ferries.md"), "page 2: no text")
    ]


def test_an_unchanged_file_is_not_even_opened(library, folder, monkeypatch):
    monkeypatch.setattr(ingestion, "_RACY_NS", 0)
    time.sleep(0.05)
    ingest_paths(library, [folder])
    opened = []
    load = ingestion.load_source
    monkeypatch.setattr(ingestion, "load_source", lambda p: opened.append(p.name) or load(p))
    assert ingest_paths(library, [folder]).unchanged == 2
    assert opened == []
    (folder / "act.md").write_text(ARTICLES.replace("40 hours", "41 hours"))
    assert ingest_paths(library, [folder]).updated == ("act",)
    assert opened == ["act.md"]


def test_a_file_written_just_before_it_was_read_is_read_again(library, folder, monkeypatch):
    """It may have been written once more without any of its times showing it."""
    ingest_paths(library, [folder])
    opened = []
    load = ingestion.load_source
    monkeypatch.setattr(ingestion, "load_source", lambda p: opened.append(p.name) or load(p))
    (folder / "act.md").write_text(ARTICLES)
    ingest_paths(library, [folder])
    ingest_paths(library, [folder])
    assert opened.count("act.md") == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_does_not_hold_up_the_rest(library, folder):
    os.mkfifo(folder / "pipe.pdf")
    report = ingest_paths(library, [folder, folder / "pipe.pdf"])
    assert [r.reason for r in report.rejected] == [
        "pipe.pdf: it is not a file but a pipe, socket or device. Name the document itself.",
        "pipe.pdf: it is not a file but a folder, pipe, socket or device. "
        "Name the document itself.",
    ]
    assert report.unchanged == 2


def test_links_out_of_the_folder_and_to_nowhere_are_named(library, folder, tmp_path):
    outside = write_documents(tmp_path / "outside", secret=FERRIES)
    (folder / "out.md").symlink_to(outside / "secret.md")
    (folder / "out").symlink_to(outside)
    (folder / "loop.md").symlink_to(folder / "loop.md")
    (folder / "round").symlink_to(folder)
    report = ingest_paths(library, [folder])
    said = {Path(r.path).name: r.reason for r in report.rejected}
    assert set(said) == {"out.md", "out", "loop.md"}
    assert "out.md: the link leads out of the folder. To add where it leads, name" in said["out.md"]
    assert said["loop.md"] == "loop.md: the link leads nowhere. Remove or correct it."
    assert report.unchanged == 2


def test_a_pattern_finds_files_and_folders_and_says_when_it_finds_nothing(folder):
    write_documents(folder / "deep", ferries=FERRIES)
    names = [f.path.name for f in find_all([folder / "*"]).files]
    assert names == ["act.md", "ferries.md", "drones.md"]
    assert [f.path.name for f in find_all([folder / "*" / "f*.md"]).files] == ["ferries.md"]
    with pytest.raises(UsageError, match=r"nothing matches this pattern\. Check"):
        find_all([folder / "*.pdf"])


def test_the_librarys_own_folder_is_not_searched(tmp_path):
    write_documents(tmp_path, act=ARTICLES)
    library = open_test_library(tmp_path / "library")
    assert ingest_paths(library, [tmp_path]).added == ("act",)
    report = ingest_paths(library, [tmp_path])
    assert (report.unchanged, report.rejected) == (1, ())
    library.close()


def test_stopping_ends_the_reading_and_keeps_what_is_in(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.pdf").write_bytes(print_pages(f"Notice {number}. " + SENTENCE * 6))
    library = open_test_library(tmp_path / "library")

    def stop(step):
        if step.done == 2:
            raise Cancelled("stopped", step.current, "Add it again to go on.")

    with pytest.raises(Cancelled):
        ingest_paths(library, [folder], stop, processes=2)
    assert not descendants(os.getpid())
    assert len(library.documents()) <= 2
    assert len(ingest_paths(library, [folder]).added) + len(library.documents()) >= 4
    assert not verify_library(library).problems
    library.close()


def start(folder, library, *options):
    return subprocess.Popen(
        [*COMMAND, "ingest", str(folder), "--library", str(library), *options],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        # Whoever runs the tests behind a shell's & has interrupts ignored, and so have children.
        preexec_fn=heed_interrupts if os.name == "posix" else None,
    )  # fmt: skip


def heed_interrupts():
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def many_pages(folder, files):
    folder.mkdir()
    for number in range(files):
        pages = [f"Notice {number} of page {page}. " + SENTENCE * 9 for page in range(6)]
        (folder / f"{number}.pdf").write_bytes(print_pages(*pages))
    return folder


@pytest.mark.skipif(os.name != "posix", reason="interrupts as a POSIX terminal does")
def test_an_interrupt_ends_every_process_with_status_130(tmp_path):
    running = start(many_pages(tmp_path / "documents", 30), tmp_path / "library")
    end = time.monotonic() + 60
    while not (children := descendants(running.pid)) and time.monotonic() < end:
        time.sleep(0.02)
    assert children
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 130, err
    assert "interrupted. What was finished is kept" in err
    assert not any(map(is_alive, children))


def test_of_two_that_ingest_at_once_one_waits_and_nothing_breaks(tmp_path):
    folder = many_pages(tmp_path / "documents", 6)
    running = [start(folder, tmp_path / "library") for _ in range(3)]
    said = [process.communicate(timeout=240) for process in running]
    assert {process.returncode for process in running} <= {0, 2}
    assert [process.returncode for process in running].count(0) >= 1
    for process, (_, err) in zip(running, said, strict=True):
        if process.returncode:
            assert "another process is adding or removing documents. Wait until" in err
            assert err.count("\n") == 1
    library = open_test_library(tmp_path / "library")
    assert len(library.documents()) == 6
    assert not verify_library(library).problems
    library.close()
