"""Keeps drawn pages on disk, the last used ones within a bound."""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from pathlib import Path

from corpus.types import Document

log = logging.getLogger(__name__)

_MOST_BYTES = 200 * 2**20
_SUFFIX = ".png"


class PageImages:
    """A folder of page images, named after document, page and the bytes that they were drawn of."""

    def __init__(self, folder: Path, most_bytes: int = _MOST_BYTES) -> None:
        """The folder is made when the first image is kept.

        Args:
            folder: For images alone.
            most_bytes: Of all images; the ones unused for longest go first.
        """
        self._folder = folder
        self._most_bytes = most_bytes

    def get(self, document: Document, page: int) -> bytes | None:
        """Return a kept image, or None."""
        path = self._path(document, page)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        with suppress(OSError):
            os.utime(path)
        return data

    def keep(self, document: Document, page: int, image: bytes) -> None:
        """Keep an image; a folder that cannot be written keeps none."""
        path = self._path(document, page)
        part = path.with_suffix(f".{os.getpid()}.part")
        try:
            self._folder.mkdir(exist_ok=True)
            part.write_bytes(image)
            part.replace(path)
            self._make_room(path)
        except OSError as error:
            log.info("a page image is not kept (%s)", error.strerror)

    def _path(self, document: Document, page: int) -> Path:
        return self._folder / f"{document.info.slug}.{document.sha256[:16]}.{page}{_SUFFIX}"

    def _make_room(self, newest: Path) -> None:
        files = [(path, path.stat()) for path in self._folder.iterdir()]
        excess = sum(stat.st_size for _, stat in files) - self._most_bytes
        for path, stat in sorted(files, key=lambda file: file[1].st_mtime_ns):
            if excess <= 0:
                return
            if path != newest:
                path.unlink(missing_ok=True)
                excess -= stat.st_size
