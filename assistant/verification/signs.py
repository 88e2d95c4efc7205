"""What speaks for and against a claim being borne out by a window of a quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistant.verification.coverage import Coverage, cover
from assistant.verification.facts import compare_facts
from assistant.verification.names import compare_names
from assistant.verification.oppositions import conflicts
from assistant.verification.polarity import unechoed
from assistant.verification.reading import Reading
from assistant.verification.source import Finding, Source

_MOST_OPPOSITIONS = 2
_LEAST_UNECHOED = 0.3


class Signs(NamedTuple):
    """What the verdict is made of; each in [0, 1] unless said.

    Attributes:
        cosine: Of the embeddings of claim and window.
        crossing: 1 where they are in two languages, whose cosines run lower.
        coverage: Share of the claim's terms that the window or its headings hold.
        names: The same of names.
        unknown: Share of the claim's terms that cannot be compared across the languages.
        number: How surely a number is not borne out.
        date: The same of a date.
        provision: The same of an article or paragraph.
        name: The same of a name.
        place: How much better the words by a number or date suit another one of the quote.
        role: The same of a name.
        limit: 1 where at least and at most have changed places.
        denies: How surely the claim denies what the window says.
        denied: How surely the window denies what the claim says.
        opposed: How many oppositions they are on two sides of, at most 2.
        only: 1 where the claim says that something holds of nothing else and the window does not.
    """

    cosine: float
    crossing: float
    coverage: float
    names: float
    unknown: float
    number: float
    date: float
    provision: float
    name: float
    place: float
    role: float
    limit: float
    denies: float
    denied: float
    opposed: float
    only: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """A claim compared with a source.

    Attributes:
        signs: For the verdict.
        findings: For the reader.
    """

    signs: Signs
    findings: tuple[Finding, ...]


def compare(claim: Reading, source: Source, cosine: float) -> Comparison:
    """Return what speaks for and against a claim.

    Args:
        claim: Read.
        source: What it rests on.
        cosine: Of claim and window.
    """
    window = source.window
    findings = [*compare_facts(claim, source)]
    named = [*compare_names(claim, source)]
    coverage: Coverage = cover(claim, (window, *source.about))
    denies, denied = unechoed(claim, window), unechoed(window, claim)
    opposed = list(conflicts(claim.sides, window.sides))
    only = claim.says_only and not any(reading.says_only for reading in source.all)
    signs = Signs(
        cosine=cosine,
        crossing=float(claim.language != window.language),
        coverage=coverage.terms,
        names=coverage.names,
        unknown=1 - coverage.known,
        number=_strongest(findings, "number"),
        date=_strongest(findings, "date"),
        provision=_strongest(findings, "provision"),
        name=_strongest(named, "name"),
        place=_strongest(findings, "place"),
        role=_strongest(named, "place"),
        limit=_strongest(findings, "limit"),
        denies=denies,
        denied=denied,
        opposed=float(min(len(opposed), _MOST_OPPOSITIONS)),
        only=float(only),
    )
    findings += named
    if denies > _LEAST_UNECHOED:
        words = max(claim.negations, key=lambda n: n.end - n.start).words
        findings.append(Finding("negation", words, None, denies))
    if denied > _LEAST_UNECHOED:
        words = max(window.negations, key=lambda n: n.end - n.start).words
        findings.append(Finding("negation", "", words, denied))
    findings += [Finding("wording", name) for name in opposed]
    return Comparison(signs, tuple(findings))


def _strongest(findings: Sequence[Finding], check: str) -> float:
    return max((f.strength for f in findings if f.check == check), default=0.0)
