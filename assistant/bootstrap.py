"""Makes the environment that policydesk runs in; needs nothing but Python and pip."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_UV = "uv==0.13.9"
_STAMP = "policydesk-stamp"


class BootstrapError(RuntimeError):
    """The environment cannot be made; the message says what to do."""


def ensure_environment(options: Sequence[str] = (), root: Path = ROOT) -> Path:
    """Return the Python of an environment that holds exactly what ``uv.lock`` says.

    uv does the installing, because it reads the lock, checks hashes and takes seconds where pip
    takes minutes; where it is missing, pip fetches it into ``.uv``. A second call with the same
    lock does nothing.

    Args:
        options: For ``uv sync``, such as ``--extra local``.
        root: The checkout.

    Raises:
        BootstrapError: Python is too old, or pip or the package registry is missing.
    """
    # A user may well start this with an older Python than the project needs.
    if sys.version_info < (3, 11):  # noqa: UP036
        version = ".".join(map(str, sys.version_info[:2]))
        raise BootstrapError(f"Python 3.11 or newer is needed, this is {version}.")
    environment = root / ".venv"
    folder = "Scripts" if os.name == "nt" else "bin"
    python = environment / folder / "python"
    wanted = _fingerprint(root)
    stamp = environment / "-".join([_STAMP, *(o.lstrip("-") for o in options)])
    if python.exists() and stamp.exists() and stamp.read_text() == wanted:
        return python
    print("policydesk: setting up the environment (about 1 GB, once)", file=sys.stderr, flush=True)
    # --inexact: running the assistant must not remove what the tests installed, or the reverse.
    command = [_find_uv(root), "sync", "--frozen", "--inexact", "--no-default-groups", *options]
    environ = {**os.environ, "UV_PYTHON": sys.executable, "UV_PYTHON_DOWNLOADS": "never"}
    environ.pop("VIRTUAL_ENV", None)
    if subprocess.run(command, cwd=root, env=environ, check=False).returncode:
        raise BootstrapError(
            "the packages could not be installed; see the lines above. A package registry (PyPI or "
            "a mirror set with UV_DEFAULT_INDEX) must be reachable."
        )
    stamp.write_text(wanted)
    return python


def _fingerprint(root: Path) -> str:
    digest = hashlib.sha256()
    for name in ("uv.lock", "pyproject.toml"):
        digest.update((root / name).read_bytes())
    digest.update(f"{sys.version}\0{root}".encode())
    return digest.hexdigest()


def _find_uv(root: Path) -> str:
    if found := shutil.which("uv"):
        return found
    tools = root / ".uv"
    for name in ("uv", "uv.exe"):
        if (tools / "bin" / name).exists():
            return str(tools / "bin" / name)
    # --target also works where the distribution forbids pip to touch its own packages.
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(tools), _UV]
    if subprocess.run(install, check=False).returncode:
        raise BootstrapError(
            "uv could not be installed with pip. Install pip (on Debian: apt install python3-pip) "
            "and make sure that a package registry is reachable."
        )
    return _find_uv(root)
