"""Words that say the opposite: must and may, all and some, before and after."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from assistant.verification.negation import Negation

Side = Literal["left", "right"]

_TABLE = Path(__file__).with_name("oppositions.toml")
_BESIDE = 4
_ONLY = re.compile(
    r"\b(?<!not )(?:only|solely|exclusively|merely|just)\b"
    r"|오직|오로지|(?<=[가-힣])(?<![십백천지])(?<!\b[다불])만(?=[\s을이의])"
    r"|에 한(?:하여|해|정)|뿐이|のみ(?!ならず)|だけ(?!で(?:は)?なく)|に限り",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SideWord:
    """A word that takes one side of an opposition.

    Attributes:
        opposition: Its name.
        side: Which side; of a word that is denied, the other.
        start: Of its characters.
        end: One past the last.
    """

    opposition: str
    side: Side
    start: int
    end: int


class _Opposition(NamedTuple):
    name: str
    left: re.Pattern[str]
    right: re.Pattern[str]
    turns: bool


def find_sides(text: str, negations: Sequence[Negation]) -> list[SideWord]:
    """Return the words of a text that take a side.

    What is denied is the other side where there is no third (not allowed is prohibited), and none
    where there is (not all may be some or none).

    Args:
        text: Folded, without its dates: May is a month.
        negations: Of the text.
    """
    return [word for pair in _oppositions() for word in _side_words(pair, text, negations)]


def _side_words(pair: _Opposition, text: str, negations: Sequence[Negation]) -> Iterator[SideWord]:
    sides: tuple[tuple[Side, Side, re.Pattern[str]], ...] = (
        ("left", "right", pair.left),
        ("right", "left", pair.right),
    )
    for side, other, words in sides:
        for match in words.finditer(text):
            gaps = [max(n.start - match.end(), match.start() - n.end) for n in negations]
            if not any(0 <= gap <= _BESIDE for gap in gaps):
                yield SideWord(pair.name, side, match.start(), match.end())
            elif pair.turns:
                yield SideWord(pair.name, other, match.start(), match.end())


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
