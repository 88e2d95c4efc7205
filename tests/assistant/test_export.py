"""Every format is read back by other code than wrote it; no text of a document acts in any."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import docx
import pypdf
import pytest
from hwpx import HwpxDocument
from hwpx.tools.package_validator import validate_package
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.brief import write_brief
from assistant.briefs.contents import read_brief
from assistant.briefs.outline import outline_questions
from assistant.engines.extractive import ExtractiveEngine
from assistant.export.files import SUFFIXES, format_of, write_file
from assistant.export.manuscript import Grid, Line, Manuscript, Note, marks_in, plain
from assistant.export.pdf import CJK_FONTS, as_pdf
from assistant.export.styles import STYLES, Letterhead, lay_out
from benchmarks.reading_briefs import letters, read_notes
from corpus.errors import UsageError
from index.ingestion import ingest_paths
from tests.libraries import ARTICLES, open_test_library

QUESTIONS = {
    "en": ("Robots", ["How long shall makers test every robot?", "Who chairs the Moon?"]),
    "ko": (
        "로봇 안전",
        ["제조자는 로봇을 몇 시간 이상 시험하여야 하는가?", "달의 의장은 누구인가?"],
    ),
}
HOSTILE = (
    "](javascript:alert(1)) <script>x</script> **b** `c` | d | #set page(width: 1pt) $x^2$ "
    r"\input{/etc/passwd} {{=1+1}} HYPERLINK \"http://evil.example\" www.evil.example &lt; ]]> [^1]"
)


@pytest.fixture(scope="module", params=["en", "ko"])
def contents(request, policy_library):
    topic, questions = QUESTIONS[request.param]
    outline = outline_questions(topic, questions)
    engine = ExtractiveEngine()
    return read_brief(write_brief(policy_library, outline, engine, today=date(2026, 3, 1)))


@pytest.fixture(scope="module")
def hostile_contents(tmp_path_factory):
    """A brief from a document whose words try to act."""
    folder = tmp_path_factory.mktemp("hostile")
    documents = folder / "documents"
    documents.mkdir()
    acting = (
        "before sale <script>x</script> #eval(1) $x$ **b** [y](javascript:z) | www.evil.example."
    )
    page = ARTICLES.replace("before sale.", acting)
    (documents / "act.txt").write_text(page, encoding="utf-8")
    library = open_test_library(folder / "library")
    ingest_paths(library, [documents])
    outline = outline_questions("Robots", ["How long shall makers test every robot before sale?"])
    contents = read_brief(write_brief(library, outline, ExtractiveEngine()))
    library.close()
    return contents


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_each_mark_has_a_footnote_that_holds_its_quote(contents, style, suffix):
    manuscript = lay_out(contents, style)
    read = read_notes(format_of(Path(f"x{suffix}"))(manuscript), suffix)
    assert read.marks == len(read.notes) == len(contents.notes) > 0
    for note, text in zip(manuscript.notes, read.notes, strict=True):
        assert letters(note.quote) in letters(text)


def test_a_note_says_quote_document_place_and_a_source_its_hash(contents):
    manuscript = lay_out(contents)
    note = contents.notes[0]
    for part in (plain(note.quote), note.hit.info.title, note.locator.address):
        assert part in manuscript.notes[0].text
    table = manuscript.blocks[-1]
    assert isinstance(table, Grid)
    assert contents.sources[0].sha256 in " ".join(
        line.text for cell in table.rows[0] for line in cell
    )


def test_a_korean_report_is_an_outline_and_an_english_memo_has_a_letterhead(contents):
    manuscript = lay_out(contents, letterhead=Letterhead("A. Minister", "B. Adviser"))
    labels = [label for label, _ in manuscript.facts]
    headings = [b.text for b in manuscript.blocks if isinstance(b, Line) and b.look == "heading"]
    headings = [
        heading for heading in headings if not heading.endswith(("on the sources", "유의 사항"))
    ]
    if contents.language == "ko":
        assert labels == ["작성일", "출처", "작성 방식"]
        assert headings == ["■ 요약", "■ 주요 내용", "■ 추가 확인 사항", "■ 출처"]
    else:
        assert dict(manuscript.facts)["To"] == "A. Minister"
        assert labels[:4] == ["To", "From", "Date", "Subject"]
        assert headings == ["Summary", "Findings", "Open questions", "Sources"]


def test_word_has_headings_and_properties_and_hangul_passes_its_own_validator(contents):
    manuscript = lay_out(contents)
    word = docx.Document(io.BytesIO(format_of(Path("x.docx"))(manuscript)))
    styles = [paragraph.style.name for paragraph in word.paragraphs]
    assert styles[0] == "Title"
    assert {"Heading 1", "Heading 2"} <= set(styles)
    assert word.core_properties.title == contents.topic
    hangul = format_of(Path("x.hwpx"))(manuscript)
    assert validate_package(hangul).ok
    assert HwpxDocument.open(hangul).validate().ok


def test_a_pdf_is_tagged_and_says_its_language(contents):
    file = pypdf.PdfReader(io.BytesIO(as_pdf(lay_out(contents))))
    root = file.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == contents.language
    assert file.metadata.title == contents.topic


def test_a_pdf_without_a_korean_font_is_refused_before_it_shows_boxes():
    korean = manuscript_of("로봇")
    with pytest.raises(UsageError, match="no font for Korean"):
        as_pdf(korean, frozenset({"DejaVu Sans"}))


def test_a_letter_that_no_font_has_is_an_error_and_not_a_box():
    with pytest.raises(UsageError, match="cannot be set in type"):
        as_pdf(manuscript_of("\U000130b8 hieroglyph"), frozenset())


def test_pdf_names_the_extra_that_it_needs(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    with pytest.raises(UsageError, match=re.escape("pip install 'policydesk[brief]'")):
        format_of(Path("x.pdf"))


@pytest.mark.parametrize("name", ["brief.odt", "brief"])
def test_another_suffix_is_refused_with_those_that_there_are(name):
    with pytest.raises(UsageError, match=re.escape("End it in .md, .docx, .hwpx, .pdf.")):
        format_of(Path(name))


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(UsageError, match="cannot be written"):
        write_file(manuscript_of("x"), tmp_path / "none" / "x.md")


texts = st.text(max_size=80) | st.sampled_from(HOSTILE.split(" ")) | st.just(HOSTILE)


def manuscript_of(text: str, language: str = "en") -> Manuscript:
    words = plain(text)
    line = Line("text", words, (1,))
    return Manuscript(
        language, words or "x", "2026-03-01", (("To", words),),
        (
            Line("title", words or "x"), Line("heading", words or "x"), Line("item", words),
            line, Grid((words,), (((Line("text", words, (2,)),),),), (1,)),
        ),
        (Note(words, f"“{words}” x"), Note(words, f"“{words}” y")),
    )  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(texts)
def test_markdown_shows_any_text_and_nothing_of_it_acts(text):
    manuscript = manuscript_of(text)
    page = format_of(Path("x.md"))(manuscript).decode()
    tokens = MarkdownIt("gfm-like", {"linkify": False}).enable("table").parse(page)
    inner = [child for token in tokens for child in token.children or ()]
    kinds = {token.type for token in [*tokens, *inner]}
    assert not kinds & {
        "link_open", "image", "html_inline", "html_block", "code_inline", "fence", "strong_open",
        "em_open", "s_open", "blockquote_open", "bullet_list_open", "ordered_list_open", "hr",
    }  # fmt: skip
    assert read_notes(page.encode(), ".md").marks == len(marks_in(manuscript.blocks))


@settings(max_examples=30, deadline=None)
@given(texts)
def test_word_and_hangul_hold_any_text_as_letters_and_no_field_or_link(text):
    manuscript = manuscript_of(text)
    for suffix, part, active in (
        (".docx", "word/document.xml", ("hyperlink", "fldSimple", "instrText", "fldChar")),
        (".hwpx", "Contents/section0.xml", ("fieldBegin", "hyperlink", "equation")),
    ):
        data = format_of(Path(f"x{suffix}"))(manuscript)
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            names = {e.tag.split("}")[-1] for e in ElementTree.fromstring(file.read(part)).iter()}
        assert not names & set(active)
        notes = read_notes(data, suffix).notes
        assert [fold(note) for note in notes] == [fold(note.text) for note in manuscript.notes]


@settings(max_examples=10, deadline=None)
@given(st.sampled_from(HOSTILE.split(" ")) | st.text(st.characters(codec="latin-1"), max_size=80))
def test_pdf_holds_any_text_as_letters_and_no_link(text):
    manuscript = manuscript_of(text)
    data = as_pdf(manuscript, frozenset())
    file = pypdf.PdfReader(io.BytesIO(data))
    shown = letters("".join(page.extract_text() for page in file.pages))
    assert letters(manuscript.notes[0].quote) in shown
    links = [a for p in file.pages for a in p.get("/Annots", ()) if "/A" in a.get_object()]
    assert not any("/URI" in link.get_object()["/A"] for link in links)
    assert len(file.pages) == 1


def fold(text: str) -> str:
    return " ".join(text.split())


def test_what_a_document_says_acts_in_no_format(tmp_path, hostile_contents):
    manuscript = lay_out(hostile_contents)
    assert any("<script>" in note.text for note in manuscript.notes)
    for suffix in SUFFIXES:
        read = read_notes(format_of(tmp_path / f"x{suffix}")(manuscript), suffix)
        assert read.marks == len(read.notes) == len(manuscript.notes)
        for note, text in zip(manuscript.notes, read.notes, strict=True):
            assert letters(note.quote) in letters(text)


def test_the_first_font_for_korean_is_that_of_debians_package():
    assert CJK_FONTS[0] == "Noto Sans CJK KR"
