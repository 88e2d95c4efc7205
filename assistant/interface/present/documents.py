"""What identifies a document, in HTML: its badges, its date, its official address."""

from __future__ import annotations

import html

from assistant.interface.words import InterfaceLanguage, status_name, word
from corpus.links import is_web_address
from corpus.standing import find_standing
from corpus.types import DocumentInfo

_TONES = {"in force": "good", "superseded": "warn", "rescinded": "bad", "draft": "warn"}


def badges_html(info: DocumentInfo, language: InterfaceLanguage) -> str:
    """Return what a document stands for now, and whether it is a digest of ours."""
    standing = find_standing(info)
    badges = status_badge_html(standing.status, standing.since, language)
    if info.is_digest:
        badges += warning_badge_html(word("digest", language), word("digest_hint", language))
    return badges


def status_badge_html(status: str, since: str | None, language: InterfaceLanguage) -> str:
    """Return the badge of a status, and since when it is so."""
    tone = _TONES.get(status, "plain")
    text = status_name(status, language) + (f" {since}" if since else "")
    return f'<span class="pd-badge pd-{tone}">{html.escape(text)}</span>'


def warning_badge_html(text: str, hint: str) -> str:
    """Return a badge that warns, with what to do about it."""
    return (
        f'<span class="pd-badge pd-warn">{html.escape(text)}'
        f"<span> · {html.escape(hint)}</span></span>"
    )


def source_link_html(info: DocumentInfo, language: InterfaceLanguage) -> str:
    """Return a link to the official address; an empty place where none is known."""
    return address_link_html(info.source_url, language)


def address_link_html(address: str | None, language: InterfaceLanguage) -> str:
    """Return a link to an official address; an empty place where there is no safe one."""
    if address is None or not is_web_address(address):
        return "<span></span>"
    text = html.escape(word("official_source", language))
    note = html.escape(word("opens_new", language))
    return (
        f'<a class="pd-official" href="{html.escape(address)}" target="_blank" '
        f'rel="noopener noreferrer">{text}<span class="pd-sr"> ({note})</span></a>'
    )


def dated(info: DocumentInfo, language: InterfaceLanguage) -> str:
    """Return a document's date, and whether it was only found in its text."""
    if info.date and "date" in info.found:
        return word("date_found", language, date=info.date)
    return info.date or ""


def lang_attribute(info: DocumentInfo) -> str:
    """Return the attribute that names a document's language."""
    return f'lang="{html.escape(info.language)}"'
