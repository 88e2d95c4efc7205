"""One line for the reader."""

from __future__ import annotations

import html
from typing import Literal


def notice_html(text: str, kind: Literal["plain", "good", "bad"] = "plain") -> str:
    """Return one line for the reader; empty for no text."""
    if not text:
        return ""
    return f'<p class="pd-notice pd-{kind}" role="status">{html.escape(text)}</p>'
