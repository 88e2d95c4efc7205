"""What a machine translation must have in common with its original, whatever the languages."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.verification.quantities import number_values
from index.glossary import Term, find_terms

NAME_KINDS = frozenset({"acronym", "country", "instrument", "name", "organisation", "person"})
"""Kinds of glossary terms that may not be lost in a translation."""

_DIGIT = re.compile(r"\d")
_SCRIPTS = {
    "en": re.compile(r"[A-Za-z]"),
    "ko": re.compile(r"[\uac00-\ud7a3]"),
    "ja": re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]"),
}
_FOREIGN = {
    "en": re.compile(r"[\uac00-\ud7a3\u3040-\u30ff\u4e00-\u9fff]"),
    "ko": re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]"),
    "ja": re.compile(r"[\uac00-\ud7a3]"),
}
_NEGATION = {
    "en": re.compile(
        r"\b(?:not|no|nor|never|none|without|cannot|neither|except|unless|prohibit\w*|forb[ai]d\w*"
        r"|ban(?:s|ned)?|fail\w*|lack\w*|exempt\w*|exclud\w*|non|un\w{4,}|in\w{5,}|ir\w{5,})\b"
        r"|n't\b",
        re.IGNORECASE,
    ),
    "ko": re.compile(r"않|아니|없|못|금지|제외|면제|부족|실패|안 [되된]|[미비불부무][가-힣]"),
    "ja": re.compile(r"ない|なく|なけ|なし|ずに|ず、|禁止|除|免|不|非|無|未"),
}
_STRONG_NEGATION = {
    "en": re.compile(
        r"\b(?:not|no|nor|never|none|cannot|neither|prohibit\w*|forb[ai]d\w*)\b|n't\b"
    ),
    "ko": re.compile(r"않|아니|없|못|금지"),
    "ja": re.compile(r"ない|なく|なけ|禁止"),
}
_LENGTH = {"en": 1.0, "ko": 0.5, "ja": 0.5}
"""Rough number of characters for what English says in one; a third to the treble is let pass."""
_SHORT = 40


def find_fault(quote: str, language: str, text: str, into: str) -> str:
    """Return what is wrong with a translation, or an empty string.

    The checks prove no translation right: they find those that lost or made up a number, lost a
    known name, dropped or added a negation, are partly in another language, or are far too short
    or long.

    Args:
        quote: The original.
        language: ISO 639-1 code of the original.
        text: The translation.
        into: Its ISO 639-1 code.

    Returns:
        ``empty``, ``language``, ``length``, ``numbers``, ``names``, ``negation``, or nothing.
    """
    if not text.strip():
        return "empty"
    if into not in _SCRIPTS or _FOREIGN[into].search(text) or not _in_script(text, into):
        return "language"
    ratio = (len(text) / _LENGTH[into]) / (len(quote) / _LENGTH.get(language, 1.0))
    if not 1 / 3 <= ratio <= 3 and len(quote) > _SHORT:
        return "length"
    if not _same_numbers(quote, text):
        return "numbers"
    if any(not _is_named(term, text, into) for term in named_terms(quote, language, into)):
        return "names"
    if _negates_otherwise(quote, language, text, into):
        return "negation"
    return ""


def named_terms(quote: str, language: str, into: str) -> list[Term]:
    """Return the names in a quote that the glossary can say in another language."""
    terms = (match.term for match in find_terms(quote, language))
    return [term for term in terms if term.kind in NAME_KINDS and term.variants.get(into)]


def written_numbers(text: str) -> set[Decimal]:
    """Return the values of the numbers that a text writes in digits."""
    parts = re.findall(r"\S*\d\S*(?:\s?(?:thousand|[mbt]r?illion)\b)?(?:\s\d{3}\b)*", text)
    return number_values(" ".join(parts))


def _same_numbers(quote: str, text: str) -> bool:
    """Every number in digits on one side stands on the other, be it in words."""
    lost = written_numbers(quote) - number_values(text)
    made_up = written_numbers(text) - number_values(quote)
    return not lost and not made_up


def _in_script(text: str, language: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    own = sum(bool(_SCRIPTS[language].match(char)) for char in letters)
    return own >= 0.6 * len(letters)


def _is_named(term: Term, text: str, into: str) -> bool:
    folded = _fold(text)
    forms = [*term.variants.get(into, ()), *term.variants.get("en", ())]
    return any(_fold(form) in folded for form in forms)


def _fold(text: str) -> str:
    return re.sub(r"[\s\-·ㆍ'’.]+", "", text).lower()


def _negates_otherwise(quote: str, language: str, text: str, into: str) -> bool:
    """Whether one side says plainly "not" and the other has no trace of it."""
    if language not in _NEGATION:
        return False
    plain = bool(_STRONG_NEGATION[language].search(quote))
    plain_after = bool(_STRONG_NEGATION[into].search(text))
    lost = plain and not _NEGATION[into].search(text)
    added = plain_after and not _NEGATION[language].search(quote)
    return lost or added
