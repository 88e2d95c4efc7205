"""Reads Markdown with markdown-it, keeping headings, items, table rows and footnotes apart."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.blocks import Block, BlockKind, Reading
from ingest.clean import clean_text, fold_space, superscript
from ingest.encoding import decode_text
from ingest.readers.comments import strip_comments
from ingest.readers.markdown_parts import Parts, place_notes, take_parts
from ingest.readers.notes import hidden_note, smuggled_note
from ingest.readers.stated import front_matter
from ingest.readers.tables import Cell, table_blocks
from ingest.readers.unseen import take_unseen_markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# None of these runs past the next opening tag: unclosed tags would cost quadratic time.
_SUP = re.compile(r"<sup>((?:(?!<sup>).)*?)</sup>", re.IGNORECASE | re.DOTALL)
_BREAKING_TAG = re.compile(r"</?(?:br|li|ul|ol|p|div|tr|td|th)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_LABEL = re.compile(r"\A\*\*([^*:\n]{1,60}):\*\*\s")
_TABBED = re.compile(r"[^\t\n]*\t[^\n]*")
_BOLD_CELL = re.compile(r"<(b|strong)>[^<]*</\1>|\*\*[^*]*\*\*")
# What inline Markdown is made of; words without any are what they seem.
_SIGNS = re.compile(r"[\[\]!*_`<>\\&]")
# No long text has so many; parsing them costs 10 s a megabyte, and leaving them loses no word.
_MOST_SIGNS = 0.2
_LONG_TEXT = 10_000


def read_markdown(data: bytes, path: Path) -> Reading:
    """Return the blocks of a Markdown file.

    Raises:
        RejectedDocument: The encoding cannot be told.
    """
    return parse_markdown(decode_text(data, path))


def parse_markdown(text: str) -> Reading:
    """Return the blocks of Markdown text."""
    smuggled = smuggled_note(text)
    stated, text = front_matter(clean_text(text))
    text, unseen = take_unseen_markup(strip_comments(text))
    text, parts = take_parts(text)
    references: dict[str, Any] = {}
    tokens = _parser().parse(text, references)
    prose = len(_SIGNS.findall(text)) <= max(_MOST_SIGNS * len(text), _LONG_TEXT)
    blocks = _Blocks(parts, references, prose=prose).collect(tokens)
    first = next((b.text for b in blocks if b.kind == "heading" and b.level == 1), None)
    title = stated.pop("title", None) or first
    return Reading(
        blocks=tuple(b for b in blocks if b.text),
        title=title,
        stated=stated,
        warnings=(*hidden_note(unseen), *smuggled),
    )


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # What is indented in a policy document is a paragraph of an order, never code.
    rules = MarkdownIt("commonmark", {"html": True}).enable("table")
    return rules.disable(["inline", "code"])


@cache
def _inline_parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark")


class _Blocks:
    """Turns markdown-it's tokens into blocks."""

    def __init__(self, parts: Parts, references: dict[str, Any], *, prose: bool) -> None:
        self._parts = parts
        self._references = references
        self._prose = prose

    def collect(self, tokens: list[Token]) -> list[Block]:
        """Return the blocks of a document's tokens."""
        blocks: list[Block] = []
        rows: list[list[Cell]] | None = None
        items = heading = 0
        number = ""
        for token in tokens:
            match token.type:
                case "heading_open":
                    heading = int(token.tag[1:])
                case "heading_close":
                    heading = 0
                case "list_item_open":
                    items += 1
                    number = f"{token.info}{token.markup} " if token.info else ""
                case "list_item_close":
                    items -= 1
                case "table_open":
                    rows = []
                case "table_close":
                    blocks += table_blocks(rows or [], 1)
                    rows = None
                case "tr_open" if rows is not None:
                    rows.append([])
                case "inline" if rows is not None:
                    rows[-1].append(self._cell(token.content))
                case "inline" if heading:
                    blocks.append(Block("heading", self._plain(token.content), level=heading))
                    blocks += self._notes(self._parts.called(token.content))
                case "inline" | "html_block" | "fence" | "code_block":
                    content, tables = self._parts.held(token.content)
                    # A numbered item keeps its number: laws are cited by it.
                    kind: BlockKind = "item" if items > 1 or (items and not number) else "paragraph"
                    blocks += self._paragraph(content, kind, number) + tables
                    number = ""
        return place_notes(blocks) + self._notes(self._parts.uncalled())

    def _paragraph(self, content: str, kind: BlockKind, number: str) -> list[Block]:
        """A paragraph, or the rows of a table whose cells are parted by tabs."""
        lines = content.split("\n")
        tabbed = [line for line in lines if _TABBED.fullmatch(line)]
        if len(tabbed) >= 2 and len(tabbed) >= len(lines) - 1:
            rows = [[self._cell(cell) for cell in line.split("\t")] for line in lines]
            return table_blocks(rows, 1)
        text = self._plain(content)
        label = _LABEL.match(content)
        block = Block(kind, f"{number}{text}" if text else "", label=label[1] if label else "")
        return [block, *self._notes(self._parts.called(content))]

    def _notes(self, notes: list[Block]) -> list[Block]:
        return [replace(note, text=self._plain(note.text)) for note in notes]

    def _cell(self, content: str) -> Cell:
        content = content.strip()
        bold = bool(_BOLD_CELL.fullmatch(content))
        return Cell(
            self._plain(content), bold, notes=tuple(self._notes(self._parts.called(content)))
        )

    def _plain(self, content: str) -> str:
        """Inline Markdown as the words a reader sees."""
        if not _SIGNS.search(content):
            return fold_space(content)
        content = self._parts.mark_calls(content)
        content = _SUP.sub(lambda m: superscript(_TAG.sub("", m[1]).strip()), content)
        content = _TAG.sub("", _BREAKING_TAG.sub(" ", content))
        signs = len(_SIGNS.findall(content))
        if signs and (self._prose or signs <= _MOST_SIGNS * len(content)):
            content = self._inline(content)
        # Entities bring soft hyphens and direction marks back.
        return fold_space(clean_text(html.unescape(content)))

    def _inline(self, content: str) -> str:
        parts: list[str] = []
        tokens = _inline_parser().parseInline(content, self._references)
        for token in tokens[0].children or []:
            if token.type in ("text", "code_inline", "html_inline"):
                parts.append(token.content)
            elif token.type in ("softbreak", "hardbreak"):
                parts.append(" ")
        return "".join(parts)
