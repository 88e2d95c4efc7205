"""Bridges the two languages' vectors: where a question's counterpart in another language lies.

Multilingual embeddings put a Korean and an English sentence of the same meaning near each other,
but each language keeps to its own side. An orthogonal map between the sides (Procrustes; Schönemann
1966, as in Smith et al., ICLR 2017) is learned from our own bilingual digests, which say the same
line by line, and from the glossary. A question is searched half as it is and half as mapped.
What goes in is the mean of the question and of its wording with the glossary's terms translated
(``blend``): a mixed sentence lies nearer to the other side than the question itself.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from corpus.catalog import DATA
from index.embedders import embed_passages
from index.glossary import load_glossary

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

log = logging.getLogger(__name__)

Vectors = NDArray[np.float32]

_SIDES = ("en", "ko")
_TERM_WEIGHT = 0.3
"""Of a pair of glossary terms, where a pair of sentences weighs 1."""
_MAPPED = 0.5
"""Share of the mapped question in what is searched."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """A map between the vectors of two languages.

    Attributes:
        means: Of each language's side, shape (2, dimension), in the order English, Korean.
        rotation: Orthogonal, shape (dimension, dimension); takes English to Korean.
    """

    means: Vectors
    rotation: Vectors

    def carry(self, vector: Vectors, language: str, into: str) -> Vectors:
        """Return where to search for a question among passages of another language.

        Args:
            vector: Of the question, shape (dimension,), unit length.
            language: Of the question.
            into: Of the passages.

        Returns:
            A unit vector; the question's own where no map is known.
        """
        if language == into or language not in _SIDES or into not in _SIDES:
            return vector
        if not len(self.rotation):
            return vector
        from_, to = _SIDES.index(language), _SIDES.index(into)
        rotation = self.rotation if from_ == 0 else self.rotation.T
        mapped = _unit((vector - self.means[from_]) @ rotation + self.means[to])
        return _unit(_MAPPED * mapped + (1 - _MAPPED) * vector)


def blend(vector: Vectors, other: Vectors) -> Vectors:
    """Return the unit vector between two wordings of one question."""
    return _unit(vector + other)


NO_ALIGNMENT = Alignment(np.empty((0, 0), np.float32), np.empty((0, 0), np.float32))


def load_alignment(model: BaseEmbedding, cache_dir: Path) -> Alignment:
    """Return the alignment of an embedding model, learning it the first time.

    Args:
        model: Whose vectors are aligned.
        cache_dir: Holds one file of 0.6 MB for each model and state of the digests and glossary.
    """
    sentences, terms = sentence_pairs(), _term_pairs()
    spoken = repr((model.model_name, sentences, terms, _TERM_WEIGHT))
    key = hashlib.sha256(spoken.encode()).hexdigest()[:16]
    path = cache_dir / f"alignment-{key}.npz"
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            return Alignment(stored["means"], stored["rotation"])
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        learned = learn_alignment(model, sentences, terms)
    try:
        _save(learned, path)
    except OSError as error:
        log.info("the alignment is not kept (%s)", error)
    return learned


def learn_alignment(
    model: BaseEmbedding, sentences: Sequence[tuple[str, str]], terms: Sequence[tuple[str, str]]
) -> Alignment:
    """Return the alignment that pairs of English and Korean texts show.

    Args:
        model: Embeds them, all as passages.
        sentences: Pairs that say the same.
        terms: Pairs of words that mean the same; they weigh less.
    """
    texts = [text for side in (0, 1) for pair in (*sentences, *terms) for text in [pair[side]]]
    vectors = embed_passages(model, texts).reshape(2, len(sentences) + len(terms), -1)
    means = vectors[:, : len(sentences)].mean(axis=1)
    centred = vectors - means[:, None]
    centred[:, len(sentences) :] -= centred[:, len(sentences) :].mean(axis=1, keepdims=True)
    centred[:, len(sentences) :] *= _TERM_WEIGHT
    left, _, right = np.linalg.svd(centred[0].T @ centred[1])
    return Alignment(means.astype(np.float32), (left @ right).astype(np.float32))


@cache
def sentence_pairs() -> tuple[tuple[str, str], ...]:
    """Return the lines of our digests, English and Korean, that say the same."""
    pairs: list[tuple[str, str]] = []
    for english in sorted((DATA / "digests").glob("*.en.md")):
        korean = english.with_name(english.name.replace(".en.md", ".ko.md"))
        sides = [
            [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
            for path in (english, korean)
        ]
        pairs += zip(*sides, strict=True)
    return tuple(pairs)


@cache
def _term_pairs() -> tuple[tuple[str, str], ...]:
    return tuple(
        (term.variants["en"][0], term.variants["ko"][0])
        for term in load_glossary()
        if term.variants["en"] and term.variants["ko"]
    )


def _save(alignment: Alignment, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, suffix=".npz")
    with os.fdopen(descriptor, "wb") as file:
        np.savez(file, means=alignment.means, rotation=alignment.rotation)
    Path(name).replace(path)


def _unit(vector: Vectors) -> Vectors:
    unit: Vectors = (vector / max(float(np.linalg.norm(vector)), 1e-12)).astype(np.float32)
    return unit
