"""What every reader hands on: the document as a sequence of blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "row", "footnote"]


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item, table row or footnote.

    A footnote stands right behind the block that calls it.

    Attributes:
        kind: What it is.
        text: Readable text without markup.
        level: Depth of a heading, 1 outermost; 0 otherwise.
        page: 1-based page on which it begins; None where the format has no pages.
        page_breaks: (offset into ``text``, page) for each page that begins inside the block.
        header: For a table row, the table's header row; it goes into the context, not the text.
        label: Bold words and a colon that open a paragraph, without the colon; of a footnote,
            its number or mark as printed, which its text does not repeat.
    """

    kind: BlockKind
    text: str
    level: int = 0
    page: int | None = None
    page_breaks: tuple[tuple[int, int], ...] = ()
    header: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read, before structure is found in it.

    Attributes:
        blocks: In reading order.
        title: From the file's own metadata; None when it has none.
        pages: Number of pages; 0 where the format has none.
        page_labels: The number printed on each page, None where none is; empty without pages.
        ocr_pages: 1-based pages whose text was recognised from an image.
        scanned: Whether any page is an image of text, recognised or not.
        stated: What the file's own fields say of it (HTML meta elements, front matter, document
            properties), keyed as ``DocumentInfo`` is; never the title.
        warnings: One line for each part that could not be read though the rest could.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    pages: int = 0
    page_labels: tuple[str | None, ...] = ()
    ocr_pages: tuple[int, ...] = ()
    scanned: bool = False
    stated: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
