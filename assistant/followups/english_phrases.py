"""English names in sentences: with article and possessor, and one in another's place."""

from __future__ import annotations

import re

from assistant.followups import english_forms as forms
from assistant.followups.articles import sentence, with_article
from assistant.followups.context import Context, only
from assistant.followups.mentions import Mention, demonym, is_demonym

_OPENERS = re.compile(r"^(?:In|On|What|Which|Who|When|Where|How|Did|Does|Do|Is|Are|Was|Has) ")
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
        new: Without article; it takes the one it needs.
    """
    before, after = context.question[: old.start], context.question[old.end :]
    if old.kind in ("date", "term", "provision"):
        return sentence(before + new + after)
    if is_demonym(old.text):
        return sentence(before + (demonym(new) or new) + after)
    if old.kind == "country" and _stands_within_a_name(context, old):
        return sentence(before + new + after)
    return sentence(_THE.sub("", before) + with_article(new) + after)


def alike(x: str, context: Context) -> Mention | None:
    """Return the one term with the same head noun: "generative AI" for "high-impact AI", or None.

    Args:
        x: The new term.
        context: Of the previous question.
    """
    head = x.split()[-1:]
    terms = [m for m in context.named("term") if m.text.lower() != x.lower() and " " in m.text]
    return only([m for m in terms if m.text.split()[-1:] == head]) if " " in x else None


def _stands_within_a_name(context: Context, country: Mention) -> bool:
    """As in "the Japan AI Safety Institute", not in "Japan's AI Safety Institute"."""
    bodies = [m for m in context.mentions if m.kind in ("organisation", "instrument")]
    possessive = context.question.startswith(("'s", "’s"), country.end)
    return any(map(country.overlaps, bodies)) and not possessive
