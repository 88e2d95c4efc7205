"""Finds what a text denies, forbids or leaves out, in English, Korean and Japanese."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NOT_NEGATIVE = re.compile(
    r"\bnot only\b|\bnot (?:limited|confined|restricted) to\b|\bwhether or not\b|\bif not\b"
    r"|\b(?:no|not) (?:less|fewer|lower|more|greater|higher|longer|later|earlier) than\b"
    r"|\bnot (?:exceed(?:ing)?|to exceed|exceeding)\b|\bno longer than\b|\bno later\b"
    r"|\bwithout (?:prejudice|undue|limitation|delay|regard)\b|\bnotwithstanding\b|\bnothing in\b"
    r"|\bwithout exception\b|\bcannot but\b|\bno doubt\b|\bnot least\b|\bNo\.\s?\d"
    r"|뿐(?:만)?\s?(?:이)?\s?아니라|에\s?(?:그치|국한되|한정되|한하)지\s?않|불구하고|관계\s?없이|상관\s?없이"
    r"|불문하고|지체\s?없이|차질\s?없이|다름\s?없|지\s?않을까|틀림\s?없|예외\s?없이|빠짐\s?없이|끊임\s?없"
    r"|[하지]지?\s?않으면\s?(?:아니|안)\s?[되된돼될]|지\s?(?:아니하면|않으면|못하면)\s?(?:아니|안)"
    r"|だけで(?:は)?なく|のみならず|にかかわらず|なければならな|なくてはならな|遅滞なく"
)
_NEGATIVE = re.compile(
    r"\b(?:not|never|neither|nor|cannot|nobody|none|without|no)\b|n't\b"
    r"|\b(?:prohibit|forbid|forbad|ban(?:s|ned|ning)?\b|bars?\b|exempt|exclud|exclus(?:ion|ions)\b|"
    r"except\b|refus|reject|lack(?:s|ed|ing)?\b|fail(?:s|ed|ing)?\b|absence|unable|refrain|"
    r"den(?:y|ies|ied)\b|waive|withdr|revok|rescind|repeal|abolish|oppos|unless\b|instead of\b|"
    r"escap|omit|spared\b|left out\b|leaves? out\b|"
    r"rather than\b|other than\b|outside\b)\w*|\bun[a-z]{3,}(?:ed|able)\b|\bnon-[a-z]+"
    r"|지\s?(?:는|도|를)?\s?(?:아니|않|못하|못한|못했|말)|아니\s?[하한된되]|안\s?[된되돼]|아니다|아니며|아닌(?!가)"
    r"|(?<![가-힣])못\s|못하|못한|없[다는이으어고었음을던며]|없습|금지|제외|면제|배제|불가|예외|거부|거절|폐지|철회|반대|누락"
    r"|(?<![가-힣])[비미불](?=적용|공개|허용|포함|이행|준수|해당|승인|등록|지정|제출|고지|표시|신고|통지|보고|참여|동의|가입|충족|합의|설치)"
    r"|な(?:い|く|かっ)|ません|せず|ずに|禁止|除外|除[くいき]|免除|廃止|拒否|反対",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[;:.]\s|(?<=[^A-Za-z]),\s|[。、；]|\b(?:but|however|if|when|where|while|although|because|provided)\b"
    r"|(?<=[가-힣])(?:하고|하며|되고|되며|으며|지만|하되|는데|으나|면서)\s|다만|그러나",
    re.IGNORECASE,
)
_PREFIXED = re.compile(r"(?:un|non-)\w+|[비미불]", re.IGNORECASE)
_AHEAD = re.compile(
    r"(?:other|rather) than|instead of|except|exclud|outside|without|unless", re.IGNORECASE
)
_NEXT_WORD = 15
_REST = re.compile("[가-힣]{0,4}")
_KOREAN = re.compile("[가-힣ぁ-ん]")
_REACH = 90


@dataclass(frozen=True, slots=True)
class Negation:
    """A word that turns what is around it into its opposite.

    Attributes:
        start: Of its characters.
        end: One past the last.
        scope_start: Where what it turns begins.
        scope_end: One past its last character.
        words: As written.
        is_prefix: Whether it is part of an adjective: an untested robot may be sold or not.
    """

    start: int
    end: int
    scope_start: int
    scope_end: int
    words: str
    is_prefix: bool = False


def read_negations(text: str) -> list[Negation]:
    """Return the negations of a folded text with the clause that each turns."""
    harmless = [match.span() for match in _NOT_NEGATIVE.finditer(text)]
    stops = [0, *(match.end() for match in _STOP.finditer(text)), len(text)]
    found = []
    for match in _NEGATIVE.finditer(text):
        start, end = match.span()
        if any(left <= start < right for left, right in harmless):
            continue
        if _PREFIXED.fullmatch(match.group()):
            found.append(Negation(start, end, start, end + _NEXT_WORD, match.group(), True))
            continue
        left = max(stop for stop in stops if stop <= start)
        if _AHEAD.match(match.group()):
            left = start
        right = min(stop for stop in stops if stop >= end)
        if _KOREAN.search(match.group()):
            # What follows the verb's end belongs to the next one, but for the rest of its word.
            rest = _REST.match(text, end)
            right = rest.end() if rest else end
        found.append(
            Negation(start, end, max(left, start - _REACH), min(right, end + _REACH), match.group())
        )
    return found
