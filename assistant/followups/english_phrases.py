"""English names in sentences: with article and possessor, and one in another's place."""

from __future__ import annotations

import re

from assistant.followups import english_forms as forms
from assistant.followups.articles import sentence, with_article
from assistant.followups.context import Context, only
from assistant.followups.mentions import Mention, demonym, is_demonym

_OPENERS = re.compile(r"^(?:In|On|What|Which|Who|When|Where|How|Did|Does|Do|Is|Are|Was|Has) ")
_OF = re.compile(r" of (?:the )?")
_THE = re.compile(r"\bthe\s$", re.IGNORECASE)


def noun_phrase(context: Context, mention: Mention) -> str:
    """Return a mention as the previous question calls it, with article and possessor."""
    if mention.kind == "provision":
        law = only(context.named("instrument"))
        of = context.question[mention.end :].startswith(" of ")
        return f"{mention.text} of {noun_phrase(context, law)}" if law and of else mention.text
    modifiers = forms.MODIFIERS.search(context.question[: mention.start])
    phrase = _OPENERS.sub("", (modifiers[0] if modifiers else "") + mention.text)
    return with_article(phrase) if phrase == mention.text else phrase


def swap(context: Context, old: Mention, new: str) -> str:
    """Return the previous question with a new name in an old one's place.

    Args:
        context: Of the previous question.
        old: One of its mentions.
        new: It takes the article it needs, and keeps the one it has where one fits.
    """
    typed, new = new, forms.THE.sub("", new)
    before, after = context.question[: _start(context, old)], context.question[old.end :]
    if old.kind in ("date", "term", "provision"):
        return sentence(before + new + after)
    if is_demonym(old.text):
        return sentence(before + (demonym(new) or new) + after)
    if old.kind == "country" and _stands_within_a_name(context, old):
        return sentence(before + new + after)
    return sentence(_THE.sub("", before) + with_article(typed) + after)


def alike(x: str, context: Context) -> Mention | None:
    """Return the term in whose place a new one fits, or None.

    It has the same head noun ("generative AI" and "high-impact AI"), or is what the question says
    that it is about.

    Args:
        x: The new term.
        context: Of the previous question.
    """
    head = x.split()[-1:]
    terms = [m for m in context.named("term") if m.text.lower() != x.lower() and " " in m.text]
    same_head = only([m for m in terms if m.text.split()[-1:] == head]) if " " in x else None
    return same_head or find_subject_matter(context)


def find_adjective(new: Mention, context: Context) -> Mention | None:
    """Return the one adjective of a country for which another's can stand, or None."""
    if not is_demonym(new.text):
        return None
    return only([m for m in context.mentions if is_demonym(m.text) and m.same != new.same])


def has_other_names(context: Context) -> bool:
    """Return whether a question has capitalised words that no rule knows: "Dioptra"."""
    known = [(m.start, m.end) for m in context.mentions]
    for mention in context.mentions:
        modifiers = forms.MODIFIERS.search(context.question[: mention.start])
        known.append((modifiers.start() if modifiers else mention.start, mention.end))
    names = forms.NAME.finditer(context.question)
    return any(not any(a <= name.start() < b for a, b in known) for name in names)


def find_subject_matter(context: Context) -> Mention | None:
    """Return the term that a question says it is about, or None: "say about transparency"."""
    question = context.question
    about = (m for m in context.named("term") if forms.ABOUT.search(question[: m.start]))
    return next((m for m in about if not forms.CLOSE.sub("", question[m.end :])), None)


def _start(context: Context, mention: Mention) -> int:
    """Where a law begins together with its body (NIST AI RMF) or a provision of it, its alone."""
    for other in context.mentions:
        of = context.question[other.end : mention.start]
        if mention.kind == "instrument" and other.kind == "provision" and _OF.fullmatch(of):
            return other.start
        named_with = mention.kind == "instrument" and other.kind == "organisation"
        if named_with and other.end + 1 == mention.start:
            return other.start
    return mention.start


def _stands_within_a_name(context: Context, country: Mention) -> bool:
    """As in "the Japan AI Safety Institute", not in "Japan's AI Safety Institute"."""
    bodies = [m for m in context.mentions if m.kind in ("organisation", "instrument")]
    possessive = context.question.startswith(("'s", "’s"), country.end)
    return any(map(country.overlaps, bodies)) and not possessive
