"""Which instrument of the catalogue a document is, and which documents belong together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from corpus.types import DocumentInfo, Instrument

_WORDS = re.compile(r"[^\W_]+(?:\.\d+)*")
# What tells one version of an instrument from another in their titles.
_VERSION = re.compile(
    r"\b(?:ver(?:sion)?\.?\s?|v)\d+(?:\.\d+)*\b|(?<=\bRMF )\d+(?:\.\d+)*\b"
    r"|\b(?:(?:first|second|third|fourth|final|initial|working|public|discussion|consultation)\s)?"
    r"draft\b|\bconsolidated (?:version|text)\b|[(\[](?:대안|초안|수정안|안|案)[)\]]",
    re.IGNORECASE,
)
_BILL = re.compile(r"(법률?)안(?=$|[\s(\[,])")
_NUMBERED_RMF = re.compile(r"\(AI RMF\s*\)", re.IGNORECASE)
_EEA = re.compile(r"\(?Text with EEA relevance\.?\)?\s*\Z", re.IGNORECASE)
_TRANSLATION = re.compile(
    r"[(\[][^()\[\]]*(?:\btranslation\b|仮訳|번역)[^()\[\]]*[)\]]", re.IGNORECASE
)
_LEAST_PATH = 2

Relation = Literal["digest", "original", "version", "translation", "copy"]
"""What a document of the same instrument is to another; ``original`` is that of a digest."""


@dataclass(frozen=True, slots=True)
class Match:
    """The instrument that a document is.

    Attributes:
        instrument: The catalogue's entry.
        same_version: Whether the document is the version that the entry describes; a draft or
            another edition is not, and the entry's date and status are not its own.
    """

    instrument: Instrument
    same_version: bool


def match_instrument(
    titles: Iterable[str], source_url: str | None, catalog: Iterable[Instrument]
) -> Match | None:
    """Return the instrument that a document is, or None.

    Only a title that is the instrument's own to the word counts, or its official number, or the
    publisher's very address: a document about an act carries much of its title.

    Args:
        titles: Under which the document goes.
        source_url: The publisher's address of it.
        catalog: The instruments.
    """
    entries = tuple(catalog)
    spelled = [title for title in titles if title]
    for same_version, spell in ((True, _exact), (False, _versionless)):
        wanted = {spell(title) for title in spelled} - {""}
        found = [entry for entry in entries if wanted & set(map(spell, _names(entry)))]
        if found:
            return Match(found[0], same_version) if len(found) == 1 else None
    if source_url and not any(_VERSION.search(title) or _BILL.search(title) for title in spelled):
        found = [e for e in entries if _is_address_of(e, source_url, entries)]
        return Match(found[0], same_version=True) if len(found) == 1 else None
    return None


def related(
    info: DocumentInfo, infos: Iterable[DocumentInfo]
) -> list[tuple[DocumentInfo, Relation]]:
    """Return the other documents of the same instrument and what each is to this one.

    Documents without an instrument are related to none.
    """
    others = (o for o in infos if info.instrument and o.instrument == info.instrument)
    return [(other, _relation(info, other)) for other in others if other.slug != info.slug]


def _relation(info: DocumentInfo, other: DocumentInfo) -> Relation:
    if info.is_digest != other.is_digest:
        return "digest" if other.is_digest else "original"
    drafts = {info.status == "draft", other.status == "draft"}
    if info.version != other.version or len(drafts) > 1:
        return "version"
    if info.language != other.language:
        return "translation"
    return "copy" if info.date == other.date else "version"


def _names(entry: Instrument) -> tuple[str, ...]:
    return (*entry.titles.values(), *entry.aliases)


def _exact(title: str) -> str:
    title = _TRANSLATION.sub(" ", _EEA.sub("", unicodedata.normalize("NFKC", title)))
    words = _WORDS.findall(title.casefold().replace("’", "'"))
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def _versionless(title: str) -> str:
    title = _VERSION.sub(" ", _BILL.sub(r"\1", unicodedata.normalize("NFKC", title)))
    words = _exact(_NUMBERED_RMF.sub(" ", title))
    # One word names no instrument.
    return words if " " in words else ""


def _is_address_of(entry: Instrument, url: str, entries: Iterable[Instrument]) -> bool:
    """Whether ``url`` is where the entry stands, and not a page above several entries."""
    wanted = _address(url)
    shared = any(
        other is not entry and _address(other.source_url).startswith(wanted) for other in entries
    )
    return wanted.count("/") >= _LEAST_PATH and wanted == _address(entry.source_url) and not shared


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host = (parts.netloc or "").lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")


def names_version(title: str) -> Iterator[str]:
    """Yield what in a title tells one version of an instrument from another."""
    for found in _VERSION.finditer(title):
        yield found[0]
