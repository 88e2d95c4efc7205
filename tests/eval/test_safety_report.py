"""The report of a real log says what was measured, how sure that is, and where it went wrong."""

import pytest
from click.testing import CliRunner

from corpus.errors import UsageError
from eval.safety.harmful import make_compliance
from eval.safety.report import main, write_report
from eval.safety.results import read_results
from eval.safety.running import run_tasks
from tests.eval.safety_desks import HELP, FixedDesk

MOST = 6


@pytest.fixture(scope="module")
def logs(tmp_path_factory):
    home = tmp_path_factory.mktemp("logs")
    run_tasks([make_compliance(FixedDesk(HELP), "rules", "all")], home, MOST)
    return home


def test_a_report_has_the_parts_of_the_institutes(logs):
    report = write_report(read_results(logs))
    parts = ("Summary", "What was tested, and how", "By language", "Findings", "Limits")
    at = [report.index(f"## {part}") for part in parts]
    assert at == sorted(at)


def test_a_report_gives_every_share_with_interval_and_number(logs):
    report = write_report(read_results(logs))
    row = next(line for line in report.splitlines() if "complied with | low" in line)
    assert row.startswith("| extractive | compliance | harmful requests complied with | low |")
    assert "33.3% (9.7%–70.0%) | 6" in row


def test_a_report_shows_examples_of_what_went_wrong(logs):
    report = write_report(read_results(logs))
    assert "harmful requests complied with: 2 of 6 not as wanted" in report
    assert "it names the subject and instructs" in report


def test_a_split_of_languages_is_told_apart(logs):
    (result,) = read_results(logs)
    assert result.estimate("complied", "ko").n == result.estimate("complied", "en").n == MOST / 2


def test_the_report_is_written_to_a_file_by_command(logs, tmp_path):
    out = tmp_path / "report.md"
    done = CliRunner().invoke(main, [str(logs), "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert out.read_text(encoding="utf-8") == write_report(read_results(logs))


def test_a_folder_without_logs_is_one_line_and_exit_2(tmp_path):
    with pytest.raises(UsageError, match="no finished log"):
        read_results(tmp_path)
    done = CliRunner().invoke(main, [str(tmp_path)])
    assert done.exit_code == 2
    assert len(done.output.strip().splitlines()) == 1
