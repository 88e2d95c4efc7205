"""What the commands share: an open library, batches in, lines out."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import click

from corpus.errors import PolicydeskError, UsageError
from corpus.types import DocumentInfo, Locator, Narrowing

if TYPE_CHECKING:
    from assistant.check import Check
    from assistant.settings import Settings
    from index.library import Library
    from ingest.report import IngestProgress, IngestReport, ProgressHook

_LINE_EVERY_S = 10.0
# Inside JSON strings alone: control characters of the second set, lone surrogates, line ends,
# and what turns text around or is not seen.
_UNPRINTABLE = re.compile(
    "[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e0fff]"
)


@contextmanager
def opened_library(
    folder: Path | None, engine: str | None = None
) -> Iterator[tuple[Settings, Library]]:
    """Open the library of the settings and close it, whatever happens."""
    from assistant.open import open_library
    from assistant.settings import load_settings

    settings = load_settings(library=folder, engine=engine)
    library = open_library(settings)
    try:
        yield settings, library
    finally:
        library.close()


def needed(question: str | None) -> str:
    """Return the question.

    Raises:
        UsageError: There is none.
    """
    if question is None:
        raise UsageError("no question", "question", "Give one, or --batch FILE.")
    return question


def run_batch(lines: Iterable[str], work: Callable[[str, tuple[str, ...]], dict[str, Any]]) -> None:
    """Answer JSON Lines one by one, in order; a line that fails says so and the rest goes on.

    Args:
        lines: Objects with ``id`` and ``q``, perhaps with ``history``: questions asked before it.
        work: Answers a question after others.
    """
    for line in lines:
        if not line.strip():
            continue
        identifier: Any = None
        try:
            row = json.loads(line)
            identifier = row.get("id") if isinstance(row, dict) else None
            if not isinstance(row, dict) or not isinstance(row.get("q"), str):
                raise UsageError("not an object with id and q", "line", "See docs/cli.md.")
            history = row.get("history") or []
            if not isinstance(history, list) or not all(isinstance(q, str) for q in history):
                raise UsageError("not a list of questions", "history", "See docs/cli.md.")
            result = {"id": identifier} | work(row["q"], tuple(history))
        except (json.JSONDecodeError, RecursionError):
            result = {"id": None, "error": "line: not JSON. Write one object a line."}
        except PolicydeskError as error:
            result = {"id": identifier, "error": str(error)}
        print_json(result)


def source_line(info: DocumentInfo, locator: Locator) -> str:
    """Return a source in one line: title, publisher, date, page, address, heading."""
    heading = locator.heading[-1] if locator.heading else None
    scan = "recognised from a scan (OCR)" if locator.ocr else None
    page = page_words(locator)
    parts = [info.title, info.publisher, info.date, page, locator.address, heading, scan]
    return printable(", ".join(dict.fromkeys(part for part in parts if part)))


def about_lines(info: DocumentInfo) -> list[str]:
    """Return what is known of a document, a line each; what nobody stated is marked as found."""
    names = ("title", "publisher", "date", "language", "kind", "status", "version", "instrument")
    values = [(name, getattr(info, name)) for name in names]
    return [
        printable(f"{name}: {value}{' (found)' if name in info.found else ''}")
        for name, value in values
        if value
    ]


def narrowing_line(narrowing: Narrowing) -> str:
    """Return what the question itself narrowed the search to, in one line; or nothing."""
    if not narrowing.words:
        return ""
    count = f"{narrowing.documents} document{'' if narrowing.documents == 1 else 's'}"
    words = ", ".join(f'"{word}"' for word in narrowing.words)
    return f"searched only {count}, from the question: {words} (--no-narrow searches all)\n"


def page_words(locator: Locator) -> str:
    """Return the page in the file and, where another is printed on it, that; or nothing."""
    if not locator.page:
        return ""
    printed = f" (printed {locator.page_label})" if locator.printed_apart else ""
    return f"p. {locator.page}{printed}"


def print_json(value: object) -> None:
    """Print one JSON document on one line of stdout, with nothing a terminal would act on."""
    text = json.dumps(value, ensure_ascii=False)
    click.echo(_UNPRINTABLE.sub(_escaped, text))


_MARKS = {"supported": "✓", "contradicted": "✗", "not found": "?"}
_LONGEST_QUOTE = 300


def check_lines(check: Check) -> Iterator[str]:
    """Yield a checked draft for a person: each sentence with its mark, its passages, the counts."""
    shown: set[int] = set()
    for sentence in check.sentences:
        numbers = "".join(f"[{citation.n}]" for citation in sentence.citations)
        verdict = "" if sentence.verdict == "supported" else f" ({sentence.verdict})"
        text = printable(f"{sentence.text} {numbers}".rstrip())
        yield f"{_MARKS[sentence.verdict]} {text}{verdict}"
        if sentence.reason and sentence.verdict == "contradicted":
            yield f"    {printable(sentence.reason)}"
        for citation in sentence.citations:
            if citation.n not in shown:
                shown.add(citation.n)
                source = printable(source_line(citation.hit.info, citation.locator))
                quote = printable(shorten(citation.quote, _LONGEST_QUOTE, placeholder="…"))
                yield f"    [{citation.n}] {source}"
                yield f"        “{quote}”"
    counts = [f"{check.count(v)} {v}" for v in ("supported", "contradicted", "not found")]
    yield f"{', '.join(counts)}; {check.skipped} skipped"


def report_lines(
    report: IngestReport, paths: Sequence[Path], library: Path | None
) -> Iterator[str]:
    """Yield what a user should know of an ingestion beside its counts, one line each.

    Args:
        report: Of the ingestion.
        paths: That were named.
        library: That was named, if any.
    """
    for rejection in report.rejected:
        yield f"rejected: {rejection.reason}"
    for warning in report.warnings:
        yield f"warning: {printable(warning.warning)}"
    for duplicate in report.duplicates:
        name = printable(duplicate.path)
        yield f"duplicate: {name} holds the same as {duplicate.document} and was not added"
    for slug in report.missing:
        yield f"missing: {slug} is in the library, but its file is gone"
    for slug in report.removed:
        yield f"removed: {slug}, whose file is gone"
    if report.missing:
        named = [str(path) for path in paths if not path.is_file()]
        where = ["--library", str(library)] if library else []
        command = shlex.join(["policydesk", "ingest", "--prune", *named, *where])
        yield f"To remove what is missing: {printable(command)}"


@contextmanager
def showing_progress() -> Iterator[ProgressHook]:
    """Return what shows on stderr how far an ingestion is; see ``showing_lines``."""
    with showing_lines() as show:
        yield lambda step: show(progress_line(step))


@contextmanager
def showing_lines() -> Iterator[Callable[[str], None]]:
    """Return what shows on stderr how far some work is.

    On a terminal one line is kept up to date; elsewhere a line is written every ten seconds.
    """
    written = began = time.monotonic()

    def show(line: str) -> None:
        nonlocal written
        if sys.stderr.isatty():
            show_status(line)
        elif time.monotonic() - written >= _LINE_EVERY_S:
            written = time.monotonic()
            click.echo(f"{written - began:.0f} s: {line}", err=True)

    try:
        yield show
    finally:
        show_status("")


def progress_line(step: IngestProgress) -> str:
    """Return how far an ingestion is, in one line."""
    percent = f" {step.share:.0%}" if step.share else ""
    count = f" {step.passages_done}/{step.passages_total}" if step.passages_total else ""
    left = "" if step.eta_seconds is None else f", about {_duration(step.eta_seconds)} left"
    number = min(step.done + 1, step.total)
    return f"[{number}/{step.total}]{percent}{left}: {printable(step.current)}{count}"


def show_status(text: str) -> None:
    """Replace the status line, where stderr is a terminal."""
    if sys.stderr.isatty():
        shown = fitting(text, shutil.get_terminal_size().columns - 1)
        click.echo(f"\r\x1b[K{shown}", nl=False, err=True)


def fitting(text: str, columns: int) -> str:
    """Return as much of a line as columns of a terminal hold; Korean takes two a letter."""
    width = 0
    for at, letter in enumerate(text):
        width += 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if width > columns:
            return text[:at]
    return text


def printable(text: str, keep: str = "") -> str:
    """Return text without what a terminal would act on; file names and titles may hold anything.

    Args:
        text: One line, or several where ``keep`` allows it.
        keep: Control characters that stay.
    """
    return "".join(c if c.isprintable() or c in keep else "\N{REPLACEMENT CHARACTER}" for c in text)


def print_text(text: str) -> None:
    """Print text of several lines without anything a terminal would act on."""
    click.echo(printable(text, keep="\n\t"))


def _escaped(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def _duration(seconds: float) -> str:
    return f"{max(seconds, 1):.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"
