"""Exports of a conversation: Markdown and JSON, with the sources; nobody's words act in them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Literal
from urllib.parse import quote

from assistant.conversation import Conversation, Turn
from assistant.export.markdown import inert
from assistant.interface.downloads import as_download
from assistant.interface.present.sources import source_facts
from assistant.interface.words import InterfaceLanguage, word
from assistant.wire import answer_json, citation_json
from corpus.links import is_web_address
from corpus.types import Citation

_TYPES = {"md": "text/markdown", "json": "application/json"}
_URL_SAFE = "/:?#@!$&'()*+,;=%-._~"


def exported(
    conversation: Conversation, language: InterfaceLanguage, suffix: Literal["md", "json"]
) -> dict[str, str]:
    """Return a conversation as a file for the browser (see ``downloads.as_download``).

    Args:
        conversation: Its turns so far.
        language: Of the headings.
        suffix: Which kind of file.
    """
    today = date.today()
    text = (
        as_markdown(conversation, language, today)
        if suffix == "md"
        else json.dumps(as_json(conversation, today), ensure_ascii=False, indent=2)
    )
    return as_download(f"policydesk-{today}.{suffix}", _TYPES[suffix], text.encode("utf-8"))


def as_json(conversation: Conversation, today: date) -> dict[str, Any]:
    """Return a conversation in the shapes of the command line's JSON."""
    return {"exported": today.isoformat(), "turns": [_turn_json(t) for t in conversation.turns]}


def as_markdown(conversation: Conversation, language: InterfaceLanguage, today: date) -> str:
    """Return a conversation as a page: each question, its answer and its sources with quotes."""
    parts = [
        f"# {word('transcript', language)}",
        word("transcript_note", language, date=today.isoformat()),
    ]
    for turn in conversation.turns:
        parts += _turn_markdown(turn, language)
    return "\n\n".join(parts) + "\n"


def _turn_json(turn: Turn) -> dict[str, Any]:
    if turn.answer is not None:
        return answer_json(turn.answer)
    return {
        "question": turn.question,
        "understood_as": turn.understood_as,
        "status": turn.ending or "stopped",
        "draft": turn.written,
        "citations": [citation_json(c) for c in turn.found or ()],
    }


def _turn_markdown(turn: Turn, language: InterfaceLanguage) -> list[str]:
    parts = [f"## {turn.number}\\. {inert(turn.question)}"]
    if turn.understood_as:
        parts.append(f"*{inert(word('understood_as', language, question=turn.understood_as))}*")
    if turn.answer is None:
        parts += [inert(paragraph) for paragraph in turn.written.split("\n\n") if paragraph.strip()]
        parts.append(inert(turn.problem or word("stopped", language)))
    elif turn.answer.sentences:
        for sentence in turn.answer.sentences:
            marks = "".join(map(_mark, sentence.citations))
            parts.append(f"{inert(sentence.text)} {marks}".strip())
    else:
        parts.append(inert(turn.answer.text))
    if turn.answer is not None:
        parts += [f"*{word('note', language)}:* {inert(note)}" for note in turn.answer.warnings]
    if turn.citations:
        parts.append(f"### {word('sources', language)}")
        parts += [_source_markdown(citation, language) for citation in turn.citations]
    return parts


def _source_markdown(citation: Citation, language: InterfaceLanguage) -> str:
    """One source as a paragraph and its quote as a block quotation."""
    info = citation.hit.info
    facts = [inert(fact) for fact in source_facts(citation, language)]
    if info.is_digest:
        facts.append(f"{word('digest', language)}, {word('digest_hint', language)}")
    if citation.locator.ocr:
        facts.append(f"{word('ocr', language)}, {word('ocr_hint', language)}")
    if info.source_url and is_web_address(info.source_url):
        facts.append(f"<{quote(info.source_url, safe=_URL_SAFE)}>")
    mark = _mark(citation.n)
    return f"{mark} {', '.join(facts)}\n\n> {inert(citation.quote)}"


def _mark(n: int) -> str:
    return rf"\[{n}\]"
