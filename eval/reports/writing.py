"""Writes the reports of an evaluation into a folder."""

from __future__ import annotations

import json
from pathlib import Path

from eval.outcome import Outcome
from eval.reports.html import as_html
from eval.reports.markdown import as_markdown


def write_reports(outcome: Outcome, folder: Path) -> tuple[Path, ...]:
    """Write ``report.json``, ``report.md`` and ``report.html``, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(outcome.as_json(), indent=2, ensure_ascii=False)
    written = {
        "report.json": text,
        "report.md": as_markdown(outcome) + "\n",
        "report.html": as_html(outcome),
    }
    for name, content in written.items():
        (folder / name).write_text(content, encoding="utf-8")
    return tuple(folder / name for name in written)
