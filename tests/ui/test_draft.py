"""Checking a draft in the browser: each sentence is marked and its sources stand beside it."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import docx.document
import pytest

pytestmark = pytest.mark.browser

DRAFT = (
    "# Commitments\n\n"
    "The Frontier AI Safety Commitments were announced at the AI Seoul Summit 2024. "
    "The Frontier AI Safety Commitments were announced in Geneva in 2021.\n\n"
    "The moon is made of cheese and orbits the village of Anhalt. Who counts the craters?\n"
)
VERDICTS = ["supported", "contradicted", "missing"]
LONG = "\n\n".join(
    f"The {name} commission of the village keeps {number} kinds of cheese in its cellar."
    for number, name in enumerate(("lunar", "solar", "tidal", "polar", "rural") * 12, 20)
)
HOSTILE = (
    "The Zanzibar office <img src=x onerror=\"window.hacked='draft'\"> keeps ${window.hacked=1} "
    "records {{constructor}} <script>window.hacked='script'</script> for 12 years."
)


def open_check(open_page, locale: str = "en-US", width: int = 1440):
    page = open_page(locale, width)
    page.locator("#pd-tab-check-button").click()
    page.wait_for_selector("#pd-draft-text textarea")
    return page


def check(page, text: str, *, wait: bool = True) -> None:
    page.locator("#pd-draft-text textarea").fill(text)
    page.locator("#pd-draft-start").click()
    if wait:
        wait_until_checked(page)


def wait_until_checked(page) -> None:
    page.wait_for_selector("#pd-draft-report .pd-notice", timeout=90_000)


def drop(page, name: str, data: bytes) -> None:
    page.locator("#pd-draft-file input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )


def verdicts(page) -> list[str]:
    return page.locator(".pd-judged").evaluate_all("all => all.map(s => s.dataset.verdict)")


def word_file(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("locale", "said", "counts"),
    [
        ("en-US", "Contradicted", ["All 3", "Supported 1", "Contradicted 1", "Not found 1"]),
        ("ko-KR", "어긋남", ["전체 3", "뒷받침됨 1", "어긋남 1", "찾지 못함 1"]),
    ],
)
def test_each_sentence_of_a_pasted_draft_is_marked_and_shows_its_sources(
    open_page, locale: str, said: str, counts: list[str]
) -> None:
    page = open_check(open_page, locale)
    check(page, DRAFT)
    assert verdicts(page) == VERDICTS
    assert page.locator("#pd-draft h3").inner_text() == "Commitments"
    shown = [text.lstrip("✓✗? ") for text in page.locator(".pd-count").all_inner_texts()]
    assert shown == counts
    assert page.locator("#d2-a .pd-sr").text_content() == f"{said}: "
    page.locator("#d2-a").click()
    page.wait_for_selector("#pd-evidence .pd-card")
    evidence = page.inner_text("#pd-evidence")
    assert said in evidence
    assert "announced in Geneva in 2021" in evidence
    assert "Seoul Summit 2024" in page.locator("#pd-evidence .pd-card mark").first.inner_text()
    assert page.locator("#d2-a").get_attribute("aria-current") == "true"


def test_what_was_not_found_is_not_called_wrong(open_page) -> None:
    page = open_check(open_page)
    check(page, DRAFT)
    page.locator("#d3-a").click()
    page.wait_for_selector("#pd-evidence .pd-verdict")
    assert "That does not make it wrong" in page.inner_text("#pd-evidence")
    assert page.locator("#pd-evidence .pd-card").count() == 0


def test_the_example_shows_a_true_and_a_false_sentence_at_a_click(open_page) -> None:
    for locale in ("ko-KR", "en-US"):
        page = open_check(open_page, locale)
        page.locator("#pd-draft-example").click()
        wait_until_checked(page)
        assert verdicts(page) == ["supported", "contradicted"]


def test_keys_go_from_problem_to_problem_and_back_from_the_sources(open_page) -> None:
    page = open_check(open_page)
    check(page, DRAFT)
    page.locator("#pd-draft-again").focus()
    page.keyboard.press("j")
    assert page.locator(":focus").get_attribute("id") == "d2-a"
    page.keyboard.press("n")
    assert page.locator(":focus").get_attribute("id") == "d3-a"
    page.keyboard.press("k")
    page.wait_for_selector("#pd-evidence .pd-card")
    number = page.locator("#pd-evidence .pd-card").get_attribute("id")
    assert number.startswith("d2-c")
    page.keyboard.press("1")
    page.wait_for_selector("#pd-evidence .pd-original mark")
    assert page.locator(":focus").get_attribute("id") == number
    page.keyboard.press("Escape")
    assert page.locator(":focus").get_attribute("id") == "d2-a"
    page.locator("#d1-a").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#pd-evidence .pd-verdict.pd-good")


def test_a_count_leaves_only_its_sentences_marked(open_page) -> None:
    page = open_check(open_page)
    check(page, DRAFT)
    page.locator(".pd-count", has_text="Not found").click()
    assert page.locator(".pd-judged > .pd-sign:visible").count() == 1
    assert page.locator(".pd-count[aria-pressed=true]").inner_text().endswith("Not found 1")
    page.locator(".pd-step").last.click()
    assert page.locator(":focus").get_attribute("id") == "d3-a"
    page.locator(".pd-count").first.click()
    assert page.locator(".pd-judged > .pd-sign:visible").count() == 3


def test_typing_j_in_the_text_types_it(open_page) -> None:
    page = open_check(open_page)
    page.locator("#pd-draft-text textarea").press("j")
    assert page.locator("#pd-draft-text textarea").input_value() == "j"


def test_sentences_are_marked_while_the_check_goes_on_and_stop_keeps_them(open_page) -> None:
    page = open_check(open_page)
    check(page, LONG, wait=False)
    page.wait_for_selector(".pd-judged")
    bar = page.locator("#pd-draft-report [role=progressbar]")
    assert int(bar.get_attribute("aria-valuenow")) < 100
    page.locator("#pd-draft-stop").click()
    page.wait_for_selector("#pd-draft-report .pd-notice:has-text('Stopped after')", timeout=5000)
    done = len(verdicts(page))
    assert 0 < done < 60
    page.wait_for_timeout(800)
    assert len(verdicts(page)) == done
    assert not page.locator("#pd-draft-stop").is_visible()


def test_a_result_can_be_gone_back_to_until_another_draft_is_checked(open_page) -> None:
    page = open_check(open_page)
    check(page, DRAFT)
    page.locator("#pd-draft-again").click()
    page.wait_for_selector("#pd-draft-text textarea")
    assert page.locator("#pd-draft-text textarea").input_value() == DRAFT
    page.locator("#pd-draft-back").click()
    page.wait_for_selector(".pd-judged")
    assert verdicts(page) == VERDICTS


@pytest.mark.parametrize("locale", ["en-US", "ko-KR"])
def test_a_word_file_is_checked_and_neither_kept_nor_added(
    open_page, home: Path, locale: str
) -> None:
    page = open_check(open_page, locale)
    text = "The Frontier AI Safety Commitments were announced at the AI Seoul Summit 2024."
    drop(page, "zanzibar memo.docx", word_file(text))
    wait_until_checked(page)
    assert verdicts(page) == ["supported"]
    assert not list(home.rglob("zanzibar*"))
    page.locator("#pd-tab-library-button").click()
    page.wait_for_selector("#pd-library table")
    assert "zanzibar" not in page.inner_text("#pd-library")


def save(page) -> docx.document.Document:
    with page.expect_download() as download:
        page.locator("#pd-draft-save").click()
    assert download.value.suggested_filename.endswith("-policydesk.docx")
    return docx.Document(io.BytesIO(Path(download.value.path()).read_bytes()))


def test_a_pasted_draft_is_saved_as_word_with_its_verdicts_and_sources(open_page) -> None:
    page = open_check(open_page)
    check(page, DRAFT)
    copy = save(page)
    assert copy.paragraphs[0].text == "Commitments"
    supported, contradicted, missing = (comment.text for comment in copy.comments)
    assert supported.startswith("Supported: ")
    assert "[1] Frontier AI Safety Commitments" in contradicted
    assert "AI Seoul Summit 2024.”" in contradicted
    assert missing.startswith("Not found: ")


def test_a_word_file_comes_back_with_comments_and_nothing_else_changed(open_page) -> None:
    page = open_check(open_page, "ko-KR")
    file = docx.Document()
    paragraph = file.add_paragraph("국가인공지능위원회는 ")
    paragraph.add_run("최대 60명으로").bold = True
    paragraph.add_run(" 구성된다. 감사합니다.")
    data = io.BytesIO()
    file.save(data)
    drop(page, "검토 의견.docx", data.getvalue())
    wait_until_checked(page)
    copy = save(page)
    assert [p.text for p in copy.paragraphs] == [p.text for p in file.paragraphs]
    assert "최대 60명으로" in [run.text for run in copy.paragraphs[0].runs if run.bold]
    (comment,) = copy.comments
    assert comment.text.startswith("어긋남: ")
    assert "최대 45명" in comment.text


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("draft.pdf", b"%PDF-1.7 and then nothing", "draft.pdf: PDF가 손상되었거나 불완전합니다."),
        ("draft.docx", b"PK\x03\x04", "draft.docx: DOCX 파일이 손상되었거나 불완전합니다."),
        ("draft.exe", b"MZ", "draft.exe: 읽을 수 없는 형식(.exe)입니다."),
        ("draft.txt", b"   ", "draft.txt: 빈 파일입니다."),
        ("draft.md", b"# One\n\nThank you.\n", "검토할 문장을 찾지 못하였습니다."),
    ],
)
def test_a_file_that_cannot_be_checked_is_one_line(
    open_page, name: str, data: bytes, said: str
) -> None:
    page = open_check(open_page, "ko-KR")
    drop(page, name, data)
    page.wait_for_selector("#pd-draft-problem .pd-bad")
    assert page.inner_text("#pd-draft-problem").startswith(said)
    assert page.locator("#pd-draft-start").is_visible()


def test_an_empty_text_gets_a_gentle_notice(open_page) -> None:
    page = open_check(open_page)
    check(page, "  \n ", wait=False)
    page.wait_for_selector("#pd-draft-problem .pd-notice")
    assert page.inner_text("#pd-draft-problem") == "Please paste a text first."


def test_hostile_words_of_a_draft_and_its_sources_stay_text(open_page) -> None:
    page = open_check(open_page)
    check(page, f"{HOSTILE}\n\nThe Zanzibar marmalade tariff is 14 percent.")
    assert "<script>window.hacked='script'</script>" in page.inner_text("#pd-draft")
    for number in (1, 2):
        page.locator(f"#d{number}-a").click()
        page.wait_for_selector("#pd-evidence .pd-verdict")
    page.wait_for_timeout(300)
    assert page.evaluate("window.hacked") is None


def test_on_a_phone_a_choice_leads_to_the_sources_and_back(open_page) -> None:
    page = open_check(open_page, "ko-KR", 390)
    check(page, DRAFT)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#d2-a").click()
    page.wait_for_function("document.activeElement.matches('#pd-evidence h2')")
    page.locator("#pd-evidence .pd-verdict .pd-back").click()
    assert page.locator(":focus").get_attribute("id") == "d2-a"


def test_switching_language_rewords_a_checked_draft(open_page) -> None:
    page = open_check(open_page, "ko-KR")
    check(page, DRAFT)
    page.locator("#d1-a").click()
    page.wait_for_selector("#pd-evidence .pd-verdict")
    page.locator("#pd-language label", has_text="English").click()
    page.wait_for_selector("#pd-evidence h2:has-text('Evidence')")
    assert page.locator("#d1-a .pd-sr").text_content() == "Supported: "
    assert page.locator("#d1-a").get_attribute("aria-current") == "true"


def test_both_upload_boxes_speak_the_interfaces_language(open_page) -> None:
    page = open_check(open_page, "ko-KR")
    hint = "getComputedStyle(document.querySelector('#pd-draft-file .wrap'), '::after').content"
    assert "한글(HWPX, HWP)" in page.evaluate(hint)
    page.locator("#pd-language label", has_text="English").click()
    page.wait_for_function(f"({hint}).includes('Drop a Word')")
    label = page.locator("#pd-draft-file button").first.get_attribute("aria-label")
    assert label.startswith("Drop a Word (DOCX)")
