"""One catalogue of everything the interface says, in Korean and English.

Each page has a module of its own words beside this one; answers keep their own language.
"""

from __future__ import annotations

from typing import Literal

from assistant.interface.words import (
    ask,
    brief,
    document,
    draft,
    engines,
    evaluation,
    feedback,
    filters,
    frame,
    history,
    instruments,
    library,
    sources,
    work,
)
from assistant.interface.words.names import KINDS, LANGUAGES, STATUS

InterfaceLanguage = Literal["ko", "en"]

_WORDS = {
    key: pair
    for page in (
        *(frame, ask, brief, feedback, history, draft, sources, engines, filters, work, library),
        *(evaluation, document, instruments),
    )
    for key, pair in page.WORDS.items()
}


def word(key: str, language: InterfaceLanguage, **values: object) -> str:
    """Return a label or sentence of the interface.

    Raises:
        KeyError: There is no such key, or a value is missing.
    """
    return _pick(_WORDS[key], language).format(**values)


def keys() -> tuple[str, ...]:
    """Return every key that ``word`` knows."""
    return tuple(_WORDS)


def status_name(status: str, language: InterfaceLanguage) -> str:
    """Return what a document's status is called."""
    return _pick(STATUS.get(status, (status, status)), language)


def kind_name(kind: str, language: InterfaceLanguage) -> str:
    """Return what a kind of document is called."""
    return _pick(KINDS.get(kind, (kind, kind)), language)


def language_name(code: str, language: InterfaceLanguage) -> str:
    """Return the name of a document's language."""
    return _pick(LANGUAGES.get(code, (code, code)), language)


def pick_language(stored: str | None, accept_language: str) -> InterfaceLanguage:
    """Return the language to start in: the one chosen before, else the browser's first.

    Args:
        stored: What the browser remembers, or None.
        accept_language: The header of that name, most wanted first as browsers write it.
    """
    if stored in ("ko", "en"):
        return "ko" if stored == "ko" else "en"
    for part in accept_language.split(","):
        code = part.split(";")[0].strip().lower()
        if code.startswith("ko"):
            return "ko"
        if code.startswith("en"):
            return "en"
    return "ko" if not accept_language.strip() else "en"


def _pick(pair: tuple[str, str], language: InterfaceLanguage) -> str:
    return pair[0] if language == "ko" else pair[1]
