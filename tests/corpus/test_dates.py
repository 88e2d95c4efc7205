import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import before, following, is_date, last_day


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("2024", True),
        ("2024-05", True),
        ("2024-02-29", True),
        ("2023-02-29", False),
        ("2024-13", False),
        ("0000", False),
        ("24", False),
        ("2024-5", False),
        ("２０２４", False),
        ("2024-05-21T00:00", False),
        ("", False),
    ],
)
def test_a_date_is_a_year_a_month_or_a_day_that_exists(text, good):
    assert is_date(text) is good


@pytest.mark.parametrize(
    ("text", "earlier", "last", "later"),
    [
        ("2024", "2023", "2024-12-31", "2025"),
        ("2024-01", "2023-12", "2024-01-31", "2024-02"),
        ("2024-12", "2024-11", "2024-12-31", "2025-01"),
        ("2024-03-01", "2024-02-29", "2024-03-01", "2024-03-02"),
        ("0001", None, "0001-12-31", "0002"),
        ("9999-12-31", "9999-12-30", "9999-12-31", None),
    ],
)
def test_a_date_has_neighbours_of_its_own_kind(text, earlier, last, later):
    assert (before(text), last_day(text), following(text)) == (earlier, last, later)


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_what_follows_a_date_is_right_before_the_next(day, length):
    date = day.isoformat()[:length]
    following_date = following(date)
    assert following_date is None or before(following_date) == date
