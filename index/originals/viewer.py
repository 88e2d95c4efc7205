"""Shows where a document's words stand in its original, page by page."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from corpus.errors import LibraryError, RejectedDocument, UsageError
from corpus.places import locate, page_at
from corpus.types import Document
from index.originals.boxes import Box
from index.originals.drawing import Drawing, MarkedPage, Marking, draw_or_mark
from index.originals.finding import Wanted
from index.originals.images import PageImages
from ingest.processes import ReadingProcesses

if TYPE_CHECKING:
    from index.library import Library

IMAGE_WIDTH = 1200
"""In pixels; twice the width of the column in which a page is shown."""

Unmarked = Literal["elsewhere", "recognised", "not found"]
"""Why nothing is marked: the words stand on other pages, the page is a scan, or they were not found
letter for letter."""

_LIMIT_S = 20.0
_MEMORY_BYTES = 2 * 2**30
_KEPT = 512
_AROUND = 400


@dataclass(frozen=True, slots=True)
class PageView:
    """One page of an original.

    Attributes:
        document: Slug.
        page: 1-based.
        pages: How many there are.
        aspect: Width of the page divided by its height.
        boxes: Of the quoted words on it, in their order.
        quoted_on: The pages that the quote stands on.
        unmarked: Why there are no boxes; None where there are.
    """

    document: str
    page: int
    pages: int
    aspect: float
    boxes: tuple[Box, ...]
    quoted_on: tuple[int, ...]
    unmarked: Unmarked | None


@dataclass(frozen=True, slots=True)
class Segment:
    """The part of a quote that stands on one page.

    Attributes:
        page: 1-based.
        char_start: Index into the document's text.
        char_end: One past its last character.
    """

    page: int
    char_start: int
    char_end: int


class PageViewer:
    """Draws pages of a library's PDF copies in a process of its own and keeps the images."""

    def __init__(self, library: Library, images: Path | None = None) -> None:
        """Nothing is started before the first page is asked for.

        Args:
            library: Whose originals are shown.
            images: Folder for drawn pages; None takes the library's own.
        """
        self._library = library
        self._images = PageImages(images or library.files.pages)
        self._process: ReadingProcesses[Drawing | Marking, bytes | MarkedPage] = ReadingProcesses(
            draw_or_mark, count=1, limit_s=_LIMIT_S, memory_bytes=_MEMORY_BYTES
        )
        self._marked: OrderedDict[tuple[str, Marking], MarkedPage] = OrderedDict()
        self._lock = threading.Lock()

    def close(self) -> None:
        """End the process."""
        self._process.__exit__(None, None, None)

    def has_pages(self, document: Document) -> bool:
        """Whether the original can be shown as pages."""
        return self._copy(document) is not None

    def view(
        self, document: Document, char_start: int, char_end: int, page: int | None = None
    ) -> PageView:
        """Return where quoted words stand on a page.

        Args:
            document: Of the library.
            char_start: Of the quote, as an index into the document's text.
            char_end: One past its last character.
            page: 1-based; None takes the first that the quote stands on.

        Raises:
            UsageError: The document has no pages, or not these characters.
            LibraryError: The page is not in the file or cannot be read.
        """
        copy = self._copy(document)
        if copy is None:
            raise UsageError(
                "it has no pages to show", document.info.slug, "Read its text instead."
            )
        if not 0 <= char_start < char_end <= len(document.text):
            raise UsageError(
                f"it has no characters {char_start} to {char_end}",
                document.info.slug,
                "Ask the question again: the document has changed.",
            )
        segments = cut_at_pages(document, char_start, char_end)
        number = segments[0].page if page is None else page
        wanted = [
            _wanted(document, segment.char_start, segment.char_end)
            for segment in segments
            if segment.page == number
        ]
        recognised = number in document.places.ocr_pages
        task = Marking(copy, number, wanted[0] if wanted and not recognised else None)
        marked = self._mark(document, task)
        reason: Unmarked | None = None
        if not marked.boxes:
            reason = "elsewhere" if not wanted else "recognised" if recognised else "not found"
        return PageView(
            document.info.slug,
            number,
            marked.pages,
            marked.aspect,
            marked.boxes,
            tuple(segment.page for segment in segments),
            reason,
        )

    def image(self, document: Document, page: int) -> bytes:
        """Return a page as PNG.

        Raises:
            UsageError: The document has no pages.
            LibraryError: The page is not in the file or cannot be drawn.
        """
        copy = self._copy(document)
        if copy is None:
            raise UsageError(
                "it has no pages to show", document.info.slug, "Read its text instead."
            )
        if (kept := self._images.get(document, page)) is not None:
            return kept
        drawn = self._ask(Drawing(copy, page, IMAGE_WIDTH), document)
        assert isinstance(drawn, bytes)
        self._images.keep(document, page, drawn)
        return drawn

    def warm(self) -> None:
        """Start the process, so that the first page need not wait for it."""
        for copy in self._library.files.copies():
            if copy.suffix == ".pdf":
                self.view(self._library.document(copy.stem), 0, 1)
                return

    def _ask(self, task: Drawing | Marking, document: Document) -> bytes | MarkedPage:
        try:
            return self._process.submit(task, document.info.slug).result()
        except RejectedDocument as error:
            raise LibraryError(
                f"page {task.page} cannot be shown ({error.problem})",
                document.info.slug,
                "Read the text around the quote, or open the original at its official address.",
            ) from error

    def _copy(self, document: Document) -> Path | None:
        if not document.places.page_starts:
            return None
        copy = self._library.files.copy_of(document.info.slug)
        return copy if copy and copy.suffix == ".pdf" else None

    def _mark(self, document: Document, task: Marking) -> MarkedPage:
        key = document.sha256, task
        with self._lock:
            if key in self._marked:
                self._marked.move_to_end(key)
                return self._marked[key]
        marked = self._ask(task, document)
        assert isinstance(marked, MarkedPage)
        with self._lock:
            self._marked[key] = marked
            while len(self._marked) > _KEPT:
                self._marked.popitem(last=False)
        return marked


def cut_at_pages(document: Document, char_start: int, char_end: int) -> tuple[Segment, ...]:
    """Return a slice's parts by page, in order; the document must have pages."""
    segments: list[Segment] = []
    at = char_start
    while at < char_end:
        later = [start for start in document.places.page_starts if at < start < char_end]
        end = min(later, default=char_end)
        if document.text[at:end].strip():
            page = locate(document.places, at, end).page or page_at(document.places, at) or 1
            segments.append(Segment(page, at, end))
        at = end
    return tuple(segments) or (Segment(1, char_start, char_end),)


def _wanted(document: Document, start: int, end: int) -> Wanted:
    text = document.text
    return Wanted(text[start:end], text[max(0, start - _AROUND) : start], text[end : end + _AROUND])
