"""What a library holds of which file: found again, moved, held twice, gone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.library import Library
from index.parsing import Parsed
from index.records import DocumentRecord
from ingest.finding import Found, FoundFile
from ingest.metadata import agrees_with_sidecar, slugify
from ingest.pipeline import Stamp, is_current
from ingest.report import Duplicate


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of files and documents that nothing new was read of.

    Attributes:
        duplicates: Files that hold the same as a document's own.
        missing: Slugs of documents whose file is gone.
    """

    duplicates: tuple[Duplicate, ...]
    missing: tuple[str, ...]


class Holdings:
    """The documents of a library by content and by place, kept up to date during an ingestion."""

    def __init__(self, library: Library) -> None:
        """Read what the library holds."""
        self._library = library
        self._known = library.records.sources()
        self._seen: dict[str, tuple[str, Stamp | None]] = {}
        self._expected: set[str] = set()
        self._current: dict[str, bool] = {}
        self._by_hash: dict[str, DocumentRecord] = {}
        self._by_place: dict[str, DocumentRecord] = {}
        self._by_slug: dict[str, DocumentRecord] = {}
        for record in library.documents():
            self._remember(record)

    def hash_at(self, place: str, stamp: Stamp) -> str:
        """Return the hash of an unchanged file's bytes; empty where they must be read."""
        sha256, known = self._known.get(place, ("", None))
        return sha256 if known == stamp else ""

    def is_current(self, sha256: str) -> bool:
        """Whether a document holds this content as the readers and the sidecar of now have it."""
        record = self._by_hash.get(sha256)
        if record is None:
            return False
        if sha256 not in self._current:
            self._current[sha256] = is_current(record.recipe) and agrees_with_sidecar(
                record.info, Path(record.source_path)
            )
        return self._current[sha256]

    def expect(self, sha256: str) -> bool:
        """Note that some content is about to be read; False where it is already."""
        is_new = sha256 not in self._expected
        self._expected.add(sha256)
        return is_new

    def give_up(self, sha256: str) -> None:
        """Note that no document came of some content."""
        self._expected.discard(sha256)

    def slug_at(self, place: str) -> str | None:
        """Return the document that was read from a place."""
        record = self._by_place.get(place)
        return record.info.slug if record else None

    def replaced_by(self, sha256: str, place: str) -> str | None:
        """Return the slug of the document whose new version some content at a place is."""
        record = self._by_hash.get(sha256) or self._by_place.get(place)
        return record.info.slug if record else None

    def free_slug(self, slug: str) -> str:
        """Return a slug that no document has."""
        free, number = slug, 2
        while free in self._by_slug:
            free = slugify(f"{slug}-{number}")
            number += 1
        return free

    def hold(self, place: str, sha256: str, stamp: Stamp | None, parsed: Parsed) -> None:
        """Note a document that goes in."""
        self._seen[place] = (sha256, stamp)
        if old := self._by_slug.get(parsed.document.info.slug):
            self._forget(old)
        info, rows = parsed.document.info, parsed.rows
        self._remember(DocumentRecord(info, sha256, place, parsed.recipe, len(rows)))

    def see(self, place: str, sha256: str, stamp: Stamp | None) -> None:
        """Note a file whose content is in the library; a document follows a file that moved."""
        self._seen[place] = (sha256, stamp)
        record = self._by_hash[sha256]
        if record.source_path != place and not Path(record.source_path).exists():
            self._move(record, place)

    def settle(
        self, files: Sequence[FoundFile], found: Found, rejected: Collection[str]
    ) -> Settled:
        """Return which files are held twice and which documents have none, and remember stamps.

        Args:
            files: All that were found, in order.
            found: Where they were searched.
            rejected: The places of those that did not go in.
        """
        held: dict[str, str] = {}
        for file in files:
            if file.place in self._seen:
                held.setdefault(self._seen[file.place][0], file.place)
        missing: list[str] = []
        for record in list(self._by_slug.values()):
            place = record.source_path
            at_place = self._seen.get(place, ("", None))[0]
            if at_place == record.sha256 or place in rejected:
                continue
            is_gone = _is_below(place, found.folders) and not Path(place).exists()
            if not is_gone and not at_place:
                continue
            # The file is gone, or holds what another document does: its own may have moved.
            if record.sha256 in held:
                self._move(record, held[record.sha256])
            else:
                missing.append(record.info.slug)
        self._remember_stamps(found)
        return Settled(tuple(self._duplicates(files)), tuple(sorted(missing)))

    def _duplicates(self, files: Sequence[FoundFile]) -> list[Duplicate]:
        found = []
        for file in files:
            if file.place in self._seen:
                record = self._by_hash[self._seen[file.place][0]]
                if record.source_path != file.place:
                    found.append(Duplicate(str(file.path), record.info.slug))
        return found

    def _remember_stamps(self, found: Found) -> None:
        seen = {
            place: (sha256, stamp)
            for place, (sha256, stamp) in self._seen.items()
            if stamp and self._known.get(place) != (sha256, stamp)
        }
        gone = [p for p in self._known if p not in self._seen and _is_below(p, found.folders)]
        unsure = [p for p, (_, stamp) in self._seen.items() if p in self._known and not stamp]
        if seen or gone or unsure:
            self._library.records.update_sources(seen, [*gone, *unsure])

    def _move(self, record: DocumentRecord, place: str) -> None:
        self._library.records.move(record.info.slug, place)
        self._forget(record)
        self._remember(record._replace(source_path=place))

    def _remember(self, record: DocumentRecord) -> None:
        self._current.pop(record.sha256, None)
        self._by_hash[record.sha256] = self._by_place[record.source_path] = record
        self._by_slug[record.info.slug] = record

    def _forget(self, record: DocumentRecord) -> None:
        for books, key in ((self._by_hash, record.sha256), (self._by_place, record.source_path)):
            if books.get(key) is record:
                del books[key]


def _is_below(place: str, folders: Sequence[str]) -> bool:
    return any(Path(place).is_relative_to(folder) for folder in folders)
