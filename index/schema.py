"""The tables of the library's books.

A new table is one that a library without it can do without: it is created empty when the library is
opened, and what it would have held is learned as documents go in again.
"""

from __future__ import annotations

import sqlite3

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS documents (
    slug TEXT PRIMARY KEY, sha256 TEXT NOT NULL, source_path TEXT NOT NULL, recipe TEXT NOT NULL,
    info TEXT NOT NULL, text TEXT NOT NULL, places TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS documents_sha256 ON documents (sha256);
CREATE INDEX IF NOT EXISTS documents_source ON documents (source_path);
CREATE TABLE IF NOT EXISTS passages (
    id TEXT PRIMARY KEY, slug TEXT NOT NULL REFERENCES documents (slug) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL, context TEXT NOT NULL,
    locator TEXT NOT NULL, address TEXT, terms TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS passages_slug ON passages (slug, ordinal);
CREATE INDEX IF NOT EXISTS passages_address ON passages (address) WHERE address IS NOT NULL;
CREATE TABLE IF NOT EXISTS pending (slug TEXT PRIMARY KEY) STRICT;
CREATE TABLE IF NOT EXISTS sources (
    place TEXT PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    ctime_ns INTEGER NOT NULL, inode INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS readings (
    slug TEXT PRIMARY KEY REFERENCES documents (slug) ON DELETE CASCADE,
    warnings TEXT NOT NULL, sketch TEXT NOT NULL
) STRICT;
"""


def upgrade(db: sqlite3.Connection) -> None:
    """Bring a library of version 0.1's first weeks, which kept page starts alone, up to date."""
    columns = {row[1] for row in db.execute("PRAGMA table_info(documents)")}
    if "page_starts" in columns:
        with db:
            db.execute("ALTER TABLE documents RENAME COLUMN page_starts TO places")
            db.execute(
                "UPDATE documents SET places = json_object('page_starts', json(places), "
                "'page_labels', json('[]'), 'ocr_pages', json('[]'), 'anchors', json('[]'))"
            )
