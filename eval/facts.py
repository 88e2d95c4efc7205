"""Finds the facts of a golden answer in the words of another answer, whatever its language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:[,\u00a0 ]\d{3})+(?!\d)")
_GAP = r"[\s\-‐‑–]*"
_GAPS = re.compile(r"[\s\-‐‑–]+")
_SHORT_WORD = 3
"""Latin words of up to so many letters must stand alone: ``not`` is not in ``notify``."""


def states(text: str, facts: Sequence[Sequence[str]]) -> bool:
    """Return whether a text states every fact in one of its spellings.

    White space, hyphens, case and the grouping of digits do not count: ``EUR 35 000 000`` states
    ``35,000,000``. A figure must stand alone: ``1945`` does not state ``45`` nor ``3.5`` ``3``. A
    Latin word must begin where the spelling begins and may go on: ``deactivat`` is stated by
    ``deactivated``.

    Args:
        text: An answer, or the quotes that it consists of.
        facts: Of each fact its spellings, in any language.
    """
    words = _plain(text)
    return all(any(_pattern(s).search(words) for s in spellings) for spellings in facts)


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text.translate(_SUPERSCRIPTS)).lower()
    return _GROUPED.sub(lambda m: re.sub(r"\D", "", m[0]), text)


@cache
def _pattern(spelling: str) -> re.Pattern[str]:
    pieces = [piece for piece in _GAPS.split(_plain(spelling)) if piece]
    body = _GAP.join(_loosely(piece) for piece in pieces)
    letters = "".join(pieces)
    return re.compile(_before(letters[0]) + body + _after(letters))


def _loosely(piece: str) -> str:
    """A pattern with gaps between letters, where extraction leaves them, but not in figures."""
    pattern = re.escape(piece[0])
    for letter, following in pairwise(piece):
        pattern += ("" if (letter + following).isdigit() else _GAP) + re.escape(following)
    return pattern


def _before(letter: str) -> str:
    if letter.isdigit():
        return r"(?<!\d)(?<!\d[.,])"
    return "(?<![a-z])" if letter.isascii() and letter.isalpha() else ""


def _after(letters: str) -> str:
    if letters[-1].isdigit():
        return r"(?!\d)(?![.,]\d)"
    alone = len(letters) <= _SHORT_WORD and letters.isascii() and letters.isalpha()
    return "(?![a-z])" if alone else ""
