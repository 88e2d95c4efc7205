"""Chooses the evidence: the verbatim sentences that answer a question, numbered."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.places import locate
from corpus.types import Citation, DocumentInfo, Hit, Locator, Places
from index.addresses import address_matches
from ingest.instructions import addresses_assistant
from ingest.sentences import split_sentences

MOST_QUOTES = 4
_PASSAGES_READ = 6
_SHORTEST_QUOTE = 12
_LONGEST_QUOTE = 900
_KEEP_WITHIN = 0.045
_RANK_STEP = 0.004
_ADDRESS_BONUS = 0.04
_DIGEST_LABEL = re.compile(r"^[^:\n]{1,60}: ")
_LIST_LEAD = re.compile(r"(?:[:：]|following|다음 각 호|다음과 같|아래와 같|次の)[^.。]{0,40}$")
_LIST_ITEM = re.compile(r"^(?:\d{1,2}[.)]|\([a-z0-9]{1,3}\)|[•■▪–-]|[가-하]\.|[①-⑳])\s?")

Similarity = Callable[[Sequence[str]], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that could be quoted.

    Attributes:
        hit: The passage it stands in.
        start: Into the passage's text.
        end: Into the passage's text.
        score: Cosine to the question, less a little for each rank of its passage.
    """

    hit: Hit
    start: int
    end: int
    score: float

    @property
    def quote(self) -> str:
        """The words themselves."""
        return self.hit.passage.text[self.start : self.end]


def find_candidates(
    hits: Sequence[Hit],
    similarity: Similarity,
    addresses: Sequence[str] = (),
    *,
    orders: bool = False,
) -> list[Candidate]:
    """Return the sentences of the best passages, best first.

    A paragraph in which a document gives orders to an assistant is no evidence, whatever else it
    says.

    Args:
        hits: Ranked passages.
        similarity: Returns the cosine of each of n texts to the question, shape (n,).
        addresses: Provisions that the question names; their sentences go before others.
        orders: Whether the question asks for such paragraphs.
    """
    found = [
        (hit, start, end)
        for hit in hits[:_PASSAGES_READ]
        for start, end in _quotable(hit, orders=orders)
        if end - start >= _SHORTEST_QUOTE
    ]
    if not found:
        return []
    # A sentence is judged with its heading: "It was founded in 2023" needs to know what.
    texts = [f"{_place(h)}\n{h.passage.text[s:e]}" for h, s, e in found]
    scores = similarity(texts)
    candidates = [
        Candidate(h, s, e, float(score) - _RANK_STEP * (h.rank - 1) + _bonus(h, addresses))
        for (h, s, e), score in zip(found, scores, strict=True)
    ]
    return sorted(candidates, key=lambda c: -c.score)


def choose_evidence(
    candidates: Sequence[Candidate],
    places: Callable[[str], Places],
    most: int = MOST_QUOTES,
    comes_later: Callable[[DocumentInfo], bool] = lambda info: False,
) -> tuple[Citation, ...]:
    """Return the quotes that an answer may rest on, numbered from 1.

    The best sentence leads; others join when they are nearly as good and say something else.
    Quotes of one passage stay together and in the order of the text.

    Args:
        candidates: Best first.
        places: Returns a document's places by slug.
        most: How many quotes at most.
        comes_later: Whether a document's quotes go behind those of others, such as of current law.
    """
    if not candidates:
        return ()
    limit = candidates[0].score - _KEEP_WITHIN
    chosen: list[Candidate] = []
    for candidate in candidates:
        if len(chosen) == most or candidate.score < limit:
            break
        if any(_overlaps(candidate, other) for other in chosen):
            continue
        chosen.append(candidate)
    order = {c.hit.passage.id: i for i, c in reversed(list(enumerate(chosen)))}
    chosen.sort(key=lambda c: (comes_later(c.hit.info), order[c.hit.passage.id], c.start))
    return tuple(Citation(n, c.quote, _locate(c, places), c.hit) for n, c in enumerate(chosen, 1))


def _bonus(hit: Hit, addresses: Sequence[str]) -> float:
    address = hit.passage.locator.address
    return _ADDRESS_BONUS if any(address_matches(address, a) for a in addresses) else 0.0


def _quotable(hit: Hit, *, orders: bool) -> list[tuple[int, int]]:
    """Sentences of a passage; one that opens a list takes the list with it."""
    text = hit.passage.text
    label = _DIGEST_LABEL.match(text) if hit.info.is_digest else None
    spans: list[tuple[int, int]] = []
    lead = False
    at = 0
    for block in re.split(r"(\n\n)", text):
        if block != "\n\n" and block.strip() and (orders or not addresses_assistant(block)):
            sentences = split_sentences(block, hit.info.language)
            item = _LIST_ITEM.match(block) and len(spans) > 0
            if item and lead and at + len(block) - spans[-1][0] <= _LONGEST_QUOTE:
                spans[-1] = (spans[-1][0], at + len(block.rstrip()))
            elif sentences:
                spans += [(at + s.start, at + s.end) for s in sentences]
                lead = bool(_LIST_LEAD.search(block.rstrip()))
        at += len(block)
    if label and spans and spans[0][0] == 0:
        # A digest's label is the address, which every citation shows anyway.
        spans[0] = (label.end(), spans[0][1])
    return [(start, end) for start, end in spans if start < end]


def _place(hit: Hit) -> str:
    heading = hit.passage.locator.heading
    return " › ".join([hit.info.title, *heading[-1:]])[:160]


def _overlaps(left: Candidate, right: Candidate) -> bool:
    if left.hit.passage.id == right.hit.passage.id:
        return left.start < right.end and right.start < left.end
    return "".join(left.quote.split()) == "".join(right.quote.split())


def _locate(candidate: Candidate, places: Callable[[str], Places]) -> Locator:
    passage = candidate.hit.passage
    start = passage.locator.char_start + candidate.start
    return locate(places(passage.document), start, start + len(candidate.quote))
