"""Prints what is found about the shared documents without their sidecar: right, wrong, unknown.

Usage: ``python -m benchmarks.metadata FOLDER``, where FOLDER holds ``catalog.json`` and ``raw``.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from corpus.types import DocumentInfo
from ingest.pipeline import load_source, read_document

FIELDS = ("title", "date", "language", "kind", "instrument")
# The sidecar states neither kinds nor instruments; these were read from the documents.
KINDS = {
    "nist-ai-600-1-genai-profile": "framework",
    "us-executive-order-14110-fact-sheet-2023": "fact sheet",
    "us-voluntary-commitments-fact-sheet-2023-07": "fact sheet",
    "us-voluntary-commitments-fact-sheet-2023-09": "fact sheet",
    "bletchley-declaration-2023": "declaration",
    "bletchley-safety-testing-statement-2023": "statement",
    "eu-ai-act-2024-1689": "law",
    "eu-gpai-code-of-practice-first-draft-2024": "code of practice",
    "frontier-ai-safety-commitments-2024": "commitment",
    "g7-leaders-statement-hiroshima-ai-process-2023": "statement",
    "guidelines-secure-ai-system-development-2023": "guideline",
    "hiroshima-process-code-of-conduct-2023": "code of conduct",
    "hiroshima-process-guiding-principles-2023": "principles",
    "japan-ai-guidelines-for-business-v1-2024": "guideline",
    "korea-ai-basic-act-bill-2024": "law",
    "nist-ai-rmf-1-0": "framework",
    "oecd-ai-recommendation-2019": "recommendation",
    "paris-ai-action-summit-statement-2025": "statement",
    "seoul-declaration-2024": "declaration",
    "seoul-statement-of-intent-2024": "declaration",
    "spri-global-aisi-2024-07": "report",
    "uk-ai-regulation-white-paper-2023": "white paper",
    "un-ga-resolution-78-265-2024": "resolution",
    "us-executive-order-14110-2023": "executive order",
    "us-executive-order-14179-2025": "executive order",
    "us-japan-joint-leaders-statement-2024-04": "statement",
    "us-national-security-memorandum-ai-2024": "memorandum",
    "us-uk-atlantic-declaration-2023-06": "declaration",
}
INSTRUMENTS = {
    "bletchley-declaration-2023": "bletchley-declaration",
    "eu-ai-act-2024-1689": "eu-ai-act",
    "eu-gpai-code-of-practice-first-draft-2024": "eu-gpai-code-of-practice",
    "frontier-ai-safety-commitments-2024": "frontier-ai-safety-commitments",
    "hiroshima-process-code-of-conduct-2023": "hiroshima-code-of-conduct",
    "hiroshima-process-guiding-principles-2023": "hiroshima-guiding-principles",
    "japan-ai-guidelines-for-business-v1-2024": "japan-ai-guidelines-for-business",
    "korea-ai-basic-act-bill-2024": "korea-ai-basic-act",
    "nist-ai-600-1-genai-profile": "nist-ai-600-1",
    "nist-ai-rmf-1-0": "nist-ai-rmf",
    "oecd-ai-recommendation-2019": "oecd-ai-recommendation",
    "paris-ai-action-summit-statement-2025": "paris-ai-action-summit-statement",
    "seoul-declaration-2024": "seoul-declaration",
    "seoul-statement-of-intent-2024": "seoul-statement-of-intent",
    "spri-global-aisi-2024-07": "ai-safety-institutes",
    "us-executive-order-14110-2023": "us-eo-14110",
    "us-executive-order-14110-fact-sheet-2023": "us-eo-14110-fact-sheet",
    "us-executive-order-14179-2025": "us-eo-14179",
    "us-national-security-memorandum-ai-2024": "us-nsm-25",
    "us-voluntary-commitments-fact-sheet-2023-07": "us-voluntary-commitments-2023-07",
    "us-voluntary-commitments-fact-sheet-2023-09": "us-voluntary-commitments-2023-09",
}
# The sidecar gives the day of publication in the Official Journal, the act's title its adoption.
ADOPTED = {"eu-ai-act-2024-1689": "2024-06-13"}
LEAST_SHARE = 0.8


def judge_title(found: str, stated: str) -> str:
    """Return right where the words of the shorter title nearly all stand in the other."""
    words = [set(re.findall(r"\w+", title.lower())) for title in (found, stated)]
    shorter, longer = sorted(words, key=len)
    share = len(shorter & longer) / max(len(shorter), 1)
    return "right" if len(shorter) > 2 and share >= LEAST_SHARE else "wrong"


def judge(info: DocumentInfo, stated: dict[str, str]) -> dict[str, str]:
    """Return right, wrong or unknown for every field."""
    slug = stated["slug"]
    right = {
        "date": {stated["date"], ADOPTED.get(slug)},
        "language": {stated["language"]},
        "kind": {KINDS.get(slug)},
        "instrument": {INSTRUMENTS.get(slug)},
    }
    verdicts = {"title": judge_title(info.title, stated["title"])}
    for name, values in right.items():
        value = getattr(info, name)
        known_to_have_none = name == "instrument" and values == {None}
        if value is None:
            verdicts[name] = "right" if known_to_have_none else "unknown"
        else:
            verdicts[name] = "right" if value in values else "wrong"
    return verdicts


def main(folder: Path) -> None:
    """Print one line a document and the counts of every field."""
    entries = {e["slug"]: e for e in json.loads((folder / "catalog.json").read_text("utf-8"))}
    counts = {name: Counter[str]() for name in FIELDS}
    with tempfile.TemporaryDirectory() as name:
        for path in sorted((folder / "raw").iterdir()):
            if path.stem not in entries:
                continue
            copy = shutil.copy(path, Path(name))
            info = read_document(load_source(Path(copy)))[0].info
            verdicts = judge(info, entries[path.stem])
            for field, verdict in verdicts.items():
                counts[field][verdict] += 1
            values = " · ".join(str(getattr(info, f)) for f in (*FIELDS[1:], "status", "version"))
            wrong = ", ".join(f for f, verdict in verdicts.items() if verdict == "wrong")
            print(f"{path.stem}: {info.title[:80]} · {values}{f'  WRONG {wrong}' if wrong else ''}")
    for field in FIELDS:
        print(field, *(f"{v} {counts[field][v]}" for v in ("right", "wrong", "unknown")))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
