"""Whether a number is a limit, and whether a span of time runs before or after something."""

from __future__ import annotations

import re
from typing import Literal

Bound = Literal["least", "over", "most", "under", "about"]
Relation = Literal["after", "before"]

_CURRENCY = r"\s?(?:a |an |the |EUR |USD |GBP |US)?[€$£¥₩]?\s?$"
_BEFORE_NUMBER: dict[Bound, str] = {
    "least": r"\bat least|\b(?:no|not) (?:less|fewer|lower) than|\bminimum(?: of)?"
    r"|최소(?:한)?|적어도|少なくとも|最低",
    "most": r"\bat most|\b(?:no|not) (?:more|greater|higher|longer|later) than|\bup to"
    r"|\bmaximum(?: of)?|\bwithin|\bnot exceed(?:ing)?|최대(?:한)?|최고|최장|最大|最長",
    "over": r"\b(?:more|greater|higher|longer|larger) than|\bover|\babove|\bin excess of"
    r"|\bexceed(?:s|ing|ed)?",
    "under": r"\b(?:less|fewer|lower|shorter|smaller) than|\bunder|\bbelow",
    "about": r"\babout|\baround|\bapproximately|\broughly|\bnearly|\balmost|\bsome"
    r"|약|대략|거의|約|およそ",
}
_AFTER_UNIT: dict[Bound, str] = {
    "least": r"이상|以上|or (?:more|above|greater|over|longer|higher)\b|and (?:above|over)\b",
    "most": r"이하|이내|안(?:에|으로)|내에|범위|까지|以下|以内|at most\b"
    r"|or (?:less|fewer|below|under|lower)\b",
    "over": r"초과|넘|이 넘|超|を超",
    "under": r"미만|에 못 미치|未満",
    "about": r"가량|정도|남짓|내외|안팎|程度|ほど|前後",
}
_AFTER_SPAN: dict[Relation, str] = {
    "after": r"(?:after|following|from (?:the|its|that) (?:date|day|entry))\b"
    r"|후|뒤|이후|경과|지난|지나|後|経過",
    "before": r"(?:before|prior to|ahead of|in advance of|preceding)\b"
    r"|전(?:에|까지)?(?![가-힣])|이전|前",
}
_REACH_BEFORE, _REACH_AFTER = 40, 24


def bound_of(text: str, start: int, end: int) -> Bound | None:
    """Return what makes a number of a folded text a limit; None where nothing does.

    Args:
        text: Folded.
        start: Of the number.
        end: One past its unit.
    """
    before, after = text[max(0, start - _REACH_BEFORE) : start], text[end : end + _REACH_AFTER]
    for bound, follows in _FOLLOWING:
        if follows.match(after):
            return bound
    for bound, leads in _LEADING:
        if leads.search(before):
            return bound
    return None


def relation_of(text: str, end: int) -> Relation | None:
    """Return whether the span of time that ends at a place of a folded text is before or after."""
    after = text[end : end + _REACH_AFTER]
    return next((relation for relation, follows in _RELATIONS if follows.match(after)), None)


_LEADING = [
    (bound, re.compile(rf"(?:{words}){_CURRENCY}", re.IGNORECASE))
    for bound, words in _BEFORE_NUMBER.items()
]
_FOLLOWING = [
    (bound, re.compile(rf"\s?,?\s?(?:의\s|을\s|를\s|에\s|が|を)?(?:{words})", re.IGNORECASE))
    for bound, words in _AFTER_UNIT.items()
]
_RELATIONS = [
    (relation, re.compile(rf"\s?(?:이|가|을)?\s?(?:{words})", re.IGNORECASE))
    for relation, words in _AFTER_SPAN.items()
]
