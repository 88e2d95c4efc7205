"""Cleans text without changing what it says."""

from __future__ import annotations

import re
import unicodedata

# Ligatures and Kangxi radicals stand for ordinary letters; the rest of NFKC is not safe here,
# because it turns ² into 2 and ① into 1.
_COMPATIBLE = re.compile("[\ufb00-\ufb06\u2e80-\u2fdf\uf900-\ufaff\u3000\u00a0\u2000-\u200a\u202f]")
_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0f\U000e0000-\U000e0fff]"
)
# Control characters, lone surrogates and non-characters break embedders and terminals.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Symbol fonts put their bullets into the private use area.
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
_EXPONENT = re.compile(r"[\d+()n-]+")
_SUPERSCRIPTS = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")


def clean_text(text: str) -> str:
    """Return ``text`` composed (NFC), without invisible or control characters.

    Line feeds and tabs are kept; other white space becomes a plain space.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _COMPATIBLE.sub(lambda m: unicodedata.normalize("NFKC", m.group()), text)
    text = _PRIVATE_USE.sub("•", text)
    text = _FORBIDDEN.sub("", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", text)


def fold_space(text: str) -> str:
    """Return ``text`` with every run of white space as one space, trimmed."""
    return " ".join(text.split())


def superscript(text: str) -> str:
    """Return digits as Unicode superscripts, so that 10 to the 25th does not read 1025.

    Raised words stay as they are: the n of ``2nd`` and ``[footnote 3]`` is no exponent.
    """
    return text.translate(_SUPERSCRIPTS) if _EXPONENT.fullmatch(text) else text
