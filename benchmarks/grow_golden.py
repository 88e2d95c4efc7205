"""Proposes golden questions from a document, and adds those that a person confirmed.

Run ``python -m benchmarks.grow_golden propose DOCUMENT > candidates.jsonl``, edit the file (ask as
people ask, write the answer, set ``confirmed`` to true where the place really answers), then
``python -m benchmarks.grow_golden accept candidates.jsonl``; ``--set starter`` adds to the starter
set. The file quotes the document and is not for the repository, unless the document is a digest of
ours.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from eval.datasheet import count_tables
from eval.golden import GOLDEN, STARTER, load_golden
from eval.growth import accept, propose
from ingest.pipeline import load_source, read_document

SETS = {"golden": GOLDEN, "starter": STARTER}


def main(task: str, file: Path, golden: Path) -> None:
    """Write candidates to stdout, or append the confirmed ones of ``file`` to a golden set."""
    if task == "propose":
        document, passages = read_document(load_source(file))
        for row in propose(document, passages):
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        return
    added = accept(_read(file), _read(golden))
    with golden.open("a", encoding="utf-8") as rows:
        rows.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in added)
    sys.stderr.write(f"{len(added)} questions added; these are the datasheet's counts now\n")
    sys.stdout.write(count_tables(load_golden(golden)) + "\n")


def _read(file: Path) -> list[dict[str, Any]]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Grow a golden set.")
    parser.add_argument("task", choices=("propose", "accept"))
    parser.add_argument("file", type=Path, help="the document, or the edited candidates")
    parser.add_argument("--set", default="golden", help="golden, starter or the path of a set")
    chosen = parser.parse_args()
    main(chosen.task, chosen.file, SETS.get(chosen.set, Path(chosen.set)))
