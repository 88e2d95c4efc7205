"""The text of the original files as the references read it: plain, without our pipeline."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Original:
    """One file.

    Attributes:
        slug: The file's stem.
        suffix: With the dot, lower case.
        pages: Text of each page; the whole file where it has none.
    """

    slug: str
    suffix: str
    pages: tuple[str, ...]


def read_originals(folder: Path) -> list[Original]:
    """Return the text of every PDF (pypdf, page by page), HTML and Markdown file of a folder."""
    from pypdf import PdfReader

    originals = []
    for file in sorted(folder.iterdir()):
        suffix = file.suffix.lower()
        if suffix == ".pdf":
            pages = tuple(page.extract_text() for page in PdfReader(file).pages)
        elif suffix in (".md", ".html"):
            pages = (file.read_text(encoding="utf-8"),)
        else:
            continue
        originals.append(Original(file.stem, suffix, pages))
    return originals
