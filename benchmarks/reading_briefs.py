"""Reads the footnotes of a brief's file back, with other code than wrote it."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import pypdf

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HANGUL = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"
_ODT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


@dataclass(frozen=True, slots=True)
class Read:
    """A file's footnotes.

    Attributes:
        marks: How many stand in the text.
        notes: Their texts; of a PDF how many there are, each with the text of the whole file.
    """

    marks: int
    notes: tuple[str, ...]


def read_notes(data: bytes, suffix: str) -> Read:
    """Return the marks and footnotes of a file."""
    return _READERS[suffix](data)


def _markdown(data: bytes) -> Read:
    text = data.decode()
    notes = re.findall(r"^\[\^\d+\]: (.*)$", text, re.MULTILINE)
    shown = (re.sub(r"\\(.)", r"\1", note) for note in notes)
    unescaped = (n.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for n in shown)
    marks = re.findall(r"\[\^\d+\](?!:)", re.sub(r"\\.", "", text))
    return Read(len(marks), tuple(unescaped))


def _word(data: bytes) -> Read:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        body = ElementTree.fromstring(file.read("word/document.xml"))
        notes = ElementTree.fromstring(file.read("word/footnotes.xml"))
    own = [note for note in notes if note.get(f"{_WORD}type") is None]
    texts = tuple("".join(t.text or "" for t in note.iter(f"{_WORD}t")) for note in own)
    return Read(len(list(body.iter(f"{_WORD}footnoteReference"))), texts)


def _hangul(data: bytes) -> Read:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        section = ElementTree.fromstring(file.read("Contents/section0.xml"))
    notes = list(section.iter(f"{_HANGUL}footNote"))
    texts = tuple("".join(t.text or "" for t in note.iter(f"{_HANGUL}t")) for note in notes)
    numbers = [n.get("num") for note in notes for n in note.iter(f"{_HANGUL}autoNum")]
    return Read(len(numbers), texts)


def _odt(data: bytes) -> Read:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        body = ElementTree.fromstring(file.read("content.xml"))
    bodies = list(body.iter(f"{_ODT}note-body"))
    marks = len(list(body.iter(f"{_ODT}note-citation")))
    return Read(marks, tuple("".join(note.itertext()) for note in bodies))


def _pdf(data: bytes) -> Read:
    reader = pypdf.PdfReader(io.BytesIO(data))
    text = "".join(page.extract_text() for page in reader.pages)
    kinds = list(_kinds(reader.trailer["/Root"]["/StructTreeRoot"]))
    notes = sum(kind in ("/Note", "/FENote") for kind in kinds)
    return Read(notes, (text,) * notes)


def _kinds(element: Any) -> Iterator[str]:
    element = element.get_object()
    if not isinstance(element, dict):
        return
    if "/S" in element:
        yield str(element["/S"])
    below = element.get("/K", ())
    below = below.get_object() if hasattr(below, "get_object") else below
    for child in below if isinstance(below, list) else [below]:
        if hasattr(child, "get_object"):
            yield from _kinds(child)


_READERS = {".md": _markdown, ".docx": _word, ".hwpx": _hangul, ".pdf": _pdf, ".odt": _odt}


def letters(text: str) -> str:
    """Return a text as quotes are looked up in a PDF, whose fonts know one form of ⁵ and of ﬁ."""
    return re.sub(r"[\s\u200b\u00ad]", "", unicodedata.normalize("NFKC", text))
