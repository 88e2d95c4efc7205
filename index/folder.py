"""A library's folder on disk: who may write to it, and the copies of the originals in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import LibraryBusy, LibraryError
from corpus.types import Document
from ingest.pipeline import Source


class LibraryFolder:
    """The folder of one library; ``incoming`` holds files until their documents are stored.

    Attributes:
        path: Of the folder.
        pages: Images of pages; they can be drawn again.
    """

    def __init__(self, path: Path) -> None:
        """Create the folder where there is none.

        Raises:
            LibraryError: It cannot be written.
        """
        self.path = path
        self._copies = path / "documents"
        self._incoming = path / "incoming"
        self.pages = path / "pages"
        _prepare(path)
        self._lock = FileLock(path / "write.lock")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the write lock, which a thread may take again while it has it.

        Raises:
            LibraryBusy: Another process or thread holds it.
        """
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise LibraryBusy(
                "another process is adding or removing documents",
                str(self.path),
                "Wait until it has finished and try again.",
            ) from None
        try:
            yield
        finally:
            self._lock.release()

    def stage(self, source: Source) -> Path:
        """Keep a file's bytes until its document is stored, and return where."""
        staged = self._staged(source.sha256, source.path)
        staged.parent.mkdir(exist_ok=True)
        staged.write_bytes(source.data)
        return staged

    def keep(self, document: Document) -> None:
        """Make what was staged for a document its copy, unless that was done before."""
        slug, original = document.info.slug, Path(document.source_path)
        staged = self._staged(document.sha256, original)
        if not staged.exists():
            return
        self._copies.mkdir(exist_ok=True)
        target = self._copies / f"{slug}{original.suffix.lower()}"
        staged.replace(target)
        self._drop_pages(slug)
        for stale in self._copies.glob(f"{slug}.*"):
            if stale != target:
                stale.unlink(missing_ok=True)

    def copy_of(self, slug: str) -> Path | None:
        """Return where the copy of a document's original lies, or None when it is gone."""
        return next(iter(sorted(self._copies.glob(f"{slug}.*"))), None)

    def copies(self) -> list[Path]:
        """Return all copies, ordered by name, which is a slug and a suffix."""
        return sorted(self._copies.glob("*"))

    def taken(self) -> dict[str, float]:
        """Return when the copies were taken, in seconds since 1970, by slug."""
        found = {}
        for copy in self.copies():
            with suppress(FileNotFoundError):  # another process may be replacing it
                found[copy.stem] = copy.stat().st_mtime
        return found

    def drop(self, slug: str) -> None:
        """Delete a document's copy and the images drawn of it."""
        self._drop_pages(slug)
        for path in self._copies.glob(f"{slug}.*"):
            path.unlink(missing_ok=True)

    def clear_staged(self) -> None:
        """Delete what was staged for documents that were not stored."""
        shutil.rmtree(self._incoming, ignore_errors=True)

    def _drop_pages(self, slug: str) -> None:
        for path in self.pages.glob(f"{slug}.*"):
            path.unlink(missing_ok=True)

    def _staged(self, sha256: str, original: Path) -> Path:
        return self._incoming / f"{sha256}{original.suffix.lower()}"


def _prepare(folder: Path) -> None:
    problem = ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        problem = error.strerror or type(error).__name__
    if problem:
        raise LibraryError(
            f"the library folder cannot be written ({problem})",
            str(folder),
            "Choose another with --library or change its permissions.",
        )
