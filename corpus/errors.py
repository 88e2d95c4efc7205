"""Every error that a user can meet: what happened, to which document, what to do next."""

from __future__ import annotations

from collections.abc import Mapping


class PolicydeskError(Exception):
    """A failure that prints as one line.

    Attributes:
        problem: What happened, without a full stop.
        subject: The document, setting or address it happened to.
        remedy: What the user can do next.
    """

    def __init__(self, problem: str, subject: str, remedy: str) -> None:
        """Keep the three parts and join them into the one line that is shown."""
        # A file name may hold line feeds, terminal codes or marks that turn the line around.
        subject = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in subject)
        self.problem = problem
        self.subject = subject
        self.remedy = remedy
        super().__init__(f"{subject}: {problem}. {remedy}")


class RejectedDocument(PolicydeskError):
    """One document cannot be read; the rest of the batch goes in."""


class UsageError(PolicydeskError):
    """The request or the configuration is wrong (exit status 2)."""


class LibraryError(PolicydeskError):
    """The library folder cannot be used as it is."""


class LibraryBusy(LibraryError):
    """Another process is writing to the library."""


class EmbedderMismatch(LibraryError):
    """The library was built with another embedding model."""


class EngineError(PolicydeskError):
    """A language model could not answer; the extractive engine still can.

    Attributes:
        words: The problem and the remedy by ISO 639-1 code, for answers that say why they fell
            back; empty where only the English line exists.
    """

    def __init__(
        self,
        problem: str,
        subject: str,
        remedy: str,
        *,
        words: Mapping[str, tuple[str, str]] | None = None,
    ) -> None:
        """Keep the parts, in other languages too where they are known."""
        super().__init__(problem, subject, remedy)
        self.words = words or {}

    def in_language(self, language: str) -> tuple[str, str]:
        """Return the problem and the remedy in a language, else in English."""
        return self.words.get(language, (self.problem, self.remedy))


class Cancelled(PolicydeskError):
    """The user stopped the work; what was finished is kept."""
