"""The parts of a document's page that are fetched when they are opened: outline, text, passages."""

from __future__ import annotations

import html
from collections.abc import Sequence

from assistant.interface.present.document_page import folded_html, part_address
from assistant.interface.present.documents import lang_attribute
from assistant.interface.present.original import original_button_html, place_html
from assistant.interface.present.sources import locator_facts
from assistant.interface.words import InterfaceLanguage, word
from corpus.outline import Branch
from corpus.places import locate
from corpus.types import Document, Locator, Passage

PASSAGES = 20
"""Shown at once."""
TEXT = 6_000
"""Characters of a text shown at once."""
_MARKED = 400
"""Characters at most that are shown in the original: the first paragraph tells where a text is."""


def outline_html(
    document: Document, outline: Sequence[Branch], parent: int, language: InterfaceLanguage
) -> str:
    """Return what is right below a branch of the outline: its own text, then its children, folded.

    Args:
        document: The document.
        outline: Of the document.
        parent: Number of the branch; -1 for the outermost.
        language: Of the interface.
    """
    if parent < 0:
        children = [branch for branch in outline if branch.depth == 0]
        hint = html.escape(word("outline_hint", language))
        head = f'<p class="pd-quiet">{hint}</p>'
    else:
        branch = outline[parent]
        children = [outline[at] for at in branch.children]
        text = document.text[branch.char_start : branch.char_end]
        # A chapter's own text is mostly its heading alone.
        is_said = bool(branch.children) and text.split() == branch.title.split()
        start, end = branch.char_start, branch.char_end
        head = "" if is_said else text_html(document, start, end, language)
    items = "".join(f"<li>{_branch_html(document, branch, language)}</li>" for branch in children)
    return f'{head}<ul class="pd-outline">{items}</ul>' if items else head


def text_html(document: Document, start: int, end: int, language: InterfaceLanguage) -> str:
    """Return a stretch of a document's text, the first of it where it is long."""
    text = document.text[start:end]
    if not text.strip():
        return ""
    shown = text if len(text) <= TEXT else text[: _break(text, TEXT)]
    rest = start + len(shown)
    more = ""
    if rest < end:
        address = part_address("text", document, language, start=rest, end=end)
        more = _more_html(address, word("more_text", language))
    lead = len(text) - len(text.lstrip())
    first = start + lead
    marked = min(first + len(shown.strip().split("\n", 1)[0]), first + _MARKED)
    return (
        _card_html(
            document, f"pd-x{start}", "", locate(document.places, first, marked), shown, language
        )
        + more
    )


def passages_html(
    document: Document,
    passages: Sequence[Passage],
    following: str,
    language: InterfaceLanguage,
    found: str = "",
) -> str:
    """Return passages as cards.

    Args:
        document: The document.
        passages: At most ``PASSAGES``.
        following: Address of those that come after them, escaped; empty where none do.
        language: Of the interface.
        found: What a search found, in words; empty where nothing was searched for.
    """
    cards = "".join(
        _card_html(
            document, f"pd-p{p.ordinal}", word("passage_n", language, n=p.ordinal + 1), p.locator,
            p.text, language,
        )
        for p in passages
    )  # fmt: skip
    line = f'<p class="pd-quiet" role="status">{html.escape(found)}</p>' if found else ""
    text = word("more_passages", language, count=PASSAGES)
    return line + cards + (_more_html(following, text) if following else "")


def find_html(document: Document, language: InterfaceLanguage) -> str:
    """Return the box in which a reader searches a document's passages."""
    label = html.escape(word("passages_find", language))
    hint = html.escape(word("passages_hint", language))
    return (
        f'<p class="pd-quiet">{hint}</p><form class="pd-find" role="search" '
        f'data-src="{part_address("passages", document, language)}">'
        f'<label>{label} <input type="search" name="words" maxlength="200"></label> '
        f'<button type="submit" class="pd-small">{html.escape(word("passages_find_go", language))}'
        f"</button></form>"
    )


def _branch_html(document: Document, branch: Branch, language: InterfaceLanguage) -> str:
    is_said = branch.title.casefold().startswith(branch.address.casefold())
    address = "" if is_said else f"<b>{html.escape(branch.address)}</b> "
    css = ' class="pd-excerpt"' if branch.is_excerpt else ""
    title = f"<span{css} {lang_attribute(document.info)}>{html.escape(branch.title)}</span>"
    source = part_address("outline", document, language, branch=branch.at)
    return folded_html(source, address + title, 'class="pd-branch"')


def _card_html(
    document: Document,
    identifier: str,
    name: str,
    at: Locator,
    text: str,
    language: InterfaceLanguage,
) -> str:
    facts = [name, *locator_facts(at, language), " › ".join(at.heading) if name else ""]
    about = "".join(f"<span>{html.escape(fact)}</span>" for fact in facts if fact)
    label = f' aria-label="{html.escape(name)}"' if name else ""
    return (
        f'<article class="pd-card pd-text" id="{identifier}" tabindex="-1"{label}>'
        f'<p class="pd-about">{about}</p>{place_html(document.info.slug, at, language)}'
        f'<blockquote class="pd-passage" {lang_attribute(document.info)}>{html.escape(text)}'
        f"</blockquote><footer>{original_button_html(language)}</footer></article>"
    )


def _more_html(address: str, text: str) -> str:
    return (
        f'<button type="button" class="pd-small pd-more" data-src="{address}">'
        f"{html.escape(text)}</button>"
    )


def _break(text: str, limit: int) -> int:
    """The end of the last whole paragraph, or word, before a limit."""
    for mark in ("\n\n", "\n", " "):
        if (at := text.rfind(mark, limit // 2, limit)) > 0:
            return at + len(mark)
    return limit
