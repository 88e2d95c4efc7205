"""The questions that went worst, each with what was expected and what came."""

from __future__ import annotations

import html
from collections.abc import Sequence

from assistant.interface.words import InterfaceLanguage, word
from eval.history import Asked, Place
from eval.page.present.figures import kind_of_question, metric_name, percent

MOST_SHOWN = 50
_SPLITS = {"dev": "score_dev", "test": "score_test"}


def worst_html(asked: Sequence[Asked], language: InterfaceLanguage) -> str:
    """Return questions, the worst first, at most ``MOST_SHOWN``."""
    if not asked:
        return f'<p class="pd-quiet" role="status">{html.escape(word("worst_none", language))}</p>'
    count = word("worst_count", language, count=len(asked))
    if len(asked) > MOST_SHOWN:
        count += f". {word('worst_more', language, count=MOST_SHOWN)}"
    listed = "".join(_question_html(one, language) for one in asked[:MOST_SHOWN])
    return (
        f'<p class="pd-quiet" role="status">{html.escape(count)}</p><ol class="pd-worst">{listed}'
        "</ol>"
    )


def _question_html(one: Asked, language: InterfaceLanguage) -> str:
    split = word(_SPLITS[one.split], language) if one.split in _SPLITS else one.split
    about = (one.id, one.pair, kind_of_question(one.kind, language), split)
    expected = one.expected or word("worst_expected_none", language)
    rows = [
        ("worst_expected", html.escape(expected)),
        ("worst_answer", html.escape(one.answer).replace("\n", "<br>")),
        ("worst_unstated", html.escape(" · ".join(one.unstated))),
        ("worst_unquoted", "<br>".join(_place(p, language) for p in one.unquoted)),
        ("worst_cited", "<br>".join(dict.fromkeys(_place(p, language) for p in one.cited))),
        ("worst_scores", _scores(one, language)),
    ]
    facts = "".join(
        f"<dt>{html.escape(word(key, language))}</dt><dd>{value}</dd>"
        for key, value in rows
        if value
    )
    end = html.escape(word(f"end_{one.end}", language))
    ask = html.escape(word("worst_ask", language))
    asked = html.escape(one.question)
    return (
        f'<li class="pd-one"><p><span class="pd-end pd-end-{one.end}">{end}</span> '
        f"<strong>{asked}</strong></p>"
        f'<p class="pd-quiet">{html.escape(" · ".join(filter(None, about)))}</p>'
        f'<dl class="pd-what">{facts}</dl>'
        f'<button type="button" class="pd-say pd-ask-this" data-carry="{asked}" '
        f'aria-label="{ask}: {asked}">{ask}</button></li>'
    )


def _place(place: Place, language: InterfaceLanguage) -> str:
    parts = [place.document]
    if place.page is not None:
        parts.append(word("worst_page", language, page=place.page))
    if place.needles:
        parts.append(" … ".join(f"“{needle}”" for needle in place.needles))
    return html.escape(", ".join(parts))


def _scores(one: Asked, language: InterfaceLanguage) -> str:
    shown = [
        f"{metric_name(name, language)} {percent(value)}" for name, value in one.scores.items()
    ]
    return html.escape(" · ".join(shown))
