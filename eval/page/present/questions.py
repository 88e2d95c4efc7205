"""The questions that went worst, each with what was expected and what came."""

from __future__ import annotations

import html
from collections.abc import Sequence

from assistant.interface.words import InterfaceLanguage, word
from eval.history import Asked, Place
from eval.page.present.figures import kind_of_question, metric_name, percent

SHOWN_FIRST = 10
_SPLITS = {"dev": "score_dev", "test": "score_test"}


def worst_html(asked: Sequence[Asked], language: InterfaceLanguage) -> str:
    """Return questions, the worst first; those after the first ``SHOWN_FIRST`` are folded."""
    if not asked:
        return f'<p class="pd-quiet" role="status">{html.escape(word("worst_none", language))}</p>'
    count = html.escape(word("worst_count", language, count=len(asked)))
    first, rest = (
        "".join(_question_html(one, language) for one in part)
        for part in (asked[:SHOWN_FIRST], asked[SHOWN_FIRST:])
    )
    if rest:
        more = html.escape(word("worst_more", language, count=len(asked) - SHOWN_FIRST))
        rest = f'<details><summary>{more}</summary><ol class="pd-worst">{rest}</ol></details>'
    return f'<p class="pd-quiet" role="status">{count}</p><ol class="pd-worst">{first}</ol>{rest}'


def _question_html(one: Asked, language: InterfaceLanguage) -> str:
    split = word(_SPLITS[one.split], language) if one.split in _SPLITS else one.split
    about = (one.id, one.pair, kind_of_question(one.kind, language), split)
    expected = one.expected or word("worst_expected_none", language)
    facts = _facts_html(
        language,
        ("worst_expected", html.escape(expected)),
        ("worst_unstated", html.escape(" · ".join(one.unstated))),
        ("worst_unquoted", "<br>".join(_place(p, language) for p in one.unquoted)),
    )
    folded = _facts_html(
        language,
        ("worst_answer", html.escape(one.answer).replace("\n", "<br>")),
        ("worst_cited", "<br>".join(dict.fromkeys(_place(p, language) for p in one.cited))),
        ("worst_scores", _scores(one, language)),
    )
    end = html.escape(word(f"end_{one.end}", language))
    ask = html.escape(word("worst_ask", language))
    asked = html.escape(one.question)
    return (
        f'<li class="pd-one"><p><span class="pd-end pd-end-{one.end}">{end}</span> '
        f"<strong>{asked}</strong></p>"
        f'<p class="pd-quiet">{html.escape(" · ".join(filter(None, about)))}</p>'
        f"{facts}<details><summary>{html.escape(word('worst_details', language))}</summary>"
        f"{folded}</details>"
        f'<button type="button" class="pd-say pd-ask-this" data-carry="{asked}" '
        f'aria-label="{ask}: {asked}">{ask}</button></li>'
    )


def _facts_html(language: InterfaceLanguage, *facts: tuple[str, str]) -> str:
    """A list of facts, each behind the word of its key; empty ones are left out."""
    shown = "".join(
        f"<dt>{html.escape(word(key, language))}</dt><dd>{value}</dd>"
        for key, value in facts
        if value
    )
    return f'<dl class="pd-what">{shown}</dl>'


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
