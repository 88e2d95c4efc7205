"""Provisions named in a question: ``EU AI Act Article 50``, ``제31조``, ``MAP 5.1``, ``표 3``."""

from __future__ import annotations

import re

_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"제?\s?(\d{1,3})조(의\d+)?(?:\s?제?(\d{1,2})항)?(?:\s?제?(\d{1,2})호)?"), "jo"),
    (
        re.compile(r"\b(?:Articles?|Art\.?)\s?(\d{1,3})((?:\s?\([0-9a-z]{1,3}\))*)", re.IGNORECASE),
        "article",
    ),
    (
        re.compile(r"\b(GOVERN|MAP|MEASURE|MANAGE)[\s-]?(\d+(?:\.\d+)?)(?!\d)", re.IGNORECASE),
        "subcategory",
    ),
    (re.compile(r"\bAnnex\s([IVX]{1,5})(?![a-z])", re.IGNORECASE), "annex"),
    (re.compile(r"부속서\s?([IVX]{1,5}|\d{1,2})", re.IGNORECASE), "annex"),
    (
        re.compile(
            r"\bRecitals?\s\(?(\d{1,3})\)?|전문\s?제?\s?\(?(\d{1,3})\)?\s?항", re.IGNORECASE
        ),
        "recital",
    ),
    (re.compile(r"¶\s?(\d{1,2})|\bparagraph\s(\d{1,2})(?!\d)", re.IGNORECASE), "paragraph"),
    (re.compile(r"(?<!조)(?<!조제)(?<!조\s)(?<!조\s제)제?(\d{1,2})항()"), "paragraph"),
    (
        re.compile(r"(\bActions?|행동|\bCommitments?|공약)\s?([IVX]{1,4}|\d{1,2})(?![\da-z])"),
        "item",
    ),
    (re.compile(r"(?:\bTable|표)\s?(\d{1,2})(?!\d)", re.IGNORECASE), "table"),
    (re.compile(r"(?:\bFigure|그림)\s?(\d{1,2})(?!\d)", re.IGNORECASE), "figure"),
    (
        re.compile(
            r"\bSec(?:tion|\.)\s?(\d{1,2}(?:\.\d{1,2})?)((?:\s?\([0-9a-z]{1,3}\))*)", re.IGNORECASE
        ),
        "sec",
    ),
)


def find_addresses(question: str) -> tuple[str, ...]:
    """Return the addresses a question may mean, in the spelling of locators.

    ``제31조`` is Korean for Article 31 of any law, so both spellings are returned.
    """
    found: list[str] = []
    for pattern, kind in _RULES:
        for match in pattern.finditer(question):
            found += _spell(kind, [g or "" for g in match.groups()])
    return tuple(dict.fromkeys(found))


def address_matches(address: str | None, wanted: str) -> bool:
    """Return whether a passage at ``address`` stands in the provision ``wanted``, or holds it.

    ``Art. 5(1)(a)`` stands in ``Art. 5``; a passage at ``Art. 5(1)`` may hold ``Art. 5(1)(a)``.
    """
    if not address:
        return False
    return _within(address, wanted) or _within(wanted, address)


def _within(inner: str, outer: str) -> bool:
    rest = inner.removeprefix(outer)
    return inner == outer or (rest != inner and not rest[0].isdigit() and rest[0] != ".")


def _spell(kind: str, groups: list[str]) -> list[str]:
    match kind:
        case "jo":
            number, sub, paragraph, point = groups
            korean = f"제{number}조{sub}"
            korean += f"제{paragraph}항" if paragraph else ""
            korean += f"제{point}호" if point else ""
            western = f"Art. {number}" + (f"({paragraph})" if paragraph else "")
            return [korean, western]
        case "article":
            points = groups[1].replace(" ", "")
            korean = f"제{groups[0]}조"
            first = re.match(r"\((\d+)\)", points)
            return [f"Art. {groups[0]}{points}", korean + (f"제{first[1]}항" if first else "")]
        case "subcategory":
            return [f"{groups[0].upper()} {groups[1]}"]
        case "annex":
            return [f"Annex {groups[0].upper()}"]
        case "recital":
            return [f"Recital {groups[0] or groups[1]}"]
        case "paragraph":
            return [f"¶{groups[0] or groups[1]}"]
        case "table":
            return [f"표 {groups[0]}", f"Table {groups[0]}"]
        case "item":
            english = "Action" if groups[0].startswith(("Action", "행동")) else "Commitment"
            korean = "행동" if english == "Action" else "공약"
            return [f"{english} {groups[1]}", f"{korean} {groups[1]}"]
        case "figure":
            return [f"그림 {groups[0]}", f"Figure {groups[0]}"]
        case _:
            return [f"Sec. {groups[0]}{groups[1].replace(' ', '')}"]
