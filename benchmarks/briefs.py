"""Writes briefs from a library in both languages and every format, and reads each file back.

Run ``python -m benchmarks.briefs LIBRARY OUT``.

Prints for each file how many citations the brief has, how many footnotes the file has, how many
footnotes hold their quote, and how many quotes stand in their document at their place. Where
LibreOffice is installed, it opens the Word files too and its own copy (ODT) is counted. Exits 1
where a number differs from that of the citations.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

from assistant.brief import write_brief
from assistant.briefs.contents import Contents, read_brief
from assistant.briefs.outline import outline_topic
from assistant.engines.extractive import ExtractiveEngine
from assistant.export.files import SUFFIXES, write_file
from assistant.export.manuscript import Manuscript, plain
from assistant.export.styles import lay_out
from assistant.open import open_library
from assistant.settings import load_settings
from benchmarks.reading_briefs import letters, read_notes
from index.library import Library

TOPICS = {
    "en-institutes": "AI safety institutes",
    "en-act": "EU AI Act",
    "ko-institutes": "AI 안전연구소",
    "ko-act": "인공지능기본법",
    "ko-both": "EU AI Act와 인공지능기본법",
}


def main(folder: Path, out: Path) -> None:
    """Print the table for one library."""
    out.mkdir(parents=True, exist_ok=True)
    library = open_library(load_settings(library=folder))
    library.search("AI", 1)
    right = True
    print(f"{'file':24}{'cited':>7}{'notes':>7}{'quotes':>8}{'in place':>10}{'write s':>9}")
    for name, topic in TOPICS.items():
        began = time.perf_counter()
        outline = outline_topic(library, topic)
        contents = read_brief(write_brief(library, outline, ExtractiveEngine()))
        print(f"{name:24}{time.perf_counter() - began:.1f} s for {len(outline.points)} points")
        manuscript = lay_out(contents)
        held = count_in_place(library, contents)
        for suffix in SUFFIXES:
            path = out / f"{name}{suffix}"
            began = time.perf_counter()
            write_file(manuscript, path)
            took = time.perf_counter() - began
            right &= report(path, manuscript, held, f"{took:9.2f}")
            if suffix == ".docx" and (office := shutil.which("soffice")):
                copied = _through_libreoffice(office, path)
                right &= report(copied, manuscript, held, "")
    library.close()
    sys.exit(0 if right else 1)


def report(path: Path, manuscript: Manuscript, in_place: int, took: str) -> bool:
    """Print one line; return whether all numbers are those of the citations."""
    read = read_notes(path.read_bytes(), path.suffix)
    cited = len(manuscript.notes)
    pairs = zip(manuscript.notes, read.notes, strict=False)
    quotes = sum(letters(note.quote) in letters(text) for note, text in pairs)
    print(f"  {path.name:22}{cited:7}{len(read.notes):7}{quotes:8}{in_place:10}{took}")
    return read.marks == len(read.notes) == quotes == in_place == cited


def count_in_place(library: Library, contents: Contents) -> int:
    """Return how many quotes stand in their document where their footnote says."""
    found = 0
    for note in contents.notes:
        text = library.document(note.hit.info.slug).text
        slice_ = text[note.locator.char_start : note.locator.char_end]
        found += plain(slice_) == plain(note.quote)
    return found


def _through_libreoffice(office: str, path: Path) -> Path:
    command = [office, "--headless", "--convert-to", "odt", "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return path.with_suffix(".odt")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
