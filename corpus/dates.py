"""Dates that may be incomplete: ``2024`` and ``2024-05`` stand for all of their days."""

from __future__ import annotations

import re
from datetime import date, timedelta

_FORMS = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_ONE_DAY = timedelta(days=1)


def is_date(text: str) -> bool:
    """Return whether ``text`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` and a day of some year."""
    found = _FORMS.fullmatch(text) if text.isascii() else None
    if found is None:
        return False
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True


def last_day(text: str) -> str:
    """Return the last day that a date can mean, for comparison as a string.

    ``2024`` gives ``2024-12-31``; every month is given 31 days, which orders the same.
    """
    return text + "-12-31"[len(text) - 4 :] if len(text) in (4, 7) else text


def before(text: str) -> str | None:
    """Return the year, month or day right before a date's; None for the first there is."""
    return _moved(text, -1)


def following(text: str) -> str | None:
    """Return the year, month or day right after a date's; None for the last there is."""
    return _moved(text, 1)


def _moved(text: str, by: int) -> str | None:
    year, month, day = (int(part) for part in (f"{text}-01-01".split("-"))[:3])
    try:
        if len(text) == len("2024"):
            return date(year + by, 1, 1).isoformat()[:4]
        if len(text) == len("2024-05"):
            months = year * 12 + month - 1 + by
            return date(months // 12, months % 12 + 1, 1).isoformat()[:7]
        return (date(year, month, day) + by * _ONE_DAY).isoformat()
    except (ValueError, OverflowError):
        return None
