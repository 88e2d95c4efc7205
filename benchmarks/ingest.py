"""Ingests a folder into a fresh library and prints what it took.

Run ``python -m benchmarks.ingest FOLDER``.

Prints seconds and processor seconds of the whole; pages read by the reading processes alone and
pages ingested a second; the shares of the time that embedding and storing took; the peak resident
memory of this process and of all processes together; how far the estimates of the time left were
off; the seconds of a second run over the unchanged folder; and those of a run, in a process of its
own, over 1,000 generated files that have not changed.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from assistant.open import open_library
from assistant.settings import load_settings
from benchmarks.process_table import descendants, resident_mib
from index.ingestion import ingest_paths
from index.parsing import Copy, parse_copy
from ingest.finding import find_files
from ingest.processes import ReadingProcesses, usual_count
from ingest.report import IngestProgress

_FILES = 1000
_WATCH_S = 0.1


def main(folder: Path) -> None:
    """Print the figures for one folder."""
    parse_s, parsed_pages = _parse_only(folder)
    memory = _Memory()
    steps: list[tuple[float, float]] = []

    def note(step: IngestProgress) -> None:
        if step.eta_seconds is not None:
            steps.append((time.perf_counter(), step.eta_seconds))

    with tempfile.TemporaryDirectory() as fresh, memory:
        library = open_library(load_settings(library=Path(fresh)))
        cpu_s = _cpu_s()
        first = ingest_paths(library, [folder], note)
        cpu_s, ended = _cpu_s() - cpu_s, time.perf_counter()
        again = ingest_paths(library, [folder])
        pages = sum(
            len(library.document(r.info.slug).places.page_starts) for r in library.documents()
        )
        size_mib = sum(f.stat().st_size for f in Path(fresh).rglob("*") if f.is_file()) / 2**20
        library.close()
    off = [abs(eta - (ended - at)) / first.seconds for at, eta in steps]
    print(f"documents            {len(first.added)} (rejected {len(first.rejected)})")
    print(f"pages                {pages}")
    print(f"passages             {first.passages}")
    print(f"seconds              {first.seconds:.1f} ({pages / first.seconds:.1f} pages a second)")
    print(f"processor seconds    {cpu_s:.1f}")
    print(f"reading alone        {parse_s:.1f} s ({parsed_pages / parse_s:.1f} pages a second)")
    print(f"embedding            {first.embed_seconds / first.seconds:.0%} of the time")
    print(f"storing              {first.store_seconds / first.seconds:.0%} of the time")
    print(f"reading beside it    {first.read_seconds:.1f} s in {usual_count()} process(es)")
    print(f"peak memory          {memory.own_mib} MiB, with reading processes {memory.all_mib} MiB")
    if off:
        print(f"time left, off by    {statistics.median(off):.0%} of the whole (median)")
    print(f"library on disk      {size_mib:.0f} MiB")
    print(f"unchanged, again     {again.seconds:.2f} s")
    print(f"{_FILES:,} unchanged      {_unchanged():.2f} s for the whole command")


def _parse_only(folder: Path) -> tuple[float, int]:
    """Return the seconds of reading a folder without storing it, and the pages read."""
    began = time.perf_counter()
    pages = 0
    with ReadingProcesses(parse_copy, count=usual_count(), limit_s=600) as reading:
        paths = list(find_files([folder]))
        for future in [reading.submit(Copy(p, p, ""), p.name) for p in paths]:
            if future.exception() is None:
                pages += len(future.result().document.places.page_starts)
    return time.perf_counter() - began, pages


def _unchanged() -> float:
    """Return the seconds of ``policydesk ingest`` over many files that it has seen before."""
    with tempfile.TemporaryDirectory() as home:
        folder, library = Path(home) / "documents", Path(home) / "library"
        folder.mkdir()
        for number in range(_FILES):
            text = f"# Rule {number}\n\nRule {number} binds the keeper of bridge {number}.\n"
            (folder / f"rule-{number}.md").write_text(text, encoding="utf-8")
        # What was written just before it is read is read again the next time.
        time.sleep(2.1)
        command = [sys.executable, "-c", "from assistant.cli import main; main()", "ingest"]
        for _ in range(2):
            began = time.perf_counter()
            subprocess.run(
                [*command, str(folder), "--library", str(library)],
                check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            took = time.perf_counter() - began
        return took


def _cpu_s() -> float:
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(sum(resource.getrusage(w)[:2]) for w in who)


class _Memory:
    """Watches the resident memory of this process and of those that it started."""

    def __init__(self) -> None:
        self.own_mib = 0
        self.all_mib = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> _Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(_WATCH_S):
            own = resident_mib(os.getpid())
            self.own_mib = max(self.own_mib, own)
            self.all_mib = max(self.all_mib, own + sum(map(resident_mib, descendants(os.getpid()))))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
