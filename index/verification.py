"""Proves that records, vectors, keywords and copies agree, and repairs what can be."""

from __future__ import annotations

import hashlib
import logging
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from corpus.errors import LibraryError, RejectedDocument
from corpus.places import locate
from corpus.types import Document, Passage
from index.ingestion import READ_LIMIT_S
from index.library import Library
from index.parsing import Copy, Parsed, parse_copy
from index.records import DocumentRecord
from ingest.passages import identify_passages
from ingest.pipeline import Source, is_current
from ingest.processes import ReadingProcesses, usual_count

log = logging.getLogger(__name__)

_SAMPLE = 64
_LEAST_COSINE = 0.999
"""Batches of other lengths change a vector by 1e-7; another model's vectors lie far below."""
_AHEAD = 4


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
    """Check a library's parts against each other and repair what can be.

    Documents that are damaged, or that an older policydesk read, are read again from the copies
    of their originals and keep their slugs and metadata. Vectors that are lost, damaged or of
    another embedding model are made again. What cannot be repaired from within is left as a
    problem that says what to do.

    Raises:
        LibraryBusy: Another process is writing.
        LibraryError: The database itself is damaged.
    """
    if faults := library.records.faults():
        raise LibraryError(
            f"its database is damaged ({faults[0]})",
            str(library.folder / "library.sqlite3"),
            "Restore the folder from a backup, or ingest its documents into a new --library.",
        )
    repaired: list[str] = []
    left: list[str] = []
    with library.files.locked():
        if _vectors_are_unusable(library):
            repaired.append("the vector store cannot be read or is of another embedding model")
            library.forget_vectors()
        with library.writing():
            _check_copies(library, repaired, left)
            _check_documents(library, repaired, left)
            repaired += _repair_vectors(library)
            repaired += _repair_keywords(library)
            return Verification(
                documents=len(library.documents()),
                passages=len(library.records.passage_languages()),
                problems=(*repaired, *left),
                repaired=len(repaired),
            )


def _vectors_are_unusable(library: Library) -> bool:
    if library.built_by not in (None, library.make_embedder().model_name):
        return True
    try:
        for language in library.vectors.languages:
            library.vectors.ids(language)
    except Exception as error:
        # Chroma raises whatever its parts do.
        log.info("vector store", exc_info=error)
        return True
    return False


def _check_copies(library: Library, repaired: list[str], left: list[str]) -> None:
    """Look for originals' copies that are gone, damaged or of no document."""
    records = library.documents()
    slugs = {record.info.slug for record in records}
    for path in library.files.copies():
        if path.name.split(".")[0] not in slugs:
            path.unlink()
            repaired.append(f"{path.name}: a copy of no document")
    for record in records:
        slug = record.info.slug
        copy = library.files.copy_of(slug)
        if copy and _sha256(copy) == record.sha256:
            continue
        problem = f"{slug}: the copy of the original is {'damaged' if copy else 'gone'}"
        original = Path(record.source_path)
        if _sha256(original) == record.sha256:
            library.files.stage(Source(original, original.read_bytes(), record.sha256))
            library.files.keep(library.document(slug))
            repaired.append(problem)
        else:
            left.append(
                f"{problem}; its file is no longer at {original}. Add it again from elsewhere, or "
                f"remove it with: policydesk library remove {slug}"
            )


def _check_documents(library: Library, repaired: list[str], left: list[str]) -> None:
    """Read again what is damaged or was read by older readers."""
    faulty = {
        record.info.slug: (record, fault)
        for record in library.documents()
        if (fault := _fault(library, record))
    }
    with ReadingProcesses(
        parse_copy, count=usual_count() if faulty else 0, limit_s=READ_LIMIT_S
    ) as reading:
        for slug, parsed in _read_again(library, reading, [r for r, _ in faulty.values()]):
            record, fault = faulty[slug]
            if isinstance(parsed, str):
                left.append(f"{slug}: {fault}; {parsed}")
                continue
            # The original's place stays, wherever the copy was read from.
            document = replace(parsed.document, source_path=record.source_path)
            library.put([replace(parsed, document=document)])
            repaired.append(f"{slug}: {fault}")


def _read_again(
    library: Library,
    reading: ReadingProcesses[Copy, Parsed],
    records: Iterable[DocumentRecord],
) -> Iterator[tuple[str, Parsed | str]]:
    """Yield each document as read from its copy, or what to do where that is not possible."""
    begun: deque[tuple[str, Future[Parsed] | None]] = deque()
    later = deque(records)
    while later or begun:
        while later and len(begun) < _AHEAD:
            record = later.popleft()
            slug, copy = record.info.slug, library.files.copy_of(record.info.slug)
            future = None
            if copy and _sha256(copy) == record.sha256:
                # The file may since have been renamed; its copy is of the format it was read in.
                path = Path(record.source_path).with_suffix(copy.suffix)
                task = Copy(path, copy, record.sha256, record.info)
                future = reading.submit(task, slug)
            begun.append((slug, future))
        slug, future = begun.popleft()
        if future is None:
            yield slug, "there is no copy to read it from again; ingest it again"
            continue
        try:
            yield slug, future.result()
        except RejectedDocument as error:
            yield slug, f"its copy cannot be read ({error.problem}); ingest it again"


def _fault(library: Library, record: DocumentRecord) -> str:
    """Return what is wrong with a stored document, or nothing."""
    slug = record.info.slug
    document, passages = library.document(slug), library.passages(slug)
    if not passages:
        return "its passages are lost"
    if [p.ordinal for p in passages] != list(range(len(passages))):
        return "some of its passages are lost"
    wrong = sum(not _agrees(document, passage) for passage in passages)
    if wrong:
        return f"{wrong} passages differ from its text"
    if identify_passages(passages, slug) != passages:
        return "identifiers differ from the passages' content"
    return "" if is_current(record.recipe) else "an older policydesk, or less of OCR, read it"


def _agrees(document: Document, passage: Passage) -> bool:
    place = passage.locator
    if not 0 <= place.char_start < place.char_end <= len(document.text):
        return False
    text = document.text[place.char_start : place.char_end]
    return text == passage.text and locate(document.places, place.char_start, place.char_end) == (
        place
    )


def _repair_vectors(library: Library) -> Iterator[str]:
    stored: defaultdict[str, dict[str, str]] = defaultdict(dict)
    languages = library.records.passage_languages()
    for identifier, slug in library.records.passage_documents().items():
        stored[languages[identifier]][identifier] = slug
    for language in sorted({*stored, *library.vectors.languages}):
        have, wanted = library.vectors.documents(language), stored[language]
        if stray := have.keys() - wanted.keys():
            library.vectors.remove(language, sorted(stray))
            yield f"{len(stray)} vectors ({language}) without a passage"
        if wrong := {i for i in have.keys() & wanted.keys() if have[i] != wanted[i]}:
            library.reembed(wrong)
            yield f"{len(wrong)} vectors ({language}) under another document"
        if lost := wanted.keys() - have.keys():
            library.reembed(lost)
            yield f"{len(lost)} passages ({language}) without a vector"
        if damaged := _damaged_vectors(library, language, sorted(wanted)):
            library.reembed(damaged)
            yield f"{len(damaged)} vectors ({language}) differ from their passages"


def _damaged_vectors(library: Library, language: str, ids: list[str]) -> set[str]:
    """Return the passages whose vectors are no unit vectors or, where a sample differs, all."""
    found = library.vectors.vectors(language, ids)
    damaged = {i for i, v in found.items() if not 0.99 < float(np.linalg.norm(v)) < 1.01}
    sample = [i for i in ids[:: max(1, len(ids) // _SAMPLE)] if i not in damaged]
    anew = library.embedded(sample)
    if any(float(found[i] @ anew[i]) < _LEAST_COSINE for i in sample):
        return set(ids)
    return damaged


def _repair_keywords(library: Library) -> Iterator[str]:
    terms: defaultdict[str, set[str]] = defaultdict(set)
    for _, _, language, words in library.records.index_rows():
        terms[language] |= set(words)
    passages = set(library.records.passage_languages())
    if library.keywords.passage_ids() != passages:
        library.forget_keywords()
        yield "the keyword index does not hold the same passages"
    elif any(not words <= library.keywords.terms(lang) for lang, words in terms.items()):
        library.forget_keywords()
        yield "the keyword index does not hold the same words"


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError:
        return ""
