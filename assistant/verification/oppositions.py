"""Words that say the opposite: must and may, all and some, before and after."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

Side = Literal["left", "right"]
Sides = Mapping[str, frozenset[Side]]
"""By the name of an opposition, which of its sides a text holds."""

_TABLE = Path(__file__).with_name("oppositions.toml")
_ONLY = re.compile(
    r"\b(?<!not )(?:only|solely|exclusively|merely|just)\b"
    r"|오직|오로지|(?<=[가-힣])(?<![십백천지])(?<!\b[다불])만(?=[\s을이의])"
    r"|에 한(?:하여|해|정)|뿐이|のみ(?!ならず)|だけ(?!で(?:は)?なく)|に限り",
    re.IGNORECASE,
)


class _Opposition(NamedTuple):
    name: str
    left: re.Pattern[str]
    right: re.Pattern[str]


def find_sides(text: str) -> dict[str, frozenset[Side]]:
    """Return which sides of each opposition a folded text holds; those with none are left out."""
    found: dict[str, frozenset[Side]] = {}
    for pair in _oppositions():
        held: list[Side] = []
        if pair.left.search(text):
            held.append("left")
        if pair.right.search(text):
            held.append("right")
        if held:
            found[pair.name] = frozenset(held)
    return found


def conflicts(claim: Sides, quote: Sides) -> Iterator[str]:
    """Yield the oppositions of which the claim holds one side and the quote only the other."""
    for name, held in claim.items():
        other = quote.get(name)
        if other and len(held) == 1 and len(other) == 1 and held != other:
            yield name


def says_only(text: str) -> bool:
    """Whether a folded text says that something holds of nothing else."""
    return bool(_ONLY.search(text))


@cache
def _oppositions() -> tuple[_Opposition, ...]:
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return tuple(
        _Opposition(name, _compile(pair["left"]), _compile(pair["right"]))
        for name, pair in table.items()
    )


def _compile(words: Mapping[str, str]) -> re.Pattern[str]:
    english = words["en"].replace("--", r"\w*")
    return re.compile(rf"\b(?:{english})\b|{words['east']}", re.IGNORECASE)
