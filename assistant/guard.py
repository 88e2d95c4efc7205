"""Keeps orders to the assistant, in questions and in documents, from being followed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.types import Filters, Hit, SearchResult
from index.library import Library
from ingest.instructions import addresses_assistant, asks_for_instructions
from ingest.language import detect_language
from ingest.sentences import split_sentences

_ASKING = ("?", "？", "까.", "까", "か。", "か")
_MOST_SEARCHES = 5
"""Of which each leaves out the passages of orders that those before have found."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A question without the orders in it.

    Attributes:
        question: What is left to answer.
        left_out: How many sentences were orders.
        about_orders: Whether it asks what orders documents give, which may then be quoted.
        core: The sentences that end in a question mark, where others stand beside them.
    """

    question: str
    left_out: int = 0
    about_orders: bool = False
    core: str = ""


def hear(question: str) -> Heard:
    """Return what a question asks, without sentences that tell the assistant how to answer.

    A question that consists of nothing else is kept as it is: it finds no evidence, or verbatim
    quotes that its orders have no part in.
    """
    if asks_for_instructions(question):
        return Heard(question, about_orders=True)
    sentences = _sentences(question)
    asking = [sentence for sentence in sentences if sentence.endswith(_ASKING)]
    core = " ".join(asking) if 0 < len(asking) < len(sentences) else ""
    if not addresses_assistant(question):
        return Heard(question, core=core)
    kept = [sentence for sentence in sentences if not addresses_assistant(sentence)]
    asked = " ".join(kept)
    if not any(map(str.isalnum, asked)) or addresses_assistant(asked):
        return Heard(question, core=core)
    return Heard(asked, len(sentences) - len(kept), core=core)


def _sentences(question: str) -> list[str]:
    language = detect_language(question)
    lines = [line for line in question.splitlines() if line.strip()]
    return [line[s.start : s.end] for line in lines for s in split_sentences(line, language)]


def search_evidence(
    library: Library, heard: Heard, passages: int, filters: Filters | None, *, narrow: bool = True
) -> SearchResult:
    """Return the passages for a question; those of orders give way to others.

    Raises:
        UsageError: The question is empty or too long.
        EmbedderMismatch: Another embedding model built the library.
    """
    left_out: set[str] = set()
    for _ in range(_MOST_SEARCHES):
        result = library.search(heard.question, passages, filters, narrow=narrow, without=left_out)
        orders = {hit.passage.id for hit in result.hits if _is_order(hit)}
        if heard.about_orders or not orders:
            return result
        left_out |= orders
    return replace(result, hits=tuple(hit for hit in result.hits if hit.passage.id not in orders))


def _is_order(hit: Hit) -> bool:
    """Whether most of a passage is paragraphs that give orders."""
    blocks = hit.passage.text.split("\n\n")
    orders = sum(len(block) for block in blocks if addresses_assistant(block))
    return orders > len(hit.passage.text) / 2
