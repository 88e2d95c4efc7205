"""What speaks for and against a claim being borne out by a window of a quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistant.verification.coverage import Coverage, cover
from assistant.verification.facts import compare_facts
from assistant.verification.names import compare_names
from assistant.verification.opposing import opposed
from assistant.verification.polarity import unechoed
from assistant.verification.reading import Reading
from assistant.verification.source import Finding, Source

_MOST_OPPOSITIONS = 2.0
_LEAST_UNECHOED = 0.3
_SAME_WORDS = 0.8


class Signs(NamedTuple):
    """What the verdict is made of; each in [0, 1] unless said.

    Attributes:
        cosine: Of the embeddings of claim and window.
        coverage: Share of the claim's terms that the window or its headings hold.
        crossing: 1 where they are in two languages.
        crossing_cosine: The cosine there, where cosines run lower; else 0.
        crossing_coverage: The coverage there, where fewer terms compare; else 0.
        names: The same of names.
        unknown: Share of the claim's terms that cannot be compared across the languages.
        number: How surely a number is not borne out.
        date: The same of a date.
        provision: The same of an article or paragraph.
        name: The same of a name.
        place: How much better the words by a number or date suit another one of the quote.
        role: The same of a name.
        limit: 1 where at least and at most have changed places.
        denies: How surely the claim denies what the window says, where it uses nearly all of the
            window's own words; else a denial is as often another wording of it.
        denied: How surely the window denies what the claim says.
        opposed: How many oppositions they are on two sides of, at most 2.
        only: 1 where the claim says that something holds of nothing else and the window does not.
    """

    cosine: float
    coverage: float
    crossing: float
    crossing_cosine: float
    crossing_coverage: float
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
    coverage: Coverage = cover(claim, (window, *source.about), source.publishers)
    denies = unechoed(claim, window)
    denied = unechoed(window, claim)
    sides = list(opposed(claim, window))
    only = claim.says_only and not any(reading.says_only for reading in source.all)
    crossing = float(claim.language != window.language)
    signs = Signs(
        cosine=cosine,
        coverage=coverage.terms,
        crossing=crossing,
        crossing_cosine=crossing * cosine,
        crossing_coverage=crossing * coverage.terms,
        names=coverage.names,
        unknown=1 - coverage.known,
        number=_strongest(findings, "number"),
        date=_strongest(findings, "date"),
        provision=_strongest(findings, "provision"),
        name=_strongest(named, "name"),
        place=_strongest(findings, "place"),
        role=_strongest(named, "place"),
        limit=_strongest(findings, "limit"),
        denies=denies if coverage.terms * coverage.known >= _SAME_WORDS else 0.0,
        denied=denied,
        opposed=min(sum(strength for _, strength in sides), _MOST_OPPOSITIONS),
        only=float(only),
    )
    findings += named
    if denies > _LEAST_UNECHOED:
        words = max(claim.negations, key=lambda n: n.end - n.start).words
        findings.append(Finding("negation", words, None, denies))
    if denied > _LEAST_UNECHOED:
        findings.append(Finding("negation", "", None, denied))
    findings += [Finding("wording", name, strength=strength) for name, strength in sides]
    return Comparison(signs, tuple(findings))


def _strongest(findings: Sequence[Finding], check: str) -> float:
    return max((f.strength for f in findings if f.check == check), default=0.0)
