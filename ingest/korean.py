"""The one Korean analyser of the process; it takes over a second and 300 MB to load."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def kiwi() -> Any:
    """Return the shared kiwipiepy analyser; one worker, because callers batch themselves."""
    from kiwipiepy import Kiwi

    return Kiwi(num_workers=1)
