"""What the commands share: an open library, batches in, lines out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpus.errors import PolicydeskError, UsageError
from corpus.types import DocumentInfo, Locator

if TYPE_CHECKING:
    from assistant.settings import Settings
    from index.library import Library
    from ingest.report import IngestProgress


@contextmanager
def opened_library(folder: Path | None) -> Iterator[tuple[Settings, Library]]:
    """Open the library of the settings and close it, whatever happens."""
    from assistant.open import open_library
    from assistant.settings import load_settings

    settings = load_settings(library=folder)
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


def run_batch(lines: Iterable[str], work: Callable[[str], dict[str, Any]]) -> None:
    """Answer JSON Lines one by one, in order; a line that fails says so and the rest goes on."""
    for line in lines:
        if not line.strip():
            continue
        identifier: Any = None
        try:
            row = json.loads(line)
            identifier = row.get("id") if isinstance(row, dict) else None
            if not isinstance(row, dict) or not isinstance(row.get("q"), str):
                raise UsageError("not an object with id and q", "line", "See docs/cli.md.")
            result = {"id": identifier} | work(row["q"])
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
    return ", ".join(dict.fromkeys(part for part in parts if part))


def about_lines(info: DocumentInfo) -> list[str]:
    """Return what is known of a document, a line each; what nobody stated is marked as found."""
    names = ("title", "publisher", "date", "language", "kind", "status", "version", "instrument")
    values = [(name, getattr(info, name)) for name in names]
    return [
        f"{name}: {value}{' (found)' if name in info.found else ''}"
        for name, value in values
        if value
    ]


def page_words(locator: Locator) -> str:
    """Return the page in the file and, where another is printed on it, that; or nothing."""
    if not locator.page:
        return ""
    printed = f" (printed {locator.page_label})" if locator.printed_apart else ""
    return f"p. {locator.page}{printed}"


def print_json(value: object) -> None:
    """Print one JSON document on one line of stdout."""
    click.echo(json.dumps(value, ensure_ascii=False))


def show_progress(step: IngestProgress) -> None:
    """Show how far an ingestion is, where stderr is a terminal."""
    share = f" {step.passages_done}/{step.passages_total}" if step.passages_total else ""
    left = f", about {step.eta_seconds:.0f} s left" if step.eta_seconds is not None else ""
    show_status(f"[{step.done + 1}/{step.total}] {step.current}{share}{left}")


def show_status(text: str) -> None:
    """Replace the status line, where stderr is a terminal."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{text}", nl=False, err=True)
