"""Checks a draft sentence by sentence: does the library say so, say otherwise, or say nothing?"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from assistant.drafts import Draft
from assistant.reasons import reason
from assistant.verification import (
    Claim,
    ClaimVerdict,
    Evidence,
    Judgement,
    evidence_from,
    judge_claims,
)
from corpus.errors import Cancelled, UsageError
from corpus.places import locate
from corpus.types import Citation, Filters, Hit, Places
from index.embedders import embed_passages
from index.library import Library
from index.retrieval import LONGEST_QUESTION
from ingest.language import detect_language

_PASSAGES = 6
_WINDOWS = 3
_MOST_CITATIONS = 3
_SHORTEST_HEADING = 20
_SURE_CONTRADICTION = 0.6

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """What the library says of one sentence.

    Attributes:
        text: As it stands in the draft.
        verdict: Supported, contradicted or not found.
        score: Probability that the best passage bears the sentence out.
        citations: The passages' words that say so, or otherwise; none where nothing was found.
        reason: Why it is not supported, in the sentence's language; empty where it is.
    """

    text: str
    verdict: ClaimVerdict
    score: float
    citations: tuple[Citation, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A draft, checked.

    Attributes:
        sentences: Those that claim something, in order.
        skipped: How many parts claim nothing that could be checked: headings, table rows,
            questions and sentences of a word or two.
    """

    sentences: tuple[CheckedSentence, ...]
    skipped: int

    def count(self, verdict: ClaimVerdict) -> int:
        """Return how many sentences have a verdict."""
        return sum(sentence.verdict == verdict for sentence in self.sentences)


def check_draft(
    library: Library,
    draft: Draft,
    *,
    filters: Filters | None = None,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> Check:
    """Return what the library says of each sentence of a draft.

    Args:
        library: What is known.
        draft: Whose sentences are checked.
        filters: Which documents count.
        progress: Called with the sentences done and in all, before each and at the end.
        cancel: Stops the work before the next sentence when set.

    Raises:
        PolicydeskError: As ``check_sentences``.
    """
    total = len(draft.sentences)
    checked = []
    if progress:
        progress(0, total)
    for done, sentence in enumerate(check_sentences(library, draft, filters, cancel), 1):
        checked.append(sentence)
        if progress:
            progress(done, total)
    return Check(tuple(checked), draft.skipped)


def check_sentences(
    library: Library,
    draft: Draft,
    filters: Filters | None = None,
    cancel: threading.Event | None = None,
) -> Iterator[CheckedSentence]:
    """Yield what the library says of each sentence of a draft, as soon as it is known.

    The draft is only read; a copy of it in the library does not count as a source.

    Args:
        library: What is known.
        draft: Whose sentences are checked.
        filters: Which documents count.
        cancel: Stops the work before the next sentence when set.

    Raises:
        UsageError: The library is empty.
        EmbedderMismatch: Another embedding model built the library.
        Cancelled: ``cancel`` was set.
    """
    own = {record.info.slug for record in library.documents() if record.sha256 == draft.sha256}
    if len(own) == len(library.documents()):
        raise UsageError(
            "the library is empty", str(library.folder), "Add documents with: policydesk ingest"
        )
    checker = _Checker(library, filters, own)
    for sentence in draft.sentences:
        if cancel is not None and cancel.is_set():
            raise Cancelled("the check was cancelled", draft.name, "Start it again.")
        yield checker.check(sentence.text, sentence.heading)


class _Checker:
    """Checks the sentences of one draft and numbers what it cites."""

    def __init__(self, library: Library, filters: Filters | None, own: set[str]) -> None:
        self._library = library
        self._filters = filters
        self._own = own
        self._cited: dict[tuple[str, int, int], Citation] = {}
        self._places = cache(lambda slug: self._library.document(slug).places)
        # Sentences of one draft are compared with the same passages again and again.
        self._vectors: dict[str, NDArray[np.float32]] = {}

    def check(self, text: str, heading: str) -> CheckedSentence:
        language = detect_language(text)
        query = f"{heading} {text}" if heading else text
        # What a draft says of its sources is to be checked, not to be taken for granted.
        result = self._library.search(
            query[:LONGEST_QUESTION], _PASSAGES + len(self._own), self._filters, narrow=False
        )
        hits = [hit for hit in result.hits if hit.info.slug not in self._own][:_PASSAGES]
        hits += self._headings(hits)
        claims = [Claim(text, language, (_evidence(hit),)) for hit in hits]
        judged = judge_claims(claims, self._embed, _WINDOWS)
        return self._conclude(text, language, list(zip(hits, judged, strict=True)))

    def _conclude(
        self, text: str, language: str, judged: Sequence[tuple[Hit, Judgement]]
    ) -> CheckedSentence:
        best = max((one.score for _, one in judged), default=0.0)
        supporting = [(hit, one) for hit, one in judged if _bears_out(one)]
        if supporting:
            supporting.sort(key=lambda pair: -pair[1].score)
            citations = tuple(self._cite(*pair) for pair in supporting[:_MOST_CITATIONS])
            return CheckedSentence(text, "supported", best, citations)
        against = [
            pair
            for pair in judged
            if pair[1].verdict == "contradicted" and pair[1].contradiction >= _SURE_CONTRADICTION
        ]
        if against:
            hit, one = max(against, key=lambda pair: pair[1].contradiction)
            why = reason(one.findings, language)
            return CheckedSentence(text, "contradicted", best, (self._cite(hit, one),), why)
        return CheckedSentence(text, "not found", best, (), reason((), language))

    def _headings(self, hits: Sequence[Hit]) -> list[Hit]:
        """Return the headings above some passages as passages: reports say much in them."""
        found: dict[tuple[str, int], Hit] = {}
        for hit in hits:
            passage = hit.passage
            heading = passage.locator.heading[-1] if passage.locator.heading else ""
            text = self._library.document(passage.document).text
            start = text.rfind(heading, 0, passage.locator.char_start)
            if len(heading) >= _SHORTEST_HEADING and start >= 0:
                place = locate(self._places(passage.document), start, start + len(heading))
                alone = replace(passage, text=heading, context=hit.info.title, locator=place)
                found.setdefault((passage.document, start), replace(hit, passage=alone))
        return list(found.values())

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        new = [text for text in texts if text not in self._vectors]
        if new:
            made = embed_passages(self._library.embedder, new)
            self._vectors.update(zip(new, made, strict=True))
        return np.stack([self._vectors[text] for text in texts])

    def _cite(self, hit: Hit, judgement: Judgement) -> Citation:
        passage = hit.passage
        start = passage.locator.char_start + judgement.start
        end = passage.locator.char_start + judgement.end
        key = (passage.document, start, end)
        if key not in self._cited:
            quote = passage.text[judgement.start : judgement.end]
            places: Places = self._places(passage.document)
            self._cited[key] = Citation(
                len(self._cited) + 1, quote, locate(places, start, end), hit
            )
        return self._cited[key]


def _bears_out(judgement: Judgement) -> bool:
    """Whether the words that would be cited bear a sentence out, every number and date in them."""
    found = {finding.check for finding in judgement.findings}
    return judgement.verdict == "supported" and not found & {"number", "date"}


def _evidence(hit: Hit) -> Evidence:
    return evidence_from(hit.passage.text, hit, hit.passage.locator)
