"""The sets of golden questions: about what ships with policydesk, and about the full documents."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UsageError
from eval.golden import GOLDEN, STARTER, GoldenQuestion, load_golden, spread


@dataclass(frozen=True, slots=True)
class GoldenSet:
    """A set of golden questions.

    Attributes:
        name: starter, golden, reviewed, or what the file of others is called.
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


REVIEWED = "reviewed"
"""The set that is made of what readers said about answers."""


def reviewed_path(folder: Path) -> Path:
    """Return where the questions that were made of readers' feedback are.

    Args:
        folder: Of the evaluations.
    """
    return folder / "golden.jsonl"


def golden_set(name: str, folder: Path | None = None) -> GoldenSet:
    """Return a set by its name, or of a file.

    Args:
        name: starter, golden, reviewed or a path.
        folder: Of the evaluations, with the set that is called reviewed.

    Raises:
        UsageError: There is none.
    """
    if name in SETS:
        return SETS[name]
    if name == REVIEWED and folder is not None:
        return _set_of(name, reviewed_path(folder), "Accept feedback on the page Evaluation first.")
    path = Path(name)
    if path.suffix == ".jsonl":
        # Never the name of a shipped set, whose gates and baseline would then be held against it.
        called = re.sub(r"\W+", "-", path.stem)
        called = f"own-{called}" if called in SETS else called
        return _set_of(called, path, "Name a file of golden questions, one object a line.")
    known = ", ".join((*SETS, REVIEWED))
    raise UsageError(
        "there is no such set of questions", name, f"Choose one of: {known}; or name a .jsonl file."
    )


def _set_of(name: str, path: Path, remedy: str) -> GoldenSet:
    try:
        held = load_golden(path)
    except OSError as error:
        raise UsageError("there are no such questions", str(path), remedy) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"not golden questions ({type(error).__name__}: {error})",
            str(path),
            "See eval/datasets/README.md for their record.",
        ) from error
    if not held:
        raise UsageError("there are no questions in it", str(path), remedy)
    return GoldenSet(name, 1, path, by_language=False)
