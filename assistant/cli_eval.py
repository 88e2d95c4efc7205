"""The commands of ``policydesk eval``."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli_io import opened_library, print_json, show_status, showing_progress
from assistant.cli_options import ENGINES, common
from corpus.errors import LibraryError

if TYPE_CHECKING:
    from assistant.settings import Settings
    from eval.outcome import Outcome

_REPORT = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group("eval", invoke_without_command=True)
@click.option("--suite", default="ragas", show_default=True, help="Which suite to run.")
@click.option(
    "--questions",
    metavar="SET",
    help="Questions of the suites ragas and answers: starter, about the digests that ship with "
    "policydesk (the default); golden, about documents that do not (the default with "
    "--documents or --library); reviewed, made of readers' feedback; or a .jsonl file of such.",
)
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="extractive",
    show_default=True,
    help="Who writes in the suites ragas, answers, injection and safety.",
)
@click.option(
    "--judge",
    type=click.Choice(["rules", "local", "api", "rules+local"]),
    default="rules",
    show_default=True,
    help="Who judges in the suite ragas.",
)
@click.option(
    "--documents",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of the documents that the golden questions are about.",
)
@click.option(
    "--most",
    type=click.IntRange(min=1),
    help="Ask at most so many questions (in safety: of each task), spread over the whole set.",
)
@click.option("--answers", type=_REPORT, help="Judge the answers of this report.json again.")
@click.option(
    "--baseline", type=_REPORT, help="Compare with this report.json, not the recorded baseline."
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write reports here.")
@click.option(
    "--keep/--no-keep",
    default=True,
    show_default=True,
    help="Keep the scores for the page Evaluation of the interface.",
)
@common
@click.pass_context
def evaluate(
    context: click.Context,
    suite: str,
    questions: str | None,
    engine: str,
    judge: str,
    documents: Path | None,
    most: int | None,
    answers: Path | None,
    baseline: Path | None,
    out: Path | None,
    keep: bool,
    library_dir: Path | None,
    as_json: bool,
) -> None:
    """Score the assistant, or attack it; exit 1 when a gate fails."""
    if context.invoked_subcommand is not None:
        return
    from eval.reports.markdown import as_markdown
    from eval.reports.writing import write_reports
    from eval.suites import Wish, run_suite

    chosen = questions or ("golden" if documents or library_dir else "starter")
    wish = Wish(suite, chosen, documents, most, judge, answers, baseline)
    began = time.monotonic()
    with opened_library(library_dir, engine) as (settings, opened), showing_progress() as progress:
        outcome = run_suite(wish, opened, settings, progress)
    show_status("")
    if keep:
        _keep(outcome, settings, time.monotonic() - began, most)
    for path in write_reports(outcome, out) if out is not None else ():
        click.echo(f"wrote {path}", err=True)
    print_json(outcome.as_json()) if as_json else click.echo(as_markdown(outcome))
    if not outcome.passed:
        raise SystemExit(1)


def _keep(outcome: Outcome, settings: Settings, seconds: float, most: int | None) -> None:
    """Keep the scores; where that fails, the report that is printed is worth more than an error."""
    from eval.history import keep_run

    try:
        keep_run(outcome, settings.evaluations_folder, seconds=seconds, most=most)
    except LibraryError as error:
        click.echo(f"warning: {error}", err=True)


@evaluate.command()
@click.argument("old", type=_REPORT)
@click.argument("new", type=_REPORT)
@common
def compare(old: Path, new: Path, library_dir: Path | None, as_json: bool) -> None:
    """Compare two reports question by question: what changed, and what got worse."""
    from eval.reports.compare import compare_reports, comparison_markdown

    found = compare_reports(old, new)
    print_json(found.as_json()) if as_json else click.echo(comparison_markdown(found))
