"""Proves that records, vectors, keywords and copies agree, and repairs what can be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from index.library import Library


@dataclass(frozen=True, slots=True)
class Verification:
    """Whether a library's parts agree.

    Attributes:
        documents: Number of documents checked.
        passages: Number of passages checked.
        problems: One line for each disagreement found.
        repaired: How many of them were repaired.
    """

    documents: int
    passages: int
    problems: tuple[str, ...]
    repaired: int


def verify_library(library: Library) -> Verification:
    """Check a library against its records and repair vectors and keywords.

    A document whose text or copy is damaged cannot be repaired from within; the line about it
    says to ingest it again.

    Raises:
        LibraryBusy: Another process is writing.
        EmbedderMismatch: Vectors are lost and another embedding model is set.
    """
    with library.writing():
        repaired = [*_repair_vectors(library), *_repair_keywords(library)]
        damaged = list(_damaged_documents(library))
        return Verification(
            documents=len(library.documents()),
            passages=len(library.records.passage_languages()),
            problems=(*repaired, *damaged),
            repaired=len(repaired),
        )


def _repair_vectors(library: Library) -> Iterator[str]:
    stored: defaultdict[str, set[str]] = defaultdict(set)
    for identifier, language in library.records.passage_languages().items():
        stored[language].add(identifier)
    for language in sorted({*stored, *library.vectors.languages}):
        have = library.vectors.ids(language)
        if stray := have - stored[language]:
            library.vectors.remove(language, sorted(stray))
            yield f"{len(stray)} vectors ({language}) without a passage"
        if lost := stored[language] - have:
            library.reembed(lost)
            yield f"{len(lost)} passages ({language}) without a vector"


def _repair_keywords(library: Library) -> Iterator[str]:
    if library.keywords.passage_ids() != set(library.records.passage_languages()):
        library.forget_keywords()
        yield "the keyword index does not hold the same passages"


def _damaged_documents(library: Library) -> Iterator[str]:
    for record in library.documents():
        slug = record.info.slug
        text = library.document(slug).text
        wrong = [
            p
            for p in library.passages(slug)
            if text[p.locator.char_start : p.locator.char_end] != p.text
        ]
        if wrong:
            yield f"{slug}: {len(wrong)} passages differ from its text; remove and ingest it again"
        if not any((library.folder / "documents").glob(f"{slug}.*")):
            yield f"{slug}: the copy of the original is gone; ingest it again"
