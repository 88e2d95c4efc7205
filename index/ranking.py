"""Ranks the candidates of all languages by one linear model over what speaks for each.

The cosines of a Korean and an English passage do not compare, nor do BM25 scores of two indexes.
Their sum with the signs that do (how far a passage stands out among its own language, how much of
the question it covers, what its document is called, which provision it is) was fitted to the golden
questions as a listwise softmax (Cao et al., ICML 2007).
"""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.types import Passage
from index.addresses import address_matches

_HEAD = 5.0
_BESIDE = 0.3
_ELSEWHERE = 0.5
_ASKS_FIGURE = re.compile(
    r"\bhow (?:many|much|long|often|soon|large|big|far)\b|\b(?:when|number|amount|percentage|share|"
    r"deadline|threshold|budget|fines?|penalt(?:y|ies)|cost|rate)\b|"
    r"몇|얼마|며칠|언제|금액|비율|한도|규모|인원|예산|번호|기한|기간|임기|기준치|"
    r"いくら|いくつ|いつ|何(?:人|年|日|条|か国|カ国|%|パーセント)|金額|割合|人数|期限|予算",
    re.IGNORECASE,
)
_REFERENCES = re.compile(
    r"(?:[\dIVX]+[.)]?\s)?(?:References|Bibliography|Works cited|Endnotes|Further reading|"
    r"Additional resources\b.*|(?:국내|국외|해외|참고)\s?문헌|참고\s?자료|参考文献)",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|thirty|sixty|ninety|"
    r"hundred|thousand|million|billion)\b",
    re.IGNORECASE,
)


class Signs(NamedTuple):
    """What speaks for a passage, or the weight of each sign.

    Attributes:
        cosine: Of question and passage; the lowest of its language's candidates where unknown.
        standing_out: The same in standard deviations above its language's candidates.
        keyword: ln(1 + BM25).
        coverage: Share of the question's ideas that it holds, by rarity.
        matched: 5 / (5 + rank among its language's keyword matches); 0 beyond.
        title: How much of the question its document's title speaks of.
        best_title: 1 for the documents whose titles speak of it most.
        address: 1 at a provision that the question names, 0.3 right beside it, less in documents
            whose titles it speaks of less.
        apparatus: 1 for a footnote and for an entry of a list of references.
        figure: 1 where the question asks for a number or a date and the passage holds one.
    """

    cosine: float
    standing_out: float
    keyword: float
    coverage: float
    matched: float
    title: float
    best_title: float
    address: float
    apparatus: float
    figure: float


WEIGHTS = Signs(
    cosine=44.52,
    standing_out=0.64,
    keyword=1.88,
    coverage=2.69,
    matched=2.64,
    title=0.28,
    best_title=1.15,
    address=8.16,
    apparatus=-3.61,
    figure=1.49,
)
"""Fitted on the dev half of the golden set: ``python -m benchmarks.fit_ranking LIBRARY``."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that a search of one language brought up.

    Attributes:
        id: Of the passage.
        language: Under which it is indexed.
        cosine: To the question; None where only its words or its place brought it up.
        near: 1-based rank among the language's vectors; 0 for none.
        keyword: BM25.
        coverage: As ``index.keywords.Match``.
        matched: 1-based rank among the language's keyword matches; 0 for none.
    """

    id: str
    language: str
    cosine: float | None = None
    near: int = 0
    keyword: float = 0.0
    coverage: float = 0.0
    matched: int = 0


def read_signs(
    question: str,
    candidates: Sequence[Candidate],
    passages: Mapping[str, Passage],
    affinity: Mapping[str, float],
    addresses: Sequence[str],
    beside: Collection[str] = (),
    *,
    names_instrument: bool = False,
) -> list[Signs]:
    """Return what speaks for each candidate.

    Args:
        question: As asked.
        candidates: Of all languages.
        passages: By identifier, all of them.
        affinity: How much of the question each document's title speaks of, by slug.
        addresses: That the question names.
        beside: Identifiers of passages next to one that stands at such an address.
        names_instrument: Whether the question says whose provisions they are; then the same number
            in a document that it does not speak of tells nothing.
    """
    near = {
        language: [c.cosine for c in candidates if c.language == language and c.cosine is not None]
        for language in {c.language for c in candidates}
    }
    means = {lang: statistics.fmean(found) if found else 0.0 for lang, found in near.items()}
    spread = {lang: statistics.pstdev(found) if found else 0.0 for lang, found in near.items()}
    most = max(affinity.values(), default=0.0)
    elsewhere = 0.0 if names_instrument else _ELSEWHERE
    asked = asks_figure(question)
    signs = []
    for c in candidates:
        passage = passages[c.id]
        address = passage.locator.address
        cosine = min(near[c.language], default=0.0) if c.cosine is None else c.cosine
        about = affinity.get(passage.document, 0.0)
        named = float(any(address_matches(address, wanted) for wanted in addresses))
        named = named or _BESIDE * (c.id in beside)
        signs.append(
            Signs(
                cosine=cosine,
                standing_out=(cosine - means[c.language]) / max(spread[c.language], 1e-6),
                keyword=math.log1p(c.keyword),
                coverage=c.coverage,
                matched=_HEAD / (_HEAD + c.matched) if c.matched else 0.0,
                title=about,
                best_title=float(0 < about == most),
                address=named * (about / most if about else elsewhere),
                apparatus=float(_is_apparatus(passage)),
                figure=float(asked and holds_figure(passage.text)),
            )
        )
    return signs


def asks_figure(question: str) -> bool:
    """Return whether a question asks for a number or a date."""
    return bool(_ASKS_FIGURE.search(question))


def holds_figure(text: str) -> bool:
    """Return whether a text holds a number, in digits or words."""
    return bool(_FIGURE.search(text))


def _is_apparatus(passage: Passage) -> bool:
    """Whether a passage names other texts by their titles, which answer to any of their words."""
    address, heading = passage.locator.address, passage.locator.heading
    is_note = address is not None and "note " in address
    return is_note or any(_REFERENCES.fullmatch(line) for line in heading[-1:])


def score(signs: Signs, weights: Signs = WEIGHTS) -> float:
    """Return the relevance that the signs add up to; comparable within one question only."""
    return sum(sign * weight for sign, weight in zip(signs, weights, strict=True))
