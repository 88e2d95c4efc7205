"""Options that several commands take."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])

ENGINES = ("auto", "extractive", "local", "api")


def common(function: Function) -> Function:
    """Give a command ``--library`` and ``--json``."""
    function = click.option(
        "--library",
        "library_dir",
        type=click.Path(path_type=Path, file_okay=False),
        help="Folder of the library (default: POLICYDESK_LIBRARY or a per-user folder).",
    )(function)
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")(
        function
    )


def batched(function: Function) -> Function:
    """Give a command ``--batch``."""
    return click.option(
        "--batch",
        type=click.File(encoding="utf-8", errors="replace"),
        help="JSON Lines of {id, q}, or -.",
    )(function)


def filtered(function: Function) -> Function:
    """Give a command the search filters, collected into one ``filters`` argument."""

    @wraps(function)
    def with_filters(
        publisher: tuple[str, ...],
        language: tuple[str, ...],
        document: tuple[str, ...],
        kind: tuple[str, ...],
        status: tuple[str, ...],
        after: str | None,
        before: str | None,
        **rest: Any,
    ) -> Any:
        from corpus.types import Filters

        chosen = Filters(
            publishers=publisher,
            languages=language,
            documents=document,
            kinds=kind,
            statuses=status,
            after=after,
            before=before,
        )
        return function(filters=chosen, **rest)

    for option in (
        click.option("--before", metavar="DATE", help="Only documents dated on or before."),
        click.option("--after", metavar="DATE", help="Only documents dated on or after."),
        click.option("--status", multiple=True, metavar="STATUS", help="Only with this status."),
        click.option("--kind", multiple=True, metavar="KIND", help="Only of this kind."),
        click.option("--document", multiple=True, metavar="SLUG", help="Only this document."),
        click.option("--language", multiple=True, metavar="CODE", help="Only this language."),
        click.option("--publisher", multiple=True, metavar="NAME", help="Only this publisher."),
    ):
        with_filters = option(with_filters)
    return with_filters  # type: ignore[return-value]  # other arguments, on purpose


def narrowed(function: Function) -> Function:
    """Give a command ``--narrow``."""
    return click.option(
        "--narrow/--no-narrow",
        default=True,
        show_default=True,
        help='Search only the documents that the question asks for ("in the 2024 Seoul '
        'documents").',
    )(function)
