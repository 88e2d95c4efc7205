"""Kills ingestions at random moments, lets them finish, and looks for any trace of it.

Run ``python -m benchmarks.kill [--kills 50] [--seed 1]``.

A small library of generated documents meets a folder in which files were added, changed, renamed
and removed. One ``policydesk ingest --prune`` goes through undisturbed. Others, over copies of the
same library and folder, are killed (SIGKILL) again and again, at moments spread over the whole of
that time, until one is left to finish. Both libraries must then hold the same documents, texts,
passages, places, vectors, keywords and copies; ``library verify`` must agree; and no process that
reads documents may be left. Prints what it found; the exit status is 1 on any difference.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np

from assistant.open import open_library
from assistant.settings import load_settings
from benchmarks.process_table import descendants, is_alive
from index.library import Library

_COMMAND = [sys.executable, "-c", "from assistant.cli import main; main()"]
_ROOT = Path(__file__).parent.parent
_SAME = 1 - 1e-6
_GONE_WITHIN_S = 5.0
_KILLS_A_LIBRARY = 5
_FINISHED = "not running any more"
_WORDS = (
    "bridge harbour lantern orchard signal ferry meadow copper ledger quarry timber beacon "
    "council inspector register permit notice audit hearing appeal keeper warden clerk panel "
    "shall may must reports reviews grants records measures repairs closes opens inspects"
)
_KOREAN = "교량 등대 항만 위원회 기록 점검 허가 신고 보고 심사 검토 조치 기준 의무 관리 책임"


def main() -> int:
    """Print what was found and return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as home:
        return _run(Path(home), options.kills, chance, began)


def _run(home: Path, kills: int, chance: random.Random, began: float) -> int:
    base, clean = home / "base", home / "clean"
    _write_first(base / "documents")
    # Every library finds its documents at the same place, as a user's does.
    _enter(base, home / "now")
    _ingest(home / "now").wait()
    shutil.copytree(home / "now" / "library", base / "library")
    _enter(base, home / "now")
    _write_second(home / "now" / "documents")
    start = time.perf_counter()
    _ingest(home / "now").wait()
    whole_s = time.perf_counter() - start
    shutil.copytree(home / "now" / "library", clean / "library")
    wanted = _contents(clean / "library")
    print(f"documents            {len(wanted['documents'])}, passages {len(wanted['passages'])}")
    print(f"undisturbed          {whole_s:.1f} s")
    phases, problems, strays, done = Counter[str](), list[str](), 0, 0
    # Every stretch of the whole time gets its kill.
    moments = [(at + chance.random()) / kills for at in range(kills)]
    chance.shuffle(moments)
    while moments:
        _enter(base, home / "now")
        _write_second(home / "now" / "documents")
        for kill in range(min(_KILLS_A_LIBRARY, len(moments))):
            start = time.perf_counter()
            phase, left = _kill(home / "now", moments[-1] * whole_s)
            if phase == _FINISHED:
                # It had less left to do, or the machine is faster now: the moment is for another.
                whole_s = whole_s if kill else min(whole_s, time.perf_counter() - start)
                break
            moments.pop()
            phases[phase] += 1
            strays += left
            done += 1
        if _ingest(home / "now").wait() not in (0, 1):
            problems.append(f"after {done} kills: the run that was to finish failed")
        problems += [f"after {done} kills: {p}" for p in _differences(home / "now", wanted)]
        print(f"\r{done} of {kills} kills", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    print(f"kills                {done}, then finished, in {time.perf_counter() - began:.0f} s")
    for phase, count in phases.most_common():
        print(f"  {phase:20} {count}")
    print(f"processes left       {strays}")
    print(f"differences          {len(problems)}")
    for problem in problems:
        print(f"  {problem}")
    return 1 if problems or strays else 0


def _kill(home: Path, moment: float) -> tuple[str, int]:
    """Start an ingestion and kill it; return what it was doing and how many processes stayed."""
    process = _ingest(home)
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        phase, children = _phase(home), descendants(process.pid)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    else:
        return _FINISHED, 0
    end = time.perf_counter() + _GONE_WITHIN_S
    while any(map(is_alive, children)) and time.perf_counter() < end:
        time.sleep(0.02)
    return phase, sum(map(is_alive, children))


def _phase(home: Path) -> str:
    """What the files say that an ingestion is doing."""
    library = home / "library"
    incoming = library / "incoming"
    if (library / "keywords.new").exists() or (library / "keywords.old").exists():
        return "saving keywords"
    try:
        with sqlite3.connect(f"file:{library / 'library.sqlite3'}?mode=ro", uri=True) as db:
            pending = [row[0] for row in db.execute("SELECT slug FROM pending")]
            stored = {row[0] for row in db.execute("SELECT sha256 FROM documents")}
    except sqlite3.Error:
        return "starting"
    if pending:
        staged = {path.stem for path in incoming.glob("*")}
        return "storing" if staged & stored else "embedding"
    return "reading" if incoming.exists() else "starting or ending"


def _differences(home: Path, wanted: dict[str, object]) -> list[str]:
    found = _contents(home / "library")
    problems = []
    for part, value in wanted.items():
        if part == "vectors":
            problems += _vector_differences(found[part], value)
        elif found[part] != value:
            problems.append(f"{part} differ")
    done = subprocess.run(
        [*_COMMAND, "library", "verify", "--json", "--library", str(home / "library")],
        cwd=_ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode or not json.loads(done.stdout)["agrees"]:
        problems.append(f"verify: {done.stdout.strip()} {done.stderr.strip()}")
    return problems


def _vector_differences(found: object, wanted: object) -> list[str]:
    assert isinstance(found, dict)
    assert isinstance(wanted, dict)
    if found.keys() != wanted.keys():
        return [f"{len(found.keys() ^ wanted.keys())} vectors lost or stray"]
    wrong = sum(float(found[i] @ wanted[i]) < _SAME for i in wanted)
    return [f"{wrong} vectors differ"] if wrong else []


def _contents(folder: Path) -> dict[str, object]:
    """Everything that must be equal between two libraries."""
    library = open_library(load_settings(library=folder))
    try:
        records = library.documents()
        slugs = [record.info.slug for record in records]
        return {
            "documents": [record._replace(passages=0) for record in records],
            "texts": [library.document(slug) for slug in slugs],
            "passages": [passage for slug in slugs for passage in library.passages(slug)],
            "terms": list(library.records.index_rows()),
            "vectors": _vectors(library),
            "keywords": _keywords(library),
            "pending": library.records.pending(),
            "copies": {p.name: p.read_bytes() for p in (folder / "documents").iterdir()},
            "incoming": (folder / "incoming").exists(),
        }
    finally:
        library.close()


def _vectors(library: Library) -> dict[tuple[str, str, str], np.ndarray]:
    found = {}
    for language in library.vectors.languages:
        documents = library.vectors.documents(language)
        for identifier, vector in library.vectors.vectors(language, sorted(documents)).items():
            found[language, documents[identifier], identifier] = vector
    return found


def _keywords(library: Library) -> object:
    questions = [[["bridg"]], [["beacon"]], [["inspector"]], [["점검"]], [["위원회"]]]
    return [
        [(m.id, round(m.score, 4)) for m in library.keywords.search(q, language, 100)]
        for q in questions
        for language in library.keywords.languages
    ]


def _ingest(home: Path) -> subprocess.Popen[bytes]:
    places = [str(home / "documents"), "--prune", "--library", str(home / "library")]
    return subprocess.Popen(
        [*_COMMAND, "ingest", *places],
        cwd=_ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def _enter(base: Path, now: Path) -> None:
    shutil.rmtree(now, ignore_errors=True)
    shutil.copytree(base, now)


# The documents


def _write_first(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "deep").mkdir()
    for number in range(6):
        _write(folder, f"rule-{number}", number)
    _write(folder / "deep", "rule-1", 20)


def _write_second(folder: Path) -> None:
    """Change, remove, rename and add."""
    _write(folder, "rule-0", 30)
    _write(folder, "rule-3", 33)
    (folder / _name("rule-1", 1)).unlink()
    (folder / _name("rule-2", 2)).rename(folder / f"moved{Path(_name('', 2)).suffix}")
    for number in range(40, 48):
        _write(folder, f"new-{number}", number)
    shutil.copyfile(folder / _name("new-40", 40), folder / "zz-copy.md")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing after it")


def _name(stem: str, number: int) -> str:
    return stem + (".md", ".txt", ".html", ".pdf")[number % 4]


def _write(folder: Path, stem: str, number: int) -> None:
    # A changed document keeps its name, whatever its text.
    existing = next(iter(folder.glob(f"{stem}.*")), None)
    path = existing or folder / _name(stem, number)
    chance = random.Random(number)
    title = f"Rule {number} on {chance.choice(_WORDS.split())}"
    paragraphs = [_paragraph(chance, korean=number % 5 == 2) for _ in range(12)]
    match path.suffix:
        case ".md":
            body = f"# {title}\n\n" + "\n\n".join(paragraphs)
        case ".html":
            inner = "".join(f"<p>{text}</p>" for text in paragraphs)
            body = f"<html><body><h1>{title}</h1>{inner}</body></html>"
        case ".pdf":
            path.write_bytes(_print(title, [_paragraph(chance, korean=False) for _ in range(12)]))
            return
        case _:
            body = "\n\n".join([title, *paragraphs])
    path.write_text(body, encoding="utf-8")


def _paragraph(chance: random.Random, *, korean: bool) -> str:
    words = (_KOREAN if korean else _WORDS).split()
    sentences = [" ".join(chance.choices(words, k=14)).capitalize() + "." for _ in range(5)]
    return " ".join(sentences)


def _print(title: str, paragraphs: list[str]) -> bytes:
    from datetime import UTC, datetime

    from fpdf import FPDF

    pdf = FPDF(format="A4")
    # The same bytes each time.
    pdf.set_creation_date(datetime(2024, 1, 1, tzinfo=UTC))
    pdf.set_font("Helvetica", size=11)
    pdf.add_page()
    for text in (title, *paragraphs):
        pdf.multi_cell(0, 6, text, new_x="LMARGIN", new_y="NEXT")
        pdf.ln(4)
    return bytes(pdf.output())


if __name__ == "__main__":
    sys.exit(main())
