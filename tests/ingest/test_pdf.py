from pathlib import Path

import pytest

from corpus.places import page_at
from ingest.blocks import Reading
from ingest.readers.pdf import read_pdf
from tests.documents.printing import (
    SENTENCE,
    print_korean,
    print_lines,
    print_notice,
    print_pages,
    print_power,
    print_words,
)
from tests.ingest.reading import read

PATH = Path("notice.pdf")
PARTS = ("The first", "Another", "One more")


def reading(data: bytes) -> Reading:
    return read_pdf(data, PATH)


def texts(data: bytes) -> list[str]:
    return [block.text for block in reading(data).blocks]


@pytest.fixture(scope="module")
def notice():
    return read(print_notice(6), "notice.pdf")


def test_running_headers_footers_and_page_numbers_are_dropped(notice):
    document, _ = notice
    assert "Ministry of Bridges" not in document.text
    assert "Page " not in document.text


@pytest.mark.parametrize("number", range(1, 7))
def test_page_locators_are_right_without_the_dropped_lines(notice, number):
    document, passages = notice
    sentinel = f"Sentinel {chr(ord('A') + number - 1)}"
    assert page_at(document.places, document.text.index(sentinel)) == number
    assert next(p for p in passages if sentinel in p.text).locator.page == number


def test_larger_type_is_a_heading_and_stands_above_its_passages(notice):
    _, passages = notice
    assert [p.locator.heading for p in passages][:2] == [
        ("Chapter on topic A",),
        ("Chapter on topic B",),
    ]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (("They ask for sound govern-", "ance of every machine."), "sound governance of every"),
        (
            ("A long-term plan is made for long-", "term use by the whole town."),
            "made for long-term use",
        ),
        (("The text that binds is at https://a.example/long-", "name in full."), "/long-name in"),
        (("The office of the vice-", "President was moved to the north."), "the vice-President"),
        (("Growers and/", "or makers may ask for a second test."), "and/or makers"),
        (("The first half of a sentence", "goes on in the next line."), "sentence goes on"),
    ],
)
def test_lines_are_joined_as_their_author_wrote_them(lines, whole):
    assert whole in texts(print_lines(*lines))[0]


def test_a_raised_number_stays_an_exponent():
    data = print_power("A machine above 10", "25", " operations counts as large.")
    assert texts(data) == ["A machine above 10²⁵ operations counts as large."]


def test_a_number_raised_by_the_text_rise_operator_stays_an_exponent():
    data = print_power("A machine above 10", "25", " operations counts as large.", rise=True)
    assert "10²⁵" in texts(data)[0]


def test_words_placed_one_by_one_become_lines_again():
    data = print_words("Each word of this line stands alone", "and the next line does the same.")
    assert texts(data) == ["Each word of this line stands alone and the next line does the same."]


def test_a_paragraph_over_a_page_end_is_whole_and_knows_where_the_page_breaks():
    data = print_pages("The towns agree that every bridge", "is to be inspected before the winter.")
    (block,) = read_pdf(data, PATH).blocks
    assert block.text == "The towns agree that every bridge is to be inspected before the winter."
    assert block.page == 1
    assert block.page_breaks == ((block.text.index("is to be"), 2),)


def test_the_pages_of_a_long_paragraph_are_told_apart():
    data = print_pages(*(SENTENCE * 12 + f"{n} part goes on" for n in PARTS), "to its end.")
    document, passages = read(data, "long.pdf")
    assert len(document.places.page_starts) == 4
    for page, part in enumerate(PARTS, 1):
        assert page_at(document.places, document.text.index(f"{part} part")) == page
    assert {p.locator.page for p in passages} >= {1, 2, 3}


def test_a_page_without_text_begins_where_the_next_one_does():
    document, _ = read(print_pages(SENTENCE, "", "The third page has words again."), "gap.pdf")
    assert len(document.places.page_starts) == 3
    assert page_at(document.places, document.text.index("The third")) == 3


def test_a_sentence_without_full_width_does_not_swallow_the_next_paragraph():
    data = print_lines(SENTENCE.strip(), "It ends here.", SENTENCE.strip())
    assert len(texts(data)) == 2


def test_korean_lines_are_joined_inside_and_between_words():
    data = print_korean("정원기계를 만드는 사람은 안전을 위하여 모든 기계를 시", "험하여야 한다.")
    if data is None:
        pytest.skip("no font with Hangul on this system")
    assert texts(data) == ["정원기계를 만드는 사람은 안전을 위하여 모든 기계를 시험하여야 한다."]
