"""Cleans text without changing what it says."""

from __future__ import annotations

import re
import unicodedata

# Ligatures and Kangxi radicals stand for ordinary letters; the rest of NFKC is not safe here,
# because it turns ² into 2 and ① into 1.
_COMPATIBLE = re.compile("[\ufb00-\ufb06\u2e80-\u2fdf\uf900-\ufaff\u3000\u00a0\u2000-\u200a\u202f]")
# Unicode's default ignorables, and what only looks like nothing: fillers and the blank of Braille.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Tags and variation selectors spell whole sentences that no screen shows, and so do long runs of
# zero width; overrides turn words around. A flag's tags and single marks are everyday writing.
_SMUGGLED = re.compile(
    "(?<!\U0001f3f4)(?<![\U000e0020-\U000e007f])[\U000e0001-\U000e007f]+"
    "|[\ufe00-\ufe0f\U000e0100-\U000e01ef]{3,}|[\u200b-\u200d\u2060-\u2064\u180e\ufeff]{8,}"
    "|[\u202d\u202e]"
)
# Control characters, lone surrogates and non-characters break embedders and terminals.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Symbol fonts put their bullets into the private use area.
_PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_EXPONENT = re.compile(r"[\d+()n-]+")
_SUPERSCRIPTS = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")


def clean_text(text: str) -> str:
    """Return ``text`` composed (NFC), without invisible or control characters.

    Line feeds and tabs are kept; other white space becomes a plain space.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _COMPATIBLE.sub(lambda m: unicodedata.normalize("NFKC", m.group()), text)
    text = _PRIVATE_USE.sub("•", text)
    text = _FORBIDDEN.sub("", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", text)


def count_smuggled(text: str) -> int:
    """Return how many characters of ``text`` can only be there to carry words unseen."""
    return sum(len(found) for found in _SMUGGLED.findall(text))


def fold_space(text: str) -> str:
    """Return ``text`` with every run of white space as one space, trimmed."""
    return " ".join(text.split())


def superscript(text: str) -> str:
    """Return digits as Unicode superscripts, so that 10 to the 25th does not read 1025.

    Raised words stay as they are: the n of ``2nd`` and ``[footnote 3]`` is no exponent.
    """
    return text.translate(_SUPERSCRIPTS) if _EXPONENT.fullmatch(text) else text
