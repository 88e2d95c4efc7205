"""The library: the one door to documents, passages, vectors and keywords."""

from __future__ import annotations

import logging
import os
import shutil
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from filelock import FileLock, Timeout

from corpus.errors import EmbedderMismatch, LibraryBusy, LibraryError, UsageError
from corpus.types import Document, DocumentInfo, Filters, Passage, SearchResult
from index.filters import select_documents
from index.keywords import KeywordIndex, passage_terms
from index.records import DocumentRecord, Records, StoredPassage
from index.routing import TitleIndex
from index.vectors import VectorStore
from ingest.language import passage_language

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

log = logging.getLogger(__name__)

_FORMAT = "1"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents' metadata at one generation of the records.

    Attributes:
        generation: Of the records.
        infos: By slug.
        titles: The words of the titles.
    """

    generation: int
    infos: dict[str, DocumentInfo]
    titles: TitleIndex


class Library:
    """One library folder: records, vectors, keyword index and copies of the originals.

    The embedding model is loaded when it is first needed, so that listing documents is instant.
    """

    def __init__(self, folder: Path, embedder: Callable[[], BaseEmbedding]) -> None:
        """Open a library, creating it where the folder is empty.

        Args:
            folder: The library's folder.
            embedder: Returns the embedding model; called at most once.

        Raises:
            LibraryError: The folder cannot be written or is of another format.
        """
        self.folder = folder
        self._make_embedder = embedder
        self._embedder: BaseEmbedding | None = None
        self._embedder_lock = threading.Lock()
        self._keywords: KeywordIndex | None = None
        self._keywords_lock = threading.Lock()
        _prepare_folder(folder)
        self.records = Records(folder / "library.sqlite3")
        self._vectors: VectorStore | None = None
        self._vectors_lock = threading.Lock()
        self._vectors_generation = -1
        self._is_writing = False
        self._shelf: Shelf | None = None
        found = self.records.get_meta("format")
        if found is None:
            self.records.set_meta("format", _FORMAT)
        elif found != _FORMAT:
            raise LibraryError(
                f"made in format {found}, this policydesk reads format {_FORMAT}",
                str(folder),
                "Ingest its documents into a new folder with --library.",
            )

    def close(self) -> None:
        """Release the library's files."""
        if self._vectors is not None:
            self._vectors.close()
        self.records.close()

    @property
    def embedder(self) -> BaseEmbedding:
        """The embedding model, checked against the one that built the library.

        Raises:
            EmbedderMismatch: Another model built it.
        """
        with self._embedder_lock:
            if self._embedder is None:
                model = self._make_embedder()
                built_by = self.records.get_meta("embedder")
                if built_by and built_by != model.model_name:
                    raise EmbedderMismatch(
                        f"its passages were embedded by {built_by}, "
                        f"but the settings name {model.model_name}",
                        str(self.folder),
                        "Set that embedding model again, or ingest into a new --library folder.",
                    )
                self._embedder = model
            return self._embedder

    @property
    def vectors(self) -> VectorStore:
        """The vector store, opened anew when another process has changed the library.

        Chroma's client keeps what it read at first and would not see another process's vectors.
        """
        with self._vectors_lock:
            generation = self.records.generation
            if self._vectors and generation != self._vectors_generation and not self._is_writing:
                self._vectors.close()
                self._vectors = None
            if self._vectors is None:
                self._vectors = VectorStore(self.folder / "vectors")
                self._vectors_generation = generation
            return self._vectors

    @property
    def keywords(self) -> KeywordIndex:
        """The keyword index, brought up to date with the records."""
        with self._keywords_lock:
            generation = self.records.generation
            if self._keywords is None:
                self._keywords = KeywordIndex.load(self.folder / "keywords")
            if self._keywords is None or self._keywords.generation != generation:
                self._keywords = KeywordIndex()
                self._keywords.build(self.records.all_terms(), generation)
            return self._keywords

    @property
    def shelf(self) -> Shelf:
        """Every document's metadata, brought up to date with the records."""
        generation = self.records.generation
        if self._shelf is None or self._shelf.generation != generation:
            infos = {record.info.slug: record.info for record in self.documents()}
            self._shelf = Shelf(generation, infos, TitleIndex(list(infos.values())))
        return self._shelf

    def documents(self) -> list[DocumentRecord]:
        """Return what the library holds, ordered by slug."""
        return self.records.documents()

    def document(self, slug: str) -> Document:
        """Return one document with its text.

        Raises:
            UsageError: There is none of that name.
        """
        document = self.records.document(slug)
        if document is None:
            raise UsageError(
                "the library holds no such document", slug, "See: policydesk library list"
            )
        return document

    def passages(self, slug: str) -> list[Passage]:
        """Return a document's passages in order."""
        return self.records.document_passages(slug)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the library's write lock, finishing first what an interruption left undone.

        Raises:
            LibraryBusy: Another process holds it.
        """
        lock = FileLock(self.folder / "write.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise LibraryBusy(
                "another process is adding or removing documents",
                str(self.folder),
                "Wait until it has finished and try again.",
            ) from None
        try:
            # What others wrote before the lock was ours must be seen; what follows is our own.
            _ = self.vectors
            self._is_writing = True
            self._recover()
            yield
            self._save_keywords()
        finally:
            self._vectors_generation = self.records.generation
            self._is_writing = False
            lock.release()

    def put(
        self,
        document: Document,
        recipe: str,
        passages: Sequence[Passage],
        copy: bytes,
        progress: Callable[[int, int], None] | None = None,
    ) -> int:
        """Store a document in place of what its slug held; call inside ``writing``.

        Passages that are stored already keep their vectors. Vectors are written before the
        record and stale ones removed after it, so that an interruption at any moment leaves the
        old document or the new one, whole.

        Args:
            document: The document.
            recipe: Version of the pipeline that read it.
            passages: All of its passages.
            copy: The original's bytes, kept beside the library.
            progress: Called with passages embedded so far and in all.

        Returns:
            How many passages were embedded.
        """
        slug = document.info.slug
        before = self.records.passage_languages(slug)
        rows = [self._index_row(p, document.info) for p in passages]
        fresh = [r for r in rows if before.get(r.passage.id) != r.language]
        self.records.mark_pending(slug)
        self._embed(fresh, progress)
        self._keep_copy(document, copy)
        self.records.put(document, recipe, rows)
        kept = {r.passage.id: r.language for r in rows}
        self._drop_vectors({i: lang for i, lang in before.items() if kept.get(i) != lang})
        self.records.clear_pending(slug)
        return len(fresh)

    def remove(self, slug: str) -> None:
        """Remove a document, its passages, its vectors and its copy.

        Raises:
            UsageError: There is none of that name.
        """
        self.document(slug)
        with self.writing():
            before = self.records.passage_languages(slug)
            self.records.mark_pending(slug)
            self.records.delete(slug)
            self._drop_vectors(before)
            self._drop_copy(slug)
            self.records.clear_pending(slug)

    def search(self, question: str, k: int = 8, filters: Filters | None = None) -> SearchResult:
        """Return the passages that best answer a question.

        Raises:
            UsageError: The question is empty or too long.
            EmbedderMismatch: Another embedding model built the library.
        """
        from index.retrieval import retrieve

        return retrieve(self, question, k, filters or Filters())

    def selected(self, filters: Filters) -> dict[str, DocumentInfo]:
        """Return the documents that pass the filters, by slug."""
        return {d.slug: d for d in select_documents(self.shelf.infos.values(), filters)}

    def reembed(self, ids: Iterable[str]) -> None:
        """Embed stored passages again whose vectors are lost; call inside ``writing``."""
        found = self.records.passages(sorted(ids))
        languages = self.records.passage_languages()
        self._embed([StoredPassage(p, languages[i], ()) for i, p in found.items()])

    def forget_keywords(self) -> None:
        """Drop the keyword index; it is built again from the records when next asked for."""
        with self._keywords_lock:
            self._keywords = None
            shutil.rmtree(self.folder / "keywords", ignore_errors=True)

    def _index_row(self, passage: Passage, info: DocumentInfo) -> StoredPassage:
        language = passage_language(passage.text, info.language)
        return StoredPassage(
            passage, language, passage_terms(passage.context, passage.text, language)
        )

    def _embed(
        self, rows: Sequence[StoredPassage], progress: Callable[[int, int], None] | None = None
    ) -> None:
        from index.embedders import embed_passages

        if not rows:
            return
        model = self.embedder
        if self.records.get_meta("embedder") is None:
            self.records.set_meta("embedder", model.model_name)
        # Alike lengths in a batch waste no padding.
        rows = sorted(rows, key=lambda r: len(r.passage.context) + len(r.passage.text))
        matrix = embed_passages(
            model,
            [f"{r.passage.context}\n{r.passage.text}" for r in rows],
            progress=(lambda n: progress(n, len(rows))) if progress else None,
        )
        by_language: defaultdict[str, list[int]] = defaultdict(list)
        for at, row in enumerate(rows):
            by_language[row.language].append(at)
        for language, places in by_language.items():
            pairs = [(rows[i].passage.id, rows[i].passage.document) for i in places]
            self.vectors.add(language, pairs, np.asarray(matrix[places]))

    def _drop_vectors(self, languages: dict[str, str]) -> None:
        by_language: defaultdict[str, list[str]] = defaultdict(list)
        for identifier, language in languages.items():
            by_language[language].append(identifier)
        for language, ids in by_language.items():
            self.vectors.remove(language, ids)

    def _recover(self) -> None:
        for slug in self.records.pending():
            log.info("finishing the interrupted change of %s", slug)
            stored = self.records.passage_languages(slug)
            lost: set[str] = set()
            for language in {*self.vectors.languages, *stored.values()}:
                have = self.vectors.ids(language, slug)
                wanted = {i for i, lang in stored.items() if lang == language}
                self.vectors.remove(language, sorted(have - wanted))
                lost |= wanted - have
            if lost:
                self.reembed(lost)
            if not stored:
                self._drop_copy(slug)
            self.records.clear_pending(slug)

    def _save_keywords(self) -> None:
        saved = KeywordIndex.load(self.folder / "keywords")
        keywords = self.keywords
        if saved is None or saved.generation != keywords.generation:
            keywords.save(self.folder / "keywords")

    def _keep_copy(self, document: Document, data: bytes) -> None:
        folder = self.folder / "documents"
        folder.mkdir(exist_ok=True)
        target = folder / f"{document.info.slug}{Path(document.source_path).suffix.lower()}"
        part = target.with_name(target.name + ".part")
        part.write_bytes(data)
        part.replace(target)

    def _drop_copy(self, slug: str) -> None:
        for path in (self.folder / "documents").glob(f"{slug}.*"):
            path.unlink(missing_ok=True)


def _prepare_folder(folder: Path) -> None:
    problem = ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        problem = error.strerror or type(error).__name__
    if problem:
        raise LibraryError(
            f"the library folder cannot be written ({problem})",
            str(folder),
            "Choose another with --library or change its permissions.",
        )
