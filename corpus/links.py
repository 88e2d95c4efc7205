"""Which addresses may become links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

# No user names (https://oecd.org@elsewhere.example), no letters that look like others, and nothing
# that ends an attribute or a line.
_PLAIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:[/?#][^\s\"'<>\\`]*)?", re.IGNORECASE)


def is_web_address(address: str) -> bool:
    """Return whether an address is a plain one on the web, which says where it leads."""
    return _PLAIN.fullmatch(address) is not None and address.isprintable()


def is_at(address: str, known: Iterable[str]) -> bool:
    """Return whether an address is on the host of one of the known ones."""
    return _host(address) in {_host(each) for each in known} - {""}


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
