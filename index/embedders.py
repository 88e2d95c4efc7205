"""Embedding models behind LlamaIndex's BaseEmbedding: the bundled one and any API."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from numpy.typing import NDArray
from pydantic import PrivateAttr

from index.encoder import Encoder, load_encoder

Vectors = NDArray[np.float32]


class BundledEmbedding(BaseEmbedding):
    """multilingual-e5-small as bundled: no key, no network.

    E5 was trained with ``query: `` and ``passage: `` before its texts and loses accuracy without.
    """

    _encoder: Encoder = PrivateAttr()

    def __init__(self, cache_dir: Path, encoder: Encoder | None = None) -> None:
        """Load the model.

        Args:
            cache_dir: Where a graph built once is kept.
            encoder: To run it by another engine than the fastest at hand.
        """
        encoder = encoder or load_encoder(cache_dir)
        super().__init__(model_name=encoder.name, embed_batch_size=512)
        self._encoder = encoder

    def encode_queries(self, queries: Sequence[str]) -> Vectors:
        """Return the unit vectors of questions, shape (n, dimension), in one run of the model."""
        return self._encode(["query: " + query for query in queries])

    def _get_query_embedding(self, query: str) -> list[float]:
        vector: list[float] = self.encode_queries([query])[0].tolist()
        return vector

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._encode(["passage: " + t for t in texts]).tolist()
        return vectors

    def _encode(self, texts: Sequence[str]) -> Vectors:
        return self._encoder.encode(texts)


def open_bundled(cache_dir: Path) -> BaseEmbedding:
    """Return the bundled embedding model."""
    return BundledEmbedding(cache_dir)


def open_api(base_url: str, model: str, api_key: str, timeout_s: float) -> BaseEmbedding:
    """Return an OpenAI-compatible embeddings endpoint.

    Args:
        base_url: Up to and including ``/v1``.
        model: As the endpoint names it.
        api_key: Sent as bearer token.
        timeout_s: For one request, in seconds.
    """
    from llama_index.embeddings.openai_like import OpenAILikeEmbedding

    return OpenAILikeEmbedding(
        model_name=model, api_base=base_url, api_key=api_key, timeout=timeout_s, max_retries=3
    )


def embed_passages(
    model: BaseEmbedding,
    texts: Sequence[str],
    *,
    progress: Callable[[int], None] | None = None,
    batch: int = 256,
) -> Vectors:
    """Return unit vectors of passages, shape (len(texts), dimension).

    Args:
        model: Any LlamaIndex embedding model.
        texts: Context and text of each passage.
        progress: Called with the number done after each batch.
        batch: Texts per call.
    """
    rows: list[list[float]] = []
    for at in range(0, len(texts), batch):
        rows += model.get_text_embedding_batch(list(texts[at : at + batch]))
        if progress:
            progress(len(rows))
    return _unit(np.asarray(rows, dtype=np.float32))


def embed_question(model: BaseEmbedding, question: str) -> Vectors:
    """Return the unit vector of a question, shape (dimension,)."""
    vector: Vectors = embed_questions(model, [question])[0]
    return vector


def embed_questions(model: BaseEmbedding, questions: Sequence[str]) -> Vectors:
    """Return the unit vectors of questions, shape (n, dimension)."""
    if isinstance(model, BundledEmbedding):
        return model.encode_queries(questions)
    with ThreadPoolExecutor(max(len(questions), 1)) as pool:
        rows = list(pool.map(model.get_query_embedding, questions))
    return _unit(np.asarray(rows, dtype=np.float32))


def _unit(vectors: Vectors) -> Vectors:
    if not len(vectors):
        return vectors
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = (vectors / np.maximum(norms, 1e-12)).astype(np.float32)
    return unit
