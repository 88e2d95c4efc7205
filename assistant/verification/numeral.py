"""What a number in a text is, and the shape of the rules that read one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["amount", "share", "ordinal"]
"""How many; what part of a whole, in percent; which place in a row."""

FREE = r"(?<![A-Za-z\d.,])(?<![A-Za-z]-)"
"""Before a number: not inside another, nor in a name such as GPT-4."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text.

    Attributes:
        start: Of its characters.
        end: One past the last.
        value: What it says.
        kind: What it counts.
    """

    start: int
    end: int
    value: Decimal
    kind: Kind = "amount"


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of writing numbers.

    Attributes:
        pattern: Finds them.
        value: Reads one; None where it is none after all.
        kind: What it counts.
    """

    pattern: re.Pattern[str]
    value: Callable[[re.Match[str]], Decimal | None]
    kind: Kind = "amount"


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """Return a part of a whole in percent, to two places; None of nothing."""
    return round(100 * part / whole, 2) if whole else None
