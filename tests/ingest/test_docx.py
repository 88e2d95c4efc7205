import io
import time
import zipfile
from pathlib import Path

import docx
import pytest

from corpus.errors import RejectedDocument
from ingest.readers.docx import read_docx
from ingest.readers.docx_numbering import format_number
from tests.documents.word import (
    LAW_LEVELS,
    STRICT,
    cell,
    document,
    levels,
    note,
    numbered,
    package,
    paragraph,
    row,
    run,
    style,
    table,
)
from tests.ingest.reading import addresses, read
from tests.ingest.test_containers import packed

PATH = Path("act.docx")
RAISED = '<w:vertAlign w:val="superscript"/>'
HEADINGS = [
    style("Normal", identifier="a"),
    style("heading 1", '<w:outlineLvl w:val="0"/>', "1", "a"),
    style("제목 2", identifier="20"),
    style("見出し 3", identifier="30"),
    style("Agency Heading", identifier="ours", based_on="1"),
    style("Title", identifier="t"),
    style("Subtitle", identifier="s"),
    style("toc 1", identifier="TOC1"),
    style("Outlined", '<w:outlineLvl w:val="3"/>'),
    style("TOC Heading", '<w:outlineLvl w:val="9"/>', "TOCHeading", "1"),
]
LAW = [
    (0, "총칙"),
    (1, "(목적) 이 법은 기계의 안전을 지키는 것을 목적으로 한다."),
    (1, "(정의) 이 법에서 쓰는 말의 뜻은 다음과 같다."),
    (2, "“기계”란 다음 각 호의 것을 말한다."),
    (3, "스스로 움직이는 것"),
    (3, "다음 각 목의 것"),
    (4, "물을 뿌리는 것"),
    (4, "잔디를 깎는 것"),
    (2, "그 밖의 말은 대통령령으로 정한다."),
    (0, "안전"),
    (1, "(책무) 제작자는 기계를 시험하여야 한다."),
]
TYPED = [
    "제1장 총칙",
    "제1조(목적) 이 법은 기계의 안전을 지키는 것을 목적으로 한다.",
    "제2조(정의) 이 법에서 쓰는 말의 뜻은 다음과 같다.",
    "① “기계”란 다음 각 호의 것을 말한다.",
    "1. 스스로 움직이는 것",
    "2. 다음 각 목의 것",
    "가. 물을 뿌리는 것",
    "나. 잔디를 깎는 것",
    "② 그 밖의 말은 대통령령으로 정한다.",
    "제2장 안전",
    "제3조(책무) 제작자는 기계를 시험하여야 한다.",
]


def blocks(*body: str, **parts):
    return read_docx(document(*body, **parts), PATH).blocks


def texts(*body: str, **parts) -> list[str]:
    return [block.text for block in blocks(*body, **parts)]


def counted(*formats: tuple[str, str], at: list[int]) -> list[str]:
    return texts(*(numbered("x", level) for level in at), numbering=levels(*formats))


@pytest.mark.parametrize(
    ("identifier", "level"),
    [("1", 1), ("20", 2), ("30", 3), ("ours", 1), ("t", 1), ("Outlined", 4)],
)
def test_a_heading_is_told_by_its_style_whatever_language_named_it(identifier, level):
    (block,) = blocks(paragraph("Scope", identifier), styles=HEADINGS)
    assert (block.kind, block.level, block.text) == ("heading", level, "Scope")


@pytest.mark.parametrize("identifier", ["a", "s", "missing", ""])
def test_a_paragraph_of_another_style_is_no_heading(identifier):
    (block,) = blocks(paragraph("Scope", identifier), styles=HEADINGS)
    assert (block.kind, block.level) == ("paragraph", 0)


def test_the_paragraphs_own_outline_level_goes_before_its_styles():
    body = (
        paragraph("Deep", "1", '<w:outlineLvl w:val="2"/>'),
        paragraph("Text", "1", '<w:outlineLvl w:val="9"/>'),
    )
    assert [(b.kind, b.level) for b in blocks(*body, styles=HEADINGS)] == [
        ("heading", 3),
        ("paragraph", 0),
    ]


def test_styles_based_on_each_other_end():
    circle = [style("a", based_on="b"), style("b", based_on="a")]
    assert texts(paragraph("Text", "a"), styles=circle) == ["Text"]


def test_a_table_of_contents_is_left_out():
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{paragraph('Contents')}</w:sdtContent></w:sdt>"
    )
    body = (contents, paragraph("1 Scope 5", "TOC1"), paragraph("Scope", "1"))
    assert texts(*body, styles=HEADINGS) == ["Scope"]


def test_an_automatic_number_reads_as_printed():
    assert counted(*LAW_LEVELS, at=[0, 1, 1, 2, 2, 3, 4, 4, 1, 2, 0, 1]) == [
        "제1장 x", "제1조 x", "제2조 x", "① x", "② x", "1. x", "가. x", "나. x", "제3조 x", "① x",
        "제2장 x", "제1조 x",
    ]  # fmt: skip


def test_a_number_holds_the_levels_above_it():
    formats = (("upperRoman", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"))
    assert counted(*formats, at=[0, 1, 1, 2, 2, 0, 1]) == [
        "I. x", "I.1 x", "I.2 x", "(a) x", "(b) x", "II. x", "II.1 x",
    ]  # fmt: skip


def test_articles_count_on_through_chapters_where_the_list_says_so():
    numbering = levels(*LAW_LEVELS).replace(
        '<w:lvlText w:val="제%2조"/>', '<w:lvlRestart w:val="0"/><w:lvlText w:val="제%2조"/>'
    )
    found = texts(*(numbered("x", at) for at in (0, 1, 1, 0, 1)), numbering=numbering)
    assert found == ["제1장 x", "제1조 x", "제2조 x", "제2장 x", "제3조 x"]


def test_a_list_that_shares_its_definition_counts_on_unless_it_starts_anew():
    numbering = levels(("decimal", "%1.")) + "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{override}</w:num>'
        for number, override in (
            (2, ""),
            (3, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'),
        )
    )
    body = [numbered("x", 0, number) for number in (1, 2, 3, 3, 9)]
    assert texts(*body, numbering=numbering) == ["1. x", "2. x", "7. x", "8. x", "x"]


def test_legal_numbering_prints_decimals_alone():
    numbering = levels(("upperRoman", "Part %1"), ("decimal", "%1.%2")).replace(
        '<w:lvlText w:val="%1.%2"/>', '<w:isLgl/><w:lvlText w:val="%1.%2"/>'
    )
    found = texts(*(numbered("x", at) for at in (0, 0, 1)), numbering=numbering)
    assert found == ["Part I x", "Part II x", "2.1 x"]


def test_a_heading_style_brings_its_number():
    styles = [
        style("heading 1", '<w:numPr><w:numId w:val="1"/></w:numPr>', "1"),
        style("heading 2", '<w:numPr><w:numId w:val="1"/></w:numPr>', "2"),
    ]
    numbering = levels(("decimal", "%1."), ("decimal", "%1.%2"))
    for at in (1, 2):
        numbering = numbering.replace(
            f'<w:lvl w:ilvl="{at - 1}">', f'<w:lvl w:ilvl="{at - 1}"><w:pStyle w:val="{at}"/>'
        )
    body = [paragraph("Scope", "1"), paragraph("Aims", "2"), paragraph("Risk", "2")]
    body.append(paragraph("Plain", "1", '<w:numPr><w:numId w:val="0"/></w:numPr>'))
    found = blocks(*body, styles=styles, numbering=numbering)
    assert [(b.level, b.text) for b in found] == [
        (1, "1. Scope"), (2, "1.1 Aims"), (2, "1.2 Risk"), (1, "Plain"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "kind", "printed"),
    [
        (3, "decimal", "3"), (3, "decimalZero", "03"), (4, "lowerRoman", "iv"),
        (1999, "upperRoman", "MCMXCIX"), (28, "lowerLetter", "bb"), (22, "ordinal", "22nd"),
        (14, "ganada", "하"), (15, "ganada", "거"), (29, "ganada", "고"), (2, "chosung", "ㄴ"),
        (20, "decimalEnclosedCircle", "⑳"), (21, "decimalEnclosedCircle", "㉑"),
        (51, "decimalEnclosedCircle", "51"), (31, "japaneseCounting", "三十一"),
        (10, "koreanCounting", "십"), (105, "chineseCounting", "百五"),
        (2, "ideographTraditional", "乙"), (3, "aiueoFullWidth", "ウ"), (1, "none", ""),
        (10**8, "upperLetter", "100000000"), (10**8, "upperRoman", "100000000"),
        (12, "decimalFullWidth", "１２"), (5, "no such format", "5"), (-1, "lowerRoman", "-1"),
    ],
)  # fmt: skip
def test_numbers_are_formatted_as_word_does(number, kind, printed):
    assert format_number(number, kind) == printed


def test_bullets_are_items_and_numbered_paragraphs_keep_their_rank():
    numbering = levels(("decimal", "%1."), ("bullet", "\uf0b7"), ("lowerLetter", "(%3)"))
    found = blocks(*(numbered("x", at) for at in (0, 1, 2)), numbering=numbering)
    assert [(b.kind, b.text) for b in found] == [
        ("paragraph", "1. x"), ("item", "x"), ("item", "(a) x"),
    ]  # fmt: skip


@pytest.mark.parametrize("how", ["typed", "automatic"])
def test_a_korean_act_is_cited_by_article_paragraph_and_point(how):
    numbering = levels(*LAW_LEVELS).replace(
        '<w:lvlText w:val="제%2조"/>',
        '<w:lvlRestart w:val="0"/><w:suff w:val="nothing"/><w:lvlText w:val="제%2조"/>',
    )
    body = [numbered(text, level) for level, text in LAW] if how == "automatic" else []
    data = document(*(body or map(paragraph, TYPED)), numbering=numbering if body else "")
    found = read_docx(data, PATH).blocks
    assert [block.text for block in found] == TYPED
    assert [block.text for block in found if block.kind == "heading"] == [
        "제1장 총칙",
        "제2장 안전",
    ]
    assert list(addresses(found).values()) == [
        "제1조", "제2조", "제2조제1항", "제2조제1항제1호", "제2조제1항제2호", "제2조제1항제2호가목",
        "제2조제1항제2호나목", "제2조제2항", "제3조",
    ]  # fmt: skip
    kept, passages = read(data, "act.docx")
    assert kept.info.language == "ko"
    assert passages[0].locator.heading == ("제1장 총칙",)
    assert passages[0].locator.page is None


def test_an_article_in_a_headings_style_is_still_cited():
    body = (
        paragraph("제1장 총칙", "1"),
        paragraph("제1조(목적)", "20"),
        paragraph("이 법은 안전을 목적으로 한다."),
        paragraph("제2조(정의) 이 법에서 쓰는 말의 뜻은 다음과 같다.", "20"),
        paragraph("① 기계란 다음을 말한다."),
    )
    found = blocks(*body, styles=HEADINGS)
    assert [b.text for b in found if b.kind == "heading"] == ["제1장 총칙"]
    assert list(addresses(found).values()) == ["제1조", "제1조", "제2조", "제2조제1항"]


def test_a_clause_in_a_headings_style_can_be_quoted():
    clause = "2.1 The Supplier shall test every machine for forty hours before it is sold."
    found = blocks(paragraph("2 Testing", "1"), paragraph(clause, "20"), styles=HEADINGS)
    assert [b.kind for b in found] == ["heading", "paragraph"]


def test_automatic_articles_of_european_law_are_headings():
    numbering = levels(("upperRoman", "CHAPTER %1"), ("decimal", "Article %2"), ("decimal", "%3."))
    body = [
        numbered("", 0),
        paragraph("GENERAL PROVISIONS"),
        numbered("", 1),
        paragraph("Subject matter"),
        numbered("This Regulation lays down rules for makers of machines.", 2),
        numbered("Scope", 1),
        numbered("It applies to makers.", 2),
    ]
    found = blocks(*body, numbering=numbering)
    assert [b.text for b in found if b.kind == "heading"] == [
        "CHAPTER I", "Article 1", "Article 2 Scope",
    ]  # fmt: skip
    assert list(addresses(found).values())[-2:] == ["Art. 1(1)", "Art. 2(1)"]


def test_a_table_row_carries_its_header():
    body = table(row("Body", "Seat"), row("Office", "Brussels"), row("", " "), row("Panel", ""))
    assert [(b.kind, b.text, b.header) for b in blocks(body)] == [
        ("row", "Office | Brussels", "Body | Seat"),
        ("row", "Panel | ", "Body | Seat"),
    ]


def test_a_table_without_a_header_loses_no_row():
    look = '<w:tblPr><w:tblLook w:val="0480" w:firstRow="0"/></w:tblPr>'
    body = table(row("Seat", "Seoul"), row("Staff", "45")).replace("<w:tbl>", f"<w:tbl>{look}")
    assert [(b.text, b.header) for b in blocks(body)] == [("Seat | Seoul", ""), ("Staff | 45", "")]


def test_a_merged_cell_is_said_once_in_each_row_it_covers():
    body = table(
        row("Region", "Body", "Seat"),
        row(cell("Asia", '<w:vMerge w:val="restart"/>'), "AISI", "Seoul"),
        row(cell("", "<w:vMerge/>"), "J-AISI", "Tokyo"),
        row(cell("All of these meet yearly", '<w:gridSpan w:val="3"/>')),
    )
    assert [block.text for block in blocks(body)] == [
        "Asia | AISI | Seoul",
        "Asia | J-AISI | Tokyo",
        "All of these meet yearly",
    ]


def test_a_header_of_two_rows_is_joined_by_column():
    body = table(
        row(cell("구분", '<w:vMerge w:val="restart"/>'), cell("2023", '<w:gridSpan w:val="2"/>')),
        row(cell("", "<w:vMerge/>"), "상반기", "하반기"),
        row("예산", "10", "20"),
    )
    (found,) = blocks(body)
    assert (found.text, found.header) == ("예산 | 10 | 20", "구분 | 2023 상반기 | 2023 하반기")


def test_rows_that_repeat_on_every_page_are_the_header():
    flag = {"properties": "<w:tblHeader/>"}
    (found,) = blocks(table(row("A", "B", **flag), row("a", "b", **flag), row("1", "2")))
    assert (found.text, found.header) == ("1 | 2", "A a | B b")


def test_a_table_inside_a_cell_stays_readable():
    inner = table(row("k", "v"), row("one", "1"), row("two", "2")) + paragraph()
    body = table(row("Name", "Values"), row("Counts", cell(inner)))
    assert texts(body) == ["Counts | (k | v) (one | 1) (two | 2)"]


def test_a_frame_around_text_is_no_table():
    body = table(row(cell(paragraph("Scope", "1") + paragraph("It applies to makers."))))
    assert [(b.kind, b.text) for b in blocks(body, styles=HEADINGS)] == [
        ("heading", "Scope"), ("paragraph", "It applies to makers."),
    ]  # fmt: skip


def test_notes_stand_behind_the_paragraph_that_calls_them():
    body = (
        paragraph(run("First.") + note("footnote", 2) + run(" Second.") + note("endnote", 1)),
        paragraph(run("Third") + note("footnote", 1) + run(".")),
    )
    found = blocks(*body, footnotes=["See one.", "See two."], endnotes=["At the end."])
    assert [(b.kind, b.text, b.label) for b in found] == [
        ("paragraph", "First.¹ Second.ⁱ", ""),
        ("footnote", "See two.", "1"),
        ("footnote", "At the end.", "i"),
        ("paragraph", "Third².", ""),
        ("footnote", "See one.", "2"),
    ]


def test_a_note_called_from_a_cell_stands_behind_its_row():
    called = cell(paragraph(run("45") + note("footnote", 1)))
    found = blocks(table(row("Name", "Staff"), row("Office", called)), footnotes=["In 2023."])
    assert [(b.kind, b.text) for b in found] == [("row", "Office | 45¹"), ("footnote", "In 2023.")]


def test_a_note_with_a_mark_of_its_own_is_not_counted():
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    body = paragraph(run("A") + own + run(" b") + note("footnote", 2))
    found = blocks(body, footnotes=["Star.", "One."])
    assert [(b.text, b.label) for b in found] == [("A* b¹", ""), ("Star.", ""), ("One.", "1")]


def test_a_note_that_calls_itself_ends():
    itself = paragraph(run("Round and round") + note("footnote", 1))
    found = blocks(paragraph(run("A") + note("footnote", 1)), footnotes=[itself])
    assert [b.text for b in found] == ["A¹", "Round and round"]


def test_tracked_changes_are_read_as_accepted():
    body = (
        paragraph(
            run("Makers ")
            + f'<w:ins w:id="1">{run("shall ")}</w:ins>'
            + '<w:del w:id="2"><w:r><w:delText>may </w:delText></w:r></w:del>'
            + f'<w:moveFrom w:id="3">{run("gone")}</w:moveFrom>'
            + f'<w:moveTo w:id="4">{run("test.")}</w:moveTo>'
        ),
        table(row("A", "B"), row("1", "2", properties='<w:del w:id="5"/>'), row("3", "4")),
    )
    assert texts(*body) == ["Makers shall test.", "3 | 4"]


def test_a_deleted_paragraph_end_joins_what_it_parted_and_counts_no_number():
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = (
        numbered("one", 0),
        paragraph(
            '<w:del w:id="2"><w:r><w:delText>two</w:delText></w:r></w:del>', "", listed + gone
        ),
        paragraph("th", "", listed + gone),
        numbered("ree", 0),
    )
    assert texts(*body, numbering=levels(("decimal", "%1."))) == ["1. one", "2. three"]


def test_a_deleted_paragraph_end_before_a_table_loses_nothing():
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    body = (paragraph("Before.", "", gone), table(row("A", "B"), row("1", "2")))
    assert texts(*body, paragraph("Last.", "", gone)) == ["Before.", "1 | 2", "Last."]


def test_a_text_box_is_read_once_behind_its_anchor():
    inner = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{inner}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>{inner}</w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(paragraph(run("Anchor.") + box), paragraph("Next.")) == [
        "Anchor.", "In the box.", "Next.",
    ]  # fmt: skip


def test_text_reads_as_on_paper():
    body = paragraph(
        run("10")
        + run("2", RAISED)
        + run("5", RAISED)
        + run(" FLOP,\u00a0the 2")
        + run("nd", RAISED)
        + '<w:r><w:tab/><w:t>safe</w:t><w:softHyphen/><w:t>ty\u00ad of</w:t><w:br/></w:r>'
        + '<w:hyperlink r:id="x"><w:r><w:t>AI</w:t><w:noBreakHyphen/><w:t>systems</w:t></w:r>'
        + "</w:hyperlink>"
        + run("hidden", "<w:vanish/>")
        + '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF x</w:instrText></w:r>'
        + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:commentReference w:id="1"/></w:r>'
        + "<w:sdt><w:sdtContent>" + run("5") + "</w:sdtContent></w:sdt>"
    )  # fmt: skip
    assert texts(body) == ["10²⁵ FLOP, the 2nd safety of AI-systems≥5"]


def test_a_formula_keeps_its_powers():
    formula = (
        "<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>25</m:t></m:r></m:sup>"
        "</m:sSup><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den>"
        "</m:f></m:oMath>"
    )
    assert texts(paragraph(formula)) == ["10²⁵a/b"]


def test_japanese_readings_above_the_line_are_left_out():
    ruby = (
        f"<w:r><w:ruby><w:rt>{run('あんぜん')}</w:rt><w:rubyBase>{run('安全')}</w:rubyBase>"
        "</w:ruby></w:r>"
    )
    assert texts(paragraph(ruby + run("性を確保する。"))) == ["安全性を確保する。"]


def test_headers_footers_and_comments_are_left_out():
    data = document(paragraph("Text."))
    extra = {
        f"word/{name}1.xml": paragraph("Page 1 of 9") for name in ("header", "footer", "comments")
    }
    assert [b.text for b in read_docx(with_parts(data, extra), PATH).blocks] == ["Text."]


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("로봇 안전법 시행령", "로봇 안전법 시행령"),
        ("report_final.docx", None),
        ("Microsoft Word - draft 3", None),
        ("문서1", None),
        ("제목 없음", None),
        ("Normal.dotm Template", None),
        ("", None),
    ],
)
def test_a_title_is_taken_unless_a_program_made_it_up(stated, title):
    assert read_docx(document(paragraph("Text."), title=stated), PATH).title == title


def test_the_strict_edition_reads_like_the_transitional_one():
    body = (paragraph("Scope", "1"), numbered("x", 0))
    parts = {"styles": HEADINGS, "numbering": levels(("decimal", "%1."))}
    data = document(*body, **parts, namespace=STRICT)
    assert STRICT.encode() in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
    assert read_docx(data, PATH).blocks == blocks(*body, **parts)


def test_a_document_of_words_own_template_is_read(tmp_path):
    made = docx.Document()
    made.core_properties.title = "Guidance for makers"
    made.add_heading("Guidance", 0)
    made.add_heading("Duties", 1)
    made.add_paragraph("Makers shall test every robot for at least 40 hours.")
    made.add_paragraph("keep records", style="List Bullet")
    made.add_paragraph("report faults", style="List Number")
    made.add_paragraph("every year", style="List Number")
    grid = made.add_table(2, 2)
    for at, text in enumerate(("Robot", "Hours", "Mower", "40")):
        grid.cell(*divmod(at, 2)).text = text
    path = tmp_path / "guidance.docx"
    made.save(str(path))
    reading = read_docx(path.read_bytes(), path)
    assert reading.title == "Guidance for makers"
    assert [(b.kind, b.level, b.text, b.header) for b in reading.blocks] == [
        ("heading", 1, "Guidance", ""),
        ("heading", 1, "Duties", ""),
        ("paragraph", 0, "Makers shall test every robot for at least 40 hours.", ""),
        ("item", 0, "keep records", ""),
        ("paragraph", 0, "1. report faults", ""),
        ("paragraph", 0, "2. every year", ""),
        ("row", 0, "Mower | 40", "Robot | Hours"),
    ]
    assert read(path.read_bytes(), "guidance.docm")[0].info.title == "Guidance for makers"


def test_a_hundred_thousand_paragraphs_are_read_in_seconds():
    body = [numbered(f"Makers shall test robot {number}.", 0) for number in range(100_000)]
    data = document(*body, numbering=levels(("decimal", "%1.")))
    began = time.monotonic()
    found = read_docx(data, PATH).blocks
    assert time.monotonic() - began < 20
    assert found[-1].text == "100000. Makers shall test robot 99999."


def with_parts(data: bytes, parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return buffer.getvalue()


def bare(content: str) -> bytes:
    return package({"word/document.xml": content})


DEEP = "<w:p>" * 10_000 + "</w:p>" * 10_000


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (package({}), "the DOCX file is incomplete: it has no word/document.xml"),
        (bare("<worksheet/>"), "not a Word document, whatever its name says"),
        (bare("<a><b></a>"), "damaged or incomplete"),
        (bare('<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'), "declares a document type"),
        (document(DEEP), "nested too deeply"),
        (document(paragraph("Text."))[:-50], "damaged or incomplete"),
        (b"%PDF-1.7", "not a DOCX file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
         "encrypted with a password"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_in_one_line(data, message):
    with pytest.raises(RejectedDocument, match=message) as caught:
        read_docx(data, PATH)
    assert "\n" not in str(caught.value)


def test_a_document_nested_as_deeply_as_allowed_is_read():
    inner = paragraph("Deep.")
    for _ in range(60):
        inner = table(row(cell(inner), cell("b")), row("c", "d"))
    assert "Deep." in " ".join(b.header + b.text for b in blocks(inner))


WHOLE = document(
    paragraph(run("Text.") + note("footnote", 1), "1"),
    numbered("x", 0),
    styles=HEADINGS,
    numbering=levels(("decimal", "%1.")),
    footnotes=["Note."],
    title="Guidance",
)


@pytest.mark.parametrize("content", ["<a/>", "<a>", ""])
@pytest.mark.parametrize("name", zipfile.ZipFile(io.BytesIO(WHOLE)).namelist())
def test_a_document_with_a_strange_part_is_read_or_refused_but_never_crashes(name, content):
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as container:
        parts = {item: container.read(item) for item in container.namelist()}
    try:
        read(packed(*(parts | {name: content}).items()), "act.docx")
    except RejectedDocument as error:
        assert "\n" not in str(error)
