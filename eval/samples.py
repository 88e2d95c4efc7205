"""One question, what was found for it and what was answered, as reports keep it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assistant.verification import Evidence, evidence_of
from corpus.types import Citation, Places, Sentence
from eval.answering import ReadText, is_exact
from eval.golden import GoldenQuestion
from eval.judging import as_ranked, parts_answered


@dataclass(frozen=True, slots=True)
class Context:
    """A quote that an answer could be written from.

    Attributes:
        n: The number that ``[n]`` refers to.
        document: Slug.
        title: Of the document.
        publisher: Who issued it.
        date: Of the document, ISO 8601 or a prefix of it, or None.
        language: ISO 639-1 code of the quote.
        page: 1-based, or None.
        address: The provision at which the quote stands, or None.
        about: Title, headings and captions above the quote.
        quote: Verbatim.
        gold: Whether its passage answers a part of the question.
        exact: Whether the document says the quote, white space folded, where the citation says.
    """

    n: int
    document: str
    title: str
    publisher: str | None
    date: str | None
    language: str
    page: int | None
    address: str | None
    about: str
    quote: str
    gold: bool
    exact: bool

    @property
    def as_read(self) -> str:
        """The quote below what a reader sees above it."""
        return "\n".join(part for part in (self.about, self.address, self.quote) if part)

    @property
    def evidence(self) -> Evidence:
        """The quote as verification takes it."""
        return Evidence(
            self.quote, self.language, self.about, self.address, self.date, self.publisher
        )


@dataclass(frozen=True, slots=True)
class Sample:
    """What the metrics of answers need to know of one question.

    Attributes:
        id: Of the golden question.
        question: As asked.
        language: Of the question.
        pair: Language pair, question → documents.
        kind: fact, table, …
        split: dev or test.
        reference: The golden answer; empty where there is none.
        status: answered, abstained or refused.
        response: What the user reads.
        sentences: Of the answer.
        contexts: What the answer was written from.
        parts: For each part of the golden answer, whether the search found it.
        relevant: Of each passage found, best first, whether it answers a part.
    """

    id: str
    question: str
    language: str
    pair: str
    kind: str
    split: str
    reference: str
    status: str
    response: str
    sentences: tuple[Sentence, ...]
    contexts: tuple[Context, ...]
    parts: tuple[bool, ...]
    relevant: tuple[bool, ...]

    @property
    def cited(self) -> tuple[Context, ...]:
        """The contexts that sentences cite."""
        used = {n for sentence in self.sentences for n in sentence.citations}
        return tuple(context for context in self.contexts if context.n in used)

    @property
    def has_answer(self) -> bool:
        """Whether the documents hold an answer."""
        return bool(self.parts)

    def as_json(self) -> dict[str, Any]:
        """The sample for a report; ``read_sample`` takes it back."""
        return asdict(self)


def make_contexts(
    citations: Sequence[Citation],
    question: GoldenQuestion,
    places: Mapping[str, Places],
    read_text: ReadText,
) -> tuple[Context, ...]:
    """Return the citations as contexts, each number once, in order."""
    by_number = {citation.n: citation for citation in citations}
    return tuple(
        context_of(
            citation,
            gold=bool(parts_answered(question, as_ranked(citation.hit.passage, places))),
            exact=is_exact(citation, places, read_text),
        )
        for _, citation in sorted(by_number.items())
    )


def context_of(citation: Citation, *, gold: bool = False, exact: bool = True) -> Context:
    """Return a citation as a context."""
    evidence, info = evidence_of(citation), citation.hit.info
    return Context(
        n=citation.n,
        document=info.slug,
        title=info.title,
        publisher=evidence.publisher,
        date=evidence.date,
        language=evidence.language,
        page=citation.locator.page,
        address=evidence.address,
        about=evidence.about,
        quote=citation.quote,
        gold=gold,
        exact=exact,
    )


def read_sample(row: Mapping[str, Any]) -> Sample:
    """Return the sample that a report keeps in a row; further keys of the row are ignored.

    Raises:
        KeyError: The row is no sample.
    """
    return Sample(
        **{name: row[name] for name in _PLAIN},
        sentences=tuple(
            Sentence(s["text"], tuple(s["citations"]), s["verdict"], s["score"])
            for s in row["sentences"]
        ),
        contexts=tuple(Context(**c) for c in row["contexts"]),
        parts=tuple(row["parts"]),
        relevant=tuple(row["relevant"]),
    )


_PLAIN = (
    "id",
    "question",
    "language",
    "pair",
    "kind",
    "split",
    "reference",
    "status",
    "response",
)
