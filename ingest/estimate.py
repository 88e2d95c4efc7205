"""How much of an ingestion is done and how long the rest will take."""

from __future__ import annotations

import time
from collections import defaultdict

_BYTES_A_PASSAGE = {".md": 750.0, ".txt": 750.0, ".html": 1000.0, ".pdf": 5000.0}
"""Of 32 policy documents; a guess that the files themselves correct."""
_OTHER_BYTES = 3000.0
_GUESS_WEIGHS = 20
"""Passages that the guess counts for against what is seen."""
_LEAST_SHARE = 0.02
_LEAST_S = 1.0


class Estimate:
    """Measures work in passages, which take the time; sizes say how many a file will have."""

    def __init__(self) -> None:
        """Begin with nothing to do."""
        self._began = time.perf_counter()
        self._unread: dict[str, tuple[str, int]] = {}
        self._unread_bytes: defaultdict[str, int] = defaultdict(int)
        self._bytes: defaultdict[str, float] = defaultdict(float)
        self._passages: defaultdict[str, float] = defaultdict(float)
        self._parsed: dict[str, int] = {}
        self._waiting = 0
        self._done = 0

    def expect(self, place: str, suffix: str, size: int) -> None:
        """Count on a file that is to be read."""
        self._unread[place] = (suffix.lower(), size)
        self._unread_bytes[suffix.lower()] += size

    def parsed(self, place: str, passages: int) -> None:
        """Learn how many passages a file has; they are still to be embedded."""
        suffix, size = self._forget(place)
        self._bytes[suffix] += size
        self._passages[suffix] += passages
        self._parsed[place] = passages
        self._waiting += passages

    def finish(self, place: str) -> None:
        """Count a file as done, or as none of the work after all."""
        self._forget(place)
        passages = self._parsed.pop(place, 0)
        self._waiting -= passages
        self._done += passages

    def share(self, embedded: int = 0) -> float:
        """Return how much is done, in [0, 1].

        Args:
            embedded: Passages in work that are done.
        """
        done = self._done + embedded
        return done / max(done + self._ahead(embedded), 1.0)

    def seconds_left(self, embedded: int = 0) -> float | None:
        """Return how long the rest will take, or None while there is too little to go by."""
        spent, share = time.perf_counter() - self._began, self.share(embedded)
        if share < _LEAST_SHARE or spent < _LEAST_S:
            return None
        return spent * (1 - share) / share

    def _forget(self, place: str) -> tuple[str, int]:
        suffix, size = self._unread.pop(place, ("", 0))
        self._unread_bytes[suffix] -= size
        return suffix, size

    def _ahead(self, embedded: int) -> float:
        unread = (n / self._bytes_a_passage(suffix) for suffix, n in self._unread_bytes.items())
        return sum(unread) + max(self._waiting - embedded, 0)

    def _bytes_a_passage(self, suffix: str) -> float:
        guess = _BYTES_A_PASSAGE.get(suffix, _OTHER_BYTES)
        seen = self._passages[suffix]
        return (guess * _GUESS_WEIGHS + self._bytes[suffix]) / (_GUESS_WEIGHS + seen)
