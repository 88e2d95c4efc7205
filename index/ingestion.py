"""Brings files into a library: new ones added, changed ones replaced, the rest left alone."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import RejectedDocument
from index.library import Library
from index.lifecycle import Holdings
from index.parsing import Copy, Parsed, parse_copy
from ingest.estimate import Estimate
from ingest.finding import Found, FoundFile, find_all
from ingest.pipeline import Stamp, load_source, stamp_of
from ingest.processes import ReadingProcesses, usual_count
from ingest.report import IngestProgress, IngestReport, IngestWarning, ProgressHook, Rejection

log = logging.getLogger(__name__)

READ_LIMIT_S = 600.0
"""Longest time for reading one file."""
_AHEAD_FILES = 8
_AHEAD_BYTES = 64_000_000
_LOOKED_AT = 500
_PUT_TOGETHER = 256
_LEAST_BYTES = 256_000
_PLAIN = frozenset({".md", ".markdown", ".txt", ".text"})
_RACY_NS = 2_000_000_000
_TICK_S = 0.2


def ingest_paths(
    library: Library,
    paths: Iterable[Path],
    progress: ProgressHook | None = None,
    *,
    prune: bool = False,
    processes: int | None = None,
    limit_s: float = READ_LIMIT_S,
) -> IngestReport:
    """Add or refresh documents; a file that has not changed costs next to nothing.

    Files are read in processes of their own while those before them are embedded here. They go in
    in their order, whatever the number of processes.

    Args:
        library: Where to.
        paths: Files, folders, globs.
        progress: Called before each file, after each batch of passages and while waiting; what it
            raises ends the ingestion, and what was finished is kept.
        prune: Remove the documents whose file is gone from a folder that is searched.
        processes: That read; 0 reads in this one. None chooses by the cores, or 0 where only a
            little plain text is to be read, for which a process would take longer to start.
        limit_s: Longest time for reading one file, in seconds.

    Raises:
        UsageError: A path does not exist.
        LibraryBusy: Another process is writing.
    """
    began = time.perf_counter()
    found = find_all(paths, skip=library.folder)
    with library.writing():
        holdings = Holdings(library)
        looked = [_look(file, holdings) for file in found.files]
        if processes is None:
            processes = 0 if _is_little(looked) else usual_count()
        with ReadingProcesses(parse_copy, count=processes, limit_s=limit_s) as reading:
            run = _Run(library, holdings, reading, looked, progress)
            run.take_all()
        return run.report(found, prune, began)


@dataclass(slots=True)
class _Item:
    """A file on its way.

    Attributes:
        file: Which.
        stamp: As found, or as of reading.
        sha256: Of its bytes; empty until known.
        staged: Its bytes, kept for its document.
        parsing: Its reading, once begun.
        rejection: Why it does not go in.
    """

    file: FoundFile
    stamp: Stamp | None
    sha256: str = ""
    staged: Path | None = None
    parsing: Future[Parsed] | None = None
    rejection: str = ""

    @property
    def size(self) -> int:
        return self.stamp.size if self.stamp else 0


class _Run:
    """The state of one ingestion."""

    def __init__(
        self,
        library: Library,
        holdings: Holdings,
        reading: ReadingProcesses[Copy, Parsed],
        items: list[_Item],
        progress: ProgressHook | None,
    ) -> None:
        self.library = library
        self.holdings = holdings
        self.reading = reading
        self.items = items
        self.progress = progress
        self.added: list[str] = []
        self.updated: list[str] = []
        self.rejected: list[Rejection] = []
        self.warnings: list[IngestWarning] = []
        self.passages = 0
        self.embed_s = self.store_s = self.read_s = 0.0
        self._waiting: list[tuple[_Item, Parsed]] = []
        self._estimate = Estimate()
        self._done = 0
        self._name = ""
        for item in items:
            if not item.sha256 and not item.file.refusal:
                self._estimate.expect(item.file.place, item.file.path.suffix, item.size)

    def take_all(self) -> None:
        """Bring every file in, in order."""
        ahead: deque[_Item] = deque()
        for item in self._read_ahead(ahead):
            self._name = item.file.path.name
            self._report()
            self._take(item)
            self._done += 1
            is_next_ready = bool(ahead) and (not ahead[0].parsing or ahead[0].parsing.done())
            if sum(len(p.rows) for _, p in self._waiting) >= _PUT_TOGETHER or not is_next_ready:
                self._put()
        self._put()

    def report(self, found: Found, prune: bool, began: float) -> IngestReport:
        """Settle what became of the documents whose files are elsewhere or gone."""
        rejected = {item.file.place for item in self.items if item.rejection}
        settled = self.holdings.settle([item.file for item in self.items], found, rejected)
        if prune:
            for slug in settled.missing:
                self.library.drop(slug)
        return IngestReport(
            added=tuple(self.added),
            updated=tuple(self.updated),
            unchanged=len(self.items) - len(self.rejected) - len(self.added) - len(self.updated),
            rejected=tuple(self.rejected),
            passages=self.passages,
            seconds=round(time.perf_counter() - began, 3),
            embed_seconds=round(self.embed_s, 3),
            store_seconds=round(self.store_s, 3),
            read_seconds=round(self.read_s, 3),
            warnings=tuple(self.warnings),
            duplicates=settled.duplicates,
            missing=() if prune else settled.missing,
            removed=settled.missing if prune else (),
        )

    def _read_ahead(self, ahead: deque[_Item]) -> Iterator[_Item]:
        """Yield the files, with the reading of some that follow begun."""
        later = deque(self.items)
        while later or ahead:
            while later and len(ahead) < _LOOKED_AT:
                begun = [item for item in ahead if item.parsing]
                if begun and (
                    len(begun) >= _AHEAD_FILES
                    or sum(item.size for item in begun) + later[0].size > _AHEAD_BYTES
                ):
                    break
                item = later.popleft()
                self._begin(item)
                ahead.append(item)
            yield ahead.popleft()

    def _begin(self, item: _Item) -> None:
        """Learn what a file holds, and begin to read it where that is new."""
        if item.file.refusal:
            item.rejection = item.file.refusal
            return
        if self.holdings.is_current(item.sha256):
            return
        before_ns = time.time_ns()
        try:
            source = load_source(item.file.path)
        except RejectedDocument as error:
            item.rejection = str(error)
            return
        item.sha256, item.stamp = source.sha256, _trusted(source.stamp, before_ns)
        if not self.holdings.is_current(source.sha256) and self.holdings.expect(source.sha256):
            self._submit(item, self.library.files.stage(source))

    def _submit(self, item: _Item, staged: Path) -> None:
        path = item.file.path
        item.staged = staged
        item.parsing = self.reading.submit(Copy(path, staged, item.sha256), path.name)

    def _take(self, item: _Item) -> None:
        """Bring one file in, or see that it is in."""
        place = item.file.place
        if not item.rejection and not self.holdings.is_current(item.sha256) and not item.parsing:
            # A file of the same bytes before it was to stand for it, and has not gone in.
            self.holdings.give_up(item.sha256)
            item.sha256 = ""
            self._begin(item)
        if item.rejection or self.holdings.is_current(item.sha256):
            self._settle(item)
            return
        try:
            parsed = self._parsed(item)
        except RejectedDocument as error:
            self.holdings.give_up(item.sha256)
            item.rejection = str(error)
            self._settle(item)
            return
        old = self.holdings.replaced_by(item.sha256, place)
        slug = old or self.holdings.free_slug(parsed.document.info.slug)
        if any(p.document.info.slug == slug for _, p in self._waiting):
            self._put()
        parsed = parsed.under(slug)
        (self.updated if old else self.added).append(slug)
        self.warnings += [IngestWarning(str(item.file.path), w) for w in parsed.warnings]
        self.holdings.hold(place, item.sha256, item.stamp, parsed)
        self.read_s += parsed.seconds
        self.passages += len(parsed.rows)
        self._estimate.parsed(place, len(parsed.rows))
        self._waiting.append((item, parsed))

    def _settle(self, item: _Item) -> None:
        """Note a file that brings nothing new."""
        place, path = item.file.place, str(item.file.path)
        self._estimate.finish(place)
        if not item.rejection:
            self.holdings.see(place, item.sha256, item.stamp)
            return
        log.info("rejected %s", item.file.path.name)
        self.rejected.append(Rejection(path, item.rejection))
        if slug := self.holdings.slug_at(place):
            kept = (
                f"{item.file.path.name}: what was read of it before stays in the library as "
                f"{slug}. To remove it: policydesk library remove {slug}"
            )
            self.warnings.append(IngestWarning(path, kept))

    def _parsed(self, item: _Item) -> Parsed:
        assert item.parsing
        while True:
            try:
                return item.parsing.result(timeout=_TICK_S)
            except TimeoutError:
                # While nothing is ready, what is may as well go in.
                self._put()
                self._report()

    def _put(self) -> None:
        """Embed and store the documents that wait for it."""
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        self._report(0, sum(len(parsed.rows) for _, parsed in waiting))
        took = self.library.put([parsed for _, parsed in waiting], self._report)
        self.embed_s += took.embed
        self.store_s += took.store
        for item, _ in waiting:
            self._estimate.finish(item.file.place)

    def _report(self, done: int = 0, total: int = 0) -> None:
        if self.progress is None:
            return
        self.progress(
            IngestProgress(
                done=self._done,
                total=len(self.items),
                current=self._name,
                passages_done=done,
                passages_total=total,
                eta_seconds=self._estimate.seconds_left(done),
                share=self._estimate.share(done),
            )
        )


def _look(file: FoundFile, holdings: Holdings) -> _Item:
    """Return a file with its hash where it has not changed since that was taken."""
    stamp = stamp_of(file.place)
    return _Item(file, stamp, holdings.hash_at(file.place, stamp) if stamp else "")


def _is_little(items: list[_Item]) -> bool:
    new = [item for item in items if not item.sha256 and not item.file.refusal]
    plain = all(item.file.path.suffix.lower() in _PLAIN for item in new)
    return plain and sum(item.size for item in new) <= _LEAST_BYTES


def _trusted(stamp: Stamp | None, read_ns: int) -> Stamp | None:
    """Return the stamp of a file read at ``read_ns`` if a later change cannot leave it as it is.

    Two changes within one tick of the file system's clock give the same times, so that what was
    written just before it was read may since have been written again.
    """
    if stamp is None or max(stamp.mtime_ns, stamp.ctime_ns) > read_ns - _RACY_NS:
        return None
    return stamp
