import datetime
import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from corpus.errors import RejectedDocument
from ingest.readers import spreadsheets
from ingest.readers.spreadsheets import read_csv, read_xlsx
from tests.ingest.reading import read
from tests.ingest.test_containers import packed

CSV, XLSX = Path("staff.csv"), Path("staff.xlsx")
KOREAN = "기관,직원,소재지\n인공지능안전연구소,45,성남\n감독위원회,12,서울\n"


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def workbook(*rows: list[object], title: str = "Staff") -> Workbook:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def shape(reading) -> list[tuple[str, str, str]]:
    return [(block.kind, block.text, block.header) for block in reading.blocks]


def changed(data: bytes, name: str, change) -> bytes:
    """The workbook with one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = {item: book.read(item) for item in book.namelist()}
    return packed(*(parts | {name: change(parts[name])}).items())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_reads_rows_under_their_header_whatever_parts_them(encoding, delimiter):
    data = KOREAN.replace(",", delimiter).encode(encoding)
    assert shape(read_csv(data, CSV)) == [
        ("row", "인공지능안전연구소 | 45 | 성남", "기관 | 직원 | 소재지"),
        ("row", "감독위원회 | 12 | 서울", "기관 | 직원 | 소재지"),
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('name,note\nA,"one, two\nthree"\n', "A | one, two three"),
        ('name,note\nA,"he said ""yes"""\n', 'A | he said "yes"'),
        ('name,note\nA,a "loose" mark\n', 'A | a "loose" mark'),
        ('name,note\nA,"a "loose mark\n', "A | a loose mark"),
        ("name;note\nA;1,5\nB;2,5\n", "A | 1,5"),
        ("sep=;\nname;note\nA;1,5,6\n", "A | 1,5,6"),
        ("name,note,more\nA,,\u00adc\n", "A | | c"),
        ("name,note\r\n\r\n , \r\nA,b\r\n", "A | b"),
    ],
)
def test_quotes_gaps_and_line_breaks_are_read_as_meant(text, row):
    assert read_csv(text.encode(), CSV).blocks[0].text == row.replace("| |", "|  |")


def test_a_tab_separated_file_may_hold_commas():
    reading = read_csv(b"name\tnote\nA, B, C\t1, 2, 3\nD, E, F\t4, 5, 6\n", Path("a.tsv"))
    assert reading.blocks[0].text == "A, B, C | 1, 2, 3"


def test_lines_above_the_header_are_kept_as_text():
    reading = read_csv("2024년 현황\n\n기관,직원\n연구소,45\n".encode(), CSV)
    assert shape(reading) == [
        ("paragraph", "2024년 현황", ""),
        ("row", "연구소 | 45", "기관 | 직원"),
    ]


def test_a_header_over_nothing_is_a_row():
    assert shape(read_csv(b"name,staff\n", CSV)) == [("row", "name | staff", "")]


def test_a_quotation_mark_never_closed_is_refused():
    with pytest.raises(RejectedDocument, match=r"is never closed\. Open it in a spreadsheet"):
        read_csv(b'name,note\nA,"and so on\nB,c\n', CSV)


def test_too_large_a_table_is_refused_and_never_cut(monkeypatch):
    monkeypatch.setattr(spreadsheets, "MAX_ROWS", 3)
    rows = ["name,staff", *(f"Office {n},{n}" for n in range(3))]
    assert len(read_csv("\n".join(rows).encode(), CSV).blocks) == 3
    with pytest.raises(RejectedDocument, match=r"its tables have over 3 rows\. Split it"):
        read_csv("\n".join([*rows, "Office 4,4"]).encode(), CSV)
    book = workbook(*([n, "x"] for n in range(3)))
    other = book.create_sheet("More")
    for number in range(3):
        other.append([number, "y"])
    with pytest.raises(RejectedDocument, match="over 3 rows"):
        read_xlsx(saved(book), XLSX)
    monkeypatch.setattr(spreadsheets, "MAX_CHARACTERS", 5)
    with pytest.raises(RejectedDocument, match="over 5 characters"):
        read_csv("\n".join(rows).encode(), CSV)


def test_each_sheet_is_a_heading_over_its_rows():
    book = workbook(["기관", "직원"], ["연구소", 45], title="현황")
    book.create_sheet("예산").append(["연도", "금액"])
    book["예산"].append([2024, 120])
    reading = read_xlsx(saved(book), XLSX)
    assert shape(reading) == [
        ("heading", "현황", ""),
        ("row", "연구소 | 45", "기관 | 직원"),
        ("heading", "예산", ""),
        ("row", "2024 | 120", "연도 | 금액"),
    ]
    assert reading.title == "staff"
    document, passages = read(saved(book), "staff.xlsx")
    assert "연구소 | 45" in document.text
    assert passages[0].context.endswith("기관 | 직원")


def test_a_lone_sheet_without_a_name_of_its_own_is_no_heading():
    book = workbook(["a", "b"], ["c", "d"], title="Sheet1")
    assert [kind for kind, _, _ in shape(read_xlsx(saved(book), XLSX))] == ["row"]


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (0.35, "0%", "35%"),
        (0.3456, "0.0%", "34.6%"),
        (1234567, "#,##0", "1,234,567"),
        (1234.5, "#,##0.00_);(#,##0.00)", "1,234.50"),
        (0.1 + 0.2, "General", "0.3"),
        (45.0, "General", "45"),
        (10**25, "General", "1e+25"),
        (datetime.date(2024, 5, 21), "yyyy-mm-dd", "2024-05-21"),
        (datetime.datetime(2024, 5, 21, 9, 30), "yyyy/mm/dd hh:mm", "2024-05-21 09:30"),
        (datetime.time(9, 30), "hh:mm", "09:30:00"),
        (True, "General", "TRUE"),
        ("줄\n바꿈\u00ad", "General", "줄 바꿈"),
        ("#N/A", "General", "#N/A"),
    ],
)
def test_a_cell_reads_as_the_sheet_shows_it(value, number_format, shown):
    book = workbook(["name", "value"], ["x", value])
    book.active["B2"].number_format = number_format
    assert read_xlsx(saved(book), XLSX).blocks[-1].text == f"x | {shown}"


def test_a_formula_reads_as_last_calculated():
    data = saved(workbook(["name", "sum"], ["x", "=1+2"]))
    data = changed(data, "xl/worksheets/sheet1.xml", lambda part: re.sub(
        rb"<v ?/>|<v></v>", b"<v>3</v>", part))  # fmt: skip
    assert read_xlsx(data, XLSX).blocks[-1].text == "x | 3"


def test_a_cell_merged_over_rows_is_said_in_each():
    book = workbook(
        ["2024 overview"], [], [None, "Region", "Body", "Staff"], [None, "Asia", "AISI", 45],
        [None, None, "J-AISI", 20], [None, "All meet yearly"], [None, None, "X", 1],
    )  # fmt: skip
    for merged in ("A1:D1", "B4:B5", "B6:D6"):
        book.active.merge_cells(merged)
    header = "Region | Body | Staff"
    assert shape(read_xlsx(saved(book), XLSX))[1:] == [
        ("paragraph", "2024 overview", ""),
        ("row", "Asia | AISI | 45", header),
        ("row", "Asia | J-AISI | 20", header),
        ("row", "All meet yearly", header),
        ("row", " | X | 1", header),
    ]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_left_out_and_named(state):
    book = workbook(["a", "b"], ["c", "d"])
    book.create_sheet("Workings").append(["secret", "draft"])
    book["Workings"].sheet_state = state
    reading = read_xlsx(saved(book), XLSX)
    assert "secret" not in str(reading.blocks)
    assert reading.warnings == ("Hidden sheets were left out: Workings.",)


def test_a_wrong_statement_of_the_sheets_size_loses_nothing():
    data = saved(workbook(["a", "b"], ["c", "d"]))
    data = changed(data, "xl/worksheets/sheet1.xml", lambda part: re.sub(
        rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', part))  # fmt: skip
    assert read_xlsx(data, XLSX).blocks[-1].text == "c | d"


def test_two_cells_in_opposite_corners_cost_nothing():
    book = workbook(["first", "second"])
    book.active["XFD1048576"] = "last"
    reading = read_xlsx(saved(book), XLSX)
    assert reading.blocks[-1].text.endswith("last")


@pytest.mark.parametrize("number", [b"99999999", b"99999999999999999999"])
def test_a_row_in_the_far_beyond_is_refused(monkeypatch, number):
    monkeypatch.setattr(spreadsheets, "MAX_CELLS", 50_000)
    data = changed(
        saved(workbook(["a", "b"], ["c", "d"])),
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b'<row r="2"', b'<row r="%s"' % number),
    )
    with pytest.raises(RejectedDocument, match="its tables have over 50,000 cells"):
        read_xlsx(data, XLSX)


def test_the_title_comes_from_the_properties():
    book = workbook(["a", "b"], ["c", "d"])
    book.properties.title = "안전연구소 현황"
    assert read_xlsx(saved(book), XLSX).title == "안전연구소 현황"


GOOD = saved(workbook(["a", "b"], ["c", "d"]))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7", "not an XLSX file"),
        (GOOD[:-40], "damaged or incomplete"),
        (packed(("word/document.xml", "<a/>")), "the workbook cannot be read"),
        (changed(GOOD, "xl/workbook.xml", lambda _: b"<a>"), "damaged or incomplete"),
        (
            changed(
                GOOD,
                "xl/worksheets/sheet1.xml",
                lambda part: b'<!DOCTYPE a [<!ENTITY b "c">]>' + part,
            ),
            "declares a document type",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "encrypted with a password",
        ),
    ],
)
def test_a_workbook_that_cannot_be_read_is_refused_in_one_line(data, message):
    with pytest.raises(RejectedDocument, match=message) as caught:
        read_xlsx(data, XLSX)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [b"<a/>", b"<a>", b""])
@pytest.mark.parametrize("name", zipfile.ZipFile(io.BytesIO(GOOD)).namelist())
def test_a_workbook_with_a_strange_part_is_read_or_refused_but_never_crashes(name, content):
    try:
        read(changed(GOOD, name, lambda _: content), "staff.xlsx")
    except RejectedDocument as error:
        assert "\n" not in str(error)
