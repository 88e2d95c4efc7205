"""One reader per format; a new format is a module here and a row in the table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ingest.blocks import Reading
from ingest.readers.docx import read_docx
from ingest.readers.hangul import read_hangul
from ingest.readers.html import read_html
from ingest.readers.markdown import read_markdown
from ingest.readers.pdf import read_pdf
from ingest.readers.spreadsheets import read_csv, read_xlsx
from ingest.readers.text import read_text

Reader = Callable[[bytes, Path], Reading]

READERS: dict[str, Reader] = {
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".docm": read_docx,
    ".xlsx": read_xlsx,
    ".xlsm": read_xlsx,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_text,
    ".text": read_text,
    ".hwp": read_hangul,
    ".hwpx": read_hangul,
    ".html": read_html,
    ".htm": read_html,
}
