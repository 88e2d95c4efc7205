"""The report as one page that needs nothing else: what was asked, answered, cited and judged."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from eval.gates import LEAST_ACCURACY
from eval.outcome import Outcome
from eval.reports.plots import draw_plots
from eval.reports.tables import cell
from eval.reports.words import KINDS, METRICS, WORDS
from eval.verdicts import end_of

_TEMPLATES = Path(__file__).parent
_ENDS = ("right", "wrong", "declined", "missed")


def as_html(outcome: Outcome) -> str:
    """Return the page, in Korean and English; every text of a document in it is escaped."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals.update(say=_say, cell=cell, least=LEAST_ACCURACY, name_of=_name_of)
    rows = [_row(sample) for sample in outcome.samples if "parts" in sample]
    return environment.get_template("report.html.j2").render(
        outcome=outcome,
        rows=rows,
        counts=Counter(row["end"] for row in rows),
        ends=_ENDS,
        summary=_summary(outcome, rows),
        tables={caption: _cells(table) for caption, table in outcome.tables.items()},
        plots={name: _image(svg) for name, svg in _drawn(outcome).items()},
    )


def _say(key: str, **values: Any) -> Markup:
    """Both languages; the page shows the one that is chosen."""
    korean, english = WORDS[key]
    return Markup('<span lang="ko">{}</span><span lang="en">{}</span>').format(
        korean.format(**values), english.format(**values)
    )


def _name_of(metric: str) -> Markup:
    """A metric or a kind of question in both languages."""
    korean, english = {**METRICS, **KINDS}.get(metric, (metric, metric))
    return Markup('<span lang="ko">{}</span><span lang="en">{}</span>').format(korean, english)


def _row(sample: Mapping[str, Any]) -> dict[str, Any]:
    by_number = {context["n"]: context for context in sample["contexts"]}
    cited = sorted({n for s in sample["sentences"] for n in s["citations"]})
    return {
        **sample,
        "end": end_of(sample),
        "cited": [by_number[n] for n in cited if n in by_number],
    }


def _summary(outcome: Outcome, rows: list[dict[str, Any]]) -> dict[str, Any]:
    answerable = [row for row in rows if row["parts"]]
    others = [row for row in rows if not row["parts"]]
    quotes = [context["exact"] for row in rows for context in row["cited"]]
    return {
        "answerable": len(answerable),
        "right": sum(row["end"] == "right" for row in answerable),
        "wrong": sum(row["end"] == "wrong" for row in answerable),
        "missed": sum(row["end"] == "missed" for row in answerable),
        "others": len(others),
        "declined": sum(row["end"] == "declined" for row in others),
        "quotes": len(quotes),
        "exact": sum(quotes),
        "correct": outcome.metrics.get("correct/all"),
    }


def _cells(table: str) -> list[list[str]]:
    """The cells of a Markdown table, its header first."""
    lines = [line for line in table.splitlines() if not line.startswith("| ---")]
    return [[part.strip() for part in line.split("|")[1:-1]] for line in lines]


def _drawn(outcome: Outcome) -> dict[str, str]:
    return draw_plots(outcome.metrics, outcome.samples)


def _image(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
