"""What a brief says, in reading order, with its citations numbered through.

Every mark in the text is a note of its own, so that note 7 is footnote 7 in every format.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.briefs.about import name_of
from assistant.wording import inert, marks, say
from corpus.types import Answer, Brief, Citation, DocumentInfo, Section, Sentence, Source, Verdict
from ingest.clean import fold_space

_MARK = re.compile(r"\[(\d+)\]")
# The end of a page or column that a reader of PDF took for the end of a sentence.
_CUT_OFF = re.compile(r"\b(?:an?|and|as|at|by|for|from|in|of|on|or|that|the|to|with)$")
_FEWEST_ROWS = 3
"""Documents that answer one question before their answers are easier to read in a table."""


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of a brief.

    Attributes:
        text: Without marks.
        notes: Numbers of the notes that bear it out; never empty.
        verdict: What verification found.
        score: Support in [0, 1].
    """

    text: str
    notes: tuple[int, ...]
    verdict: Verdict
    score: float


@dataclass(frozen=True, slots=True)
class Row:
    """One document's answer in a comparison.

    Attributes:
        name: What to call it.
        publisher: Who issued it; None when unknown.
        date: Of the document; None when unknown.
        said: Empty where the library holds no answer in it.
    """

    name: str
    publisher: str | None
    date: str | None
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """What a section says.

    Attributes:
        section: 0-based place of the section in the brief.
        heading: Of the section.
        said: Its sentences; empty where rows stand for them.
        rows: One for each document, where several answer; else empty.
        notices: What must be read first, without marks.
        repeats: The heading of an earlier section that says the same; empty for none.
    """

    section: int
    heading: str
    said: tuple[Said, ...]
    rows: tuple[Row, ...]
    notices: tuple[str, ...]
    repeats: str = ""

    @property
    def all_said(self) -> tuple[Said, ...]:
        """Its sentences, those of the rows as well."""
        return (*self.said, *(said for row in self.rows for said in row.said))


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that the library does not answer, and what it says instead.

    Attributes:
        section: 0-based place in the brief of the section that asked it.
        question: As asked.
        reason: Why there is no answer.
    """

    section: int
    question: str
    reason: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A brief as it is read.

    Attributes:
        topic: Its title.
        language: ISO 639-1 code.
        date: ISO 8601.
        engines: Labels of those who wrote.
        summary: The best supported sentence of each chapter.
        chapters: Those that say something.
        open_questions: What the library does not hold.
        warnings: About the sources.
        notes: One for each mark, by its number; the quote is verbatim.
        sources: The documents cited, in order of first mention.
    """

    topic: str
    language: str
    date: str
    engines: tuple[str, ...]
    summary: tuple[Said, ...]
    chapters: tuple[Chapter, ...]
    open_questions: tuple[OpenQuestion, ...]
    warnings: tuple[str, ...]
    notes: tuple[Citation, ...]
    sources: tuple[Source, ...]


def read_brief(brief: Brief) -> Contents:
    """Return what a brief says; see ``Contents``.

    Only sentences that verification supports are said. What a section would repeat word for word
    is left to the first that says it; a quote that an answer's notices rest on is said as it is.
    """
    notes: list[Citation] = []
    summary = tuple(_say(pair, notes) for pair in _summarise(brief.sections))
    seen: dict[str, str] = {}
    chapters = tuple(
        _chapter(at, section, brief.language, notes, seen)
        for at, section in enumerate(brief.sections)
        if _pairs(section)
    )
    answers = [answer for section in brief.sections for answer in section.answers]
    sources = {source.info.slug: source for section in brief.sections for source in section.sources}
    cited = dict.fromkeys(note.hit.info.slug for note in notes)
    return Contents(
        topic=brief.topic,
        language=brief.language,
        date=brief.date,
        engines=tuple(dict.fromkeys(a.engine for a in answers if a.sentences)),
        summary=summary,
        chapters=chapters,
        open_questions=tuple(
            OpenQuestion(at, answer.question, answer.text)
            for at, section in enumerate(brief.sections)
            for answer in section.answers
            if not _said(answer)
        ),
        warnings=_warnings(answers, notes, brief.language),
        notes=tuple(notes),
        sources=tuple(sources[slug] for slug in cited),
    )


_Pair = tuple[Sentence, Answer]


def _said(answer: Answer) -> list[Sentence]:
    """The supported sentences, and as they are the quotes that only the notices rest on."""
    kept = [
        s
        for s in answer.sentences
        if s.verdict == "supported" and s.citations and not _CUT_OFF.search(s.text)
    ]
    used = {n for sentence in kept for n in sentence.citations}
    noticed = {int(n) for notice in answer.notices for n in _MARK.findall(notice)}
    return kept + [
        Sentence(fold_space(c.quote), (c.n,), "supported", 1.0)
        for c in answer.citations
        if c.n in noticed - used
    ]


def _pairs(section: Section) -> list[_Pair]:
    return [(sentence, answer) for answer in section.answers for sentence in _said(answer)]


def _say(pair: _Pair, notes: list[Citation]) -> Said:
    """Return a sentence, and add a note for each of its citations."""
    sentence, answer = pair
    first = len(notes) + 1
    notes += [replace(c, n=n) for n, c in enumerate(_cited(sentence, answer), first)]
    numbers = tuple(range(first, len(notes) + 1))
    return Said(inert(fold_space(sentence.text)), numbers, sentence.verdict, sentence.score)


def _cited(sentence: Sentence, answer: Answer) -> list[Citation]:
    quotes = {citation.n: citation for citation in answer.citations}
    return [quotes[n] for n in sentence.citations]


def _summarise(sections: Sequence[Section]) -> list[_Pair]:
    """The best supported sentence of each section that no other has given."""
    chosen: dict[str, _Pair] = {}
    for section in sections:
        new = [pair for pair in _pairs(section) if pair[0].text not in chosen]
        if new:
            best = max(new, key=lambda pair: pair[0].score)
            chosen[best[0].text] = best
    return list(chosen.values())


def _chapter(
    at: int, section: Section, language: str, notes: list[Citation], seen: dict[str, str]
) -> Chapter:
    """Return what a section says; ``seen`` holds the heading above each sentence said before."""
    heading = section.point.heading.strip() or section.point.question
    notices = tuple(
        dict.fromkeys(fold_space(_MARK.sub("", n)) for a in section.answers for n in a.notices)
    )
    rows = tuple(
        Row(
            name_of(info, language),
            info.publisher,
            info.date,
            tuple(_say(pair, notes) for pair in pairs),
        )
        for info, pairs in _by_document(section)
    )
    if rows:
        return Chapter(at, heading, (), rows, notices)
    pairs = _pairs(section)
    new = [pair for pair in pairs if pair[0].text not in seen]
    repeats = "" if new else seen[pairs[0][0].text]
    seen.update({sentence.text: heading for sentence, _ in new})
    return Chapter(at, heading, tuple(_say(pair, notes) for pair in new), (), notices, repeats)


def _by_document(section: Section) -> list[tuple[DocumentInfo, list[_Pair]]]:
    """The sentences of each document, where they are better read in a table; else nothing."""
    if section.point.apart:
        infos = [source.info for source in section.sources]
        return [
            (info, [(sentence, answer) for sentence in _said(answer)])
            for info, answer in zip(infos, section.answers, strict=False)
        ]
    groups: dict[str, tuple[DocumentInfo, list[_Pair]]] = {}
    for pair in _pairs(section):
        first, *others = _cited(*pair)
        info = first.hit.info
        if any(other.hit.info.slug != info.slug for other in others):
            return []
        groups.setdefault(info.slug, (info, []))[1].append(pair)
    return list(groups.values()) if len(groups) >= _FEWEST_ROWS else []


def _warnings(
    answers: Sequence[Answer], notes: Sequence[Citation], language: str
) -> tuple[str, ...]:
    """The answers' warnings that stand for all of the brief, and which notes are no originals."""
    found = [
        warning
        for answer in answers
        for warning in answer.warnings
        if _said(answer) and warning not in answer.notices and not _MARK.search(warning)
    ]
    if digests := [note.n for note in notes if note.hit.info.is_digest]:
        found.append(say("digest", language, marks=marks(digests)))
    if scans := [note.n for note in notes if note.locator.ocr]:
        found.append(say("ocr", language, marks=marks(scans)))
    return tuple(dict.fromkeys(found))
