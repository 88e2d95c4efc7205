"""Finds the numbers of a text, in digits and in words."""

from __future__ import annotations

from assistant.verification import digits, east_asian_numbers, english_numbers
from assistant.verification.folding import blank
from assistant.verification.numeral import Numeral, Rule

_RULES: tuple[Rule, ...] = (
    *digits.POWERS,
    *digits.SHARES,
    *english_numbers.SHARES,
    *east_asian_numbers.SHARES,
    *digits.SCALED,
    *east_asian_numbers.SCALED,
    *english_numbers.ORDINALS,
    *east_asian_numbers.ORDINALS,
    *digits.AMOUNTS,
    *english_numbers.AMOUNTS,
    *east_asian_numbers.AMOUNTS,
)
"""What takes more characters comes first."""


def read_numerals(text: str) -> list[Numeral]:
    """Return the numbers of a folded text, in order."""
    found: list[Numeral] = []
    for rule in _RULES:
        for match in rule.pattern.finditer(text):
            value = rule.value(match)
            if value is not None:
                found.append(Numeral(match.start(), match.end(), value.normalize(), rule.kind))
                text = blank(text, match.start(), match.end())
    return sorted(found, key=lambda numeral: numeral.start)
