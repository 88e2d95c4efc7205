"""The annotated copy of a draft: the same text, and comments on exactly the sentences they mean."""

import io
import shutil
import subprocess
import unicodedata
import zipfile
from itertools import cycle
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from assistant.annotate.copies import annotated_copy
from assistant.annotate.remarks import remark
from assistant.check import CheckedSentence, check_draft
from assistant.drafts import pasted, read_draft
from corpus.errors import RejectedDocument
from index.ingestion import ingest_paths
from ingest.pipeline import Source
from tests.documents.hangul import hwpx
from tests.documents.hangul import p as hangul_paragraph
from tests.documents.printing import print_lines
from tests.documents.word import (
    STRICT,
    cell,
    document,
    levels,
    note,
    numbered,
    paragraph,
    row,
    run,
    table,
)
from tests.libraries import ARTICLES, KOREAN, open_test_library, write_documents

VERDICTS = ("supported", "contradicted", "not found")
TESTS = "Makers test every robot for 40 hours."
RECORDS = "Makers keep the test records for 7 years."
FINES = "The fine is 2 million crowns for each robot."
KOREAN_SENTENCE = "로봇안전연구소의 직원은 45명이다."
BOLD = "<w:b/>"
_RANGE = (qn("w:commentRangeStart"), qn("w:commentRangeEnd"))


def source_of(data: bytes, name: str = "draft.docx") -> Source:
    return Source(Path(name), data, "")


def annotate(data: bytes, name: str = "draft.docx"):
    """The draft in a file, made-up verdicts on its sentences, and the annotated copy."""
    source = source_of(data, name)
    draft = read_draft(source)
    verdicts = zip(draft.sentences, cycle(VERDICTS), strict=False)
    found = [CheckedSentence(s.text, verdict, 0.5) for s, verdict in verdicts]
    return draft, found, docx.Document(io.BytesIO(annotated_copy(source, draft, found)))


def remarks_of(copy) -> list[tuple[str, str]]:
    """Each comment of ours: the text that it is on, and its first line."""
    comments = [c for c in copy.comments if c.author == "policydesk"]
    return [(marked(copy, c.comment_id), c.paragraphs[0].text) for c in comments]


def marked(copy, identifier: int) -> str:
    inside, text = False, ""
    for element in copy.element.body.iter():
        if element.tag in _RANGE and element.get(qn("w:id")) == str(identifier):
            inside = element.tag == _RANGE[0]
        elif inside and element.tag == qn("w:t"):
            text += element.text or ""
        elif inside and element.tag == qn("w:noBreakHyphen"):
            text += "-"
    return text


def whole_text(data: bytes | object) -> str:
    body = data if not isinstance(data, bytes) else docx.Document(io.BytesIO(data))
    return "\n".join(
        "".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.element.body.iter(qn("w:p"))
    )


def looks(body) -> list[tuple[str, bool]]:
    """Every letter of a document, and whether it is bold."""
    return [
        (letter, r.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None)
        for r in body.element.body.iter(qn("w:r"))
        for t in r.iter(qn("w:t"))
        for letter in t.text or ""
    ]


def test_each_sentence_of_a_word_file_has_a_comment_on_exactly_its_words():
    data = document(
        paragraph("Robots", "Title"),
        paragraph(f"{TESTS} {RECORDS}  {FINES}"),
        paragraph(KOREAN_SENTENCE),
    )
    _, found, copy = annotate(data)
    assert [text for text, _ in remarks_of(copy)] == [one.text for one in found]
    assert [line.split(":")[0] for _, line in remarks_of(copy)] == [
        "Supported", "Contradicted", "Not found", "Supported",
    ]  # fmt: skip
    assert whole_text(copy) == whole_text(data)


def test_a_sentence_over_several_runs_keeps_how_each_letter_looks():
    body = paragraph(
        run("Before 1990 nobody tested any robot. Makers ")
        + run("test every", BOLD)
        + run(" robot for 40 hours. ")
        + run("Makers keep the records", BOLD)
        + run(" for 7 years.")
    )
    data = document(body)
    _, _, copy = annotate(data)
    assert [text for text, _ in remarks_of(copy)][1:] == [
        TESTS,
        "Makers keep the records for 7 years.",
    ]
    assert looks(copy) == looks(docx.Document(io.BytesIO(data)))


@pytest.mark.parametrize(
    "content",
    [
        f'<w:hyperlink r:id="x">{run("Makers test every robot for 40 hours")}</w:hyperlink>'
        + run("."),
        run("Makers test ") + f'<w:ins w:id="1">{run("every robot for 40 hours.")}</w:ins>',
        run("Makers test ")
        + '<w:del w:id="2"><w:r><w:delText>sometimes </w:delText></w:r></w:del>'
        + run("every robot for 40 hours."),
        f"<w:sdt><w:sdtContent>{run('Makers test every')}</w:sdtContent></w:sdt>"
        + run(" robot for 40 hours."),
        "<w:r><w:t>Makers test every robot</w:t><w:tab/><w:t>for 40 hours.</w:t></w:r>",
        run("Makers test ") + run("nothing whatever ", "<w:vanish/>") + run("every robot for 40 ")
        + run("hours."),
        run("Makers te\u00adst every\u00a0robot for 40 hours."),
    ],
    ids=["hyperlink", "inserted", "deleted", "control", "tab", "hidden", "invisible"],
)  # fmt: skip
def test_a_sentence_is_found_however_word_holds_it(content):
    data = document(paragraph(content + run(" Thank you.")), paragraph(RECORDS))
    draft, _, copy = annotate(data)
    assert [s.text for s in draft.sentences] == [TESTS, RECORDS]
    assert len(remarks_of(copy)) == 2
    first = marked(copy, 0).replace("nothing whatever ", "").replace("\u00ad", "")
    assert first.replace("\u00a0", " ").replace("robotfor", "robot for") == TESTS
    assert marked(copy, 1) == RECORDS
    assert whole_text(copy) == whole_text(data)


def test_hangul_that_a_mac_wrote_in_parts_is_found():
    parted = unicodedata.normalize("NFD", KOREAN_SENTENCE)
    _, _, copy = annotate(document(paragraph(f"{parted} 감사합니다.")))
    assert [text for text, _ in remarks_of(copy)] == [parted]


def test_automatic_numbers_and_the_numbers_of_notes_are_no_letters_of_the_file():
    data = document(
        numbered(run("Makers test every robot") + note("footnote", 1) + run(" for 40 hours."), 0),
        paragraph(run("Capability is 10") + run("25", '<w:vertAlign w:val="superscript"/>')
                  + run(" operations for 7 robots.")),
        numbering=levels(("decimal", "Article %1")),
        footnotes=["The footnote says that 9 robots failed in 2021."],
    )  # fmt: skip
    draft, _, copy = annotate(data)
    assert draft.sentences[0].text == "Article 1 Makers test every robot¹ for 40 hours."
    placed = [text for text, _ in remarks_of(copy)][1:]
    assert placed == [TESTS, "Capability is 1025 operations for 7 robots."]


def test_sentences_in_footnotes_and_boxes_are_listed_in_one_comment_at_the_beginning():
    inner = f"<w:txbxContent>{paragraph(FINES)}</w:txbxContent>"
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{inner}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>{inner}</w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    data = document(paragraph(run(TESTS) + note("footnote", 1) + box), footnotes=[RECORDS])
    _, found, copy = annotate(data)
    assert len(found) == 3
    first, second = [c for c in copy.comments if c.author == "policydesk"]
    assert f"“{RECORDS}”" in first.text
    assert f"“{FINES}”" in first.text
    assert TESTS not in first.text
    assert marked(copy, second.comment_id) == TESTS
    assert whole_text(copy) == whole_text(data)


def test_a_frame_of_one_cell_and_text_before_and_after_a_table_are_commented():
    data = document(
        paragraph(TESTS),
        table(row(cell(paragraph(RECORDS)))),
        table(row("Name", "Staff"), row("Office", "45")),
        paragraph(FINES),
    )
    _, _, copy = annotate(data)
    assert [text for text, _ in remarks_of(copy)] == [TESTS, RECORDS, FINES]


def test_sentences_that_are_alike_each_have_their_own_comment():
    data = document(paragraph(f"{TESTS} {RECORDS}"), paragraph(f"{TESTS} {FINES}"))
    _, _, copy = annotate(data)
    assert [text for text, _ in remarks_of(copy)] == [TESTS, RECORDS, TESTS, FINES]


def test_comments_that_were_there_stay():
    made = docx.Document()
    words = made.add_paragraph(f"{TESTS} {RECORDS}").runs
    made.add_comment(words, text="Really?", author="Kim", initials="K")
    file = io.BytesIO()
    made.save(file)
    _, _, copy = annotate(file.getvalue())
    assert [c.text for c in copy.comments if c.author == "Kim"] == ["Really?"]
    assert [text for text, _ in remarks_of(copy)] == [TESTS, RECORDS]


def test_a_stopped_check_comments_what_was_checked():
    source = source_of(document(paragraph(f"{TESTS} {RECORDS}")))
    draft = read_draft(source)
    found = [CheckedSentence(TESTS, "supported", 0.9)]
    copy = docx.Document(io.BytesIO(annotated_copy(source, draft, found)))
    assert [text for text, _ in remarks_of(copy)] == [TESTS]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("draft.md", f"# Robots\n\n{TESTS} Who pays?\n\n- {RECORDS}\n".encode()),
        ("draft.txt", f"Robots\n\n{TESTS} Who pays?\n\n{RECORDS}\n".encode()),
        ("draft.html", f"<h1>Robots</h1><p>{TESTS} Who pays?</p><p>{RECORDS}</p>".encode()),
        ("draft.pdf", print_lines(f"{TESTS} {RECORDS}")),
        ("draft.hwpx", hwpx([hangul_paragraph(f"{TESTS} {RECORDS}")])),
        ("strict.docx", document(paragraph(f"{TESTS} {RECORDS}"), namespace=STRICT)),
    ],
)
def test_any_other_draft_becomes_a_word_file_with_the_same_text(name, data):
    draft, found, copy = annotate(data, name)
    assert [p.text for p in copy.paragraphs] == [p.text for p in draft.paragraphs]
    assert [text for text, _ in remarks_of(copy)] == [TESTS, RECORDS]
    fills = [s.get(qn("w:fill")) for s in copy.element.body.iter(qn("w:shd"))]
    assert len(fills) == len(set(fills)) == len(found)


def test_a_comment_names_document_place_address_and_quote(tmp_path):
    opened = open_test_library(tmp_path / "library")
    ingest_paths(opened, [write_documents(tmp_path / "documents", act=ARTICLES, rise=KOREAN)])
    sentences = "Makers must test every robot for 40 hours. The records are kept for 9 years."
    draft = read_draft(pasted(sentences))
    supported, contradicted = check_draft(opened, draft).sentences
    opened.close()
    verdict, source, quote, *_ = remark(supported, "en")
    assert verdict.startswith("Supported: ")
    assert source.startswith("[1] Robot Safety Act, Art. 2")
    assert quote == "“Makers shall test every robot for at least 40 hours before sale.”"
    verdict, why, *_ = remark(contradicted, "ko")
    assert verdict.startswith("어긋남: ")
    assert "9" in why


def test_a_harmful_word_file_is_refused():
    source = source_of(document(paragraph(TESTS)))
    draft = read_draft(source)
    buffer = io.BytesIO(source.data)
    with zipfile.ZipFile(buffer, "a") as container:
        container.writestr("../evil.xml", "<x/>")
    with pytest.raises(RejectedDocument):
        annotated_copy(source_of(buffer.getvalue()), draft, [])


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["draft.docx", "draft.md"])
def test_libreoffice_opens_the_copy(tmp_path, name):
    data = document(paragraph(f"{TESTS} {RECORDS}")) if name.endswith("x") else TESTS.encode()
    source = source_of(data, name)
    draft = read_draft(source)
    found = [CheckedSentence(s.text, "supported", 0.9) for s in draft.sentences]
    path = tmp_path / "copy.docx"
    path.write_bytes(annotated_copy(source, draft, found))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    convert = ["--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run([*command, *convert], check=True, capture_output=True, timeout=180)
    assert (tmp_path / "copy.pdf").read_bytes().startswith(b"%PDF")
