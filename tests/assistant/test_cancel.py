"""Cancelling frees the reader at once and the model soon, whatever the model is doing."""

import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.engines.api import ApiEngine
from assistant.engines.local import LocalEngine
from benchmarks.fake_endpoint import Endpoint, openai_event, stream_head
from corpus.errors import Cancelled
from tests.assistant.test_local_engine import FINE, needs_model

AT_ONCE_S = 5.0
"""Of a busy machine; what is not cancelled goes on for ever."""


class Model:
    """A model server that reads its prompt for ever, or answers; one generation at a time."""

    listening_address = "http://127.0.0.1:1"

    def __init__(self):
        self.reads_for_ever = True
        self.reading = threading.Event()
        self.stopped = threading.Event()

    def handle_chat_completions(self, request, on_chunk=None):
        self.stopped.clear()
        while self.reads_for_ever:
            self.reading.set()
            time.sleep(0.01)
            if on_chunk({"prompt_progress": {}}):
                self.stopped.set()
                return
        on_chunk(
            {"choices": [{"delta": {"content": f"[1] {FINE.quote}"}, "finish_reason": "stop"}]}
        )


@pytest.fixture
def model():
    return Model()


@pytest.fixture
def engine(model):
    local = LocalEngine(Path("small.gguf"))
    local._server = model
    local._count_tokens = lambda messages: sum(len(m["content"]) // 4 for m in messages)
    return local


def write(engine, cancel=None):
    return list(engine.write("How high are the fines?", "en", (FINE,), cancel=cancel))


def cancelled_when(ready, work):
    """Seconds that ``work`` goes on after it was cancelled, which is done when it is ``ready``."""
    cancel = threading.Event()
    done = []

    def run():
        with pytest.raises(Cancelled):
            work(cancel)
        done.append(time.monotonic())

    thread = threading.Thread(target=run)
    thread.start()
    while not ready():
        assert thread.is_alive(), "it ended before there was anything to cancel"
        time.sleep(0.01)
    cancel.set()
    at = time.monotonic()
    thread.join(5)
    return done[0] - at


def test_a_local_model_that_reads_its_prompt_stops_and_answers_the_next_question(engine, model):
    assert cancelled_when(model.reading.is_set, lambda c: write(engine, c)) < AT_ONCE_S
    assert model.stopped.wait(AT_ONCE_S)
    model.reads_for_ever = False
    assert any(draft.sentence for draft in write(engine))


def test_a_question_that_waits_for_the_model_leaves_the_queue(engine, model):
    first = threading.Event()

    def run():
        with pytest.raises(Cancelled):
            write(engine, first)

    running = threading.Thread(target=run)
    running.start()
    assert cancelled_when(model.reading.is_set, lambda c: write(engine, c)) < AT_ONCE_S
    assert running.is_alive()
    first.set()
    running.join(5)
    model.reads_for_ever = False
    assert any(draft.sentence for draft in write(engine))


def test_a_short_prompt_is_cancelled_like_an_answer(engine, model):
    messages = [{"role": "user", "content": "Rewrite."}]

    def complete(cancel):
        engine.complete(messages, 20, cancel=cancel)

    assert cancelled_when(model.reading.is_set, complete) < AT_ONCE_S
    assert model.stopped.wait(AT_ONCE_S)


@pytest.mark.enable_socket
def test_an_endpoint_sees_the_connection_close_and_answers_the_next_question():
    closed = threading.Event()

    def stay_silent(peer):
        if peer.hang_up_seen(within_s=5):
            closed.set()

    def answer(peer):
        peer.send(stream_head())
        peer.send(openai_event({"content": f"{FINE.quote[:-1]} [1]."}))
        peer.send(openai_event({}, "stop"))

    with Endpoint(stay_silent, answer) as endpoint:
        engine = ApiEngine(endpoint.url, "m", max_retries=0, timeout_s=20)

        def asked():
            return bool(endpoint.requests)

        assert cancelled_when(asked, lambda cancel: write(engine, cancel)) < AT_ONCE_S
        assert closed.wait(AT_ONCE_S)
        assert any(draft.sentence for draft in write(engine))


@needs_model
@pytest.mark.model
@pytest.mark.enable_socket
def test_a_real_model_stops_while_it_reads_and_answers_the_next_question():
    from assistant.engines.weights import weights_path
    from assistant.settings import Settings

    with LocalEngine(weights_path(Settings().models)) as engine:
        engine.warm()
        long = [
            replace(FINE, n=n, quote="The committee met again and noted the report. " * 12)
            for n in range(2, 6)
        ]

        def ask(cancel):
            list(engine.write("How high are the fines?", "en", (FINE, *long), cancel=cancel))

        began = time.monotonic()
        assert cancelled_when(lambda: time.monotonic() > began + 0.5, ask) < AT_ONCE_S
        assert any(draft.sentence for draft in write(engine))
