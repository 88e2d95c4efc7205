"""How far the numbered provisions of a document go, and whether it has one that is asked for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_FEWEST = 3
_FEWEST_WITHIN = 2
_WITHIN = re.compile(r"[\d ]")
_ROMAN = {"I": 1, "V": 5, "X": 10}
_OWN_COUNT = "["
_RULES = (
    (re.compile(r"(?P<head>Art\.|Recital|Table|표) (?P<n>\d+)(?:\((?P<m>\d+)\))?"), "{head}"),
    (re.compile(r"(?P<head>)제(?P<n>\d+)조(?:의\d+)?(?:제(?P<m>\d+)항)?"), "제조"),
    (re.compile(r"(?P<head>Annex) (?P<n>[IVX]+)(?:\((?P<m>\d+)\))?"), "{head}"),
    (
        re.compile(r"(?P<head>GOVERN|MAP|MEASURE|MANAGE|Sec\.) (?P<n>\d+)(?:\.(?P<m>\d+))?"),
        "{head}",
    ),
    (re.compile(r"(?P<head>¶)(?P<n>\d+)"), "{head}"),
)


@dataclass(frozen=True, slots=True)
class Lack:
    """A provision that a document does not have.

    Attributes:
        address: As asked for.
        series: What is counted: ``Art.``, ``제조``, ``Annex``, ``MAP``; within one, ``MAP 3``.
        count: How many of it there are; 0 where the document has none of the kind.
    """

    address: str
    series: str
    count: int


def count_series(addresses: Iterable[str]) -> dict[str, int]:
    """Return how many provisions each series of a document has.

    Only series that count from 1 without a gap are told, because a gap may be one that the reader
    of the document left: what is asked for might stand there.

    Args:
        addresses: Of a document's passages or quotes, as in ``Locator.address``.
    """
    numbers: defaultdict[str, set[int]] = defaultdict(set)
    for address in addresses:
        for series, number in _steps(address.strip("[]")):
            # The count of paragraphs that bear no number is ours, and no reader's.
            if not (address.startswith(_OWN_COUNT) and series == "¶"):
                numbers[series].add(number)
    return {
        series: len(found)
        for series, found in numbers.items()
        if found == set(range(1, len(found) + 1))
        and len(found) >= (_FEWEST_WITHIN if _WITHIN.search(series) else _FEWEST)
    }


def find_lack(spellings: Sequence[str], counts: Mapping[str, int]) -> Lack | None:
    """Return that a document lacks a provision; None when it has it or nobody can tell.

    Args:
        spellings: The addresses that the provision may go by (``제31조`` or ``Art. 31``).
        counts: As ``count_series`` returns them.
    """
    lacks = []
    for address in spellings:
        steps = _steps(address)
        known = [(series, number) for series, number in steps if series in counts]
        over = next((s for s, number in known if number > counts[s]), None)
        if over is not None:
            lacks.append(Lack(address, over, counts[over]))
        elif known and known[0] == steps[0]:
            return None
    return lacks[0] if lacks else None


def _steps(address: str) -> list[tuple[str, int]]:
    """The series an address counts in and its number, from the outermost inwards."""
    for pattern, name in _RULES:
        if found := pattern.match(address):
            series = name.format(head=found["head"])
            outer = found["n"] if found["n"].isdigit() else str(_from_roman(found["n"]))
            steps = [(series, int(outer))]
            inner = found.groupdict().get("m")
            if inner:
                whole = address[: found.start("m")].rstrip("(.제")
                steps.append((whole, int(inner)))
            return steps
    return []


def _from_roman(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))
