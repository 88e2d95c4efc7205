"""From whatever a client library raises to the one fault that explains it."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator

from assistant.engines.connection import Connection
from assistant.engines.faults import Fault

_TOO_LONG = re.compile(
    r"context.{0,20}(length|window|size)|too (long|large|many tokens)|maximum.{0,20}tokens"
    r"|exceed.{0,40}(context|tokens)",
    re.IGNORECASE | re.DOTALL,
)
_NO_CREDIT = re.compile(r"insufficient_quota|credit balance|billing", re.IGNORECASE)
_ERROR_TYPES = {
    "authentication_error": 401, "permission_error": 403, "not_found_error": 404,
    "request_too_large": 413, "rate_limit_error": 429, "overloaded_error": 529,
}  # fmt: skip
"""Anthropic's names of errors that arrive inside a stream, where the status is 200."""

_MOST_READ = 2_000


def explain_failure(error: Exception, connection: Connection) -> Fault:
    """Return the fault behind an exception.

    Words of the server never get into it: they may repeat the key.

    Args:
        error: From a client library, which may have wrapped another's.
        connection: What the server last said.
    """
    chain = list(_causes(error))
    for cause in chain:
        if isinstance(cause, Fault):
            return cause
    status = getattr(error, "status_code", None)
    body = _body(error)
    if isinstance(status, int):
        if status < 300:  # reported inside the stream
            status = next((s for name, s in _ERROR_TYPES.items() if name in body), 0)
        return explain_status(status, body, connection)
    names = {kind.__name__ for cause in chain for kind in type(cause).__mro__}
    if fault := _connecting(chain, names):
        return fault
    if "TransportError" in names or "OSError" in names:
        return Fault("cut" if connection.status else "dropped")
    if "APIError" in names:
        return Fault("reported")
    return Fault("garbled")


def explain_status(status: int, body: str, connection: Connection) -> Fault:
    """Return the fault behind an HTTP status.

    Args:
        status: 300 or more; 0 for an error without one.
        body: What the server wrote, to be searched and never shown.
        connection: For the headers of the last response.
    """
    match status:
        case 0:
            return Fault("reported")
        case 401 | 403:
            key = "credit" if _NO_CREDIT.search(body) else "key"
        case 402:
            key = "credit"
        case 404 | 405 | 410 | 501:
            key = "not_found"
        case 413:
            key = "too_long"
        case 429:
            if _NO_CREDIT.search(body):
                key = "credit"
            elif connection.retry_after_s:
                return Fault("too_many", status=status, wait_s=connection.retry_after_s)
            else:
                key = "too_many"
        case _ if status >= 500:
            key = "failed"
        case _ if status >= 400:
            long, poor = _TOO_LONG.search(body), _NO_CREDIT.search(body)
            key = "too_long" if long else "credit" if poor else "rejected"
        case _:
            return Fault("redirect", origin=connection.location)
    return Fault(key, status=status)


def _connecting(chain: list[BaseException], names: set[str]) -> Fault | None:
    """What went wrong before the first byte was sent, if it did."""
    if any(isinstance(cause, ssl.SSLError) for cause in chain):
        return Fault("tls")
    if any(isinstance(cause, socket.gaierror) for cause in chain):
        return Fault("unknown_host")
    if names & {"UnsupportedProtocol", "InvalidURL"}:
        return Fault("bad_address")
    if any(isinstance(cause, ConnectionRefusedError) for cause in chain):
        return Fault("refused")
    return Fault("unreachable") if names & {"ConnectError", "ConnectTimeout"} else None


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    waiting: list[BaseException] = [error]
    while waiting:
        cause = waiting.pop(0)
        if id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        waiting += [c for c in (cause.__cause__, cause.__context__) if c is not None]
        if isinstance(cause, BaseExceptionGroup):
            waiting += cause.exceptions


def _body(error: Exception) -> str:
    parts = (getattr(error, "body", ""), getattr(error, "code", ""), error)
    return " ".join(str(part)[:_MOST_READ] for part in parts)
