"""What a document says of itself in its title and on its first page, by strict rules.

Every rule would rather find nothing than something wrong: a page is full of other documents'
dates and names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.matching import names_version
from ingest.blocks import Block

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_ENGLISH_DATE = (
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? (?P<m1>{_MONTH}),? (?P<y1>\d{{4}})"
    rf"|(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}}),? (?P<y2>\d{{4}}))"
)
# An issuer's name holds no "on", so no date of what a document is about comes through.
_ISSUER = r"(?:(?!(?:on|against|concerning)\b)[\w'’&.-]+,? ){1,14}"
_ENGLISH_RULES = tuple(
    re.compile(rule, re.IGNORECASE)
    for rule in (
        rf"(?:Commission |Council )?(?:Implementing |Delegated )?(?:Regulation|Directive|Decision) "
        rf"\((?:EU|EC)\) (?:No )?\d+/\d+ of {_ISSUER}of {_ENGLISH_DATE}\b.*",
        rf"(?:Resolution|Recommendation|Decision|Declaration) adopted by {_ISSUER}on "
        rf"{_ENGLISH_DATE}\.?",
        rf"Statement by {_ISSUER}on {_ENGLISH_DATE}\.?",
        rf"(?:First )?(?:Published|Issued|Adopted|Promulgated"
        rf"|Date of (?:issue|publication|adoption))(?: on|:)? {_ENGLISH_DATE}(?:[.,;]| [A-Z(].*)?",
        rf"Presented to Parliament by .{{1,160}} on {_ENGLISH_DATE}\.?",
    )
)
_SIGNED = re.compile(rf"The White House,? {_ENGLISH_DATE}\.?", re.IGNORECASE)
_KOREAN_RULES = (
    re.compile(
        r"(?:.{0,40}\s)?(?:제\s?안\s?연월일|제안일자|제출일자|제출일|발의일자|의결일자|의결일|발행일|공포일)"
        r"\s*[::]?\s*(?P<y>\d{4})\s?[.년]\s?(?P<m>\d{1,2})\s?[.월]?(?:\s?(?P<d>\d{1,2})\s?[.일])?.{0,40}"
    ),
    re.compile(
        r"(?:[\[(<]?시행\s.{0,30})?[\[(<]?(?:법률|대통령령|고시|훈령|예규)\s?제[\d-]+호,\s?(?P<y>\d{4})[.년]\s?"
        r"(?P<m>\d{1,2})[.월]\s?(?P<d>\d{1,2})[.일].{0,40}"
    ),
)
_HEAD_END = re.compile(
    r"\s(?:on|of|for|to|towards?|by|under|in|concerning|regarding|laying|adopted|from)\s|[:;,(\[]"
    r"|\s[–—-]\s|\sVer",
    re.IGNORECASE,
)
_COMPOUNDS = (
    (re.compile(r"\bCode of Conduct\b"), "code of conduct"),
    (re.compile(r"\bCode of Practice\b"), "code of practice"),
)
_KINDS = {
    "act": "law", "law": "law", "order": "executive order", "declaration": "declaration",
    "framework": "framework", "guidelines": "guideline", "guideline": "guideline",
    "report": "report", "paper": "white paper", "resolution": "resolution",
    "commitments": "commitment", "statement": "statement", "recommendation": "recommendation",
    "memorandum": "memorandum", "principles": "principles", "regulation": "law",
}  # fmt: skip
_NEEDED_BEFORE = {"order": "executive", "paper": "white"}
_WHOLE_ONLY = ("act", "law", "regulation", "framework")
_ABOUT = re.compile(
    r"\b(?:about|why|how|what|when|understanding|explain\w*|introduc\w+|implementing|proposal|"
    r"comments?|opinion|review|summary|overview|analysis|guide|questions|fact sheet)\b",
    re.IGNORECASE,
)
_EAST_ASIAN_KINDS = (
    (re.compile(r"(?:行動規範|행동\s?규범|행동\s?강령)$"), "code of conduct"),
    (re.compile(r"(?:法律|に関する法|促進法|基本法|保護法|推進法)案?$"), "law"),
    (re.compile(r"법률안?$|에\s?관한\s.{0,24}(?:기본|특별)?(?<![방기해화문어용])법안?$"), "law"),
    (re.compile(r"(?:기본|특별|촉진|진흥|보호|지능|안전|규제|육성)법안?$"), "law"),
    (re.compile(r"(?:선언|선언문|宣言)$"), "declaration"),
    (re.compile(r"(?:가이드라인|지침|ガイドライン|윤리기준|윤리\s기준)$"), "guideline"),
    (re.compile(r"(?:보고서|報告書)$"), "report"),
    (re.compile(r"(?:백서|白書)$"), "white paper"),
    (re.compile(r"(?:프레임워크|フレームワーク)$"), "framework"),
    (re.compile(r"(?:결의|결의안|決議)$"), "resolution"),
)
_TAIL = re.compile(
    r"\s*(?:[(\[(][^()\[\]()]{0,60}[)\])]|,.{0,80}"
    r"|\b(?:ver\.?\s?)?\d[\d.]*)\s*$",
    re.IGNORECASE,
)
_DRAFT = re.compile(r"\bdraft\b", re.IGNORECASE)
_DRAFT_TAIL = re.compile(
    r"[(\[(](?:[a-z]+ )?draft[)\])]|[:–—-]\s*(?:[a-z]+ )?draft$",
    re.IGNORECASE,
)
_EAST_ASIAN_DRAFT = re.compile(
    r"(?:초안|草案)\s*$|[(\[(](?:초안|안|대안|案|草案)[)\])]|(?:법률?안|法律?案|法案)(?=$|\s?[(\[(])"
)
_MOST_FRONT = 40
_FRONT_WITHOUT_PAGES = 12
_LONGEST_LINE = 400


def find_date(title: str, blocks: Sequence[Block]) -> str | None:
    """Return the date that the title, the first page or a signature gives as the document's own."""
    lines = [title[:_LONGEST_LINE], *_front(blocks)]
    for line in lines:
        if found := next((m for r in _ENGLISH_RULES if (m := r.fullmatch(line))), None):
            return _english(found)
    for line in lines:
        if found := next((m for r in _KOREAN_RULES if (m := r.fullmatch(line))), None):
            return _date(found["y"], found["m"], found["d"])
    for block in blocks[-3:]:
        if found := _SIGNED.fullmatch(block.text):
            return _english(found)
    return None


def find_kind(title: str) -> str | None:
    """Return law, declaration, report, … where the title's own noun says so."""
    title = title[:_LONGEST_LINE]
    for pattern, kind in _COMPOUNDS:
        if (found := pattern.search(title)) and not _ABOUT.search(title[: found.start()]):
            return kind
    short = title.strip()
    while (cut := _TAIL.sub("", short)) and cut != short:
        short = cut
    if named := next((kind for pattern, kind in _EAST_ASIAN_KINDS if pattern.search(short)), None):
        return named
    if re.match(r"(?:Commission |Council )?(?:\w+ )?Regulation \((?:EU|EC)\) ", title, re.I):
        return "law"
    ends = _HEAD_END.search(title)
    head = title[: ends.start()] if ends else title
    words = re.sub(r"\s(?:of )?\d{4}$", "", head.strip()).split()
    noun = words[-1].lower() if words else ""
    before = words[-2].lower() if len(words) > 1 else ""
    if noun not in _KINDS or before != _NEEDED_BEFORE.get(noun, before) or _ABOUT.search(head):
        return None
    if noun in _WHOLE_ONLY:
        # "Framework: profile" and "AI Act: questions" are other things than they begin with.
        split = ends is not None and ends[0].strip() in (":", ";", "–", "—", "-")
        small = any(word[0].islower() and word not in ("and", "the") for word in words)
        if split or small or len(words) < 2:
            return None
    return _KINDS[noun]


def is_draft(title: str) -> bool:
    """Whether the title calls the document a draft or a bill."""
    title = title[:_LONGEST_LINE]
    ends = _HEAD_END.search(title)
    head = title[: ends.start()] if ends else title
    return bool(
        (_DRAFT.search(head) and not _ABOUT.search(head))
        or _DRAFT_TAIL.search(title)
        or _EAST_ASIAN_DRAFT.search(title)
    )


def find_version(title: str) -> str | None:
    """Return which version the title names: ``1.0``, ``first draft``, ``대안``."""
    found = next(names_version(title[:_LONGEST_LINE]), "").strip("()[]").lower()
    return re.sub(r"^(?:version|ver\.?|v)\s?(?=\d)", "", found) or None


def _front(blocks: Sequence[Block]) -> list[str]:
    if any(block.page is not None for block in blocks):
        front = [b for b in blocks[:_MOST_FRONT] if b.page in (None, 1)]
    else:
        front = list(blocks[:_FRONT_WITHOUT_PAGES])
    return [b.text for b in front if b.kind != "footnote" and len(b.text) <= _LONGEST_LINE]


def _english(found: re.Match[str]) -> str | None:
    day, month, year = (found[f"{part}1"] or found[f"{part}2"] for part in "dmy")
    return _date(year, str(_MONTHS.index(month.lower()) + 1), day)


def _date(year: str, month: str, day: str | None) -> str | None:
    if not (1900 <= int(year) <= 2100 and 1 <= int(month) <= 12 and 1 <= int(day or 1) <= 31):
        return None
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
