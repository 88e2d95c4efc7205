"""``python3 -m tests``: set up what the tests need, then run them all."""

import os
import shutil
import subprocess
import sys
from ctypes.util import find_library

from assistant.bootstrap import ROOT, BootstrapError, ensure_environment

# Playwright's own Node.js needs libatomic, which a minimal Debian does not have.
_BROWSER = ("chromium", "fonts-noto-cjk", "libatomic1")


def main() -> None:
    """Set up and run pytest with the arguments given."""
    try:
        python = ensure_environment(["--extra", "local", "--group", "dev"])
    except BootstrapError as error:
        sys.exit(f"policydesk: {error}")
    _ensure_browser()
    os.chdir(ROOT)
    os.execv(str(python), [str(python), "-m", "pytest", *sys.argv[1:]])


def _ensure_browser() -> None:
    """Install Debian's Chromium where that needs no password; elsewhere its tests are skipped."""
    if shutil.which("chromium") and find_library("atomic"):
        return
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["update", "-qq"],
        ["install", "-y", "-qq", "--no-install-recommends", *_BROWSER],
    ):
        subprocess.run(["apt-get", *command], env=environ, check=False, stdout=sys.stderr)


main()
