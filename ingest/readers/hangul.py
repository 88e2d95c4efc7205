"""Reads the files of the Hangul word processor by what they are, whatever their names say."""

from __future__ import annotations

import re
from pathlib import Path

from corpus.errors import RejectedDocument
from ingest.blocks import Reading
from ingest.readers.hwp import read_hwp
from ingest.readers.hwpx import read_hwpx

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HWP_3 = re.compile(rb"HWP Document File V[\d.]+")
_HWPML = re.compile(rb"<HWPML\b")
_REMEDY = "Open it in Hangul and save it as HWPX."


def read_hangul(data: bytes, path: Path) -> Reading:
    """Return the blocks of an HWPX or HWP 5 file.

    Raises:
        RejectedDocument: An older format, another format, or as the format's reader says.
    """
    if data.startswith(b"PK"):
        return read_hwpx(data, path)
    if data.startswith(_OLE):
        return read_hwp(data, path)
    if _HWP_3.match(data):
        raise RejectedDocument("it is of Hangul 97 or older (HWP 3)", path.name, _REMEDY)
    if _HWPML.search(data[:4096]):
        raise RejectedDocument("it is HWPML, an older XML format of Hangul", path.name, _REMEDY)
    raise RejectedDocument("not a Hangul document, whatever its name says", path.name, _REMEDY)
