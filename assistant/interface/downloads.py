"""Files that go to the browser without being kept on the server."""

from __future__ import annotations

from base64 import b64encode

SAVE = "(file) => window.pdSave(file)"
"""The script that saves what ``as_download`` returns, with which a hidden JSON carries it."""


def as_download(name: str, media_type: str, data: bytes) -> dict[str, str]:
    """Return a file as the script ``SAVE`` takes it.

    Args:
        name: Of the file, as the reader will see it.
        media_type: As of the HTTP header ``Content-Type``.
        data: The file.
    """
    return {"name": name, "type": media_type, "base64": b64encode(data).decode("ascii")}
