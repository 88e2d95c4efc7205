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
    return "\n".join(["# Command line", "", *_commands(cli, "policydesk")]).rstrip() + "\n"


def _commands(command: click.Command, path: str) -> Iterator[str]:
    context = click.Context(command, info_name=path, color=False)
    if not isinstance(command, click.Group):
        yield f"## {path}"
        yield ""
        yield "```text"
        yield command.get_help(context)
        yield "```"
        yield ""
        return
    for name in sorted(command.commands):
        yield from _commands(command.commands[name], f"{path} {name}")


if __name__ == "__main__":
    sys.stdout.write(reference())
