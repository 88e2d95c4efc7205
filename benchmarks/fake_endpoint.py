"""A server on the loopback interface that speaks a provider's chat protocol as badly as told."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Literal

Provider = Literal["openai-like", "anthropic"]
Script = Callable[["Peer"], None]

_MOST_HEADER_BYTES = 64 << 10


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sent; header names in lower case."""

    path: str
    headers: dict[str, str]
    body: dict[str, object]


class Peer:
    """One accepted connection, as a script sees it."""

    def __init__(self, endpoint: Endpoint, connection: socket.socket) -> None:
        """Take the connection over."""
        self.elsewhere = endpoint.elsewhere
        self._endpoint = endpoint
        self._connection = connection

    @property
    def closing(self) -> bool:
        """Whether the endpoint ends."""
        return self._endpoint.closing.is_set()

    def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        self._connection.sendall(data)

    def wait(self, seconds: float) -> None:
        """Do nothing until the time is up or the endpoint closes."""
        self._endpoint.closing.wait(seconds)

    def reset(self) -> None:
        """End the connection with a TCP reset instead of an orderly close."""
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._connection.close()

    def hang_up_seen(self, within_s: float) -> bool:
        """Whether the client closes its side within a time."""
        self._connection.settimeout(within_s)
        try:
            return self._connection.recv(1) == b""
        except TimeoutError:
            return False
        except OSError:
            return True


class Endpoint:
    """Listens on a free loopback port and plays one script for each request.

    Attributes:
        scripts: One a request, the last for all further ones.
        on_connect: Played instead, before anything is read, where it is set.
        requests: What came in.
        closing: Set when the endpoint ends.
        elsewhere: Address that redirects of its scripts lead to.
    """

    def __init__(self, *scripts: Script, on_connect: Script | None = None) -> None:
        """Bind the port; ``with`` starts and ends it."""
        self.scripts: Sequence[Script] = scripts
        self.on_connect = on_connect
        self.requests: list[Request] = []
        self.closing = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self.elsewhere = ""

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._listener.getsockname()[1])

    @property
    def url(self) -> str:
        """The base address that a user would set."""
        return f"http://127.0.0.1:{self.port}/v1"

    def __enter__(self) -> Endpoint:
        """Start to accept connections."""
        self._threads[0].start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close, and wait for every script to end."""
        self.closing.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in list(self._threads):
            thread.join(5.0)

    def _accept(self) -> None:
        while not self.closing.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        # Clients that hang up are what this is for.
        with connection, suppress(OSError):
            connection.settimeout(10.0)
            peer = Peer(self, connection)
            if self.on_connect is not None:
                self.on_connect(peer)
                return
            request = _read_request(connection)
            if request is None:
                return
            self.requests.append(request)
            turn = min(len(self.requests), len(self.scripts)) - 1
            self.scripts[turn](peer)


def _read_request(connection: socket.socket) -> Request | None:
    data = b""
    while b"\r\n\r\n" not in data:
        block = connection.recv(8192)
        if not block or len(data) > _MOST_HEADER_BYTES:
            return None
        data += block
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    headers = {
        name.strip().lower(): value.strip()
        for name, _, value in (line.partition(":") for line in lines[1:])
    }
    length = int(headers.get("content-length", "0"))
    while len(body) < length:
        block = connection.recv(8192)
        if not block:
            return None
        body += block
    parts = lines[0].split(" ")
    return Request(parts[1] if len(parts) > 1 else "", headers, json.loads(body or b"{}"))


def response(
    status: int, body: bytes, *headers: str, content_type: str = "application/json"
) -> bytes:
    """Return a whole response with its length."""
    lines = [
        f"HTTP/1.1 {status} Status",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(body)}",
        "Connection: close",
        *headers,
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def stream_head(*headers: str, content_type: str = "text/event-stream") -> bytes:
    """Return the head of a response whose body ends with the connection."""
    lines = ["HTTP/1.1 200 OK", f"Content-Type: {content_type}", "Connection: close", *headers]
    return "\r\n".join(line for line in lines if line).encode() + b"\r\n\r\n"


def events(
    provider: Provider, pieces: Sequence[str], finish: str | None = "stop"
) -> Iterator[bytes]:
    """Yield the events of a streamed answer, as the provider documents them.

    Args:
        provider: Whose.
        pieces: Of text, one event each.
        finish: Why it ends, in OpenAI's words; None leaves the end out.
    """
    if provider == "openai-like":
        yield openai_event({"role": "assistant", "content": ""})
        yield from (openai_event({"content": piece}) for piece in pieces)
        if finish is not None:
            yield openai_event({}, finish)
            yield b"data: [DONE]\n\n"
        return
    usage = {"input_tokens": 10, "output_tokens": 1}
    message: dict[str, object] = {
        "id": "m", "type": "message", "role": "assistant", "model": "m", "content": [],
        "stop_reason": None, "stop_sequence": None, "usage": usage,
    }  # fmt: skip
    block = {"type": "text", "text": ""}
    yield anthropic_event({"type": "message_start", "message": message})
    yield anthropic_event({"type": "content_block_start", "index": 0, "content_block": block})
    yield anthropic_event({"type": "ping"})
    for piece in pieces:
        yield anthropic_text(piece)
    if finish is not None:
        reason = {"stop": "end_turn", "length": "max_tokens", "content_filter": "refusal"}[finish]
        delta = {"stop_reason": reason, "stop_sequence": None}
        yield anthropic_event({"type": "content_block_stop", "index": 0})
        yield anthropic_event(
            {"type": "message_delta", "delta": delta, "usage": {"output_tokens": 9}}
        )
        yield anthropic_event({"type": "message_stop"})


def openai_event(delta: object, finish: str | None = None) -> bytes:
    """Return one chunk of OpenAI's protocol."""
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    chunk = {
        "id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m",
        "choices": [choice],
    }  # fmt: skip
    return b"data: " + json.dumps(chunk, ensure_ascii=False).encode() + b"\n\n"


def anthropic_event(data: dict[str, object]) -> bytes:
    """Return one event of Anthropic's protocol."""
    text = json.dumps(data, ensure_ascii=False)
    return f"event: {data['type']}\ndata: {text}\n\n".encode()


def anthropic_text(piece: str) -> bytes:
    """Return the event that carries a piece of text."""
    delta = {"type": "text_delta", "text": piece}
    return anthropic_event({"type": "content_block_delta", "index": 0, "delta": delta})
