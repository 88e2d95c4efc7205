"""Keeps one document, or one sentence printed in many, from filling the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.types import Passage

CONSIDERED = 30
"""Best passages that are reordered; those behind them stay as they are."""

_FREE = 3
"""Passages of a document before further ones give way."""
_STEP = 0.7
"""Points by which each further one gives way; a whole idea of a question is worth six."""
_ALIKE = 0.8
_GRAM = 10


@dataclass(frozen=True, slots=True)
class Kept:
    """A passage that stays on the list.

    Attributes:
        place: In the list as it was.
        copies: Places of later passages that say the same in the same words.
    """

    place: int
    copies: tuple[int, ...] = ()


def spread(passages: Sequence[Passage], scores: Sequence[float]) -> list[Kept]:
    """Return passages in the order to show them, near-duplicates behind the best of them.

    A document's fourth passage and those after it give way to other documents' that are nearly as
    good. Two passages are near-duplicates where four fifths of their runs of ten characters are
    the same (Jaccard similarity, as Broder, 1997).

    Args:
        passages: Best first.
        scores: Of each, descending.
    """
    head = range(min(CONSIDERED, len(passages)))
    copies = _find_copies([passages[place] for place in head])
    waiting = [place for place in head if not any(place in later for later in copies.values())]
    shown: Counter[str] = Counter()
    order = []
    while waiting:
        best = max(
            waiting,
            key=lambda p: scores[p] - _STEP * max(0, shown[passages[p].document] - _FREE + 1),
        )
        waiting.remove(best)
        shown[passages[best].document] += 1
        order.append(Kept(best, tuple(copies.get(best, ()))))
    return [*order, *(Kept(place) for place in range(len(head), len(passages)))]


def _find_copies(passages: Sequence[Passage]) -> dict[int, list[int]]:
    """Return for each passage the later ones that say the same."""
    grams = [_grams(passage.text) for passage in passages]
    copies: dict[int, list[int]] = {}
    taken: set[int] = set()
    for place, mine in enumerate(grams):
        if place in taken:
            continue
        for later in range(place + 1, len(grams)):
            if later not in taken and _alike(mine, grams[later]):
                taken.add(later)
                copies.setdefault(place, []).append(later)
    return copies


def _alike(left: frozenset[str], right: frozenset[str]) -> bool:
    small, large = sorted((len(left), len(right)))
    if not small or small < _ALIKE * large:
        return False
    shared = len(left & right)
    return shared >= _ALIKE * (small + large - shared)


def _grams(text: str) -> frozenset[str]:
    squeezed = "".join(text.casefold().split())
    return frozenset(squeezed[at : at + _GRAM] for at in range(len(squeezed) - _GRAM + 1))
