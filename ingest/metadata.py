"""What is known about a document: from the catalogue, a sidecar, the file, or its own words."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from corpus.catalog import digest_info, find_instrument, load_catalog
from corpus.links import is_at, is_web_address
from corpus.matching import Match, match_instrument
from corpus.standing import differ_in_status, text_status
from corpus.types import DocumentInfo, Instrument, Status
from ingest.blocks import Reading
from ingest.clean import clean_text, fold_space
from ingest.found import find_date, find_kind, find_version, is_draft
from ingest.instructions import addresses_assistant
from ingest.language import detect_language

SIDECAR = "catalog.json"
_FIELDS = tuple(
    f.name for f in fields(DocumentInfo) if f.name not in ("slug", "is_digest", "found")
)
_LONGEST_TITLE = 300
# Of an act that amends others the official title is longer than any that is shown.
_LONGEST_OFFICIAL_TITLE = 1000
# What else stands in a sidecar is not stated: filters compare dates and languages as strings.
_ACCEPTED = {
    "date": re.compile(r"\d{4}(?:-\d\d){0,2}"),
    "language": re.compile(r"[a-z]{2}"),
    "status": re.compile("|".join(get_args(Status))),
}
_PROSE = ("title", "publisher", "kind", "status_note", "version")
_ANYTHING = re.compile(r".*\S.*", re.DOTALL)
_EEA = re.compile(r"\s*\(?Text with EEA relevance\.?\)?$", re.IGNORECASE)


def describe_document(path: Path, reading: Reading, text: str) -> DocumentInfo:
    """Return a document's metadata; what nobody states and nothing shows stays unknown.

    A shipped digest is described by the catalogue. Otherwise a ``catalog.json`` beside the file,
    or in the folder above it, may hold an entry whose ``slug`` is the file's stem or whose
    ``file`` is its name; what it leaves open the file's own fields may state, then the catalogue
    entry that the document is, then its title and first page. ``found`` names what came from the
    last two.
    """
    if digest := digest_info(path):
        return digest
    entry = _sidecar_entry(path)
    stated: dict[str, Any] = _own_word(_stated(reading.stated)) | _stated(entry)
    headline, title_found = _title(path, reading)
    title = fold_space(stated.get("title") or headline)[:_LONGEST_TITLE]
    match = _instrument(stated, [title, headline], reading)
    inferred = _found(reading, text, (title, headline), match, stated)
    new = {key: value for key, value in inferred.items() if value and key not in stated}
    known = [*new, *(["title"] if title_found and "title" not in stated else [])]
    return DocumentInfo(
        slug=slugify(str(entry.get("slug") or path.stem)),
        found=tuple(name for name in _FIELDS if name in known),
        **{**stated, **new, "title": title},
    )


def agrees_with_sidecar(info: DocumentInfo, path: Path) -> bool:
    """Whether metadata still says what the sidecar beside a file says of it."""
    if info.is_digest:
        return True
    stated = _stated(_sidecar_entry(path))
    if "title" in stated:
        stated["title"] = fold_space(stated["title"])[:_LONGEST_TITLE]
    return all(getattr(info, key) == value for key, value in stated.items())


def slugify(name: str) -> str:
    """Return a name usable as a folder name and a command line argument."""
    name = unicodedata.normalize("NFC", clean_text(name)).lower()
    return re.sub(r"[^\w]+", "-", name).strip("-_")[:80] or "document"


def _stated(entry: Mapping[str, Any]) -> dict[str, str]:
    read = {
        key: fold_space(clean_text(value))
        for key, value in entry.items()
        if key in _FIELDS
        and isinstance(value, str)
        and _ACCEPTED.get(key, _ANYTHING).fullmatch(value)
    }
    return {
        key: value
        for key, value in read.items()
        if value
        and (key != "source_url" or is_web_address(value))
        and not (key in _PROSE and addresses_assistant(value))
    }


def _own_word(stated: dict[str, str]) -> dict[str, str]:
    """What a file states of itself, without a link to anywhere but a publisher that is known."""
    link = stated.get("source_url")
    if link is None or is_at(link, (entry.source_url for entry in load_catalog())):
        return stated
    return {key: value for key, value in stated.items() if key != "source_url"}


def _title(path: Path, reading: Reading) -> tuple[str, bool]:
    """The file's own title, else its first heading, else its name; and whether it was found.

    One that gives orders to an assistant is none.
    """
    own = _EEA.sub("", fold_space(clean_text(reading.title or "")))
    if own and not addresses_assistant(own):
        return own[:_LONGEST_OFFICIAL_TITLE], False
    heading = next((b.text for b in reading.blocks if b.kind == "heading"), "")
    if 3 < len(heading) < _LONGEST_TITLE and not addresses_assistant(heading):
        return heading, True
    name = fold_space(clean_text(path.stem))
    spaced = re.sub(r"[_\-]+", " ", name)
    return (name if name and not addresses_assistant(spaced) else "document"), True


def _instrument(stated: dict[str, str], titles: list[str], reading: Reading) -> Match | None:
    if slug := stated.get("instrument"):
        entry = find_instrument(slug)
        if entry is None:
            return None
        own = match_instrument(titles, None, [entry])
        return Match(entry, same_version=bool(own and own.same_version))
    return match_instrument(titles, stated.get("source_url"), load_catalog())


def _found(
    reading: Reading,
    text: str,
    titles: tuple[str, str],
    match: Match | None,
    stated: dict[str, str],
) -> dict[str, str | None]:
    """What the document's words show, and what the catalogue's entry says where it is the same."""
    draft = any(map(is_draft, titles)) or "draft" in stated.get("version", "").lower()
    found = {
        "date": find_date(titles[1], reading.blocks),
        "language": detect_language(text),
        "kind": find_kind(titles[0]) or find_kind(titles[1]),
        "status": "draft" if draft else None,
        "version": find_version(titles[0]) or find_version(titles[1]),
    }
    if match is None:
        return found
    entry = match.instrument
    found |= {"instrument": entry.slug, "kind": entry.kind}
    if match.same_version and not draft and _describes(entry, found | stated):
        language = stated.get("language") or found["language"] or "en"
        known = found | stated
        status = text_status(entry, known.get("date"), known.get("version"))
        found |= {
            "publisher": entry.publishers.get(language, entry.publishers["en"]),
            "date": found["date"] if differ_in_status(entry) else entry.date,
            "status": None if status == "unknown" else status,
        }
    return found


def _describes(entry: Instrument, known: Mapping[str, str | None]) -> bool:
    """Whether nothing shows the document to be another version than the entry describes."""
    date, version = known.get("date"), known.get("version")
    dates = [entry.date, *(version.date for version in entry.versions)]
    named = " ".join([*entry.titles.values(), *(version.label for version in entry.versions)])
    dated = date is None or any(d.startswith(date) or date.startswith(d) for d in dates)
    return dated and (version is None or version.lower() in named.lower())


def _sidecar_entry(path: Path) -> Mapping[str, Any]:
    for folder in (path.parent, path.parent.parent):
        sidecar = folder / SIDECAR
        try:
            stamp = sidecar.stat()
            by_slug, by_file = _entries(sidecar, stamp.st_mtime_ns, stamp.st_size)
        except (OSError, ValueError, RecursionError):
            continue
        entry: Mapping[str, Any] | None = by_slug.get(path.stem) or by_file.get(path.name)
        if entry:
            return entry
    return {}


@lru_cache(maxsize=8)
def _entries(sidecar: Path, mtime_ns: int, size: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """A sidecar's entries by slug and by file name; read once, however many files it is beside."""
    read = json.loads(sidecar.read_text(encoding="utf-8-sig"))
    entries = [e for e in read if isinstance(e, dict)] if isinstance(read, list) else []
    by_slug = {str(e["slug"]): e for e in reversed(entries) if e.get("slug")}
    return by_slug, {str(e["file"]): e for e in reversed(entries) if e.get("file")}
