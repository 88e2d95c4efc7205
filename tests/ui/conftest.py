"""A server over a small library, and a real browser at it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DIGESTS = ROOT / "corpus" / "data" / "digests"
HOSTILE_TITLE = "<img src=x onerror=\"window.hacked='title'\"> Tariff schedule ${window.hacked='t'}"
HOSTILE_TEXT = (
    "Zanzibar tariff schedule\n\n"
    "The Zanzibar marmalade tariff <img src=x onerror=\"window.hacked='text'\"> is 14 percent "
    "{{constructor}} ${window.hacked='template'} <script>window.hacked='script'</script> [1].\n"
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let these tests, and no others, talk to this machine."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "localhost", "::1"]))


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Headless Chromium."""
    executable = shutil.which("chromium")
    if executable is None:
        if os.environ.get("CI"):
            pytest.fail("chromium is not installed: apt-get install chromium fonts-noto-cjk")
        pytest.skip("chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of two digests and one document that tries everything."""
    home = tmp_path_factory.mktemp("desk")
    (home / "hostile.txt").write_text(HOSTILE_TEXT, encoding="utf-8")
    entry = {
        "slug": "hostile",
        "title": HOSTILE_TITLE,
        "publisher": "<b onmouseover=alert(1)>Ministry</b>",
        "status": "rescinded",
        "status_note": "The tariff schedule was rescinded on 2025-01-20.",
        "source_url": "javascript:window.hacked='link'",
        "language": "en",
    }
    (home / "catalog.json").write_text(json.dumps([entry]), encoding="utf-8")
    digests = ("frontier-ai-safety-commitments.en.md", "korea-ai-basic-act.ko.md")
    paths = [home / "hostile.txt", *(DIGESTS / name for name in digests)]
    command = [sys.executable, "-m", "assistant", "ingest", *map(str, paths)]
    subprocess.run([*command, "--library", str(home / "library")], cwd=ROOT, check=True)
    return home


@pytest.fixture(scope="session")
def desk_url(home: Path) -> Iterator[str]:
    """The address of a running desk."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (home / "server.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.serve", str(home), str(port)],
        cwd=ROOT,
        stdout=log,
        stderr=subprocess.STDOUT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "GRADIO_TEMP_DIR": str(home / "gradio")},
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_until_up(url, server, home / "server.log")
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


@pytest.fixture
def open_page(browser, desk_url: str) -> Iterator[Callable[..., object]]:
    """Opens pages in fresh browser profiles and closes them afterwards."""
    contexts = []

    def open_page(locale: str = "en-US", width: int = 1440, height: int = 900):
        context = browser.new_context(
            locale=locale, viewport={"width": width, "height": height}, reduced_motion="reduce"
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=desk_url)
        contexts.append(context)
        page = context.new_page()
        page.requested = []
        page.on("request", lambda request: page.requested.append(request.url))
        page.goto(desk_url)
        page.wait_for_selector(".pd-welcome")
        # The language is set once the page has loaded.
        page.wait_for_function("code => document.documentElement.lang === code", arg=locale[:2])
        return page

    yield open_page
    for context in contexts:
        context.close()


def _wait_until_up(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except OSError:
            assert server.poll() is None, log.read_text()
            time.sleep(0.2)
    pytest.fail("the server did not come up in two minutes")
