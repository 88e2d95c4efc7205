"""The states of every page that are worth looking at, and how a reader gets there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Language = Literal["ko", "en"]
Scheme = Literal["light", "dark"]

_QUESTIONS = {
    "ko": (
        "국가인공지능위원회는 최대 몇 명으로 구성됩니까?",
        "그럼 고영향 인공지능이란 무엇입니까?",
    ),
    "en": (
        "What do companies promise in the Frontier AI Safety Commitments?",
        "When do they report on it?",
    ),
}
_TOPICS = {"ko": "고영향 인공지능 사업자의 의무", "en": "Frontier AI Safety Commitments"}
_LOCALES = {"ko": "ko-KR", "en": "en-US"}


@dataclass(frozen=True, slots=True)
class State:
    """One picture.

    Attributes:
        name: Of the picture; the page's name first.
        reach: Brings a page that has just been opened there, in a language.
    """

    name: str
    reach: Callable[[Page, Language], None]


def open_interface(
    browser: Browser, url: str, language: Language, width: int, scheme: Scheme
) -> Page:
    """Open the interface in a browser profile of its own; close its context when done.

    Args:
        browser: Chromium.
        url: Of the interface.
        language: Of the browser, which the interface takes over.
        width: Of the window, in CSS pixels.
        scheme: What the reader's system prefers.
    """
    context = browser.new_context(
        locale=_LOCALES[language],
        viewport={"width": width, "height": 900 if width > 600 else 844},
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(url)
    page.wait_for_selector(".pd-welcome")
    page.wait_for_function("code => document.documentElement.lang === code", arg=language)
    return page


def _ask(page: Page, language: Language) -> None:
    for number, question in enumerate(_QUESTIONS[language], 1):
        page.fill("#pd-question textarea", question)
        page.press("#pd-question textarea", "Enter")
        page.wait_for_selector(f"#t{number} .pd-meta", timeout=60_000)
    page.wait_for_selector("#pd-send")
    page.wait_for_timeout(1500)


def _ask_empty(page: Page, language: Language) -> None:
    del page, language


def _ask_source(page: Page, language: Language) -> None:
    _ask(page, language)
    page.locator("#t1 .pd-mark").first.click()
    _wait_for_original(page, "#pd-sources")


def _ask_earlier(page: Page, language: Language) -> None:
    _ask(page, language)
    page.locator("#pd-history button").first.click()
    page.wait_for_selector(".pd-kept-open")
    page.locator("#t1 .pd-act-edit").click()
    page.wait_for_selector("#pd-editing")


def _library(page: Page, language: Language) -> None:
    del language
    open_tab(page, "library")
    page.wait_for_selector("#pd-library table")


def _library_document(page: Page, language: Language) -> None:
    _library(page, language)
    page.locator("#pd-library .pd-title").first.click()
    page.wait_for_selector("#pd-document .pd-branch")
    page.locator("#pd-passages > summary").click()
    page.wait_for_selector("#pd-passages .pd-text")


def _library_catalogue(page: Page, language: Language) -> None:
    _library(page, language)
    page.locator("#pd-library-view label").nth(1).click()
    page.wait_for_selector("#pd-catalogue-search")
    page.wait_for_timeout(500)


def _brief(page: Page, language: Language) -> None:
    del language
    open_tab(page, "brief")
    page.wait_for_selector("#pd-brief-topic")


def _brief_outline(page: Page, language: Language) -> None:
    open_tab(page, "brief")
    page.fill("#pd-brief-topic :is(input, textarea)", _TOPICS[language])
    page.locator("#pd-brief-outline").click()
    page.wait_for_selector(".pd-part")


def _brief_written(page: Page, language: Language) -> None:
    _brief_outline(page, language)
    page.locator("#pd-brief-top [data-act=write]").click()
    page.wait_for_selector("#pd-brief-top [data-act=rewrite]", timeout=120_000)
    page.locator(".pd-part .pd-mark").first.click()
    _wait_for_original(page, "#pd-brief-sources")


def _check(page: Page, language: Language) -> None:
    del language
    open_tab(page, "check")
    page.wait_for_selector("#pd-draft-text")


def _check_done(page: Page, language: Language) -> None:
    _check(page, language)
    page.locator("#pd-draft-example").click()
    page.wait_for_selector("#pd-draft-report .pd-notice", timeout=90_000)
    page.locator(".pd-judged").first.click()
    page.wait_for_selector("#pd-evidence .pd-card")


def _evaluation(page: Page, language: Language) -> None:
    del language
    open_tab(page, "evaluation")
    page.wait_for_selector("#pd-evaluation-about code, .pd-report")


def _wait_for_original(page: Page, within: str) -> None:
    page.wait_for_selector(f"{within} .pd-original :is(.pd-around, .pd-frame)")
    page.wait_for_function(
        "() => [...document.querySelectorAll('.pd-sheet img')].every((image) => image.complete)"
    )


def open_tab(page: Page, name: str) -> None:
    """Open a page of the interface by its tab."""
    page.locator(f"#pd-tab-{name}-button").click()
    page.wait_for_timeout(300)


STATES = (
    State("ask-empty", _ask_empty),
    State("ask-answer", _ask),
    State("ask-source", _ask_source),
    State("ask-earlier", _ask_earlier),
    State("brief-empty", _brief),
    State("brief-outline", _brief_outline),
    State("brief-written", _brief_written),
    State("check-empty", _check),
    State("check-done", _check_done),
    State("library-list", _library),
    State("library-document", _library_document),
    State("library-catalogue", _library_catalogue),
    State("evaluation", _evaluation),
)
