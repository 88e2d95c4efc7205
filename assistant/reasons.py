"""Says in one clause why a sentence is not borne out by its sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import shorten

from assistant.verification import Finding
from assistant.wording import say

_LONGEST_WORDS = 40
_OTHER_IS_SAID = frozenset({"number", "date", "provision", "name"})


def reason(findings: Sequence[Finding], language: str) -> str:
    """Return the strongest finding as a clause without a full stop.

    Args:
        findings: Of one sentence; with none, what it means is what the sources do not hold.
        language: ISO 639-1 code to say it in.
    """
    if not findings:
        return say("why_meaning", language)
    finding = max(findings, key=lambda f: f.strength)
    claimed, stated = _short(finding.claimed), _short(finding.stated or "")
    if stated and finding.check in _OTHER_IS_SAID:
        return say("why_other", language, claimed=claimed, stated=stated)
    return say(f"why_{finding.check}", language, claimed=claimed)


def reasons(found: Iterable[Sequence[Finding]], language: str) -> str:
    """Return the reasons for several sentences, each once, joined to one clause."""
    return "; ".join(dict.fromkeys(reason(findings, language) for findings in found))


def _short(words: str) -> str:
    return shorten(words, _LONGEST_WORDS, placeholder="…")
