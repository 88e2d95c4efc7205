"""Decodes text files in the encodings that ministries really use."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from corpus.errors import RejectedDocument
from ingest.language import detect_language

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# UTF-16 has a NUL for every space and Latin letter; converters leave a stray one in UTF-8.
_STRAY_NULS = 0.05
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?([\w-]{3,20})", re.IGNORECASE)
_WESTERN = frozenset(("da", "de", "en", "es", "fi", "fr", "it", "nb", "nl", "no", "pt", "sv"))


def decode_text(data: bytes, path: Path) -> str:
    """Return the text of a file, whatever its encoding.

    A byte order mark decides; then UTF-8; then what a web page declares; then Korean cp949 (which
    includes EUC-KR) where it yields mostly everyday Hangul; then windows-1252 where it yields a
    Western language; then charset-normalizer's statistics.

    Raises:
        RejectedDocument: No encoding gives readable text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data, encoding, path)
    if data[:4096].count(0) > len(data[:4096]) * _STRAY_NULS:
        return _decode(data, _unmarked_utf16(data, path), path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if (declared := _DECLARED.search(data[:4096])) and (
        text := _attempt(data, declared[1].decode("ascii"))
    ):
        return text
    if (text := _attempt(data, "cp949")) and _mostly_hangul(text):
        return text
    from charset_normalizer import from_bytes
    from charset_normalizer.utils import is_multi_byte_encoding

    best = from_bytes(data).best()
    if best is None:
        raise _unreadable(path)
    # On a page of French the statistics are as fond of cp1250, which has č for è.
    if not is_multi_byte_encoding(best.encoding) and _few_accents(data):
        western = _attempt(data, "cp1252")
        if western and detect_language(western) in _WESTERN:
            return western
    return str(best)


def _attempt(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return ""


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


def _few_accents(data: bytes) -> bool:
    return sum(byte > 0x7F for byte in data) < 0.2 * len(data)


def _mostly_hangul(text: str) -> bool:
    wide = [c for c in text if ord(c) > 0x7F]
    # Shift JIS decodes too, but to syllables that EUC-KR's 2,350 leave out.
    hangul = sum("\uac00" <= c <= "\ud7a3" and len(c.encode("euc-kr")) == 2 for c in wide)
    return bool(wide) and hangul > 0.7 * len(wide)


def _unreadable(path: Path) -> RejectedDocument:
    return RejectedDocument(
        "its text encoding cannot be told", path.name, "Save it as UTF-8 and add it again."
    )
