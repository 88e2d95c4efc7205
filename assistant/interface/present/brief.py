"""A brief in the making, in HTML: every part can be edited where it stands.

Every word of documents and readers is escaped. What is typed and clicked is sent by brief.js.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping

from assistant.briefs.about import DOCUMENT
from assistant.briefs.contents import Chapter, Contents, Row, Said
from assistant.briefs.draft import Part
from assistant.interface.drafting import Drafting
from assistant.interface.present.marks import mark_html
from assistant.interface.words import InterfaceLanguage, word
from ingest.language import detect_language

SUMMARY = "b0"
"""Home of the marks of the summary; ``home_of`` has those of the parts."""


def home_of(key: int) -> str:
    """Return the home of a part's marks, as in ``mark_html``."""
    return f"b{key}"


def shown_question(question: str, language: InterfaceLanguage) -> str:
    """Return a question as the reader sees it: a word stands for each document compared."""
    return question.replace(DOCUMENT, word("brief_each_document", language))


def meant_question(question: str, language: InterfaceLanguage) -> str:
    """Return the question that ``shown_question`` shows so."""
    return question.replace(word("brief_each_document", language), DOCUMENT)


def brief_html(
    drafting: Drafting,
    contents: Contents,
    names: Mapping[str, str],
    language: InterfaceLanguage,
) -> str:
    """Return the brief as far as it is written, each of its parts open to change.

    Args:
        drafting: Holds the draft.
        contents: Of the brief that the draft makes.
        names: Of the library's documents, by slug.
        language: Of the interface.
    """
    draft = drafting.draft
    if draft is None:
        return ""
    written = [part.key for part in draft.parts if part.section is not None]
    chapters = {written[chapter.section]: chapter for chapter in contents.chapters}
    reasons: dict[int, list[str]] = {}
    for asked in contents.open_questions:
        reasons.setdefault(written[asked.section], []).append(asked.reason)
    parts = "".join(
        _part_html(
            at, part, drafting, chapters.get(part.key), reasons.get(part.key, ()), names, language
        )
        for at, part in enumerate(draft.parts)
    )
    title = _field_html("title", "title", "", draft.title, word("brief_title", language))
    return (
        f'<div class="pd-brief" data-focus="{html.escape(drafting.focus)}" '
        f'data-at="{drafting.focused}">'
        f'<div class="pd-brief-title">{title}</div>'
        f"{_summary_html(contents, language)}"
        f'<ol class="pd-parts">{parts}</ol>'
        f"{_button_html('add', '', 'brief_add', language, add=True)}"
        f"{_open_html(contents, language)}{_warnings_html(contents, language)}</div>"
    )


def _summary_html(contents: Contents, language: InterfaceLanguage) -> str:
    # Always there, so that a redraw finds the parts where they were.
    hidden = "" if contents.summary else " hidden"
    said = _said_html(contents.summary, SUMMARY, language)
    title = html.escape(word("brief_summary", language))
    return (
        f'<section class="pd-brief-summary" id="{SUMMARY}-a" tabindex="-1"{hidden}>'
        f"<h3>{title}</h3>{said}</section>"
    )


def _part_html(
    at: int,
    part: Part,
    drafting: Drafting,
    chapter: Chapter | None,
    reasons: Iterable[str],
    names: Mapping[str, str],
    language: InterfaceLanguage,
) -> str:
    key, point = part.key, part.point
    heading = _field_html(
        f"{key}-heading", "heading", str(key), point.heading, word("brief_heading", language)
    )
    question = _field_html(
        f"{key}-question",
        "question",
        str(key),
        shown_question(point.question, language),
        word("brief_question", language),
        word("brief_question_hint", language),
    )
    asked = html.escape(word("brief_question", language))
    return (
        f'<li class="pd-part" id="{home_of(key)}-a" tabindex="-1">'
        f'<div class="pd-part-head">{heading}{_acts_html(at, part, drafting, language)}</div>'
        f'<div class="pd-part-ask"><span aria-hidden="true">{asked}</span>{question}</div>'
        f"{_restriction_html(part, names, language)}{_state_html(part, drafting, language)}"
        f"{_chapter_html(chapter, home_of(key), language) if chapter else ''}"
        f"{_silence_html(chapter, reasons, language)}</li>"
    )


def _acts_html(at: int, part: Part, drafting: Drafting, language: InterfaceLanguage) -> str:
    key = str(part.key)
    last = len(drafting.draft.parts) - 1 if drafting.draft else 0
    heading = part.point.heading
    write = "brief_again" if part.section else "brief_write_one"
    busy = part.key == drafting.writing or part.key in drafting.waiting
    buttons = (
        _button_html("up", key, "brief_up", language, heading, short="↑", off=at == 0),
        _button_html("down", key, "brief_down", language, heading, short="↓", off=at == last),
        _button_html("write", key, write, language, heading, off=busy or not part.point.question),
        _button_html("remove", key, "brief_remove", language, heading),
    )
    return f'<div class="pd-part-acts">{"".join(buttons)}</div>'


def _restriction_html(part: Part, names: Mapping[str, str], language: InterfaceLanguage) -> str:
    """From which documents alone the part is answered."""
    if not part.point.documents:
        return ""
    listed = " · ".join(names.get(slug, slug) for slug in part.point.documents)
    key = "brief_asked_apart" if part.point.apart else "brief_asked_of"
    return f'<p class="pd-quiet">{html.escape(word(key, language, documents=listed))}</p>'


def _state_html(part: Part, drafting: Drafting, language: InterfaceLanguage) -> str:
    if part.key == drafting.writing:
        said = html.escape(word("brief_writing_part", language))
        return f'<p class="pd-working"><span>{said}</span></p>'
    if part.key in drafting.waiting:
        return f'<p class="pd-quiet">{html.escape(word("brief_waiting", language))}</p>'
    if part.is_stale and part.section is not None:
        asked = shown_question(part.section.point.question, language)
        said = html.escape(word("brief_stale_part", language, question=asked))
        return f'<p class="pd-stale">{said}</p>'
    if not part.point.question:
        return f'<p class="pd-stale">{html.escape(word("brief_no_question", language))}</p>'
    return ""


def _chapter_html(chapter: Chapter, home: str, language: InterfaceLanguage) -> str:
    parts = []
    if chapter.notices:
        title = html.escape(word("read_first", language))
        listed = "".join(f"<li>{html.escape(notice)}</li>" for notice in chapter.notices)
        parts.append(
            f'<aside class="pd-warnings"><strong>{title}</strong><ul>{listed}</ul></aside>'
        )
    if chapter.repeats:
        said = html.escape(word("brief_same_as", language, heading=chapter.repeats))
        parts.append(f'<p class="pd-quiet">{said}</p>')
    parts.append(_said_html(chapter.said, home, language))
    parts += [_row_html(row, home, language) for row in chapter.rows]
    return "".join(parts)


def _row_html(row: Row, home: str, language: InterfaceLanguage) -> str:
    facts = html.escape(" · ".join(fact for fact in (row.publisher, row.date) if fact))
    said = _said_html(row.said, home, language)
    if not row.said:
        said = f'<p class="pd-quiet">{html.escape(word("brief_not_held", language))}</p>'
    return (
        f'<div class="pd-brief-row"><h4>{html.escape(row.name)} <span>{facts}</span></h4>'
        f"{said}</div>"
    )


def _said_html(sentences: Iterable[Said], home: str, language: InterfaceLanguage) -> str:
    items = "".join(
        f'<li lang="{detect_language(said.text)}">{html.escape(said.text)}'
        f"{''.join(mark_html(home, n, language) for n in said.notes)}</li>"
        for said in sentences
    )
    return f'<ul class="pd-said">{items}</ul>' if items else ""


def _silence_html(
    chapter: Chapter | None, reasons: Iterable[str], language: InterfaceLanguage
) -> str:
    """Why a part says nothing; the rows of a comparison say it themselves."""
    unique = dict.fromkeys(reasons)
    if chapter is not None or not unique:
        return ""
    title = html.escape(word("brief_silent", language))
    listed = "".join(f"<p>{html.escape(reason)}</p>" for reason in unique)
    return f'<div class="pd-abstained"><strong>{title}</strong>{listed}</div>'


def _open_html(contents: Contents, language: InterfaceLanguage) -> str:
    if not contents.open_questions:
        return ""
    asked = dict.fromkeys(one.question for one in contents.open_questions)
    listed = "".join(f"<li>{html.escape(question)}</li>" for question in asked)
    return (
        f'<section class="pd-brief-open"><h3>{html.escape(word("brief_open", language))}</h3>'
        f'<p class="pd-quiet">{html.escape(word("brief_open_hint", language))}</p>'
        f"<ul>{listed}</ul></section>"
    )


def _warnings_html(contents: Contents, language: InterfaceLanguage) -> str:
    if not contents.warnings:
        return ""
    title = html.escape(word("note", language))
    listed = "".join(f"<li>{html.escape(warning)}</li>" for warning in contents.warnings)
    return f'<aside class="pd-warnings"><strong>{title}</strong><ul>{listed}</ul></aside>'


def _field_html(key: str, field: str, part: str, value: str, label: str, hint: str = "") -> str:
    """A text that is edited where it stands; a textarea, so that long ones wrap."""
    return (
        f'<textarea rows="1" class="pd-field pd-field-{field}" data-key="{key}" '
        f'data-field="{field}" data-part="{part}" aria-label="{html.escape(label)}" '
        # The parser drops the first line break of a textarea, and with it nothing of the text.
        f'placeholder="{html.escape(hint)}" spellcheck="false">\n{html.escape(value)}</textarea>'
    )


def _button_html(
    act: str,
    part: str,
    key: str,
    language: InterfaceLanguage,
    heading: str = "",
    *,
    short: str = "",
    off: bool = False,
    add: bool = False,
) -> str:
    said = word(key, language)
    label = f' aria-label="{html.escape(f"{said}: {heading}")}"' if heading else ""
    title = f' title="{html.escape(said)}"' if short else ""
    # Not ``disabled``, which would drop the keyboard's place where it stands.
    state = ' aria-disabled="true"' if off else ""
    style = "pd-tool pd-tool-add" if add else f"pd-tool pd-tool-{act}"
    return (
        f'<button type="button" class="{style}" data-key="{part}-{act}" data-act="{act}" '
        f'data-part="{part}"{label}{title}{state}>{html.escape(short or said)}</button>'
    )
