from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.furniture import Spot, choose_labels, find_furniture
from tests.documents.printing import print_footed
from tests.ingest.test_pdf import reading, texts

BODY = ("The towns keep the bridge.", "Each of them pays a share.", "No town may close it.")


def page(*edge: str, body=BODY):
    """Spots of a page: lines of text, and below them at one height each what stands at its edge."""
    return [
        *(Spot(text, 700 - 12 * n) for n, text in enumerate(body)),
        *(Spot(text, 40 - 12 * n) for n, text in enumerate(edge)),
    ]


def labels(*edges: str):
    return find_furniture([page(edge) for edge in edges]).labels


@pytest.mark.parametrize(
    ("edges", "found"),
    [
        (("13/144", "14/144", "15/144"), ("13", "14", "15")),
        (("- 5 -", "- 6 -"), ("5", "6")),
        (("Page 3 of 9", "Page 4 of 9"), ("3", "4")),
        (("iii", "iv", "v"), ("iii", "iv", "v")),
        (("iv", "v", "1", "2"), ("iv", "v", "1", "2")),
        (("7", "", "9"), ("7", None, "9")),
        (("2021", "1998", "12"), (None, None, None)),
        (("5.", "6.", "7."), (None, None, None)),
        (("4",), (None,)),
        (("mix", "mild", "civil"), (None, None, None)),
    ],
)
def test_a_page_number_is_one_that_counts_up_with_its_neighbours(edges, found):
    assert labels(*edges) == found


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["3", "4", "5", "6", "7", "8", "x", "1.", "12"]), max_size=9))
def test_labels_of_neighbours_count_up_whatever_stands_at_the_edge(edges):
    found = labels(*edges)
    assert len(found) == len(edges)
    for n, label in enumerate(found):
        steps = [int(other) - at for at, other in enumerate(found) if other and abs(at - n) <= 2]
        assert label is None or steps.count(int(label) - n) > 1
    for (a, first), (b, second) in pairwise((n, x) for n, x in enumerate(found) if x):
        if b == a + 1 and int(first) - a == int(second) - b:
            assert int(second) == int(first) + 1


@pytest.mark.parametrize(
    ("printed", "stated", "chosen"),
    [
        ((None, "1", "2"), ["i", "1", "2"], ("i", "1", "2")),
        ((None, None), ["1", "2"], (None, None)),
        ((None, None, None), ["i", "1", "1"], ("i", None, None)),
        ((None, "5"), ["i", "1"], (None, "5")),
        (("3", None), None, ("3", None)),
        ((None,), ["i", "ii"], (None,)),
    ],
)
def test_the_files_own_labels_count_where_they_say_more_and_contradict_nothing(
    printed, stated, chosen
):
    assert choose_labels(printed, stated) == chosen


def test_a_line_of_text_that_differs_only_in_its_number_stays():
    pages = [
        ("Bridge Law", f"The council has met.\nIt set the toll of class {n}.", f"- {k} -")
        for k, n in enumerate((4, 9, 2, 6), 1)
    ]
    found = " ".join(texts(print_footed(*pages)))
    assert all(f"It set the toll of class {n}." in found for n in (4, 9, 2, 6))
    assert "Bridge Law" not in found


def test_a_numbered_paragraph_at_the_page_end_stays():
    pages = [("", f"The council has met.\n{n}. The toll is paid.", "") for n in range(1, 5)]
    found = texts(print_footed(*pages))
    assert [t for t in found if "toll" in t] == [f"{n}. The toll is paid." for n in range(1, 5)]


def test_the_number_of_a_list_item_is_not_taken_for_a_page_number():
    owners = ("town", "miller", "abbey", "guild")
    spots = [
        [Spot(f"{n}", 700), Spot(f"Whatever the {owner} owns", 700)]
        for n, owner in enumerate(owners, 4)
    ]
    assert all(not drop for drop in find_furniture(spots).drop)


def test_the_name_of_a_chapter_runs_over_its_pages_only():
    letters = "abcdefghijklmnopqrstuvwxyz"
    pages = [
        page("Tolls and fees" if 3 <= n <= 6 else f"{c}{c}", body=(f"{c} b", f"{c} c", f"{c} d"))
        for n, c in enumerate(letters)
    ]
    drop = find_furniture(pages).drop
    assert [n for n, d in enumerate(drop) if d] == [3, 4, 5, 6]


def test_printed_numbers_become_page_labels():
    data = print_footed(*(("Law", BODY[0], f"{n}/9") for n in range(3, 7)))
    assert reading(data).page_labels == ("3", "4", "5", "6")
