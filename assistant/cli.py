"""The command line; heavy imports wait until a command needs them."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.cli_brief import brief
from assistant.cli_check import check
from assistant.cli_eval import evaluate
from assistant.cli_io import (
    about_lines,
    narrowing_line,
    needed,
    opened_library,
    page_words,
    print_json,
    print_text,
    printable,
    report_lines,
    run_batch,
    show_status,
    showing_progress,
    source_line,
)
from assistant.cli_options import ENGINES, batched, common, filtered, narrowed
from corpus.errors import LibraryError, PolicydeskError, UsageError

if TYPE_CHECKING:
    from assistant.translate import Translation
    from corpus.types import Answer, Filters

    Asked = tuple[Answer, dict[int, Translation] | None]

# Nothing leaves this machine unless a setting says so.
QUIET = {
    "ANONYMIZED_TELEMETRY": "False",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "RAGAS_DO_NOT_TRACK": "true",
}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="policydesk")
@click.option("-v", "--verbose", is_flag=True, help="Log what happens to stderr.")
def cli(verbose: bool) -> None:
    """Answers questions about AI-safety policy with citations that can be checked."""
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.INFO if verbose else logging.ERROR,
        format="%(levelname)s %(name)s: %(message)s",
    )


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--starter", is_flag=True, help="Add the digests that ship with policydesk.")
@click.option(
    "--prune",
    is_flag=True,
    help="Remove the documents whose file is gone from the folders that are named.",
)
@common
def ingest(
    paths: tuple[Path, ...], starter: bool, prune: bool, library_dir: Path | None, as_json: bool
) -> None:
    """Add or refresh documents: files, folders or globs.

    본 제품은 한글과컴퓨터의 글 문서 파일(.hwp) 공개 문서를 참고하여 개발하였습니다.
    """
    from assistant.wire import report_json
    from corpus.catalog import DIGESTS
    from index.ingestion import ingest_paths

    wanted = [*paths, *([DIGESTS] if starter else [])]
    if not wanted:
        raise UsageError("nothing to ingest", "ingest", "Name files or folders, or --starter.")
    with opened_library(library_dir) as (_, library), showing_progress() as progress:
        report = ingest_paths(library, wanted, progress, prune=prune)
    if as_json:
        print_json(report_json(report))
    else:
        click.echo(
            f"added {len(report.added)}, updated {len(report.updated)}, "
            f"unchanged {report.unchanged}, rejected {len(report.rejected)}; "
            f"{report.passages} passages in {report.seconds:.1f} s"
        )
    for line in report_lines(report, paths, library_dir):
        click.echo(line, err=True)
    if report.rejected:
        raise SystemExit(1)


@cli.group()
def library() -> None:
    """See, remove and check what the library holds."""


@library.command("list")
@common
def library_list(library_dir: Path | None, as_json: bool) -> None:
    """List the documents."""
    from assistant.wire import record_json

    with opened_library(library_dir) as (_, opened):
        records = opened.documents()
    if as_json:
        print_json([record_json(record) for record in records])
        return
    if not records:
        click.echo("The library is empty. Add documents with: policydesk ingest PATH")
    for record in records:
        info = record.info
        about = ", ".join(filter(None, [info.publisher, info.date, info.language, info.status]))
        title = printable(f"{info.title} ({about}; {record.passages} passages)")
        click.echo(f"{info.slug}\n    {title}")


@library.command("show")
@click.argument("slug")
@click.option("--text", is_flag=True, help="Print the text that locators index into.")
@common
def library_show(slug: str, text: bool, library_dir: Path | None, as_json: bool) -> None:
    """Show one document: its passages, or its whole text."""
    from assistant.wire import info_json, passage_json, related_json
    from corpus.matching import related

    with opened_library(library_dir) as (_, opened):
        document = opened.document(slug)
        passages = opened.passages(slug)
        others = related(document.info, [record.info for record in opened.documents()])
    if as_json:
        shown = info_json(document.info) | {
            "related": related_json(others),
            "page_starts": list(document.places.page_starts),
            "passages": [passage_json(passage) for passage in passages],
        }
        print_json(shown | ({"text": document.text} if text else {}))
    elif text:
        print_text(document.text)
    else:
        about = about_lines(document.info)
        about += [f"{relation}: {info.slug}" for info, relation in others]
        click.echo("\n".join(about) + "\n")
        for passage in passages:
            place = passage.locator
            scan = "(OCR)" if place.ocr else ""
            parts = [page_words(place), place.address, scan, " › ".join(place.heading)]
            click.echo(printable(f"— {' '.join(part for part in parts if part)}"))
            print_text(passage.text + "\n")


@library.command("remove")
@click.argument("slug")
@common
def library_remove(slug: str, library_dir: Path | None, as_json: bool) -> None:
    """Remove one document; its file stays where it is."""
    with opened_library(library_dir) as (_, opened):
        opened.remove(slug)
    print_json({"removed": slug}) if as_json else click.echo(f"removed {slug}")


@library.command("verify")
@common
def library_verify(library_dir: Path | None, as_json: bool) -> None:
    """Prove that store, keyword index and documents agree; repair what can be."""
    from assistant.wire import verification_json
    from index.verification import verify_library

    with opened_library(library_dir) as (_, opened):
        found = verify_library(opened)
    if as_json:
        print_json(verification_json(found))
    else:
        click.echo(f"{found.documents} documents, {found.passages} passages checked")
        for problem in found.problems:
            click.echo(printable(problem))
        click.echo(f"{len(found.problems)} problems, {found.repaired} repaired")
    if len(found.problems) > found.repaired:
        raise SystemExit(1)


@cli.command()
@click.argument("question", required=False)
@click.option(
    "-k",
    "--top",
    default=8,
    show_default=True,
    type=click.IntRange(1, 100),
    help="How many passages.",
)
@batched
@narrowed
@filtered
@common
def search(
    question: str | None,
    top: int,
    batch: Any,
    filters: Filters,
    narrow: bool,
    library_dir: Path | None,
    as_json: bool,
) -> None:
    """Find the passages that answer a question."""
    from assistant.wire import search_json
    from index.filters import check_filters

    with opened_library(library_dir) as (_, opened):
        check_filters(filters, opened.shelf.infos)
        if batch is not None:
            run_batch(
                batch, lambda q, _: search_json(opened.search(q, top, filters, narrow=narrow))
            )
            return
        result = opened.search(needed(question), top, filters, narrow=narrow)
    if as_json:
        print_json(search_json(result))
        return
    if line := narrowing_line(result.narrowing):
        click.echo(line)
    if not result.hits:
        filtered_out = result.narrowing.documents == 0
        click.echo("No document passes the filters." if filtered_out else "No passage found.")
    for hit in result.hits:
        click.echo(f"{hit.rank}. {source_line(hit.info, hit.passage.locator)}")
        click.echo(f"   {printable(' '.join(hit.passage.text.split())[:300])}\n")


@cli.command()
@click.argument("question", required=False)
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    help="Who writes the answer (default: POLICYDESK_ENGINE or auto).",
)
@click.option(
    "--after-question",
    "earlier",
    multiple=True,
    metavar="TEXT",
    help="A question asked before this one, which may follow up on it; oldest first.",
)
@click.option(
    "--translate-quotes",
    is_flag=True,
    help="Add machine translations of quotes in another language, by the API engine.",
)
@batched
@narrowed
@filtered
@common
def ask(
    question: str | None,
    engine: Any,
    earlier: tuple[str, ...],
    translate_quotes: bool,
    batch: Any,
    filters: Filters,
    narrow: bool,
    library_dir: Path | None,
    as_json: bool,
) -> None:
    """Answer a question with citations, or say that the library does not hold the answer.

    A follow-up ("and Japan?") is answered as the question that it means after the earlier ones;
    with --batch, a row gives those as "history".
    """
    from assistant.dialogue import ask_after
    from assistant.open import Engines, open_translator, resolve_engine
    from assistant.translate import translate_quotes as translate
    from assistant.translate import translation_line
    from assistant.wire import answer_json
    from index.filters import check_filters

    with opened_library(library_dir) as (settings, opened), closing(Engines(settings)) as engines:
        check_filters(filters, opened.shelf.infos)
        choice = engine or settings.engine
        # An engine that is not there is an error of the command, not of every line of a batch.
        writer = engines.open(resolve_engine(settings, choice))
        translator = open_translator(settings, engines) if translate_quotes else None

        def answer(q: str, history: tuple[str, ...]) -> Asked:
            found = ask_after(
                opened, q, writer, (*earlier, *history), memory_tokens=settings.memory_tokens,
                filters=filters, narrow=narrow, passages=settings.passages,
            )  # fmt: skip
            if translator is None:
                return found, None
            return found, translate(found.citations, found.language, translator)

        if batch is not None:
            run_batch(batch, lambda q, history: answer_json(*answer(q, history)))
            return
        found, translations = answer(needed(question), ())
    if as_json:
        print_json(answer_json(found, translations))
        return
    if found.understood_as:
        click.echo(f"Understood as: {printable(found.understood_as)}\n")
    if line := narrowing_line(found.narrowing):
        click.echo(line)
    print_text(found.text)
    if found.citations:
        click.echo()
    for citation in found.citations:
        click.echo(f"[{citation.n}] {source_line(citation.hit.info, citation.locator)}")
        if made := (translations or {}).get(citation.n):
            click.echo(f"    {translation_line(made, found.language)}")
    for warning in found.warnings:
        if warning not in found.notices:
            click.echo(f"! {printable(warning)}")


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    default=7860,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen on; 0 takes a free one.",
)
@click.option("--open/--no-open", "open_browser", default=False, help="Open the browser.")
@common
def serve(
    host: str, port: int, open_browser: bool, library_dir: Path | None, as_json: bool
) -> None:
    """Open the assistant in the browser."""
    import ui
    from assistant.settings import load_settings

    ui.serve(load_settings(library=library_dir), host, port, open_browser=open_browser)


@cli.group()
def model() -> None:
    """The local language model that writes answers on this machine."""


@model.command("fetch")
@common
def model_fetch(library_dir: Path | None, as_json: bool) -> None:
    """Download the local model (1.1 GB) and check it."""
    from assistant.engines.weights import fetch_weights
    from assistant.settings import load_settings

    def show(done: int, total: int) -> None:
        show_status(f"{done / 1e6:,.0f} of {total / 1e6:,.0f} MB")

    path = fetch_weights(load_settings(library=library_dir).models, progress=show)
    show_status("")
    print_json({"model": str(path)}) if as_json else click.echo(f"ready: {path}")


cli.add_command(brief)
cli.add_command(check)
cli.add_command(evaluate)


def main() -> None:
    """Run the command line; every failure is one line on stderr."""
    os.environ.update(QUIET)
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        _fail("interrupted. What was finished is kept; run it again to go on.", 130)
    except click.ClickException as error:
        _fail(f"{error.format_message()} See: policydesk --help", 2)
    except (UsageError, LibraryError) as error:
        _fail(str(error), 2)
    except PolicydeskError as error:
        _fail(str(error), 1)
    except BrokenPipeError:
        sys.exit(0)
    except Exception as error:
        logging.getLogger(__name__).info("unexpected", exc_info=error)
        kind = type(error).__name__
        _fail(f"unexpected {kind}. Run it again with -v for details and report it.", 1)


def _fail(message: str, status: int) -> None:
    click.echo(f"policydesk: {message}", err=True)
    sys.exit(status)
