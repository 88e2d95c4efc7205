"""Words that say the opposite: must and may, all and some, before and after."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from assistant.verification.negation import Negation

Side = Literal["left", "right"]
Sides = Mapping[str, frozenset[Side]]
"""By the name of an opposition, which of its sides a text holds."""

_TABLE = Path(__file__).with_name("oppositions.toml")
_BESIDE = 4
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
    turns: bool


def find_sides(text: str, negations: Sequence[Negation]) -> dict[str, frozenset[Side]]:
    """Return which sides of each opposition a text holds; those with none are left out.

    What is denied is the other side where there is no third (not allowed is prohibited), and none
    where there is (not all may be some or none).

    Args:
        text: Folded, without its dates: May is a month.
        negations: Of the text.
    """
    found: dict[str, frozenset[Side]] = {}
    for pair in _oppositions():
        left, left_denied = _is_held(pair.left, text, negations)
        right, right_denied = _is_held(pair.right, text, negations)
        held: list[Side] = []
        if left or (right_denied and pair.turns):
            held.append("left")
        if right or (left_denied and pair.turns):
            held.append("right")
        if held:
            found[pair.name] = frozenset(held)
    return found


def _is_held(words: re.Pattern[str], text: str, negations: Sequence[Negation]) -> tuple[bool, bool]:
    """Whether a side is said, and whether it is said only to be denied."""
    said = denied = False
    for match in words.finditer(text):
        gaps = [max(n.start - match.end(), match.start() - n.end) for n in negations]
        if any(0 <= gap <= _BESIDE for gap in gaps):
            denied = True
        else:
            said = True
    return said, denied


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
        _Opposition(name, _compile(pair["left"]), _compile(pair["right"]), pair.get("turns", False))
        for name, pair in table.items()
    )


def _compile(words: Mapping[str, str]) -> re.Pattern[str]:
    english = words["en"].replace("--", r"\w*")
    return re.compile(rf"\b(?:{english})\b|{words['east']}", re.IGNORECASE)
