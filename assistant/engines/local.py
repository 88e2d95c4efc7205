"""Answers from a small model that runs in this process, with llama.cpp through xllamacpp.

A 1.5B model forgets citation marks and changes numbers when it is merely asked not to. So the
grammar makes it choose a quote first and then write one sentence, in which only the numbers of
that quote can be spelled. What it may still get wrong (who did what) is for verification.
"""

from __future__ import annotations

import http.client
import json
import os
import secrets
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from assistant.engines import Draft, Message
from assistant.engines.context import compress, fit
from assistant.engines.grammar import LineReader, build_grammar
from assistant.engines.prompt import NOT_FOUND, Quoted, read_examples, read_prompt, user_message
from assistant.engines.stream import Emit, stream_text
from assistant.engines.weights import own_weights
from corpus.errors import EngineError
from corpus.types import Citation

_LOCK_POLL_S = 0.05
# The model writes NOT_FOUND too readily. With 4 to 6 quotes the log-odds of NOT against "[" as
# the first token were 3.7 to 4.5 for 4 unanswerable questions and below 3.5 for 13 of 15
# answerable ones (Qwen2.5-Coder-1.5B; Korean, English, Japanese). With 8 quotes in two languages
# the two overlap (2.7 to 4.7 against 3.7 to 5.0), so it then abstains more than it should.
_NOT_FOUND_BIAS = -3.5
# Small enough that a cancelled prompt stops soon, large enough not to cost speed.
_BATCH_TOKENS = 128


class _Server(Protocol):
    """The part of ``xllamacpp.Server`` that is used; the package has no type stubs."""

    listening_address: str

    def handle_chat_completions(
        self, request: dict[str, Any], on_chunk: Callable[[dict[str, Any]], bool] | None = None
    ) -> object: ...


class LocalEngine:
    """One loaded model. Generations wait for each other; ``close`` gives the memory back."""

    def __init__(
        self,
        path: Path,
        *,
        context_tokens: int = 4096,
        quote_tokens: int = 600,
        max_tokens: int = 320,
        threads: int | None = None,
    ) -> None:
        """Name the model; it is loaded by ``warm`` or by the first answer.

        Args:
            path: A GGUF file.
            context_tokens: Room for the prompt and the answer together.
            quote_tokens: Most that the model reads of quotes, unless the first alone is longer.
                The first word comes when all are read, at about 80 tokens a second on 2 cores.
            max_tokens: Longest answer.
            threads: CPU threads; None leaves the choice to llama.cpp.
        """
        self._path = path
        self._context_tokens = context_tokens
        self._quote_tokens = quote_tokens
        self._max_tokens = max_tokens
        self._threads = threads
        self._server: _Server | None = None
        self._api_key = secrets.token_urlsafe(24)
        self._lock = threading.Lock()

    @property
    def label(self) -> str:
        """``local:`` and the model's file name."""
        return f"local:{self._path.stem}"

    def __enter__(self) -> LocalEngine:
        """The engine itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Free the model's memory once a running generation has stopped; it can be used again."""
        with self._lock:
            self._server = None

    def warm(self) -> None:
        """Load the model (about 4 s) and let it read the fixed part of the prompt.

        Raises:
            EngineError: xllamacpp is missing, or cannot load the file.
            UsageError: The file is missing or no GGUF file.
        """
        with self._lock:
            messages = build_messages("", "en", ())
            self._loaded().handle_chat_completions(_request(messages, "", 1))

    def respond(self, request: dict[str, Any]) -> object:
        """The server's raw answer to a raw chat request: for judges and benchmarks.

        Raises:
            EngineError: xllamacpp is missing, or cannot load the file.
            UsageError: The file is missing or no GGUF file.
        """
        with self._lock:
            return self._loaded().handle_chat_completions(request)

    def write(
        self,
        question: str,
        language: str,
        evidence: Sequence[Citation],
        *,
        cancel: threading.Event | None = None,
    ) -> Iterator[Draft]:
        """Yield the answer as it is written (see ``Engine.write``); one quote per sentence.

        Quotes at the end are left out when they do not fit in the context.

        Raises:
            Cancelled: ``cancel`` was set; the model stops within one batch of tokens.
            EngineError: xllamacpp is missing, or the model failed.
            UsageError: The file is missing or no GGUF file.
        """
        if not evidence:
            return
        reader = LineReader(evidence)

        def make_request() -> dict[str, Any]:
            quotes = self.fitting(question, language, evidence)
            messages = build_messages(question, language, quotes)
            grammar = build_grammar(question, language, quotes)
            return _request(messages, grammar, self._max_tokens) | _RELUCTANT

        for text in stream_text(
            lambda emit: self._generate(make_request, emit), self.label, cancel
        ):
            yield from reader.feed(text)

    def complete(
        self,
        messages: Sequence[Message],
        max_tokens: int,
        *,
        grammar: str = "",
        cancel: threading.Event | None = None,
        timeout_s: float = 20.0,
    ) -> str:
        """Return the model's reply to a short prompt (see ``Completer.complete``).

        The first call loads the model where ``warm`` has not (about 4 s).
        """
        request = _request(messages, grammar, max_tokens)

        def produce(emit: Emit) -> None:
            self._generate(lambda: request, emit)

        return "".join(stream_text(produce, self.label, cancel, timeout_s)).strip()

    def _generate(self, make_request: Callable[[], dict[str, Any]], emit: Emit) -> None:
        """Emit what the model says, once it is loaded and no other generation runs."""
        while not self._lock.acquire(timeout=_LOCK_POLL_S):
            if emit(""):
                return
        try:
            server = self._loaded()
            request = make_request()
            problems: list[str] = []

            def on_chunk(chunk: dict[str, Any]) -> bool:
                if "error" in chunk:
                    problems.append(str(chunk["error"].get("message", "unknown")))
                    return True
                text = ""
                for choice in chunk.get("choices", ()):
                    text += choice.get("delta", {}).get("content") or ""
                    if choice.get("finish_reason") == "stop":
                        text += "\n"  # the last sentence is whole; one cut short is not
                return emit(text)

            server.handle_chat_completions(request | {"stream": True}, on_chunk)
            if problems:
                raise self._failed(problems[0])
        finally:
            self._lock.release()

    def _loaded(self) -> _Server:
        """The server, loaded on first use. The lock must be held."""
        if self._server is not None:
            return self._server
        own_weights(self._path)
        # llama.cpp's threads spin while they wait for each other: where embedding or another
        # program uses the same cores, writing falls to a ninth of what it is with sleeping ones
        # (1.0 against 8.7 tokens/s on 2 busy cores). Read once, when the library is loaded.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        try:
            import xllamacpp
        except ModuleNotFoundError as error:
            remedy = "Run: pip install 'policydesk[local]'"
            raise EngineError("the package xllamacpp is missing", self.label, remedy) from error
        except ImportError as error:
            # Its Linux wheel needs the system's OpenMP library, which slim images lack.
            problem = f"the package xllamacpp cannot be loaded ({error})"
            remedy = "Install what is missing (on Debian: apt install libgomp1)."
            raise EngineError(problem, self.label, remedy) from error
        params = xllamacpp.CommonParams()
        params.model.path = str(self._path)
        params.n_ctx = self._context_tokens
        params.n_batch = params.n_ubatch = _BATCH_TOKENS
        params.n_parallel = 1
        params.cache_ram_mib = 0  # old prompts are not worth gigabytes; the prefix stays cached
        params.cpuparams.poll = params.cpuparams_batch.poll = 0
        params.verbosity = 0  # stdout and stderr are ours
        # xllamacpp always listens on a loopback port: nobody else on this machine may use it.
        params.api_keys = [self._api_key]
        params.ui = params.endpoint_slots = False
        if self._threads is not None:
            params.cpuparams.n_threads = params.cpuparams_batch.n_threads = self._threads
        try:
            self._server = xllamacpp.Server(params)
        except RuntimeError as error:
            raise self._failed("the file cannot be loaded") from error
        return self._server

    def fitting(
        self, question: str, language: str, evidence: Sequence[Citation]
    ) -> tuple[Quoted, ...]:
        """The quotes that the model reads; it must be loaded.

        Raises:
            EngineError: Not even one quote fits.
        """

        def count(quotes: Sequence[Quoted]) -> int:
            return self._count_tokens(build_messages(question, language, quotes))

        quotes = compress(question, language, evidence)
        room = self._context_tokens - self._max_tokens
        # The first quote is read whatever it costs; further ones while there is time for them.
        soon = min(room, count(()) + self._quote_tokens)
        fitting = fit(quotes, soon, count) or fit(quotes[:1], room, count)
        if not fitting:
            problem = "the question and its first quote are longer than the model's context"
            raise EngineError(problem, self.label, "Ask a shorter question.")
        return fitting

    def _count_tokens(self, messages: list[Message]) -> int:
        prompt = self._post("/apply-template", {"messages": messages})["prompt"]
        return len(self._post("/tokenize", {"content": prompt, "parse_special": True})["tokens"])

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        # http.client, because it knows no proxies: this never leaves the machine.
        address = urlsplit(self._loaded().listening_address)
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._api_key}"}
        try:
            connection.request("POST", path, json.dumps(body), headers)
            response = connection.getresponse()
            answer: dict[str, Any] = json.loads(response.read())
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise self._failed(f"the tokenizer failed ({type(error).__name__})") from error
        finally:
            connection.close()
        if response.status != http.client.OK:
            raise self._failed(f"the tokenizer failed (status {response.status})")
        return answer

    def _failed(self, reason: str) -> EngineError:
        remedy = "Choose another GGUF file, or use the extractive engine."
        return EngineError(f"the local model failed: {reason}", self.label, remedy)


def build_messages(question: str, language: str, quotes: Sequence[Quoted]) -> list[Message]:
    """The chat that asks the model to answer.

    The instructions and the examples are always the same: they are read once, when the model is
    loaded, and cost no time after that.
    """
    messages: list[Message] = [{"role": "system", "content": read_prompt("local.txt")}]
    for example in read_examples():
        asked = user_message(example.question, example.language, example.quotes)
        messages.append({"role": "user", "content": asked})
        messages.append({"role": "assistant", "content": example.answer})
    messages.append({"role": "user", "content": user_message(question, language, quotes)})
    return messages


_RELUCTANT = {"logit_bias": {NOT_FOUND.partition("_")[0]: _NOT_FOUND_BIAS}}


def _request(messages: Sequence[Message], grammar: str, max_tokens: int) -> dict[str, Any]:
    request: dict[str, Any] = {
        "messages": list(messages),
        "max_tokens": max_tokens,
        "temperature": 0,
        "cache_prompt": True,
        "return_progress": True,  # a chunk after each batch, where a cancel is noticed
    }
    return request | ({"grammar": grammar} if grammar else {})
