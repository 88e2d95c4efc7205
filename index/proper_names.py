"""Whether a text names a country, a body, a place or an event, in whatever language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

from corpus.catalog import DATA, load_catalog
from corpus.types import DocumentInfo
from index.glossary import load_glossary

_KINDS = ("country", "organisation", "name")
_SHORT_ACRONYM = 4
_LONGEST = 100
_ALNUM = "A-Za-z0-9"
_CJK = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_GOVERNMENT = re.compile(
    r"^(?:the )?(?:government of (?:the )?)?(?P<of>.+?)(?:'s)?"
    r"(?: (?:federal )?(?:government|administration)|\s?정부|\s?연방정부|政府)?$",
    re.IGNORECASE,
)


def resolve(name: str) -> tuple[str, ...]:
    """Return the glossary's preferred English of everything that is called ``name``."""
    key = _key(name)
    return tuple(e for e, spelled in _by_key().get(key, ()) if not _is_exact(spelled, name))


def match_name(text: str, at: int) -> tuple[tuple[str, ...], int] | None:
    """Return the longest name that stands in a text at an index: what it names, and its end."""
    for end in range(min(len(text), at + _LONGEST), at, -1):
        cut = _is_latin(text[end - 1]) and end < len(text) and _is_latin(text[end])
        if not cut and not text[end - 1].isspace() and (names := resolve(text[at:end])):
            return names, end
    return None


def kind_of(name: str) -> str:
    """Return country, organisation or name for a preferred English name; empty for others."""
    return next((kind for kind, _ in _rows().get(name, ())), "")


def names_document(info: DocumentInfo, name: str) -> bool:
    """Return whether a document is of a body, or its publisher or title names a place or event.

    A body's name in a title tells of whom the document speaks; it counts where no publisher is
    known.

    Args:
        info: The document.
        name: The glossary's preferred English, or another name as it is written.
    """
    if info.publisher and _found(name, bodies=True, text=info.publisher):
        return True
    is_body = kind_of(name) not in ("country", "name")
    return not (is_body and info.publisher) and _found(name, bodies=False, text=info.title)


def is_published_by(publisher: str | None, wanted: str) -> bool:
    """Return whether a publisher is the one that is wanted, by any of its names.

    A name counts as it is written, from the beginning of a word on; in another language where the
    glossary has it, a country also by its bodies; and as the catalogue spells the same publisher.
    """
    return bool(publisher and wanted.strip()) and _is_published_by(str(publisher), wanted.strip())


@lru_cache(maxsize=20_000)
def _is_published_by(publisher: str, wanted: str) -> bool:
    government = _GOVERNMENT.match(wanted)
    called = resolve(government["of"] if government else wanted)
    # Korea is not looked for as it is written: North Korea begins a word with it.
    if not any(kind_of(n) == "country" for n in called) and _begins_word(publisher, wanted):
        return True
    ours, theirs = _countries(wanted), _countries(publisher)
    other_country = bool(ours and theirs and not ours & theirs)
    if not other_country and any(_found(n, bodies=True, text=publisher) for n in called):
        return True
    return any(
        publisher in entry.publishers.values()
        and any(_begins_word(spelled, wanted) for spelled in entry.publishers.values())
        for entry in load_catalog()
    )


def _begins_word(text: str, wanted: str) -> bool:
    ends = f"(?![{_ALNUM}])" if len(wanted) < _SHORT_ACRONYM else ""
    return bool(re.search(rf"(?<![{_ALNUM}]){re.escape(wanted)}{ends}", text, re.IGNORECASE))


@lru_cache(maxsize=20_000)
def _countries(text: str) -> frozenset[str]:
    return frozenset(
        name
        for name, rows in _rows().items()
        if any(kind == "country" for kind, _ in rows) and _found(name, bodies=False, text=text)
    )


@lru_cache(maxsize=50_000)
def _found(name: str, *, bodies: bool, text: str) -> bool:
    return any(match["own"] for match in _pattern(name, bodies).finditer(text))


@lru_cache(maxsize=2_000)
def _pattern(name: str, bodies: bool) -> re.Pattern[str]:
    """Matches what is called ``name`` as ``own``, and longer names of others that hold one of it.

    The longest name comes first, so that 인도네시아 is not India.
    """
    own = set(_spellings(name)) or {name}
    extra = _extras().get(name, {})
    if bodies:
        own |= {s for body in extra.get("bodies", ()) for s in _spellings(body)}
    others = {s for other in extra.get("not", ()) for s in _spellings(other)}
    if kind_of(name) == "country":
        others |= {s for s in _places() if s not in own and any(mine in s for mine in own)}
    decoys = "|".join(map(_spelled, sorted(others, key=len, reverse=True))) or r"(?!)"
    wanted = "|".join(map(_spelled, sorted(own, key=len, reverse=True)))
    return re.compile(f"(?:{decoys})|(?P<own>{wanted})")


def _spelled(spelling: str) -> str:
    """The expression for one spelling: whole words where it is Latin, acronyms as written."""
    words = re.escape(spelling) if spelling.isupper() else f"(?i:{re.escape(spelling)})"
    return (
        (f"(?<![{_ALNUM}])" if _is_latin(spelling[0]) else "")
        + words
        + (f"(?![{_ALNUM}])" if _is_latin(spelling[-1]) else "")
    )


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()


def _is_exact(spelling: str, name: str) -> bool:
    """Whether a short acronym is asked for in other letters: "us" is not the United States."""
    return spelling.isupper() and len(spelling) <= _SHORT_ACRONYM and spelling != name.strip()


def _spellings(name: str) -> Iterator[str]:
    for _, spelled in _rows().get(name, ()):
        yield from spelled
    yield from _extras().get(name, {}).get("also", ())


@cache
def _rows() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """(kind, spellings) of the glossary's names by their preferred English."""
    rows: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for term in load_glossary():
        if term.kind in _KINDS:
            spelled = (s for variants in term.variants.values() for s in variants)
            rows.setdefault(term.variants["en"][0], []).append(
                (term.kind, tuple(dict.fromkeys(s for s in spelled if len(s) > 1)))
            )
    return rows


@cache
def _places() -> frozenset[str]:
    return frozenset(
        spelling
        for rows in _rows().values()
        for kind, spelled in rows
        if kind in ("country", "name")
        for spelling in spelled
    )


@cache
def _by_key() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for name in _rows():
        for spelling in dict.fromkeys(_spellings(name)):
            found.setdefault(_key(spelling), []).append((name, spelling))
    return found


@cache
def _extras() -> dict[str, dict[str, Any]]:
    return tomllib.loads((DATA / "names.toml").read_text(encoding="utf-8"))


def _key(name: str) -> str:
    """A name for comparison: Korean and Japanese are written with and without spaces."""
    return re.sub(r"\s+", "" if _CJK.search(name) else " ", name.strip().casefold())


def publisher_names(documents: Iterable[DocumentInfo]) -> frozenset[str]:
    """Return the publishers of a library and the parts of their names, as they are written."""
    publishers = {info.publisher for info in documents if info.publisher}
    parts = {p.strip() for name in publishers for p in re.split(r"[;,/()·]", name)}
    return frozenset(
        name
        for name in publishers | parts
        if len(name) > 2 and (_CJK.search(name) or any(c.isupper() for c in name))
    )
