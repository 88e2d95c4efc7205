"""Questions and their answers, in HTML; every word of theirs is escaped."""

from __future__ import annotations

import html
from collections.abc import Sequence

from assistant.conversation import Turn
from assistant.interface.inserting import insert_button_html
from assistant.interface.present.feedback import feedback_html
from assistant.interface.present.filters import narrowing_html
from assistant.interface.present.marks import link_marks
from assistant.interface.present.notices import notice_html
from assistant.interface.present.sentences import draft_html, removed_html, sentences_html
from assistant.interface.present.sources import source_facts
from assistant.interface.present.turns import act_html
from assistant.interface.words import InterfaceLanguage, word
from corpus.types import Answer


def conversation_html(
    turns: Sequence[Turn], language: InterfaceLanguage, *, asks: bool = False
) -> str:
    """Return the conversation, oldest turn first; empty without turns.

    Args:
        turns: Of the conversation.
        language: Of the interface.
        asks: Whether readers are asked if an answer helped.
    """
    if not turns:
        return ""
    busy = "true" if turns[-1].is_open else "false"
    label = html.escape(word("conversation", language))
    body = "".join(_turn_html(turn, turn is turns[-1], language, asks) for turn in turns)
    return (
        f'<div class="pd-log" role="log" aria-live="polite" aria-busy="{busy}" '
        f'aria-label="{label}">{body}</div>'
    )


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


def _turn_html(turn: Turn, is_last: bool, language: InterfaceLanguage, asks: bool) -> str:
    asked = html.escape(word("you_asked", language))
    return (
        f'<article class="pd-turn" id="t{turn.number}">'
        f'<div class="pd-question"><span class="pd-sr">{asked}: </span>'
        f"{_lines(turn.question)}</div>{_understood_html(turn, language)}"
        f"{narrowing_html(turn, language)}{_outdated_html(turn, language)}"
        f'<div class="pd-answer" id="t{turn.number}-a" tabindex="-1">'
        f"{_reply_html(turn, language)}</div>{_meta_html(turn, is_last, language)}"
        f"{feedback_html(turn, language) if asks else ''}</article>"
    )


def _understood_html(turn: Turn, language: InterfaceLanguage) -> str:
    """What a follow-up was taken to mean, and a button for the reader who meant something else."""
    if turn.understood_as is None:
        return ""
    text = html.escape(word("understood_as", language, question=turn.understood_as))
    return (
        f'<p class="pd-understood"><span>{text}</span> '
        f"{act_html('as_typed', turn.number, language)}</p>"
    )


def _outdated_html(turn: Turn, language: InterfaceLanguage) -> str:
    if not turn.outdated:
        return ""
    return notice_html(word("outdated", language, titles=", ".join(turn.outdated)), "bad")


def _reply_html(turn: Turn, language: InterfaceLanguage) -> str:
    if turn.answer is not None:
        if turn.answer.status == "answered":
            return _answer_html(turn.answer, f"t{turn.number}", language)
        title = html.escape(word("abstained", language))
        return (
            f'<div class="pd-abstained" lang="{html.escape(turn.answer.language)}">'
            f"<strong>{title}</strong><p>{html.escape(turn.answer.text)}</p></div>"
        )
    draft = draft_html(turn, language)
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


def _answer_html(answer: Answer, home: str, language: InterfaceLanguage) -> str:
    body = sentences_html(answer, home, language)
    return (
        f'<div lang="{html.escape(answer.language)}">{_notices_html(answer, home, language)}{body}'
        f"{_warnings_html(answer, language)}</div>{removed_html(answer, language)}"
    )


def _meta_html(turn: Turn, is_last: bool, language: InterfaceLanguage) -> str:
    """Who wrote an answer and in what time, and what the reader can do with the turn."""
    if turn.is_open:
        return ""
    parts = []
    if turn.answer is not None and turn.answer.status == "answered":
        about = html.escape(_about(turn.answer, language))
        parts = [f"<span>{about}</span>", _copy_html(turn.answer, language)]
        parts.append(insert_button_html(f"t{turn.number}", language))
    acts = ("again", "edit") if is_last else ("edit",)
    parts += [act_html(act, turn.number, language, "pd-act") for act in acts]
    return f'<div class="pd-meta">{"".join(parts)}</div>'


def _about(answer: Answer, language: InterfaceLanguage) -> str:
    engine = answer.engine.split(":")[0]
    kind = "verbatim" if engine == "extractive" else f"{engine}_written"
    seconds = answer.timings.as_dict().get("total_ms", 0.0) / 1000
    return f"{word(kind, language)} · {word('took', language, seconds=f'{seconds:.1f}')}"


def _copy_html(answer: Answer, language: InterfaceLanguage) -> str:
    copied = html.escape(word("copied", language))
    return (
        f'<button type="button" class="pd-copy" data-copied="{copied}" '
        f'data-copy="{html.escape(answer_as_text(answer, language))}">'
        f"{html.escape(word('copy', language))}</button>"
    )


def _notices_html(answer: Answer, home: str, language: InterfaceLanguage) -> str:
    """What must be read before the answer; its marks link to the sources like the answer's."""
    known = {citation.n for citation in answer.citations}
    notices = [link_marks(notice, home, known, language) for notice in answer.notices]
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


def _lines(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
