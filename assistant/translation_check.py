"""What a machine translation must have in common with its original, whatever the languages."""

from __future__ import annotations

import re
from itertools import chain
from typing import Literal

from assistant.verification.reading import Reading, read
from assistant.verification.signs import compare
from assistant.verification.source import Finding, Source

Fault = Literal[
    "", "empty", "language", "length", "number", "date", "provision", "name", "limit", "negation"
]

_CHECKS: tuple[Fault, ...] = ("number", "date", "provision", "name", "limit", "negation")
_SURE = 0.5
_SURE_OF_NEGATION = 0.3
_SCRIPTS = {
    "en": re.compile(r"[A-Za-z]"),
    "ko": re.compile(r"[\uac00-\ud7a3]"),
    "ja": re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]"),
}
_FOREIGN = {
    "en": re.compile(r"[\uac00-\ud7a3\u3040-\u30ff\u4e00-\u9fff]"),
    "ko": re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]"),
    "ja": re.compile(r"[\uac00-\ud7a3]"),
}
_LEAST_OWN = 0.6
_LENGTH = {"en": 1.0, "ko": 0.5, "ja": 0.5}
"""Rough number of characters for what English says in one; a third to the treble is let pass."""
_SHORT = 40


def find_fault(quote: str, language: str, text: str, into: str) -> Fault:
    """Return what is wrong with a translation, or an empty string.

    The checks prove no translation right. They find those that are partly in another language, far
    too short or long, or that lost, changed or made up a number, a date, a provision, a known name,
    a limit or a negation: whatever one side says must be borne out by the other.

    Args:
        quote: The original.
        language: ISO 639-1 code of the original.
        text: The translation.
        into: Its ISO 639-1 code.
    """
    if not text.strip():
        return "empty"
    if into not in _SCRIPTS or _FOREIGN[into].search(text) or not _in_script(text, into):
        return "language"
    ratio = (len(text) / _LENGTH[into]) / (len(quote) / _LENGTH.get(language, 1.0))
    if not 1 / 3 <= ratio <= 3 and len(quote) > _SHORT:
        return "length"
    original, translated = read(quote, language), read(text, into)
    found = chain(_differences(translated, original), _differences(original, translated))
    checks = {finding.check for finding in found if finding.strength >= _least(finding)}
    return next((check for check in _CHECKS if check in checks), "")


def _differences(claim: Reading, other: Reading) -> tuple[Finding, ...]:
    return compare(claim, Source(other, other), 0.0).findings


def _least(finding: Finding) -> float:
    return _SURE_OF_NEGATION if finding.check == "negation" else _SURE


def _in_script(text: str, language: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    own = sum(bool(_SCRIPTS[language].match(char)) for char in letters)
    return own >= _LEAST_OWN * len(letters)
