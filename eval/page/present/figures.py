"""Figures, times and names as the page writes them."""

from __future__ import annotations

from datetime import datetime

from assistant.interface.words import InterfaceLanguage, keys, word
from eval.history import Run, Score
from eval.reports.words import KINDS, METRICS


def percent(value: float | None) -> str:
    """Return a share in per cent; a dash for no figure."""
    return "–" if value is None else f"{100 * value:.1f}%"


def estimate_line(score: Score | None) -> str:
    """Return a mean with its interval and n."""
    if score is None or score.mean is None:
        return "–"
    low, high = score.ci95
    interval = "" if low is None or high is None else f" ({100 * low:.0f}–{100 * high:.0f})"
    return f"{percent(score.mean)}{interval}"


def local_time(at: str) -> str:
    """Return a time of this machine's zone to the minute; as it is where it is none."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError, OSError):
        return at


def metric_name(metric: str, language: InterfaceLanguage) -> str:
    """Return what a metric is called, and of which group, unless that is all questions."""
    name, _, group = metric.partition("/")
    called = METRICS.get(name, (name, name))[0 if language == "ko" else 1]
    called = called[:1].upper() + called[1:]
    return called if group in ("", "all") else f"{called} ({group})"


def kind_of_question(kind: str, language: InterfaceLanguage) -> str:
    """Return what a kind of question is called."""
    return KINDS.get(kind, (kind, kind))[0 if language == "ko" else 1]


def suite_name(run: Run, language: InterfaceLanguage) -> str:
    """Return what a suite is called."""
    return _known("suite", run.suite.partition(",")[0], language)


def engine_name(run: Run, language: InterfaceLanguage) -> str:
    """Return who answered."""
    kind, _, model = run.engine.partition(":")
    called = _known("engine", kind, language)
    return f"{called} ({model})" if model else called


def set_name(run: Run, language: InterfaceLanguage) -> str:
    """Return what the questions are called, how many were asked at most, and which version."""
    name, _, version = run.questions.partition(" ")
    called = f"{_known('set', name, language)} {version}".strip()
    if run.most is None:
        return called
    return word("report_set_most", language, name=called, most=run.most)


def run_name(run: Run, language: InterfaceLanguage) -> str:
    """Return one line by which a reader tells a run from others."""
    parts = [local_time(run.at), suite_name(run, language)]
    parts += [_known("set", run.questions.partition(" ")[0], language)] if run.questions else []
    parts += [engine_name(run, language)] if run.engine else []
    return " · ".join(parts)


def _known(family: str, name: str, language: InterfaceLanguage) -> str:
    key = f"{family}_{name}"
    return word(key, language) if key in keys() else name
