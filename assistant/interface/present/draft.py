"""A draft as it was checked, in HTML: its sentences marked, the counts, and one sentence's sources.

A verdict is never told by colour alone: each sentence also carries a sign and words for readers of
the screen. What a reader chooses to see is kept by the page's script, which finds sentences by
their ``data-verdict``.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from assistant.interface.present.notices import notice_html
from assistant.interface.present.sources import source_card_html
from assistant.interface.words import InterfaceLanguage, word
from ingest.language import detect_language

if TYPE_CHECKING:
    from assistant.check import CheckedSentence
    from assistant.drafts import DraftParagraph, DraftSentence
    from assistant.interface.checking import Checking

_DEEPEST_HEADING = 6


class _Mark(NamedTuple):
    """How a verdict is shown: its sign, its colours, the keys of its name and its meaning."""

    sign: str
    tone: str
    name: str
    meaning: str

    @property
    def html(self) -> str:
        return f'<span class="pd-sign pd-{self.tone}" aria-hidden="true">{self.sign}</span>'

    def said(self, language: InterfaceLanguage) -> str:
        return html.escape(word(self.name, language))


# By the word that scripts and styles know a verdict by.
_MARKS = {
    "supported": _Mark("✓", "good", "draft_supported", "draft_supported_means"),
    "contradicted": _Mark("✗", "bad", "draft_contradicted", "draft_contradicted_means"),
    "missing": _Mark("?", "warn", "draft_missing", "draft_missing_means"),
}
_ENDINGS = {"done": "check_done", "stopped": "check_stopped", "failed": "check_failed"}


def draft_html(checking: Checking | None, language: InterfaceLanguage) -> str:
    """Return the draft with its paragraphs; judged sentences can be chosen."""
    if checking is None:
        return ""
    draft = checking.draft
    inside: list[list[int]] = [[] for _ in draft.paragraphs]
    for n, sentence in enumerate(draft.sentences):
        inside[sentence.paragraph].append(n)
    body = "".join(
        _paragraph_html(paragraph, [(n, draft.sentences[n]) for n in numbers], checking, language)
        for paragraph, numbers in zip(draft.paragraphs, inside, strict=True)
    )
    label = html.escape(word("check_draft", language))
    busy = "true" if checking.is_running else "false"
    return f'<div role="group" aria-label="{label}" aria-busy="{busy}">{body}</div>'


def report_html(checking: Checking | None, language: InterfaceLanguage) -> str:
    """Return how far the check is or how it ended, the counts, and the way to the next problem."""
    if checking is None:
        return ""
    return _state_html(checking, language) + _controls_html(checking, language)


def evidence_html(checking: Checking | None, language: InterfaceLanguage) -> str:
    """Return the chosen sentence with its sources, or what the marks mean."""
    title = html.escape(word("check_sources", language))
    head = f'<h2 class="pd-panel-title" tabindex="-1">{title}</h2>'
    if checking is None or checking.chosen is None:
        return f"{head}{_marks_html(language)}"
    found, home = checking.found[checking.chosen], f"d{checking.chosen + 1}"
    name = _name(found)
    mark = _MARKS[name]
    parts = [f"<p>{html.escape(word(mark.meaning, language))}</p>"]
    if found.reason and name == "contradicted":
        spoken = detect_language(found.text)
        parts.append(f'<p lang="{html.escape(spoken)}">{html.escape(found.reason)}</p>')
    back = html.escape(word("back_to_sentence", language))
    cards = "".join(
        source_card_html(citation, home, language, back="back_to_sentence")
        for citation in found.citations
    )
    return (
        f'{head}<div class="pd-verdict pd-{mark.tone}" role="status">'
        f"<strong>{mark.html} {mark.said(language)}</strong>"
        f"<blockquote>{html.escape(found.text)}</blockquote>{''.join(parts)}"
        f'<a class="pd-back" href="#{home}-a">{back}</a></div>{cards}'
    )


def _paragraph_html(
    paragraph: DraftParagraph,
    sentences: Sequence[tuple[int, DraftSentence]],
    checking: Checking,
    language: InterfaceLanguage,
) -> str:
    parts: list[str] = []
    at = 0
    for n, sentence in sentences:
        parts.append(html.escape(paragraph.text[at : sentence.start]))
        at = sentence.start + len(sentence.text)
        parts.append(_sentence_html(n, sentence, checking, language))
    text = "".join(parts) + html.escape(paragraph.text[at:])
    spoken = html.escape(detect_language(paragraph.text))
    if paragraph.kind == "heading":
        # The page's own headings end at the second level.
        level = min(max(paragraph.level, 1) + 2, _DEEPEST_HEADING)
        return f'<h{level} class="pd-draft-heading" lang="{spoken}">{text}</h{level}>'
    return f'<p class="pd-draft-{paragraph.kind}" lang="{spoken}">{text}</p>'


def _sentence_html(
    n: int, sentence: DraftSentence, checking: Checking, language: InterfaceLanguage
) -> str:
    text = html.escape(sentence.text)
    if n >= len(checking.found):
        state = " pd-waiting" if checking.is_running else ""
        return f'<span class="pd-sentence{state}" id="d{n + 1}-a">{text}</span>'
    name = _name(checking.found[n])
    mark = _MARKS[name]
    return (
        f'<span class="pd-sentence pd-judged" id="d{n + 1}-a" role="button" tabindex="0" '
        f'data-n="{n}" data-verdict="{name}">{mark.html}'
        f'<span class="pd-sr">{mark.said(language)}: </span>{text}</span>'
    )


def _state_html(checking: Checking, language: InterfaceLanguage) -> str:
    done, total = len(checking.found), len(checking.draft.sentences)
    if checking.is_running:
        percent = round(100 * done / max(total, 1))
        title = html.escape(word("check_progress", language))
        count = html.escape(word("check_count", language, done=done, total=total))
        return (
            f'<div class="pd-job"><p><strong>{title}</strong><span>{count}</span></p>'
            f'<div class="pd-bar" role="progressbar" aria-label="{title}" aria-valuemin="0" '
            f'aria-valuemax="100" aria-valuenow="{percent}"><i style="width:{percent}%"></i></div>'
            "</div>"
        )
    lines = [word(_ENDINGS[checking.ending], language, done=done, total=total)]
    if checking.ending == "done" and checking.draft.skipped:
        lines.append(word("check_skipped", language, count=checking.draft.skipped))
    return notice_html(" ".join(lines)) + notice_html(checking.problem, "bad")


def _controls_html(checking: Checking, language: InterfaceLanguage) -> str:
    counts = {name: sum(_name(s) == name for s in checking.found) for name in _MARKS}
    whole = html.escape(word("check_all", language))
    buttons = [
        f'<button type="button" class="pd-count" data-only="" aria-pressed="true">{whole} '
        f"{len(checking.found)}</button>"
    ]
    buttons += [
        f'<button type="button" class="pd-count" data-only="{name}" aria-pressed="false">'
        f"{mark.html} {mark.said(language)} {counts[name]}</button>"
        for name, mark in _MARKS.items()
    ]
    steps = [
        f'<button type="button" class="pd-step" data-step="{step}" aria-keyshortcuts="{keys}">'
        f"{html.escape(word(key, language))}</button>"
        for key, step, keys in (("check_previous", -1, "k p"), ("check_next", 1, "j n"))
    ]
    label = html.escape(word("check_filters", language))
    return (
        f'<div class="pd-counts"><div role="group" aria-label="{label}">{"".join(buttons)}</div>'
        f"<div>{''.join(steps)}</div></div>"
        f'<p class="pd-quiet pd-draft-keys">{html.escape(word("check_keys", language))}</p>'
    )


def _marks_html(language: InterfaceLanguage) -> str:
    title = html.escape(word("check_marks", language))
    rows = "".join(
        f"<dt>{mark.html} {mark.said(language)}</dt>"
        f"<dd>{html.escape(word(mark.meaning, language))}</dd>"
        for mark in _MARKS.values()
    )
    choose = html.escape(word("check_choose", language))
    return (
        f'<p class="pd-quiet">{choose}</p><p class="pd-label">{title}</p>'
        f'<dl class="pd-marks">{rows}</dl>'
    )


def _name(sentence: CheckedSentence) -> str:
    return "missing" if sentence.verdict == "not found" else sentence.verdict
