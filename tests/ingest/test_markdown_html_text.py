from pathlib import Path

import pytest

from ingest.readers.html import read_html
from ingest.readers.markdown import parse_markdown
from ingest.readers.text import read_text
from tests.documents import FOLDER

PAGE = Path("page.html")


def shapes(reading) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in reading.blocks]


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("# One\n\nSetext\n------\n", [("heading", "One"), ("heading", "Setext")]),
        (
            "1. one\n   - inside one\n     goes on\n2. two",
            [("paragraph", "1. one"), ("item", "inside one goes on"), ("paragraph", "2. two")],
        ),
        (
            "- one\n  1) inside\n\n     more",
            [("item", "one"), ("item", "1) inside"), ("item", "more")],
        ),
        ("| a | b |\n|---|---|\n| x<br>y | **z** |", [("row", "x y | z")]),
        ("a\tb\nc\td\ne\tf", [("row", "c | d"), ("row", "e | f")]),
        ("<div>kept <b>words</b></div>", [("paragraph", "kept words")]),
        ("one <!-- never\nseen --> two", [("paragraph", "one two")]),
        ("one <script>steal()</script><STYLE>p{}</STYLE> two", [("paragraph", "one two")]),
        ("above 10<sup>25</sup> and 10<sup> -3 </sup>", [("paragraph", "above 10²⁵ and 10⁻³")]),
        ("[words](http://a.example) ![picture](a.png)", [("paragraph", "words")]),
        ("soft&shy;hyphen&#8203; and&nbsp;&amp;", [("paragraph", "softhyphen and &")]),
        ("> said **so**", [("paragraph", "said so")]),
        ("---\ntitle: x\n---\nbody", [("paragraph", "body")]),
        ("x < y and y > z", [("paragraph", "x < y and y > z")]),
    ],
)
def test_markdown_becomes_the_words_a_reader_sees(markdown, blocks):
    assert shapes(parse_markdown(markdown)) == blocks


def test_a_bold_label_is_kept_in_the_text_and_apart():
    (block,) = parse_markdown("**Article 5(1):** Makers test machines.").blocks
    assert block.label == "Article 5(1)"
    assert block.text == "Article 5(1): Makers test machines."


@pytest.mark.parametrize(
    "text", ["**Bold** words", "**too\nbroken:** words", "words **Article 5:** more"]
)
def test_bold_words_elsewhere_are_no_label(text):
    assert parse_markdown(text).blocks[0].label == ""


@pytest.mark.parametrize("table", ["| Town | Year |\n|--|--|\n| A | 1 |\n| B | 2 |", None])
def test_every_row_knows_the_header_of_its_table(table):
    rows = parse_markdown(table or "Town\tYear\nA\t1\nB\t2").blocks
    assert [row.header for row in rows] == ["Town | Year"] * 2


def test_the_first_heading_of_level_one_is_the_title():
    assert parse_markdown("## Part\n\n# Name\n\nwords").title == "Name"


@pytest.fixture(scope="module")
def page():
    return read_html((FOLDER / "page.html").read_bytes(), PAGE)


def test_a_web_page_keeps_headings_items_and_rows(page):
    assert shapes(page) == [
        ("heading", "The garden plan"),
        ("paragraph", "Machines above 10²⁵ blades need a permit."),
        ("heading", "Who is asked"),
        ("item", "Growers"),
        ("item", "of apples"),
        ("item", "Makers"),
        ("heading", "Fees"),
        ("row", "small | 5"),
    ]


def test_a_web_page_knows_heading_depth_and_title(page):
    assert [b.level for b in page.blocks if b.kind == "heading"] == [1, 2, 3]
    assert page.title == "The garden plan"


def test_a_web_page_without_landmarks_is_read_whole():
    reading = read_html(b"<p>First words.<h2>Second</h2><p>Third words.", PAGE)
    assert shapes(reading) == [
        ("paragraph", "First words."),
        ("heading", "Second"),
        ("paragraph", "Third words."),
    ]


def test_a_small_main_element_does_not_hide_the_rest():
    reading = read_html(b"<main><p>Tiny.</p></main><p>" + b"The real text. " * 20, PAGE)
    assert "The real text." in reading.blocks[-1].text


@pytest.mark.parametrize("encoding", ["iso-8859-1", "euc-kr", "shift_jis", "windows-1252"])
def test_a_web_page_is_read_in_the_encoding_it_declares(encoding):
    words = {"euc-kr": "정원 기계", "shift_jis": "庭の機械"}.get(encoding, "le règlement général")
    html = f'<html><head><meta charset="{encoding}"></head><body><p>{words}</p></body></html>'
    assert read_html(html.encode(encoding), PAGE).blocks[0].text == words


def test_blank_lines_and_form_feeds_part_the_paragraphs_of_plain_text():
    reading = read_text(b"one goes\non here\n\n\ntwo\n\f\nthree\r\n\r\nfour", Path("a.txt"))
    assert [b.text for b in reading.blocks] == ["one goes on here", "two", "three", "four"]


def test_plain_text_has_no_pages():
    assert {b.page for b in read_text(b"one\n\ntwo", Path("a.txt")).blocks} == {None}


def test_bullets_of_plain_text_are_items():
    reading = read_text("List\n\n• one\n• two\n- three".encode(), Path("a.txt"))
    assert [b.kind for b in reading.blocks] == ["paragraph", "item", "item", "item"]
