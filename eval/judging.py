"""Judges ranked passages against the golden questions; the same for us and for other systems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.places import page_at
from corpus.types import Passage, Places
from eval.golden import GoldenQuestion, GoldPlace, squeeze
from eval.metrics import Estimate, estimate, hit_at, ndcg_at, reciprocal_rank
from ingest.passages import estimate_tokens

DEPTH = 30
"""Ranked passages that a system is asked for, enough to fill the budget with short ones."""
BUDGET_TOKENS = 1500

METRICS: dict[str, Callable[[Sequence[bool]], float]] = {
    "hit@1": lambda relevant: hit_at(relevant, 1),
    "hit@5": lambda relevant: hit_at(relevant, 5),
    "MRR@10": reciprocal_rank,
    "nDCG@10": ndcg_at,
}
BUDGET = f"recall in {BUDGET_TOKENS:,} tokens"
COLUMNS = (*METRICS, BUDGET)


@dataclass(frozen=True, slots=True)
class Ranked:
    """One result of a system.

    Attributes:
        document: Slug.
        text: Of the passage, with the headings that are shown with it before it.
        first_page: 1-based page on which it begins; None where the system does not know it.
        last_page: Page on which it ends.
    """

    document: str
    text: str
    first_page: int | None = None
    last_page: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """The scores of one question.

    Attributes:
        question: Which.
        relevant: Whether each of the ranked passages holds the answer or a part of it.
        rank: 1-based rank by which every part is answered; None when one never is.
        scores: By metric.
    """

    question: GoldenQuestion
    relevant: tuple[bool, ...]
    rank: int | None
    scores: Mapping[str, float]


def as_ranked(passage: Passage, places: Mapping[str, Places]) -> Ranked:
    """Return a passage of ours as a result, with the two last headings before its text.

    Args:
        passage: Found by search.
        places: Of every document, by slug.
    """
    last = page_at(places[passage.document], passage.locator.char_end - 1)
    text = f"{' '.join(passage.locator.heading[-2:])}\n{passage.text}"
    return Ranked(passage.document, text, passage.locator.page, last)


def judge(question: GoldenQuestion, ranked: Sequence[Ranked]) -> Judged:
    """Return the scores of one question's ranking.

    A question of several parts counts as answered at the rank by which all of them are.
    """
    held = [parts_answered(question, hit) for hit in ranked]
    answered = [
        bool(parts) and _all_answered(question, held[:n]) for n, parts in enumerate(held, 1)
    ]
    scores = {name: metric(answered) for name, metric in METRICS.items()}
    scores[BUDGET] = float(_within_budget(question, ranked))
    rank = answered.index(True) + 1 if True in answered else None
    return Judged(question, tuple(bool(parts) for parts in held), rank, scores)


def summarise(judged: Sequence[Judged]) -> dict[str, Estimate]:
    """Return each metric's mean and interval by group of questions, keyed ``metric/group``."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for one in judged:
        for group in groups(one.question):
            for name, value in one.scores.items():
                found[f"{name}/{group}"].append(value)
    return {key: estimate(values) for key, values in found.items()}


class Paired(Protocol):
    """What stands in a group: a golden question, or a sample of one."""

    @property
    def pair(self) -> str:
        """Language pair, question → documents."""

    @property
    def split(self) -> str:
        """Dev or test."""


def groups(question: Paired) -> tuple[str, ...]:
    """Return the groups that a question counts in: all, kin, kin and split, language pair.

    Kin is of Korean and English only; other pairs are cells of their own.
    """
    asked, documents = question.pair.split("→")
    if {asked, documents} - {"ko", "en"}:
        return ("all", question.pair)
    kin = "same language" if asked == documents else "cross-language"
    return ("all", kin, f"{kin}, {question.split}", question.pair)


def parts_answered(question: GoldenQuestion, hit: Ranked) -> set[int]:
    """Return which parts of the question a result answers, by their position."""
    return {
        part
        for part, places in enumerate(question.groups)
        if any(holds(place, hit) for place in places)
    }


def holds(place: GoldPlace, hit: Ranked) -> bool:
    """Return whether a result comes from the document, touches the page and holds every needle."""
    if place.document != hit.document or not touches(place.page, hit.first_page, hit.last_page):
        return False
    text = squeeze(hit.text)
    return all(squeeze(needle) in text for needle in place.needles)


def _all_answered(question: GoldenQuestion, held: Sequence[set[int]]) -> bool:
    return len(set().union(*held)) == len(question.groups)


def _within_budget(question: GoldenQuestion, ranked: Sequence[Ranked]) -> bool:
    """Whether what fits into the budget, best first, holds the answer, together or in one piece."""
    spent = 0
    texts: defaultdict[str, str] = defaultdict(str)
    for hit in ranked:
        spent += estimate_tokens(hit.text)
        if spent > BUDGET_TOKENS:
            break
        if _touches_any(question, hit):
            texts[hit.document] += squeeze(hit.text)
    return all(
        any(
            all(squeeze(needle) in texts[place.document] for needle in place.needles)
            for place in group
        )
        for group in question.groups
    )


def _touches_any(question: GoldenQuestion, hit: Ranked) -> bool:
    """Whether a passage stands on a page of its document that answers the question."""
    return any(
        place.document == hit.document and touches(place.page, hit.first_page, hit.last_page)
        for place in question.places
    )


def touches(page: int | None, first: int | None, last: int | None) -> bool:
    """Whether a passage from page ``first`` to ``last`` stands on ``page``; unknown ones may."""
    if page is None or first is None:
        return True
    return first <= page <= (last or first)
