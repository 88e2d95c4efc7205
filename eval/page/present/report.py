"""One evaluation: what was asked, how it went, and which gates hold."""

from __future__ import annotations

import html
from collections import Counter

from assistant.interface.words import InterfaceLanguage, word
from eval.history import HeldGate, Run
from eval.page.present.figures import (
    engine_name,
    estimate_line,
    local_time,
    metric_name,
    percent,
    set_name,
    suite_name,
)
from eval.trends import headlines

_SPLITS = ("all", "dev", "test")
COMMAND = "policydesk eval --suite answers"


def empty_html(questions: int, language: InterfaceLanguage) -> str:
    """Return what the page says where nothing has been evaluated."""
    none = html.escape(word("evaluation_none", language, count=questions))
    command = html.escape(word("evaluation_command", language))
    return f"<p>{none}</p><p class='pd-quiet'>{command} <code>{COMMAND}</code></p>"


def report_html(run: Run, language: InterfaceLanguage) -> str:
    """Return a run: its facts, its gates and its scores."""
    title = html.escape(word("report_title", language))
    return (
        f'<section class="pd-report"><h3>{title}</h3>{_gates_line(run, language)}'
        f"{_ends_html(run, language)}{_facts_html(run, language)}{_scores_html(run, language)}"
        f"{_other_gates_html(run, language)}</section>"
    )


def _facts_html(run: Run, language: InterfaceLanguage) -> str:
    took = word("report_seconds", language, seconds=f"{run.seconds:,.0f}") if run.seconds else ""
    facts = (
        ("at", local_time(run.at)),
        ("suite", suite_name(run, language)),
        ("engine", engine_name(run, language) if run.engine else ""),
        ("set", set_name(run, language) if run.questions else ""),
        ("judge", run.judge or ""),
        ("took", took),
        ("version", run.version),
    )
    return '<dl class="pd-about">{}</dl>'.format(
        "".join(
            f"<div><dt>{html.escape(word(f'report_{key}', language))}</dt>"
            f"<dd>{html.escape(value)}</dd></div>"
            for key, value in facts
            if value
        )
    )


def _gates_line(run: Run, language: InterfaceLanguage) -> str:
    failed = sum(gate.passed is False for gate in run.gates)
    key = "report_no_gates" if not run.gates else "report_failed" if failed else "report_passed"
    text = word(key, language, count=len(run.gates), failed=failed)
    tone = "bad" if failed else "good" if run.gates else "plain"
    return f'<p class="pd-held pd-{tone}">{_mark(not failed)} {html.escape(text)}</p>'


def _ends_html(run: Run, language: InterfaceLanguage) -> str:
    if not run.asked:
        return ""
    counts = {"right": 0, "declined": 0, "wrong": 0, "missed": 0}
    counts |= Counter(one.end for one in run.asked)
    return f"<p>{html.escape(word('report_ends', language, total=len(run.asked), **counts))}</p>"


def _scores_html(run: Run, language: InterfaceLanguage) -> str:
    gates = {gate.metric: gate for gate in run.gates}
    is_split = any(f"{name}, dev" in run.metrics for name in headlines(run))
    splits = _SPLITS if is_split else _SPLITS[:1]
    columns = ("name", *splits, "gate")
    labels = {c: html.escape(word(f"score_{c}", language)) for c in columns}
    heads = "".join(f'<th scope="col">{labels[c]}</th>' for c in columns)
    rows = []
    for name in headlines(run):
        cells = ""
        for split in splits:
            score = run.metrics.get(name if split == "all" else f"{name}, {split}")
            n = f' <span class="pd-n-of">n={score.n}</span>' if score else ""
            cells += f'<td data-label="{labels[split]}">{estimate_line(score)}{n}</td>'
        gate = _gate_html(gates.get(name), language)
        title = html.escape(metric_name(name, language))
        rows.append(
            f'<tr><th scope="row">{title}</th>{cells}<td data-label="{labels["gate"]}">{gate}'
            "</td></tr>"
        )
    note = html.escape(word("report_interval", language))
    return (
        f'<table class="pd-table pd-scores"><thead><tr>{heads}</tr></thead>'
        f'<tbody>{"".join(rows)}</tbody></table><p class="pd-quiet">{note}</p>'
    )


def _other_gates_html(run: Run, language: InterfaceLanguage) -> str:
    """The gates whose metric is no headline, and the questions that got worse."""
    shown = headlines(run)
    lines = [
        f"<li>{html.escape(metric_name(gate.metric, language))} {percent(gate.value)}: "
        f"{_gate_html(gate, language)}</li>"
        for gate in run.gates
        if gate.metric not in shown
    ]
    lines += [
        f"<li>{html.escape(metric_name(gate.metric, language))}: "
        f"{html.escape(word('gate_worse', language, names=', '.join(gate.worse)))}</li>"
        for gate in run.gates
        if gate.passed is False and gate.worse
    ]
    if not lines:
        return ""
    title = html.escape(word("gates_other", language))
    return f"<details><summary>{title}</summary><ul>{''.join(lines)}</ul></details>"


def _gate_html(gate: HeldGate | None, language: InterfaceLanguage) -> str:
    if gate is None:
        return "–"
    if gate.passed is None:
        return html.escape(word("gate_refused", language))
    fell = not gate.passed and gate.value is not None and gate.value >= gate.at_least
    key = "gate_passed" if gate.passed else "gate_fell" if fell else "gate_failed"
    text = html.escape(word(key, language, least=f"{100 * gate.at_least:.0f}%"))
    tone = "good" if gate.passed else "bad"
    return f'<span class="pd-gate pd-{tone}">{_mark(gate.passed)} {text}</span>'


def _mark(good: bool) -> str:
    return f'<span aria-hidden="true">{"✓" if good else "✗"}</span>'
