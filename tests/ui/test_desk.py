"""The interface as a policymaker meets it: a real browser, a real server, a small library."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

ASK_EN = "What do companies promise in the Frontier AI Safety Commitments?"
ASK_KO = "국가인공지능위원회는 최대 몇 명으로 구성됩니까?"
SLOW = f"slowly: {ASK_EN}"


def ask(page, question: str, *, wait: bool = True) -> None:
    number = page.locator(".pd-turn").count() + 1
    page.locator("#pd-question textarea").fill(question)
    page.locator("#pd-question textarea").press("Enter")
    if wait:
        page.wait_for_selector(f"#t{number} .pd-copy, #t{number} .pd-abstained")


def open_tab(page, name: str) -> None:
    page.locator(f"#pd-tab-{name}-button").click()


def pdf(text: str) -> bytes:
    from fpdf import FPDF

    document = FPDF()
    document.add_page()
    document.set_font("Helvetica", size=12)
    document.multi_cell(0, 8, text)
    return bytes(document.output())


def upload(page, *files: tuple[str, bytes]) -> str:
    """Upload files in the library tab and return the report."""
    open_tab(page, "library")
    page.locator("#pd-upload input[type=file]").set_input_files(
        [{"name": n, "mimeType": "application/octet-stream", "buffer": b} for n, b in files]
    )
    page.wait_for_selector("#pd-work .pd-job, #pd-work .pd-outcome")
    page.wait_for_selector("#pd-work .pd-outcome", timeout=60_000)
    page.wait_for_function("() => !document.querySelector('#pd-work .pd-job')")
    return page.inner_text("#pd-work")


def test_quotes_are_there_before_the_answer_is_written(open_page) -> None:
    page = open_page()
    ask(page, SLOW, wait=False)
    page.wait_for_selector(".pd-card mark")
    assert page.locator(".pd-working").count() == 1
    page.wait_for_selector(".pd-copy")
    assert page.locator(".pd-extract .pd-mark").count() >= 1


def test_text_streams_in(open_page) -> None:
    page = open_page()
    ask(page, SLOW, wait=False)
    page.wait_for_selector(".pd-answer p:not(.pd-working)")
    early = len(page.inner_text(".pd-answer"))
    page.wait_for_timeout(700)
    assert len(page.inner_text(".pd-answer")) > early


def test_a_mark_leads_to_its_highlighted_quote(open_page) -> None:
    page = open_page()
    ask(page, ASK_EN)
    page.locator(".pd-mark").first.click()
    card = page.locator(":focus")
    assert card.get_attribute("id") == "t1-c1"
    assert "pd-flash" in card.get_attribute("class")
    quote = card.locator("mark").first.inner_text()
    assert " ".join(quote.split()) in " ".join(page.inner_text("#t1-a").split())
    assert "policydesk digest" in card.inner_text()
    link = card.get_by_role("link", name="official source")
    assert link.get_attribute("href").startswith("https://")


def test_a_mark_works_from_the_keyboard_and_back(open_page) -> None:
    page = open_page()
    ask(page, ASK_EN)
    page.locator(".pd-mark").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") == "t1-c1"
    page.locator("#t1-c1 .pd-back").focus()
    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") == "t1-a"


def test_an_earlier_answers_marks_lead_to_its_own_sources(open_page) -> None:
    page = open_page()
    ask(page, ASK_EN)
    earlier = page.inner_text("#t1-c1 mark")
    ask(page, ASK_KO)
    folded = page.locator("details:has(#t1-c1)")
    assert folded.get_attribute("open") is None
    page.locator("#t1-a .pd-mark").first.click()
    assert folded.get_attribute("open") is not None
    assert page.locator(":focus").get_attribute("id") == "t1-c1"
    assert page.inner_text("#t1-c1 mark") == earlier
    assert "인공지능" in page.inner_text("#t2-c1 mark")


def test_an_earlier_source_stays_open_while_the_next_answer_comes(open_page) -> None:
    page = open_page()
    ask(page, ASK_KO)
    ask(page, SLOW, wait=False)
    page.wait_for_selector("#t2 .pd-answer p:not(.pd-working)")
    page.locator("#t1-a .pd-mark").first.click()
    page.wait_for_selector("#t2 .pd-copy")
    page.wait_for_function("() => document.querySelector('details:has(#t1-c1)').open")


def test_an_example_answers_at_a_click(open_page) -> None:
    page = open_page("ko-KR")
    page.locator("#pd-examples button", has_text="국가인공지능위원회").click()
    page.wait_for_selector(".pd-copy")
    assert "45명" in page.inner_text("#t1-a")
    assert not page.locator("#pd-examples").is_visible()


def test_an_empty_question_gets_a_gentle_notice(open_page) -> None:
    page = open_page()
    ask(page, "   ", wait=False)
    page.wait_for_selector("#pd-composer .pd-notice")
    assert page.inner_text("#pd-composer .pd-notice") == "Please type a question first."
    assert page.locator(".pd-turn").count() == 0


def test_shift_enter_starts_a_new_line_and_enter_sends(open_page) -> None:
    page = open_page()
    box = page.locator("#pd-question textarea")
    box.fill("Which thresholds did companies promise")
    box.press("Shift+Enter")
    box.type("to set for severe risks?")
    assert box.input_value() == "Which thresholds did companies promise\nto set for severe risks?"
    assert page.locator(".pd-turn").count() == 0
    box.press("Enter")
    page.wait_for_selector(".pd-copy")
    assert box.input_value() == ""


def test_enter_that_ends_a_hangul_syllable_does_not_send(open_page) -> None:
    page = open_page("ko-KR")
    page.locator("#pd-question textarea").focus()
    devtools = page.context.new_cdp_session(page)
    devtools.send("Input.imeSetComposition", {"text": "한", "selectionStart": 1, "selectionEnd": 1})
    process_key = {"key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229}
    devtools.send("Input.dispatchKeyEvent", {"type": "keyDown", **process_key})
    page.wait_for_timeout(500)
    assert page.locator(".pd-turn").count() == 0


def test_stop_ends_the_answer_at_once(open_page) -> None:
    page = open_page()
    ask(page, SLOW, wait=False)
    page.wait_for_selector(".pd-answer p:not(.pd-working)")
    page.locator("#pd-stop").click()
    page.wait_for_selector(".pd-notice:has-text('Stopped')", timeout=2000)
    before = page.inner_text(".pd-answer")
    page.wait_for_timeout(600)
    assert page.inner_text(".pd-answer") == before
    assert page.locator("#pd-send").is_visible()


def test_a_defect_is_one_line_without_a_traceback(open_page) -> None:
    page = open_page("ko-KR")
    ask(page, f"broken: {ASK_EN}", wait=False)
    page.wait_for_selector(".pd-failed")
    shown = page.inner_text("body")
    assert "예상하지 못한 오류" in shown
    assert "ZeroDivision" not in shown
    assert "Traceback" not in shown


def test_an_answer_is_copied_with_its_sources(open_page) -> None:
    page = open_page()
    ask(page, ASK_EN)
    page.locator(".pd-copy").click()
    page.wait_for_selector(".pd-copy:has-text('Copied')")
    text = page.evaluate("() => navigator.clipboard.readText()")
    assert text.startswith(ASK_EN)
    assert "[1] Frontier AI Safety Commitments" in text


def test_a_new_conversation_starts_empty(open_page) -> None:
    page = open_page()
    ask(page, ASK_EN)
    page.locator("#pd-clear").click()
    page.wait_for_selector(".pd-welcome")
    assert page.locator(".pd-turn, .pd-card").count() == 0


def test_an_uploaded_pdf_can_be_asked_about(open_page) -> None:
    page = open_page()
    text = "The Lighthouse Office inspects every frontier model in Reykjavik before release."
    report = upload(page, ("lighthouse.pdf", pdf(text)))
    assert "1 added" in report
    open_tab(page, "ask")
    ask(page, "Which office inspects frontier models in Reykjavik?")
    assert "Lighthouse Office" in page.inner_text("#t1-a")
    assert "p. 1" in page.inner_text("#t1-c1")


def test_a_broken_pdf_is_reported_and_the_rest_goes_in(open_page) -> None:
    page = open_page("ko-KR")
    good = b"# Harbour rules\n\nThe harbour master keeps a register of training runs.\n"
    report = upload(page, ("broken.pdf", b"%PDF-1.7 and then nothing"), ("harbour.md", good))
    assert "추가 1건" in report
    assert "broken.pdf: PDF가 손상되었거나 불완전합니다." in report
    assert "Harbour rules" in page.inner_text("#pd-library")
    assert "broken" not in page.inner_text("#pd-library")


def test_a_file_of_the_same_name_replaces_the_document(open_page, home: Path) -> None:
    page = open_page()
    upload(page, ("팔 보고서.txt", b"The register counts 111 systems in the northern district."))
    text = b"The register counts 222 systems in the northern district."
    page.reload()
    page.wait_for_selector(".pd-welcome")
    report = upload(page, ("팔 보고서.txt", text))
    assert "1 updated" in report
    assert (home / "library" / "uploads" / "팔 보고서.txt").read_bytes() == text
    assert page.locator("#pd-library tbody tr", has_text="팔 보고서").count() == 1


def test_a_document_goes_only_when_confirmed_and_comes_back(open_page) -> None:
    page = open_page()
    text = b"# Vanishing memorandum\n\nThis memorandum will be removed soon.\n"
    upload(page, ("vanish.md", text))
    row = page.locator("#pd-library tbody tr", has_text="Vanishing memorandum")
    row.locator(".pd-remove").click()
    page.wait_for_selector("#pd-confirm .pd-notice")
    assert "Vanishing memorandum" in page.inner_text("#pd-confirm")
    page.wait_for_function("() => document.activeElement.id === 'pd-confirm-no'")
    page.locator("#pd-confirm-no").click()
    page.wait_for_selector("#pd-confirm", state="hidden")
    assert row.count() == 1
    row.locator(".pd-remove").click()
    page.locator("#pd-confirm").get_by_role("button", name="Remove").click()
    page.wait_for_selector("#pd-undo")
    row.wait_for(state="detached")
    page.locator("#pd-undo").click()
    row.wait_for(state="attached", timeout=30_000)


@pytest.mark.parametrize(
    ("locale", "heading"), [("ko-KR", "무엇을 확인하시겠습니까?"), ("en-GB", "What would you like")]
)
def test_it_opens_in_the_browsers_language(open_page, locale: str, heading: str) -> None:
    page = open_page(locale)
    assert heading in page.inner_text(".pd-welcome")


def test_switching_language_rewords_everything_and_is_remembered(open_page) -> None:
    page = open_page("ko-KR")
    ask(page, ASK_EN)
    page.locator("#pd-language label", has_text="English").click()
    page.wait_for_selector("h2:has-text('Sources')")
    page.wait_for_function("() => document.documentElement.lang === 'en'")
    assert page.inner_text("#pd-send") == "Ask"
    box = page.locator("#pd-question textarea")
    assert box.get_attribute("placeholder") == "Type your question"
    page.wait_for_function(
        """() => document.body.innerText.split('\\n')
        .filter(line => /[가-힣]/.test(line)).join() === '한국어'"""
    )
    page.reload()
    page.wait_for_selector(".pd-welcome:has-text('What would you like')")


def test_the_browser_is_told_to_load_nothing_from_elsewhere(browser, desk_url: str) -> None:
    response = browser.new_page().goto(desk_url)
    policy = response.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy


def test_nothing_leaves_the_machine(open_page, desk_url: str) -> None:
    page = open_page()
    ask(page, ASK_EN)
    open_tab(page, "library")
    page.wait_for_selector("#pd-library table")
    assert [u for u in page.requested if not u.startswith((desk_url, "data:", "blob:"))] == []


def test_hostile_words_stay_text(open_page) -> None:
    page = open_page()
    ask(page, "<img src=x onerror=\"window.hacked='question'\"> Zanzibar marmalade tariff ${1+1}?")
    assert "${1+1}" in page.inner_text(".pd-question")
    assert "<script>window.hacked='script'</script>" in page.inner_text("#t1-c1 .pd-passage")
    open_tab(page, "library")
    page.wait_for_selector("#pd-library table")
    page.wait_for_timeout(500)
    assert page.evaluate("() => window.hacked") is None
    assert page.locator(".html-container img, .html-container script").count() == 0
    assert page.locator("a[href^='javascript:']").count() == 0


def test_a_rescinded_source_is_marked_and_warned_about(open_page) -> None:
    page = open_page()
    ask(page, "What is the Zanzibar marmalade tariff?")
    assert "Rescinded" in page.inner_text("#t1-c1 .pd-badges")
    assert "rescinded on 2025-01-20" in page.inner_text("#t1-a .pd-warnings")


def test_a_phone_needs_no_sideways_scrolling(open_page) -> None:
    page = open_page("ko-KR", 390, 844)
    ask(page, ASK_KO)
    page.locator(".pd-mark").first.click()
    page.wait_for_timeout(300)
    assert page.locator("#t1-c1 mark").first.is_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    open_tab(page, "library")
    page.wait_for_selector("#pd-library table")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_a_taken_port_is_one_clear_line(desk_url: str, tmp_path: Path) -> None:
    port = desk_url.rsplit(":", 1)[1]
    command = [sys.executable, "-m", "assistant", "serve", "--port", port]
    done = subprocess.run(
        [*command, "--library", str(tmp_path / "library")], capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stderr.startswith(f"policydesk: 127.0.0.1:{port}: it cannot be listened on")
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


@pytest.mark.skipif(find_spec("xllamacpp") is None, reason="the local model cannot run here")
def test_the_model_is_fetched_while_questions_are_answered(open_page) -> None:
    page = open_page()
    page.locator("#pd-fetch").click()
    page.wait_for_selector("#pd-model-work [role=progressbar]")
    ask(page, ASK_EN)
    assert page.locator("#t1-c1").is_visible()
    page.locator("#pd-cancel-fetch").click()
    page.wait_for_selector("#pd-model-work .pd-outcome:has-text('Cancelled')")


def test_every_control_has_a_name_and_the_log_is_live(open_page) -> None:
    page = open_page()
    ask(page, ASK_EN)
    assert page.locator("[role=log]").get_attribute("aria-live") == "polite"
    assert page.locator("[role=log]").get_attribute("aria-busy") == "false"
    open_tab(page, "library")
    page.wait_for_selector("#pd-library table")
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('button, a[href], input, textarea')]
        .filter(e => e.offsetParent && !(e.innerText || e.ariaLabel || e.labels?.length || e.title))
        .map(e => e.outerHTML.slice(0, 200))"""
    )
    assert nameless == []


FOLLOW_UP = "그럼 제35조는?"
BEFORE = "인공지능기본법 제31조는 무엇을 요구합니까?"


def test_a_follow_up_shows_what_it_was_taken_to_mean(open_page) -> None:
    page = open_page("ko-KR")
    ask(page, BEFORE)
    assert page.locator("#t1 .pd-understood").count() == 0
    ask(page, FOLLOW_UP)
    shown = page.inner_text("#t2 .pd-understood")
    assert "‘인공지능기본법 제35조는 무엇을 요구합니까?’라는 질문으로 이해하였습니다." in shown
    assert page.inner_text("#t2 .pd-question").endswith(FOLLOW_UP)


def test_one_click_asks_a_follow_up_as_it_was_typed(open_page) -> None:
    page = open_page("ko-KR")
    ask(page, BEFORE)
    ask(page, FOLLOW_UP)
    page.locator("#t2 .pd-act-as_typed").click()
    page.wait_for_selector("#t3 .pd-copy, #t3 .pd-abstained")
    assert page.inner_text("#t3 .pd-question").endswith(FOLLOW_UP)
    assert page.locator("#t3 .pd-understood").count() == 0


def test_a_question_that_stands_alone_is_not_touched(open_page) -> None:
    page = open_page()
    ask(page, ASK_EN)
    ask(page, ASK_KO)
    assert page.locator(".pd-understood").count() == 0


def test_a_deleted_conversation_can_be_brought_back_until_the_next_question(open_page) -> None:
    page = open_page()
    ask(page, ASK_EN)
    page.locator("#pd-clear").click()
    page.wait_for_selector("#pd-undelete")
    assert page.locator(".pd-turn").count() == 0
    page.locator("#pd-undelete").click()
    page.wait_for_selector("#t1-c1")
    assert not page.locator("#pd-undelete").is_visible()
    page.locator("#pd-clear").click()
    page.wait_for_selector("#pd-undelete")
    ask(page, ASK_EN)
    assert not page.locator("#pd-undelete").is_visible()


def test_a_conversation_deleted_while_it_is_answered_comes_back_as_stopped(open_page) -> None:
    page = open_page()
    ask(page, SLOW, wait=False)
    page.wait_for_selector(".pd-answer p:not(.pd-working)")
    page.locator("#pd-clear").click()
    page.locator("#pd-undelete").click()
    page.wait_for_selector(".pd-notice:has-text('Stopped')")
    ask(page, ASK_EN)
    assert page.locator(".pd-turn").count() == 2


@pytest.mark.parametrize(("suffix", "label"), [("md", "Markdown"), ("json", "JSON")])
def test_a_conversation_is_saved_by_the_browser(open_page, home: Path, suffix, label) -> None:
    page = open_page()
    ask(page, ASK_EN)
    page.wait_for_selector("#pd-history button:has-text('(1)')")
    before = {path for path in home.rglob("*") if path.is_file()}
    with page.expect_download() as waiting:
        page.get_by_role("button", name=f"Save as {label}").click()
    saved = waiting.value
    assert saved.suggested_filename.endswith(f".{suffix}")
    text = Path(saved.path()).read_text(encoding="utf-8")
    assert ASK_EN in text
    assert "Frontier AI Safety Commitments" in text
    assert {path for path in home.rglob("*") if path.is_file()} == before


def test_after_stopping_the_next_question_is_answered(open_page) -> None:
    page = open_page()
    ask(page, SLOW, wait=False)
    page.wait_for_selector(".pd-answer p:not(.pd-working)")
    page.locator("#pd-stop").click()
    page.wait_for_selector(".pd-notice:has-text('Stopped')", timeout=2000)
    ask(page, ASK_EN)
    assert page.locator("#t2-a .pd-mark").count() >= 1
