"""Turns long work into HTML: a bar while it runs, a report when it is done."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path

from assistant.interface.words import InterfaceLanguage, explain_problem, word
from assistant.jobs import Job
from corpus.errors import PolicydeskError
from ingest.report import IngestProgress, IngestReport


def jobs_html(jobs: Sequence[Job], language: InterfaceLanguage) -> str:
    """Return the jobs, newest first."""
    return "".join(job_html(job, language) for job in reversed(jobs))


def job_html(job: Job, language: InterfaceLanguage) -> str:
    """Return one job: its bar while it runs, else how it ended."""
    if job.is_running:
        share, detail = _progress(job, language)
        return _bar_html(word(f"progress_{job.kind}", language), share, detail)
    if job.outcome == "cancelled":
        return _outcome_html("plain", word("done_cancelled", language), "")
    if job.outcome == "failed":
        reason = problem_line(job.problem, language)
        return _outcome_html("bad", word("done_failed", language), f"<p>{html.escape(reason)}</p>")
    if job.report is None:
        return _outcome_html("good", word(f"done_{job.kind}", language), "")
    changed = bool(job.report.added or job.report.updated)
    refused = bool(job.report.rejected)
    key = "done_upload_none" if refused and not changed else f"done_{job.kind}"
    tone = "good" if not refused else "warn" if changed or job.report.unchanged else "bad"
    return _outcome_html(tone, word(key, language), _report_html(job.report, language))


def problem_line(error: PolicydeskError | None, language: InterfaceLanguage) -> str:
    """Return one line for the reader; an unknown error says where to look."""
    if error is None:
        return word("unexpected", language)
    return explain_problem(str(error), error.subject, language)


def _progress(job: Job, language: InterfaceLanguage) -> tuple[float | None, str]:
    if job.bytes_total:
        done, total = job.bytes_done / 1e6, job.bytes_total / 1e6
        values = {"done": f"{done:,.0f}", "total": f"{total:,.0f}"}
        return done / total, word("progress_megabytes", language, **values)
    if job.progress is None:
        return None, word("progress_waiting", language)
    step = job.progress
    within = step.passages_done / step.passages_total if step.passages_total else 0.0
    parts = [step.current, *_counts(step, language)]
    share = (step.done + within) / max(step.total, 1) if step.share is None else step.share
    return share, " · ".join(parts)


def _counts(step: IngestProgress, language: InterfaceLanguage) -> list[str]:
    number = min(step.done + 1, step.total)
    parts = [word("progress_files", language, number=number, total=step.total)]
    if step.passages_total:
        values = {"done": step.passages_done, "total": step.passages_total}
        parts.append(word("progress_passages", language, **values))
    left_s = step.eta_seconds
    if left_s is not None and left_s >= 100:
        parts.append(word("progress_left_minutes", language, minutes=round(left_s / 60)))
    elif left_s is not None:
        parts.append(word("progress_left", language, seconds=max(1, round(left_s))))
    return parts


def _bar_html(title: str, share: float | None, detail: str) -> str:
    percent = None if share is None else round(100 * min(max(share, 0.0), 1.0))
    value = "" if percent is None else f' aria-valuenow="{percent}"'
    width = 0 if percent is None else percent
    shown = "" if percent is None else f"{percent}%"
    return (
        f'<div class="pd-job"><p><strong>{html.escape(title)}</strong><span>{shown}</span></p>'
        f'<div class="pd-bar" role="progressbar" aria-label="{html.escape(title)}" '
        f'aria-valuemin="0" aria-valuemax="100"{value}><i style="width:{width}%"></i></div>'
        f'<p class="pd-quiet">{html.escape(detail)}</p></div>'
    )


def _outcome_html(tone: str, title: str, body: str) -> str:
    return (
        f'<div class="pd-outcome pd-{tone}" role="status">'
        f"<strong>{html.escape(title)}</strong>{body}</div>"
    )


def _report_html(report: IngestReport, language: InterfaceLanguage) -> str:
    counts = [
        word(f"report_{name}", language, count=count)
        for name, count in (
            ("added", len(report.added)),
            ("updated", len(report.updated)),
            ("unchanged", report.unchanged - len(report.duplicates)),
            ("rejected", len(report.rejected)),
            ("duplicates", len(report.duplicates)),
            ("missing", len(report.missing)),
        )
        if count
    ]
    if report.passages:
        values = {"count": report.passages, "seconds": f"{report.seconds:.1f}"}
        counts.append(word("report_passages", language, **values))
    lines = [explain_problem(r.reason, Path(r.path).name, language) for r in report.rejected]
    lines += [explain_problem(w.warning, Path(w.path).name, language) for w in report.warnings]
    lines += [
        word("report_duplicate", language, name=Path(d.path).name, document=d.document)
        for d in report.duplicates
    ]
    lines += [word("report_gone", language, document=slug) for slug in report.missing]
    listed = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
    line = f"<p>{html.escape(' · '.join(counts))}</p>"
    return f"{line}<ul>{listed}</ul>" if listed else line
