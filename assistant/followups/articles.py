"""The articles that English names take."""

from __future__ import annotations

import re

_ARTICLED = re.compile(
    r"(?:Institute|Committee|Board|Office|Commission|Council|Agency|Department|Ministry|Forum|"
    r"Network|Union|Center|Centre|Consortium|Bureau|Authority|Association|Act|Declaration|Framework|"
    r"Commitments|Guidelines|Principles|Process|Statement|Memorandum|Convention|Treaty|Code|Law|"
    r"Bill|RMF|Charter|Compact|Pact|Profile|Recommendation|Playbook|Report|Strategy|Plan)$"
    r"|^(?:UK|US|USA|EU|U\.S\.|UAE|DPRK|United \w+|European Union|Netherlands|Philippines|"
    r"Republic of \w+)$",
    re.IGNORECASE,
)
_HAS_ONE = re.compile(r"^(?:the|an?|this|its|their)\s|['’]s\s", re.IGNORECASE)


def with_article(name: str) -> str:
    """Return a name as it stands in a sentence: ``the EU AI Act``, ``GPAI``, ``Korea's bill``."""
    return f"the {name}" if _ARTICLED.search(name) and not _HAS_ONE.search(name) else name


def possessive(name: str) -> str:
    """Return ``the EU AI Act's``."""
    return name + ("'" if name.endswith("s") else "'s")


def sentence(text: str) -> str:
    """Return text with a capital first letter."""
    return text[:1].upper() + text[1:]
