"""One HTTP connection to a language model's server, which may be broken or hostile.

Both client libraries bring defaults that suit their own server: they follow redirects, read keys
and headers from the environment, and read answers of any length. Here nothing is sent but what the
request needs, only to the address that was set, and no more is read than an answer can be long.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import cast
from urllib.parse import urlsplit

import httpx

from assistant.engines.faults import Fault

_SENT = frozenset(
    {
        *("host", "accept", "accept-encoding", "connection", "content-type", "content-length"),
        *("user-agent", "anthropic-version"),
    }
)
"""Headers that leave this machine, besides the key's."""

# An event of a stream carries a few hundred bytes for a word or two; an answer has 600 tokens.
_MOST_BYTES = 4 << 20
_MOST_ERROR_BYTES = 64 << 10
_LONGEST_PAUSE_S = 10.0
"""A server that wants a longer pause before the next request is not asked again."""


class Connection:
    """Opens a client and keeps what the server last said.

    Attributes:
        status: Of the last response; 0 before the first.
        retry_after_s: What the last response asked for, in whole seconds; None without.
        location: Where the last response redirects to, without a path on another host.
    """

    def __init__(self, key_header: str, key_value: str | None) -> None:
        """Nothing is sent yet.

        Args:
            key_header: Name of the header that carries the key, in lower case.
            key_value: Of that header; None sends none.
        """
        self._key_header = key_header
        self._key_value = key_value
        self.status = 0
        self.retry_after_s: int | None = None
        self.location = ""

    def open(self) -> httpx.AsyncClient:
        """Return a client; close it after use.

        Raises:
            Fault: The key holds characters that a header cannot hold.
        """
        if self._key_value is not None and not re.fullmatch(r"[!-~ ]+", self._key_value):
            raise Fault("bad_key")

        async def before(request: httpx.Request) -> None:
            self._strip(request.headers)

        async def after(response: httpx.Response) -> None:
            self._note(response)
            response.stream = _Limited(response)

        return httpx.AsyncClient(
            follow_redirects=False,
            event_hooks={"request": [before], "response": [after]},
        )

    def _strip(self, headers: httpx.Headers) -> None:
        # A password in the address has become an Authorization header by now.
        password = headers.get("authorization", "").startswith("Basic ")
        for name in list(headers):
            if name not in _SENT and not (name == "authorization" and password):
                del headers[name]
        # Compressed answers could unpack to any length.
        headers["accept-encoding"] = "identity"
        if self._key_value is not None:
            headers[self._key_header] = self._key_value

    def _note(self, response: httpx.Response) -> None:
        self.status = response.status_code
        # Without the header the client does not even try to make sense of it.
        self.location = _origin(response.headers.pop("location", ""))
        wait = response.headers.get("retry-after", "")
        self.retry_after_s = min(int(wait), 86_400) if wait.isascii() and wait.isdigit() else None
        if self.status >= 300 and (self.retry_after_s or 0) > _LONGEST_PAUSE_S:
            response.headers["x-should-retry"] = "false"  # both libraries obey it


class _Limited(httpx.AsyncByteStream):
    """The body of a response, refused where it is no stream of text and cut where it is endless."""

    def __init__(self, response: httpx.Response) -> None:
        self._stream = cast(httpx.AsyncByteStream, response.stream)
        self._is_error = response.status_code >= 300
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        packed = response.headers.get("content-encoding", "identity").strip().lower()
        self._refused = ""
        if not self._is_error and kind not in ("", "text/event-stream", "text/plain"):
            self._refused = _shown(kind)
        elif not self._is_error and packed not in ("", "identity"):
            self._refused = _shown(packed)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        if self._refused:
            raise Fault("not_a_stream", kind=self._refused)
        left = _MOST_ERROR_BYTES if self._is_error else _MOST_BYTES
        async for block in self._stream:
            left -= len(block)
            if left < 0:
                if self._is_error:
                    return
                raise Fault("too_big")
            yield block

    async def aclose(self) -> None:
        await self._stream.aclose()


def _origin(location: str) -> str:
    try:
        address = urlsplit(location)
    except ValueError:
        return _shown(location)
    if not address.netloc:
        return _shown(address.path)
    return _shown(f"{address.scheme}://{address.netloc.rpartition('@')[2]}")


def _shown(name: str) -> str:
    """A name that a server made up, fit to be shown in one line."""
    return re.sub(r"[^\w.:/\[\]+-]", "?", name)[:80]
