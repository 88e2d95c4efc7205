"""Opens the ZIP containers that DOCX, XLSX and HWPX are, and refuses what could harm the reader."""

from __future__ import annotations

import copy
import io
import re
import stat
import struct
import zipfile
import zlib
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

from corpus.errors import RejectedDocument

MAX_MEMBERS = 5_000
MAX_UNPACKED_MB = 200
MAX_XML_DEPTH = 256
MAX_XML_ELEMENTS = 4_000_000

# A hundred thousand empty paragraphs, all alike, were measured at 294 to 1, blank spreadsheets at
# 12 to 22; deflate itself ends at 1032.
_MAX_RATIO = 500
_RATIO_COUNTS_FROM = 10_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_UNSAFE_NAME = re.compile(r"^/|^[A-Za-z]:|\\|(?:^|/)\.\.(?:/|$)|[\x00-\x1f]")
_XML = (".xml", ".rels", ".hpf")
_PIECE = 1 << 16
_EXPORT = "Export it again."
# What zipfile lets through from damaged archives, besides its own BadZipFile.
_DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError,
    ValueError, IndexError, OverflowError, NotImplementedError, RuntimeError,
)  # fmt: skip


def open_container(data: bytes, path: Path) -> zipfile.ZipFile:
    """Return the archive that a file is, once its directory is known to be harmless.

    Members are unpacked by nobody here, and an archive inside the archive is never opened.

    Raises:
        RejectedDocument: Not a ZIP, damaged, encrypted, too many members or too large unpacked,
            compressed like a bomb, or with names that lead out of a folder or stand twice.
    """
    if data.startswith(_OLE):
        raise _ole(data, path)
    if not data.startswith(b"PK\x03\x04"):
        raise RejectedDocument(
            f"not {_article(path)} {_format(path)} file, whatever its name says", path.name, _EXPORT
        )
    # zipfile reads the whole directory into memory, whatever count the archive states.
    if data.count(_ENTRY) > MAX_MEMBERS:
        raise _too_many(path)
    try:
        container = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE as error:
        raise _damaged(path) from error
    members = container.infolist()
    if len(members) > MAX_MEMBERS:
        raise _too_many(path)
    if sum(member.file_size for member in members) > MAX_UNPACKED_MB * 1_000_000:
        raise RejectedDocument(
            f"unpacked it is over the limit of {MAX_UNPACKED_MB} MB",
            path.name,
            "Split the document into parts.",
        )
    seen: set[str] = set()
    for member in members:
        _check_member(member, path)
        # Office documents tell no two parts apart by case alone.
        if (name := member.filename.casefold()) in seen:
            raise _suspicious("two of its parts have the same name", path)
        seen.add(name)
    return container


def read_member(container: zipfile.ZipFile, name: str, path: Path) -> bytes:
    """Return one member, never more than the size that its entry states.

    Raises:
        RejectedDocument: There is none of that name, it is damaged, or its entry lies.
    """
    try:
        member = copy.copy(container.getinfo(name))
    except KeyError as error:
        raise RejectedDocument(
            f"the {_format(path)} file is incomplete: it has no {name}", path.name, _EXPORT
        ) from error
    stated = member.file_size
    # zipfile stops at the stated size; one byte more shows whether the data stops there too.
    member.file_size = stated + 1
    pieces: list[bytes] = []
    size = 0
    try:
        with container.open(member) as stream:
            while size <= stated and (piece := stream.read(min(_PIECE, stated + 1 - size))):
                pieces.append(piece)
                size += len(piece)
    except _DAMAGE as error:
        raise _damaged(path) from error
    if size != stated:
        raise _damaged(path)
    return b"".join(pieces)


def check_container(data: bytes, path: Path) -> None:
    """Check a whole container, for a library that opens the ZIP by itself.

    Every member is unpacked once and every XML part goes through ``check_xml``, so what the
    library meets afterwards is as small and as plain as it states.

    Raises:
        RejectedDocument: As for ``open_container``, ``read_member`` and ``check_xml``.
    """
    with open_container(data, path) as container:
        for member in container.infolist():
            if member.is_dir():
                continue
            content = read_member(container, member.filename, path)
            if member.filename.lower().endswith(_XML):
                check_xml(content, path)


def check_xml(data: bytes, path: Path, *, max_elements: int | None = None) -> None:
    """Check XML in any encoding without building it.

    Raises:
        RejectedDocument: Not well-formed, nested over 256 deep, with more than ``max_elements``
            elements, or with a document type declaration: no Office format has one, and entities
            that grow or fetch files need it.
    """
    # With namespaces, so that what ElementTree refuses is refused here already.
    parser = expat.ParserCreate(namespace_separator="}")
    depth = elements = 0

    def start(_name: str, _attributes: list[str]) -> None:
        nonlocal depth, elements
        depth += 1
        elements += 1
        if depth > MAX_XML_DEPTH:
            raise _suspicious("its elements are nested too deeply", path)
        if max_elements is not None and elements > max_elements:
            raise RejectedDocument(
                f"a part of it has over {max_elements:,} XML elements",
                path.name,
                "Split the document into parts.",
            )

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def declared(*_declaration: object) -> None:
        raise _suspicious("its XML declares a document type or entities", path)

    parser.ordered_attributes = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = declared
    parser.EntityDeclHandler = declared
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise _damaged(path) from error


def parse_xml(data: bytes, path: Path) -> ElementTree.Element:
    """Return the root of XML that has passed ``check_xml``, of four million elements at most.

    Raises:
        RejectedDocument: As for ``check_xml``.
    """
    check_xml(data, path, max_elements=MAX_XML_ELEMENTS)
    try:
        return ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise _damaged(path) from error


def _check_member(member: zipfile.ZipInfo, path: Path) -> None:
    if member.flag_bits & _ENCRYPTED:
        raise _locked(path)
    if member.compress_type not in _METHODS:
        raise _suspicious("it is compressed in a way no document is", path)
    # filename is orig_filename with a NUL cut off and, on Windows, backslashes turned round.
    if _UNSAFE_NAME.search(member.orig_filename) or not member.filename:
        raise _suspicious("a part's name leads out of the file", path)
    if stat.S_ISLNK(member.external_attr >> 16):
        raise _suspicious("a part is a link", path)
    if (
        member.file_size > _RATIO_COUNTS_FROM
        and member.file_size > max(member.compress_size, 1) * _MAX_RATIO
    ):
        raise _suspicious("it unpacks to far more than any document (a ZIP bomb)", path)


def _ole(data: bytes, path: Path) -> RejectedDocument:
    """An encrypted Office file is an OLE file; so is every Word, Excel or HWP file of old."""
    if _ENCRYPTED_PACKAGE in data:
        return _locked(path)
    return RejectedDocument(
        f"it is of an older format, not {_format(path)}, whatever its name says",
        path.name,
        f"Open it and save it as {_format(path)}.",
    )


def _locked(path: Path) -> RejectedDocument:
    return RejectedDocument(
        f"the {_format(path)} file is encrypted with a password",
        path.name,
        "Save a copy without the password.",
    )


def _damaged(path: Path) -> RejectedDocument:
    return RejectedDocument(
        f"the {_format(path)} file is damaged or incomplete",
        path.name,
        "Download or export it again.",
    )


def _too_many(path: Path) -> RejectedDocument:
    return _suspicious(f"it has over {MAX_MEMBERS:,} parts", path)


def _suspicious(problem: str, path: Path) -> RejectedDocument:
    return RejectedDocument(problem, path.name, f"Save it again as {_format(path)} and add that.")


def _format(path: Path) -> str:
    return path.suffix.lstrip(".").upper() or "ZIP"


def _article(path: Path) -> str:
    return "an" if _format(path)[0] in "AEFHILMNORSX" else "a"
