"""Where quoted words stand on the pages of originals."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import LibraryError, UsageError
from index.ingestion import ingest_paths
from index.library import Library
from index.originals.boxes import Box, merge_boxes
from index.originals.finding import Wanted, find_words
from index.originals.images import PageImages
from index.originals.viewer import PageView, PageViewer
from tests.documents.printing import (
    print_columns,
    print_korean,
    print_lines,
    print_notes,
    print_pages,
    print_power,
    print_table,
    print_turned,
)
from tests.libraries import open_test_library

OPENING = "The harbour board keeps a register of every crossing and of its cause. "


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    opened = open_test_library(tmp_path_factory.mktemp("originals"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def viewer(library):
    opened = PageViewer(library)
    yield opened
    opened.close()


def put(library: Library, folder: Path, name: str, data: bytes):
    path = folder / f"{name}.pdf"
    path.write_bytes(data)
    report = ingest_paths(library, [path])
    assert not report.rejected
    return library.document([*report.added, *report.updated][0])


def look(viewer: PageViewer, document, quote: str, *, nth: int = 0) -> list[PageView]:
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(quote, start + 1)
    first = viewer.view(document, start, start + len(quote))
    others = [viewer.view(document, start, start + len(quote), p) for p in first.quoted_on[1:]]
    return [first, *others]


def read(library: Library, view: PageView) -> str:
    """The characters whose middle a reader sees marked, box by box."""
    pdf = pypdfium2.PdfDocument(library.files.copy_of(view.document))
    page = pdf[view.page - 1]
    textpage = page.get_textpage()
    width, height = page.get_size()
    found = []
    for box in view.boxes:
        inside = []
        for at in range(textpage.count_chars()):
            left, bottom, right, top = textpage.get_charbox(at)
            x, y = (left + right) / 2 / width, 1 - (bottom + top) / 2 / height
            if right > left and box.left <= x <= box.right and box.top <= y <= box.bottom:
                inside.append(textpage.get_text_range(at, 1))
        found.append("".join("".join(inside).split()))
    textpage.close()
    pdf.close()
    return " ".join(found)


def squeezed(text: str) -> str:
    return "".join(text.split())


CASES = {
    "a line": (print_lines(OPENING, "A second line."), "register of every crossing"),
    "lines of a paragraph": (print_pages(OPENING * 4), (OPENING * 3).strip()),
    "the left of two columns": (
        print_columns(OPENING * 4, "The ferry office counts the boats. " * 8),
        f"{OPENING}{OPENING}".strip(),
    ),
    "the right of two columns": (
        print_columns(OPENING * 4, "The ferry office counts the boats. " * 8, title="Ferries"),
        "The ferry office counts the boats. The ferry office",
    ),
    "text that runs upwards": (
        print_turned(OPENING * 6, "Printed by the harbour board in Oslo"),
        "Printed by the harbour board in Oslo",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_exactly_the_quoted_words_are_marked(library, viewer, tmp_path, case) -> None:
    data, quote = CASES[case]
    document = put(library, tmp_path, case.replace(" ", "-"), data)
    (view,) = look(viewer, document, quote)
    assert squeezed(read(library, view)) == squeezed(quote)
    assert view.unmarked is None


def test_each_line_of_a_quote_has_one_box(library, viewer, tmp_path) -> None:
    document = put(library, tmp_path, "boxes", print_lines(OPENING.strip(), "and of its end."))
    (view,) = look(viewer, document, "of its cause. and of its end.")
    assert len(view.boxes) == 2
    assert view.boxes[0].bottom <= view.boxes[1].top


def test_a_korean_quote_is_marked_across_the_end_of_a_line(library, viewer, tmp_path) -> None:
    data = print_korean(
        "항만위원회는 모든 통항과 그 원인을 기록하여야 하며 이를 해마", "다 공개한다."
    )
    if data is None:
        pytest.skip("no font with Hangul")
    document = put(library, tmp_path, "korean", data)
    quote = "이를 해마다 공개한다."
    (view,) = look(viewer, document, quote)
    assert squeezed(read(library, view)) == squeezed(quote)


def test_a_word_whose_hyphen_was_mended_is_marked_with_it(library, viewer, tmp_path) -> None:
    lines = ("The board may order an inde-", "pendent inspection of any vessel.")
    document = put(library, tmp_path, "hyphen", print_lines(*lines, "It is independent."))
    (view,) = look(viewer, document, "an independent inspection")
    assert read(library, view) == "aninde pendentinspection"


def test_a_raised_digit_is_marked_as_part_of_its_number(library, viewer, tmp_path) -> None:
    document = put(library, tmp_path, "power", print_power("more than 10", "25", " operations"))
    (view,) = look(viewer, document, "10²⁵ operations")
    assert squeezed(read(library, view)) == "1025operations"


def test_the_cells_of_a_row_are_marked_apart(library, viewer, tmp_path) -> None:
    rows = (("Port", "Boats"), ("Bergen in the west", "Forty boats"), ("Oslo", "Fifty"))
    document = put(library, tmp_path, "table", print_table(*rows, widths=(60, 60)))
    (view,) = look(viewer, document, "Bergen in the west | Forty boats")
    assert read(library, view) == "Bergeninthewest Fortyboats"


def test_a_footnote_is_marked_at_the_foot_of_its_page(library, viewer, tmp_path) -> None:
    notes = print_notes((f"{OPENING[:40]}^1 and more", ("^1 See the annual notice of 2021.",)))
    document = put(library, tmp_path, "note", notes)
    (view,) = look(viewer, document, "See the annual notice of 2021.")
    assert squeezed(read(library, view)) == "Seetheannualnoticeof2021."
    assert view.boxes[0].top > 0.7


def test_a_quote_over_a_page_border_is_marked_on_both_pages(library, viewer, tmp_path) -> None:
    pages = ("The board asks every port to name the", "officer who keeps the list of vessels.")
    document = put(library, tmp_path, "border", print_pages(*pages))
    views = look(viewer, document, "every port to name the officer who keeps the list")
    assert [view.page for view in views] == [1, 2]
    read_back = [squeezed(read(library, view)) for view in views]
    assert read_back == ["everyporttonamethe", "officerwhokeepsthelist"]


def test_of_words_that_stand_twice_those_quoted_are_marked(library, viewer, tmp_path) -> None:
    lines = ("In Bergen the fee is 40 crowns.", "", "In Oslo the fee is 40 crowns.")
    document = put(library, tmp_path, "twice", print_lines(*lines))
    first, second = (look(viewer, document, "the fee is 40 crowns", nth=n)[0] for n in (0, 1))
    assert first.boxes[0].bottom < second.boxes[0].top


def test_another_page_is_shown_without_marks(library, viewer, tmp_path) -> None:
    document = put(library, tmp_path, "other", print_pages(OPENING, "The end of the matter."))
    view = viewer.view(document, 0, 20, page=2)
    assert (view.page, view.pages, view.boxes, view.unmarked) == (2, 2, (), "elsewhere")


def test_nothing_is_marked_where_the_page_has_other_words(library, viewer, tmp_path) -> None:
    document = put(library, tmp_path, "swapped", print_pages(OPENING))
    copy = library.files.copy_of(document.info.slug)
    copy.write_bytes(print_pages("An entirely different text about lighthouses."))
    view = viewer.view(document, 0, 30)
    assert (view.boxes, view.unmarked) == ((), "not found")


def test_a_page_is_drawn_once_and_its_image_goes_with_the_document(
    library, viewer, tmp_path
) -> None:
    document = put(library, tmp_path, "drawn", print_pages(OPENING))
    image = viewer.image(document, 1)
    assert image.startswith(b"\x89PNG")
    assert len(list(library.files.pages.glob("drawn.*"))) == 1
    assert viewer.image(document, 1) == image
    library.remove("drawn")
    assert not list(library.files.pages.glob("drawn.*"))


@pytest.mark.parametrize(
    ("data", "page", "problem"),
    [
        (print_pages("One page."), 9, "page 9 cannot be shown"),
        (b"%PDF-1.7 and then nothing", 1, "page 1 cannot be shown"),
        (b"", 1, "page 1 cannot be shown"),
    ],
)
def test_what_cannot_be_shown_is_one_clear_error(
    library, viewer, tmp_path, data, page, problem
) -> None:
    document = put(library, tmp_path, "broken", print_pages(f"Of {len(data)} {page} bytes."))
    library.files.copy_of(document.info.slug).write_bytes(data)
    with pytest.raises(LibraryError, match=problem):
        viewer.image(document, page)
    assert viewer.image(put(library, tmp_path, "whole", print_pages("Whole.")), 1)


def test_the_image_of_a_huge_page_is_bounded(library, viewer, tmp_path) -> None:
    from fpdf import FPDF

    pdf = FPDF(unit="pt", format=(300, 14_000))
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    pdf.text(20, 40, "The longest page of the harbour.")
    document = put(library, tmp_path, "huge", bytes(pdf.output()))
    from PIL import Image

    width, height = Image.open(io.BytesIO(viewer.image(document, 1))).size
    assert max(width, height) <= 6001
    assert width * height <= 6_100_000


def test_a_document_without_pages_says_so(library, viewer, tmp_path) -> None:
    (tmp_path / "plain.md").write_text("# Rules\n\nThe master keeps a list.\n", encoding="utf-8")
    ingest_paths(library, [tmp_path / "plain.md"])
    document = library.document("plain")
    assert not viewer.has_pages(document)
    with pytest.raises(UsageError):
        viewer.view(document, 0, 5)


def test_images_unused_for_longest_make_room(library, viewer, tmp_path) -> None:
    document = put(library, tmp_path, "room", print_pages(OPENING))
    images = PageImages(tmp_path / "images", most_bytes=250)
    for page in (1, 2, 3):
        images.keep(document, page, bytes(100))
    assert [images.get(document, page) is not None for page in (1, 2, 3)] == [False, True, True]


def test_pieces_around_a_note_are_found_and_the_note_is_left_out() -> None:
    page = [*"Every port shall keep a list 9 and a copy of the notice", *"of all vessels it sees."]
    found = find_words(Wanted("Every port shall keep a list of all vessels it sees."), [page])
    assert found is not None
    assert "".join(page[at] for at in found[1]).replace(" ", "") == (
        "Everyportshallkeepalistofallvesselsitsees."
    )


letters = st.text(st.sampled_from("abcABC -•|é가각힣9²ﬁ\u00ad\t"), max_size=60)


@given(before=letters, quote=letters, after=letters)
def test_what_is_found_spells_the_quote(before: str, quote: str, after: str) -> None:
    from index.originals.finding import squeeze

    found = find_words(Wanted(quote, before, after), [[*before, *quote, *after]])
    wanted, _ = squeeze(quote)
    if found is None:
        assert not wanted
        return
    order = [*before, *quote, *after]
    assert squeeze([order[at] for at in found[1]])[0] == wanted


def test_boxes_beside_each_other_merge_and_lines_stay_apart() -> None:
    line = [Box(0.1, 0.1, 0.12, 0.12), Box(0.125, 0.1, 0.14, 0.12), Box(0.1, 0.13, 0.12, 0.15)]
    assert merge_boxes(line, 0.7) == (Box(0.1, 0.1, 0.14, 0.12), Box(0.1, 0.13, 0.12, 0.15))


@pytest.mark.parametrize(
    "quote",
    [
        "the cat keeps no list",
        "keeps the notice of a port",
        "Every port shall keep no list of any vessels.",
    ],
)
def test_words_that_are_only_there_in_scraps_are_not_found(quote: str) -> None:
    page = [*"Every port shall keep a list and a copy of the notice of all vessels it sees."]
    assert find_words(Wanted(quote), [page]) is None
