"""What a Korean question is about, and one name in another's place."""

from __future__ import annotations

from assistant.followups import korean_forms as forms
from assistant.followups.context import Context, end_of, only
from assistant.followups.mentions import Kind, Mention
from assistant.particles import refit
from ingest.korean import kiwi

_OWNERS: dict[Kind, tuple[Kind, ...]] = {
    "provision": ("instrument",),
    "instrument": ("country", "organisation"),
    "organisation": ("country",),
    "name": ("country",),
}
_NOMINAL = frozenset(["NNG", "NNP", "SL", "SN", "XSN", "XPN", "SH"])


def find_topic(question: str) -> str | None:
    """Return what a question is about: what stands before its first 은 or 는, if short."""
    for token in kiwi().tokenize(question):
        if token.tag == "JX" and token.form in ("은", "는"):
            topic = forms.CONTENT.sub("", question[: token.start].strip())
            return topic if 0 < len(topic) <= forms.LONGEST_TOPIC else None
    return None


def find_identity(question: str) -> str | None:
    """Return what a question asks the identity of: X of "X는 무엇인가?"."""
    found = forms.IDENTITY.match(forms.CLOSE.sub("", question))
    return found["x"] if found else None


def find_anchor(context: Context) -> str | None:
    """Return the body or law that the previous question is about, else its topic or country."""
    bodies, laws = context.named("organisation"), context.named("instrument")
    topic = find_topic(context.question)
    within = [m for m in bodies if topic and m.text in topic]
    within_laws = [m for m in laws if topic and m.text in topic]
    if mention := only(within) or only(within_laws) or only(laws) or only(bodies):
        return with_country(context, mention)
    country = only(context.named("country"))
    return topic or (country.text if country else None)


def find_subject(context: Context) -> str | None:
    """Return what 그것 means: the topic, or the one name that the question holds beside it."""
    topic = find_topic(context.question)
    mention = only(context.named("instrument", "organisation", "name"))
    if topic is None or mention is None or find_identity(context.question):
        return topic or (mention.text if mention else None)
    return mention.text if mention.text in topic and not topic.endswith(mention.text) else topic


def find_phrase(question: str, noun: str) -> str | None:
    """Return the compound that ends in a noun (핵심광물 협정), or None where none does."""
    tokens = list(kiwi().tokenize(question))
    for end, token in enumerate(tokens):
        start = end
        while start and tokens[start - 1].tag in _NOMINAL:
            start -= 1
        phrase = question[tokens[start].start : token.start + token.len]
        if token.tag in _NOMINAL and phrase.endswith(noun) and phrase != noun:
            return phrase
    return None


def is_clause(topic: str) -> bool:
    """Return whether a topic has a verb within: 대통령이 정하는 기한."""
    return any(token.tag == "ETM" for token in kiwi().tokenize(topic))


def find_object(context: Context) -> str | None:
    """Return what can be broken: the provision or the law that the previous question names."""
    provision = only(context.named("provision"))
    return with_country(context, provision) if provision else find_law(context)


def find_law(context: Context) -> str | None:
    """Return the one instrument that the previous question names or its answer cited."""
    if mention := only(context.named("instrument")):
        return with_country(context, mention)
    return context.cited[0] if len(context.cited) == 1 else None


def with_country(context: Context, mention: Mention) -> str:
    """Return a mention with the country or the law it belongs to, before it or as the topic."""
    start = _start(context, mention)
    country = only(context.named("country"))
    if mention.kind == "organisation" and country and (start < mention.start or not country.start):
        return f"{country.text} {mention.text}"
    return context.question[start : mention.end]


def swap(context: Context, old: Mention, new: str) -> str:
    """Return the previous question with a new name in an old one's place, particles fitted."""
    bodily = old.kind in ("organisation", "instrument", "name")
    start = _start(context, old) if bodily else old.start
    if forms.YEAR.match(new) and (dated := forms.YEAR_BEFORE.search(context.question[:start])):
        start = dated.start()
    return context.question[:start] + new + refit(new, context.question[end_of(old, context) :])


def find_alike_placed(new: Mention, particles: str, context: Context) -> Mention | None:
    """Return the one of several that stands where the new one does: 한국에서는 for 일본에서는."""
    at = forms.PLACED.match(particles)
    if at is None:
        return None
    placed = [m for m in context.named(new.kind) if context.question.startswith(at[0], m.end)]
    return only([m for m in placed if m.same != new.same])


def find_alike(x: str, context: Context) -> Mention | None:
    """Return the one term with the same head noun (고영향 and 생성형 인공지능), or None."""
    head = x.split()[-1:]
    terms = [m for m in context.named("term") if m.text != x and " " in m.text]
    return only([m for m in terms if m.text.split()[-1:] == head]) if " " in x else None


def _start(context: Context, mention: Mention) -> int:
    """Where a mention begins together with its country, or a provision with its law."""
    owners = _OWNERS.get(mention.kind, ())
    for other in context.mentions:
        gap = context.question[other.end : mention.start]
        if other.kind in owners and other.end <= mention.start and gap in (" ", "의 "):
            return _start(context, other)
    return mention.start
