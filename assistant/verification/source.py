"""What a claim is compared with, and what a comparison finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.verification.dates import Date
from assistant.verification.reading import Reading

Check = Literal["number", "date", "provision", "name", "place", "limit", "negation", "wording"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in which a claim and what it rests on do not agree.

    Attributes:
        check: Which comparison failed.
        claimed: As the claim says it.
        stated: What the quote says instead; None where it says nothing of the kind.
        strength: In (0, 1], how surely they differ; a small count, which a list may bear out, and
            a fact that merely stands by other words are less than certain.
    """

    check: Check
    claimed: str
    stated: str | None = None
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class Source:
    """What a claim is compared with.

    Attributes:
        window: The sentences of the quote that it is nearest to.
        whole: The quote that they are of.
        rest: The other quotes that it cites.
        about: Titles and headings.
        publishers: Of the documents.
        dates: Of the documents.
        addresses: Provisions at which the quotes stand.
    """

    window: Reading
    whole: Reading
    rest: tuple[Reading, ...] = ()
    about: tuple[Reading, ...] = ()
    publishers: tuple[Reading, ...] = ()
    dates: tuple[Date, ...] = ()
    addresses: tuple[str, ...] = ()

    @property
    def quoted(self) -> tuple[Reading, ...]:
        """The quotes themselves, without what stands above them."""
        return (self.window, self.whole, *self.rest)

    @property
    def said(self) -> tuple[Reading, ...]:
        """The quotes and what stands above them."""
        return (*self.quoted, *self.about)

    @property
    def all(self) -> tuple[Reading, ...]:
        """Every text, the window first."""
        return (*self.said, *self.publishers)
