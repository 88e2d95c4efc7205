"""Proposes golden questions from a document, and adds those that a person confirmed.

Run ``python -m benchmarks.grow_golden propose DOCUMENT > candidates.jsonl``, edit the file (ask as
people ask, write the answer, set ``confirmed`` to true where the place really answers), then
``python -m benchmarks.grow_golden accept candidates.jsonl``. The file quotes the document and is
not for the repository.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from eval.golden import GOLDEN
from eval.growth import accept, propose
from ingest.pipeline import load_source, read_document


def main(task: str, file: Path) -> None:
    """Write candidates to stdout, or append the confirmed ones of ``file`` to the golden set."""
    if task == "propose":
        document, passages = read_document(load_source(file))
        for row in propose(document, passages):
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        return
    added = accept(_read(file), _read(GOLDEN))
    with GOLDEN.open("a", encoding="utf-8") as golden:
        golden.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in added)
    sys.stderr.write(f"{len(added)} questions added; update the counts in the datasheet\n")


def _read(file: Path) -> list[dict[str, Any]]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line]


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
