"""Documents that come through the browser: kept beside the library, replaced by name."""

from __future__ import annotations

import hashlib
import re
import shutil
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from index.ingestion import ingest_paths
from index.library import Library
from index.records import DocumentRecord
from ingest.report import IngestReport, ProgressHook

_LONGEST_NAME_BYTES = 180
_DEVICE = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")


@dataclass(frozen=True, slots=True)
class Removed:
    """A removed document and how to get it back.

    Attributes:
        title: For the reader.
        path: A file that holds the document.
        home: Where the file must lie again to be the same source.
    """

    title: str
    path: Path
    home: Path


def add_uploads(
    library: Library, files: Sequence[Path], progress: ProgressHook | None = None
) -> IngestReport:
    """Move uploaded files into the library's folder and ingest them.

    A source is known by its path, so a file of an earlier upload's name replaces that document.
    Where the new one is rejected the earlier one stays as it was.

    Args:
        library: Where to.
        files: Temporary files under their original names.
        progress: As for ``ingest_paths``.

    Raises:
        LibraryBusy: Another process is writing.
    """
    folder = library.folder / "uploads"
    before = library.folder / "uploads-before"
    shutil.rmtree(before, ignore_errors=True)
    folder.mkdir(exist_ok=True)
    before.mkdir()
    targets: list[Path] = []
    for file in files:
        target = _free_of(folder / safe_name(file.name), targets)
        if target.exists():
            target.replace(before / target.name)
        shutil.move(file, target)
        targets.append(target)
    try:
        report = ingest_paths(library, targets, progress)
    finally:
        _settle(library, targets, before)
        shutil.rmtree(before, ignore_errors=True)
    return report


def safe_name(name: str) -> str:
    """Return a file name that is harmless on every system and still the reader's own words."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    name = re.sub(r"[^\w .()\[\]&+,'·‘’“”「」『』-]", "_", name)
    stem, suffix = Path(name).stem.strip(" ."), Path(name).suffix.lower().rstrip(" .")
    if _DEVICE.match(stem.split(".")[0]):
        stem = f"_{stem}"
    room = _LONGEST_NAME_BYTES - len(suffix.encode())
    return (stem.encode()[:room].decode(errors="ignore").strip(" .") or "document") + suffix


def remove_document(library: Library, slug: str) -> Removed:
    """Remove a document and return what brings it back; only the last removal is kept.

    Raises:
        UsageError: There is none of that name.
        LibraryBusy: Another process is writing.
    """
    info = library.document(slug).info
    record = next(r for r in library.documents() if r.info.slug == slug)
    source = Path(record.source_path)
    bin_ = library.folder / "removed"
    shutil.rmtree(bin_, ignore_errors=True)
    bin_.mkdir()
    parked = bin_ / safe_name(source.name)
    uploaded = source.is_relative_to((library.folder / "uploads").resolve())
    for copy in (library.folder / "documents").glob(f"{slug}.*"):
        shutil.copyfile(copy, parked)
    library.remove(slug)
    if uploaded:
        source.unlink(missing_ok=True)
        return Removed(info.title, parked, source)
    if source.exists():
        return Removed(info.title, source, source)
    return Removed(info.title, parked, library.folder / "uploads" / parked.name)


def restore_document(
    library: Library, removed: Removed, progress: ProgressHook | None = None
) -> IngestReport:
    """Bring a removed document back.

    Raises:
        LibraryBusy: Another process is writing.
        UsageError: Its file has gone in the meantime.
    """
    if removed.path != removed.home and removed.path.exists():
        removed.home.parent.mkdir(exist_ok=True)
        shutil.move(removed.path, removed.home)
    return ingest_paths(library, [removed.home], progress)


def _settle(library: Library, targets: Sequence[Path], before: Path) -> None:
    """Keep the files that a document came from; put back what a rejected file had replaced."""
    records: dict[str, DocumentRecord] = {r.source_path: r for r in library.documents()}
    hashes = {path: record.sha256 for path, record in records.items()}
    for target in targets:
        earlier = before / target.name
        if hashes.get(str(target.resolve())) == _sha256(target):
            continue
        with suppress(OSError):
            target.unlink(missing_ok=True)
        if earlier.exists():
            earlier.replace(target)


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _free_of(target: Path, taken: Sequence[Path]) -> Path:
    number = 2
    free = target
    while free in taken:
        free = target.with_stem(f"{target.stem} ({number})")
        number += 1
    return free
