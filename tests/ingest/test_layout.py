"""Columns, tables and footnotes of printed pages."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.layout import PageLayout
from ingest.lines import Line, Row, join_lines
from ingest.printed import PrintedPage, Rule, Tag, Word
from tests.documents.printing import (
    SENTENCE,
    print_columns,
    print_notes,
    print_table,
    print_turned,
)
from tests.ingest.test_pdf import reading, texts

LEFT = "The boats of the town cross the river at dawn and come back when the bells ring. " * 3
RIGHT = "A machine that pulls the boats needs water and rest like any other on the farm. " * 3
HEADER = ("Number", "Duty of the owner", "Risk")
ROWS = (
    ("B-1", "Write down every fault of the ferry and keep the list for seven years.", "Faults"),
    ("B-2", "Teach the crew how to stop the machine before it leaves the quay.", "Injury"),
)


def blocks(data):
    return reading(data).blocks


def test_columns_are_read_one_after_the_other():
    found = " ".join(texts(print_columns(LEFT, RIGHT)))
    assert found == f"{LEFT.strip()} {RIGHT.strip()}"


def test_a_title_across_the_columns_comes_first_and_is_a_heading():
    first, *rest = blocks(print_columns(LEFT, RIGHT, title="The boats of the town"))
    assert (first.kind, first.text) == ("heading", "The boats of the town")
    assert " ".join(b.text for b in rest) == f"{LEFT.strip()} {RIGHT.strip()}"


def test_a_table_is_read_cell_by_cell_and_its_header_goes_into_the_context():
    data = print_table(HEADER, *ROWS, widths=(15, 50, 20))
    assert [(b.kind, b.text, b.header) for b in blocks(data)] == [
        ("row", " | ".join(row), " | ".join(HEADER)) for row in ROWS
    ]


def test_a_word_broken_inside_a_cell_is_mended():
    rows = (HEADER, ("B-1", "The owner is to keep the cross-\ning in sound order.", "Faults"))
    (row,) = blocks(print_table(*rows, widths=(15, 50, 20)))
    assert "keep the crossing in sound" in row.text


def test_a_header_repeated_on_the_next_page_is_no_row():
    found = blocks(print_table(HEADER, *ROWS, widths=(15, 50, 20), pages=2))
    assert [(b.text, b.page) for b in found] == [
        (" | ".join(row), page) for page in (1, 2) for row in ROWS
    ]


def test_a_row_that_the_page_end_cuts_is_one_row():
    def row(page, **cells):
        lines = tuple((Line(text, page, 10.0),) for text in cells.values())
        return Row(lines, page, page, columns=2, starts=tuple(int(c[1:]) for c in cells))

    pages = [
        [row(1, c0="B-1", c1="The owner keeps the list", c2="Low")],
        [row(2, c1="of every fault.")],
    ]
    (block,) = join_lines(pages)
    assert block.text == "B-1 | The owner keeps the list of every fault. | Low"


def test_a_box_around_text_is_no_table():
    rules = [Rule(10, 10, 300, 10), Rule(10, 90, 300, 90), Rule(10, 10, 10, 90),
             Rule(300, 10, 300, 90)]  # fmt: skip
    page = PrintedPage(words=[Word("Boats", 20, 50, 50, 10)], rules=rules)
    (line,) = PageLayout(page, 1).lines()
    assert isinstance(line, Line)


def test_text_that_runs_upwards_does_not_cut_into_the_page():
    found = texts(print_turned(LEFT, "free of charge"))
    assert found == [LEFT.strip(), "free of charge"]


def test_a_footnote_stands_behind_the_paragraph_that_calls_it():
    data = print_notes(
        ("The toll is set by the council.^1 A boat pays half of it.", ("^1 In crowns.",)),
    )
    assert [(b.kind, b.label, b.text) for b in blocks(data)] == [
        ("paragraph", "", "The toll is set by the council.¹ A boat pays half of it."),
        ("footnote", "1", "In crowns."),
    ]


def test_a_footnote_does_not_cut_a_paragraph_that_runs_over_the_page():
    data = print_notes(
        ("The toll is set by the council^1 of the", ("^1 In crowns.", "^2 See the map.")),
        ("two towns. It may be raised.^3", ("^3 Once a year.",)),
    )
    found = [(b.kind, b.label, b.page, b.text) for b in blocks(data)]
    text = "The toll is set by the council¹ of the two towns. It may be raised.³"
    assert found == [
        ("paragraph", "", 1, text),
        ("footnote", "1", 1, "In crowns."),
        ("footnote", "2", 1, "See the map."),
        ("footnote", "3", 2, "Once a year."),
    ]


def test_a_footnote_may_be_as_large_as_the_text():
    data = print_notes(("The toll is set by the council.^1", ("^1 In crowns.",)), note_size=11)
    assert [b.kind for b in blocks(data)] == ["paragraph", "footnote"]


def test_small_type_that_nothing_calls_is_no_footnote():
    data = print_notes(("The toll is set by the council.", ("Printed by the town.",)))
    assert {b.kind for b in blocks(data)} == {"paragraph"}


WORDS = st.text("abcdefgh", min_size=1, max_size=7)
LINES = st.builds(
    Line,
    text=st.builds(
        lambda words, end: " ".join(words) + end,
        st.lists(WORDS, min_size=1, max_size=5),
        st.sampled_from(["", ".", ",", ";", "/", ":", "다."]),
    ),
    page=st.integers(1, 3),
    size=st.sampled_from([8.0, 11.0, 16.0]),
    bold=st.booleans(),
    gap=st.sampled_from([0.0, 1.2, 3.0]),
    x0=st.sampled_from([50.0, 70.0]),
    x1=st.sampled_from([200.0, 500.0]),
    right=st.sampled_from([0.0, 500.0]),
    element=st.integers(0, 2),
    tagged_level=st.sampled_from([0, 0, 0, 2]),
)


def letters(text):
    return "".join(c for c in text if c.isalnum())


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=12))
def test_joining_loses_no_letter_and_keeps_the_order(lines):
    pages = [[line for line in lines if line.page == n] for n in (1, 2, 3)]
    joined = join_lines(pages)
    assert letters("".join(b.text for b in joined)) == letters(
        "".join(line.text for page in pages for line in page)
    )
    assert all(b.text for b in joined)
    for block in joined:
        assert all(0 <= at <= len(block.text) for at, _ in block.page_breaks)


@settings(max_examples=60, deadline=None)
@given(st.integers(4, 12), st.integers(4, 12), st.integers(-4, 4), st.randoms())
def test_two_columns_are_read_in_order_however_they_are_drawn(left, right, shift, random):
    words = [
        Word(f"{side}{n}{part}text", x + 40 * part, x + 40 * part + 37, 700 + drop - 14 * n, 10)
        for side, rows, x, drop in (("l", left, 50, 0), ("r", right, 320, shift))
        for n in range(rows)
        for part in range(5)
    ]
    if not 0.5 <= left / right <= 2:
        return
    shuffled = list(words)
    random.shuffle(shuffled)
    found = " ".join(line.text for line in PageLayout(PrintedPage(shuffled), 1).lines())
    assert found.split() == [w.text for w in words]


def test_lines_tagged_as_one_paragraph_are_not_parted_by_a_box_beside_them():
    words = [
        Word("first", 50, 90, 700, 10, tag=Tag(1)),
        Word("box", 300, 330, 694, 10, tag=Tag(2)),
        Word("second", 50, 95, 688, 10, tag=Tag(1)),
    ]
    lines = PageLayout(PrintedPage(words), 1).lines()
    assert [line.text for line in lines] == ["first", "second", "box"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, st.integers(0, 500), st.integers(0, 700)), max_size=40))
def test_no_word_is_lost_wherever_it_stands(places):
    words = [Word(text, x, x + 5 * len(text), y, 10) for text, x, y in places]
    rules = [Rule(0, y, 300, y) for y in (100, 200, 300)] + [
        Rule(x, 100, x, 300) for x in (0, 150, 300)
    ]
    parts = PageLayout(PrintedPage(words, rules), 1).lines()
    lines = [x for p in parts for x in ([p] if isinstance(p, Line) else sum(p.cells, ()))]
    assert sorted(letters("".join(x.text for x in lines))) == sorted(
        letters("".join(w.text for w in words))
    )


def test_pages_without_text_are_named_where_nothing_can_look_at_them(monkeypatch):
    from tests.documents.printing import print_pages

    monkeypatch.setenv("PATH", "/nonexistent")
    found = reading(print_pages(SENTENCE, "", SENTENCE, ""))
    (warning,) = found.warnings
    assert "page(s) 2, 4: " in warning


def test_a_page_that_cannot_be_read_is_named_and_the_others_go_in(monkeypatch):
    from ingest.readers import pdfium
    from tests.documents.printing import print_pages

    real = pdfium.print_page

    def failing(document, index):
        if index == 1:
            raise ValueError("broken")
        return real(document, index)

    monkeypatch.setattr(pdfium, "print_page", failing)
    # What PDFium cannot read it can perhaps draw, and text recognition would read it.
    monkeypatch.setattr("ingest.readers.pdf.find_scans", lambda data, letters: [])
    found = reading(print_pages("The first page.", "The second page.", "The third page."))
    assert found.warnings == ("could not read page(s) 2: they are left out",)
    assert [b.text for b in found.blocks] == ["The first page.", "The third page."]


def test_a_page_with_too_much_on_it_is_cut_and_named(monkeypatch):
    from ingest.readers import pdfium
    from tests.documents.printing import print_pages

    monkeypatch.setattr(pdfium, "MAX_CHARS", 50)
    found = reading(print_pages(SENTENCE * 3))
    assert found.warnings == ("too much on page(s) 1: only the first part of each is read",)


@pytest.mark.parametrize("step", [0.0, 0.01, 0.4, 8.0])
def test_a_page_of_very_many_words_takes_seconds_at_most(step):
    words = [Word("w", n % 90 * 6, n % 90 * 6 + 4, 800 - step * n, 1) for n in range(6000)]
    start = time.process_time()
    assert PageLayout(PrintedPage(words), 1).lines()
    assert time.process_time() - start < 10


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_laid_on_its_side_is_read_upright(angle):
    import io

    from pypdf import PdfWriter, Transformation

    from tests.documents.printing import print_lines

    writer = PdfWriter(clone_from=io.BytesIO(print_lines(SENTENCE.strip(), "The end.")))
    turn = Transformation().translate(-300, -420).rotate(angle).translate(450, 450)
    writer.pages[0].add_transformation(turn)
    writer.pages[0].mediabox.upper_right = (900, 900)
    buffer = io.BytesIO()
    writer.write(buffer)
    assert texts(buffer.getvalue()) == [f"{SENTENCE}The end."]
