"""Where one clause of a text ends and the next begins."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from assistant.verification.folding import PARAGRAPH

_CUT = re.compile(
    r"[,;:.()!?]\s|[。、；]|\s-\s|[•▪■]"
    r"|\b(?:but|however|that|which|who|if|when|where|while|whereas|although|because|provided|and)\b"
    r"|\s(?=\d{1,2}월\s?:)"
    r"|(?<=[가-힣])(?:하고|하며|되고|되며|으며|이며|이고|였고|었고|았고|지만|하되|는데|으나|면서)\s|다만|그러나",
    re.IGNORECASE,
)
_FULL_STOP = re.compile(r"[.!?]\s(?=[A-Z가-힣\"'(])|。")


def find_cuts(text: str) -> tuple[int, ...]:
    """Return the places of a folded text at which clauses part; the end of a sentence twice."""
    cuts = [m.end() for m in _CUT.finditer(text)]
    return tuple(sorted(cuts + [m.end() for m in _FULL_STOP.finditer(text)]))


def find_paragraphs(text: str) -> tuple[int, ...]:
    """Return the places of a folded text at which paragraphs part."""
    return tuple(m.end() for m in re.finditer(PARAGRAPH, text))


def cuts_between(cuts: tuple[int, ...], left: int, right: int) -> int:
    """Return how many cuts lie between two places, in either order."""
    low, high = sorted((left, right))
    return max(0, bisect_right(cuts, high) - bisect_left(cuts, low + 1))
