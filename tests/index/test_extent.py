"""How far a document's provisions go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.addresses import find_provisions
from index.extent import Lack, count_series, find_lack

ACT = [
    *(f"Art. {n}" for n in range(1, 6)), "Art. 5(1)(a)", "Art. 5(2)", "Art. 5(3)(b)", "Annex I",
    "Annex II", "Annex III", "Annex III(1)", "Annex III(2)",
]  # fmt: skip


def test_series_that_count_from_one_without_a_gap_are_counted():
    assert count_series(ACT) == {"Art.": 5, "Art. 5": 3, "Annex": 3, "Annex III": 2}


@pytest.mark.parametrize(
    "addresses",
    [
        ["Art. 1", "Art. 2", "Art. 4"],
        ["Art. 2", "Art. 3", "Art. 4"],
        ["Art. 1", "Art. 2"],
        ["[¶1]", "[¶2]", "[¶3]"],
        ["footnote 1", "footnote 2", "footnote 3"],
    ],
)
def test_what_has_gaps_or_is_short_or_counted_by_us_is_not(addresses):
    assert count_series(addresses) == {}


@pytest.mark.parametrize(
    ("question", "lack"),
    [
        ("Article 6", Lack("Art. 6", "Art.", 5)),
        ("제6조", Lack("Art. 6", "Art.", 5)),
        ("第6条", Lack("Art. 6", "Art.", 5)),
        ("Article 5(4)", Lack("Art. 5(4)", "Art. 5", 3)),
        ("Annex IV", Lack("Annex IV", "Annex", 3)),
        ("Annex III point 9", Lack("Annex III(9)", "Annex III", 2)),
        ("Article 5", None),
        ("Article 5(3)", None),
        ("Article 4(9)", None),
        ("Recital 200", None),
        ("MAP 9.9", None),
    ],
)
def test_a_provision_is_lacking_only_beyond_what_was_counted(question, lack):
    (spellings,) = find_provisions(question)
    assert find_lack(spellings, count_series(ACT)) == lack


def test_a_text_without_articles_lacks_each_of_them():
    assert find_lack(("Art. 12", "제12조"), {"Art.": 0}) == Lack("Art. 12", "Art.", 0)


@pytest.mark.parametrize(("asked", "is_lacking"), [("MAP 3.5", False), ("MAP 3.6", True)])
def test_subcategories_count_within_their_category(asked, is_lacking):
    counts = count_series([f"MAP {n}" for n in (1, 2, 3)] + [f"MAP 3.{n}" for n in range(1, 6)])
    assert bool(find_lack([asked], counts)) is is_lacking


@given(st.lists(st.integers(1, 40), min_size=1), st.integers(1, 60))
def test_no_provision_that_is_there_is_ever_lacking(numbers, asked):
    counts = count_series(f"제{n}조" for n in numbers)
    if asked in numbers:
        assert find_lack([f"제{asked}조", f"Art. {asked}"], counts) is None
