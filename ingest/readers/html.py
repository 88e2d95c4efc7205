"""Reads HTML: the main part of the page without its navigation, by way of Markdown."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import RejectedDocument
from ingest.blocks import Reading
from ingest.encoding import decode_text
from ingest.readers.markdown import parse_markdown

_FURNITURE = (
    "script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form",
    "button", "svg", "iframe", "[hidden]", "[aria-hidden=true]", "[role=navigation]",
    "[role=banner]", "[role=contentinfo]", "[role=search]",
)  # fmt: skip
_MAIN = ("main", "[role=main]", "article", "body")
_LEAST_SHARE = 0.5


def read_html(data: bytes, path: Path) -> Reading:
    """Return the blocks of a web page without its navigation.

    trafilatura was tried and lost all 79 headings of the UK white paper, so the page's own
    landmarks decide what is furniture.

    Raises:
        RejectedDocument: No text in it, or damaged beyond reading.
    """
    from bs4 import BeautifulSoup, Comment
    from markdownify import MarkdownConverter

    soup = BeautifulSoup(decode_text(data, path), "html.parser")
    title = soup.title.get_text(" ", strip=True) if soup.title else None
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for selector in _FURNITURE:
        for element in soup.select(selector):
            element.decompose()
    whole = len(soup.get_text())
    found = (soup.select_one(selector) for selector in _MAIN)
    main = next((m for m in found if m and len(m.get_text()) >= whole * _LEAST_SHARE), soup)
    converter = MarkdownConverter(
        heading_style="ATX", strip=["a", "img"], bullets="-", sup_symbol="<sup>"
    )
    try:
        reading = parse_markdown(converter.convert_soup(main))
    except RecursionError as error:
        raise RejectedDocument(
            "its elements are nested too deeply", path.name, "Save the page as PDF and add that."
        ) from error
    if not reading.blocks:
        raise RejectedDocument(
            "no text found in the web page", path.name, "Save the page as PDF and add that."
        )
    return Reading(blocks=reading.blocks, title=title and title.removesuffix(" - GOV.UK"))
