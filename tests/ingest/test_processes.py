"""Reading in other processes: what a file can do to them, and that none stays."""

import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from benchmarks.process_table import descendants, is_alive
from corpus.errors import RejectedDocument
from ingest.processes import ReadingProcesses

ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX systems")


# What stands in for readers: functions of a module, as every reader is.


def double(number):
    sys.stdout.write("what a library prints does not disturb the answers")
    sys.stdout.flush()
    return 2 * number


def die(number):
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def hang(number):
    while number == 3:
        time.sleep(0.01)
    return number


def hang_with_a_child(path):
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path(path).write_text(f"{os.getpid()} {child.pid}")
    time.sleep(600)


def fill_memory(number):
    return len(bytearray(number))


def fail(number):
    raise KeyError(number)


def refuse(name):
    raise RejectedDocument("the file is empty", name, "Add the document itself.")


def reading(work, **options):
    return ReadingProcesses(work, **({"count": 2, "limit_s": 60} | options))


def outcomes(work, tasks, **options):
    with reading(work, **options) as processes:
        futures = [processes.submit(task, f"{task}.pdf") for task in tasks]
        return [str(f.exception()) if f.exception() else f.result() for f in futures]


def pids(path):
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if path.exists() and len(found := path.read_text().split()) == 2:
            return [int(pid) for pid in found]
        time.sleep(0.02)
    raise AssertionError("nothing was started")


def all_gone(processes):
    end = time.monotonic() + 20
    while any(map(is_alive, processes)) and time.monotonic() < end:
        time.sleep(0.02)
    return not any(map(is_alive, processes))


@pytest.mark.parametrize("count", [0, 1, 3])
def test_every_task_has_its_result_whatever_the_number_of_processes(count):
    assert outcomes(double, range(5), count=count) == [0, 2, 4, 6, 8]


@posix
def test_a_file_that_ends_its_process_is_rejected_and_the_rest_goes_on():
    found = outcomes(die, [1, 3, 5, 7])
    assert found[:1] + found[2:] == [1, 5, 7]
    assert found[1].startswith("3.pdf: reading it ended the reader (status -9). Save it anew")


def test_a_file_that_takes_too_long_is_rejected_and_the_rest_goes_on():
    found = outcomes(hang, [3, 5, 7], limit_s=2)
    assert found[1:] == [5, 7]
    assert found[0].startswith("3.pdf: reading it took longer than 2 s. Split the document")


@posix
def test_a_file_that_takes_too_much_memory_is_rejected_and_the_rest_goes_on():
    found = outcomes(fill_memory, [2**32, 5], memory_bytes=2**31)
    assert found[1] == 5
    assert re.match(r"4294967296\.pdf: reading it takes more than \d GiB of memory\.", found[0])


@pytest.mark.parametrize("count", [0, 1])
def test_a_reader_that_fails_unforeseen_rejects_the_file(count):
    (found,) = outcomes(fail, ["x"], count=count)
    assert found == "x.pdf: it cannot be made sense of (KeyError). Save it anew or convert it."


@pytest.mark.parametrize("count", [0, 1])
def test_a_rejection_arrives_as_it_was_said(count):
    (found,) = outcomes(refuse, ["x"], count=count)
    assert found == "x: the file is empty. Add the document itself."


@posix
def test_leaving_ends_what_runs_at_once(tmp_path):
    with reading(hang_with_a_child) as processes:
        futures = [processes.submit(tmp_path / f"pids-{n}", "x.pdf") for n in range(4)]
        started = pids(tmp_path / "pids-0") + pids(tmp_path / "pids-1")
    assert all_gone(started)
    for future in futures:
        with pytest.raises((RejectedDocument, CancelledError)):
            future.result(timeout=0)
    assert not descendants(os.getpid())


@posix
def test_a_killed_caller_leaves_no_process(tmp_path):
    code = (
        "import sys; from pathlib import Path; from tests.ingest import test_processes as t; "
        "p = t.reading(t.hang_with_a_child).__enter__(); "
        "p.submit(Path(sys.argv[1]), 'x.pdf').result()"
    )
    caller = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "pids")], cwd=ROOT)
    started = pids(tmp_path / "pids")
    caller.kill()
    caller.wait()
    assert all_gone(started)


def test_reading_loads_neither_the_store_nor_the_model():
    code = (
        "import sys; import index.parsing; "
        "heavy = {'chromadb', 'llama_index', 'onnxruntime', 'gradio', 'bm25s', 'kiwipiepy'}; "
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
