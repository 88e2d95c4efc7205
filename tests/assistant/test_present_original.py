"""What a source in its original looks like as HTML, without a browser."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from assistant.interface.present.original import original_html
from corpus.types import Document, DocumentInfo, Places
from index.originals.boxes import Box
from index.originals.viewer import PageView

EVIL = "<img src=x onerror=alert(1)>\"'&"
TEXT = f"Before {EVIL}. The quoted {EVIL} words. After {EVIL}."
START = TEXT.index("The quoted")
END = TEXT.index(" After")


def document(**info: object) -> Document:
    about = DocumentInfo("doc", EVIL, publisher=EVIL, kind=EVIL, version=EVIL, **info)
    return Document(about, TEXT, Places((0,)), "a" * 64, EVIL)


def view(boxes: tuple[Box, ...] = (), unmarked: str | None = None) -> PageView:
    return PageView("doc", 1, 3, 0.7, boxes, (1, 2), unmarked)


def shown(page: PageView | None = None, language: str = "ko", **info: object) -> str:
    return original_html(document(**info), START, END, page, language)


@pytest.mark.parametrize("page", [None, view((Box(0.1, 0.2, 0.3, 0.4),)), view((), "not found")])
def test_what_a_document_says_is_never_markup(page: PageView | None) -> None:
    found: list[tuple[str, str | None]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.extend((name, value) for name, value in attrs)

    Reader().feed(shown(page))
    assert not [name for name, _ in found if name.startswith("on")]
    sources = [value for name, value in found if name == "src"]
    assert all(value.startswith("original/page?") for value in sources)
    assert len(sources) == bool(page)


def test_a_box_is_placed_by_its_share_of_the_page() -> None:
    page = shown(view((Box(0.1, 0.2, 0.3, 0.25),)))
    assert "left:10.0000%;top:20.0000%;width:20.0000%;height:5.0000%" in page


@pytest.mark.parametrize(
    ("unmarked", "language", "said"),
    [
        ("not found", "ko", "정확히 확인하지 못하여 표시하지 않았습니다"),
        ("not found", "en", "nothing is highlighted"),
        ("recognised", "ko", "스캔한 쪽이어서"),
        ("recognised", "en", "This page is a scan"),
    ],
)
def test_a_page_without_marks_says_why(unmarked: str, language: str, said: str) -> None:
    page = shown(view((), unmarked), language)
    assert said in page
    assert "pd-box" not in page


def test_the_other_page_of_a_quote_is_one_click_away() -> None:
    assert "인용문이 있는 2쪽" in shown(view((Box(0.1, 0.2, 0.3, 0.25),)))


def test_the_text_around_the_quote_marks_the_quote_alone() -> None:
    page = shown()
    marked = page[page.index("<mark>") + 6 : page.index("</mark>")]
    assert marked.startswith("The quoted &lt;img")
    assert marked.endswith("words.")


def test_the_card_names_the_versions_that_the_catalogue_knows() -> None:
    page = shown(None, "en", instrument="eu-ai-act")
    assert "Versions" in page
    assert "as of" in page
