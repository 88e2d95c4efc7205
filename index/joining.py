"""Joins neighbouring passages that answer together into one hit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from corpus.places import common_address
from corpus.types import Passage
from index.addresses import address_matches
from ingest.passages import estimate_tokens

WITHIN = 20
"""Both neighbours must be among so many best passages."""
LONGEST_TOKENS = 500
_BETWEEN = 2


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring passages of one document, the best of them first named.

    Attributes:
        best: The passage that ranks best.
        parts: All of them in the document's order.
    """

    best: Passage
    parts: tuple[Passage, ...]


def join_neighbours(ranked: Sequence[Passage], k: int, addresses: Sequence[str] = ()) -> list[Run]:
    """Return the k best runs of neighbours under one heading, best first.

    Args:
        ranked: Passages, best first.
        k: How many runs at most.
        addresses: Named in the question: a passage that stands there joins none that does not.
    """
    around = {(p.document, p.ordinal): p for p in ranked[:WITHIN]}
    taken: set[str] = set()
    runs: list[Run] = []
    for best in ranked:
        if len(runs) == k:
            break
        if best.id in taken:
            continue
        taken.add(best.id)
        parts = [best]
        room = LONGEST_TOKENS - estimate_tokens(best.text)
        is_named = _stands_at(best, addresses)
        while best.id in {p.id for p in around.values()}:
            before = around.get((best.document, parts[0].ordinal - 1))
            after = around.get((best.document, parts[-1].ordinal + 1))
            found = [
                p
                for p in (before, after)
                if p is not None
                and p.id not in taken
                and estimate_tokens(p.text) <= room
                and p.locator.heading == best.locator.heading
                and _is_next(*((p, parts[0]) if p is before else (parts[-1], p)))
                and (not is_named or _stands_at(p, addresses))
            ]
            if not found:
                break
            joined = min(found, key=ranked.index)
            taken.add(joined.id)
            room -= estimate_tokens(joined.text)
            parts.insert(0 if joined is before else len(parts), joined)
        runs.append(Run(best, tuple(parts)))
    return runs


def merge_run(run: Run, read: Callable[[str, int, int], str]) -> Passage:
    """Return a run as one passage: verbatim, with the place of all and the identity of the best.

    Args:
        run: Neighbours.
        read: Returns part of a document's text by slug, start and end.
    """
    if len(run.parts) == 1:
        return run.best
    first, last = run.parts[0].locator, run.parts[-1].locator
    place = replace(
        first,
        address=common_address([p.locator.address for p in run.parts]),
        char_end=last.char_end,
    )
    text = read(run.best.document, place.char_start, place.char_end)
    return replace(run.best, text=text, locator=place)


def _is_next(left: Passage, right: Passage) -> bool:
    """Whether no more than white space stands between two passages."""
    return 0 <= right.locator.char_start - left.locator.char_end <= _BETWEEN


def _stands_at(passage: Passage, addresses: Sequence[str]) -> bool:
    return any(address_matches(passage.locator.address, wanted) for wanted in addresses)
