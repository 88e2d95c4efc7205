"""The sources of answers, in HTML: a card for each, with the quote marked in its passage."""

from __future__ import annotations

import html
from collections.abc import Sequence

from assistant.conversation import Turn
from assistant.interface.present.documents import (
    badges_html,
    lang_attribute,
    source_link_html,
    warning_badge_html,
)
from assistant.interface.present.original import original_button_html, original_slot_html
from assistant.interface.present.translation import Translations, translation_html
from assistant.interface.words import InterfaceLanguage, word
from assistant.status import status_notes
from corpus.types import Citation, Locator

_AROUND_QUOTE = 260


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


def _sources_of_turn(
    turn: Turn, language: InterfaceLanguage, translations: Translations | None
) -> str:
    if turn.citations:
        return "".join(
            source_card_html(
                c, f"t{turn.number}", language, translation_html(c, turn, translations, language)
            )
            for c in turn.citations
        )
    key = "searching" if turn.is_open and turn.found is None else "sources_none"
    return f'<p class="pd-quiet">{html.escape(word(key, language))}</p>'


def source_card_html(
    citation: Citation,
    home: str,
    language: InterfaceLanguage,
    translation: str = "",
    back: str = "back_to_answer",
) -> str:
    """Return the card of one source: its document, its place, the quote in its passage.

    Args:
        citation: Whose source it is.
        home: Id of what cites it, as in ``mark_html``; ``<home>-a`` is gone back to.
        language: Of the interface.
        translation: HTML below the passage.
        back: Key of the words that lead back to what cites it.
    """
    info = citation.hit.info
    label = html.escape(word("source_n", language, n=citation.n))
    facts = [
        info.publisher or "",
        info.date or "",
        *_place(citation, language),
    ]
    about = "".join(f"<span>{html.escape(fact)}</span>" for fact in facts if fact)
    return (
        f'<article class="pd-card" id="{home}-c{citation.n}" tabindex="-1" aria-label="{label}">'
        f'<header><span class="pd-n" aria-hidden="true">{citation.n}</span>'
        f"<h3 {lang_attribute(info)}>{html.escape(info.title)}</h3></header>"
        f'<p class="pd-badges">{badges_html(info, language)}'
        f"{_ocr_badge_html(citation, language)}</p>"
        f'<p class="pd-about">{about}</p>'
        + _heading_html(citation)
        + original_slot_html(citation, language)
        + _passage_html(citation, language)
        + translation
        + "".join(
            f'<p class="pd-status-note">{html.escape(note)}</p>'
            for note in status_notes(info, language)
        )
        + f"<footer>{original_button_html(language)}{source_link_html(info, language)}"
        f'<a class="pd-back" href="#{home}-a">'
        f"{html.escape(word(back, language))}</a></footer></article>"
    )


def _heading_html(citation: Citation) -> str:
    heading = html.escape(" › ".join(citation.locator.heading))
    language = lang_attribute(citation.hit.info)
    return f'<p class="pd-heading" {language}>{heading}</p>' if heading else ""


def _passage_html(citation: Citation, language: InterfaceLanguage) -> str:
    before, quote, after = marked_passage(citation)
    quoted = f"<mark>{html.escape(quote)}</mark>"
    whole = f"{html.escape(before)}{quoted}{html.escape(after)}"
    attributes = lang_attribute(citation.hit.info)
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


def _ocr_badge_html(citation: Citation, language: InterfaceLanguage) -> str:
    if not citation.locator.ocr:
        return ""
    return warning_badge_html(word("ocr", language), word("ocr_hint", language))


def _place(citation: Citation, language: InterfaceLanguage) -> list[str]:
    return locator_facts(citation.locator, language)


def locator_facts(locator: Locator, language: InterfaceLanguage) -> list[str]:
    """Return page and address of a place, as far as it has them."""
    page = ""
    if locator.page:
        key = "page_printed" if locator.printed_apart else "page"
        page = word(key, language, page=locator.page, label=locator.page_label)
    return [part for part in (page, locator.address or "") if part]
