"""The faults of an API, one row each: what the server does and how the question must end."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from benchmarks.fake_endpoint import (
    Peer,
    Provider,
    Script,
    anthropic_event,
    anthropic_text,
    events,
    openai_event,
    response,
    stream_head,
)

KEY = "sk-secret-0123456789"
_HERE = "http://127.0.0.1:{port}/v1"
_LONG_S = 60.0
_PROVIDERS: tuple[Provider, ...] = ("openai-like", "anthropic")

ANSWERS = {
    "en": "Makers shall test every robot for at least 40 hours before sale [1].",
    "ko": "로봇안전연구소의 2023년도 예산은 120억 원이다 [1].",
    "ja": "製造者は販売前に全てのロボットを40時間以上試験しなければならない [1]。",
}
"""True answers to the questions of the benchmark, as a model would write them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One fault.

    Attributes:
        name: Unique.
        group: The kind of fault, for the table.
        provider: Whose protocol.
        scripts: One for each request, the last for all further ones.
        ends: What the reader must get: the model's answer, or quotes with a message.
        says: Words of the message.
        language: Of the question.
        on_connect: Played before the request is read.
        address: Base address; ``{port}`` is the endpoint's.
        key: Sent along.
        timeout_s: As the setting.
        retries: By the client library.
    """

    name: str
    group: str
    provider: Provider
    scripts: tuple[Script, ...] = ()
    ends: Literal["answer", "message"] = "message"
    says: str = ""
    language: str = "en"
    on_connect: Script | None = None
    address: str = _HERE
    key: str = KEY
    timeout_s: float = 5.0
    retries: int = 0


def rows() -> list[Row]:
    """Return every row."""
    return [
        row
        for provider in _PROVIDERS
        for make in (_connecting, _statuses, _bodies, _streams, _texts, _pieces, _retries)
        for row in make(provider)
    ]


def _connecting(provider: Provider) -> Iterator[Row]:
    """Nothing that HTTP could speak about."""
    https = "https://127.0.0.1:{port}/v1"
    endless = b"HTTP/1.1 200 OK\r\n"

    def drip(peer: Peer) -> None:
        while not peer.closing:
            peer.send(b"H")
            peer.wait(0.2)

    def headers(peer: Peer) -> None:
        peer.send(endless)
        while not peer.closing:
            peer.send(b"X-Filler: " + b"x" * 4000 + b"\r\n")

    wrong: list[tuple[str, str, str]] = [
        ("nothing listens", "http://127.0.0.1:9/v1", "refuses connections"),
        ("unknown name", "http://no-such-host.invalid/v1", "name is not known"),
        ("no scheme", "127.0.0.1:{port}/v1", "address is not valid"),
        ("another scheme", "ftp://127.0.0.1/v1", "address is not valid"),
        ("TLS asked of plain HTTP", https, "TLS"),
    ]
    gone = "without an answer"
    odd: list[tuple[str, str, Script]] = [
        ("reset", "", Peer.reset),
        ("closed", gone, lambda p: None),
        ("another protocol", gone, lambda p: p.send(b"SSH-2.0-OpenSSH_9.6\r\n")),
        ("half a status line", gone, lambda p: p.send(b"HTTP/1.1 2")),
        ("garbage", gone, lambda p: p.send(bytes(range(256)) * 4)),
        ("headers never end", gone, headers),
    ]
    slow: list[tuple[str, str, Script]] = [
        ("mute", _HERE, lambda p: p.wait(_LONG_S)),
        ("mute to TLS", https, lambda p: p.wait(_LONG_S)),
        ("status line drips", _HERE, drip),
    ]
    keys = [("line break in the key", "sk-a\r\nX: b"), ("Korean letters in the key", "sk-열쇠")]
    base = Row("", "connecting", provider, on_connect=lambda p: p.send(b"HTTP/1.1 400 No\r\n\r\n"))
    for name, address, says in wrong:
        yield replace(base, name=f"{provider}: {name}", address=address, says=says)
    for name, says, script in odd:
        yield replace(base, name=f"{provider}: {name} on connecting", says=says, on_connect=script)
    for name, address, script in slow:
        yield replace(
            base, name=f"{provider}: {name} on connecting", address=address, on_connect=script,
            timeout_s=1.0,
        )  # fmt: skip
    for name, key in keys:
        yield replace(base, name=f"{provider}: {name}", key=key, says="characters that no key has")


def _statuses(provider: Provider) -> Iterator[Row]:
    """Refusals before the first token."""
    said = {"error": {"message": f"the key {KEY} is wrong", "type": "x"}, "type": "error"}
    plain = json.dumps(said).encode()
    table: list[tuple[int, str, bytes, tuple[str, ...]]] = [
        (400, "refused the request", plain, ()),
        (400, "too long for the model", _error("maximum context length is 8192 tokens"), ()),
        (400, "too long for the model", _error("prompt is too long: 210000 tokens"), ()),
        (400, "no credit", _error("Your credit balance is too low"), ()),
        (401, "does not accept the API key", plain, ()),
        (402, "no credit", plain, ()),
        (403, "does not accept the API key", plain, ()),
        (404, "no such model or address", plain, ()),
        (405, "no such model or address", plain, ()),
        (408, "refused the request", plain, ()),
        (409, "refused the request", plain, ()),
        (413, "too long for the model", plain, ()),
        (415, "refused the request", plain, ()),
        (418, "refused the request", b"", ()),
        (422, "refused the request", plain, ()),
        (429, "Wait a minute", plain, ()),
        (429, "Wait 30 s", plain, ("Retry-After: 30",)),
        (429, "Wait a minute", plain, ("Retry-After: Wed, 21 Oct 2076 07:28:00 GMT",)),
        (429, "Wait a minute", plain, ("Retry-After: soon\u0001",)),
        (429, "no credit", _error("exceeded your quota", "insufficient_quota"), ()),
        (500, "the server failed", plain, ()),
        (501, "no such model or address", plain, ()),
        (502, "the server failed", b"<html><h1>Bad gateway</h1></html>", ()),
        (503, "the server failed", b"", ("Retry-After: 3600",)),
        (504, "the server failed", b"\xff\xfe\x00", ()),
        (529, "the server failed", plain, ()),
        (599, "the server failed", b"[" * 100_000, ()),
    ]
    for status, says, body, headers in table:
        data = response(status, body, *headers)
        name = f"{provider}: HTTP {status}, {says}, {len(body)} bytes {' '.join(headers)[:20]}"
        yield Row(name, f"HTTP {status // 100}xx", provider, (_whole(data),), says=says)
    for status in (301, 302, 303, 307, 308):
        yield Row(
            f"{provider}: HTTP {status} to another host", "redirect", provider,
            (_redirect(status),), says="redirects to http://127.0.0.1:",
        )  # fmt: skip
    yield Row(
        f"{provider}: redirect without an address", "redirect", provider,
        (_whole(response(302, b"")),), says="redirects to",
    )  # fmt: skip
    yield Row(
        f"{provider}: redirect with markup", "redirect", provider,
        (_whole(response(302, b"", "Location: https://a<b>\tc/")),), says="redirects to",
    )  # fmt: skip
    for language, says in (("ko", "API 키"), ("ja", "APIキー")):
        yield Row(
            f"{provider}: HTTP 401 in {language}", "HTTP 4xx", provider,
            (_whole(response(401, plain)),), says=says, language=language,
        )  # fmt: skip


def _bodies(provider: Provider) -> Iterator[Row]:
    """Answers that are no streams."""
    table = [
        ("a web page", response(200, b"<html>Log in</html>", content_type="text/html"),
         "answered with text/html"),
        ("JSON instead of a stream", response(200, b'{"choices": []}'),
         "answered with application/json"),
        ("an error as JSON", response(200, _error("no such model")),
         "answered with application/json"),
        ("an image", response(200, b"\x89PNG", content_type="image/png"),
         "answered with image/png"),
        ("a compressed stream", _gzipped(provider), "answered with gzip"),
        ("no content", b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n", "empty answer"),
        ("an empty stream", stream_head(), "empty answer"),
        ("only the end", stream_head() + b"data: [DONE]\n\n", ""),
        ("a stream that says nothing", stream_head() + b"".join(events(provider, [])),
         "empty answer"),
        ("white space", stream_head() + b"".join(events(provider, [" ", "\n"])), "empty answer"),
    ]  # fmt: skip
    for name, data, says in table:
        yield Row(f"{provider}: {name}", "no stream", provider, (_whole(data),), says=says)


def _streams(provider: Provider) -> Iterator[Row]:
    """Streams that go wrong, before the first token and after the first sentence."""
    for started, language in ((False, "en"), (True, "en"), (True, "ko")):
        for name, tail, says in _broken_tails(provider, started):
            when = "after the first sentence" if started else "before the first token"
            yield Row(
                f"{provider}: {name} {when}, {language}", f"stream: {name}", provider,
                (_stream(provider, [ANSWERS[language] + "\n"] if started else [], tail),),
                says=says if language == "en" else "", language=language,
                timeout_s=1.0 if "1 s" in says or name == "pings only" else 5.0,
            )  # fmt: skip


def _broken_tails(provider: Provider, started: bool) -> Iterator[tuple[str, Script, str]]:
    """Name, what the server does, and what must be said."""
    broke = "broke off in the middle" if started else "empty answer"

    def chunked(peer: Peer) -> None:
        peer.send(b"ff\r\ndata: {")

    def flood(peer: Peer) -> None:
        while not peer.closing:
            peer.send(_text(provider, "word " * 200))

    def pings(peer: Peer) -> None:
        while not peer.closing:
            peer.send(b": keep-alive\n\n")
            peer.wait(0.1)

    def one_line(peer: Peer) -> None:
        while not peer.closing:
            peer.send(b"x" * 65_536)

    yield "stalled", lambda p: p.wait(_LONG_S), "for 1 s" if started else "within 1 s"
    yield "pings only", pings, "for 1 s" if started else "within 1 s"
    yield "closed", lambda p: None, broke
    yield "reset", Peer.reset, "broke off in the middle"
    yield "cut event", lambda p: p.send(_text(provider, "more")[:-9]), ""
    yield "cut chunk", chunked, ""
    yield "malformed JSON", lambda p: p.send(_event(provider, b'{"choices": [')), "cannot be read"
    yield "JSON of another kind", lambda p: p.send(_event(provider, b"[1, 2]")), ""
    yield "null", lambda p: p.send(_event(provider, b"null")), ""
    yield "deep JSON", lambda p: p.send(_event(provider, b"[" * 50_000)), "cannot be read"
    yield "wrong types", lambda p: p.send(_wrong_types(provider)), ""
    yield "invalid UTF-8", lambda p: p.send(_event(provider, b'{"a": "\xff\xfe"}')), ""
    yield "NUL bytes", lambda p: p.send(b"\x00" * 4096 + b"\n\n"), ""
    yield "error event", lambda p: p.send(_error_event(provider, "api_error")), ""
    yield "overload event", lambda p: p.send(_error_event(provider, "overloaded_error")), ""
    yield (
        "content filter",
        lambda p: _send_all(p, _finish(provider, "content_filter")),
        ("content filter"),
    )
    yield "endless text", flood, "longer than any answer"
    yield "one endless line", one_line, "longer than any answer"


def _texts(provider: Provider) -> Iterator[Row]:
    """Streams that are whole, whatever they say."""
    truth = ANSWERS["en"]
    script = "<script>alert(1)</script> <img src=x onerror=alert(1)> [1]."
    table: list[tuple[str, str, Literal["answer", "message"]]] = [
        ("nothing found", "NOT_FOUND", "message"),
        ("no marks", truth.replace(" [1]", ""), "answer"),
        ("a number that no quote has", truth.replace("[1]", "[9]"), "answer"),
        ("a false number", truth.replace("40", "900"), "answer"),
        ("a false sentence after a true one", f"{truth} It costs 5 million crowns [1].", "answer"),
        ("an introduction", f"Here is what I found:\n{truth}", "answer"),
        ("a list", f"- {truth}\n", "answer"),
        ("markup", script, "message"),
        ("control characters", truth.replace(" ", "\u0007 ", 1), "answer"),
        ("a huge number of marks", "x " + "[1]" * 500, "message"),
        ("a huge citation number", "x [" + "9" * 5000 + "]", "message"),
        ("one word a thousand times", "robot " * 1000, "message"),
    ]
    for name, text, ends in table:
        yield Row(
            f"{provider}: {name}", "odd text", provider,
            (_stream(provider, [text], lambda p: _send_all(p, _finish(provider, "stop"))),), ends,
        )  # fmt: skip
    yield Row(
        f"{provider}: cut by the length limit", "odd text", provider,
        (_stream(provider, [truth + "\nMakers shall"],
                 lambda p: _send_all(p, _finish(provider, "length"))),), "answer",
    )  # fmt: skip


def _pieces(provider: Provider) -> Iterator[Row]:
    """Good answers that arrive in odd ways; each must be shown."""
    for language, text in ANSWERS.items():
        whole = stream_head() + b"".join(events(provider, [text]))
        letters = stream_head() + b"".join(events(provider, list(text)))
        ways: list[tuple[str, Script]] = [
            ("at once", _whole(whole)),
            ("letter by letter", _whole(letters)),
            ("byte by byte", _sliced(whole, 1)),
            ("in sevens of bytes", _sliced(letters, 7)),
            ("with CRLF", _whole(whole.replace(b"\n", b"\r\n").replace(b"\r\r\n", b"\r\n"))),
            ("with comments", _whole(whole.replace(b"data: ", b": hello\ndata: "))),
            ("as plain text", _whole(whole.replace(b"text/event-stream", b"text/plain"))),
            ("without a type", _whole(whole.replace(b"Content-Type", b"X-Type"))),
            ("on a connection that stays", _then_wait(whole)),
            ("with more after the end", _whole(whole + b"data: {broken\n\n")),
        ]
        for name, script in ways:
            yield Row(
                f"{provider}: {language} {name}", "good answer", provider, (script,), "answer",
                language=language,
            )  # fmt: skip


def _retries(provider: Provider) -> Iterator[Row]:
    """Servers that recover, and one that asks for a long pause."""
    good = _whole(stream_head() + b"".join(events(provider, [ANSWERS["en"]])))
    busy = _whole(response(503, b""))
    pause = _whole(response(429, b"", "Retry-After: 40"))
    base = Row("", "retried", provider, retries=2, timeout_s=15.0)
    yield replace(base, name=f"{provider}: busy once", scripts=(busy, good), ends="answer")
    yield replace(base, name=f"{provider}: busy twice", scripts=(busy, busy, good), ends="answer")
    yield replace(base, name=f"{provider}: reset once", scripts=(Peer.reset, good), ends="answer")
    yield replace(
        base, name=f"{provider}: always busy", scripts=(busy,), says="the server failed (HTTP 503)"
    )
    yield replace(base, name=f"{provider}: pause of 40 s", scripts=(pause, good), says="Wait 40 s")
    yield replace(
        base,
        name=f"{provider}: busy for longer than we wait",
        scripts=(_whole(response(503, b"", "Retry-After: 8")),),
        says="the server failed (HTTP 503)",
        timeout_s=2.0,
    )


def _whole(data: bytes) -> Script:
    return lambda peer: peer.send(data)


def _sliced(data: bytes, size: int) -> Script:
    def script(peer: Peer) -> None:
        for start in range(0, len(data), size):
            peer.send(data[start : start + size])

    return script


def _then_wait(data: bytes) -> Script:
    def script(peer: Peer) -> None:
        peer.send(data)
        peer.wait(_LONG_S)

    return script


def _redirect(status: int) -> Script:
    return lambda peer: peer.send(response(status, b"", f"Location: {peer.elsewhere}/messages"))


def _stream(provider: Provider, pieces: Sequence[str], tail: Script) -> Script:
    """A stream that begins well and then does what ``tail`` does."""

    def script(peer: Peer) -> None:
        peer.send(stream_head())
        _send_all(peer, events(provider, pieces, None))
        tail(peer)

    return script


def _send_all(peer: Peer, parts: Iterator[bytes]) -> None:
    for part in parts:
        peer.send(part)


def _finish(provider: Provider, finish: str) -> Iterator[bytes]:
    """The end of a stream, without its beginning."""
    skip = len(list(events(provider, [], None)))
    yield from list(events(provider, [], finish))[skip:]


def _text(provider: Provider, text: str) -> bytes:
    return anthropic_text(text) if provider == "anthropic" else openai_event({"content": text})


def _event(provider: Provider, data: bytes) -> bytes:
    name = b"event: content_block_delta\n" if provider == "anthropic" else b""
    return name + b"data: " + data + b"\n\n"


def _wrong_types(provider: Provider) -> bytes:
    if provider == "anthropic":
        return anthropic_event({"type": "content_block_delta", "index": "x", "delta": ["text"]})
    return openai_event(["content", 7])


def _error_event(provider: Provider, kind: str) -> bytes:
    error = {"type": kind, "message": f"something about {KEY}"}
    if provider == "anthropic":
        return anthropic_event({"type": "error", "error": error})
    return b"data: " + json.dumps({"error": error}).encode() + b"\n\n"


def _error(message: str, code: str = "invalid_request_error") -> bytes:
    return json.dumps({"error": {"message": message, "type": code, "code": code}}).encode()


def _gzipped(provider: Provider) -> bytes:
    body = gzip.compress(b"".join(events(provider, ["x" * 1_000_000])))
    return stream_head("Content-Encoding: gzip") + body
