"""Which documents of a library belong together: the same text twice, versions, digests."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Literal

from corpus.matching import Relation, related
from corpus.types import DocumentInfo
from index.library import Library
from index.likeness import draw_sketch, find_alike

Tie = Literal["same", "nearly"] | Relation


@dataclass(frozen=True, slots=True)
class Relative:
    """Another document and what ties it to one.

    Attributes:
        slug: Of the other document.
        tie: ``same`` and ``nearly`` are of the texts themselves, the rest of the instrument.
    """

    slug: str
    tie: Tie


Families = Mapping[str, tuple[Relative, ...]]
"""The relatives of every document that has any, by its slug."""


def find_relatives(infos: Iterable[DocumentInfo], sketches: Mapping[str, Set[int]]) -> Families:
    """Return which documents belong together.

    A text that is there twice counts as that and not as another version too; versions of one
    instrument that are nearly the same text are versions.

    Args:
        infos: Of all documents.
        sketches: Of their texts, by slug.
    """
    members: defaultdict[str, list[DocumentInfo]] = defaultdict(list)
    for info in infos:
        if info.instrument:
            members[info.instrument].append(info)
    ties: dict[tuple[str, str], Tie] = {
        (info.slug, other.slug): relation
        for family in members.values()
        for info in family
        for other, relation in related(info, family)
    }
    for left, right in find_alike(sketches):
        tie: Tie = "same" if sketches[left] == sketches[right] else "nearly"
        for pair in ((left, right), (right, left)):
            if tie == "same" or ties.get(pair) in (None, "copy"):
                ties[pair] = tie
    found: defaultdict[str, list[Relative]] = defaultdict(list)
    for (slug, other), known in sorted(ties.items()):
        found[slug].append(Relative(other, known))
    return {slug: tuple(relatives) for slug, relatives in found.items()}


class Relatives:
    """The families of one library, found again when it has changed; safe between threads."""

    def __init__(self, library: Library) -> None:
        """Find none yet."""
        self._library = library
        self._lock = threading.Lock()
        self._generation = -1
        self._families: Families = {}
        self._drawn: dict[tuple[str, str], frozenset[int]] = {}

    def families(self) -> Families:
        """Return the relatives of every document that has any."""
        with self._lock:
            generation = self._library.records.generation
            if generation != self._generation:
                records = self._library.documents()
                sketches = self._sketches({r.info.slug: r.sha256 for r in records})
                self._families = find_relatives([r.info for r in records], sketches)
                self._generation = generation
            return self._families

    def _sketches(self, hashes: Mapping[str, str]) -> dict[str, frozenset[int]]:
        """Return what is stored, and drawn here what a library from before it was does not hold."""
        stored = self._library.records.sketches()
        self._drawn = {key: sketch for key, sketch in self._drawn.items() if key in hashes.items()}
        for slug, sha256 in hashes.items():
            if slug not in stored and (slug, sha256) not in self._drawn:
                document = self._library.records.document(slug)
                text = document.text if document else ""
                self._drawn[slug, sha256] = frozenset(draw_sketch(text))
        drawn = {slug: sketch for (slug, _), sketch in self._drawn.items()}
        return {slug: sketch for slug, sketch in (drawn | stored).items() if slug in hashes}
