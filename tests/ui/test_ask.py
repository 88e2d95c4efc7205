"""Changing, repeating, keeping and finding conversations, in a real browser."""

from __future__ import annotations

import pytest

from tests.ui.test_desk import ASK_EN, ASK_KO, SLOW, ask, open_tab

pytestmark = pytest.mark.browser

WORDS = {
    "ko-KR": ("다시 답하기", "질문 고치기", "이전 대화", "원문과 글자까지 같음", "새 대화"),
    "en-US": (
        *("Answer again", "Edit the question", "Earlier conversations"),
        *("word for word from the source", "New conversation"),
    ),
}
BOTH = pytest.mark.parametrize("locale", ["ko-KR", "en-US"])


def settled(page) -> None:
    """Wait until the answer is complete and kept."""
    page.wait_for_selector("#pd-send")
    page.wait_for_function(
        "() => /\\(\\d+\\)/.test(document.querySelector('#pd-history').innerText)"
    )


@BOTH
def test_a_question_is_answered_again_and_the_earlier_answer_can_be_brought_back(
    open_page, locale: str
) -> None:
    page = open_page(locale)
    ask(page, ASK_KO)
    ask(page, ASK_EN)
    settled(page)
    assert page.locator("#t1 .pd-act-again").count() == 0
    page.get_by_role("button", name=WORDS[locale][0]).click()
    page.wait_for_selector("#pd-undelete")
    page.wait_for_selector("#t2 .pd-copy")
    assert page.locator(".pd-turn").count() == 2
    page.locator("#pd-undelete").click()
    page.wait_for_selector("#pd-undelete", state="hidden")
    assert page.locator(".pd-turn").count() == 2


@BOTH
def test_an_edited_question_is_answered_anew_from_there(open_page, locale: str) -> None:
    page = open_page(locale)
    ask(page, ASK_KO)
    ask(page, ASK_EN)
    settled(page)
    page.locator("#t1").get_by_role("button", name=WORDS[locale][1]).click()
    page.wait_for_selector("#pd-editing")
    box = page.locator("#pd-question textarea")
    page.wait_for_function(
        f"() => document.querySelector('#pd-question textarea').value === '{ASK_KO}'"
    )
    assert box.evaluate("box => box === document.activeElement")
    box.fill(ASK_EN)
    box.press("Enter")
    page.wait_for_selector("#pd-editing", state="hidden")
    page.wait_for_selector("#t1 .pd-copy")
    assert page.locator(".pd-turn").count() == 1
    assert ASK_EN in page.inner_text("#t1 .pd-question")
    page.locator("#pd-undelete").click()
    page.wait_for_selector("#t2")
    assert ASK_KO in page.inner_text("#t1 .pd-question")


def test_editing_can_be_given_up(open_page) -> None:
    page = open_page()
    ask(page, ASK_EN)
    page.locator("#t1 .pd-act-edit").click()
    page.wait_for_selector("#pd-editing")
    page.locator("#pd-stop-editing").click()
    page.wait_for_selector("#pd-editing", state="hidden")
    assert page.input_value("#pd-question textarea") == ""
    ask(page, ASK_KO)
    assert page.locator(".pd-turn").count() == 2


@BOTH
def test_each_sentence_carries_its_verdict_for_eyes_and_ears(open_page, locale: str) -> None:
    page = open_page(locale)
    ask(page, ASK_EN)
    said = page.locator("#t1 .pd-said").first
    assert said.get_attribute("title") == WORDS[locale][3]
    assert WORDS[locale][3] in page.locator("#t1 .pd-answer").text_content()


def test_text_that_is_not_verified_yet_says_so(open_page) -> None:
    page = open_page("ko-KR")
    ask(page, SLOW, wait=False)
    page.wait_for_selector("#t1 .pd-unchecked")
    assert "아직 대조하지 않음" in page.locator("#t1 .pd-unchecked").text_content()
    page.wait_for_selector("#t1 .pd-copy")
    assert page.locator(".pd-unchecked").count() == 0


@BOTH
def test_a_suggested_question_is_asked_with_one_click(open_page, locale: str) -> None:
    page = open_page(locale)
    ask(page, ASK_EN if locale == "en-US" else ASK_KO)
    suggestion = page.locator(".pd-suggestion").first
    suggestion.wait_for()
    question = suggestion.inner_text()
    suggestion.click()
    page.wait_for_selector("#t2 .pd-copy")
    assert question in page.inner_text("#t2 .pd-question")


@BOTH
def test_earlier_conversations_are_found_and_opened_after_a_reload(open_page, locale: str) -> None:
    page = open_page(locale)
    ask(page, ASK_EN)
    settled(page)
    page.get_by_role("button", name=WORDS[locale][4], exact=True).click()
    page.wait_for_selector("#t1", state="detached")
    ask(page, ASK_KO)
    settled(page)
    page.reload()
    page.wait_for_selector(".pd-welcome")
    page.get_by_role("button", name=f"{WORDS[locale][2]} (2)").click()
    page.wait_for_selector(".pd-kept-open >> nth=1")
    assert page.locator(".pd-kept-open").count() == 2
    page.fill("#pd-history-search input, #pd-history-search textarea", "frontier commitments")
    page.wait_for_function("() => document.querySelectorAll('.pd-kept-open').length === 1")
    page.locator(".pd-kept-open").click()
    page.wait_for_selector("#t1 .pd-copy")
    assert ASK_EN in page.inner_text("#t1 .pd-question")
    page.locator("#t1 .pd-mark").first.click()
    page.wait_for_selector("#t1-c1 .pd-around, #t1-c1 .pd-frame")


def test_another_browser_sees_none_of_them(open_page) -> None:
    page = open_page()
    ask(page, ASK_EN)
    settled(page)
    other = open_page()
    ask(other, ASK_KO)
    settled(other)
    other.locator("#pd-history button").first.click()
    other.wait_for_selector(".pd-kept-open")
    assert other.locator(".pd-kept-open").first.inner_text().startswith(ASK_KO)
    assert other.locator(".pd-kept-open").count() == 1


def test_an_earlier_conversation_is_deleted_and_brought_back(open_page) -> None:
    page = open_page()
    ask(page, ASK_EN)
    settled(page)
    page.locator("#pd-new").click()
    page.wait_for_selector("#t1", state="detached")
    page.locator("#pd-history button").first.click()
    page.locator(".pd-kept-delete").click()
    page.wait_for_selector("#pd-unforget")
    assert page.locator(".pd-kept-open").count() == 0
    page.locator("#pd-unforget").click()
    page.wait_for_selector(".pd-kept-open")


def test_a_deleted_conversation_is_gone_from_the_earlier_ones_until_it_is_brought_back(
    open_page,
) -> None:
    page = open_page()
    ask(page, ASK_EN)
    settled(page)
    page.locator("#pd-history button").first.click()
    page.wait_for_selector(".pd-kept-open")
    page.locator("#pd-clear").click()
    page.wait_for_selector(".pd-kept-open", state="detached")
    page.locator("#pd-undelete").click()
    page.wait_for_selector(".pd-kept-open")


def test_the_page_stays_within_a_phone_with_all_of_it_open(open_page) -> None:
    page = open_page("ko-KR", 390, 844)
    ask(page, ASK_KO)
    settled(page)
    page.locator(".pd-suggestion").first.wait_for()
    page.locator("#pd-history button").first.click()
    page.locator("#t1 .pd-act-edit").click()
    page.wait_for_selector("#pd-editing")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_document_that_is_gone_is_named_when_the_conversation_is_opened_again(open_page) -> None:
    from tests.ui.test_desk import upload

    page = open_page()
    upload(page, ("ferry.txt", b"The Ferrostan ferry tariff is 14 crowns for every passenger.\n"))
    open_tab(page, "ask")
    ask(page, "What is the Ferrostan ferry tariff?")
    settled(page)
    page.locator("#pd-new").click()
    open_tab(page, "library")
    page.locator("tr", has_text="ferry").locator(".pd-remove").click()
    page.locator("#pd-confirm button.stop").click()
    page.wait_for_selector("#pd-removed")
    open_tab(page, "ask")
    page.locator("#pd-history button").first.click()
    page.locator(".pd-kept-open").click()
    page.wait_for_selector("#t1 .pd-notice.pd-bad:has-text('changed or gone')")


def test_an_answer_that_is_left_for_a_new_conversation_is_kept_as_stopped(open_page) -> None:
    page = open_page()
    ask(page, SLOW, wait=False)
    page.wait_for_selector("#t1 .pd-unchecked")
    page.locator("#pd-new").click()
    page.wait_for_selector("#t1", state="detached")
    page.locator("#pd-history button").first.click()
    page.locator(".pd-kept-open").click()
    page.wait_for_selector("#t1 .pd-notice:has-text('Stopped')")
    assert "unverified draft" in page.inner_text("#t1")
