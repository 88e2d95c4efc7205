"""Provisions named in a question: ``EU AI Act Article 50``, ``제31조``, ``第31条``, ``MAP 5.1``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_POINTS = r"((?:\s?\([0-9a-zA-Z]{1,4}\))*)"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"(부칙)?\s?제?\s?(\d{1,3})조(의\d+)?(?:\s?제?(\d{1,2})항)?(?:\s?제?(\d{1,2})호)?"
            r"(?:\s?([가-하])목)?"
        ),
        "jo",
    ),
    (
        re.compile(
            r"(附則)?\s?第?\s?(\d{1,3})条(?![件約例文])(の\d+)?(?:\s?第?(\d{1,2})項)?(?:\s?第?(\d{1,2})号)?()"
        ),
        "jo",
    ),
    (re.compile(rf"\b(?:Articles?|Art\.?)\s?(\d{{1,3}}[a-z]?){_POINTS}", re.IGNORECASE), "article"),
    (
        re.compile(
            r"(?<![-\w])(GOVERN|MAP|MEASURE|MANAGE)[\s-]?(\d+(?:\.\d+)?)(?!\d)", re.IGNORECASE
        ),
        "subcategory",
    ),
    (re.compile(r"\b([A-Z]{2}[-.]\d+(?:\.\d+)*(?:-\d{2,4})?)(?![\d.])"), "control"),
    (
        re.compile(
            rf"\b(?:Annex|부속서)\s?([IVX]{{1,5}}|\d{{1,2}})(?![a-z])(?:,?\s?points?\s(\d{{1,2}}))?{_POINTS}",
            re.IGNORECASE,
        ),
        "annex",
    ),
    (
        re.compile(
            r"\bRecitals?\s\(?(\d{1,3})\)?|전문\s?제?\s?\(?(\d{1,3})\)?\s?항", re.IGNORECASE
        ),
        "recital",
    ),
    (
        re.compile(
            rf"¶\s?(\d{{1,3}}(?:\.\d)?){_POINTS}|\bparagraph\s(\d{{1,3}}){_POINTS}(?!\d)",
            re.IGNORECASE,
        ),
        "paragraph",
    ),
    (re.compile(r"[제第]?(\d{1,3})[항項]()()()"), "paragraph"),
    (
        re.compile(
            r"(?<![\w-])(Actions?|행동|Commitments?|공약|Principles?|원칙|Outcomes?|Measures?|조치|"
            r"Sub-?Measures?|세부\s?조치)\s?([IVX]{1,4}|\d{1,2}(?:\.\d{1,2})?)(?![\da-z])",
            re.IGNORECASE,
        ),
        "item",
    ),
    (re.compile(r"(?:\bTable|표)\s?(\d{1,2})(?!\d)", re.IGNORECASE), "table"),
    (re.compile(r"(?:\bFigure|그림)\s?(\d{1,2})(?!\d)", re.IGNORECASE), "figure"),
    (re.compile(r"(?:\bfootnote|각주)\s?(\d{1,3})(?!\d)", re.IGNORECASE), "footnote"),
    (
        re.compile(
            rf"(?:\bSec(?:tion|\.)|§)\s?(\d{{1,2}}(?:\.\d{{1,2}})*){_POINTS}", re.IGNORECASE
        ),
        "sec",
    ),
)
# PW.3.2 is within PW.3, but 50 not within 5, nor Annex VI within Annex V, 제6조의2 within 제6조.
_DEEPER = re.compile(r"[^\w.]|제|\.\d")
_ITEMS = {
    "action": ("Action", "행동"),
    "행동": ("Action", "행동"),
    "commitment": ("Commitment", "공약"),
    "공약": ("Commitment", "공약"),
    "principle": ("Principle", "원칙"),
    "원칙": ("Principle", "원칙"),
    "outcome": ("Outcome",),
    "measure": ("Measure", "Sub-Measure"),
    "조치": ("Measure", "Sub-Measure"),
    "submeasure": ("Sub-Measure", "Measure"),
    "세부조치": ("Sub-Measure", "Measure"),
}


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names a provision.

    Attributes:
        start: Of its characters.
        end: One past the last.
        addresses: What it may mean, in the spelling of locators.
    """

    start: int
    end: int
    addresses: tuple[str, ...]


def find_addresses(question: str) -> tuple[str, ...]:
    """Return the addresses a question may mean, in the spelling of locators.

    ``제31조`` is Korean for Article 31 of any law, so both spellings are returned.
    """
    spelled = (address for spellings in find_provisions(question) for address in spellings)
    return tuple(dict.fromkeys(spelled))


def find_provisions(question: str) -> tuple[tuple[str, ...], ...]:
    """Return the provisions a question names, each with the addresses that it may go by."""
    return tuple(mention.addresses for mention in locate_addresses(question))


def locate_addresses(text: str) -> list[Mention]:
    """Return the places of a text that name provisions, kind by kind."""
    found: list[Mention] = []
    for pattern, kind in _RULES:
        for match in pattern.finditer(text):
            addresses = _spell(kind, [g or "" for g in match.groups()])
            found.append(Mention(match.start(), match.end(), tuple(addresses)))
        if kind == "jo":
            # The 제2항 of 제31조제2항 is no paragraph of a declaration.
            text = pattern.sub(lambda m: " " * len(m[0]), text)
    return found


def find_spans(question: str) -> tuple[tuple[int, int], ...]:
    """Return where in a question provisions are named, in order and without overlaps."""
    spans: list[tuple[int, int]] = []
    for mention in locate_addresses(question):
        words = question[mention.start : mention.end]
        start = mention.end - len(words.lstrip())
        if all(mention.end <= left or right <= start for left, right in spans):
            spans.append((start, mention.end))
    return tuple(sorted(spans))


def address_matches(address: str | None, wanted: str) -> bool:
    """Return whether a passage at ``address`` stands in the provision ``wanted``, or holds it.

    ``Art. 5(1)(a)`` stands in ``Art. 5``; a passage at ``Art. 5(1)`` may hold ``Art. 5(1)(a)``;
    the brackets of ``[¶3]``, whose count is ours, are no part of the address.
    """
    if not address:
        return False
    address = address.strip("[]")
    return _within(address, wanted) or _within(wanted, address)


def address_starts(wanted: str) -> tuple[str, ...]:
    """Return beginnings, of which the address of every passage that matches ``wanted`` has one.

    They are the outermost provision that it stands in, as counted by the document and by us:
    ``Art. 5`` and ``[Art. 5`` for ``Art. 5(1)(a)``.
    """
    outermost = re.sub(r"(?:\(|,|제\d+[항호]).*$", "", wanted)
    return outermost, f"[{outermost}"


def _within(inner: str, outer: str) -> bool:
    rest = inner.removeprefix(outer)
    return inner == outer or (rest != inner and bool(_DEEPER.match(rest)))


def _spell(kind: str, groups: list[str]) -> list[str]:
    match kind:
        case "jo":
            return _spell_korean(groups)
        case "article":
            points = groups[1].replace(" ", "")
            korean = f"제{groups[0]}조"
            first = re.match(r"\((\d+)\)", points)
            return [f"Art. {groups[0]}{points}", korean + (f"제{first[1]}항" if first else "")]
        case "subcategory":
            return [f"{groups[0].upper()} {groups[1]}"]
        case "control":
            return [groups[0]]
        case "annex":
            point = f"({groups[1]})" if groups[1] else ""
            return [f"Annex {groups[0].upper()}{point}{groups[2].replace(' ', '')}"]
        case "recital":
            return [f"Recital {groups[0] or groups[1]}"]
        case "paragraph":
            points = (groups[1] or groups[3]).replace(" ", "")
            return [f"¶{groups[0] or groups[2]}{points}"]
        case "table":
            return [f"표 {groups[0]}", f"Table {groups[0]}"]
        case "item":
            noun = re.sub(r"[-\s]", "", groups[0].lower()).removesuffix("s")
            return [f"{name} {groups[1].upper()}" for name in _ITEMS[noun]]
        case "figure":
            return [f"그림 {groups[0]}", f"Figure {groups[0]}"]
        case "footnote":
            return [f"footnote {groups[0]}", f"endnote {groups[0]}"]
        case _:
            points = groups[1].replace(" ", "")
            return [f"Sec. {groups[0]}{points}", f"§{groups[0]}{points}"]


def _spell_korean(groups: list[str]) -> list[str]:
    supplement, number, sub, paragraph, point, letter = groups
    korean = f"제{number}조{sub.replace('の', '의')}"
    korean += f"제{paragraph}항" if paragraph else ""
    korean += f"제{point}호" if point else ""
    korean += f"{letter}목" if letter else ""
    if supplement:
        return [f"부칙 {korean}"]
    return [korean, f"Art. {number}" + (f"({paragraph})" if paragraph else "")]
