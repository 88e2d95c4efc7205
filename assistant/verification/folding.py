"""Brings the spellings of one text together before anything is read from it."""

from __future__ import annotations

import re
import unicodedata

from ingest.clean import clean_text, fold_space

PARAGRAPH = "‖"
# A page may end within a date.
_BROKEN_DATE = re.compile(r"(?<=\d{4}\.)\s*\n\s*(?=\d{1,2}\.\s?\d{1,2}\.)")
_PARAGRAPH = re.compile(r"\s*\n\s*\n\s*")
# Words for a count of days or of times, of which no other part is a number.
_SPELLED = {
    "a fortnight": "two weeks", "fortnight": "two weeks", "twice": "two times",
    "biannually": "two times a year",
    "이틀": "2일", "사흘": "3일", "나흘": "4일", "닷새": "5일", "엿새": "6일", "이레": "7일",
    "여드레": "8일", "아흐레": "9일", "열흘": "10일", "보름": "15일",
}  # fmt: skip
_SPELLED_WORD = re.compile(rf"(?<![A-Za-z가-힣])(?:{'|'.join(_SPELLED)})(?![A-Za-z달])")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans(_RAISED, "0123456789")
_POWER = re.compile(f"(?<![0-9.,])10([{_RAISED}]+)")
_NOTE = re.compile(f"[{_RAISED}⁺⁻⁽⁾ⁿ]+")
_DASHES = re.compile("[~‐‑‒–—―−〜～∼]")
_QUOTES = str.maketrans("‘’‚‛“”„「」『』〈〉《》", '\'\'\'\'"""""""\'\'""')


def fold(text: str) -> str:
    """Return text on one line with full-width letters, dashes and quotes as ASCII has them.

    Where a paragraph ended stands ``PARAGRAPH``.
    10²⁵ becomes 10^25, a fortnight two weeks, and other raised digits, which mark footnotes, go.
    """
    text = _POWER.sub(lambda m: f"10^{m[1].translate(_DIGITS)}", clean_text(text))
    text = _BROKEN_DATE.sub(" ", text)
    text = _PARAGRAPH.sub(f" {PARAGRAPH} ", text)
    text = unicodedata.normalize("NFKC", _NOTE.sub("", text))
    text = _SPELLED_WORD.sub(lambda m: _SPELLED[m[0]], text)
    return fold_space(_DASHES.sub("-", text).translate(_QUOTES))


def blank(text: str, start: int, end: int) -> str:
    """Return text with a span replaced by as many spaces, so that nothing reads it again."""
    return text[:start] + " " * (end - start) + text[end:]
