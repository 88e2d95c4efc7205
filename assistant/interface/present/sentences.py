"""The sentences of an answer, in HTML, each with what verification found of it."""

from __future__ import annotations

import html
from textwrap import shorten

from assistant.conversation import Turn
from assistant.interface.present.marks import link_marks, mark_html
from assistant.interface.words import InterfaceLanguage, word
from assistant.wording import inert
from corpus.types import Answer, Sentence

_LONGEST_REMOVED = 400


def sentences_html(answer: Answer, home: str, language: InterfaceLanguage) -> str:
    """Return the sentences with their marks and verdicts.

    Extracts come from different places and stand apart; written sentences make one paragraph.

    Args:
        answer: What they belong to.
        home: Id of the turn, as in ``mark_html``.
        language: Of the interface.
    """
    verbatim = answer.engine == "extractive"
    parts = [_sentence_html(one, home, language, verbatim) for one in answer.sentences]
    if verbatim:
        return "".join(f'<p class="pd-extract">{part}</p>' for part in parts)
    return f"<p>{' '.join(parts)}</p>"


def removed_html(answer: Answer, language: InterfaceLanguage) -> str:
    """Return what verification took out, folded, each with the reason; nothing without any."""
    if not answer.removed:
        return ""
    title = html.escape(word("removed_sentences", language, count=len(answer.removed)))
    hint = html.escape(word("removed_hint", language))
    label = html.escape(word("verdict_removed", language))
    items = "".join(
        f'<li><span class="pd-sr">{label}: </span><del>'
        f"{html.escape(shorten(inert(one.text), _LONGEST_REMOVED, placeholder='…'))}</del>"
        f'<span class="pd-quiet">{html.escape(one.reason)}</span></li>'
        for one in answer.removed
    )
    return (
        f'<details class="pd-removed-sentences"><summary>{title}</summary>'
        f'<p class="pd-quiet">{hint}</p><ul>{items}</ul></details>'
    )


def draft_html(turn: Turn, language: InterfaceLanguage) -> str:
    """Return the text as it streams in, marked as not yet checked; nothing where there is none."""
    if not turn.written:
        return ""
    home, known = f"t{turn.number}", {citation.n for citation in turn.citations}
    paragraphs = [p for p in turn.written.split("\n\n") if p.strip()]
    body = "".join(f"<p>{link_marks(p, home, known, language)}</p>" for p in paragraphs)
    label = html.escape(word("verdict_unchecked", language))
    spoken = f'<span class="pd-sr">{label}: </span>'
    return f'<div class="pd-unchecked" title="{label}">{spoken}{body}</div>'


def _sentence_html(
    sentence: Sentence, home: str, language: InterfaceLanguage, verbatim: bool
) -> str:
    kind = "verbatim" if verbatim and sentence.verdict == "supported" else sentence.verdict
    label = html.escape(word(f"verdict_{kind}", language))
    marks = "".join(mark_html(home, n, language) for n in sentence.citations)
    return (
        f'<span class="pd-said" data-verdict="{sentence.verdict}" title="{label}">'
        f"{html.escape(inert(sentence.text))}</span>"
        f'<span class="pd-sr"> ({label}) </span>{marks}'
    )
