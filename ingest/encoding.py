"""Decodes text files in the encodings that ministries really use."""

from __future__ import annotations

import codecs
from pathlib import Path

from corpus.errors import RejectedDocument

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode_text(data: bytes, path: Path) -> str:
    """Return the text of a file, whatever its encoding.

    A byte order mark decides; then UTF-8; then Korean cp949 (which includes EUC-KR) where it
    yields mostly Hangul; then charset-normalizer's statistics.

    Raises:
        RejectedDocument: No encoding gives readable text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data, encoding, path)
    if b"\x00" in data[:4096]:
        return _decode(data, _unmarked_utf16(data, path), path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError:
        text = ""
    if _mostly_hangul(text):
        return text
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise _unreadable(path)
    return str(best)


def _decode(data: bytes, encoding: str, path: Path) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unreadable(path) from error


def _unmarked_utf16(data: bytes, path: Path) -> str:
    even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
    if min(even, odd) > max(even, odd) // 4 or b"\x00\x00\x00" in data[:4096]:
        raise RejectedDocument(
            "it is a binary file, not text", path.name, "Add the document itself (PDF, HTML, text)."
        )
    return "utf-16-be" if even > odd else "utf-16-le"


def _mostly_hangul(text: str) -> bool:
    wide = [c for c in text if ord(c) > 0x7F]
    hangul = sum("\uac00" <= c <= "\ud7a3" for c in wide)
    return bool(wide) and hangul > 0.7 * len(wide)


def _unreadable(path: Path) -> RejectedDocument:
    return RejectedDocument(
        "its text encoding cannot be told", path.name, "Save it as UTF-8 and add it again."
    )
