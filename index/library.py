"""The library: the one door to documents, passages, vectors and keywords."""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import EmbedderMismatch, LibraryBusy, LibraryError, UsageError
from corpus.types import Document, DocumentInfo, Filters, Passage, SearchResult
from index.filters import select_documents
from index.folder import LibraryFolder
from index.keywords import KeywordIndex
from index.likeness import draw_sketch
from index.parsing import Parsed
from index.records import DocumentRecord, Records, StoredDocument, StoredPassage
from index.routing import TitleIndex
from index.vectors import VectorStore

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from numpy.typing import NDArray

    from index.alignment import Alignment

log = logging.getLogger(__name__)

_FORMAT = "1"
_EMBEDDED_AT_ONCE = 128
"""Passages between two steps of progress: about two seconds on two cores."""


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


@dataclass(frozen=True, slots=True)
class PutTimes:
    """What storing documents took, in seconds."""

    embed: float
    store: float


class Library:
    """One library folder: records, vectors, keyword index and copies of the originals.

    The embedding model is loaded when it is first needed, so that listing documents is instant.
    """

    def __init__(
        self,
        folder: Path,
        embedder: Callable[[], BaseEmbedding],
        cache_dir: Path | None = None,
    ) -> None:
        """Open a library, creating it where the folder is empty.

        Args:
            folder: The library's folder.
            embedder: Returns the embedding model; called at most once.
            cache_dir: Where what is learned of the embedding model is kept; None goes without.

        Raises:
            LibraryError: The folder cannot be written or is of another format.
        """
        self.folder = folder
        self._make_embedder = embedder
        self._made: BaseEmbedding | None = None
        self._embedder_lock = threading.Lock()
        self._cache_dir = cache_dir
        self._alignment: Alignment | None = None
        self._keywords: KeywordIndex | None = None
        self._keywords_lock = threading.Lock()
        self.files = LibraryFolder(folder)
        self.records = Records(folder / "library.sqlite3")
        self._vectors: VectorStore | None = None
        self._vectors_lock = threading.Lock()
        self._vectors_generation = -1
        self._is_writing = False
        self._shelf: Shelf | None = None
        self._selected: tuple[Shelf, Filters, dict[str, DocumentInfo]] | None = None
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

    def make_embedder(self) -> BaseEmbedding:
        """Return the embedding model of the settings, whether or not it built the library."""
        with self._embedder_lock:
            if self._made is None:
                self._made = self._make_embedder()
            return self._made

    @property
    def embedder(self) -> BaseEmbedding:
        """The embedding model, checked against the one that built the library.

        Raises:
            EmbedderMismatch: Another model built it.
        """
        model = self.make_embedder()
        if self.built_by not in (None, model.model_name) and not self._is_reembedding:
            raise EmbedderMismatch(
                f"its passages were embedded by {self.built_by}, "
                f"but the settings name {model.model_name}",
                str(self.folder),
                "Set that embedding model again, or embed it anew with: policydesk library verify",
            )
        return model

    @property
    def alignment(self) -> Alignment:
        """The map between the languages' vectors; learned once for an embedding model."""
        from index.alignment import NO_ALIGNMENT, load_alignment

        model = self.embedder
        with self._embedder_lock:
            if self._alignment is None:
                cache = self._cache_dir
                self._alignment = load_alignment(model, cache) if cache else NO_ALIGNMENT
            return self._alignment

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
                self._keywords.build(self.records.index_rows(), generation)
                self._keep_keywords()
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
        with self.files.locked():
            if self._vectors is not None:
                # What others wrote before the lock was ours must be seen; what follows is our own.
                _ = self.vectors
            self._is_writing = True
            try:
                self._recover()
                yield
                self._save_keywords()
            finally:
                self._vectors_generation = self.records.generation
                self._is_writing = False

    def put(
        self,
        documents: Sequence[Parsed],
        progress: Callable[[int, int], None] | None = None,
    ) -> PutTimes:
        """Store staged documents in place of what their slugs held; call inside ``writing``.

        Passages that are stored already keep their vectors. Vectors are written before the
        records and stale ones removed after them, so that an interruption at any moment leaves
        the old documents or the new ones, whole.

        Args:
            documents: With slugs that differ.
            progress: Called with passages embedded so far and in all.
        """
        began = time.perf_counter()
        slugs = [parsed.document.info.slug for parsed in documents]
        before: dict[str, str] = {}
        for slug in slugs:
            before |= self.records.passage_languages(slug)
        rows = [row for parsed in documents for row in parsed.rows]
        fresh = [r for r in rows if before.get(r.passage.id) != r.language]
        self.records.mark_pending(slugs)
        embed_s = self._embed(fresh, progress)
        self.records.put(
            StoredDocument(p.document, p.rows, p.recipe, p.warnings, draw_sketch(p.document.text))
            for p in documents
        )
        for parsed in documents:
            self.files.keep(parsed.document)
        kept = {r.passage.id: r.language for r in rows}
        self._drop_vectors({i: lang for i, lang in before.items() if kept.get(i) != lang})
        self.records.clear_pending(slugs)
        return PutTimes(embed_s, time.perf_counter() - began - embed_s)

    def remove(self, slug: str) -> None:
        """Remove a document, its passages, its vectors and its copy.

        Raises:
            UsageError: There is none of that name.
        """
        self.document(slug)
        with self.writing():
            self.drop(slug)

    def drop(self, slug: str) -> None:
        """Remove a document and all that belongs to it; call inside ``writing``."""
        before = self.records.passage_languages(slug)
        self.records.mark_pending([slug])
        self.records.delete(slug)
        self._drop_vectors(before)
        self.files.drop(slug)
        self.records.clear_pending([slug])

    def search(
        self,
        question: str,
        k: int = 8,
        filters: Filters | None = None,
        *,
        narrow: bool = True,
        without: Collection[str] = (),
    ) -> SearchResult:
        """Return the passages that best answer a question.

        Args:
            question: As asked.
            k: How many hits at most.
            filters: Which documents count.
            narrow: Whether the documents that the question itself asks for are all that count.
            without: Identifiers of passages that do not count.

        Raises:
            UsageError: The question is empty or too long, or the filters cannot be meant.
            EmbedderMismatch: Another embedding model built the library.
        """
        from index.narrowing import search_narrowed

        return search_narrowed(
            self, question, k, filters or Filters(), narrow=narrow, without=without
        )

    def selected(self, filters: Filters) -> dict[str, DocumentInfo]:
        """Return the documents that pass the filters, by slug."""
        shelf = self.shelf
        if filters == Filters():
            return shelf.infos
        if (last := self._selected) and last[0] is shelf and last[1] == filters:
            return last[2]
        chosen = {d.slug: d for d in select_documents(shelf.infos.values(), filters)}
        self._selected = (shelf, filters, chosen)
        return chosen

    def reembed(self, ids: Iterable[str]) -> None:
        """Embed stored passages again whose vectors are lost; call inside ``writing``."""
        found = self.records.passages(sorted(ids))
        languages = self.records.passage_languages()
        self._embed([StoredPassage(p, languages[i], ()) for i, p in found.items()])

    def embedded(self, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return what the embedding model makes of stored passages, as unit vectors."""
        from index.embedders import embed_passages

        found = list(self.records.passages(ids).values())
        texts = [passage.in_context for passage in found]
        matrix = embed_passages(self.embedder, texts, batch=_EMBEDDED_AT_ONCE)
        return {passage.id: vector for passage, vector in zip(found, matrix, strict=True)}

    def forget_vectors(self) -> None:
        """Have the next writer embed every stored passage with the embedding model of now.

        An interruption leaves a library that the writer after it finishes.
        """
        self.records.begin_reembedding()

    @property
    def built_by(self) -> str | None:
        """The embedding model that the vectors are of."""
        return self.records.get_meta("embedder")

    def forget_keywords(self) -> None:
        """Drop the keyword index; it is built again from the records when next asked for."""
        with self._keywords_lock:
            self._keywords = None
            shutil.rmtree(self.folder / "keywords", ignore_errors=True)

    @property
    def _is_reembedding(self) -> bool:
        return self.records.get_meta("reembedding") is not None

    def _embed(
        self, rows: Sequence[StoredPassage], progress: Callable[[int, int], None] | None = None
    ) -> float:
        """Embed passages and store the vectors; return the seconds that embedding took."""
        from index.embedders import embed_passages

        if not rows:
            return 0.0
        model = self.embedder
        if self.records.get_meta("embedder") is None:
            self.records.set_meta("embedder", model.model_name)
        # Alike lengths in a batch waste no padding.
        texts = [r.passage.in_context for r in rows]
        order = sorted(range(len(rows)), key=lambda i: len(texts[i]))
        began = time.perf_counter()
        matrix = embed_passages(
            model,
            [texts[i] for i in order],
            progress=(lambda n: progress(n, len(rows))) if progress else None,
            batch=_EMBEDDED_AT_ONCE,
        )
        took = time.perf_counter() - began
        vectors = np.empty_like(matrix)
        vectors[order] = matrix
        by_language: defaultdict[str, list[int]] = defaultdict(list)
        for at, row in enumerate(rows):
            by_language[row.language].append(at)
        for language, places in by_language.items():
            pairs = [(rows[i].passage.id, rows[i].passage.document) for i in places]
            self.vectors.add(language, pairs, vectors[places])
        return took

    def _drop_vectors(self, languages: dict[str, str]) -> None:
        by_language: defaultdict[str, list[str]] = defaultdict(list)
        for identifier, language in languages.items():
            by_language[language].append(identifier)
        for language, ids in by_language.items():
            self.vectors.remove(language, ids)

    def _recover(self) -> None:
        if self._is_reembedding:
            model = self.embedder.model_name
            self._forget_vectors()
            self.records.finish_reembedding(model)
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
            if document := self.records.document(slug):
                self.files.keep(document)
            else:
                self.files.drop(slug)
            self.records.clear_pending([slug])
        self.files.clear_staged()

    def _forget_vectors(self) -> None:
        """Begin the vector store anew, even where it cannot be opened."""
        with self._vectors_lock:
            if self._vectors is not None:
                self._vectors.close()
                self._vectors = None
            shutil.rmtree(self.folder / "vectors", ignore_errors=True)

    def _keep_keywords(self) -> None:
        """Save an index that a reader had to build, unless somebody is writing."""
        if self._is_writing or self._keywords is None:
            return
        try:
            with self.files.locked():
                if self._keywords.generation == self.records.generation:
                    self._keywords.save(self.folder / "keywords")
        except (LibraryBusy, OSError) as error:
            log.info("the keyword index is not kept (%s)", error)

    def _save_keywords(self) -> None:
        folder = self.folder / "keywords"
        if KeywordIndex.saved_generation(folder) != self.records.generation:
            self.keywords.save(folder)
