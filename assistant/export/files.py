"""Writes a manuscript to a file, in the format that the file's suffix names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.export.manuscript import Manuscript
from corpus.errors import UsageError


def format_of(path: Path) -> Callable[[Manuscript], bytes]:
    """Return the function that writes a manuscript in the format of a file.

    Raises:
        UsageError: Its suffix names none, or what the format needs is not installed.
    """
    match path.suffix.lower():
        case ".md":
            from assistant.export.markdown import as_markdown

            return as_markdown
        case ".docx":
            from assistant.export.word import as_word

            return as_word
        case ".hwpx":
            from assistant.export.hangul import as_hangul

            return as_hangul
        case ".pdf":
            from assistant.export.pdf import as_pdf, load_typst

            load_typst()
            return as_pdf
        case suffix:
            raise UsageError(
                f"there is no format {suffix or 'without a suffix'}",
                path.name,
                f"End it in {', '.join(SUFFIXES)}.",
            )


SUFFIXES = (".md", ".docx", ".hwpx", ".pdf")


def write_file(manuscript: Manuscript, path: Path) -> None:
    """Write a manuscript to a file, in place of what it held.

    Raises:
        UsageError: The suffix names no format, what a format needs is not here, or the file
            cannot be written.
    """
    data = format_of(path)(manuscript)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UsageError(
            f"it cannot be written ({error.strerror})", str(path), "Choose another with --out."
        ) from error
