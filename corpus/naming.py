"""Which instruments and renamed bodies of the catalogue a text names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from corpus.catalog import load_bodies, load_catalog
from corpus.types import Body, Instrument

_CJK = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
_SCRIPTS_MEET = re.compile(rf"(?<=[{_CJK}])(?=[^{_CJK}\s])|(?<=[^{_CJK}\s])(?=[{_CJK}])")
_NOT_WORD = re.compile(r"[\W_]+")
_POSSESSIVE = re.compile(r"['’]s\b")
# A capital before "AI Act" is another country's or state's, unless it only opens the sentence.
_FEWEST_CHARS = 4
_REMEMBERED = 16_384
"""Texts kept as they are compared: the titles of a library are compared with each question."""
_OPENERS = frozenset(
    (
        "a", "an", "as", "at", "by", "did", "do", "does", "for", "from", "how", "if", "in", "is",
        "of", "on", "that", "the", "to", "under",
    )
)  # fmt: skip


class Named(NamedTuple):
    """What a text names.

    Attributes:
        instruments: Of the catalogue.
        bodies: By a name that they no longer bear.
    """

    instruments: tuple[Instrument, ...]
    bodies: tuple[Body, ...]


def find_named(text: str) -> Named:
    """Return the instruments and renamed bodies that a text names, in the catalogue's order.

    Latin names count as whole words in any case; Korean and Japanese ones wherever they stand,
    with or without spaces.

    Args:
        text: A question or a quote; the longer, the slower.
    """
    words, squeezed = f" {_words(text)} ", squeeze(text)
    instruments = tuple(
        entry
        for entry, names in _spelled_instruments()
        if _stands_in(names, words, squeezed) or any(_loosely(n, text) for n in entry.loose_names)
    )
    bodies = tuple(b for b, names in _spelled_bodies() if _stands_in(names, words, squeezed))
    return Named(instruments, bodies)


def is_named(name: str, text: str) -> bool:
    """Whether a text holds a name of at least two Latin words or four other characters."""
    squeezed = squeeze(name)
    if re.search(f"[{_CJK}]", name):
        return len(squeezed) >= _FEWEST_CHARS and squeezed in squeeze(text)
    words = _words(name)
    return " " in words and f" {words} " in f" {_words(text)} "


class _Spelled(NamedTuple):
    """Names as they are compared: Latin ones as words, others without spaces."""

    words: tuple[str, ...]
    squeezed: tuple[str, ...]


@cache
def _spelled_instruments() -> tuple[tuple[Instrument, _Spelled], ...]:
    return tuple(
        (entry, _spell([*_all(entry.names), *entry.titles.values(), *entry.aliases]))
        for entry in load_catalog()
    )


@cache
def _spelled_bodies() -> tuple[tuple[Body, _Spelled], ...]:
    return tuple((body, _spell(_all(body.names))) for body in load_bodies())


def _all(names: dict[str, tuple[str, ...]]) -> list[str]:
    return [name for some in names.values() for name in some]


def _spell(names: Iterable[str]) -> _Spelled:
    names = list(names)
    latin = {f" {_words(name)} " for name in names if not re.search(f"[{_CJK}]", name)}
    others = {squeeze(name) for name in names if re.search(f"[{_CJK}]", name)}
    return _Spelled(tuple(sorted(latin)), tuple(sorted(others)))


def _stands_in(names: _Spelled, words: str, squeezed: str) -> bool:
    return any(n in words for n in names.words) or any(n in squeezed for n in names.squeezed)


def _loosely(name: str, text: str) -> bool:
    pattern = rf"(?:(?<![\w’'-])([\w’'-]+)\s)?(?<![\w-]){re.escape(name)}(?![A-Za-z0-9])"
    for found in re.finditer(pattern, text):
        before = found[1] or ""
        if not before[:1].isupper() or before.lower() in _OPENERS:
            return True
    return False


@lru_cache(maxsize=_REMEMBERED)
def _words(text: str) -> str:
    text = _SCRIPTS_MEET.sub(" ", unicodedata.normalize("NFKC", text))
    return _NOT_WORD.sub(" ", _POSSESSIVE.sub("", text).casefold()).strip()


@lru_cache(maxsize=_REMEMBERED)
def squeeze(text: str) -> str:
    """Return a text's letters and digits in one case, as names are compared."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", text).casefold())
