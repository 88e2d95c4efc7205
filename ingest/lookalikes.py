"""Folds letters that only look like others; for matching, never for what is shown or quoted."""

from __future__ import annotations

import re
import unicodedata

from ingest.clean import clean_text

_ALIKE = {
    "a": "аɑαᴀ", "b": "ьƅвβʙ", "c": "сϲᴄς", "d": "ԁɗᴅ", "e": "еєҽεᴇ", "f": "ғƒꜰϝ", "g": "ɡցɢ",
    "h": "һհнʜη", "i": "іıɩιɪӏ", "j": "јϳᴊ", "k": "кκᴋ", "l": "ⅼʟ", "m": "мᴍ", "n": "пոɴ",
    "o": "оοօσᴏ", "p": "рρᴘ", "q": "ԛ", "r": "гʀ", "s": "ѕꜱ", "t": "тτᴛ", "u": "υսᴜ", "v": "ѵνᴠ",
    "w": "ԝωѡᴡ", "x": "хχ", "y": "уүγʏ", "z": "ᴢ",
}  # fmt: skip
_FOLDED = {ord(other): latin for latin, others in _ALIKE.items() for other in others}
_FOREIGN = re.compile(f"[{''.join(_ALIKE.values())}]")
_MIXED = re.compile(r"\w+")
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff\ufe20-\ufe2f]+")
_DIGITS = str.maketrans("013457@$!", "oieastasi")


def fold_lookalikes(text: str) -> str:
    """Return text in lower case with compatible and look-alike letters as plain ones.

    Full-width, mathematical and encircled letters, accents, and Cyrillic and Greek letters in
    words that also hold Latin ones, or consist of look-alikes alone, come out as Latin.
    """
    text = unicodedata.normalize("NFKD", clean_text(text)).casefold()
    text = unicodedata.normalize("NFC", _MARKS.sub("", text))
    return _MIXED.sub(_latin, text) if _FOREIGN.search(text) else text


def fold_digits(text: str) -> str:
    """Return text with the digits and signs that stand in for letters in ``1gn0re`` as letters."""
    return text.translate(_DIGITS)


def _latin(word: re.Match[str]) -> str:
    letters = word[0].translate(_FOLDED)
    return letters if letters.isascii() else word[0]
