"""Work in a thread of its own is waited for no longer than the reader wants."""

import threading

import pytest

from assistant.relaying import relay, wait_for
from corpus.errors import Cancelled, UsageError


def test_what_the_thread_makes_comes_in_order():
    assert list(relay(lambda: iter("abc"), threading.Event())) == ["a", "b", "c"]
    assert wait_for(lambda: 7, threading.Event()) == 7


def test_cancelling_does_not_wait_for_what_never_ends():
    cancel, never = threading.Event(), threading.Event()
    threading.Timer(0.05, cancel.set).start()
    with pytest.raises(Cancelled):
        wait_for(never.wait, cancel)
    never.set()


def test_what_fails_in_the_thread_fails_here():
    def fail():
        raise UsageError("it is wrong", "this", "Mend it.")

    with pytest.raises(UsageError, match="it is wrong"):
        wait_for(fail, threading.Event())
