import sys

import pytest

from assistant import bootstrap


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout with a lock, and a uv that makes an environment and counts its calls."""
    root = tmp_path / "checkout"
    root.mkdir()
    (root / "uv.lock").write_text("locked")
    (root / "pyproject.toml").write_text("[project]")
    tools = tmp_path / "tools"
    tools.mkdir()
    uv = tools / "uv"
    uv.write_text(
        "#!/bin/sh\n"
        'echo "$@" >> calls\n'
        "mkdir -p .venv/bin && touch .venv/bin/python\n"
        "test ! -e fail\n"
    )
    uv.chmod(0o755)
    monkeypatch.setenv("PATH", str(tools), prepend=":")
    return root


def calls(root):
    return (root / "calls").read_text().splitlines()


def test_a_second_run_installs_nothing(checkout):
    python = bootstrap.ensure_environment(["--extra", "local"], checkout)
    assert python == checkout / ".venv" / "bin" / "python"
    bootstrap.ensure_environment(["--extra", "local"], checkout)
    assert len(calls(checkout)) == 1
    assert "--frozen" in calls(checkout)[0]


def test_the_tests_environment_does_not_undo_the_assistants(checkout):
    bootstrap.ensure_environment(["--extra", "local"], checkout)
    bootstrap.ensure_environment(["--group", "dev"], checkout)
    bootstrap.ensure_environment(["--extra", "local"], checkout)
    assert len(calls(checkout)) == 2
    assert all("--inexact" in call for call in calls(checkout))


def test_a_changed_lock_is_installed(checkout):
    bootstrap.ensure_environment([], checkout)
    (checkout / "uv.lock").write_text("locked anew")
    bootstrap.ensure_environment([], checkout)
    assert len(calls(checkout)) == 2


def test_a_failed_installation_says_so_and_is_tried_again(checkout):
    (checkout / "fail").touch()
    with pytest.raises(bootstrap.BootstrapError, match="package registry"):
        bootstrap.ensure_environment([], checkout)
    (checkout / "fail").unlink()
    bootstrap.ensure_environment([], checkout)
    assert len(calls(checkout)) == 2


def test_an_old_python_is_told_which_one_is_needed(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    with pytest.raises(bootstrap.BootstrapError, match=r"3\.11 or newer is needed, this is 3\.9"):
        bootstrap.ensure_environment()
