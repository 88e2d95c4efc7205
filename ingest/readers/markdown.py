"""Reads Markdown with markdown-it, keeping headings, items and table rows apart."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.blocks import Block, BlockKind, Reading
from ingest.clean import clean_text, fold_space, superscript
from ingest.encoding import decode_text

if TYPE_CHECKING:
    from markdown_it.token import Token

# None of these runs past the next opening tag: unclosed tags would cost quadratic time.
_SUP = re.compile(r"<sup>((?:(?!<sup>).)*?)</sup>", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
_SCRIPT = re.compile(r"<(script|style)\b(?:(?!<\1\b).)*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_BREAKING_TAG = re.compile(r"</?(?:br|li|ul|ol|p|div|tr|td|th)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_LABEL = re.compile(r"\A\*\*([^*:\n]{1,60}):\*\*\s")
_TABBED = re.compile(r"[^\t\n]*\t[^\n]*")


def read_markdown(data: bytes, path: Path) -> Reading:
    """Return the blocks of a Markdown file.

    Raises:
        RejectedDocument: The encoding cannot be told.
    """
    return parse_markdown(decode_text(data, path))


def parse_markdown(text: str) -> Reading:
    """Return the blocks of Markdown text."""
    from markdown_it import MarkdownIt

    text = _FRONT_MATTER.sub("", clean_text(text))
    text = _SCRIPT.sub("", _COMMENT.sub("", text))
    # What is indented in a policy document is a paragraph of an order, never code.
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").disable("code").parse(text)
    blocks = _blocks(tokens)
    title = next((b.text for b in blocks if b.kind == "heading" and b.level == 1), None)
    return Reading(blocks=tuple(b for b in blocks if b.text), title=title)


def _blocks(tokens: list[Token]) -> list[Block]:
    blocks: list[Block] = []
    items = heading = 0
    number = ""
    for at, token in enumerate(tokens):
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
                blocks += _table(tokens[at:])
            case "inline" if token.meta.get("cell"):
                pass
            case "inline" if heading:
                blocks.append(Block("heading", _plain(token.content), level=heading))
            case "inline" | "html_block" | "fence" | "code_block":
                # A numbered item keeps its number: laws and declarations are cited by it.
                kind: BlockKind = "item" if items > 1 or (items and not number) else "paragraph"
                blocks += _paragraph(token.content, kind, number)
                number = ""
    return blocks


def _table(tokens: list[Token]) -> list[Block]:
    """The rows of the table that the tokens begin with; the first is the header of the rest."""
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_plain(token.content))
            token.meta["cell"] = True
    lines = [" | ".join(row) for row in rows]
    return [Block("row", line, header=lines[0]) for line in lines[1:]]


def _paragraph(content: str, kind: BlockKind, number: str) -> list[Block]:
    """A paragraph, or the rows of a table whose cells are parted by tabs."""
    lines = content.split("\n")
    tabbed = [line for line in lines if _TABBED.fullmatch(line)]
    if len(tabbed) >= 2 and len(tabbed) >= len(lines) - 1:
        rows = [" | ".join(_plain(cell) for cell in line.split("\t")) for line in lines]
        return [Block("row", row, header=rows[0]) for row in rows[1:]]
    text = _plain(content)
    label = _LABEL.match(content)
    return [Block(kind, f"{number}{text}" if text else "", label=label[1] if label else "")]


def _plain(content: str) -> str:
    """Inline Markdown as the words a reader sees."""
    content = _SUP.sub(lambda m: superscript(_TAG.sub("", m[1]).strip()), content)
    content = _TAG.sub("", _BREAKING_TAG.sub(" ", content))
    # Entities bring soft hyphens and direction marks back.
    return fold_space(clean_text(html.unescape(_inline_text(content))))


def _inline_text(content: str) -> str:
    from markdown_it import MarkdownIt

    parts: list[str] = []
    for token in MarkdownIt("commonmark").parseInline(content)[0].children or []:
        if token.type in ("text", "code_inline", "html_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts.append(token.content)
    return "".join(parts)
