"""Choosing documents, and seeing what a question was taken to ask for, in a real browser."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

ASK = "In the Seoul documents, what do companies promise about thresholds?"


def ask(page, question: str) -> str:
    """Ask and return the id of the turn."""
    turn = f"#t{page.locator('.pd-turn').count() + 1}"
    page.locator("#pd-question textarea").fill(question)
    page.locator("#pd-question textarea").press("Enter")
    page.wait_for_selector(f"{turn} .pd-copy, {turn} .pd-abstained, {turn} .pd-failed")
    return turn


def unfold(page) -> None:
    page.locator("#pd-filters > button").click()
    page.wait_for_selector("#pd-filter-publishers input", state="visible")


def choose(page, name: str, option: str) -> None:
    page.locator(f"#pd-filter-{name} input").click()
    page.get_by_role("option", name=option).click()
    page.keyboard.press("Escape")


def label(page) -> str:
    return page.inner_text("#pd-filters > button").split("\n")[0].strip()


def test_a_turn_says_which_documents_its_question_asked_for(open_page) -> None:
    page = open_page()
    turn = ask(page, ASK)
    assert "Searched only “Seoul documents”" in page.inner_text(f"{turn} .pd-narrowing")
    assert {c.get_attribute("lang") for c in page.locator(".pd-card h3").all()} == {"en"}


def test_one_click_searches_all_documents_instead(open_page) -> None:
    page = open_page("ko-KR")
    ask(page, "서울 문서에서 기업은 무엇을 약속하였습니까?")
    assert "질문에서 지정한 “서울 문서”에서만" in page.inner_text("#t1 .pd-narrowing")
    page.locator("#t1 .pd-act-widely").click()
    page.wait_for_selector("#t2 .pd-copy, #t2 .pd-abstained")
    assert page.inner_text("#t2 .pd-question").endswith(
        "서울 문서에서 기업은 무엇을 약속하였습니까?"
    )
    assert page.locator("#t2 .pd-narrowing").count() == 0


def test_the_panel_is_folded_and_offers_what_the_library_holds(open_page) -> None:
    page = open_page()
    assert not page.locator("#pd-filter-publishers").is_visible()
    assert label(page) == "Filters"
    unfold(page)
    page.locator("#pd-filter-languages input").click()
    offered = [option.inner_text().strip() for option in page.get_by_role("option").all()]
    assert offered == ["English", "Korean"]


def test_what_is_chosen_holds_until_it_is_reset(open_page) -> None:
    page = open_page()
    unfold(page)
    choose(page, "languages", "Korean")
    page.wait_for_selector("#pd-filters > button:has-text('1 set')")
    turn = ask(page, "국가인공지능위원회는 최대 몇 명으로 구성됩니까?")
    assert "Filters: Korean" in page.inner_text(f"{turn} .pd-narrowing")
    assert {c.get_attribute("lang") for c in page.locator(".pd-card h3").all()} == {"ko"}
    page.locator("#pd-filter-reset").click()
    page.wait_for_function("() => !document.querySelector('#pd-filter-languages .token')")
    assert label(page) == "Filters"
    turn = ask(page, "What do companies promise in the Frontier AI Safety Commitments?")
    assert page.locator(f"{turn} .pd-narrowing").count() == 0


def test_a_date_that_is_none_is_said_at_once_and_when_asking(open_page) -> None:
    page = open_page("ko-KR")
    unfold(page)
    page.locator("#pd-filter-after input, #pd-filter-after textarea").fill("2024-13")
    page.keyboard.press("Tab")
    page.wait_for_selector("#pd-filter-problem .pd-notice")
    said = "2024-13: 날짜가 아닙니다."
    assert page.inner_text("#pd-filter-problem").startswith(said)
    turn = ask(page, "국가인공지능위원회는 최대 몇 명으로 구성됩니까?")
    assert said in page.inner_text(f"{turn} .pd-failed")


def test_dates_leave_documents_out_and_an_answer_says_so(open_page) -> None:
    page = open_page()
    unfold(page)
    page.locator("#pd-filter-before input, #pd-filter-before textarea").fill("1999")
    page.wait_for_selector("#pd-filters > button:has-text('1 set')")
    turn = ask(page, "What do companies promise in the Frontier AI Safety Commitments?")
    assert "No document in the library passes the filters." in page.inner_text(turn)
    assert "Filters: until 1999 (documents: 0)" in page.inner_text(f"{turn} .pd-narrowing")


def test_switching_language_keeps_what_is_chosen(open_page) -> None:
    page = open_page("ko-KR")
    unfold(page)
    choose(page, "languages", "영어")
    page.wait_for_selector("#pd-filters > button:has-text('1개 선택')")
    page.locator("#pd-language label", has_text="English").click()
    page.wait_for_selector("#pd-filters > button:has-text('1 set')")
    assert page.inner_text("#pd-filter-languages .token").strip() == "English"
    turn = ask(page, "What do companies promise in the Frontier AI Safety Commitments?")
    assert "Filters: English" in page.inner_text(f"{turn} .pd-narrowing")


@pytest.mark.parametrize("locale", ["ko-KR", "en-US"])
def test_on_a_phone_the_panel_needs_no_sideways_scrolling(open_page, locale: str) -> None:
    page = open_page(locale, 390, 844)
    ask(page, ASK)
    unfold(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('#pd-filters :is(button, input, textarea)')]
        .filter(e => e.offsetParent && !(e.innerText || e.ariaLabel || e.labels?.length || e.title))
        .map(e => e.outerHTML.slice(0, 200))"""
    )
    assert nameless == []
