"""Answers from a server that speaks OpenAI's or Anthropic's chat protocol, through LlamaIndex."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Sequence
from contextlib import aclosing
from typing import Any

from assistant.engines import Draft, Message
from assistant.engines.connection import Connection
from assistant.engines.failures import explain_failure, explain_status
from assistant.engines.faults import Fault
from assistant.engines.prompt import as_quoted, read_prompt, user_message
from assistant.engines.providers import PROVIDERS, Endpoint, finish_reason
from assistant.engines.reading import SentenceReader
from assistant.engines.stream import Emit, run_until_abandoned, stream_text
from corpus.errors import EngineError
from corpus.types import Citation

_MAX_TOKENS = 600
_MOST_CHARS = 40_000
_LONGEST_ANSWER = 5
"""Of the longest wait for a piece of text: a server that only trickles is given up after that."""

_CUT_SHORT = frozenset({"length", "max_tokens", "model_context_window_exceeded"})
_WITHHELD = frozenset({"content_filter", "refusal"})


class ApiEngine:
    """One model behind one address."""

    def __init__(
        self,
        base_url: str,
        model: str,
        *,
        provider: str = "openai-like",
        api_key: str | None = None,
        timeout_s: float = 60.0,
        max_retries: int = 2,
    ) -> None:
        """Keep the settings; nothing is imported or contacted yet.

        Args:
            base_url: Up to and including ``/v1``.
            model: As the server names it.
            provider: A key of ``PROVIDERS``.
            api_key: None for servers without keys. Never taken from the environment here, so that
                a key meant for one server is not sent to another.
            timeout_s: Longest wait for the first piece of text, retries included, and for each
                further one.
            max_retries: Before the first piece of text only.
        """
        self._endpoint = Endpoint(base_url, model, timeout_s, max_retries)
        self._provider = PROVIDERS[provider]
        self._api_key = (api_key or "").strip() or None

    @property
    def label(self) -> str:
        """``api:`` and the model's name."""
        return f"api:{self._endpoint.model}"

    def warm(self) -> None:
        """Import the client library; nothing is contacted.

        Raises:
            EngineError: It is not installed.
        """
        self._provider.load()

    def write(
        self,
        question: str,
        language: str,
        evidence: Sequence[Citation],
        *,
        cancel: threading.Event | None = None,
    ) -> Iterator[Draft]:
        """Yield the answer as the server writes it (see ``Engine.write``).

        Numbers that name no quote are dropped; a sentence left without any has no citations.

        Raises:
            Cancelled: ``cancel`` was set; the connection is closed.
            EngineError: The server could not be reached, refused, failed, or broke off.
        """
        if not evidence:
            return
        message = user_message(question, language, [as_quoted(c) for c in evidence])
        messages: list[Message] = [
            {"role": "system", "content": read_prompt("api.txt")},
            {"role": "user", "content": message},
        ]
        reader = SentenceReader({citation.n for citation in evidence}, language)
        for text in self._stream(messages, _MAX_TOKENS, cancel, None):
            yield from reader.feed(text)
        yield from reader.finish()

    def complete(
        self,
        messages: Sequence[Message],
        max_tokens: int,
        *,
        grammar: str = "",
        cancel: threading.Event | None = None,
        timeout_s: float = 20.0,
    ) -> str:
        """Return the model's reply to a short prompt (see ``Completer.complete``)."""
        return "".join(self._stream(messages, max_tokens, cancel, timeout_s)).strip()

    def _stream(
        self,
        messages: Sequence[Message],
        max_tokens: int,
        cancel: threading.Event | None,
        timeout_s: float | None,
    ) -> Iterator[str]:
        def produce(emit: Emit) -> None:
            run_until_abandoned(self._converse(messages, max_tokens, emit), emit)

        return stream_text(produce, self.label, cancel, timeout_s)

    async def _converse(self, messages: Sequence[Message], max_tokens: int, emit: Emit) -> None:
        """Emit one reply.

        Raises:
            EngineError: There is none, or only a part of one.
        """
        endpoint, provider = self._endpoint, self._provider
        connection = Connection(
            provider.key_header, self._api_key and provider.key_prefix + self._api_key
        )
        try:
            async with connection.open() as client:
                llm = provider.connect(provider.load(), endpoint, client, max_tokens)
                await self._relay(llm, messages, connection, emit)
        except EngineError:
            raise
        # A parser that meets a hostile answer may raise anything.
        except Exception as error:
            raise explain_failure(error, connection).as_error(endpoint.shown) from error

    async def _relay(
        self, llm: Any, messages: Sequence[Message], connection: Connection, emit: Emit
    ) -> None:
        from llama_index.core.llms import ChatMessage, MessageRole

        chat = [ChatMessage(role=MessageRole(m["role"]), content=m["content"]) for m in messages]
        timeout_s = self._endpoint.timeout_s
        chars = 0
        finished = None
        whole = asyncio.timeout(_LONGEST_ANSWER * timeout_s)
        try:
            async with whole:
                async with asyncio.timeout(timeout_s):
                    responses = await llm.astream_chat(chat)
                async with aclosing(responses):
                    # Not until the connection ends: some servers keep it open.
                    while finished is None:
                        async with asyncio.timeout(timeout_s):
                            response = await anext(responses, None)
                        if response is None:
                            break
                        finished = finish_reason(response)
                        text = response.delta or ""
                        chars += len(text.strip())
                        if chars > _MOST_CHARS:
                            raise Fault("too_big")
                        emit(text)
        except TimeoutError:
            if not chars and connection.status >= 300:  # it was waiting to try again
                raise explain_status(connection.status, "", connection) from None
            if whole.expired():
                raise Fault("late", seconds=_LONGEST_ANSWER * timeout_s) from None
            raise Fault("stalled" if chars else "late", seconds=timeout_s) from None
        if finished in _WITHHELD:
            raise Fault("withheld")
        if not chars:
            raise Fault("empty")
        if finished is None:
            raise Fault("cut")
        if finished not in _CUT_SHORT:
            emit("\n")  # the last sentence is whole; one cut by the length limit is not
