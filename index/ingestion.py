"""Brings files into a library: new ones added, changed ones replaced, the rest left alone."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from pathlib import Path

from corpus.errors import RejectedDocument
from index.library import Library
from index.records import DocumentRecord
from ingest.metadata import slugify
from ingest.pipeline import RECIPE, Source, find_files, load_source, read_document
from ingest.report import IngestProgress, IngestReport, ProgressHook, Rejection

log = logging.getLogger(__name__)


def ingest_paths(
    library: Library, paths: Iterable[Path], progress: ProgressHook | None = None
) -> IngestReport:
    """Add or refresh documents; a file that is in the library already costs only its hash.

    Args:
        library: Where to.
        paths: Files, folders, globs.
        progress: Called before each file and after each batch of passages.

    Raises:
        UsageError: A path does not exist.
        LibraryBusy: Another process is writing.
    """
    began = time.perf_counter()
    files = list(find_files(paths))
    run = _Run(library, len(files), progress)
    with library.writing():
        for number, path in enumerate(files):
            run.start(number, path)
            try:
                run.take(load_source(path))
            except RejectedDocument as error:
                log.info("rejected %s", path.name)
                run.rejected.append(Rejection(str(path), str(error)))
    return IngestReport(
        added=tuple(run.added),
        updated=tuple(run.updated),
        unchanged=run.unchanged,
        rejected=tuple(run.rejected),
        passages=run.passages,
        seconds=round(time.perf_counter() - began, 3),
        embed_seconds=round(run.embed_seconds, 3),
    )


class _Run:
    """The state of one ingestion."""

    def __init__(self, library: Library, total: int, progress: ProgressHook | None) -> None:
        self.library = library
        self.total = total
        self.progress = progress
        self.added: list[str] = []
        self.updated: list[str] = []
        self.rejected: list[Rejection] = []
        self.unchanged = 0
        self.passages = 0
        self.embed_seconds = 0.0
        self._began = time.perf_counter()
        self._number = 0
        self._name = ""
        records = library.documents()
        self._by_hash = {record.sha256: record for record in records}
        self._by_path = {record.source_path: record for record in records}
        self._slugs = {record.info.slug for record in records}

    def start(self, number: int, path: Path) -> None:
        self._number, self._name = number, path.name
        self._report(0, 0)

    def take(self, source: Source) -> None:
        place = str(source.path.resolve())
        same = self._by_hash.get(source.sha256)
        if same and same.recipe == RECIPE:
            self._keep(same, place)
            return
        old = same or self._by_path.get(place)
        slug = old.info.slug if old else None
        document, passages = read_document(source, slug=slug)
        if slug is None and document.info.slug in self._slugs:
            slug = self._free_slug(document.info.slug)
            document, passages = read_document(source, slug=slug)
        began = time.perf_counter()
        self.library.put(document, RECIPE, passages, source.data, self._report)
        self.embed_seconds += time.perf_counter() - began
        self.passages += len(passages)
        (self.updated if old else self.added).append(document.info.slug)
        self._remember(DocumentRecord(document.info, source.sha256, place, RECIPE, len(passages)))

    def _keep(self, record: DocumentRecord, place: str) -> None:
        self.unchanged += 1
        if record.source_path != place and not Path(record.source_path).exists():
            self.library.records.move(record.info.slug, place)
            self._remember(record._replace(source_path=place))

    def _remember(self, record: DocumentRecord) -> None:
        self._by_hash[record.sha256] = self._by_path[record.source_path] = record
        self._slugs.add(record.info.slug)

    def _free_slug(self, slug: str) -> str:
        number = 2
        while f"{slug}-{number}" in self._slugs:
            number += 1
        return slugify(f"{slug}-{number}")

    def _report(self, done: int, total: int) -> None:
        if self.progress is None:
            return
        share = (self._number + (done / total if total else 0)) / max(self.total, 1)
        spent = time.perf_counter() - self._began
        self.progress(
            IngestProgress(
                done=self._number,
                total=self.total,
                current=self._name,
                passages_done=done,
                passages_total=total,
                eta_seconds=spent * (1 - share) / share if share > 0.02 else None,
            )
        )
