"""Looks up where a slice of a document stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from corpus.types import Locator, Places

_STEPS = re.compile(
    r"^[^(제第]*(?:제\d+조(?:의\d+)*|第\d+条(?:の\d+)*)?|\([^)]*\)|제\d+[항호](?:의\d+)?|[가-하]목|第\d+[項号]"
)


def page_at(places: Places, index: int) -> int | None:
    """Return the 1-based page on which the character at ``index`` stands."""
    return bisect_right(places.page_starts, index) or 1 if places.page_starts else None


def locate(places: Places, char_start: int, char_end: int) -> Locator:
    """Return the locator of a slice: its own page, headings and narrowest common address."""
    first = bisect_right(places.anchors, char_start, key=lambda a: a.char_start) - 1
    last = bisect_right(places.anchors, char_end - 1, key=lambda a: a.char_start)
    covered = places.anchors[max(first, 0) : max(last, first + 1)]
    page = (covered[0].page if covered else None) or page_at(places, char_start)
    return Locator(
        page=page,
        heading=covered[0].heading if covered else (),
        address=common_address([anchor.address for anchor in covered]),
        char_start=char_start,
        char_end=char_end,
        page_label=places.page_labels[page - 1] if page and places.page_labels else None,
        ocr=page in places.ocr_pages,
    )


def common_address(addresses: Sequence[str | None]) -> str | None:
    """Return the narrowest address that covers all of ``addresses``.

    ``Art. 5(1)(a)`` and ``Art. 5(1)(b)`` give ``Art. 5(1)``; what has no address is passed over;
    two articles have none in common.
    """
    known = [a for a in addresses if a]
    if not known:
        return None
    if len(set(known)) == 1:
        return known[0]
    shared: list[str] = []
    for step in zip(*(_STEPS.findall(a) for a in known), strict=False):
        if len(set(step)) > 1:
            break
        shared.append(step[0])
    return "".join(shared).strip() or None
