"""The vector store: Chroma through LlamaIndex, one collection per passage language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_PREFIX = "passages-"
_BATCH = 2000
_GRAPH = {
    "hnsw:space": "cosine",
    "hnsw:construction_ef": 200,
    "hnsw:search_ef": 300,
    "hnsw:M": 16,
}
"""Chroma's defaults (100, 100, 16) find 0.89 of the exact 50 nearest among 10,000 passages of real
text; ``benchmarks.scale`` prints what these find, by size."""


class VectorStore:
    """Vectors of one library's passages, ranked per language.

    A question ranks passages in its own language above better ones in another, so each language
    is a collection of its own and rankings, never similarities, are compared across them.
    """

    def __init__(self, folder: Path) -> None:
        """Open or create the store in ``folder``."""
        import chromadb
        from chromadb.api.shared_system_client import SharedSystemClient
        from chromadb.config import Settings

        try:
            self._client = chromadb.PersistentClient(
                path=str(folder), settings=Settings(anonymized_telemetry=False)
            )
        except BaseException:
            # Chroma would hand out what it could not open to whoever opens the folder next.
            SharedSystemClient.clear_system_cache()
            raise
        self._stores: dict[str, Any] = {}
        self._languages: tuple[str, ...] | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages that have a collection."""
        if self._languages is None:
            self._languages = self._list_languages()
        return self._languages

    def _list_languages(self) -> tuple[str, ...]:
        names = (collection.name for collection in self._client.list_collections())
        return tuple(sorted(n.removeprefix(_PREFIX) for n in names if n.startswith(_PREFIX)))

    def add(
        self,
        language: str,
        rows: Iterable[tuple[str, str]],
        vectors: NDArray[np.float32],
    ) -> None:
        """Store vectors; identifiers that are there already are replaced.

        Args:
            language: Of the passages.
            rows: (passage id, document slug), one per vector.
            vectors: Shape (n, dimension), unit length.
        """
        from llama_index.core.schema import NodeRelationship, RelatedNodeInfo, TextNode

        nodes = [
            TextNode(
                id_=identifier,
                text="",
                embedding=vector.tolist(),
                relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=document)},
            )
            for (identifier, document), vector in zip(rows, vectors, strict=True)
        ]
        if not nodes:
            return
        store = self._store(language)
        for at in range(0, len(nodes), _BATCH):
            batch = nodes[at : at + _BATCH]
            store.delete_nodes([node.node_id for node in batch])
            store.add(batch)

    def remove(self, language: str, ids: Sequence[str]) -> None:
        """Delete vectors; unknown identifiers are passed over."""
        for at in range(0, len(ids), _BATCH):
            self._store(language).delete_nodes(list(ids[at : at + _BATCH]))

    def search(
        self,
        vector: NDArray[np.float32],
        language: str,
        k: int,
        *,
        among: Sequence[str] | None = None,
    ) -> list[tuple[str, float]]:
        """Return (passage id, cosine) of the nearest passages of a language, best first.

        Args:
            vector: Of the question, shape (dimension,), unit length.
            language: Which collection.
            k: How many at most.
            among: Only these passages; None for all.
        """
        if among is not None and not among:
            return []
        from chromadb.errors import InternalError

        try:
            return self._query(vector, language, k, among)
        except InternalError:
            # Chroma refuses a list that names a passage without a vector, which one may be whose
            # vector is lost or that another process has just removed.
            held = self._held(language, among or ())
            if among is None or len(held) == len(among):
                raise
            return self._query(vector, language, k, held) if held else []

    def _query(
        self,
        vector: NDArray[np.float32],
        language: str,
        k: int,
        among: Sequence[str] | None,
    ) -> list[tuple[str, float]]:
        # Chroma itself is asked: LlamaIndex would read and parse a node for every hit, for half
        # as long again, where only the identifiers are wanted.
        found = self._store(language).client.query(
            query_embeddings=[vector],
            n_results=k,
            # By identifier: by metadata it would take 0.2 to 0.5 s among 100,000 passages.
            ids=None if among is None else list(among),
            include=["distances"],
        )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [(identifier, 1.0 - float(distance)) for identifier, distance in pairs]

    def _held(self, language: str, ids: Sequence[str]) -> list[str]:
        store = self._store(language).client
        batches = (list(ids[at : at + _BATCH]) for at in range(0, len(ids), _BATCH))
        return [i for batch in batches for i in store.get(ids=batch, include=[])["ids"]]

    def ids(self, language: str, document: str | None = None) -> set[str]:
        """Return the identifiers stored for a language, or for one document of it."""
        where = {"document_id": document} if document else None
        return set(self._store(language).client.get(where=where, include=[])["ids"])

    def documents(self, language: str) -> dict[str, str]:
        """Return the document of each identifier stored for a language."""
        found = self._store(language).client.get(include=["metadatas"])
        pairs = zip(found["ids"], found["metadatas"], strict=True)
        return {identifier: str((about or {}).get("document_id")) for identifier, about in pairs}

    def vectors(self, language: str, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the stored vectors of passages; unknown identifiers are left out."""
        stored: dict[str, NDArray[np.float32]] = {}
        for at in range(0, len(ids), _BATCH):
            batch = list(ids[at : at + _BATCH])
            found = self._store(language).client.get(ids=batch, include=["embeddings"])
            rows = zip(found["ids"], found["embeddings"], strict=True)
            stored |= {identifier: np.asarray(row, dtype=np.float32) for identifier, row in rows}
        return stored

    def close(self) -> None:
        """Let go of the files, so that another process's changes are seen on reopening."""
        self._stores.clear()
        self._client.clear_system_cache()

    def _store(self, language: str) -> Any:
        from llama_index.vector_stores.chroma import ChromaVectorStore

        if language not in self._stores:
            collection = self._client.get_or_create_collection(
                _PREFIX + language,
                embedding_function=None,
                metadata=_GRAPH,
            )
            self._stores[language] = ChromaVectorStore(chroma_collection=collection)
            self._languages = None
        return self._stores[language]
