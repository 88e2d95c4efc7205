"""Chooses the evidence: the verbatim quotes that answer a question, numbered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.quotable import find_quotable
from assistant.relevance import Quotable, Similarity, read_signs, score
from corpus.places import locate
from corpus.types import Citation, DocumentInfo, Hit, Locator, Places
from ingest.sentences import Span

MOST_QUOTES = 4
_PASSAGES_READ = 5
_SHORTEST_QUOTE = 12
_KEEP_WITHIN = 2.0
"""Of the best quote's score: e to its power is how much likelier the best is than the last."""
_KEEP_ANOTHER = 4.0
"""The same for the best quote of a second document, where else there would be only one: a document
that repeats the question in its own headings does not silence the others."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that could be quoted.

    Attributes:
        hit: The passage they stand in.
        start: Into the passage's text.
        end: Into the passage's text.
        score: Relevance; comparable within one question only.
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
    question: str,
    language: str,
    similarity: Similarity,
    *,
    orders: bool = False,
) -> list[Candidate]:
    """Return what can be quoted from the best passages, best first.

    Args:
        hits: Ranked passages.
        question: As asked.
        language: Of the question.
        similarity: Of texts to the question.
        orders: Whether the question asks for paragraphs that give orders to an assistant, which
            are no evidence else.
    """
    found = read_quotable(hits, orders=orders)
    signs = read_signs(question, language, [quote for _, _, quote in found], similarity)
    candidates = [
        Candidate(hit, span.start, span.end, score(sign))
        for (hit, span, _), sign in zip(found, signs, strict=True)
    ]
    return sorted(candidates, key=lambda c: -c.score)


def read_quotable(hits: Sequence[Hit], *, orders: bool = False) -> list[tuple[Hit, Span, Quotable]]:
    """Return what can be quoted from the best passages: where it stands and what it is judged by.

    Args:
        hits: Ranked passages.
        orders: Whether paragraphs that give orders to an assistant count.
    """
    return [
        (hit, span, Quotable(text, _place(hit), hit.info.language, hit.score))
        for hit in hits[:_PASSAGES_READ]
        for span in find_quotable(hit, orders=orders)
        if len(text := hit.passage.text[span.start : span.end]) >= _SHORTEST_QUOTE
    ]


def choose_evidence(
    candidates: Sequence[Candidate],
    places: Callable[[str], Places],
    most: int = MOST_QUOTES,
    comes_later: Callable[[DocumentInfo], bool] = lambda info: False,
) -> tuple[Citation, ...]:
    """Return the quotes that an answer may rest on, numbered from 1.

    The best quote leads; others join when they are nearly as good and say something else. Two
    documents are heard where a second one is not far behind. Quotes of one passage stay together
    and in the order of the text.

    Args:
        candidates: Best first.
        places: Returns a document's places by slug.
        most: How many quotes at most.
        comes_later: Whether a document's quotes go behind those of others, such as of current law.
    """
    if not candidates:
        return ()
    best = candidates[0]
    chosen: list[Candidate] = []
    for candidate in candidates:
        if len(chosen) == most or candidate.score < best.score - _KEEP_WITHIN:
            break
        if any(_overlaps(candidate, other) for other in chosen):
            continue
        chosen.append(candidate)
    source = _source(best.hit.info)
    if all(_source(c.hit.info) == source for c in chosen):
        others = (c for c in candidates if _source(c.hit.info) != source)
        second = next((c for c in others if not any(_overlaps(c, o) for o in chosen)), None)
        if second and second.score >= best.score - _KEEP_ANOTHER and most > 1:
            chosen = [*chosen[: most - 1], second]
    order = {c.hit.passage.id: i for i, c in reversed(list(enumerate(chosen)))}
    chosen.sort(key=lambda c: (comes_later(c.hit.info), order[c.hit.passage.id], c.start))
    return tuple(Citation(n, c.quote, _locate(c, places), c.hit) for n, c in enumerate(chosen, 1))


def _source(info: DocumentInfo) -> str | None:
    """What a document says something of its own about; our digests in two languages are one."""
    return info.instrument if info.is_digest else info.slug


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
