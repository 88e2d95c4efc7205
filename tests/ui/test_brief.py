"""Briefs as a policymaker makes them: outline, changes, writing, sources and files."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.ui.test_desk import ask, open_tab

pytestmark = pytest.mark.browser

TOPIC_KO = "인공지능기본법"
TOPIC_EN = "Frontier AI Safety Commitments"
ASKED = (
    "What do companies promise in the Frontier AI Safety Commitments?",
    "Which thresholds did companies promise to set for severe risks?",
    "Who is the chair of the Moon Parliament?",
)
SLOW = f"slowly: {ASKED[0]}"


def outline(page, topic: str, *questions: str) -> None:
    """Make an outline."""
    open_tab(page, "brief")
    page.locator("#pd-brief-topic :is(input, textarea)").fill(topic)
    if questions:
        page.locator("#pd-brief-questions textarea").fill("\n".join(questions))
    page.locator("#pd-brief-outline").click()
    page.wait_for_selector(".pd-part")


def write(page, *, wait: bool = True) -> None:
    page.locator("#pd-brief-top [data-act=write]").click()
    if wait:
        page.wait_for_selector("#pd-brief-top [data-act=rewrite]", timeout=60_000)


def headings(page) -> list[str]:
    return [field.input_value() for field in page.locator(".pd-field-heading").all()]


def act(page, at: int, name: str) -> None:
    page.locator(".pd-part").nth(at).locator(f"[data-act={name}]").click()


def save(page, suffix: str) -> tuple[str, bytes]:
    with page.expect_download() as caught:
        page.locator(f"[data-act=save][data-value={suffix}]").click()
    return caught.value.suggested_filename, Path(caught.value.path()).read_bytes()


def notes(page) -> int:
    return page.locator("#pd-brief-body .pd-mark").count()


@pytest.mark.parametrize(("locale", "topic"), [("ko-KR", TOPIC_KO), ("en-US", TOPIC_EN)])
def test_a_topic_becomes_a_brief_whose_marks_lead_to_the_quoted_words(
    open_page, locale: str, topic: str
) -> None:
    page = open_page(locale)
    outline(page, topic)
    assert len(headings(page)) >= 3
    write(page)
    mark = page.locator(".pd-part .pd-mark").first
    said = mark.locator("xpath=..").inner_text()
    mark.click()
    card = page.locator(":focus")
    card_id = card.get_attribute("id")
    assert card_id == mark.get_attribute("href")[1:]
    quote = " ".join(card.locator("mark").first.inner_text().split())
    assert quote in " ".join(said.split())
    page.wait_for_selector("#pd-brief-sources .pd-original:not([hidden]) mark")
    card.locator(".pd-back").click()
    assert page.locator(":focus").get_attribute("id") == f"{card_id.split('-')[0]}-a"


def test_own_questions_are_answered_in_their_order_and_silence_is_said(open_page) -> None:
    page = open_page()
    outline(page, "Commitments", *ASKED)
    assert headings(page) == [question[:-1] for question in ASKED]
    write(page)
    silent = page.locator(".pd-part").nth(2)
    assert "The library is silent on this" in silent.inner_text()
    assert ASKED[2] in page.inner_text(".pd-brief-open")
    assert ASKED[0] not in page.inner_text(".pd-brief-open")


def test_questions_alone_are_enough_and_nothing_at_all_is_not(open_page) -> None:
    page = open_page("ko-KR")
    open_tab(page, "brief")
    page.locator("#pd-brief-outline").click()
    page.wait_for_selector("#pd-brief-note .pd-bad")
    assert page.inner_text("#pd-brief-note") == "주제나 질문을 입력해 주십시오."
    outline(page, "", "국가인공지능위원회는 최대 몇 명으로 구성됩니까?")
    assert headings(page) == ["국가인공지능위원회는 최대 몇 명으로 구성됩니까"]


def test_a_topic_of_the_library_makes_an_outline_at_a_click(open_page) -> None:
    page = open_page("ko-KR")
    open_tab(page, "brief")
    page.locator("#pd-brief-examples button", has_text=TOPIC_KO).click()
    page.wait_for_selector(".pd-part")
    assert page.locator(".pd-field-title").input_value() == TOPIC_KO


def test_an_edited_question_is_asked_even_if_writing_begins_while_it_is_typed(open_page) -> None:
    page = open_page()
    outline(page, "Commitments", ASKED[2])
    page.locator(".pd-field-question").fill(ASKED[0])
    write(page)
    assert page.locator(".pd-part .pd-said").count() == 1
    assert page.locator(".pd-stale").count() == 0
    assert page.locator(".pd-field-question").input_value() == ASKED[0]


def test_a_part_whose_question_changed_says_so_until_it_is_written_again(open_page) -> None:
    page = open_page("ko-KR")
    outline(page, "서약", ASKED[0])
    write(page)
    page.locator(".pd-field-question").fill(ASKED[1])
    page.locator(".pd-field-question").press("Enter")
    page.wait_for_selector(".pd-part .pd-stale")
    assert "다시 작성하지 않은 항목이 1건" in page.inner_text("#pd-brief-top")
    act(page, 0, "write")
    page.wait_for_function("() => !document.querySelector('#pd-brief .pd-stale')")
    page.locator("[data-act=undo]").click()
    page.wait_for_selector(".pd-part .pd-stale")


def test_parts_are_added_moved_and_removed_and_each_change_can_be_undone(open_page) -> None:
    page = open_page()
    outline(page, "Commitments", *ASKED)
    first, second, third = headings(page)

    def see(expected: list[str]) -> None:
        page.wait_for_function(
            "(all) => JSON.stringify([...document.querySelectorAll('.pd-field-heading')]"
            ".map((field) => field.value)) === JSON.stringify(all)",
            arg=expected,
        )

    act(page, 0, "down")
    see([second, first, third])
    act(page, 2, "remove")
    see([second, first])
    page.locator("[data-act=add]").click()
    see([second, first, ""])
    page.keyboard.type("Who signed?")
    page.keyboard.press("Enter")
    see([second, first, "Who signed"])
    for earlier in (
        [second, first, ""], [second, first], [second, first, third], [first, second, third]
    ):  # fmt: skip
        page.locator("[data-act=undo]").click()
        see(earlier)
    page.locator("[data-act=redo]").click()
    see([second, first, third])


def test_moving_and_removing_need_no_mouse(open_page) -> None:
    page = open_page()
    outline(page, "Commitments", *ASKED)
    page.wait_for_function("() => document.activeElement.dataset.key === 'write'")
    page.locator(".pd-field-heading").first.focus()
    page.keyboard.press("Alt+ArrowDown")
    page.wait_for_function("() => document.activeElement.dataset.act === 'down'")
    assert headings(page)[1] == ASKED[0][:-1]
    page.locator("[data-act=remove]").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelectorAll('.pd-part').length === 2")
    page.wait_for_function("() => document.activeElement.dataset.act === 'remove'")
    page.locator("#pd-brief-top [data-act=write]").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#pd-brief-top [data-act=rewrite]")
    page.wait_for_function("() => document.activeElement.dataset.act === 'rewrite'")


def test_what_is_being_typed_stays_while_other_parts_are_written(open_page) -> None:
    page = open_page()
    outline(page, "Commitments", SLOW, ASKED[1])
    write(page, wait=False)
    page.locator(".pd-field-heading").nth(1).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" and mor", delay=60)
    page.wait_for_selector("#pd-brief-top [data-act=rewrite]", timeout=60_000)
    page.keyboard.type("e")
    assert headings(page)[1] == f"{ASKED[1][:-1]} and more"


def test_stop_keeps_what_is_written_and_the_rest_can_follow(open_page) -> None:
    page = open_page()
    outline(page, "Commitments", ASKED[1], SLOW, ASKED[0])
    write(page, wait=False)
    page.wait_for_selector(".pd-part .pd-said")
    page.locator("[data-act=stop]").click()
    page.wait_for_selector("#pd-brief-top .pd-notice:has-text('Stopped')", timeout=2000)
    assert page.locator(".pd-part:has(.pd-said)").count() == 1
    assert "leaves out: 2" in page.inner_text("#pd-brief-top")
    assert "Write the rest (2)" in page.inner_text("#pd-brief-top")


def test_writing_goes_on_while_the_reader_is_elsewhere(open_page) -> None:
    page = open_page()
    outline(page, "Commitments", SLOW, ASKED[1])
    write(page, wait=False)
    open_tab(page, "library")
    page.wait_for_timeout(500)
    open_tab(page, "brief")
    page.wait_for_selector("#pd-brief-top [data-act=rewrite]", timeout=60_000)
    assert page.locator(".pd-part:has(.pd-said)").count() == 2


def test_a_defect_is_one_line_and_the_parts_before_it_stay(open_page) -> None:
    page = open_page("ko-KR")
    outline(page, "서약", ASKED[1], f"broken: {ASKED[0]}")
    write(page, wait=False)
    page.wait_for_selector("#pd-brief-top .pd-bad")
    shown = page.inner_text("body")
    assert "예상하지 못한 오류" in shown
    assert "ZeroDivision" not in shown
    assert page.locator(".pd-part:has(.pd-said)").count() == 1


def test_a_new_brief_leaves_the_old_one_within_reach(open_page) -> None:
    page = open_page()
    outline(page, "Commitments", ASKED[0])
    write(page)
    page.locator("[data-act=new]").click()
    page.wait_for_selector("#pd-brief-form", state="visible")
    page.locator("#pd-brief-recover").click()
    page.wait_for_selector(".pd-part .pd-said")


@pytest.mark.parametrize(
    ("locale", "question", "said"),
    [
        ("en-US", ASKED[0], "The answer is now a part of the brief."),
        (
            "ko-KR",
            "국가인공지능위원회는 최대 몇 명으로 구성됩니까?",
            "답변을 보고서에 넣었습니다.",
        ),
    ],
)
def test_an_answer_of_the_conversation_becomes_a_part_with_its_own_notes(
    open_page, locale: str, question: str, said: str
) -> None:
    page = open_page(locale)
    ask(page, question)
    quotes = [card.inner_text() for card in page.locator("#pd-sources .pd-card mark").all()]
    page.locator("[data-insert=t1]").click()
    page.wait_for_selector(".pd-notice [data-open-tab]")
    assert said in page.inner_text("#pd-composer")
    page.locator("[data-open-tab]").click()
    page.wait_for_selector(".pd-part .pd-said")
    assert headings(page) == [question[:-1]]
    cards = page.locator("#pd-brief-sources .pd-card").all()
    assert len(cards) == notes(page)
    shown = [card.locator("mark").first.text_content() for card in cards]
    assert {" ".join(quote.split()) for quote in shown} <= {" ".join(q.split()) for q in quotes}


@pytest.fixture
def written(open_page):
    page = open_page()
    outline(page, "Commitments", *ASKED[:2])
    write(page)
    return page


def test_word_has_a_footnote_for_every_mark(written) -> None:
    from docx import Document

    name, data = save(written, "docx")
    assert re.fullmatch(r"Commitments-\d{4}-\d\d-\d\d\.docx", name)
    document = Document(BytesIO(data))
    assert document.core_properties.title == "Commitments"
    footnotes = zipfile.ZipFile(BytesIO(data)).read("word/footnotes.xml").decode()
    numbered = [n for n in re.findall(r'<w:footnote [^>]*w:id="(-?\d+)"', footnotes) if int(n) > 0]
    assert len(numbered) == notes(written) > 0


def test_hangul_has_a_footnote_for_every_mark(written) -> None:
    _, data = save(written, "hwpx")
    section = zipfile.ZipFile(BytesIO(data)).read("Contents/section0.xml").decode()
    assert len(re.findall(r"<\w+:footNote\b", section)) == notes(written)


def test_pdf_says_what_the_page_says(written) -> None:
    from pypdf import PdfReader

    _, data = save(written, "pdf")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    said = written.locator(".pd-said li").first.text_content()
    assert "".join(said.split("[")[0].split())[:40] in "".join(text.split())


def test_markdown_has_a_footnote_for_every_mark_in_the_style_chosen(written) -> None:
    written.locator("[data-act=style]").select_option("report")
    written.wait_for_timeout(300)
    _, data = save(written, "md")
    text = data.decode()
    assert len(re.findall(r"^\[\^\d+\]:", text, re.MULTILINE)) == notes(written)
    assert "■ Summary" in text


def test_a_hostile_title_and_question_are_only_words(open_page) -> None:
    page = open_page()
    evil = '</textarea><img src=x onerror="window.hacked=\'brief\'"> ${1} ../../a: "b"'
    outline(page, evil, f"{evil} What does the Zanzibar marmalade tariff say?")
    assert page.locator(".pd-field-title").input_value() == evil
    write(page)
    name, _ = save(page, "md")
    assert not set(name) & set('/\\:"<>')
    assert page.evaluate("() => window.hacked") is None


def test_an_emptied_title_is_refused_and_the_earlier_one_stays(written) -> None:
    written.locator(".pd-field-title").fill("")
    written.locator(".pd-field-title").press("Enter")
    written.wait_for_selector("#pd-brief-top .pd-notice:has-text('needs a title')")
    written.wait_for_function(
        "() => document.querySelector('.pd-field-title').value === 'Commitments'"
    )


def test_a_field_that_was_typed_into_says_its_own_part_after_a_move(open_page) -> None:
    page = open_page()
    outline(page, "Commitments", *ASKED[:2])
    page.locator(".pd-field-heading").first.fill("Promises")
    act(page, 0, "down")
    page.wait_for_function(
        "() => document.querySelectorAll('.pd-field-heading')[1].value === 'Promises'"
    )
    assert headings(page) == [ASKED[1][:-1], "Promises"]


@pytest.mark.parametrize("locale", ["ko-KR", "en-US"])
def test_a_phone_needs_no_sideways_scrolling(open_page, locale: str) -> None:
    page = open_page(locale, width=390, height=844)
    outline(page, TOPIC_KO if locale == "ko-KR" else TOPIC_EN)
    write(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    overlong = "() => [...document.querySelectorAll('#pd-brief *')].filter((e) => "
    overlong += "e.getBoundingClientRect().right > 391 && e.offsetParent).length"
    assert page.evaluate(overlong) == 0


def test_changing_the_interface_language_keeps_the_brief(written) -> None:
    shown = written.inner_text(".pd-part .pd-said")
    written.locator("#pd-language label", has_text="한국어").click()
    written.wait_for_selector("#pd-brief-top :text('전체 다시 작성')")
    assert written.inner_text(".pd-part .pd-said") == shown
