"""Answers from any server that speaks the OpenAI chat protocol, through LlamaIndex."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from assistant.engines import Draft, Message
from assistant.engines.prompt import read_prompt, user_message
from assistant.engines.reading import SentenceReader
from assistant.engines.stream import Emit, stream_text
from corpus.errors import EngineError
from corpus.types import Citation

if TYPE_CHECKING:
    import httpx
    from llama_index.llms.openai_like import OpenAILike

_MAX_TOKENS = 600


class ApiEngine:
    """One model behind one OpenAI-compatible address."""

    def __init__(
        self,
        base_url: str,
        model: str,
        *,
        api_key: str | None = None,
        timeout_s: float = 60.0,
        max_retries: int = 2,
    ) -> None:
        """Keep the settings; nothing is imported or contacted yet.

        Args:
            base_url: Up to and including ``/v1``.
            model: As the server names it.
            api_key: Sent as a bearer token; None for servers without keys. Never taken from the
                environment here, so that a key meant for one server is not sent to another.
            timeout_s: Longest wait for a connection or for the next piece of text.
            max_retries: Before the first piece of text only.
        """
        self._base_url = base_url
        self._model = model
        self._api_key = api_key
        self._timeout_s = timeout_s
        self._max_retries = max_retries

    @property
    def label(self) -> str:
        """``api:`` and the model's name."""
        return f"api:{self._model}"

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
            Cancelled: ``cancel`` was set.
            EngineError: The server could not be reached, refused, failed, or broke off.
        """
        if not evidence:
            return
        messages: list[Message] = [
            {"role": "system", "content": read_prompt("api.txt")},
            {"role": "user", "content": user_message(question, language, evidence)},
        ]
        reader = SentenceReader({citation.n for citation in evidence}, language)

        def produce(emit: Emit) -> None:
            self._generate(messages, _MAX_TOKENS, emit)

        for text in stream_text(produce, self.label, cancel):
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

        def produce(emit: Emit) -> None:
            self._generate(messages, max_tokens, emit)

        return "".join(stream_text(produce, self.label, cancel, timeout_s)).strip()

    def _generate(self, messages: Sequence[Message], max_tokens: int, emit: Emit) -> None:
        import httpx
        import openai
        from llama_index.core.llms import ChatMessage, MessageRole

        chat = [ChatMessage(role=MessageRole(m["role"]), content=m["content"]) for m in messages]
        finished = None
        try:
            with httpx.Client(timeout=self._timeout_s, follow_redirects=True) as client:
                for response in self._connect(client, max_tokens).stream_chat(chat):
                    finished = _finish_reason(response.raw) or finished
                    if emit(response.delta or ""):
                        return
        except (openai.OpenAIError, httpx.HTTPError) as error:
            raise self._explain(error) from error
        if finished is None:
            raise self._error("the server broke off in the middle of the answer", "Try again.")
        if finished == "stop":
            emit("\n")  # the last sentence is whole; one cut by the length limit is not

    def _connect(self, client: httpx.Client, max_tokens: int) -> OpenAILike:
        try:
            from llama_index.llms.openai_like import OpenAILike
        except ModuleNotFoundError as error:
            remedy = "Run: pip install llama-index-llms-openai-like"
            raise EngineError("a package is missing", str(error.name), remedy) from error
        return OpenAILike(
            model=self._model,
            api_base=self._base_url,
            api_key=self._api_key or "none",
            is_chat_model=True,
            temperature=0.0,
            max_tokens=max_tokens,
            timeout=self._timeout_s,
            max_retries=self._max_retries,
            http_client=client,  # type: ignore[call-arg]  # taken by its base class
        )

    def _explain(self, error: Exception) -> EngineError:
        """One of our errors for one of theirs; their text stays out, it may repeat the key."""
        import httpx
        import openai

        status = getattr(error, "status_code", None)
        if isinstance(error, openai.APITimeoutError | httpx.TimeoutException):
            problem = f"the server did not answer within {self._timeout_s:g} s"
            return self._error(problem, "Try again, or raise the API timeout in the settings.")
        if isinstance(status, int):
            for statuses, problem, remedy in _STATUS_MEANINGS:
                if status in statuses:
                    return self._error(f"{problem} (HTTP {status})", remedy)
            return self._error(f"the server refused the request (HTTP {status})", _CHECK)
        if isinstance(error, openai.APIConnectionError | httpx.ConnectError):
            return self._error("the server cannot be reached", f"Start the server, or {_CHECK}")
        if isinstance(error, openai.APIError | httpx.TransportError):
            return self._error("the server broke off in the middle of the answer", "Try again.")
        return self._error(f"the request failed ({type(error).__name__})", _CHECK)

    def _error(self, problem: str, remedy: str) -> EngineError:
        address = urlsplit(self._base_url)
        host = address.netloc.rpartition("@")[2]
        subject = f"{self._model} at {address.scheme}://{host}{address.path}"
        return EngineError(problem, subject, remedy[0].upper() + remedy[1:])


_CHECK = "check the API address, model and key in the settings."
_STATUS_MEANINGS: tuple[tuple[Collection[int], str, str], ...] = (
    ((401, 403), "the server does not accept the API key", "Correct the API key."),
    ((404,), "the server has no such model or address", _CHECK),
    ((429,), "the server refuses more requests for now", "Wait a minute, then ask again."),
    (range(500, 600), "the server failed", "Try again later, or use another engine."),
)


def _finish_reason(raw: object) -> str | None:
    for choice in getattr(raw, "choices", None) or ():
        return str(choice.finish_reason) if choice.finish_reason else None
    return None
