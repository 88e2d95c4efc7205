"""Reads mutated files of every format and counts what should not happen.

Run ``python -m benchmarks.fuzz [--files 2000] [--seed 1] [FOLDER]``. Seeds are small documents
made here and, where a FOLDER is given, its documents of at most 300 kB. Each mutated file goes to
a reading process as ingestion uses it, with 30 seconds and 2 GiB. A file may be read or rejected
in one line; an error that no reader foresaw, a process that died, or the limits reached are
defects. The exit status is 1 if there is any.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import random
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import openpyxl

from corpus.errors import RejectedDocument
from ingest.pipeline import Source, read_source
from ingest.processes import ReadingProcesses
from tests.documents import FOLDER, hangul, printing, word

LIMIT_S = 30
MEMORY_BYTES = 2 * 2**30
LARGEST_SEED = 300_000
_DEFECTS = ("it cannot be made sense of", "reading it ended", "reading it took")
_TOKENS = (
    b"9" * 30, b"-1", b"0", b"\x00", b"\xff\xfe", b"<", b">", b"&#0;", b"[" * 500, b"(" * 500,
    b"<table>", b"]]>", b"\n\n", b"/Kids", b"endobj", "제1조".encode(), "한".encode() * 400,
)  # fmt: skip


def parse_size(task: Source) -> int:
    """Return how many passages a file gives; runs in a reading process."""
    return len(read_source(task).passages)


def seeds(folder: Path | None) -> list[tuple[str, bytes]]:
    """Return (suffix, bytes) of the documents to mutate."""
    found = [(path.suffix, path.read_bytes()) for path in sorted(FOLDER.glob("*.[mh]*"))]
    text = (FOLDER / "regulation.md").read_bytes()
    found += [(".txt", text), (".csv", b"Town,Year\nAshford,2024\nBirch Hill,2025\n")]
    found += [(".pdf", printing.print_notice(3)), (".pdf", printing.print_pages("One.", "Two."))]
    found += [(".docx", _docx()), (".xlsx", _xlsx())]
    law = [hangul.p("제1조(목적) 이 법은 정원을 다룬다."), hangul.p("① 기계는 시험한다.")]
    found += [(".hwpx", hangul.hwpx(law)), (".hwp", hangul.hwp(law))]
    for path in sorted(folder.iterdir()) if folder else []:
        if path.is_file() and path.stat().st_size <= LARGEST_SEED:
            found.append((path.suffix.lower(), path.read_bytes()))
    return found


def mutate(suffix: str, data: bytes, chance: random.Random) -> bytes:
    """Return a damaged copy; the members of a container are damaged half of the time."""
    if zipfile.is_zipfile(io.BytesIO(data)) and chance.random() < 0.5:
        return _mutate_member(data, chance)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        data = chance.choice(_MUTATIONS)(data, chance)
    return data


def _mutate_member(data: bytes, chance: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as container, zipfile.ZipFile(out, "w") as damaged:
        names = container.namelist()
        chosen = chance.choice(names)
        for name in names:
            content = container.read(name)
            if name == chosen:
                content = chance.choice(_MUTATIONS)(content, chance)
                if chance.random() < 0.1:
                    continue
            damaged.writestr(name, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _flip(data: bytes, chance: random.Random) -> bytes:
    copy = bytearray(data)
    for _ in range(min(len(copy), chance.choice((1, 4, 30)))):
        copy[chance.randrange(len(copy))] = chance.randrange(256)
    return bytes(copy)


def _truncate(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _drop(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.choice((1, 16, 500)) :]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    piece = data[start : start + chance.choice((1, 40, 800))]
    return data[:start] + piece * chance.choice((2, 20, 300)) + data[start:]


def _insert(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + chance.choice(_TOKENS) + data[start:]


_MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip, _truncate, _drop, _repeat, _insert,
)  # fmt: skip


def _docx() -> bytes:
    rows = word.table(word.row(word.cell(word.paragraph(word.run("Ashford")))))
    body = [word.paragraph(word.run(f"Article {n} Parks are open.")) for n in (1, 2)]
    return word.document("".join(body) + rows)


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Town", "Year"])
    book.active.append(["Ashford", 2024])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def tasks(count: int, seed: int, folder: Path | None) -> Iterator[Source]:
    """Yield mutated files, every seed in turn."""
    chance = random.Random(seed)
    found = seeds(folder)
    for number in range(count):
        suffix, data = found[number % len(found)]
        data = mutate(suffix, data, chance) or b"\0"
        yield Source(Path(f"{number}{suffix}"), data, hashlib.sha256(data).hexdigest())


def outcome(future: Future[int]) -> tuple[str, str]:
    """Return (read, rejected or DEFECT; what was said)."""
    try:
        future.result()
    except RejectedDocument as error:
        is_defect = error.problem.startswith(_DEFECTS) or "\n" in str(error)
        return ("DEFECT" if is_defect else "rejected"), str(error)
    return "read", ""


def main() -> int:
    """Print the counts by format and every defect."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    # Run as a script, this module is __main__, which a reading process cannot import.
    from benchmarks.fuzz import parse_size as work

    counts: Counter[tuple[str, str]] = Counter()
    with ReadingProcesses(work, count=2, limit_s=LIMIT_S, memory_bytes=MEMORY_BYTES) as processes:
        waiting: list[tuple[Source, Future[int]]] = []
        for source in [*tasks(options.files, options.seed, options.folder), None]:
            if source:
                waiting.append((source, processes.submit(source, source.path.name)))
            while waiting and (source is None or len(waiting) > 8):
                done, future = waiting.pop(0)
                what, said = outcome(future)
                counts[done.path.suffix, what] += 1
                if what == "DEFECT":
                    print(said, flush=True)
    for suffix in sorted({suffix for suffix, _ in counts}):
        row = {what: counts[suffix, what] for what in ("read", "rejected", "DEFECT")}
        print(f"{suffix:8}", "  ".join(f"{what} {n:4}" for what, n in row.items()))
    defects = sum(n for (_, what), n in counts.items() if what == "DEFECT")
    print(f"{options.files} files, {defects} defects")
    return 1 if defects else 0


if __name__ == "__main__":
    sys.exit(main())
