"""Finds words as a reader types them: in any case and order, Korean with or without spaces."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from corpus.naming import squeeze


def holds_words(fields: Sequence[str | None], text: str) -> bool:
    """Whether fields hold every word of a text, in any case, or all of it but for spaces."""
    whole = "\n".join(_folded(field) for field in fields if field)
    if all(word in whole for word in _folded(text).split()):
        return True
    return bool(squeeze(text)) and squeeze(text) in squeeze(whole)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
