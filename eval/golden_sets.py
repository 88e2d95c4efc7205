"""The sets of golden questions: about what ships with policydesk, and about the full documents."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UsageError
from eval.golden import GOLDEN, STARTER, GoldenQuestion, load_golden, spread


@dataclass(frozen=True, slots=True)
class GoldenSet:
    """A set of golden questions.

    Attributes:
        name: starter or golden.
        version: Raised when a question is changed or removed; added ones leave it.
        path: JSON Lines.
        by_language: Whether each is asked among the documents in the language of its answer only:
            of documents that say the same in two languages, a question in the other would never
            have to cross.
    """

    name: str
    version: int
    path: Path
    by_language: bool

    def questions(self, most: int | None = None) -> tuple[GoldenQuestion, ...]:
        """Return the questions, at most so many, spread over all."""
        return spread(load_golden(self.path), most)

    @property
    def label(self) -> str:
        """Name, version and the beginning of the file's SHA-256."""
        return (
            f"{self.name} {self.version} ({hashlib.sha256(self.path.read_bytes()).hexdigest()[:8]})"
        )


SETS = {
    "starter": GoldenSet("starter", 1, STARTER, by_language=True),
    "golden": GoldenSet("golden", 2, GOLDEN, by_language=False),
}


def golden_set(name: str) -> GoldenSet:
    """Return a set by its name.

    Raises:
        UsageError: There is none.
    """
    if name not in SETS:
        known = ", ".join(SETS)
        raise UsageError("there is no such set of questions", name, f"Choose one of: {known}.")
    return SETS[name]
