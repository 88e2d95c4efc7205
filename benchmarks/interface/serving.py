"""A server over a library, in a process of its own, and a headless Chromium."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.interface.web import free_port

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_UP_S = 180


@contextmanager
def served(library: Path) -> Iterator[str]:
    """Serve the interface over a library and yield its address once it answers.

    Raises:
        RuntimeError: It did not come up.
    """
    port = free_port("127.0.0.1")
    command = [sys.executable, "-m", "assistant", "serve", "--port", str(port), "--no-open"]
    server = subprocess.Popen(
        [*command, "--library", str(library)],
        env=os.environ | {"PYTHONPATH": str(Path.cwd())},
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(_UP_S * 5):
            if server.poll() is not None:
                break
            try:
                urllib.request.urlopen(url, timeout=2).close()
            except OSError:
                time.sleep(0.2)
            else:
                yield url
                return
        raise RuntimeError("the interface did not come up")
    finally:
        server.terminate()
        server.wait(timeout=30)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open a headless Chromium: the system's where there is one, else Playwright's own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        try:
            yield browser
        finally:
            browser.close()
