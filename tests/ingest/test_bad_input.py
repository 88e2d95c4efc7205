import io
import os
from pathlib import Path

import pytest
from fpdf import FPDF
from fpdf.enums import EncryptionMethod
from PIL import Image
from pypdf import PdfWriter

from corpus.errors import RejectedDocument, UsageError
from ingest.finding import find_files
from ingest.ocr import advise
from ingest.pipeline import MAX_FILE_MB, load_source, read_document
from tests.documents.printing import SENTENCE, blank_page, print_pages
from tests.ingest.reading import read

GOOD = print_pages(SENTENCE * 8, SENTENCE * 8)
DAMAGED = "the PDF is damaged or incomplete"
AGAIN = "Download or export it again."
BINARY = "it is a binary file, not text. Add the document itself (PDF, HTML, text)."
FORMATS = (
    "Convert it to one of: csv, docm, docx, htm, html, hwp, hwpx, markdown, md, pdf, text, tsv, "
    "txt, xlsm, xlsx."
)


def locked(user: str, method=EncryptionMethod.RC4) -> bytes:
    pdf = blank_page()
    pdf.set_encryption(owner_password="owner", user_password=user, encryption_method=method)
    pdf.multi_cell(0, 6, SENTENCE * 3)
    return bytes(pdf.output())


def written(writer: PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def picture() -> bytes:
    pdf = FPDF()
    pdf.add_page()
    pdf.image(Image.new("RGB", (20, 20), "red"), w=100)
    return bytes(pdf.output())


PDFS = [
    ("half", GOOD[: len(GOOD) // 2], f"{DAMAGED} (PdfStreamError). {AGAIN}"),
    ("first-bytes", GOOD[:300], f"{DAMAGED} (PdfStreamError). {AGAIN}"),
    ("no-trailer", GOOD[:-40], f"{DAMAGED} (PdfStreamError). {AGAIN}"),
    (
        "user-password",
        locked("user"),
        "the PDF is encrypted with a password. Save a copy without the password.",
    ),
    (
        "aes-password",
        locked("user", EncryptionMethod.AES_256),
        "the PDF is encrypted with a password. Save a copy without the password.",
    ),
    (
        "renamed",
        bytes(range(256)) * 40,
        "not a PDF, whatever its name says. Export it again as PDF.",
    ),
    ("no-pages", written(PdfWriter()), "the PDF has no pages. Export it again."),
    (
        "picture",
        picture(),
        f"no text on 1 page(s): it seems to be a scan. {advise()}",
    ),
    ("empty", b"", "the file is empty. Add the document itself."),
]
TEXTS = [
    ("spaces.txt", b" \n\t\n", "the file is empty. Add the document itself."),
    ("program.txt", b"MZ\x90\x00\x03\x00\x00\x00" * 60, BINARY),
    ("picture.md", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 30, BINARY),
    (
        "cut.txt",
        b"\xff\xfea\x00b\x00c",
        "its text encoding cannot be told. Save it as UTF-8 and add it again.",
    ),
    (
        "titles.md",
        b"# Only a heading",
        "no text in it. Check that it holds more than headings or images.",
    ),
    (
        "deep.html",
        b"<b>" * 3000 + b"hello there",
        "its elements are nested too deeply. Save the page as PDF and add that.",
    ),
    (
        "empty.html",
        b"<html><body></body></html>",
        "no text found in the web page. Save the page as PDF and add that.",
    ),
    ("setup.exe", b"MZ", f".exe is not a format policydesk reads. {FORMATS}"),
    ("README", b"text", f"a file without suffix is not a format policydesk reads. {FORMATS}"),
]


@pytest.mark.parametrize(
    ("name", "data", "message"), [(f"{n}.pdf", d, m) for n, d, m in PDFS] + TEXTS
)
def test_says_in_one_line_what_is_wrong_and_what_to_do(tmp_path, name, data, message):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(RejectedDocument) as caught:
        read_document(load_source(path))
    assert str(caught.value) == f"{name}: {message}"


@pytest.mark.parametrize("cut", range(20, len(GOOD), 97))
def test_a_pdf_cut_anywhere_is_rejected_or_read_but_never_crashes(cut):
    try:
        read(GOOD[:cut], "cut.pdf")
    except RejectedDocument as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize("method", [EncryptionMethod.RC4, EncryptionMethod.AES_256])
def test_reads_a_pdf_that_only_its_owner_may_change(method):
    document, _ = read(locked("", method), "owner.pdf")
    assert SENTENCE.strip() in document.text


def test_one_bad_file_leaves_the_rest_of_the_batch_alone(tmp_path):
    for name, data, _ in PDFS:
        (tmp_path / f"{name}.pdf").write_bytes(data)
    (tmp_path / "zz-good.pdf").write_bytes(GOOD)
    read_well, reasons = [], []
    for path in find_files([tmp_path]):
        try:
            read_well.append(read_document(load_source(path))[0].info.slug)
        except RejectedDocument as error:
            reasons.append(str(error))
    assert read_well == ["zz-good"]
    assert len(reasons) == len(PDFS)


def test_a_file_over_the_limit_is_refused_unread(tmp_path):
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.truncate(MAX_FILE_MB * 1_000_000 + 1_000_000)
    with pytest.raises(RejectedDocument, match=r"huge\.pdf: 101 MB is over the limit of 100 MB"):
        load_source(path)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)
def test_a_file_without_read_permission_is_refused(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text("text")
    path.chmod(0)
    with pytest.raises(RejectedDocument, match=r"cannot be read .* Check its permissions"):
        load_source(path)


@pytest.mark.parametrize("name", ["missing.pdf", "a" * 300 + ".pdf", "nul\0.pdf", "no/where.md"])
def test_a_path_that_does_not_exist_is_wrong_usage(tmp_path, name):
    with pytest.raises(UsageError, match=r"no such file or folder\. Check the path\."):
        list(find_files([tmp_path / name]))


def test_a_folder_yields_its_documents_and_no_hidden_ones(tmp_path):
    for name in ("a.md", "deep/b.txt", ".hidden.md", ".git/c.md", "~$lock.md", "catalog.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text")
    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path])]
    assert found == ["a.md", "deep/b.txt"]


def test_a_folder_inside_a_hidden_one_is_searched_when_it_is_named(tmp_path):
    folder = tmp_path / ".notes"
    folder.mkdir()
    (folder / "a.md").write_text("text")
    assert list(find_files([folder])) == [folder / "a.md"]


def test_a_glob_passes_over_hidden_files_and_sidecars(tmp_path):
    for name in ("a.md", ".b.md", "catalog.json"):
        (tmp_path / name).write_text("text")
    assert list(find_files([tmp_path / "*"])) == [tmp_path / "a.md"]


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_link_does_not_lead_out_of_the_folder(tmp_path, kind):
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / "secret.md").write_text("text")
    (inside / "link.md").symlink_to(outside if kind == "folder" else outside / "secret.md")
    assert list(find_files([inside])) == []


def test_a_link_that_leads_to_itself_is_passed_over(tmp_path):
    (tmp_path / "loop.md").symlink_to(tmp_path / "loop.md")
    assert list(find_files([tmp_path])) == []


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("../../etc/passwd.txt", "passwd"),
        ("n" * 240 + ".txt", "n" * 80),
        ("🙂.txt", "document"),
        ("\u202egpj.txt", "gpj"),
        ("two\nlines.txt", "two-lines"),
        ("..txt.txt", "txt"),
        ("한글 문서 (최종).txt", "한글-문서-최종"),
        ("bad\udcff.txt", "bad"),
        ("CON.TXT", "con"),
    ],
)
def test_a_hostile_name_becomes_a_harmless_slug(name, slug):
    document, passages = read("Some plain words that stand in this file.", name)
    assert document.info.slug == slug
    assert document.info.title.isprintable()
    assert passages[0].context.encode()


@pytest.mark.parametrize("name", ["two\nlines.txt", "\x1b[31mred.txt", "\u202egpj.txt"])
def test_an_error_is_one_printable_line_whatever_the_name(name):
    error = RejectedDocument("the file is empty", Path(name).name, "Add the document itself.")
    assert str(error).isprintable()
