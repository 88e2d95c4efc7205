"""Scores over time: small lines for the eye, and the same figures as a table."""

from __future__ import annotations

import html
from collections.abc import Sequence

from assistant.interface.words import InterfaceLanguage, word
from eval.history import Score
from eval.page.present.figures import estimate_line, local_time, metric_name, percent
from eval.trends import Trend

_WIDTH, _HEIGHT, _MARGIN = 160, 36, 5


def trends_html(trends: Sequence[Trend], language: InterfaceLanguage) -> str:
    """Return the trends; one line where there is nothing to compare.

    Args:
        trends: Of one run and those before it that can be compared.
        language: Of the interface.
    """
    title = html.escape(word("trend_title", language))
    count = max((len(trend.points) for trend in trends), default=0)
    if count < 2:
        once = html.escape(word("trend_once", language))
        return (
            f'<section class="pd-trends"><h3>{title}</h3><p class="pd-quiet">{once}</p></section>'
        )
    about = html.escape(word("trend_about", language, count=count))
    columns = ("score_name", "trend_last", "trend_change", "trend_line")
    labels = [html.escape(word(column, language)) for column in columns]
    heads = "".join(f'<th scope="col">{label}</th>' for label in labels)
    rows = "".join(
        f'<tr><th scope="row">{html.escape(metric_name(trend.metric, language))}</th>'
        f'<td data-label="{labels[1]}">{estimate_line(trend.last)}</td>'
        f'<td data-label="{labels[2]}">{_change(trend, language)}</td>'
        f'<td data-label="{labels[3]}">{sparkline_svg([s for _, s in trend.points])}</td></tr>'
        for trend in trends
    )
    return (
        f'<section class="pd-trends"><h3>{title}</h3><p class="pd-quiet">{about}</p>'
        f'<table class="pd-table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        f"{_table_html(trends, language)}</section>"
    )


def sparkline_svg(scores: Sequence[Score]) -> str:
    """Return means as a line within the band of their intervals; the eye's part of a table.

    The scale reaches from the lowest to the highest end of an interval.
    """
    known = [(at, *_ends(score)) for at, score in enumerate(scores) if score.mean is not None]
    if not known:
        return ""
    low, high = min(k[2] for k in known), max(k[3] for k in known)

    def x(at: int) -> float:
        return _MARGIN + at * (_WIDTH - 2 * _MARGIN) / max(len(scores) - 1, 1)

    def y(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return _HEIGHT - _MARGIN - share * (_HEIGHT - 2 * _MARGIN)

    line = " ".join(f"{x(at):.1f},{y(mean):.1f}" for at, mean, _, _ in known)
    upper = [f"{x(at):.1f},{y(top):.1f}" for at, _, _, top in known]
    lower = [f"{x(at):.1f},{y(bottom):.1f}" for at, _, bottom, _ in reversed(known)]
    at, mean = known[-1][:2]
    return (
        f'<svg class="pd-spark" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" '
        f'height="{_HEIGHT}" aria-hidden="true" focusable="false">'
        f'<polygon points="{" ".join([*upper, *lower])}"></polygon>'
        f'<polyline points="{line}"></polyline>'
        f'<circle cx="{x(at):.1f}" cy="{y(mean):.1f}" r="3"></circle></svg>'
    )


def _ends(score: Score) -> tuple[float, float, float]:
    mean = score.mean or 0.0
    low, high = score.ci95
    return mean, mean if low is None else low, mean if high is None else high


def _change(trend: Trend, language: InterfaceLanguage) -> str:
    if trend.change is None:
        return "–"
    points = 100 * trend.change
    change = "±0" if abs(points) < 0.05 else f"{points:+.1f}".replace("-", "−")
    return html.escape(word("trend_points", language, change=change))


def _table_html(trends: Sequence[Trend], language: InterfaceLanguage) -> str:
    times = sorted({at for trend in trends for at, _ in trend.points}, reverse=True)
    heads = "".join(
        f'<th scope="col">{html.escape(metric_name(trend.metric, language))}</th>'
        for trend in trends
    )
    found = [dict(trend.points) for trend in trends]
    rows = "".join(
        f'<tr><th scope="row">{html.escape(local_time(at))}</th>'
        + "".join(f"<td>{percent(row[at].mean) if at in row else '–'}</td>" for row in found)
        + "</tr>"
        for at in times
    )
    when, title = (html.escape(word(key, language)) for key in ("report_at", "trend_table"))
    return (
        f'<details><summary>{title}</summary><div class="pd-wide" tabindex="0" role="region" '
        f'aria-label="{title}"><table class="pd-figures"><thead><tr><th scope="col">{when}</th>'
        f"{heads}</tr></thead><tbody>{rows}</tbody></table></div></details>"
    )
