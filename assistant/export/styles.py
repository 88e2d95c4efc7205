"""Lays a brief out: as a Korean government report or as a memo."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.briefs.contents import Chapter, Contents, Said
from assistant.briefs.words import facts_label, label, place_label
from assistant.engines.extractive import ExtractiveEngine
from assistant.export.manuscript import Grid, Line, Look, Manuscript, Note, plain
from corpus.links import is_web_address
from corpus.types import Citation, Source

Style = Literal["report", "memo"]
STYLES: tuple[Style, ...] = ("report", "memo")

Block = Line | Grid
# A source's own mark would stand beside the report's; the footnote has the quote with it.
_OUTLINE_MARK = re.compile(r"^[■□▪●○◦•ㅇ*–-] ?(?=\S)")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes to whom; empty lines are left to be filled in by hand."""

    to: str = ""
    sender: str = ""


@dataclass(frozen=True, slots=True)
class _Marks:
    """How a style opens its lines and how it shows sentences of a section."""

    heading: str
    item: str
    detail: str
    aside: str
    subheading: str
    sentence: tuple[Look, Look]


_STYLES: Mapping[Style, _Marks] = {
    # 개조식: the levels of an outline that Korean ministries use.
    "report": _Marks("■ ", "○ ", "- ", "* ", "○ ", ("item", "detail")),
    "memo": _Marks("", "", "", "", "", ("text", "text")),
}


def style_for(language: str) -> Style:
    """Return the style that readers of a language expect."""
    return "report" if language == "ko" else "memo"


def lay_out(
    contents: Contents, style: Style | None = None, letterhead: Letterhead | None = None
) -> Manuscript:
    """Return a brief laid out.

    Args:
        contents: What it says.
        style: Of a government report in outline form, or of a memo; None goes by the language.
        letterhead: Of a memo.
    """
    language = contents.language
    style = style or style_for(language)
    head = _memo_facts if style == "memo" else _report_facts
    title = plain(contents.topic)
    return Manuscript(
        language=language,
        title=title,
        date=contents.date,
        facts=tuple(head(contents, letterhead or Letterhead())),
        blocks=(Line("title", title), *_blocks(contents, _STYLES[style])),
        notes=tuple(_note(note, contents) for note in contents.notes),
    )


def _report_facts(contents: Contents, letterhead: Letterhead) -> Iterator[tuple[str, str]]:
    language = contents.language
    documents, notes = len(contents.sources), len(contents.notes)
    yield label("date", language), contents.date
    yield (
        label("basis", language),
        label("basis_value", language, documents=documents, notes=notes),
    )
    yield from _writers(contents)


def _memo_facts(contents: Contents, letterhead: Letterhead) -> Iterator[tuple[str, str]]:
    language = contents.language
    yield label("to", language), plain(letterhead.to)
    yield label("from", language), plain(letterhead.sender)
    yield label("date", language), contents.date
    yield label("subject", language), plain(contents.topic)
    yield from _writers(contents)


def _writers(contents: Contents) -> Iterator[tuple[str, str]]:
    language = contents.language
    words = [
        label("verbatim", language)
        if engine == ExtractiveEngine.label
        else label("written", language, engine=plain(engine))
        for engine in contents.engines
    ]
    if words:
        yield label("writer", language), "; ".join(words)


def _blocks(contents: Contents, style: _Marks) -> Iterator[Block]:
    language = contents.language

    def heading(key: str) -> Line:
        return Line("heading", style.heading + label(key, language))

    yield heading("summary")
    if not contents.summary:
        yield Line("text", label("nothing", language))
    for said in contents.summary:
        yield _line(style.sentence[0], style.item, said)
    if contents.chapters:
        yield heading("findings")
    for chapter in contents.chapters:
        yield from _chapter(chapter, style, language)
    if contents.open_questions:
        yield heading("open")
        yield Line("text", label("open_hint", language))
        for asked in contents.open_questions:
            yield Line(style.sentence[0], style.item + plain(asked.question))
            yield Line("aside", style.aside + plain(asked.reason))
    if contents.warnings:
        yield heading("warnings")
        for warning in contents.warnings:
            yield Line("aside", style.aside + plain(warning))
    if contents.sources:
        yield heading("sources")
        yield _source_table(contents)


def _chapter(chapter: Chapter, style: _Marks, language: str) -> Iterator[Block]:
    yield Line("subheading", style.subheading + plain(chapter.heading))
    for notice in chapter.notices:
        yield Line("aside", style.aside + plain(notice))
    if chapter.repeats:
        words = label("same_as", language, heading=plain(chapter.repeats))
        yield Line(style.sentence[1], style.detail + words)
    for said in chapter.said:
        yield _line(style.sentence[1], style.detail, said)
    if chapter.rows:
        yield _comparison(chapter, language)


def _line(look: Look, mark: str, said: Said) -> Line:
    return Line(look, mark + _OUTLINE_MARK.sub("", plain(said.text)), said.notes)


def _comparison(chapter: Chapter, language: str) -> Grid:
    empty = (Line("aside", label("not_held", language)),)
    return Grid(
        tuple(label(key, language) for key in ("document", "issued", "says")),
        tuple(
            (
                (Line("text", plain(row.name)),),
                tuple(Line("text", plain(part)) for part in (row.publisher, row.date) if part),
                tuple(_line("text", "", said) for said in row.said) or empty,
            )
            for row in chapter.rows
        ),
        (22, 20, 58),
    )


def _source_table(contents: Contents) -> Grid:
    language = contents.language
    return Grid(
        tuple(label(key, language) for key in ("document", "issued", "places", "original")),
        tuple(_source_row(source, contents) for source in contents.sources),
        (30, 18, 20, 32),
    )


def _source_row(source: Source, contents: Contents) -> tuple[tuple[Line, ...], ...]:
    info, language = source.info, contents.language
    places = dict.fromkeys(
        place_label(note.locator, language)
        for note in contents.notes
        if note.hit.info.slug == info.slug
    )
    title = [info.title, label("digest", language) if info.is_digest else ""]
    original = [
        info.source_url if info.source_url and is_web_address(info.source_url) else "",
        label("accessed", language, date=source.accessed) if source.accessed else "",
        f"SHA-256 {source.sha256}",
    ]
    cells = (title, [info.publisher, info.date], ["; ".join(places)], original)
    return tuple(tuple(Line("text", plain(part)) for part in cell if part) for cell in cells)


def _note(note: Citation, contents: Contents) -> Note:
    language, info = contents.language, note.hit.info
    quote = plain(note.quote)
    accessed = {source.info.slug: source.accessed for source in contents.sources}[info.slug]
    parts = [label("quoted", language, quote=quote), facts_label(info, note.locator, language)]
    if info.source_url and is_web_address(info.source_url):
        parts.append(info.source_url)
    if accessed:
        parts.append(label("accessed", language, date=accessed))
    return Note(quote, plain(" ".join((parts[0], ", ".join(parts[1:])))))
