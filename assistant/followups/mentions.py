"""What a question names: countries, bodies, instruments, people, provisions, dates, terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from index.addresses import find_addresses, find_spans
from index.glossary import Term, find_terms, load_glossary

Kind = Literal[
    "country",
    "organisation",
    "instrument",
    "person",
    "name",
    "provision",
    "date",
    "ordinal",
    "term",
]
NAMELESS: frozenset[Kind] = frozenset(["date", "ordinal", "term"])
"""Kinds that name nothing of their own."""


_HANGUL = re.compile("[\uac00-\ud7a3]")
# A country's name also begins other words (인도 and 인도적).
_AFTER_COUNTRY = re.compile(
    r"은|는|이|가|을|를|의|에|과|와|도|만|로|으로|부터|까지|처럼|보다|측|쪽|정부"
)
_DATE = re.compile(
    r"(?:\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r")\s)?(?<![\d/.-])(?:19|20)\d{2}(?![\d/.-])(?:\s?[년年](?:\s?\d{1,2}[월月])?)?"
)
_DRAFT = re.compile(r"안(?=[\s은는이가을를의에도과와?.!]|$)")
_ORDINAL = re.compile(
    r"\b(?:first|second|third|fourth|fifth)\b|제?\d{1,2}차|(?:첫|두|세|네)\s?번째|第\d{1,2}回|第[一二三四五]回"
)
# Laws that the glossary does not know; "bill" or "memo" alone is somebody's or of some kind.
_LAW_HEAD = (
    r"(?:bill|law|code|memo|memorandum|white paper|recommendation|guidelines|resolution|order|act|"
    r"framework|agreement|declaration|statement|profile|playbook|action plan|code of practice|"
    r"code of conduct)(?: \d[\d/.-]*\d)?"
)
_LAW_HEAD_KO = (
    "(?:선언|서약|협약|권고|성명|각서|지침|가이드라인|백서|보고서|강령|프로파일|의향서|결의안?)"
)
_BARE_KO = r"(?:[가-힣A-Za-z0-9]*[가-힣A-Za-z0-9](?<![은는이가을를에의서로고며한된하과와도])\s)"
_LAW = re.compile(
    rf"{_BARE_KO}{{1,4}}[가-힣A-Za-z]*{_LAW_HEAD_KO}(?=[\s은는이가을를의에도과와?.!]|$)"
    r"|[가-힣A-Za-z]+(?:기본법안?|법안)(?=[\s은는이가을를의에도과와?.!]|$)"
    rf"|\b(?:[A-Z][\w’']+ )*(?:[A-Z][\w’']+|draft) {_LAW_HEAD}\b"
    rf"|(?<=\bthe )(?:(?!(?:of|in|on|to|for|and|under|with|by)\b)[\w-]+ ){{1,4}}{_LAW_HEAD}\b"
)
_DEMONYMS = {
    "American": "US", "Australian": "Australia", "Brazilian": "Brazil", "British": "UK",
    "Canadian": "Canada", "Chilean": "Chile", "Chinese": "China", "Dutch": "Netherlands",
    "French": "France", "German": "Germany", "Indian": "India", "Indonesian": "Indonesia",
    "Irish": "Ireland", "Israeli": "Israel", "Italian": "Italy", "Japanese": "Japan",
    "Kenyan": "Kenya", "Korean": "Korea", "Nigerian": "Nigeria", "Russian": "Russia",
    "Rwandan": "Rwanda", "Singaporean": "Singapore", "Spanish": "Spain", "Swiss": "Switzerland",
    "Turkish": "Turkey", "Ukrainian": "Ukraine",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing that a question names.

    Attributes:
        text: As it stands there.
        start: Index of its first character.
        end: One past its last.
        kind: Of what kind it is.
        term: Its row of the glossary, or None.
        same: Equal for two spellings of one thing.
    """

    text: str
    start: int
    end: int
    kind: Kind
    term: Term | None
    same: str

    def overlaps(self, other: Mention) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


def find_mentions(question: str, language: str) -> tuple[Mention, ...]:
    """Return what a question names, in order, the longer before the one within it.

    A country within the name of a body or a law (the UK in "UK AI Safety Institute") is a mention
    beside the other; no others overlap.

    Args:
        question: In any language.
        language: ISO 639-1 code of it.
    """
    found: list[Mention] = []
    for mention in _candidates(question, language):
        if not any(mention.overlaps(other) for other in found):
            found.append(mention)
    bodies = [m for m in found if m.kind in ("organisation", "instrument")]
    others = [m for m in found if m.kind not in ("organisation", "instrument", "term")]
    for country in _countries(question):
        within = any(country.overlaps(body) for body in bodies)
        apart = _stands_apart(question, country) and not any(map(country.overlaps, others))
        if within or apart:
            found = [m for m in found if m.kind != "term" or not m.overlaps(country)]
            found.append(country)
    return tuple(sorted(found, key=lambda m: (m.start, -m.end)))


def demonym(country: str) -> str | None:
    """Return the English adjective of a country under any of its English names, or None."""
    _, terms = _country_names()
    wanted = terms.get(country)
    return next((a for a, name in _DEMONYMS.items() if wanted and terms[name] == wanted), None)


def is_demonym(text: str) -> bool:
    """Return whether text is the English adjective of a country."""
    return text in _DEMONYMS


def _candidates(question: str, language: str) -> Iterator[Mention]:
    """Mentions but for countries, the surer ones first."""
    for start, end in find_spans(question):
        text = question[start:end]
        yield Mention(text, start, end, "provision", None, find_addresses(text)[0])
    terms = [m for m in _terms(question, language) if m.kind != "country"]
    yield from (mention for mention in terms if mention.kind == "instrument")
    for match in _LAW.finditer(question):
        yield Mention(match[0], match.start(), match.end(), "instrument", None, match[0])
    for match in _DATE.finditer(question):
        yield Mention(match[0], match.start(), match.end(), "date", None, match[0])
    yield from (mention for mention in terms if mention.kind not in ("instrument", "term"))
    for match in _ORDINAL.finditer(question):
        yield Mention(match[0], match.start(), match.end(), "ordinal", None, match[0])
    yield from (mention for mention in terms if mention.kind == "term")


def _terms(question: str, language: str) -> Iterator[Mention]:
    for match in find_terms(question, language):
        text = question[match.start : match.end].rstrip(".?!,").removesuffix("'s")
        kind: Kind = "term"
        match match.term.kind:
            case "organisation" | "instrument" | "person" | "name" | "country" as named:
                kind = named
        end = match.start + len(text)
        if kind == "instrument" and _DRAFT.match(question, end):
            end += 1
        same = match.term.variants["en"][0]
        yield Mention(question[match.start : end], match.start, end, kind, match.term, same)


def _stands_apart(question: str, country: Mention) -> bool:
    before, after = question[: country.start][-1:], question[country.end :]
    if not _HANGUL.match(country.text):
        return True
    return not _HANGUL.match(before) and bool(
        not _HANGUL.match(after) or _AFTER_COUNTRY.match(after)
    )


def _countries(question: str) -> Iterator[Mention]:
    pattern, terms = _country_names()
    for match in pattern.finditer(question):
        term = terms[_DEMONYMS.get(match[0], match[0])]
        same = term.variants["en"][0]
        yield Mention(match[0], match.start(), match.end(), "country", term, same)


@cache
def _country_names() -> tuple[re.Pattern[str], dict[str, Term]]:
    terms = {
        name: term
        for term in load_glossary()
        if term.kind == "country"
        for names in term.variants.values()
        for name in names
        if len(name) > 1
    }
    names = sorted([*terms, *_DEMONYMS], key=len, reverse=True)
    # ASCII, because a Korean particle is a letter too.
    latin = (rf"(?a:\b{re.escape(name)}\b)" for name in names if name.isascii())
    other = (re.escape(name) for name in names if not name.isascii())
    return re.compile("|".join([*latin, *other])), terms
