"""From a citation's number to the marked words on the page of its original, in a real browser."""

from __future__ import annotations

import pytest

from tests.documents.printing import print_pages
from tests.ui.test_desk import ASK_EN, ASK_KO, ask, upload

pytestmark = pytest.mark.browser

FACT = "The Pilotage Bureau in Stavanger licenses exactly 41 autonomous ferries."
FILLING = "The quay is swept on every weekday. " * 40
QUESTION = "How many autonomous ferries does the Pilotage Bureau in Stavanger license?"
LOADED = "() => document.querySelector('#t1-c1 .pd-frame img')?.naturalWidth > 0"
WORDS = {
    "ko-KR": ("2쪽 중 1쪽", "2쪽 중 2쪽", "강조 표시된 인용문: ", "문서 정보", "원문에서 보기"),
    "en-US": (
        *("Page 1 of 2", "Page 2 of 2", "Highlighted words: ", "About this document"),
        "Show in the original",
    ),
}


def ask_about_pdf(page) -> None:
    """Add a report of two pages and ask for what the first of them says."""
    upload(page, ("pilotage.pdf", print_pages(f"{FILLING}{FACT}", "Nothing else is licensed.")))
    page.locator("#pd-tab-ask-button").click()
    ask(page, QUESTION)


def opened(page) -> None:
    page.wait_for_function(LOADED)


@pytest.mark.parametrize("locale", WORDS)
def test_a_mark_shows_the_page_with_its_words_marked_and_in_view(open_page, locale: str) -> None:
    first, second, alt, about, _ = WORDS[locale]
    page = open_page(locale)
    ask_about_pdf(page)
    page.locator("#t1-a .pd-mark").first.click()
    opened(page)
    card = page.locator("#t1-c1")
    assert first in card.inner_text()
    assert alt + FACT in card.locator("img").get_attribute("alt")
    frame, box = card.locator(".pd-frame").bounding_box(), card.locator(".pd-box").first
    placed = box.bounding_box()
    assert frame["y"] <= placed["y"] <= frame["y"] + frame["height"]
    card.locator(".pd-next").click()
    page.wait_for_selector(f"#t1-c1 [role=status]:has-text('{second}')")
    assert card.locator(".pd-box").count() == 0
    assert card.locator(".pd-next").is_disabled()
    card.locator(".pd-facts summary", has_text=about).click()
    assert card.locator(".pd-facts dl").is_visible()


@pytest.mark.parametrize("locale", WORDS)
def test_a_source_is_opened_turned_and_left_from_the_keyboard(open_page, locale: str) -> None:
    first, second, *_ = WORDS[locale]
    page = open_page(locale)
    ask_about_pdf(page)
    page.locator("#pd-question textarea").press("1")
    assert page.locator("#pd-question textarea").input_value() == "1"
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    opened(page)
    assert page.locator(":focus").get_attribute("id") == "t1-c1"
    page.locator("#t1-c1 .pd-frame").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(f"#t1-c1 [role=status]:has-text('{second}')")
    page.keyboard.press("ArrowLeft")
    page.wait_for_selector(f"#t1-c1 [role=status]:has-text('{first}')")
    page.keyboard.press("Escape")
    assert page.locator(":focus").get_attribute("id") == "t1-a"


def test_nothing_moves_when_the_page_arrives(open_page) -> None:
    page = open_page()
    ask_about_pdf(page)
    page.evaluate(
        """() => new MutationObserver(() => {
            const below = document.querySelector('#t1-c1 > .pd-passage');
            const slot = document.querySelector('#t1-c1 .pd-original');
            if (!slot.hidden && slot.textContent) {
                (window.tops ??= []).push(below.offsetTop);
            }
        }).observe(document.querySelector('#pd-sources'), {childList: true, subtree: true})"""
    )
    page.locator("#t1-a .pd-mark").first.click()
    opened(page)
    tops = page.evaluate("() => window.tops")
    assert max(tops) - min(tops) <= 4


@pytest.mark.parametrize("locale", WORDS)
def test_the_original_closes_and_opens_again_with_its_button(open_page, locale: str) -> None:
    label = WORDS[locale][-1]
    page = open_page(locale)
    ask_about_pdf(page)
    button = page.locator("#t1-c1 .pd-open")
    assert button.inner_text() == label
    button.click()
    opened(page)
    assert button.get_attribute("aria-expanded") == "true"
    button.click()
    assert page.locator("#t1-c1 .pd-frame").count() == 0
    assert button.inner_text() == label


@pytest.mark.parametrize(("locale", "question"), [("en-US", ASK_EN), ("ko-KR", ASK_KO)])
def test_a_source_without_pages_shows_its_text_with_the_quote_marked(
    open_page, locale: str, question: str
) -> None:
    page = open_page(locale)
    ask(page, question)
    quote = page.inner_text("#t1-c1 mark")
    page.locator("#t1-a .pd-mark").first.click()
    page.wait_for_selector("#t1-c1 .pd-around mark")
    assert page.inner_text("#t1-c1 .pd-around mark") == quote
    assert page.locator("#t1-c1 .pd-frame").count() == 0
    assert page.locator("#t1-c1 .pd-official").get_attribute("href").startswith("https://")


def test_a_hostile_source_stays_text(open_page) -> None:
    page = open_page()
    ask(page, "What is the Zanzibar marmalade tariff?")
    page.locator("#t1-a .pd-mark").first.click()
    page.wait_for_selector("#t1-c1 .pd-around mark")
    assert "onerror" in page.inner_text("#t1-c1 .pd-around")
    assert page.evaluate("() => window.hacked") is None


@pytest.mark.parametrize(
    "query",
    [
        "document=nothing&start=0&end=1",
        "document=hostile&start=0&end=99999999",
        "document=hostile&start=-1&end=x",
        "document=../../etc/passwd&start=0&end=1",
        "",
    ],
)
def test_what_is_not_there_is_one_line(open_page, desk_url: str, query: str) -> None:
    page = open_page()
    reply = page.request.get(f"{desk_url}/original?language=en&{query}")
    assert reply.status == 404
    assert reply.text().count("<") == 2
    assert page.request.get(f"{desk_url}/original/page?{query}&page=1").status == 404
