"""The house keeps its shape: import direction, style and generated pages."""

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import click
import pytest

from assistant.cli import cli
from corpus import errors
from docs.generate_cli import reference

ROOT = Path(__file__).parent.parent
ROOMS = ("assistant", "corpus", "eval", "index", "ingest")


def run(*command):
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_imports_point_one_way():
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_no_room_imports_the_interface_except_the_command_line():
    for path in (p for room in ROOMS for p in (ROOT / room).rglob("*.py")):
        names = {
            name
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            for name in imported(node)
        }
        if path != ROOT / "assistant" / "cli.py":
            assert "ui" not in names, path


def imported(node):
    if isinstance(node, ast.Import):
        return [alias.name.split(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module.split(".")[0]]
    return []


def test_ruff_is_clean():
    run("ruff", "check", ".")
    run("ruff", "format", "--check", ".")


def test_mypy_is_clean():
    run("mypy")


def test_the_command_line_reference_is_up_to_date():
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert page == reference(), "run: python -m docs.generate_cli > docs/cli.md"


def commands(command=cli, path="policydesk"):
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            yield from commands(child, f"{path} {name}")
    else:
        yield path, command


@pytest.mark.parametrize(("path", "command"), list(commands()))
def test_every_command_and_option_is_explained_and_speaks_json(path, command):
    assert command.help
    options = [p for p in command.params if isinstance(p, click.Option)]
    assert all(option.help for option in options)
    assert {"--json", "--library"} <= {name for option in options for name in option.opts}


@pytest.mark.parametrize(
    "error",
    [
        e
        for _, e in inspect.getmembers(errors, inspect.isclass)
        if e.__module__ == errors.__name__ and e is not errors.PolicydeskError
    ],
)
def test_every_error_is_one_line_with_subject_problem_and_remedy(error):
    assert str(error("it is gone", "a.pdf", "Add it again.")) == "a.pdf: it is gone. Add it again."


def test_no_path_of_a_developers_machine_is_in_the_project():
    done = subprocess.run(
        ["git", "grep", "-nIE", "/(work|farm|home/[a-z]+)/", "--", ".", ":!*.lock"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = [line for line in done.stdout.splitlines() if "test_architecture" not in line]
    assert not found
