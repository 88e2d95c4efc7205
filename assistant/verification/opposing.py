"""Whether a claim takes one side where the quote, of the same thing, takes the other."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from assistant.verification.binding import distance, matches
from assistant.verification.coverage import weight
from assistant.verification.oppositions import SideWord
from assistant.verification.reading import Reading
from assistant.verification.terms import Term

_LEAST = 0.15
_FAR_CHARS = 40.0
# "Need not, unless" says what "must, if" says.
_CONDITIONAL = frozenset({"required_or_exempt"})
_CONDITION = re.compile(r"\b(?:unless|until|till)\b|(?:않|아니하|없|못하|들지 않)으?면|않는 한")


def opposed(claim: Reading, quote: Reading) -> Iterator[tuple[str, float]]:
    """Yield the oppositions on which a claim and a quote take two sides, and how surely.

    Where the quote takes both (makers must test, sellers may), the side that stands nearer to the
    claim's words counts; and a claim of only one is opposed to both.

    Args:
        claim: The claim.
        quote: What it is compared with.

    Yields:
        The name of the opposition and a strength in (0, 1].
    """
    for name in dict.fromkeys(word.opposition for word in claim.sides):
        mine = [word for word in claim.sides if word.opposition == name]
        theirs = [word for word in quote.sides if word.opposition == name]
        others = [word for word in theirs if word.side != mine[0].side]
        if name in _CONDITIONAL and _CONDITION.search(claim.text):
            continue
        if not others or any(word.side != mine[0].side for word in mine):
            continue
        same = [word for word in theirs if word.side == mine[0].side]
        if not same or claim.says_only:
            yield name, 1.0
            continue
        there, here = _affinity(claim, mine, quote, others), _affinity(claim, mine, quote, same)
        strength = (there - here) / there if there > here else 0.0
        if strength > _LEAST:
            yield name, strength


def _affinity(
    claim: Reading, mine: Sequence[SideWord], quote: Reading, words: Sequence[SideWord]
) -> float:
    """How near the claim's terms by its own words stand to the nearest of the quote's."""
    found = [
        (share / len(places), places)
        for term in claim.terms
        if (share := weight(term) * math.exp(-min(distance(term, m, claim) for m in mine)))
        and (places := matches(term, quote))
    ]
    return max(
        sum(share * math.exp(-min(_reach(t, w, quote) for t in ts)) for share, ts in found)
        for w in words
    )


def _reach(term: Term, word: SideWord, quote: Reading) -> float:
    """A distance in which each word counts: ``shall`` and ``voluntary`` may both be near."""
    gap = max(0, max(term.start, word.start) - min(term.end, word.end))
    return distance(term, word, quote) + gap / _FAR_CHARS
