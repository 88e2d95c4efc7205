"""``python3 -m tests``: set up what the tests need, then run them all."""

import os
import shutil
import subprocess
import sys
from ctypes.util import find_library

from assistant.bootstrap import ROOT, BootstrapError, ensure_environment

_EXTRAS = ("anthropic", "brief", "eval", "local", "ocr", "safety")
_SIDE_BY_SIDE = ("-n", "auto", "--maxprocesses", "4", "--dist", "loadfile")
# Playwright's own Node.js needs libatomic, which a minimal Debian does not have.
_BROWSER = ("chromium", "fonts-noto-cjk", "libatomic1")
_TESSERACT = ("tesseract-ocr", "tesseract-ocr-kor", "tesseract-ocr-jpn", "fonts-dejavu-core")


def main() -> None:
    """Set up and run pytest with the arguments given; without any, run all tests, side by side."""
    try:
        extras = [option for name in _EXTRAS for option in ("--extra", name)]
        python = ensure_environment([*extras, "--group", "dev"])
    except BootstrapError as error:
        sys.exit(f"policydesk: {error}")
    _ensure_debian()
    os.chdir(ROOT)
    pytest = [str(python), "-m", "pytest"]
    if sys.argv[1:]:
        os.execv(pytest[0], [*pytest, *sys.argv[1:]])
    # A browser keeps an event loop running in its process, beside which others cannot run.
    parts = ("not browser", "browser")
    sys.exit(max(subprocess.call([*pytest, *_SIDE_BY_SIDE, "-m", part]) for part in parts))


def _ensure_debian() -> None:
    """Install Debian's Chromium and Tesseract where that needs no password.

    Elsewhere their tests are skipped.
    """
    packages = () if shutil.which("chromium") and find_library("atomic") else _BROWSER
    if not _has_tesseract():
        packages = (*packages, *_TESSERACT)
    if not packages or not shutil.which("apt-get") or os.geteuid() != 0:
        return
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["update", "-qq"],
        ["install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        subprocess.run(["apt-get", *command], env=environ, check=False, stdout=sys.stderr)


def _has_tesseract() -> bool:
    if not shutil.which("tesseract"):
        return False
    command = ["tesseract", "--list-langs"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
    return {"eng", "kor", "jpn", "osd"} <= set(listed)


main()
