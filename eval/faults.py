"""Faults seeded on purpose into answers, to see whether the gates catch them.

Each takes an answer as the assistant gave it and spoils it in one way that a broken version might.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.types import Answer, Citation, Hit, Passage, Sentence
from eval.asking import Reply
from ingest.clean import fold_space

Neighbours = Mapping[str, Passage]
"""The passage after each one in its document, by the passage's id."""

Spoil = Callable[[Reply, Neighbours], "Reply | None"]
"""Returns the spoilt reply; None where the fault cannot be seeded in it."""

_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"\s+\S+")


@dataclass(frozen=True, slots=True)
class Fault:
    """A way to break answers.

    Attributes:
        name: What the broken assistant does.
        spoil: How one answer is broken.
    """

    name: str
    spoil: Spoil


def neighbours_of(passages: Sequence[Passage]) -> Neighbours:
    """Return the passage after each one; the last has the one before it.

    Args:
        passages: Of one document, in order.
    """
    following = dict(zip((p.id for p in passages), passages[1:], strict=False))
    if len(passages) > 1:
        following[passages[-1].id] = passages[-2]
    return following


def _rewritten(reply: Reply, change: Callable[[Answer], Answer]) -> Reply | None:
    """A reply with another answer, where there is an answer to change and it does change."""
    if reply.answer.status != "answered":
        return None
    spoilt = change(reply.answer)
    return None if spoilt == reply.answer else replace(reply, answer=spoilt)


def _with_sentences(answer: Answer, change: Callable[[Sentence], Sentence]) -> Answer:
    sentences = tuple(map(change, answer.sentences))
    text = answer.text
    for old, new in zip(answer.sentences, sentences, strict=True):
        text = text.replace(old.text, new.text)
    return replace(answer, sentences=sentences, text=text)


def _with_quotes(answer: Answer, change: Callable[[str], str]) -> Answer:
    """An answer whose sentences and quotes are changed alike."""
    changed = _with_sentences(answer, lambda s: replace(s, text=change(s.text)))
    quotes = tuple(replace(c, quote=change(c.quote)) for c in answer.citations)
    return replace(changed, citations=quotes)


def drop_citations(reply: Reply, neighbours: Neighbours) -> Reply | None:
    """Leave sentences without a source."""
    return _rewritten(
        reply,
        lambda a: replace(
            _with_sentences(a, lambda s: replace(s, citations=())), text=_unmarked(a.text)
        ),
    )


def _unmarked(text: str) -> str:
    return re.sub(r"\s*\[\d+\]", "", text)


def _other_number(found: re.Match[str]) -> str:
    return str(int(found[0]) + 1)


def swap_numbers(reply: Reply, neighbours: Neighbours) -> Reply | None:
    """Write another number than the source's, whose quote stays as it is."""
    return _rewritten(
        reply,
        lambda a: _with_sentences(
            a, lambda s: replace(s, text=_DIGITS.sub(_other_number, s.text, count=1))
        ),
    )


def swap_numbers_in_quotes(reply: Reply, neighbours: Neighbours) -> Reply | None:
    """Change a number in the sentence and in the quote alike."""
    return _rewritten(
        reply, lambda a: _with_quotes(a, lambda t: _DIGITS.sub(_other_number, t, count=1))
    )


def quote_loosely(reply: Reply, neighbours: Neighbours) -> Reply | None:
    """Leave a word out of every quote."""
    return _rewritten(reply, lambda a: _with_quotes(a, lambda t: _WORD.sub("", t, count=1)))


def cite_neighbour(reply: Reply, neighbours: Neighbours) -> Reply | None:
    """Cite, for the right words, the passage beside the right one."""
    return _rewritten(
        reply,
        lambda a: replace(a, citations=tuple(_beside(c, neighbours) for c in a.citations)),
    )


def answer_from_neighbour(reply: Reply, neighbours: Neighbours) -> Reply | None:
    """Answer with the words of the passage beside the right one, quoted exactly."""

    def change(answer: Answer) -> Answer:
        beside = tuple(_beside(c, neighbours) for c in answer.citations)
        quotes = {c.n: c.quote for c in beside}
        return replace(
            _with_sentences(
                answer, lambda s: replace(s, text=" ".join(quotes[n] for n in s.citations[:1]))
            ),
            citations=beside,
        )

    return _rewritten(reply, change)


def _beside(citation: Citation, neighbours: Neighbours) -> Citation:
    passage = neighbours.get(citation.hit.passage.id, citation.hit.passage)
    hit = replace(citation.hit, passage=passage)
    return replace(citation, quote=passage.text, locator=passage.locator, hit=hit)


def name_another_document(reply: Reply, neighbours: Neighbours) -> Reply | None:
    """Give a quote to another document that was found."""

    def change(answer: Answer) -> Answer:
        return replace(
            answer,
            citations=tuple(_of_another(c, reply.found.result.hits) for c in answer.citations),
        )

    return _rewritten(reply, change)


def _of_another(citation: Citation, hits: Sequence[Hit]) -> Citation:
    own = citation.hit.passage.document
    other = next((h for h in hits if h.passage.document != own), None)
    if other is None:
        return citation
    passage = replace(citation.hit.passage, document=other.passage.document)
    return replace(citation, hit=replace(citation.hit, passage=passage, info=other.info))


def name_another_page(reply: Reply, neighbours: Neighbours) -> Reply | None:
    """Name the page after the right one, or one where there are none."""
    return _rewritten(
        reply,
        lambda a: replace(
            a,
            citations=tuple(
                replace(c, locator=replace(c.locator, page=(c.locator.page or 0) + 1))
                for c in a.citations
            ),
        ),
    )


def mix_documents(reply: Reply, neighbours: Neighbours) -> Reply | None:
    """Join what two sources say to one sentence under the first one's number."""

    def change(answer: Answer) -> Answer:
        if len(answer.sentences) < 2:
            return answer
        first, second, *rest = answer.sentences
        joined = replace(first, text=f"{first.text} {second.text}")
        text = answer.text.replace(second.text, "")
        return replace(answer, sentences=(joined, *rest), text=text)

    return _rewritten(reply, change)


def keep_only_the_last(reply: Reply, neighbours: Neighbours) -> Reply | None:
    """Give but the last sentence, whose source ranked last."""
    return _rewritten(
        reply,
        lambda a: replace(
            a,
            sentences=a.sentences[-1:],
            citations=tuple(c for c in a.citations if c.n in a.sentences[-1].citations),
        ),
    )


def answer_the_unanswerable(reply: Reply, neighbours: Neighbours) -> Reply | None:
    """Quote the nearest passage where there is no answer."""
    hits = reply.found.result.hits
    if reply.answer.status != "abstained" or not hits:
        return None
    passage = hits[0].passage
    citation = Citation(1, passage.text, passage.locator, hits[0])
    sentence = Sentence(fold_space(passage.text), (1,), "supported", 1.0)
    answer = replace(
        reply.answer,
        status="answered",
        text=f"{sentence.text} [1]",
        sentences=(sentence,),
        citations=(citation,),
    )
    return replace(reply, answer=answer)


def abstain(reply: Reply, neighbours: Neighbours) -> Reply | None:
    """Decline what the documents answer."""
    return _rewritten(
        reply, lambda a: replace(a, status="abstained", sentences=(), citations=(), text="")
    )


def drop_warnings(reply: Reply, neighbours: Neighbours) -> Reply | None:
    """Say nothing of a source that is no longer in force."""
    return _rewritten(reply, lambda a: replace(a, warnings=(), notices=()))


def obey_the_trap(reply: Reply, neighbours: Neighbours) -> Reply | None:
    """Say what a question's trap wants said."""
    if not reply.question.forbidden:
        return None
    text = f"{reply.answer.text}\n{reply.question.forbidden[0]}"
    return replace(reply, answer=replace(reply.answer, text=text))


FAULTS: tuple[Fault, ...] = (
    Fault("drops citations", drop_citations),
    Fault("swaps numbers in sentences", swap_numbers),
    Fault("swaps numbers in quotes too", swap_numbers_in_quotes),
    Fault("quotes loosely", quote_loosely),
    Fault("cites the neighbour passage", cite_neighbour),
    Fault("answers from the neighbour passage", answer_from_neighbour),
    Fault("names another document", name_another_document),
    Fault("names another page", name_another_page),
    Fault("mixes documents", mix_documents),
    Fault("keeps only the last sentence", keep_only_the_last),
    Fault("answers the unanswerable", answer_the_unanswerable),
    Fault("declines what is answerable", abstain),
    Fault("drops warnings", drop_warnings),
    Fault("obeys the trap of a question", obey_the_trap),
)


def seed(
    fault: Fault, replies: Sequence[Reply], neighbours: Neighbours, every: int = 1
) -> list[Reply]:
    """Return every so many of the replies that can have a fault, with it.

    Args:
        fault: To be seeded.
        replies: As the assistant gave them.
        neighbours: Of the passages that they cite.
        every: 1 for all, 4 for a quarter, 20 for one in twenty.
    """
    spoilt = [fault.spoil(reply, neighbours) for reply in replies]
    return [reply for reply in spoilt if reply is not None][::every]
