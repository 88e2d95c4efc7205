"""Ingests a folder into a fresh library and prints what it took.

Run ``python -m benchmarks.ingest FOLDER``.

Prints seconds, documents, pages, passages, the share of time spent embedding, the peak resident
memory of the process, and the seconds of a second run over the unchanged folder.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path

from assistant.open import open_library
from assistant.settings import load_settings
from index.ingestion import ingest_paths


def main(folder: Path) -> None:
    """Print the figures for one folder."""
    with tempfile.TemporaryDirectory() as fresh:
        library = open_library(load_settings(library=Path(fresh)))
        first = ingest_paths(library, [folder])
        peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        again = ingest_paths(library, [folder])
        pages = sum(
            len(library.document(r.info.slug).places.page_starts) for r in library.documents()
        )
        size_mib = sum(f.stat().st_size for f in Path(fresh).rglob("*") if f.is_file()) / 2**20
        library.close()
    print(f"documents            {len(first.added)} (rejected {len(first.rejected)})")
    print(f"pages                {pages}")
    print(f"passages             {first.passages}")
    print(f"seconds              {first.seconds:.1f}")
    print(f"embedding and store  {first.embed_seconds / first.seconds:.0%} of that")
    print(f"peak memory          {peak_mib:.0f} MiB")
    print(f"library on disk      {size_mib:.0f} MiB")
    print(f"unchanged, again     {again.seconds:.2f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
