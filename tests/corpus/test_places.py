"""Looking up where a slice stands."""

import pytest

from corpus.places import common_address, locate
from corpus.types import Anchor, Places

ACT = Places(
    page_starts=(0, 100),
    page_labels=("iv", "1"),
    ocr_pages=(2,),
    anchors=(
        Anchor(0, ("Chapter I",), None),
        Anchor(20, ("Chapter I", "Article 5"), "Art. 5(1)"),
        Anchor(60, ("Chapter I", "Article 5"), "Art. 5(1)(a)"),
        Anchor(120, ("Chapter I", "Article 5"), "Art. 5(2)"),
    ),
)


def test_a_quote_is_located_by_its_own_point_not_by_its_passage():
    place = locate(ACT, 65, 90)
    assert (place.page, place.page_label, place.address) == (1, "iv", "Art. 5(1)(a)")
    assert place.heading == ("Chapter I", "Article 5")


@pytest.mark.parametrize(
    ("start", "end", "address"),
    [(20, 60, "Art. 5(1)"), (30, 70, "Art. 5(1)"), (70, 130, "Art. 5"), (0, 10, None)],
)
def test_a_slice_over_several_provisions_is_cited_by_what_they_share(start, end, address):
    assert locate(ACT, start, end).address == address


def test_text_recognised_from_an_image_is_marked():
    assert not locate(ACT, 90, 95).ocr
    assert locate(ACT, 130, 140).ocr


def test_a_document_without_pages_or_headings_still_has_places():
    place = locate(Places(), 3, 9)
    assert (place.page, place.page_label, place.heading, place.address) == (None, None, (), None)


def test_two_articles_have_no_address_in_common():
    assert common_address(["Art. 5(1)", "Art. 6(1)"]) is None


def test_a_footnote_behind_text_of_the_next_page_is_cited_by_its_own_page():
    anchors = (Anchor(0, (), None), Anchor(60, (), "footnote 1", 1))
    place = locate(Places((0, 50), ("1", "2"), (), anchors), 60, 70)
    assert (place.page, place.page_label, place.address) == (1, "1", "footnote 1")
