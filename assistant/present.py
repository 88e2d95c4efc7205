"""Turns questions, answers and documents into HTML; every word of theirs is escaped."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Sequence
from typing import Literal

from assistant.conversation import Turn
from assistant.interface_words import (
    InterfaceLanguage,
    language_name,
    status_name,
    word,
)
from assistant.present_filters import narrowing_html
from assistant.present_original import original_button_html, original_slot_html
from assistant.present_translation import Translations, translation_html
from assistant.status import status_notes
from assistant.wording import inert
from corpus.links import is_web_address
from corpus.standing import find_standing
from corpus.types import Answer, Citation, DocumentInfo
from index.records import DocumentRecord

_AROUND_QUOTE = 260
_TONES = {"in force": "good", "superseded": "warn", "rescinded": "bad", "draft": "warn"}
_MARK = re.compile(r"\[(\d{1,2})\]")


def conversation_html(turns: Sequence[Turn], language: InterfaceLanguage) -> str:
    """Return the conversation, oldest turn first; empty without turns."""
    if not turns:
        return ""
    busy = "true" if turns[-1].is_open else "false"
    label = html.escape(word("conversation", language))
    body = "".join(_turn_html(turn, language) for turn in turns)
    return (
        f'<div class="pd-log" role="log" aria-live="polite" aria-busy="{busy}" '
        f'aria-label="{label}">{body}</div>'
    )


def sources_html(
    turns: Sequence[Turn], language: InterfaceLanguage, translations: Translations | None = None
) -> str:
    """Return the sources panel: the latest turn open, earlier ones folded below it.

    Args:
        turns: Oldest first.
        language: Of the interface.
        translations: Of quotes, as far as they were asked for; None where nothing here translates.
    """
    title = html.escape(word("sources", language))
    head = f'<h2 class="pd-panel-title">{title}</h2>'
    if not turns:
        return f'{head}<p class="pd-quiet">{html.escape(word("sources_empty", language))}</p>'
    *earlier, latest = turns
    parts = [head, _sources_of_turn(latest, language, translations)]
    old = [turn for turn in reversed(earlier) if turn.citations]
    if old:
        parts.append(
            f'<h3 class="pd-earlier">{html.escape(word("sources_earlier", language))}</h3>'
        )
    for turn in old:
        parts.append(
            f'<details class="pd-turn-sources"><summary>{html.escape(turn.question)}</summary>'
            f"{_sources_of_turn(turn, language, translations)}</details>"
        )
    return "".join(parts)


def welcome_html(
    documents: Sequence[DocumentRecord], language: InterfaceLanguage, *, preparing: bool = False
) -> str:
    """Return what the conversation column says before the first question.

    Args:
        documents: What the library holds.
        language: Of the interface.
        preparing: The starter documents are going in just now.
    """
    parts = [
        f"<h2>{html.escape(word('welcome', language))}</h2>",
        f"<p>{html.escape(word('welcome_body', language))}</p>",
    ]
    if documents:
        codes = sorted({d.info.language for d in documents}, key=lambda c: (c != language, c))
        counted = ", ".join(
            f"{language_name(c, language)} {sum(d.info.language == c for d in documents)}"
            for c in codes
        )
        title = word("holds_title", language, count=len(documents), languages=counted)
        ordered = sorted(documents, key=lambda d: (d.info.language != language, d.info.title))
        titles = "".join(f"<li {_lang(d.info)}>{html.escape(d.info.title)}</li>" for d in ordered)
        parts.append(
            f'<p class="pd-holds">{html.escape(title)}</p>'
            f"<details><summary>{html.escape(word('holds_titles', language))}</summary>"
            f"<ul>{titles}</ul></details>"
        )
        if any(d.info.is_digest for d in documents):
            parts.append(f'<p class="pd-quiet">{html.escape(word("digest_note", language))}</p>')
    key = "holds_soon" if preparing else "" if documents else "holds_nothing"
    if key:
        parts.append(f'<p class="pd-holds">{html.escape(word(key, language))}</p>')
    return f'<section class="pd-welcome">{"".join(parts)}</section>'


def library_html(documents: Sequence[DocumentRecord], language: InterfaceLanguage) -> str:
    """Return the documents as a table, each row with a button that asks for its removal."""
    count = word("document_count", language, count=len(documents))
    head = f'<h2 class="pd-panel-title">{html.escape(count)}</h2>'
    if not documents:
        return f'{head}<p class="pd-quiet">{html.escape(word("holds_nothing", language))}</p>'
    columns = ("title", "publisher", "date", "language", "status", "passages", "action")
    heads = "".join(
        f'<th scope="col">{html.escape(word(f"column_{c}", language))}</th>' for c in columns
    )
    ordered = sorted(documents, key=lambda d: (d.info.language != language, d.info.title))
    rows = "".join(_library_row(record, language) for record in ordered)
    return (
        f'{head}<table class="pd-table"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def notice_html(text: str, kind: Literal["plain", "good", "bad"] = "plain") -> str:
    """Return one line for the reader; empty for no text."""
    if not text:
        return ""
    return f'<p class="pd-notice pd-{kind}" role="status">{html.escape(text)}</p>'


def answer_as_text(answer: Answer, language: InterfaceLanguage) -> str:
    """Return an answer with its sources as plain text, to paste into a document."""
    lines = [answer.question]
    if answer.understood_as:
        lines.append(word("understood_as", language, question=answer.understood_as))
    lines += ["", answer.text]
    if answer.citations:
        lines += ["", word("sources", language)]
    for citation in answer.citations:
        info = citation.hit.info
        parts = [*source_facts(citation, language), info.source_url]
        if info.is_digest:
            parts.append(f"{word('digest', language)}, {word('digest_hint', language)}")
        if citation.locator.ocr:
            parts.append(f"{word('ocr', language)}, {word('ocr_hint', language)}")
        lines.append(f"[{citation.n}] " + ", ".join(part for part in parts if part))
        lines.append(f"    “{' '.join(citation.quote.split())}”")
    lines += [f"* {warning}" for warning in answer.warnings if warning not in answer.notices]
    return "\n".join(lines)


def source_facts(citation: Citation, language: InterfaceLanguage) -> list[str]:
    """Return what identifies a source in words: title, publisher, date, page, address, heading."""
    info = citation.hit.info
    place = [*_place(citation, language), *citation.locator.heading[-1:]]
    return [part for part in (info.title, info.publisher, info.date, *place) if part]


def marked_passage(citation: Citation) -> tuple[str, str, str]:
    """Return a passage cut in three: before the quote, the quote, after it."""
    text = citation.hit.passage.text
    start = citation.locator.char_start - citation.hit.passage.locator.char_start
    if text[start : start + len(citation.quote)] != citation.quote:
        start = text.find(citation.quote)
    if start < 0:
        return "", citation.quote, ""
    end = start + len(citation.quote)
    return text[:start], text[start:end], text[end:]


def _turn_html(turn: Turn, language: InterfaceLanguage) -> str:
    asked = html.escape(word("you_asked", language))
    return (
        f'<article class="pd-turn" id="t{turn.number}">'
        f'<div class="pd-question"><span class="pd-sr">{asked}: </span>'
        f"{_lines(turn.question)}</div>{_understood_html(turn, language)}"
        f"{narrowing_html(turn, language)}"
        f'<div class="pd-answer" id="t{turn.number}-a" tabindex="-1">'
        f"{_reply_html(turn, language)}</div></article>"
    )


def _understood_html(turn: Turn, language: InterfaceLanguage) -> str:
    """What a follow-up was taken to mean, and a button for the reader who meant something else."""
    if turn.understood_as is None:
        return ""
    text = html.escape(word("understood_as", language, question=turn.understood_as))
    return (
        f'<p class="pd-understood"><span>{text}</span> '
        f'<button type="button" class="pd-again pd-as-typed" data-turn="{turn.number}" '
        f'data-again="as_typed">'
        f"{html.escape(word('as_typed', language))}</button></p>"
    )


def _reply_html(turn: Turn, language: InterfaceLanguage) -> str:
    if turn.answer is not None:
        if turn.answer.status == "answered":
            return _answer_html(turn.answer, turn.number, language)
        title = html.escape(word("abstained", language))
        return (
            f'<div class="pd-abstained" lang="{html.escape(turn.answer.language)}">'
            f"<strong>{title}</strong><p>{html.escape(turn.answer.text)}</p></div>"
        )
    draft = _draft_html(turn, language)
    match turn.ending:
        case "failed":
            title = html.escape(word("failed", language))
            return (
                f'{draft}<div class="pd-failed" role="alert"><strong>{title}</strong>'
                f"<p>{html.escape(turn.problem)}</p></div>"
            )
        case "stopped":
            text = html.escape(word("stopped" if turn.written else "stopped_early", language))
            return f'{draft}<p class="pd-notice pd-plain">{text}</p>'
    key = "searching" if turn.found is None else "writing"
    return f'{draft}<p class="pd-working"><span>{html.escape(word(key, language))}</span></p>'


def _draft_html(turn: Turn, language: InterfaceLanguage) -> str:
    if not turn.written:
        return ""
    known = {citation.n for citation in turn.citations}
    paragraphs = [p for p in turn.written.split("\n\n") if p.strip()]
    return "".join(f"<p>{_link_marks(p, turn.number, known, language)}</p>" for p in paragraphs)


def _answer_html(answer: Answer, turn: int, language: InterfaceLanguage) -> str:
    sentences = [
        f"{html.escape(inert(s.text))}{''.join(_mark_html(turn, n, language) for n in s.citations)}"
        for s in answer.sentences
    ]
    verbatim = answer.engine == "extractive"
    # Extracts come from different places and stand apart; written sentences make one paragraph.
    if verbatim:
        body = "".join(f'<p class="pd-extract">{sentence}</p>' for sentence in sentences)
    else:
        body = f"<p>{' '.join(sentences)}</p>"
    kind = "verbatim" if verbatim else f"{answer.engine.split(':')[0]}_written"
    total_ms = answer.timings.as_dict().get("total_ms", 0.0)
    about = f"{word(kind, language)} · {word('took', language, seconds=f'{total_ms / 1000:.1f}')}"
    copy = html.escape(answer_as_text(answer, language))
    return (
        f'<div lang="{html.escape(answer.language)}">{_notices_html(answer, turn, language)}{body}'
        f"{_warnings_html(answer, language)}</div>"
        f'<div class="pd-meta"><span>{html.escape(about)}</span>'
        f'<button type="button" class="pd-copy" data-copy="{copy}" '
        f'data-copied="{html.escape(word("copied", language))}">'
        f"{html.escape(word('copy', language))}</button></div>"
    )


def _notices_html(answer: Answer, turn: int, language: InterfaceLanguage) -> str:
    """What must be read before the answer; its marks link to the sources like the answer's."""
    known = {citation.n for citation in answer.citations}
    notices = [_link_marks(notice, turn, known, language) for notice in answer.notices]
    return _aside_html("read_first", notices, language)


def _warnings_html(answer: Answer, language: InterfaceLanguage) -> str:
    later = [html.escape(w) for w in answer.warnings if w not in answer.notices]
    return _aside_html("note", later, language)


def _aside_html(key: str, items: Sequence[str], language: InterfaceLanguage) -> str:
    if not items:
        return ""
    title = html.escape(word(key, language))
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f'<aside class="pd-warnings"><strong>{title}</strong><ul>{listed}</ul></aside>'


def _sources_of_turn(
    turn: Turn, language: InterfaceLanguage, translations: Translations | None
) -> str:
    if turn.citations:
        return "".join(
            _card_html(c, turn.number, language, translation_html(c, turn, translations, language))
            for c in turn.citations
        )
    key = "searching" if turn.is_open and turn.found is None else "sources_none"
    return f'<p class="pd-quiet">{html.escape(word(key, language))}</p>'


def _card_html(citation: Citation, turn: int, language: InterfaceLanguage, translation: str) -> str:
    info = citation.hit.info
    label = html.escape(word("source_n", language, n=citation.n))
    facts = [
        info.publisher or "",
        info.date or "",
        *_place(citation, language),
    ]
    about = "".join(f"<span>{html.escape(fact)}</span>" for fact in facts if fact)
    heading = " › ".join(citation.locator.heading)
    return (
        f'<article class="pd-card" id="t{turn}-c{citation.n}" tabindex="-1" aria-label="{label}">'
        f'<header><span class="pd-n" aria-hidden="true">{citation.n}</span>'
        f"<h3 {_lang(info)}>{html.escape(info.title)}</h3></header>"
        f'<p class="pd-badges">{_badges_html(info, language)}'
        f"{_ocr_badge_html(citation, language)}</p>"
        f'<p class="pd-about">{about}</p>'
        + (f'<p class="pd-heading" {_lang(info)}>{html.escape(heading)}</p>' if heading else "")
        + original_slot_html(citation, language)
        + _passage_html(citation, language)
        + translation
        + "".join(
            f'<p class="pd-status-note">{html.escape(note)}</p>'
            for note in status_notes(info, language)
        )
        + f"<footer>{original_button_html(language)}{_source_link(info, language)}"
        f'<a class="pd-back" href="#t{turn}-a">'
        f"{html.escape(word('back_to_answer', language))}</a></footer></article>"
    )


def _passage_html(citation: Citation, language: InterfaceLanguage) -> str:
    before, quote, after = marked_passage(citation)
    quoted = f"<mark>{html.escape(quote)}</mark>"
    whole = f"{html.escape(before)}{quoted}{html.escape(after)}"
    attributes = _lang(citation.hit.info)
    if len(before) <= _AROUND_QUOTE and len(after) <= _AROUND_QUOTE:
        return f'<blockquote class="pd-passage" {attributes}>{whole}</blockquote>'
    near = before[-_AROUND_QUOTE:], after[:_AROUND_QUOTE]
    left = html.escape(("…" if len(before) > _AROUND_QUOTE else "") + near[0])
    right = html.escape(near[1] + ("…" if len(after) > _AROUND_QUOTE else ""))
    return (
        f'<blockquote class="pd-passage" {attributes}>{left}{quoted}{right}</blockquote>'
        f"<details><summary>{html.escape(word('full_passage', language))}</summary>"
        f'<blockquote class="pd-passage" {attributes}>{whole}</blockquote></details>'
    )


def _badges_html(info: DocumentInfo, language: InterfaceLanguage) -> str:
    standing = find_standing(info)
    tone = _TONES.get(standing.status, "plain")
    status = status_name(standing.status, language)
    since = f" {standing.since}" if standing.since else ""
    badges = f'<span class="pd-badge pd-{tone}">{html.escape(status + since)}</span>'
    if info.is_digest:
        badges += _warning_badge_html(word("digest", language), word("digest_hint", language))
    return badges


def _ocr_badge_html(citation: Citation, language: InterfaceLanguage) -> str:
    if not citation.locator.ocr:
        return ""
    return _warning_badge_html(word("ocr", language), word("ocr_hint", language))


def _warning_badge_html(text: str, hint: str) -> str:
    return (
        f'<span class="pd-badge pd-warn">{html.escape(text)}'
        f"<span> · {html.escape(hint)}</span></span>"
    )


def _source_link(info: DocumentInfo, language: InterfaceLanguage) -> str:
    if info.source_url is None or not is_web_address(info.source_url):
        return "<span></span>"
    text = html.escape(word("official_source", language))
    note = html.escape(word("opens_new", language))
    return (
        f'<a class="pd-official" href="{html.escape(info.source_url)}" target="_blank" '
        f'rel="noopener noreferrer">{text}<span class="pd-sr"> ({note})</span></a>'
    )


def _library_row(record: DocumentRecord, language: InterfaceLanguage) -> str:
    info = record.info
    unknown = word("unknown", language)
    remove = html.escape(word("remove_which", language, title=info.title))
    cells = (
        ("publisher", info.publisher or unknown),
        ("date", _dated(info, language) or unknown),
        ("language", language_name(info.language, language)),
    )
    plain = "".join(
        f'<td data-label="{html.escape(word(f"column_{key}", language))}">{html.escape(value)}</td>'
        for key, value in cells
    )
    return (
        f'<tr><th scope="row" {_lang(info)}>{html.escape(info.title)}</th>{plain}'
        f'<td data-label="{html.escape(word("column_status", language))}">'
        f"{_badges_html(info, language)}</td>"
        f'<td data-label="{html.escape(word("column_passages", language))}">{record.passages}</td>'
        f'<td><button type="button" class="pd-remove" data-remove="{html.escape(info.slug)}" '
        f'aria-label="{remove}">{html.escape(word("remove", language))}</button></td></tr>'
    )


def _dated(info: DocumentInfo, language: InterfaceLanguage) -> str:
    if info.date and "date" in info.found:
        return word("date_found", language, date=info.date)
    return info.date or ""


def _place(citation: Citation, language: InterfaceLanguage) -> list[str]:
    locator = citation.locator
    page = ""
    if locator.page:
        key = "page_printed" if locator.printed_apart else "page"
        page = word(key, language, page=locator.page, label=locator.page_label)
    return [part for part in (page, locator.address or "") if part]


def _link_marks(text: str, turn: int, known: Collection[int], language: InterfaceLanguage) -> str:
    """Escape text whose ``[n]`` marks become links where ``n`` is a known citation."""
    parts = _MARK.split(text)
    linked = [
        html.escape(part)
        if at % 2 == 0
        else _mark_html(turn, int(part), language)
        if int(part) in known
        else f"[{part}]"
        for at, part in enumerate(parts)
    ]
    return "".join(linked)


def _mark_html(turn: int, n: int, language: InterfaceLanguage) -> str:
    label = html.escape(word("go_to_source", language, n=n))
    return f'<a class="pd-mark" href="#t{turn}-c{n}" aria-label="{label}">[{n}]</a>'


def _lines(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def _lang(info: DocumentInfo) -> str:
    return f'lang="{html.escape(info.language)}"'
