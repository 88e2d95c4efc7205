"""The types that flow through policydesk.

Instrument → Document → Passage → Hit → Citation → Answer → Brief, each a frozen dataclass.
Framework objects (LlamaIndex nodes, Chroma rows, Gradio messages) never leave the room that needs
them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Status = Literal["in force", "superseded", "rescinded", "draft", "unknown"]
"""What a document's publisher says of it today; ``unknown`` is never guessed away."""

Happening = Literal["in force", "applies", "amended", "superseded", "rescinded", "renamed", "final"]
"""What can happen to an instrument or a body; ``final`` is a draft's adopted text."""

Verdict = Literal["supported", "unsupported", "unchecked"]
AnswerStatus = Literal["answered", "abstained", "refused"]


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in a document a passage stands, so that a person can put a finger on it.

    Attributes:
        page: 1-based page on which the passage begins; None where the format has no pages.
        heading: Headings above the passage, outermost first.
        address: The provision as lawyers cite it (``Art. 5(1)(a)``, ``¶4``), or None.
        char_start: First character, as an index into ``Document.text``.
        char_end: One past the last character.
        page_label: The number printed on that page; None where none is.
        ocr: Whether the page's text was recognised from an image and may hold errors.
    """

    page: int | None
    heading: tuple[str, ...]
    address: str | None
    char_start: int
    char_end: int
    page_label: str | None = None
    ocr: bool = False

    @property
    def printed_apart(self) -> bool:
        """Whether the number printed on the page is another than its place in the file."""
        return self.page_label is not None and self.page_label != str(self.page)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The place of a document's text from ``char_start`` to the next anchor.

    Attributes:
        char_start: Index into the document's text.
        heading: Headings above it, outermost first.
        address: As cited (``Art. 5(1)(a)``, ``footnote 9``), or None.
        page: 1-based page of a footnote that stands behind text of the next page; else None.
    """

    char_start: int
    heading: tuple[str, ...]
    address: str | None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """Where every character of a document stands; ``corpus.places`` looks things up in it.

    Attributes:
        page_starts: Index into the text at which each page begins; empty without pages.
        page_labels: The number printed on each page, None where none is; empty without pages.
        ocr_pages: 1-based pages whose text was recognised from an image.
        anchors: In order of ``char_start``.
    """

    page_starts: tuple[int, ...] = ()
    page_labels: tuple[str | None, ...] = ()
    ocr_pages: tuple[int, ...] = ()
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What is known about a document without reading its text.

    Attributes:
        slug: Unique name within a library.
        title: As published.
        publisher: Who issued it; None when unknown.
        date: ISO 8601 date or prefix of one (``2024``, ``2024-05``); None when unknown.
        language: ISO 639-1 code of the text.
        kind: law, declaration, framework, report, …; None when unknown.
        status: In force, superseded, …; ``unknown`` unless a catalogue or sidecar says.
        status_note: One sentence with a date that an answer resting on it must show, or None.
        source_url: The publisher's own address; None when unknown.
        is_digest: True for policydesk's own summaries, which are not the official text.
        instrument: Slug of the catalogue entry that the document belongs to; None when unknown.
        version: Which version of the instrument it is (``1.0``, ``first draft``); None when it
            does not say.
        found: Names of the fields above that nobody stated: they were found in the document's
            own words or follow from the catalogue entry that its title matches.
    """

    slug: str
    title: str
    publisher: str | None = None
    date: str | None = None
    language: str = "en"
    kind: str | None = None
    status: Status = "unknown"
    status_note: str | None = None
    source_url: str | None = None
    is_digest: bool = False
    instrument: str | None = None
    version: str | None = None
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One source, read and cleaned.

    Attributes:
        info: Its metadata.
        text: The readable text that every locator indexes into.
        places: Where each character of it stands.
        sha256: Hex digest of the original file's bytes.
        source_path: Where the original was read from, for display only.
    """

    info: DocumentInfo
    text: str
    places: Places
    sha256: str
    source_path: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A verbatim slice of a document, the unit of retrieval.

    Attributes:
        id: Unique and stable: the same document content gives the same identifiers.
        document: Slug of the document.
        ordinal: 0-based position among the document's passages.
        text: Equal to ``Document.text[char_start:char_end]``.
        context: Header for embedding and keywords only (title, headings, address), never quoted.
        locator: Where the passage stands.
    """

    id: str
    document: str
    ordinal: int
    text: str
    context: str
    locator: Locator

    @property
    def in_context(self) -> str:
        """The text below its header, as it is embedded."""
        return f"{self.context}\n{self.text}"


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question.

    Attributes:
        rank: 1-based.
        score: Fused relevance; comparable within one question only.
        similarity: Cosine of question and passage embeddings in [-1, 1]; None if not computed.
        passage: The passage.
        info: Its document's metadata.
        copies: Near-duplicates of the passage that were left off the list.
    """

    rank: int
    score: float
    similarity: float | None
    passage: Passage
    info: DocumentInfo
    copies: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote with its place.

    Attributes:
        n: The number that ``[n]`` in an answer refers to, from 1.
        quote: Verbatim slice of the passage.
        locator: Of the quote itself (narrower than the passage's).
        hit: The passage the quote was taken from.
    """

    n: int
    quote: str
    locator: Locator
    hit: Hit


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer and what it rests on.

    Attributes:
        text: Without its ``[n]`` marks.
        citations: Numbers of the citations that support it.
        verdict: What verification found.
        score: Support in [0, 1].
    """

    text: str
    citations: tuple[int, ...]
    verdict: Verdict = "unchecked"
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class RemovedSentence:
    """A sentence that verification took out of an answer.

    Attributes:
        text: As it was written, without its ``[n]`` marks.
        reason: What spoke against it, in the answer's language.
    """

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds by stage, in the order in which the stages ran."""

    stages: tuple[tuple[str, float], ...] = ()

    def as_dict(self) -> dict[str, float]:
        """The stages as a JSON-ready mapping, rounded to 0.01 ms."""
        return {name: round(ms, 2) for name, ms in self.stages}


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents a search may use; an empty field does not restrict.

    Attributes:
        publishers: The publisher's name or the beginning of a word in it, in whatever language.
        languages: ISO 639-1 codes.
        documents: Slugs.
        kinds: law, declaration, …; ``unknown`` stands for documents of no known kind.
        statuses: As ``Status``.
        names: Places, bodies and events of which title or publisher must name one, in whatever
            language.
        after: Inclusive lower bound on the date, ISO 8601 or a prefix of it.
        before: Inclusive upper bound on the date; ``2024`` is until the end of that year.
    """

    publishers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    after: str | None = None
    before: str | None = None


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Narrowing:
    """To what a search was narrowed.

    Attributes:
        filters: All that applied: the reader's own and what the question itself asks for.
        words: What in the question asks for some of them, verbatim; empty where nothing does.
        question: The question without these words, as it was searched; empty where it has none.
        documents: How many documents were left; None where nothing restricted them.
    """

    filters: Filters = NO_FILTERS
    words: tuple[str, ...] = ()
    question: str = ""
    documents: int | None = None


NOT_NARROWED = Narrowing()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Ranked passages for one question.

    Attributes:
        question: As asked.
        language: ISO 639-1 code of the question.
        hits: Best first.
        timings: By stage.
        confidence: Estimated probability that the library holds the answer, in [0, 1].
        narrowing: To which documents.
    """

    question: str
    language: str
    hits: tuple[Hit, ...]
    timings: Timings
    confidence: float = 0.0
    narrowing: Narrowing = NOT_NARROWED

    @property
    def searched(self) -> str:
        """The question as it was searched: without the words that say in which documents."""
        return self.narrowing.question or self.question


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer whose every ``[n]`` has a citation, or an abstention that cites nothing.

    Attributes:
        question: As typed.
        language: ISO 639-1 code of the question.
        status: Whether it answers.
        text: Notices and sentences with their ``[n]`` marks; or what an abstention says.
        sentences: As verified.
        citations: What sentences and notices cite.
        warnings: About the sources; to be read with the answer.
        engine: Who wrote the sentences.
        timings: Of the whole answer.
        notices: What must be read before the answer: that it is no advice, that only a text no
            longer in force answers, that sources differ. They open ``text``.
        understood_as: What it means in its conversation, which was searched; None where it stands
            alone.
        understood_by: ``rules`` or an engine's label; empty where it stands alone.
        narrowing: To which documents the search was narrowed.
        removed: What was written and is no part of the answer.
    """

    question: str
    language: str
    status: AnswerStatus
    text: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    warnings: tuple[str, ...]
    engine: str
    timings: Timings
    notices: tuple[str, ...] = ()
    understood_as: str | None = None
    understood_by: str = ""
    narrowing: Narrowing = NOT_NARROWED
    removed: tuple[RemovedSentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One point of an outline.

    Attributes:
        heading: Of its section, in the outline's language.
        question: That the library is asked.
        about: The topic that a passage must speak of to count; empty where the question says all.
        documents: Slugs of the only documents that count; empty where all do.
        apart: Whether each of these documents is asked on its own, to compare them.
    """

    heading: str
    question: str
    about: str = ""
    documents: tuple[str, ...] = ()
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """What a brief is to say, before anything is looked up for it.

    Attributes:
        topic: As given.
        language: ISO 639-1 code of the brief.
        points: In order.
    """

    topic: str
    language: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A document that a brief rests on.

    Attributes:
        info: Its metadata.
        sha256: Hex digest of the original file's bytes.
        accessed: ISO 8601 date on which the library took its copy of the original; None where
            the copy is gone.
    """

    info: DocumentInfo
    sha256: str
    accessed: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """What the library says to one point.

    Attributes:
        point: That it is about.
        answers: One; or one for each document of the point that is asked apart, in that order.
        sources: The documents that were asked apart, and those that the answers cite.
    """

    point: Point
    answers: tuple[Answer, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """What the library says to each point of an outline.

    Attributes:
        topic: As given.
        language: ISO 639-1 code.
        date: ISO 8601 date on which it was written.
        sections: In order.
    """

    topic: str
    language: str
    date: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an instrument or a body, as its official source says.

    Attributes:
        kind: What happened.
        date: ISO 8601 or a prefix of it.
        source_url: The official page that says so.
        notes: By language: sentences with the date that an answer shows; empty for what is only
            a milestone.
        by: Slug of the catalogue entry that did it or stands in its place; None where the
            catalogue has none.
    """

    kind: Happening
    date: str
    source_url: str
    notes: dict[str, str]
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an instrument.

    Attributes:
        date: ISO 8601 or a prefix of it.
        label: What it is called.
        status: Of this text where it differs from the instrument's; else None.
    """

    date: str
    label: str
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """A summary of policydesk's own that ships.

    Attributes:
        language: ISO 639-1 code.
        file: Its name.
        follows: Date of the text that it summarises, where that is not the instrument's.
    """

    language: str
    file: str
    follows: str | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """A catalogue entry: one declaration, law, framework or report, whatever its copies.

    Attributes:
        slug: Unique in the catalogue.
        titles: By language code.
        publishers: By language code.
        kind: law, declaration, framework, commitment, code of conduct, report, guideline, …
        date: Adoption or publication, ISO 8601 or a prefix of it.
        legal_force: One phrase.
        status: As of ``status_as_of``.
        status_as_of: ISO 8601.
        source_url: The official publisher's address.
        versions: Oldest first.
        digests: Those that ship.
        aliases: Other titles and official numbers that name this instrument and nothing else.
        names: By language: what texts call it, the usual short name first.
        loose_names: Names that mean it only where no other proper name stands before them.
        events: Oldest first.
        about: Slug of the instrument that this one explains, whose events concern it too.
        provisions: (series, count) pairs as ``index.extent`` counts them; 0 for a series that the
            instrument does not have.
    """

    slug: str
    titles: dict[str, str]
    publishers: dict[str, str]
    kind: str
    date: str
    legal_force: str
    status: Status
    status_as_of: str
    source_url: str
    versions: tuple[Version, ...] = ()
    digests: tuple[Digest, ...] = ()
    aliases: tuple[str, ...] = ()
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    loose_names: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    about: str | None = None
    provisions: tuple[tuple[str, int], ...] = ()

    def name(self, language: str) -> str:
        """Return its short name in a language, in English where it has none."""
        names = self.names.get(language) or self.names.get("en")
        return names[0] if names else self.titles.get(language, self.titles["en"])


@dataclass(frozen=True, slots=True)
class Body:
    """A public body that has changed its name.

    Attributes:
        slug: Unique among bodies.
        names: By language: what it was called before.
        status_as_of: ISO 8601.
        events: Oldest first.
    """

    slug: str
    names: dict[str, tuple[str, ...]]
    status_as_of: str
    events: tuple[Event, ...]
