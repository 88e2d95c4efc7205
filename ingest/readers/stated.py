"""What a file says of itself in the fields its format has for that."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

# Names of HTML meta elements, the most deliberate first.
_META = {
    "date": (
        "citation_publication_date", "citation_date", "dcterms.issued", "dc.date.issued",
        "article:published_time", "dc.date", "dcterms.date", "datepublished",
    ),
    "publisher": ("citation_publisher", "dcterms.publisher", "dc.publisher", "og:site_name"),
    "language": ("citation_language", "dcterms.language", "dc.language"),
    "version": ("dcterms.hasversion",),
}  # fmt: skip
_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?=[\w-]+:)(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
_FIELD = re.compile(r"^([A-Za-z_][\w-]*):[ \t]+(\S.*?)[ \t]*$", re.MULTILINE)
_FRONT_NAMES = {
    "title": "title", "date": "date", "published": "date", "publisher": "publisher",
    "language": "language", "lang": "language", "status": "status", "kind": "kind",
    "version": "version", "instrument": "instrument", "source_url": "source_url",
}  # fmt: skip
_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?=\.?$|[T\s])")
_LARGEST_JSON = 100_000
_DEEPEST_JSON = 4


def page_fields(soup: BeautifulSoup) -> dict[str, str]:
    """Return what a web page's own fields state, keyed as ``DocumentInfo`` is."""
    metas: dict[str, str] = {}
    for element in soup.find_all("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop")
        metas.setdefault(str(name).lower(), str(element.get("content") or "").strip())
    stated = {
        key: value
        for key, names in _META.items()
        if (value := next((metas[name] for name in names if metas.get(name)), ""))
    }
    for item in _linked_data(soup):
        publisher = item.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        for key, given in (("date", item.get("datePublished")), ("publisher", name)):
            if isinstance(given, str) and given.strip():
                stated.setdefault(key, given.strip())
    if "date" not in stated:
        time = soup.find("time", attrs={"itemprop": "datePublished"}) or soup.find(
            "time", attrs={"pubdate": True}
        )
        stated["date"] = str(time.get("datetime") or "") if time else ""
    return _valid(stated)


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the fields at the head of a Markdown file, with its title, and the text after them.

    Only plain ``key: value`` lines count; lists and nested values state nothing.
    """
    head = _FRONT_MATTER.match(text)
    if not head:
        return {}, text
    stated: dict[str, str] = {}
    for name, value in _FIELD.findall(head[1]):
        if (key := _FRONT_NAMES.get(name.lower())) and value[0] not in "[{|>&*!#":
            quoted = re.match(r"\"([^\"]*)\"|'([^']*)'", value)
            value = (quoted[1] or quoted[2] or "") if quoted else value.split(" #")[0].strip()
            stated.setdefault(key, value)
    return _valid(stated), text[head.end() :]


def iso_date(text: str) -> str | None:
    """Return ``2024-05-21``, ``2024-05`` or ``2024`` from a date written year first."""
    found = _DATE.match(text.strip())
    if not found or not 1000 <= int(found[1]) <= 2999:
        return None
    month, day = int(found[2] or 1), int(found[3] or 1)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return found[1] + (f"-{month:02}" if found[2] else "") + (f"-{day:02}" if found[3] else "")


def _valid(stated: dict[str, str]) -> dict[str, str]:
    valid = {key: value for key, value in stated.items() if value}
    date = iso_date(valid.pop("date", ""))
    language = valid.pop("language", "").lower()[:2]
    return valid | ({"date": date} if date else {}) | ({"language": language} if language else {})


def _linked_data(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    for script in soup.find_all("script", attrs={"type": "application/ld+json"}):
        text = script.string or ""
        try:
            found = json.loads(text) if len(text) <= _LARGEST_JSON else None
        except (ValueError, RecursionError):
            continue
        yield from _objects(found, _DEEPEST_JSON)


def _objects(found: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(found, dict):
        if "datePublished" in found or "publisher" in found:
            yield found
        found = found.get("@graph")
    if isinstance(found, list) and depth:
        for item in found:
            yield from _objects(item, depth - 1)
