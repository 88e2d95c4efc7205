"""What is known about a document: from the catalogue, a sidecar, or the document itself."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

from corpus.catalog import digest_info
from corpus.types import DocumentInfo, Status
from ingest.blocks import Reading
from ingest.clean import clean_text, fold_space
from ingest.language import detect_language

SIDECAR = "catalog.json"
_SIDECAR_FIELDS = frozenset(f.name for f in fields(DocumentInfo)) - {"slug", "is_digest"}
_LONGEST_TITLE = 300
# What else stands in a sidecar is not stated: filters compare dates and languages as strings.
_ACCEPTED = {
    "date": re.compile(r"\d{4}(?:-\d\d){0,2}"),
    "language": re.compile(r"[a-z]{2}"),
    "status": re.compile("|".join(get_args(Status))),
    "source_url": re.compile(r"https?://\S+"),
}
_ANYTHING = re.compile(r".*\S.*", re.DOTALL)


def describe_document(path: Path, reading: Reading, text: str) -> DocumentInfo:
    """Return a document's metadata; what nobody states stays unknown.

    A shipped digest is described by the catalogue. Otherwise a ``catalog.json`` beside the file,
    or in the folder above it, may hold an entry whose ``slug`` is the file's stem or whose
    ``file`` is its name. Title and language are found in the document where neither states them.
    """
    if digest := digest_info(path):
        return digest
    stated = _sidecar_entry(path)
    found: dict[str, Any] = {
        "title": _found_title(path, reading),
        "language": detect_language(text),
    }
    found |= {
        key: clean_text(value)
        for key, value in stated.items()
        if key in _SIDECAR_FIELDS
        and isinstance(value, str)
        and _ACCEPTED.get(key, _ANYTHING).fullmatch(value)
    }
    found["title"] = fold_space(clean_text(found["title"]))[:_LONGEST_TITLE]
    return DocumentInfo(slug=slugify(str(stated.get("slug") or path.stem)), **found)


def slugify(name: str) -> str:
    """Return a name usable as a folder name and a command line argument."""
    name = unicodedata.normalize("NFC", clean_text(name)).lower()
    return re.sub(r"[^\w]+", "-", name).strip("-_")[:80] or "document"


def _found_title(path: Path, reading: Reading) -> str:
    if reading.title:
        return reading.title
    heading = next((b.text for b in reading.blocks if b.kind == "heading"), "")
    return heading if 3 < len(heading) < _LONGEST_TITLE else path.stem


def _sidecar_entry(path: Path) -> dict[str, Any]:
    for folder in (path.parent, path.parent.parent):
        sidecar = folder / SIDECAR
        try:
            entries = json.loads(sidecar.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError, RecursionError):
            continue
        for entry in entries if isinstance(entries, list) else []:
            if isinstance(entry, dict) and (
                entry.get("slug") == path.stem or entry.get("file") == path.name
            ):
                return entry
    return {}
