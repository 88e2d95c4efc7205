import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verification.dates import read_dates
from assistant.verification.folding import fold

SPELLINGS = (
    "{d:%-d} {d:%B} {d:%Y}",
    "{d:%B} {d:%-d}, {d:%Y}",
    "{d:%b}. {d:%-d}, {d:%Y}",
    "{d:%Y}-{d:%m}-{d:%d}",
    "{d:%Y}. {d:%-m}. {d:%-d}.",
    "{d:%Y}.{d:%m}.{d:%d}",
    "{d:%Y}년 {d:%-m}월 {d:%-d}일",
    "{d:%Y}年{d:%-m}月{d:%-d}日",
    "'{d:%y}.{d:%-m}.{d:%-d}",
    "‘{d:%y}년 {d:%-m}월 {d:%-d}일",
)


def fields(text):
    return [date.fields for date in read_dates(fold(text))]


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)), st.sampled_from(SPELLINGS))
def test_a_date_is_the_same_in_every_spelling(date, spelling):
    text = f"On {spelling.format(d=date)} it began."
    assert fields(text) == [(date.year, date.month, date.day, None)]


@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    for date in read_dates(fold(text)):
        assert 0 <= date.start < date.end <= len(fold(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in May 2024", [(2024, 5, None, None)]),
        ("'24.2월", [(2024, 2, None, None)]),
        ("2024년", [(2024, None, None, None)]),
        ("(24.5)", [(2024, 5, None, None)]),
        ("(24.5%)", []),
        ("mid-2024", [(2024, None, None, None)]),
        ("11월 2일", [(None, 11, 2, None)]),
        ("2024년 1분기", [(2024, None, None, "Q1")]),
        ("Q1 2024", [(2024, None, None, "Q1")]),
        ("the second half of 2024", [(2024, None, None, "H2")]),
        ("2024년 하반기", [(2024, None, None, "H2")]),
        ("令和5年4月", [(2023, 4, None, None)]),
        ("1–2 November 2023", [(2023, 11, 1, None), (2023, 11, 2, None)]),
        ("2024년 5월 21~22일", [(2024, 5, 21, None), (2024, 5, 22, None)]),
        ("2021-2024", [(2021, None, None, None), (2024, None, None, None)]),
        ("Regulation (EU) 2024/1689", []),
        ("it may 5", []),
        ("2025 members", []),
        ("3개월", []),
        ("version 1.0", []),
    ],
)
def test_partial_dates_and_ranges_say_what_they_say(text, found):
    assert fields(text) == found


@pytest.mark.parametrize(
    ("left", "right", "agree"),
    [
        ("2 November 2023", "'23.11월", True),
        ("2023년", "November 2023", True),
        ("2 November", "2023. 11. 2.", True),
        ("3 November", "2023. 11. 2.", False),
        ("2022년", "November 2023", False),
        ("2023", "11월", False),
    ],
)
def test_dates_agree_where_what_both_give_is_equal(left, right, agree):
    assert read_dates(fold(left))[0].agrees(read_dates(fold(right))[0]) is agree
