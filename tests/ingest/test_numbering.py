"""Which point a block begins, and what an ambiguous number means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.numbering import Numbering, kanji_value, parse_japanese_markers, parse_markers


def western(marker):
    return f"({marker.text}{marker.suffix})"


def walk(starts: list[str]) -> list[str]:
    """The address of each block after its number has been taken."""
    numbering, found = Numbering(), []
    for at, start in enumerate(starts):
        later = parse_markers(f"{starts[at + 1]} Words") if at + 1 < len(starts) else ()
        numbering.take(parse_markers(f"{start} Words"), later, False)
        found.append(numbering.address(western))
    return found


@pytest.mark.parametrize(
    ("starts", "addresses"),
    [
        (["1.", "(a)", "(b)", "2."], ["(1)", "(1)(a)", "(1)(b)", "(2)"]),
        (
            ["1.", "(a)", "(i)", "(ii)", "(b)"],
            ["(1)", "(1)(a)", "(1)(a)(i)", "(1)(a)(ii)", "(1)(b)"],
        ),
        (["1.", "2.", "2a.", "3."], ["(1)", "(2)", "(2a)", "(3)"]),
        (["3.", "3.1.", "3.2.", "4."], ["(3)", "(3.1)", "(3.2)", "(4)"]),
        (["1.", "7."], ["(1)", ""]),
    ],
)
def test_points_go_on_with_the_series_that_is_open(starts, addresses):
    assert walk(starts) == addresses


def test_i_after_h_is_a_letter_when_j_follows_and_a_numeral_when_ii_does():
    letters = [f"({c})" for c in "abcdefgh"]
    assert walk([*letters, "(i)", "(j)"])[-2:] == ["(i)", "(j)"]
    assert walk([*letters, "(i)", "(ii)"])[-2:] == ["(h)(i)", "(h)(ii)"]


def test_v_after_u_is_a_letter_and_after_iv_a_numeral():
    letters = [f"({chr(c)})" for c in range(ord("a"), ord("v") + 1)]
    assert walk(letters)[-1] == "(v)"
    assert walk(["(a)", "(i)", "(ii)", "(iii)", "(iv)", "(v)"])[-1] == "(a)(v)"


def test_a_list_goes_on_behind_a_paragraph_that_interrupts_it():
    numbering = Numbering()
    for start in ("1.", "(a)"):
        numbering.take(parse_markers(f"{start} Words"), (), False)
    numbering.keep(1)
    numbering.take(parse_markers("(b) words"), (), False)
    assert numbering.address(western) == "(1)(b)"


def test_a_number_that_fits_nowhere_leaves_the_coarser_address():
    numbering = Numbering()
    for start in ("1.", "(a)"):
        numbering.take(parse_markers(f"{start} Words"), (), False)
    assert not numbering.take(parse_markers("(k) words"), (), False)
    assert numbering.address(western) == "(1)"


@pytest.mark.parametrize(
    ("text", "kind", "ordinal"),
    [
        ("① 정부는", "circled", 1),
        ("㉑ 정부는", "circled", 21),
        ("3의2. 누구든지", "number", 3),
        ("가. 사업자", "ga", 1),
        ("하. 그 밖의 자", "ga", 14),
        ("1) 사항", "half", 1),
        ("(12) words", "bracketed", 12),
        ("(A) words", "capital", 1),
        ("b) words", "letter", 2),
    ],
)
def test_every_way_of_numbering_is_known(text, kind, ordinal):
    marker = parse_markers(text)[0]
    assert (marker.kind, marker.ordinal) == (kind, ordinal)


@pytest.mark.parametrize("text", ["2024. 5. 21.", "1.5 percent", "(see below)", "a word", ""])
def test_a_date_or_a_bracket_numbers_nothing(text):
    assert parse_markers(text) == ()


def test_japanese_paragraphs_and_items_are_numbered():
    assert parse_japanese_markers("２　国は")[0].ordinal == 2
    assert parse_japanese_markers("三　者")[0].kind == "kanji"


@pytest.mark.parametrize(
    ("text", "value"),
    [("五", 5), ("十", 10), ("十二", 12), ("二十三", 23), ("百五", 105), ("31", 31)],
)
def test_chinese_numerals_are_read(text, value):
    assert kanji_value(text) == value


@given(
    st.lists(
        st.sampled_from(["1.", "2.", "(a)", "(b)", "(i)", "(ii)", "(A)", "①", "가."]), max_size=30
    )
)
def test_the_last_point_of_an_address_is_the_number_printed_on_the_block(starts):
    numbering = Numbering()
    for start in starts:
        markers = parse_markers(f"{start} Words")
        if numbering.take(markers, (), False):
            assert numbering.innermost in markers
