"""What every engine promises, whoever writes; a new engine is a row of ``ENGINES``."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from assistant.engines import Closeable, Completer, Engine
from assistant.engines.api import ApiEngine
from assistant.engines.extractive import ExtractiveEngine
from assistant.engines.local import LocalEngine
from benchmarks.fake_endpoint import Endpoint, Peer, Provider, events, response, stream_head
from corpus.errors import Cancelled, EngineError
from corpus.types import Citation, DocumentInfo, Hit, Locator, Passage

pytestmark = pytest.mark.enable_socket


def quote(n: int, text: str) -> Citation:
    locator = Locator(None, (), None, 0, len(text))
    hit = Hit(n, 1.0, None, Passage(f"p{n}", "doc", n, text, "", locator), DocumentInfo("doc", "T"))
    return Citation(n, text, locator, hit)


EVIDENCE = (
    quote(1, "Makers test every robot for 40 hours."),
    quote(2, "Records are kept for 7 years."),
)
ANSWER = ("Makers test for 40 hours", "Records are kept for 7 years")


class FakeServer:
    """Says what it is told, as llama.cpp's server would."""

    listening_address = "http://127.0.0.1:9"
    lines: tuple[str, ...] | None = ()

    def __init__(self, _: object) -> None:
        self.stopped = False

    def handle_chat_completions(self, request: dict[str, Any], on_chunk: Any = None) -> object:
        if on_chunk is None:
            return {}
        if self.lines is None:
            on_chunk({"error": {"message": "out of memory"}})
            return {}
        for letter in "\n".join(self.lines):
            if on_chunk({"choices": [{"delta": {"content": letter}}]}):
                return {}
        on_chunk({"choices": [{"delta": {}, "finish_reason": "stop"}]})
        return {}


class Params:
    """Takes every attribute, at any depth."""

    def __getattr__(self, name: str) -> Params:
        value = Params()
        setattr(self, name, value)
        return value


Say = tuple[str, ...] | None
"""Sentences, one a quote; none for "not found"; None for a failure."""


@contextmanager
def local(say: Say, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    fake = ModuleType("xllamacpp")
    lines = None if say is None else tuple(f"[{n}] {text}." for n, text in enumerate(say, 1))
    server = type("Server", (FakeServer,), {"lines": ("NOT_FOUND",) if lines == () else lines})
    monkeypatch.setattr(fake, "Server", server, raising=False)
    monkeypatch.setattr(fake, "CommonParams", Params, raising=False)
    monkeypatch.setitem(sys.modules, "xllamacpp", fake)
    path = folder / "model.gguf"
    path.write_bytes(b"GGUF")
    # The server counts tokens over HTTP, which this one does not speak.
    monkeypatch.setattr(LocalEngine, "_count_tokens", lambda _, messages: len(str(messages)) // 4)
    with LocalEngine(path) as engine:
        yield engine


def api(provider: Provider) -> Callable[..., Any]:
    @contextmanager
    def opened(say: Say, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
        def script(peer: Peer) -> None:
            if say is None:
                peer.send(response(500, b""))
                return
            lines = [f"{text} [{n}].\n" for n, text in enumerate(say, 1)] or ["NOT_FOUND"]
            peer.send(stream_head() + b"".join(events(provider, lines)))

        with Endpoint(script) as endpoint:
            yield ApiEngine(endpoint.url, "m", provider=provider, timeout_s=10.0, max_retries=0)

    return opened


@contextmanager
def extractive(say: Say, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    yield ExtractiveEngine()


MODELS = {
    "local": local,
    "api, openai-like": api("openai-like"),
    "api, anthropic": api("anthropic"),
}
ENGINES = {"extractive": extractive, **MODELS}

every_engine = pytest.mark.parametrize("kind", ENGINES)
every_model = pytest.mark.parametrize("kind", MODELS)


@pytest.fixture
def engine(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Engine]]:
    """Opens an engine of a kind that says something, and closes it after the test."""
    managers = []

    def open_engine(kind: str, say: Say = ANSWER) -> Engine:
        managers.append(ENGINES[kind](say, tmp_path, monkeypatch))
        opened: Engine = managers[-1].__enter__()
        return opened

    yield open_engine
    for manager in managers:
        manager.__exit__(None, None, None)


@every_engine
def test_sentences_cite_only_the_numbers_they_were_given(
    kind: str, engine: Callable[..., Engine]
) -> None:
    drafts = list(engine(kind).write("How long?", "en", EVIDENCE))
    sentences = [draft.sentence for draft in drafts if draft.sentence]
    assert [sentence.citations for sentence in sentences] == [(1,), (2,)]
    shown = "".join(draft.text for draft in drafts)
    assert all(sentence.text.rstrip(".") in shown for sentence in sentences)
    assert "[1]" in shown
    assert "[2]" in shown


@every_engine
def test_without_evidence_nothing_is_written(kind: str, engine: Callable[..., Engine]) -> None:
    assert list(engine(kind).write("How long?", "en", ())) == []


@every_engine
def test_a_cancelled_answer_ends_without_a_sentence(
    kind: str, engine: Callable[..., Engine]
) -> None:
    cancel = threading.Event()
    cancel.set()
    try:
        drafts = list(engine(kind).write("How long?", "en", EVIDENCE, cancel=cancel))
    except Cancelled:
        drafts = []
    assert drafts == []


@every_engine
def test_an_answer_can_be_left_in_the_middle_and_another_one_asked_for(
    kind: str, engine: Callable[..., Engine]
) -> None:
    opened = engine(kind)
    left = iter(opened.write("How long?", "en", EVIDENCE))
    next(left)
    del left
    assert list(opened.write("How long?", "en", EVIDENCE))


@every_engine
def test_the_label_is_one_word_for_all_answers(kind: str, engine: Callable[..., Engine]) -> None:
    opened = engine(kind)
    before = opened.label
    list(opened.write("How long?", "en", EVIDENCE))
    assert before == opened.label
    assert " " not in before


@every_model
def test_a_model_that_finds_nothing_writes_nothing(
    kind: str, engine: Callable[..., Engine]
) -> None:
    drafts = list(engine(kind, ()).write("How long?", "en", EVIDENCE))
    assert all(not draft.text and draft.sentence is None for draft in drafts)


@every_model
def test_a_failure_is_one_line_with_a_remedy(kind: str, engine: Callable[..., Engine]) -> None:
    with pytest.raises(EngineError) as caught:
        list(engine(kind, None).write("How long?", "en", EVIDENCE))
    assert "\n" not in str(caught.value)
    assert caught.value.remedy.endswith(".")


@every_model
def test_a_model_completes_short_prompts_too(kind: str, engine: Callable[..., Engine]) -> None:
    opened = engine(kind, ("Hello",))
    assert isinstance(opened, Completer)
    assert "Hello" in opened.complete([{"role": "user", "content": "Greet."}], 10)
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(Cancelled):
        opened.complete([{"role": "user", "content": "Greet."}], 10, cancel=cancel)


def test_only_engines_that_hold_memory_need_closing(engine: Callable[..., Engine]) -> None:
    assert isinstance(engine("local"), Closeable)
    assert not isinstance(engine("extractive"), Closeable)
