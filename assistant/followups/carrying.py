"""Carries a question into the language of the follow-up, as far as the glossary knows its words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.followups.articles import with_article
from assistant.followups.context import Context
from assistant.followups.mentions import Kind, Mention, find_mentions
from assistant.followups.provisions import spell
from assistant.particles import with_particle
from index.expansion import find_ideas
from index.glossary import find_terms

_ASKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("who", re.compile(r"\bwho(?:m|se)?\b|누구|누가|誰|だれ", re.IGNORECASE)),
    ("when", re.compile(r"\bwhen\b|언제|いつ", re.IGNORECASE)),
    ("where", re.compile(r"\bwhere\b|어디|どこ", re.IGNORECASE)),
    ("how much", re.compile(r"\bhow\s+(?:much|high|large|big)\b|얼마|いくら", re.IGNORECASE)),
    ("how many", re.compile(r"\bhow\s+many\b|몇|何[人件社]", re.IGNORECASE)),
    ("why", re.compile(r"\bwhy\b|왜|なぜ", re.IGNORECASE)),
)
_KOREAN = {
    "who": "누구인가?", "when": "언제인가?", "where": "어디인가?", "how much": "얼마인가?",
    "how many": "몇인가?", "why": "왜인가?", "what": "무엇인가?",
}  # fmt: skip
_JAPANESE = {
    "who": "誰ですか。", "when": "いつですか。", "where": "どこですか。", "what": "何ですか。",
    "how much": "いくらですか。", "how many": "いくつですか。", "why": "なぜですか。",
}  # fmt: skip
_ENGLISH = {
    "who": "Who is", "when": "When is", "where": "Where is", "how much": "How much is",
    "how many": "How many are", "why": "What is the reason for", "what": "What is",
}  # fmt: skip
_NAMING: tuple[Kind, ...] = ("organisation", "instrument", "person", "name", "date")
# Words that say nothing of what is asked.
_LIGHT = frozenset(
    [
        "say",
        "do",
        "make",
        "ask",
        "first",
        "하",
        "되",
        "있",
        "첫",
        "최대",
        "최소",
        "얼마",
        "언제",
        "누구",
        "무엇",
        "어디",
        "어떤",
        "어느",
        "대하",
        "관하",
        "의하",
        "따르",
    ]
)


def carry(question: str, language: str, into: str, cited: tuple[str, ...] = ()) -> Context:
    """Return a question as a context in another language.

    Its names stand in that language; the rest is put in nouns as far as the glossary has them,
    and what is missing makes the context less than whole.

    Args:
        question: It stands alone.
        language: Of the question.
        into: ``ko``, ``en`` or ``ja``.
        cited: Kept for the context.
    """
    mentions = find_mentions(question, language)
    asks = next((word for word, form in _ASKS if form.search(question)), "what")
    terms = [m for m in mentions if m.kind == "term" and m.term and m.term.kind != "acronym"]
    said = " ".join(dict.fromkeys(_in_language(m, into) for m in terms if m.same != "first"))
    missing = [
        idea.words
        for idea in find_ideas(question, language)
        if not (idea.variants or idea.words in _LIGHT or _within(idea.words, mentions))
    ]
    kinds = {m.term.kind for m in terms if m.term}
    sayable = ("role" in kinds or asks != "who") and ("verb" not in kinds or into != "en")
    whole = bool(terms) and sayable and 2 * len(missing) <= len(mentions) + len(terms)
    carried = _sentence(mentions, said if whole else "", asks, into)
    return Context(carried, find_mentions(carried, into), whole, cited)


def instruments(titles: Sequence[str], language: str) -> tuple[str, ...]:
    """Return the names of the instruments that titles of documents name, each once.

    Args:
        titles: Of cited documents.
        language: ISO 639-1 code of the names.
    """
    names: dict[str, None] = {}
    for title in titles:
        for title_language in ("ko", "en"):
            found = [m for m in find_terms(title, title_language) if m.term.kind == "instrument"]
            if found:
                longest = max(found, key=lambda m: m.end - m.start).term.variants
                names[longest[language][0] if longest[language] else longest["en"][0]] = None
                break
    return tuple(names)


def _sentence(mentions: Sequence[Mention], terms: str, asks: str, into: str) -> str:
    """A question of names, nouns and what is asked for."""
    named, country = _names(mentions, into)
    provision = next((_in_language(m, into) for m in mentions if m.kind == "provision"), "")
    if provision and asks == "what":
        terms = {"ko": "내용", "ja": "内容"}.get(into, "")
    if into == "en":
        return _english(named, provision, terms, asks, country)
    space, of = ("", "の") if into == "ja" else (" ", "의 " if provision and terms else " ")
    subject = space.join(filter(None, [named, provision]))
    subject = f"{subject}{of}{terms}" if subject and terms else subject or terms
    if into == "ja":
        return (f"{country}の場合、" if country else "") + f"{subject}は{_JAPANESE[asks]}"
    leads = f"{country}의 경우 " if country else ""
    return f"{leads}{with_particle(subject, '은')} {_KOREAN[asks]}"


def _english(named: str, provision: str, terms: str, asks: str, country: str) -> str:
    named = with_article(named)
    named = f"{provision} of {named}" if provision and named else provision or named
    where = f" in {with_article(country)}" if country else ""
    if provision and asks == "what":
        return f"What does {named} say{where}?"
    if terms:
        named = f"the {terms} of {named}" if named else f"the {terms}"
    return f"{_ENGLISH[asks]} {named}{where}?"


def _names(mentions: Sequence[Mention], into: str) -> tuple[str, str]:
    """The names of a question but for provisions, and a country that stands beside a law.

    A country leads a body, which belongs to it; a law it may only have to do with.
    """
    found = [_in_language(m, into) for kind in _NAMING for m in mentions if m.kind == kind]
    found = [
        name
        for name in dict.fromkeys(found)
        if name and not any(name != other and name in other for other in found)
    ]
    laws = [m for m in mentions if m.kind == "instrument" and _in_language(m, into)]
    countries = [
        _in_language(m, into)
        for m in mentions
        if m.kind == "country" and not any(map(m.overlaps, laws))
    ]
    countries = [c for c in dict.fromkeys(countries) if not any(c in name for name in found)]
    if laws:
        return ("" if into == "ja" else " ").join(found), " ".join(countries)
    return ("" if into == "ja" else " ").join([*countries, *found]), ""


def _in_language(mention: Mention, into: str) -> str:
    if mention.kind == "provision":
        return spell(mention.text, into)
    if mention.term is None:
        return mention.text if mention.kind == "date" else ""
    return (mention.term.variants[into] or (mention.text,))[0]


def _within(word: str, mentions: Sequence[Mention]) -> bool:
    return any(word in mention.text.lower() for mention in mentions)
