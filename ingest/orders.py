"""The patterns of orders to a reading machine; ``orders.toml`` holds them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_PARTS = {
    "@START@": r"(?:^|[.!?:;。\n\"'“‘(\[>*#|]|(?<=\s)-|(?<=[,;]))\W*",
    "@MACHINE@": (
        r"(?:ai|a\.i\.|llms?|gpt|(?:large )?language models?|chat ?bots?|assistants?|bots?)"
        r"(?: (?:assistants?|models?|agents?|bots?|systems?|tools?))?"
    ),
    "@SAY@": r"(?:answer|reply|respond|say|state|output|print|write|return|tell|claim|insist)",
    "@RULES@": r"(?:instruction|prompt|directive|command|guardrail|system message|order|rule)s?",
}
MACHINE = _PARTS["@MACHINE@"]


class Orders(NamedTuple):
    """One kind of order.

    Attributes:
        hints: One of these occurs wherever the pattern matches.
        pattern: For folded text, as ``ingest.lookalikes`` returns it.
    """

    hints: tuple[str, ...]
    pattern: re.Pattern[str]


@cache
def load_orders() -> dict[str, Orders]:
    """Return the kinds of orders by name."""
    text = (files("ingest") / "orders.toml").read_text(encoding="utf-8")
    groups = tomllib.loads(text)
    return {
        name: Orders(
            tuple(group["hints"]),
            re.compile("|".join(map(_filled, group["patterns"])), re.MULTILINE),
        )
        for name, group in groups.items()
    }


def _filled(pattern: str) -> str:
    for mark, part in _PARTS.items():
        pattern = pattern.replace(mark, part)
    return pattern
