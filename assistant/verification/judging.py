"""From claims and the quotes that they cite to verdicts, with one batch of embeddings for all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.verification.coverage import cover
from assistant.verification.evidence import Evidence, Window, dates_of, windows_of
from assistant.verification.reading import Reading, read
from assistant.verification.signs import Comparison, compare
from assistant.verification.source import Finding, Source
from assistant.verification.verdict import ClaimVerdict, opinion_of

Embed = Callable[[Sequence[str]], NDArray[np.float32]]

MOST_WINDOWS = 8
_SCANT, _OF_SCANT = 4, 0.1
_SIGHT_WEIGHT = 0.25
"""Of coverage beside cosine where windows compete to be the one that a claim is compared with."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence and what it is to be judged by.

    Attributes:
        text: The sentence.
        language: ISO 639-1 code.
        evidence: The quotes that it cites.
    """

    text: str
    language: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on a claim.

    Attributes:
        verdict: Whether the quotes bear it out, say otherwise or say nothing of it.
        score: Probability that they bear it out.
        contradiction: Probability that, if they do not, they say otherwise.
        findings: In what they differ; small things also where they bear it out.
        best: Index of the evidence that it was compared with; None without any.
        start: Of the words of that evidence that it was compared with, into the quote.
        end: One past their last character.
    """

    verdict: ClaimVerdict
    score: float
    contradiction: float = 0.0
    findings: tuple[Finding, ...] = ()
    best: int | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Compared:
    """A claim beside the words that it was compared with.

    Attributes:
        comparison: What speaks for and against it.
        best: Index of the evidence that the words are of.
        start: Of them, into the quote.
        end: One past their last character.
    """

    comparison: Comparison
    best: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _View:
    """One window of one piece of evidence."""

    place: int
    window: Window
    likeness: float


def judge_claims(
    claims: Sequence[Claim], embed: Embed, most_windows: int = MOST_WINDOWS
) -> list[Judgement]:
    """Return the verdict on each claim; see ``compare_claims``."""
    return [_judgement(found) for found in compare_claims(claims, embed, most_windows)]


def compare_claims(
    claims: Sequence[Claim], embed: Embed, most_windows: int = MOST_WINDOWS
) -> list[Compared | None]:
    """Return each claim beside the window of its evidence that is nearest; None without any.

    Args:
        claims: To be judged, each by its own evidence.
        embed: Returns unit vectors of n texts, shape (n, dimension); called at most once.
        most_windows: Through how many windows a claim's evidence is looked at; embedding them is
            what takes time.
    """
    readings = [read(claim.text, claim.language) for claim in claims]
    views = [_views(r, c.evidence)[:most_windows] for r, c in zip(readings, claims, strict=True)]
    texts = list(
        dict.fromkeys(
            text
            for claim, seen in zip(claims, views, strict=True)
            if seen
            for text in (claim.text, *(view.window.reading.text for view in seen))
        )
    )
    vectors = dict(zip(texts, embed(texts), strict=True)) if texts else {}
    return [
        _compare(
            reading,
            claim.evidence,
            seen,
            [float(vectors[claim.text] @ vectors[view.window.reading.text]) for view in seen],
        )
        if seen
        else None
        for claim, reading, seen in zip(claims, readings, views, strict=True)
    ]


def _judgement(found: Compared | None) -> Judgement:
    if found is None:
        return Judgement("not found", 0.0)
    opinion = opinion_of(found.comparison.signs)
    return Judgement(
        opinion.verdict,
        opinion.support,
        opinion.contradiction,
        found.comparison.findings,
        found.best,
        found.start,
        found.end,
    )


def _views(claim: Reading, evidence: Sequence[Evidence]) -> list[_View]:
    """The windows of the evidence, those first that share most with the claim."""
    views = [
        _View(place, window, _likeness(claim, window.reading))
        for place, one in enumerate(evidence)
        for window in windows_of(one.quote, one.language)
    ]
    return sorted(views, key=lambda view: -view.likeness)


def _likeness(claim: Reading, window: Reading) -> float:
    covered = cover(claim, (window,))
    values = {q.value for q in window.quantities}
    shared = sum(q.value in values for q in claim.quantities)
    shared += sum(any(d.agrees(c) for d in window.dates) for c in claim.dates)
    facts = len(claim.quantities) + len(claim.dates)
    return covered.terms * covered.known + (0.5 * shared / facts if facts else 0.0)


def _compare(
    claim: Reading, evidence: Sequence[Evidence], views: Sequence[_View], cosines: Sequence[float]
) -> Compared:
    cosine, view = max(zip(cosines, views, strict=True), key=lambda seen: _nearness(claim, *seen))
    comparison = compare(claim, _source(view, evidence), cosine)
    return Compared(comparison, view.place, view.window.start, view.window.end)


def _nearness(claim: Reading, cosine: float, view: _View) -> float:
    """How much a window is the one to compare with; a bare heading says too little to be it."""
    scant = len(view.window.reading.terms) < min(_SCANT, len(claim.terms))
    return cosine + _SIGHT_WEIGHT * view.likeness - _OF_SCANT * scant


def _source(view: _View, evidence: Sequence[Evidence]) -> Source:
    quotes = [read(one.quote, one.language) for one in evidence]
    return Source(
        window=view.window.reading,
        whole=quotes[view.place],
        rest=tuple(q for place, q in enumerate(quotes) if place != view.place),
        about=tuple(read(e.about, e.language) for e in evidence if e.about),
        publishers=tuple(read(e.publisher, e.language) for e in evidence if e.publisher),
        dates=tuple(date for one in evidence for date in dates_of(one)),
        addresses=tuple(one.address for one in evidence if one.address),
    )
