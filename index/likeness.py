"""Which documents hold the same text, or nearly, whatever their files are.

A text is known by a sketch: the smallest hashes of its runs of characters (bottom-k sketches, as
Broder, 1997). Two sketches say how much two texts share without either being read again.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from itertools import combinations

import numpy as np

NEARLY = 0.75
"""Shared part from which two texts are nearly the same. Two fact sheets of one series, or a code
and the principles that it is made from, share 0.6 and less; a text and its reprint more."""

_KEPT = 128
_RUN = 12
_CROWD = 40
"""Documents with a run in common from which it is boilerplate and brings no two together."""
_BITS = np.uint64(48)
_WORDS = re.compile(r"[^\W_]+")


def draw_sketch(text: str) -> tuple[int, ...]:
    """Return the sketch of a text; empty where it has too few letters and digits.

    Case, spaces, line ends and punctuation do not count.
    """
    letters = "".join(_WORDS.findall(text.casefold()))
    codes = np.frombuffer(letters.encode("utf-32-le", "replace"), dtype=np.uint32)
    count = len(codes) - _RUN + 1
    if count < 1:
        return ()
    hashes = np.zeros(count, dtype=np.uint64)
    for at in range(_RUN):  # FNV's prime; what overflows is meant to
        hashes = hashes * np.uint64(0x100000001B3) + codes[at : at + count]
    # The mixing step of splitmix64: alike runs must not have alike hashes.
    hashes ^= hashes >> np.uint64(29)
    hashes *= np.uint64(0xBF58476D1CE4E5B9)
    hashes >>= np.uint64(64) - _BITS
    return tuple(np.unique(hashes)[:_KEPT].tolist())


def shared_part(left: Collection[int], right: Collection[int]) -> float:
    """Return how much of all runs of two texts both have (Jaccard, estimated), in [0, 1]."""
    smallest = sorted({*left, *right})[:_KEPT]
    both = set(left) & set(right)
    return sum(run in both for run in smallest) / len(smallest) if smallest else 0.0


def find_alike(sketches: Mapping[str, Collection[int]]) -> dict[tuple[str, str], float]:
    """Return the pairs of texts that are nearly the same, in order, with the part they share.

    Args:
        sketches: By name.
    """
    holders: defaultdict[int, list[str]] = defaultdict(list)
    for name in sorted(sketches):
        for run in sketches[name]:
            holders[run].append(name)
    together: Counter[tuple[str, str]] = Counter()
    for names in holders.values():
        if len(names) <= _CROWD:
            together.update(combinations(names, 2))
    found = {}
    for (left, right), _ in sorted(together.items()):
        part = shared_part(sketches[left], sketches[right])
        if part >= NEARLY:
            found[left, right] = part
    return found
