"""Unpacks HWP 5 streams and reads their records, trusting no size that they state."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import RejectedDocument
from ingest.containers import MAX_UNPACKED_MB

MAX_RECORDS = 2_000_000
"""A book of 100,000 paragraphs has 400,000."""

# Records, as numbered in the format's description.
BORDER_FILL, CHAR_SHAPE, NUMBERING, PARA_SHAPE = 20, 21, 23, 25
PARAGRAPH, TEXT, TEXT_SHAPES = 66, 67, 68
CONTROL, LIST, SHAPE, TABLE, EQUATION = 71, 72, 76, 77, 88
_KEPT = frozenset((PARAGRAPH, TEXT, TEXT_SHAPES, CONTROL, LIST, SHAPE, TABLE, EQUATION))
_DEEPEST = 100
_LONG = 0xFFF


class Damaged(Exception):
    """The bytes contradict themselves."""


class Unpacker:
    """Reads streams, of a document no more than a ZIP container may unpack to."""

    def __init__(self, path: Path, *, compressed: bool) -> None:
        """Keep what the file's header says; the path is for errors."""
        self.path = path
        self.compressed = compressed
        self.left = MAX_UNPACKED_MB * 1_000_000
        self.count = 0

    def records(self, ole: Any, name: list[str]) -> Iterator[tuple[int, int, bytes]]:
        """Yield (tag, level, content) of each record in a stream."""
        for record in _records(self._stream(ole, name)):
            self.count += 1
            if self.count > MAX_RECORDS:
                raise RejectedDocument(
                    f"it has over {MAX_RECORDS:,} records",
                    self.path.name,
                    "Split the document into parts.",
                )
            yield record

    def _stream(self, ole: Any, name: list[str]) -> bytes:
        data: bytes = ole.openstream(name).read()
        # Many names may lead to one long stream that unpacks to nothing.
        read = len(data)
        if self.compressed:
            inflate = zlib.decompressobj(-zlib.MAX_WBITS)
            data = inflate.decompress(data, self.left + 1)
            if not inflate.eof and len(data) <= self.left:
                raise Damaged
        self.left -= max(len(data), read)
        if self.left < 0:
            raise RejectedDocument(
                f"unpacked it is over the limit of {MAX_UNPACKED_MB} MB",
                self.path.name,
                "Split the document into parts.",
            )
        return data


def _records(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at < len(data):
        (header,) = struct.unpack_from("<I", data, at)
        at += 4
        size = header >> 20
        if size == _LONG:
            (size,) = struct.unpack_from("<I", data, at)
            at += 4
        if size > len(data) - at:
            raise Damaged
        yield header & 0x3FF, header >> 10 & 0x3FF, data[at : at + size]
        at += size


@dataclass(slots=True)
class Node:
    """A record and the records below it."""

    tag: int
    data: bytes
    children: list[Node] = field(default_factory=list)

    def u16(self, at: int) -> int:
        """Return the number at an offset; 0 where an older file has no such field."""
        return int.from_bytes(self.data[at : at + 2], "little")

    def u32(self, at: int) -> int:
        """Return the number at an offset; 0 where an older file has no such field."""
        return int.from_bytes(self.data[at : at + 4], "little")

    @property
    def control(self) -> str:
        """The four letters that name a control, which are stored backwards."""
        return self.data[3::-1].decode("latin-1") if len(self.data) >= 4 else ""


def build_tree(records: Iterable[tuple[int, int, bytes]], path: Path) -> Node:
    """Return a root with the records that hold text below it, as their levels say.

    Raises:
        RejectedDocument: Nested too deeply.
    """
    root = Node(0, b"")
    above = [root]
    for tag, level, content in records:
        if level > _DEEPEST:
            raise RejectedDocument(
                "its tables are nested too deeply", path.name, "Save it as PDF and add that."
            )
        del above[level + 1 :]
        if tag in _KEPT:
            node = Node(tag, content)
            above[-1].children.append(node)
        else:
            # What is below an unread record is not read either.
            node = Node(tag, b"")
        above.append(node)
    return root
