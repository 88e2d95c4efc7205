"""The command ``policydesk check``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from assistant.cli_io import check_lines, opened_library, print_json, showing_lines
from assistant.cli_options import common, filtered
from corpus.errors import UsageError
from corpus.types import Filters


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--annotated",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="OUT.docx",
    help="Also write a Word document with a comment on each sentence: a copy of the draft if it "
    "is DOCX, a new one otherwise.",
)
@filtered
@common
def check(
    file: Path, annotated: Path | None, filters: Filters, library_dir: Path | None, as_json: bool
) -> None:
    """Check a draft (a file, or - for stdin): does the library support each sentence?

    Each sentence is supported, contradicted or not found, with the passage that says so. Headings,
    table rows, questions and sentences too short to claim anything are counted as skipped. The
    draft itself never enters the library.
    """
    from assistant.annotate.copies import annotated_copy
    from assistant.check import check_draft
    from assistant.drafts import open_draft, pasted, read_draft
    from assistant.wire import check_json

    if annotated is not None:
        _refuse(annotated, file)
    source = pasted(sys.stdin.buffer.read()) if str(file) == "-" else open_draft(file)
    draft = read_draft(source)
    with opened_library(library_dir) as (_, opened), showing_lines() as show:
        checked = check_draft(
            opened,
            draft,
            filters=filters,
            progress=lambda done, total: show(f"[{done}/{total}] sentences checked"),
        )
    if annotated is not None:
        _write(annotated_copy(source, draft, checked.sentences), annotated)
    if as_json:
        print_json(check_json(checked))
        return
    for line in check_lines(checked):
        click.echo(line)


def _refuse(out: Path, file: Path) -> None:
    """Say what is wrong with the file to write before half a minute of checking."""
    if out.suffix.lower() != ".docx":
        raise UsageError("it is no name of a Word document", out.name, "End it in .docx.")
    if out.exists() and file.exists() and out.samefile(file):
        raise UsageError("it is the draft itself", out.name, "Name another file.")
    if not out.absolute().parent.is_dir():
        raise UsageError("there is no such folder", str(out.parent), "Make it, or name another.")


def _write(data: bytes, path: Path) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UsageError(
            f"it cannot be written ({error.strerror})", str(path), "Name another file."
        ) from error
