"""What can be done with a whole brief, in HTML: write, stop, undo, save, and how far it is."""

from __future__ import annotations

import html

from assistant.briefs.draft import Draft
from assistant.export.styles import STYLES, style_for
from assistant.interface.drafting import Drafting
from assistant.interface.words import InterfaceLanguage, word

FORMATS = ("docx", "hwpx", "pdf", "md")


def brief_bar_html(drafting: Drafting, notice: str, language: InterfaceLanguage) -> str:
    """Return the bar above a brief.

    Args:
        drafting: Holds the draft.
        notice: HTML of what is to be said about the last thing done.
        language: Of the interface.
    """
    draft = drafting.draft
    if draft is None:
        return ""
    return (
        f'<div class="pd-brief-bar"><div class="pd-brief-acts">'
        f"{_write_html(drafting, draft, language)}{_history_html(drafting, language)}"
        f"{_act_html('new', word('brief_new', language))}</div>"
        f"{_progress_html(drafting, language)}{_save_html(drafting, draft, language)}"
        f'<div role="status">{_standing_html(drafting, draft, language)}{notice}</div></div>'
    )


def _write_html(drafting: Drafting, draft: Draft, language: InterfaceLanguage) -> str:
    if drafting.run is not None:
        return _act_html("stop", word("stop", language), "pd-tool-stop")
    missing = sum(part.needs_writing for part in draft.parts)
    has_sections = any(part.section for part in draft.parts)
    if missing and not has_sections:
        return _act_html("write", word("brief_write", language), "pd-tool-main")
    afresh = _act_html("rewrite", word("brief_rewrite", language)) if has_sections else ""
    if not missing:
        return afresh
    rest = word("brief_write_rest", language, count=missing)
    return _act_html("write", rest, "pd-tool-main") + afresh


def _history_html(drafting: Drafting, language: InterfaceLanguage) -> str:
    parts = []
    for act, key, stack in (
        ("undo", "brief_undo", drafting.done),
        ("redo", "brief_redo", drafting.undone),
    ):
        if stack:
            what = word(f"brief_change_{stack[-1][0]}", language)
            parts.append(_act_html(act, word(key, language, what=what)))
    return "".join(parts)


def _progress_html(drafting: Drafting, language: InterfaceLanguage) -> str:
    if drafting.run is None:
        return ""
    done, total = drafting.written, drafting.total
    said = word("brief_writing", language, done=done, total=total)
    share = round(100 * done / max(total, 1))
    return (
        f'<div class="pd-job"><p><strong>{html.escape(said)}</strong></p>'
        f'<div class="pd-bar" role="progressbar" aria-label="{html.escape(said)}" '
        f'aria-valuemin="0" aria-valuemax="{total}" aria-valuenow="{done}">'
        f'<i style="width:{share}%"></i></div></div>'
    )


def _save_html(drafting: Drafting, draft: Draft, language: InterfaceLanguage) -> str:
    if not any(part.section for part in draft.parts):
        return ""
    chosen = drafting.style or style_for(draft.language)
    styles = "".join(
        f'<option value="{style}"{" selected" if style == chosen else ""}>'
        f"{html.escape(word(f'brief_style_{style}', language))}</option>"
        for style in STYLES
    )
    buttons = "".join(
        _act_html("save", word(f"brief_save_{suffix}", language), "pd-tool-save", suffix)
        for suffix in FORMATS
    )
    return (
        f'<div class="pd-brief-save"><label>{html.escape(word("brief_style", language))} '
        f'<select data-key="style" data-act="style">{styles}</select></label>'
        f"<span>{html.escape(word('brief_save', language))}</span>{buttons}</div>"
    )


def _standing_html(drafting: Drafting, draft: Draft, language: InterfaceLanguage) -> str:
    """What the brief that would be saved now lacks of its outline."""
    if drafting.run is not None or not any(part.section for part in draft.parts):
        return ""
    stale = sum(part.is_stale for part in draft.parts)
    unwritten = sum(part.section is None for part in draft.parts)
    lines = [
        word(key, language, count=count)
        for key, count in (("brief_is_stale", stale), ("brief_is_partial", unwritten))
        if count
    ]
    return "".join(f'<p class="pd-stale">{html.escape(line)}</p>' for line in lines)


def _act_html(act: str, said: str, style: str = "", value: str = "") -> str:
    return (
        f'<button type="button" class="pd-tool {style}" data-key="{act}{value}" data-act="{act}" '
        f'data-value="{value}">{html.escape(said)}</button>'
    )
