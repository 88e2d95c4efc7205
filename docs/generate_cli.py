"""Prints the command line reference from the commands themselves.

Run ``python -m docs.generate_cli > docs/cli.md``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from assistant.cli import cli


def reference() -> str:
    """Return the whole page."""
    return "\n".join(["# Command line", "", *_commands(cli, "policydesk", None)]).rstrip() + "\n"


def _commands(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    context = click.Context(
        command, info_name=name, parent=parent, color=False, **command.context_settings
    )
    path = context.command_path
    if not isinstance(command, click.Group) or command.invoke_without_command:
        yield f"## {path}"
        yield ""
        yield "```text"
        yield command.get_help(context)
        yield "```"
        yield ""
    if not isinstance(command, click.Group):
        return
    for child in sorted(command.commands):
        yield from _commands(command.commands[child], child, context)


if __name__ == "__main__":
    sys.stdout.write(reference())
