"""Asks below an answer whether it helped, in HTML."""

from __future__ import annotations

import html

from assistant.conversation import Turn
from assistant.feedback import MOST_LETTERS, REASONS
from assistant.interface.words import InterfaceLanguage, word


def feedback_html(turn: Turn, language: InterfaceLanguage) -> str:
    """Return the buttons below an answer, and after a bad one what was wrong with it.

    Args:
        turn: With its answer; nothing is asked without.
        language: Of the interface.
    """
    if turn.answer is None:
        return ""
    said = turn.opinion
    stands = said.judgement if said else ""
    judged = "".join(
        _button(turn, judgement, key, language, _pressed(stands == judgement))
        for judgement, key in (("helpful", "feedback_yes"), ("not helpful", "feedback_no"))
    )
    ask = html.escape(word("feedback_ask", language))
    thanks = html.escape(word("feedback_kept", language)) if said else ""
    return (
        f'<div class="pd-feedback" role="group" aria-label="{ask}"><span>{ask}</span>{judged}'
        f'<span role="status">{thanks}</span></div>'
        f"{_why_html(turn, language)}"
    )


def reason_key(reason: str) -> str:
    """Return the key of the word that a reason is called by."""
    return f"feedback_reason_{reason.replace(' ', '_')}"


def _why_html(turn: Turn, language: InterfaceLanguage) -> str:
    said = turn.opinion
    if said is None or said.judgement == "helpful":
        return ""
    reasons = "".join(
        _button(
            turn, "reason", reason_key(reason), language,
            f' data-said="{reason}"{_pressed(said.reason == reason)}',
        )
        for reason in REASONS
    )  # fmt: skip
    why, label = (html.escape(word(f"feedback_{k}", language)) for k in ("why", "comment"))
    home = f"t{turn.number}-comment"
    saved = html.escape(word("feedback_saved", language)) if said.comment else ""
    return (
        f'<div class="pd-why"><div role="group" aria-label="{why}"><p>{why}</p>{reasons}</div>'
        f'<label for="{home}">{label}</label>'
        f'<textarea id="{home}" rows="2" maxlength="{MOST_LETTERS}">{html.escape(said.comment)}'
        f"</textarea>{_button(turn, 'comment', 'feedback_save', language)}"
        f'<span role="status">{saved}</span></div>'
    )


def _button(
    turn: Turn, clicked: str, key: str, language: InterfaceLanguage, attributes: str = ""
) -> str:
    return (
        f'<button type="button" class="pd-say" data-turn="{turn.number}" '
        f'data-feedback="{clicked}"{attributes}>{html.escape(word(key, language))}</button>'
    )


def _pressed(is_pressed: bool) -> str:
    return f' aria-pressed="{"true" if is_pressed else "false"}"'
