"""Serves the parts of a document's page: its outline, its text and its passages."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from assistant.desk import Desk
from assistant.interface.finding import holds_words
from assistant.interface.present.document_page import part_address
from assistant.interface.present.document_parts import (
    PASSAGES,
    find_html,
    outline_html,
    passages_html,
    text_html,
)
from assistant.interface.present.notices import notice_html
from assistant.interface.words import InterfaceLanguage, word
from corpus.errors import UsageError
from corpus.outline import draw_outline
from corpus.types import Document

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

log = logging.getLogger(__name__)

Part = Callable[[Desk, Document, Mapping[str, str], InterfaceLanguage], str]

_LONGEST_NUMBER = 9
_LONGEST_WORDS = 200


def document_routes(desk: Desk) -> list[Route]:
    """Return the routes; they only read, from the desk's library."""
    from starlette.responses import HTMLResponse
    from starlette.routing import Route

    def route(name: str, part: Part) -> Route:
        def show(request: Request) -> Response:
            query = request.query_params
            language: InterfaceLanguage = "en" if query.get("language") == "en" else "ko"
            status = 200
            try:
                found = part(desk, _document(desk, query), query, language)
            except (UsageError, IndexError):
                status = 404
                found = notice_html(word("document_changed", language), "bad")
            except Exception:
                log.exception("showing a part of a document failed")
                status = 500
                found = notice_html(word("unexpected", language), "bad")
            return HTMLResponse(found, status, {"cache-control": "no-store"})

        return Route(f"/document/{name}", show)

    return [route("outline", _outline), route("text", _text), route("passages", _passages)]


def _document(desk: Desk, query: Mapping[str, str]) -> Document:
    document = desk.library.document(query.get("document", ""))
    version = query.get("version", "")
    if not version or not document.sha256.startswith(version):
        raise UsageError("the document has changed since", document.info.slug, "Open it again.")
    return document


def _outline(
    desk: Desk, document: Document, query: Mapping[str, str], language: InterfaceLanguage
) -> str:
    del desk
    parent = _number(query, "branch") if "branch" in query else -1
    return outline_html(document, draw_outline(document), parent, language)


def _text(
    desk: Desk, document: Document, query: Mapping[str, str], language: InterfaceLanguage
) -> str:
    del desk
    return text_html(document, _number(query, "start"), _number(query, "end"), language)


def _passages(
    desk: Desk, document: Document, query: Mapping[str, str], language: InterfaceLanguage
) -> str:
    start = _number(query, "start") if "start" in query else 0
    words = query.get("words")
    slug = document.info.slug
    if words and words.strip():
        words = words[:_LONGEST_WORDS]
        every = desk.library.passages(slug)
        fitting = [p for p in every if holds_words([p.text, p.locator.address], words)]
        said = word("passages_found", language, count=len(fitting), total=len(every))
        passages = fitting[start : start + PASSAGES + 1]
        more: dict[str, int | str] = {"words": words}
        if not fitting:
            said = word("passages_none", language)
    else:
        passages = desk.library.records.document_passages(slug, start, PASSAGES + 1)
        said, more = "", {}
    following = ""
    if len(passages) > PASSAGES:
        following = part_address("passages", document, language, start=start + PASSAGES, **more)
    found = "" if start else said
    shown = passages_html(document, passages[:PASSAGES], following, language, found)
    if "words" in query or start:
        return shown
    return f'{find_html(document, language)}<div class="pd-found">{shown}</div>'


def _number(query: Mapping[str, str], name: str) -> int:
    text = query.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER):
        raise UsageError("it is no whole number", name, "Open the document again.")
    return int(text)
