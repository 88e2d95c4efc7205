"""Judges one answer against its golden question: right, well cited, or rightly not given."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.engines import Draft, Engine
from assistant.wording import marks, say
from corpus.places import locate
from corpus.types import Answer, Citation, Places, Sentence
from eval.facts import states
from eval.golden import GoldenQuestion, GoldPlace, squeeze
from eval.judging import Ranked, as_ranked, holds, parts_answered, touches
from ingest.clean import fold_space

ReadText = Callable[[str], str]
"""Returns the text of a document by its slug."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is good and what is wrong about one answer.

    Attributes:
        ended: answered, warned (answered with a warning), abstained or refused.
        acceptable: Whether the question accepts that end; a warning never spoils an answer.
        grounded: Whether for every part of the question a passage is cited that holds a gold place.
        quoted: Whether the quotes themselves, with the places shown beside them, do.
        stated: Whether the sentences state every fact of the golden answer.
        quoting: Of each sentence, whether it is word for word in a quote that it cites.
        corrected: Whether a source is cited that refutes the question's false premise.
        trapped: Whether the answer says what the question's trap wanted said.
        on_gold: Of each citation, whether it was taken from a gold place.
        borne_out: Of each citation, whether a sentence that verification found supported rests
            on it.
        cited: Of each sentence, whether it cites anything.
        exact: Of each citation, whether its quote stands word for word where it says.
        unstated: One spelling of each fact that the sentences do not state.
        unquoted: One place for each part of the question that the quotes do not hold.
    """

    ended: str
    acceptable: bool
    grounded: bool
    quoted: bool
    stated: bool
    quoting: tuple[bool, ...]
    corrected: bool
    trapped: bool
    on_gold: tuple[bool, ...]
    borne_out: tuple[bool, ...]
    cited: tuple[bool, ...]
    exact: tuple[bool, ...]
    unstated: tuple[str, ...]
    unquoted: tuple[GoldPlace, ...]

    @property
    def answered(self) -> bool:
        """Whether the question was answered at all."""
        return self.ended in ("answered", "warned")

    @property
    def correct(self) -> bool:
        """Whether the answer is right: it states the facts and cites where they stand.

        A figure is easily met by chance in four quotes, so an answer made of them must hold the
        needles too.
        """
        proven = self.quoted if all(self.quoting) else self.grounded
        return self.answered and proven and self.stated and not self.trapped


class Tally:
    """An engine that counts the sentences it writes; some may not survive verification."""

    def __init__(self, engine: Engine) -> None:
        """Count for ``engine`` from now on."""
        self._engine = engine
        self.written = 0

    @property
    def label(self) -> str:
        """The engine's own."""
        return self._engine.label

    def write(
        self,
        question: str,
        language: str,
        evidence: Sequence[Citation],
        *,
        cancel: threading.Event | None = None,
    ) -> Iterator[Draft]:
        """Yield what the engine writes; see ``Engine.write``."""
        for draft in self._engine.write(question, language, evidence, cancel=cancel):
            self.written += draft.sentence is not None
            yield draft


def mark(
    question: GoldenQuestion, answer: Answer, places: Mapping[str, Places], read_text: ReadText
) -> Marks:
    """Return the marks of an answer.

    Args:
        question: That was asked.
        answer: As the user gets it.
        places: Of every document, by slug.
        read_text: For the quotes' own words.
    """
    ended = "warned" if answer.status == "answered" and _warned(answer) else answer.status
    sources = [as_ranked(citation.hit.passage, places) for citation in answer.citations]
    parts: set[int] = set().union(*(parts_answered(question, source) for source in sources))
    supported = {n for s in answer.sentences if s.verdict == "supported" for n in s.citations}
    unquoted = _unquoted(question, answer.citations, sources)
    words = _words(answer)
    return Marks(
        ended=ended,
        acceptable=_accepts(question, ended),
        grounded=bool(question.groups) and len(parts) == len(question.groups),
        quoted=bool(question.groups) and not unquoted,
        stated=bool(question.facts) and states(words, question.facts),
        quoting=tuple(_is_quote(s, answer.citations) for s in answer.sentences),
        corrected=any(holds(place, s) for place in question.corrections for s in sources),
        trapped=any(string in answer.text for string in question.forbidden),
        on_gold=tuple(_is_gold(question, source) for source in sources),
        borne_out=tuple(citation.n in supported for citation in answer.citations),
        cited=tuple(bool(sentence.citations) for sentence in answer.sentences),
        exact=tuple(is_exact(c, places, read_text) for c in answer.citations),
        unstated=tuple(fact[0] for fact in question.facts if not states(words, [fact])),
        unquoted=unquoted,
    )


def _warned(answer: Answer) -> bool:
    """Whether an answer warns of anything but that a digest is no official text."""
    digests = [c.n for c in answer.citations if c.hit.info.is_digest]
    return any(w != say("digest", answer.language, marks=marks(digests)) for w in answer.warnings)


def _accepts(question: GoldenQuestion, ended: str) -> bool:
    return ended in question.outcomes or (ended == "warned" and "answered" in question.outcomes)


def _is_gold(question: GoldenQuestion, source: Ranked) -> bool:
    return bool(parts_answered(question, source))


def is_exact(citation: Citation, places: Mapping[str, Places], read_text: ReadText) -> bool:
    """Return whether a document says the quote, white space folded, at its own place and page."""
    slug, place = citation.hit.passage.document, citation.locator
    if place.page != locate(places[slug], place.char_start, place.char_end).page:
        return False
    there = read_text(slug)[place.char_start : place.char_end]
    return fold_space(there) == fold_space(citation.quote)


def _unquoted(
    question: GoldenQuestion, citations: Sequence[Citation], sources: Sequence[Ranked]
) -> tuple[GoldPlace, ...]:
    """The first place of each part that has none all of whose needles the quotes of it hold."""

    def shown(place: GoldPlace) -> str:
        there = [
            citation
            for citation, source in zip(citations, sources, strict=True)
            if source.document == place.document
            and touches(place.page, source.first_page, source.last_page)
        ]
        return squeeze("\n".join([*map(_place, there), *(c.quote for c in there)]))

    def is_quoted(place: GoldPlace) -> bool:
        return all(squeeze(needle) in shown(place) for needle in place.needles)

    return tuple(part[0] for part in question.groups if not any(map(is_quoted, part)))


def _words(answer: Answer) -> str:
    """What an answer tells: its sentences, and of verbatim ones the place shown beside them."""
    parts: list[str] = []
    for sentence in answer.sentences:
        parts.append(sentence.text)
        parts += [_place(c) for c in answer.citations if _is_quote(sentence, [c])]
    return "\n".join(parts)


def _is_quote(sentence: Sentence, citations: Sequence[Citation]) -> bool:
    """Whether a sentence is word for word in a quote that it cites."""
    text = fold_space(sentence.text)
    return any(text in fold_space(c.quote) for c in citations if c.n in sentence.citations)


def _place(citation: Citation) -> str:
    return "\n".join([*citation.locator.heading[-2:], citation.locator.address or ""])
