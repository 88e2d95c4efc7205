"""The command ``policydesk brief``."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.cli_io import opened_library, print_json, printable, showing_lines
from assistant.cli_options import ENGINES, common, filtered, narrowed
from corpus.errors import UsageError

if TYPE_CHECKING:
    from corpus.types import Filters


@click.command()
@click.argument("topic")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it here; the suffix says how: .docx, .hwpx, .pdf or .md. Needed without --json.",
)
@click.option(
    "--question",
    "questions",
    multiple=True,
    metavar="TEXT",
    help="A question that the brief is to answer, in their order (default: what the topic asks "
    "for).",
)
@click.option(
    "--style",
    type=click.Choice(["report", "memo"]),
    help="How it is laid out: a Korean government report in outline form (default in Korean) or "
    "a memo (default in English).",
)
@click.option("--to", default="", metavar="NAME", help="Whom a memo is for.")
@click.option("--from", "sender", default="", metavar="NAME", help="Whom a memo is from.")
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    help="Who writes the sentences (default: POLICYDESK_ENGINE or auto).",
)
@narrowed
@filtered
@common
def brief(
    topic: str,
    out: Path | None,
    questions: tuple[str, ...],
    style: Any,
    to: str,
    sender: str,
    engine: Any,
    filters: Filters,
    narrow: bool,
    library_dir: Path | None,
    as_json: bool,
) -> None:
    """Write a brief on a topic: summary, findings, open questions and sources, all cited.

    Each mark is a footnote with the quote, its place and the official address. What the library
    does not hold becomes an open question.
    """
    from assistant.brief import write_brief
    from assistant.briefs.contents import read_brief
    from assistant.briefs.outline import outline_questions, outline_topic
    from assistant.export.files import format_of, write_file
    from assistant.export.styles import Letterhead, lay_out
    from assistant.open import Engines, resolve_engine
    from assistant.wire_brief import brief_json
    from index.filters import check_filters

    if out is not None:
        # Half a minute of writing should not end in an error that was there from the start.
        format_of(out)
    elif not as_json:
        raise UsageError("no file is named", "brief", "Name one with --out, or take --json.")
    with opened_library(library_dir) as (settings, opened), closing(Engines(settings)) as engines:
        if not opened.shelf.infos:
            raise UsageError(
                "the library is empty",
                str(opened.folder),
                "Add documents with: policydesk ingest PATH, or policydesk ingest --starter.",
            )
        check_filters(filters, opened.shelf.infos)
        writer = engines.open(resolve_engine(settings, engine or settings.engine))
        passages = settings.passages
        if questions:
            outline = outline_questions(topic, questions)
        else:
            outline = outline_topic(opened, topic, filters=filters, passages=passages)
        with showing_lines() as show:
            written = write_brief(
                opened,
                outline,
                writer,
                filters=filters,
                narrow=narrow,
                passages=passages,
                progress=lambda done, total: show(f"[{done}/{total}] points written"),
            )
    contents = read_brief(written)
    if out is not None:
        write_file(lay_out(contents, style, Letterhead(to, sender)), out)
    if as_json:
        print_json(brief_json(written, contents))
        return
    click.echo(
        f"{printable(str(out))}: {len(contents.chapters)} sections, {len(contents.notes)} "
        f"footnotes, {len(contents.sources)} sources, {len(contents.open_questions)} open questions"
    )
