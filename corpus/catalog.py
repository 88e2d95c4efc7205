"""The catalogue of instruments that ships with policydesk, and where its digests lie."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from corpus.types import Body, Digest, DocumentInfo, Event, Instrument, Version

DATA = Path(__file__).parent / "data"
DIGESTS = DATA / "digests"


@cache
def load_catalog() -> tuple[Instrument, ...]:
    """Return every instrument of the catalogue, ordered by slug."""
    return tuple(_read(path) for path in sorted((DATA / "instruments").glob("*.toml")))


@cache
def load_bodies() -> tuple[Body, ...]:
    """Return the bodies that have changed their names, ordered by slug."""
    return tuple(_read_body(path) for path in sorted((DATA / "bodies").glob("*.toml")))


def find_instrument(slug: str) -> Instrument | None:
    """Return the instrument called ``slug``, or None."""
    return next((entry for entry in load_catalog() if entry.slug == slug), None)


def digest_info(path: Path) -> DocumentInfo | None:
    """Return the metadata of a shipped digest, or None when ``path`` is not one."""
    if path.resolve().parent != DIGESTS.resolve():
        return None
    for entry in load_catalog():
        for digest in entry.digests:
            if digest.file == path.name:
                language = digest.language
                title = entry.titles.get(language, entry.titles["en"])
                suffix = "요약" if language == "ko" else "digest"
                return DocumentInfo(
                    slug=f"{entry.slug}-digest-{language}",
                    title=f"{title} ({suffix})",
                    publisher=entry.publishers.get(language, entry.publishers["en"]),
                    date=entry.date,
                    language=language,
                    kind=entry.kind,
                    status=entry.status,
                    source_url=entry.source_url,
                    is_digest=True,
                    instrument=entry.slug,
                )
    return None


def _read(path: Path) -> Instrument:
    entry = tomllib.loads(path.read_text(encoding="utf-8"))
    return Instrument(
        slug=entry["slug"],
        titles=entry["title"],
        publishers=entry["publisher"],
        kind=entry["kind"],
        date=str(entry["date"]),
        legal_force=entry["legal_force"],
        status=entry["status"],
        status_as_of=str(entry["status_as_of"]),
        source_url=entry["source_url"],
        versions=tuple(
            Version(str(v["date"]), v["label"], v.get("status")) for v in entry.get("versions", ())
        ),
        digests=tuple(
            Digest(d["language"], d["file"], str(d["follows"]) if "follows" in d else None)
            for d in entry.get("digests", ())
        ),
        aliases=tuple(entry.get("aliases", ())),
        names=_names(entry),
        loose_names=tuple(entry.get("loose_names", ())),
        events=_events(entry),
        about=entry.get("about"),
        provisions=tuple(entry.get("provisions", {}).items()),
    )


def _read_body(path: Path) -> Body:
    entry = tomllib.loads(path.read_text(encoding="utf-8"))
    return Body(entry["slug"], _names(entry), str(entry["status_as_of"]), _events(entry))


def _names(entry: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(names) for language, names in entry.get("names", {}).items()}


def _events(entry: dict[str, Any]) -> tuple[Event, ...]:
    return tuple(
        Event(e["kind"], str(e["date"]), e["source_url"], e.get("note", {}), e.get("by"))
        for e in entry.get("events", ())
    )
