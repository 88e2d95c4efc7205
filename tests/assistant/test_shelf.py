"""Which documents and instruments the library tab shows, and in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.interface.instruments import CatalogueView, find_holdings, select_holdings
from assistant.interface.present.catalogue import catalogue_html
from assistant.interface.present.document_page import DocumentCard, document_html
from assistant.interface.present.document_parts import outline_html, text_html
from assistant.interface.present.library import library_html
from assistant.interface.shelf import PAGE, Holdings, ShelfView, choose, concerns, offered
from assistant.interface.words import explain_problem
from corpus.outline import draw_outline
from corpus.types import Anchor, Document, DocumentInfo, Places
from index.records import DocumentRecord
from index.relatives import Relative

EVIL = "<img src=x onerror=alert(1)>"


def record(info: DocumentInfo, passages: int = 3) -> DocumentRecord:
    return DocumentRecord(info, "0" * 64, f"{info.slug}.md", "1", passages)


ACT = DocumentInfo(
    "eu-ai-act-2024", "Regulation (EU) 2024/1689", publisher="European Union", date="2024-07-12",
    language="en", kind="law", status="in force", instrument="eu-ai-act",
)  # fmt: skip
ORDER = DocumentInfo(
    "eo-14110", "Executive Order 14110", publisher="The White House", date="2023-10-30",
    language="en", kind="executive order", status="rescinded", instrument="us-eo-14110",
)  # fmt: skip
REPORT = DocumentInfo("spri", "해외 AI 안전연구소 추진 현황", publisher="SPRI", language="ko")
HOLDINGS = Holdings(
    [record(info) for info in (ACT, ORDER, REPORT)],
    {"eo-14110": (Relative("spri", "nearly"),)},
    {"eu-ai-act-2024": 100.0, "spri": 300.0, "eo-14110": 200.0},
)


def slugs(view: ShelfView, language: str = "en") -> list[str]:
    return [found.info.slug for found in choose(HOLDINGS, view, language)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("executive 14110", ["eo-14110"]),
        ("EU 인공지능법", ["eu-ai-act-2024"]),
        ("EU인공지능법", ["eu-ai-act-2024"]),
        ("백악관", ["eo-14110"]),
        ("안전 연구소", ["spri"]),
        ("WHITE house", ["eo-14110"]),
        ("spri", ["spri"]),
        ("marmalade", []),
        ("—", []),
        ("  ", ["eo-14110", "eu-ai-act-2024", "spri"]),
    ],
)
def test_words_in_either_language_find_a_document(text: str, found: list[str]) -> None:
    assert slugs(ShelfView(text=text)) == found


@pytest.mark.parametrize(
    ("view", "found"),
    [
        (ShelfView(kind="law"), ["eu-ai-act-2024"]),
        (ShelfView(kind="unknown"), ["spri"]),
        (ShelfView(language="ko"), ["spri"]),
        (ShelfView(status="rescinded"), ["eo-14110"]),
        (ShelfView(year="2024"), ["eu-ai-act-2024"]),
        (ShelfView(year="unknown"), ["spri"]),
        (ShelfView(concern="repeated"), ["eo-14110"]),
        (ShelfView(language="ko", year="2024"), []),
    ],
)
def test_every_choice_narrows(view: ShelfView, found: list[str]) -> None:
    assert slugs(view) == found


def test_titles_begin_with_the_readers_language_and_the_latest_comes_first() -> None:
    assert slugs(ShelfView(), "ko") == ["spri", "eo-14110", "eu-ai-act-2024"]
    assert slugs(ShelfView(order="date")) == ["eu-ai-act-2024", "eo-14110", "spri"]
    assert slugs(ShelfView(order="added")) == ["spri", "eo-14110", "eu-ai-act-2024"]


def test_only_what_the_library_holds_is_offered() -> None:
    assert sorted(offered(HOLDINGS, "year")) == ["2023", "2024", "unknown"]
    assert sorted(offered(HOLDINGS, "concern")) == ["outdated", "repeated"]


def test_a_rescinded_document_and_one_held_twice_are_worth_checking() -> None:
    assert concerns(ORDER, HOLDINGS.families) == ("repeated", "outdated")
    assert concerns(ACT, HOLDINGS.families) == ()


def test_a_long_list_shows_a_page_at_a_time() -> None:
    many = [record(replace(REPORT, slug=f"s{n:04}", title=f"제목 {n:04}")) for n in range(2 * PAGE)]
    holdings = Holdings(many, {}, {})
    first = library_html(holdings, "en")
    assert first.count("<tr>") == PAGE + 1
    assert f"Show {PAGE} more" in first
    whole = library_html(holdings, "en", ShelfView().more())
    assert whole.count("data-open") == 2 * PAGE
    assert 'class="pd-page-start"' in whole
    assert "data-more" not in whole


def test_the_count_says_how_many_of_how_many() -> None:
    shown = library_html(HOLDINGS, "en", ShelfView(language="ko"))
    assert "1 of 3 documents" in shown
    assert "data-clear" in library_html(HOLDINGS, "ko", ShelfView(text="없는 말"))


def test_the_catalogue_tells_a_text_from_a_draft_and_a_digest() -> None:
    draft = DocumentInfo("bill", "Bill", status="draft", instrument="korea-ai-basic-act")
    digest = DocumentInfo("d", "Digest", is_digest=True, instrument="seoul-declaration")
    found = {h.instrument.slug: h.held for h in find_holdings([ACT, ORDER, draft, digest])}
    assert found["eu-ai-act"] == "full"
    assert found["us-eo-14110"] == "full"
    assert found["korea-ai-basic-act"] == "version"
    assert found["seoul-declaration"] == "digest"
    assert found["bletchley-declaration"] == "none"


def test_instruments_are_narrowed_by_what_is_held_by_status_and_by_words() -> None:
    every = find_holdings([ACT])
    held = select_holdings(every, CatalogueView(held="full"))
    assert [h.instrument.slug for h in held] == ["eu-ai-act"]
    rescinded = select_holdings(every, CatalogueView(status="rescinded"))
    assert {h.instrument.status for h in rescinded} == {"rescinded"}
    named = select_holdings(every, CatalogueView(text="블레츨리"))
    assert [h.instrument.slug for h in named] == ["bletchley-declaration"]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_instrument_has_its_address_and_what_to_do_where_it_is_not_held(language) -> None:
    every = find_holdings([])
    shown = catalogue_html(every, len(every), language)
    assert shown.count('class="pd-official" href="https://') == len(every)
    get = (
        "공식 주소에서 원문을 받아" if language == "ko" else "Get the text at the official address"
    )
    assert shown.count(get) == len(every)


def document(text: str = "Article 1\n\nRakes.\n", **info: object) -> Document:
    about = DocumentInfo("garden", EVIL, source_url="javascript:alert(1)", **info)
    places = Places(anchors=(Anchor(0, (EVIL,), None),))
    return Document(about, text, places, "ab" * 32, f"/srv/reader/{EVIL}.md")


def card(made: Document, **changes: object) -> DocumentCard:
    known = DocumentCard(made, 1, None, None, (), {made.info.slug: made.info})
    return replace(known, **changes)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_nobodys_words_become_elements_on_a_documents_page(language) -> None:
    made = document(publisher=EVIL, version=EVIL)
    shown = document_html(card(made, warnings=[EVIL]), language)
    shown += outline_html(made, draw_outline(made), -1, language)
    shown += text_html(made, 0, len(made.text), language)
    assert "<img" not in shown
    assert "javascript:" not in shown
    assert "/srv/reader" not in shown


def test_what_ties_two_documents_says_what_to_do() -> None:
    made = document(date="2024")
    other = DocumentInfo("old", "Old garden act", date="2023", language="en")
    infos = {"old": other, "garden": made.info}
    older = document_html(card(made, relatives=[Relative("old", "version")], infos=infos), "en")
    assert "(2023) It is an earlier version" in older
    assert 'data-open="old"' in older
    twice = document_html(card(made, relatives=[Relative("old", "same")], infos=infos), "ko")
    assert "하나만 남기고 삭제해 주십시오" in twice


def test_a_digest_without_its_text_says_where_to_get_it() -> None:
    alone = document_html(card(document(is_digest=True)), "en")
    assert "does not hold the official text of this digest" in alone


@pytest.mark.parametrize(
    ("warnings", "said"),
    [
        (None, "remove it and add the same file again"),
        ((), "Nothing was left out"),
        (("no text on page(s) 2, 4: they are blank or images of text",), "page(s) 2, 4"),
    ],
)
def test_what_was_noted_while_reading_is_said_or_that_it_is_not_known(warnings, said) -> None:
    assert said in document_html(card(document(), warnings=warnings), "en")


@pytest.mark.parametrize(
    ("note", "korean"),
    [
        ("gives orders to an AI assistant on page(s) 3: they are never used", "지시하는 문장"),
        ("gives orders to an AI assistant: they are never used as evidence", "지시하는 문장"),
        ("could not read page(s) 1, 2: they are left out", "1, 2쪽"),
        ("no text on page(s) 9 and 3 more: they are blank", "9 and 3 more쪽"),
        ("hidden text was left out: 12 letters that nobody sees", "12자"),
        ("Hidden sheets were left out: Notes, Old.", "Notes, Old"),
    ],
)
def test_what_was_noted_while_reading_is_said_in_korean(note: str, korean: str) -> None:
    assert korean in explain_problem(note, "", "ko")


def test_a_long_text_comes_in_parts_that_end_with_a_paragraph() -> None:
    text = "\n\n".join(f"Paragraph {n} about rakes and hoes." for n in range(400))
    shown = text_html(document(text), 0, len(text), "en")
    assert len(shown) < 9_000
    assert "Read on" in shown
