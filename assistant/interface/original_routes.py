"""Serves sources in their originals to the page: what to show, and the images of its pages."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assistant.desk import Desk
from assistant.interface.present.notices import notice_html
from assistant.interface.present.original import original_html
from assistant.interface.present.work import problem_line
from assistant.interface.words import InterfaceLanguage, word
from corpus.errors import PolicydeskError, UsageError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

log = logging.getLogger(__name__)

_KEPT_S = 86_400
_LONGEST_NUMBER = 9


def original_routes(desk: Desk) -> list[Route]:
    """Return the routes; they only read, from the desk's library."""
    from starlette.responses import HTMLResponse, Response
    from starlette.routing import Route

    def show(request: Request) -> Response:
        query = request.query_params
        language: InterfaceLanguage = "en" if query.get("language") == "en" else "ko"
        try:
            found = _show(desk, query, language)
            return HTMLResponse(found, headers={"cache-control": "no-store"})
        except PolicydeskError as error:
            text = notice_html(problem_line(error, language), "bad")
            return HTMLResponse(text, status_code=404)
        except Exception:
            log.exception("showing an original failed")
            return HTMLResponse(notice_html(word("unexpected", language), "bad"), status_code=500)

    def draw(request: Request) -> Response:
        query = request.query_params
        try:
            document = desk.library.document(query.get("document", ""))
            image = desk.originals.image(document, _number(query, "page"))
        except PolicydeskError as error:
            log.info("a page cannot be drawn (%s)", type(error).__name__)
            return Response(status_code=404)
        kept = f"private, max-age={_KEPT_S}, immutable"
        return Response(image, media_type="image/png", headers={"cache-control": kept})

    return [Route("/original", show), Route("/original/page", draw)]


def _show(desk: Desk, query: Mapping[str, str], language: InterfaceLanguage) -> str:
    document = desk.library.document(query.get("document", ""))
    start, end = _number(query, "start"), _number(query, "end")
    if not start < end <= len(document.text):
        raise UsageError(
            "the document has changed since", document.info.slug, "Ask the question again."
        )
    view, problem = None, ""
    if desk.originals.has_pages(document):
        page = _number(query, "page") if "page" in query else None
        try:
            view = desk.originals.view(document, start, end, page)
        except PolicydeskError as error:
            problem = problem_line(error, language)
    return original_html(document, start, end, view, language, problem)


def _number(query: Mapping[str, Any], name: str) -> int:
    text = str(query.get(name, ""))
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER):
        raise UsageError("it is no whole number", name, "Ask the question again.")
    return int(text)
