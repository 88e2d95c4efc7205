"""The estimate of the time left."""

import pytest

from ingest import estimate
from ingest.estimate import Estimate


@pytest.fixture
def clock(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(estimate.time, "perf_counter", lambda: now[0])
    return now


def test_the_share_is_of_passages_and_not_of_files(clock):
    work = Estimate()
    work.expect("small", ".md", 750)
    work.expect("large", ".md", 99 * 750)
    work.parsed("small", 1)
    work.finish("small")
    assert work.share() == pytest.approx(0.01)


def test_the_time_left_follows_from_what_is_done(clock):
    work = Estimate()
    work.expect("a", ".pdf", 50_000)
    work.expect("b", ".pdf", 150_000)
    clock[0] = 2.0
    assert work.seconds_left() is None
    work.parsed("a", 10)
    clock[0] = 10.0
    assert work.seconds_left(10) == pytest.approx(30.0)
    work.finish("a")
    assert work.seconds_left() == pytest.approx(30.0)


def test_a_file_that_brings_nothing_is_no_work(clock):
    work = Estimate()
    work.expect("a", ".md", 7_500)
    work.expect("b", ".md", 7_500)
    work.parsed("a", 10)
    work.finish("a")
    work.finish("b")
    assert work.share() == 1.0


def test_files_correct_the_guess_of_how_many_passages_they_have(clock):
    """Scans have few passages a megabyte."""
    work = Estimate()
    for number in range(20):
        work.expect(str(number), ".pdf", 1_000_000)
    before = work.share()
    for number in range(10):
        work.parsed(str(number), 5)
        work.finish(str(number))
    assert before == 0.0
    assert 0.3 < work.share() < 0.6
