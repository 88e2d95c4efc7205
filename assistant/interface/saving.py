"""Makes a file of a brief for the browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.briefs.contents import read_brief
from assistant.briefs.draft import Draft, brief_of
from assistant.export.files import format_of
from assistant.export.styles import lay_out
from assistant.interface.downloads import as_download

if TYPE_CHECKING:
    from assistant.export.styles import Style

_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".hwpx": "application/hwp+zip",
    ".pdf": "application/pdf",
    ".md": "text/markdown",
}
# What a file's name may not have on some system, or would hide how it ends.
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')
_LONGEST_NAME = 60


def save_brief(draft: Draft, style: Style | None, suffix: str) -> dict[str, str]:
    """Return a brief as a file (see ``downloads.as_download``).

    Args:
        draft: As far as it is written.
        style: None goes by its language.
        suffix: Of the file, such as ``.docx``.

    Raises:
        UsageError: The suffix names no format, or what the format needs is not installed.
    """
    brief = brief_of(draft)
    name = f"{_fit(draft.title)}-{brief.date}{suffix}"
    data = format_of(Path(name))(lay_out(read_brief(brief), style))
    return as_download(name, _TYPES[suffix], data)


def _fit(title: str) -> str:
    """A title as the beginning of a file's name."""
    return _UNFIT.sub(" ", title)[:_LONGEST_NAME].strip(" .") or "policydesk"
