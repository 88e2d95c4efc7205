"""The library's books: which documents and passages it holds, in SQLite.

What stands here is the truth; the vector store and the keyword index follow it and can be rebuilt
from it.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from corpus.types import Document, DocumentInfo, Passage
from index.keywords import IndexRow
from index.rows import read_info, read_passage, read_places, write_places
from index.schema import SCHEMA, upgrade
from ingest.pipeline import Stamp

_READ_AT_ONCE = 10_000
_LAST = "\U0010ffff"


class StoredPassage(NamedTuple):
    """A passage, the language it is indexed under and its keyword terms."""

    passage: Passage
    language: str
    terms: Sequence[str]


class StoredDocument(NamedTuple):
    """A document as it is stored.

    Attributes:
        document: The document.
        passages: All of its passages.
        recipe: What it was read with.
        warnings: One line for each part of it that could not be read.
        sketch: Of its text, as ``index.likeness`` draws it.
    """

    document: Document
    passages: list[StoredPassage]
    recipe: str
    warnings: Sequence[str] = ()
    sketch: Sequence[int] = ()


class AddressedPassage(NamedTuple):
    """A passage by its place."""

    id: str
    document: str
    language: str
    address: str


class DocumentRecord(NamedTuple):
    """What is known of a stored document without its text."""

    info: DocumentInfo
    sha256: str
    source_path: str
    recipe: str
    passages: int


class Records:
    """The SQLite database of one library; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Open or create the database."""
        self._lock = threading.RLock()
        self._db = sqlite3.connect(path, check_same_thread=False, timeout=30)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA foreign_keys = ON")
        self._db.executescript(SCHEMA)
        upgrade(self._db)

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def get_meta(self, key: str) -> str | None:
        """Return a setting of the library."""
        row = self._one("SELECT value FROM meta WHERE key = ?", key)
        return row[0] if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Store a setting of the library."""
        with self._transaction() as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    @property
    def generation(self) -> int:
        """A number that rises with every change to documents."""
        return int(self.get_meta("generation") or 0)

    def documents(self) -> list[DocumentRecord]:
        """Return every document, ordered by slug."""
        rows = self._all(
            "SELECT info, sha256, source_path, recipe, "
            "(SELECT count(*) FROM passages p WHERE p.slug = d.slug) FROM documents d ORDER BY slug"
        )
        return [DocumentRecord(read_info(row[0]), *row[1:]) for row in rows]

    def document(self, slug: str) -> Document | None:
        """Return a document with its text."""
        row = self._one(
            "SELECT info, text, places, sha256, source_path FROM documents WHERE slug = ?",
            slug,
        )
        if row is None:
            return None
        return Document(read_info(row[0]), row[1], read_places(row[2]), row[3], row[4])

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Return the passages with these identifiers; unknown ones are left out."""
        found: dict[str, Passage] = {}
        for at in range(0, len(ids), 500):
            batch = ids[at : at + 500]
            marks = ",".join("?" * len(batch))
            rows = self._all(
                "SELECT id, slug, ordinal, text, context, locator FROM passages "
                f"WHERE id IN ({marks})",
                *batch,
            )
            found |= {row[0]: read_passage(row) for row in rows}
        return found

    def slice(self, slug: str, start: int, end: int) -> str:
        """Return part of a document's text without reading the rest of the document."""
        row = self._one(
            "SELECT substr(text, ?, ?) FROM documents WHERE slug = ?", start + 1, end - start, slug
        )
        return str(row[0]) if row else ""

    def addressed(self, start: str) -> list[AddressedPassage]:
        """Return the passages of all documents whose address begins with ``start``."""
        return [
            AddressedPassage(*row)
            for row in self._all(
                "SELECT id, slug, language, address FROM passages "
                "WHERE address >= ? AND address < ? ORDER BY slug, ordinal",
                start,
                start + _LAST,
            )
        ]

    def document_passages(self, slug: str, start: int = 0, count: int = -1) -> list[Passage]:
        """Return a document's passages in order.

        Args:
            slug: Of the document.
            start: Ordinal of the first.
            count: How many at most; negative for all.
        """
        rows = self._all(
            "SELECT id, slug, ordinal, text, context, locator FROM passages "
            "WHERE slug = ? AND ordinal >= ? ORDER BY ordinal LIMIT ?",
            slug,
            start,
            count,
        )
        return [read_passage(row) for row in rows]

    def warnings(self, slug: str) -> tuple[str, ...] | None:
        """Return what could not be read of a document; None where that was not kept yet."""
        row = self._one("SELECT warnings FROM readings WHERE slug = ?", slug)
        return tuple(json.loads(row[0])) if row else None

    def sketches(self) -> dict[str, frozenset[int]]:
        """Return the sketches of texts by slug; of documents stored without one there is none."""
        rows = self._all("SELECT slug, sketch FROM readings")
        return {slug: frozenset(json.loads(sketch)) for slug, sketch in rows}

    def passage_languages(self, slug: str | None = None) -> dict[str, str]:
        """Return the index language of each passage, of one document or of all."""
        if slug is None:
            return dict(self._all("SELECT id, language FROM passages"))
        return dict(self._all("SELECT id, language FROM passages WHERE slug = ?", slug))

    def languages(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the index language of some passages."""
        found: dict[str, str] = {}
        for at in range(0, len(ids), 500):
            batch = ids[at : at + 500]
            marks = ",".join("?" * len(batch))
            found |= dict(
                self._all(f"SELECT id, language FROM passages WHERE id IN ({marks})", *batch)
            )
        return found

    def beside(self, ids: Sequence[str]) -> list[str]:
        """Return the passages right before and after some passages that are not among them."""
        found: set[str] = set()
        for at in range(0, len(ids), 500):
            batch = ids[at : at + 500]
            marks = ",".join("?" * len(batch))
            rows = self._all(
                "SELECT near.id FROM passages named JOIN passages near ON near.slug = named.slug "
                "AND near.ordinal IN (named.ordinal - 1, named.ordinal + 1) "
                f"WHERE named.id IN ({marks})",
                *batch,
            )
            found |= {row[0] for row in rows}
        return sorted(found - set(ids))

    def passage_documents(self) -> dict[str, str]:
        """Return the document of each passage."""
        return dict(self._all("SELECT id, slug FROM passages"))

    def index_rows(self) -> Iterator[IndexRow]:
        """Yield every passage as the keyword index takes it, in a fixed order."""
        at = ("", -1)
        while True:
            rows = self._all(
                "SELECT id, slug, language, terms, ordinal FROM passages "
                "WHERE (slug, ordinal) > (?, ?) ORDER BY slug, ordinal LIMIT ?",
                *at,
                _READ_AT_ONCE,
            )
            for identifier, slug, language, terms, _ in rows:
                yield IndexRow(identifier, slug, language, terms.split("\x1f") if terms else [])
            if len(rows) < _READ_AT_ONCE:
                return
            at = (rows[-1][1], rows[-1][4])

    def put(self, documents: Iterable[StoredDocument]) -> None:
        """Store documents in place of what their slugs held."""
        with self._transaction() as db:
            for stored in documents:
                _put(db, stored)
            _advance(db)

    def move(self, slug: str, source_path: str) -> None:
        """Record that a document's file now lies elsewhere."""
        with self._transaction() as db:
            db.execute("UPDATE documents SET source_path = ? WHERE slug = ?", (source_path, slug))

    def delete(self, slug: str) -> None:
        """Forget a document and its passages."""
        with self._transaction() as db:
            db.execute("DELETE FROM documents WHERE slug = ?", (slug,))
            _advance(db)

    def mark_pending(self, slugs: Iterable[str]) -> None:
        """Note that documents' vectors are being changed, in case that is interrupted."""
        with self._transaction() as db:
            db.executemany("INSERT OR IGNORE INTO pending VALUES (?)", [(s,) for s in slugs])

    def clear_pending(self, slugs: Iterable[str]) -> None:
        """Note that documents' vectors agree with their records again."""
        with self._transaction() as db:
            db.executemany("DELETE FROM pending WHERE slug = ?", [(slug,) for slug in slugs])

    def pending(self) -> list[str]:
        """Return the documents whose change was interrupted."""
        return [row[0] for row in self._all("SELECT slug FROM pending ORDER BY slug")]

    def sources(self) -> dict[str, tuple[str, Stamp]]:
        """Return the hash and the stamp of each file that was read, by its place."""
        rows = self._all("SELECT * FROM sources")
        return {row[0]: (row[1], Stamp(*row[2:])) for row in rows}

    def update_sources(
        self, seen: Mapping[str, tuple[str, Stamp]], forgotten: Iterable[str]
    ) -> None:
        """Remember the hash and the stamp of files, and forget those of others."""
        with self._transaction() as db:
            db.executemany("DELETE FROM sources WHERE place = ?", [(p,) for p in forgotten])
            db.executemany(
                "INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?, ?, ?)",
                [(place, sha256, *stamp) for place, (sha256, stamp) in seen.items()],
            )

    def begin_reembedding(self) -> None:
        """Note that every vector is to be made anew."""
        self.set_meta("reembedding", "1")

    def finish_reembedding(self, embedder: str) -> None:
        """Note that there are no vectors, and whose there will be; every document is pending."""
        with self._transaction() as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES ('embedder', ?)", (embedder,))
            db.execute("INSERT OR IGNORE INTO pending SELECT slug FROM documents")
            db.execute("DELETE FROM meta WHERE key = 'reembedding'")
            _advance(db)

    def faults(self) -> list[str]:
        """Return what SQLite itself finds wrong with the database, one line each."""
        found = [row[0] for row in self._all("PRAGMA integrity_check(10)") if row[0] != "ok"]
        strays = len(self._all("PRAGMA foreign_key_check(passages)"))
        return [*found, *([f"{strays} passages without a document"] if strays else [])]

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._db:
            yield self._db

    def _all(self, sql: str, *values: object) -> list[Any]:
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    def _one(self, sql: str, *values: object) -> Any:
        with self._lock:
            return self._db.execute(sql, values).fetchone()


def _put(db: sqlite3.Connection, stored: StoredDocument) -> None:
    document, info = stored.document, stored.document.info
    db.execute("DELETE FROM documents WHERE slug = ?", (info.slug,))
    db.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            info.slug,
            document.sha256,
            document.source_path,
            stored.recipe,
            json.dumps(asdict(info), ensure_ascii=False),
            document.text,
            write_places(document.places),
        ),
    )
    db.executemany(
        "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                p.id,
                p.document,
                p.ordinal,
                language,
                p.text,
                p.context,
                json.dumps(asdict(p.locator), ensure_ascii=False),
                p.locator.address,
                "\x1f".join(terms),
            )
            for p, language, terms in stored.passages
        ],
    )
    db.execute(
        "INSERT OR REPLACE INTO readings VALUES (?, ?, ?)",
        (
            info.slug,
            json.dumps(list(stored.warnings), ensure_ascii=False),
            json.dumps(list(stored.sketch), separators=(",", ":")),
        ),
    )


def _advance(db: sqlite3.Connection) -> None:
    db.execute(
        "INSERT INTO meta VALUES ('generation', '1') "
        "ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    )
