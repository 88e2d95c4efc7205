"""An onnxruntime session over a graph of ``index.e5_graph``, fed with token ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnxruntime

from index.e5_weights import E5Weights, dequantise

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray


class EngineUnavailable(RuntimeError):
    """onnxruntime cannot run the graph on this machine."""


class E5Session:
    """Runs a graph on batches of token ids; safe to share between threads.

    A run keeps to its own thread. Batches side by side use the cores better than one batch spread
    over them, which waits for the slowest core at each of some 200 operators.
    """

    def __init__(self, weights: E5Weights, graph: bytes | Path) -> None:
        """Open a session.

        Args:
            weights: Where the word, position and type embeddings come from.
            graph: The serialised graph, or where it lies.

        Raises:
            EngineUnavailable: onnxruntime has no kernel for it on this processor.
        """
        self._words = weights.blocks("emb.word", weights.hidden)
        positions = weights.vector("emb.pos").reshape(weights.max_tokens, weights.hidden)
        self._positions = positions + weights.vector("emb.type")[: weights.hidden]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        # The extended level would fuse Add and LayerNormalization into the slow kernel.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        try:
            self._session = onnxruntime.InferenceSession(
                graph, options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            # Its errors have no base of their own.
            raise EngineUnavailable(str(error)) from error

    def run(
        self, tokens: Sequence[Sequence[int]], outputs: Sequence[str]
    ) -> list[NDArray[np.float32]]:
        """Run the graph on one batch of at least one text.

        Args:
            tokens: Ids of each text, between ``<s>`` and ``</s>``.
            outputs: Names of outputs of the graph.

        Returns:
            The outputs in the order of their names; ``vectors`` is (batch, hidden).
        """
        lengths = np.array([len(ids) for ids in tokens])
        longest = int(lengths.max())
        real = np.arange(longest) < lengths[:, None]
        embeddings = np.zeros((*real.shape, self._positions.shape[1]), dtype=np.float32)
        embeddings[real] = dequantise(self._words[np.concatenate(tokens)])
        embeddings += self._positions[:longest]
        pooling = (real / lengths[:, None]).astype(np.float32)[:, None, :]
        feed = {"embeddings": embeddings, "lengths": lengths, "pooling": pooling}
        results: list[NDArray[np.float32]] = self._session.run(outputs, feed)
        return results
