"""What readers said about answers, for whoever reviews it."""

from __future__ import annotations

import html
from collections.abc import Sequence

from assistant.feedback import Feedback, Quoted
from assistant.interface.present.feedback import reason_key
from assistant.interface.words import InterfaceLanguage, word
from eval.page.present.figures import local_time
from eval.review import Item

MOST_SHOWN = 30
_LONGEST_QUOTE = 160
_ACTIONS = {"open": ("review", "dismiss"), "accepted": ("reopen",), "dismissed": ("reopen",)}


def queue_html(items: Sequence[Item], language: InterfaceLanguage) -> str:
    """Return the items with what can be done with each, at most ``MOST_SHOWN``."""
    if not items:
        return f'<p class="pd-quiet" role="status">{html.escape(word("queue_none", language))}</p>'
    more = ""
    if len(items) > MOST_SHOWN:
        text = word("queue_more", language, count=len(items), shown=MOST_SHOWN)
        more = f'<p class="pd-quiet">{html.escape(text)}</p>'
    listed = "".join(_item_html(item, language) for item in items[:MOST_SHOWN])
    return f'{more}<ol class="pd-worst">{listed}</ol>'


def said_html(said: Feedback, language: InterfaceLanguage) -> str:
    """Return what a reader said, and about which answer."""
    opinion = said.opinion
    judged = word("feedback_yes" if opinion.judgement == "helpful" else "feedback_no", language)
    parts = [judged, *([word(reason_key(opinion.reason), language)] if opinion.reason else [])]
    tone = "good" if opinion.judgement == "helpful" else "wrong"
    comment = html.escape(opinion.comment).replace("\n", "<br>")
    quoted = f'<blockquote class="pd-comment">{comment}</blockquote>' if comment else ""
    answer = html.escape(said.answer).replace("\n", "<br>")
    shown = html.escape(word("queue_answer", language))
    return (
        f'<p><span class="pd-end pd-end-{tone}">{html.escape(" · ".join(parts))}</span> '
        f"<strong>{html.escape(said.searched)}</strong></p>"
        f'<p class="pd-quiet">{html.escape(local_time(opinion.at))} · {html.escape(said.engine)}'
        f"</p>{quoted}<details><summary>{shown}</summary><p>{answer}</p></details>"
    )


def quote_line(quote: Quoted, language: InterfaceLanguage) -> str:
    """Return a citation in one line of plain text, for a list to choose from."""
    page = f", {word('worst_page', language, page=quote.page)}" if quote.page is not None else ""
    words = " ".join(quote.quote.split())
    cut = words if len(words) <= _LONGEST_QUOTE else f"{words[: _LONGEST_QUOTE - 1]}…"
    return f"[{quote.n}] {quote.title}{page}: {cut}"


def _item_html(item: Item, language: InterfaceLanguage) -> str:
    identifier = html.escape(item.said.opinion.id)
    question = html.escape(item.said.searched)
    buttons = "".join(
        f'<button type="button" class="pd-say" data-review="{action}" data-item="{identifier}" '
        f'aria-label="{html.escape(word(f"queue_{action}", language))}: {question}">'
        f"{html.escape(word(f'queue_{action}', language))}</button>"
        for action in _ACTIONS[item.state]
    )
    became = ""
    if item.question:
        text = word("queue_became", language, id=item.question)
        became = f'<p class="pd-quiet">{html.escape(text)}</p>'
    return (
        f'<li class="pd-one">{said_html(item.said, language)}{became}'
        f'<div class="pd-feedback">{buttons}</div></li>'
    )
