"""The catalogue of instruments that ships with policydesk, and where its digests lie."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from corpus.types import DocumentInfo, Instrument

DATA = Path(__file__).parent / "data"
DIGESTS = DATA / "digests"


@cache
def load_catalog() -> tuple[Instrument, ...]:
    """Return every instrument of the catalogue, ordered by slug."""
    return tuple(_read(path) for path in sorted((DATA / "instruments").glob("*.toml")))


def find_instrument(slug: str) -> Instrument | None:
    """Return the instrument called ``slug``, or None."""
    return next((entry for entry in load_catalog() if entry.slug == slug), None)


def digest_info(path: Path) -> DocumentInfo | None:
    """Return the metadata of a shipped digest, or None when ``path`` is not one."""
    if path.resolve().parent != DIGESTS.resolve():
        return None
    for entry in load_catalog():
        for language, name in entry.digests:
            if name == path.name:
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
        versions=tuple((str(v["date"]), v["label"]) for v in entry.get("versions", ())),
        digests=tuple((d["language"], d["file"]) for d in entry.get("digests", ())),
        aliases=tuple(entry.get("aliases", ())),
    )
