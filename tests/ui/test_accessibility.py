"""Every state of every page, in both languages, light and dark: nothing keeps anyone out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks.interface.barriers import find_barriers
from benchmarks.interface.states import STATES, open_interface, open_tab
from tests.ui.test_evaluation import keep_two

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("look", [("ko", 1440, "light"), ("en", 390, "dark")], ids=str)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_no_state_has_a_serious_barrier_an_error_or_sideways_scrolling(
    browser, desk_url: str, state, look
) -> None:
    language, width, scheme = look
    page = open_interface(browser, desk_url, language, width, scheme)
    errors: list[str] = []
    page.on("console", lambda message: message.type == "error" and errors.append(message.text))
    state.reach(page, language)
    grave, _ = find_barriers(page)
    sideways = page.evaluate("document.documentElement.scrollWidth") - width
    page.context.close()
    assert grave == []
    assert errors == []
    assert sideways <= 0


@pytest.mark.parametrize("look", [("ko", 1440, "dark"), ("en", 390, "light")], ids=str)
def test_a_report_of_an_evaluation_has_no_serious_barrier(
    browser, desk_url: str, home: Path, look
) -> None:
    language, width, scheme = look
    folder = home / "library" / "evaluations"
    keep_two(folder)
    page = open_interface(browser, desk_url, language, width, scheme)
    open_tab(page, "evaluation")
    page.wait_for_selector(".pd-one")
    for summary in page.locator("#pd-trends summary").all():
        summary.click()
    grave, _ = find_barriers(page)
    sideways = page.evaluate("document.documentElement.scrollWidth") - width
    page.context.close()
    shutil.rmtree(folder)
    assert grave == []
    assert sideways <= 0


def test_a_barrier_would_be_found(browser, desk_url: str) -> None:
    page = open_interface(browser, desk_url, "en", 1440, "light")
    page.evaluate(
        "document.querySelector('.pd-welcome').innerHTML ="
        ' \'<img src="x.png"><button></button><p style="color:#bbb;background:#fff">faint</p>\''
    )
    grave, _ = find_barriers(page)
    page.context.close()
    found = "\n".join(grave)
    for rule in ("image-alt", "button-name", "color-contrast"):
        assert rule in found
