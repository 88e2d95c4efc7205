"""What axe-core finds that keeps people from reading or using a page (WCAG 2.2 A and AA)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_GRAVE = ("serious", "critical")


def find_barriers(page: Page) -> tuple[list[str], list[str]]:
    """Return the grave (serious or critical) and the lesser findings, one line each.

    Each line names the rule, what it asks for and the elements that break it.
    """
    options = {"runOnly": {"type": "tag", "values": _RULES}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    lines: dict[bool, list[str]] = {True: [], False: []}
    for one in found:
        where = "; ".join(str(node["target"][0]) for node in one["nodes"][:5])
        lines[one["impact"] in _GRAVE].append(
            f"{one['impact']} {one['id']}: {one['help']} ({len(one['nodes'])}: {where})"
        )
    return lines[True], lines[False]
