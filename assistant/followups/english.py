"""English follow-ups: and Japan? · its penalties? · And Article 51? · why? · tell me more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.followups import english_forms as forms
from assistant.followups.articles import possessive, sentence, with_article
from assistant.followups.context import Context, Rewritten, Unread, only, renumbered
from assistant.followups.english_phrases import (
    alike,
    find_adjective,
    find_subject_matter,
    has_other_names,
    noun_phrase,
    swap,
)
from assistant.followups.mentions import NAMELESS, Mention, find_mentions
from assistant.followups.nouns import kind_of, may_mean
from assistant.followups.provisions import fits, is_paragraph, within


def read(question: str, context: Context) -> Rewritten | Unread:
    """Return an English follow-up as a question that stands alone (see ``rewrite.understand``)."""
    text = question.strip()
    rest = forms.LEAD.sub("", text, count=1)
    base = strip_request(context.question)
    previous = Context(base, find_mentions(base, "en"), context.whole, context.cited)
    return (
        _of_the_whole(rest, previous)
        or _complete(rest, previous, led=rest != text)
        or _refer(rest, previous)
        or _place(rest, previous)
        or "alone"
    )


def strip_request(question: str) -> str:
    """Return a question without a request for more, such as an earlier follow-up added."""
    first, mark, last = question.rpartition("? ")
    if mark and (forms.DETAIL.match(last) or forms.ABOUT_ALL.match(last)):
        return f"{first}?"
    return question


def _of_the_whole(rest: str, context: Context) -> Rewritten | Unread | None:
    """More detail, a reason, an example: it asks about the whole previous question."""
    if forms.DETAIL.match(rest) or forms.ABOUT_ALL.match(rest):
        if not context.whole:
            return "unclear"
        asked = rest if forms.ABOUT_ALL.match(rest) else "Please explain in more detail."
        return Rewritten(f"{_asked(context.question)} {sentence(asked)}", "detail")
    if forms.WH_ONLY.match(rest) and not forms.REFERRING.search(rest):
        if not context.whole:
            return "unclear"
        return Rewritten(f"{_asked(context.question)} {sentence(rest)}", "ellipsis")
    return None


def _complete(rest: str, context: Context, *, led: bool) -> Rewritten | Unread | None:
    """Complete a fragment (``And Japan?``) with the frame of the previous question."""
    x = forms.ONE.sub("", forms.PREPOSITION.sub("", forms.CLOSE.sub("", rest)))
    bare = forms.THE.sub("", x)
    if numbered := renumbered(bare, context):
        return Rewritten(swap(context, *numbered), "provision")
    mentions = find_mentions(bare, "en")
    head = mentions[0] if mentions and mentions[0].start == 0 else None
    tail = bare[head.end :] if head else ""
    if head and head.kind == "country" and (body := _body_of(tail, mentions)):
        head, tail = replace(body, text=bare), ""
    if head and head.kind == "provision" and not tail:
        return _complete_provision(head, context)
    if head and head.kind != "term" and tail in ("", "'s", "’s"):
        partner = context.partner(head) or find_adjective(head, context)
        if partner and context.whole:
            new = f"the {head.text}" if bare != x else head.text
            return Rewritten(swap(context, partner, new), "substitution")
        return "unclear"
    if head and head.kind == "country" and context.whole:
        partner = context.partner(head)
        if partner and context.question.startswith(tail, partner.end):
            return Rewritten(swap(context, partner, head.text), "substitution")
    named = any(m.kind not in NAMELESS for m in mentions)
    if led and context.whole and not named and (old := alike(bare, context)):
        return Rewritten(swap(context, old, bare), "substitution")
    simple = forms.SIMPLE.match(x)
    return _attribute(simple["x"] if simple else x, rest, context, led=led)


def _body_of(tail: str, mentions: Sequence[Mention]) -> Mention | None:
    """The law or body that a country owns: "Korea's AI Basic Act" is an act."""
    owned = tail.removeprefix("'s").removeprefix("’s").strip()
    bodies = [m for m in mentions if m.kind in ("instrument", "organisation")]
    return next((m for m in bodies if m.text == owned), None)


def _complete_provision(head: Mention, context: Context) -> Rewritten | Unread:
    provisions = context.named("provision")
    if provisions:
        old = provisions[-1]
        new = within(head.text, old.text) or head.text
        return Rewritten(swap(context, old, new), "provision")
    law = _law(context)
    if law is None or not fits(head.text, law):
        return "unclear"
    return Rewritten(f"What does {head.text} of {law} say?", "provision")


def _refer(rest: str, context: Context) -> Rewritten | Unread | None:
    """Put what a pronoun means in its place."""
    found = forms.REFERRING.search(rest)
    if found is None or (found["thing"] and forms.EMPTY_IT.match(rest, found.start())):
        return None
    before = rest[: found.start()]
    if _has_own_antecedent(rest, found):
        return "alone"
    noun = (found["noun"] or "").lower()
    if noun and found[0].lower().startswith("the ") and not _is_bare(rest, found):
        return None
    meant = _meant(noun, found, context)
    if meant is None:
        return "unclear"
    if found["its"] or found["his"]:
        meant = possessive(meant)
    elif found["there"]:
        meant = f"in {meant}"
    asked = before + meant + rest[found.end() :]
    if not forms.ASKING.match(asked):
        asked = f"What about {asked}"
    return Rewritten(sentence(asked), "pronoun")


def _has_own_antecedent(rest: str, found: re.Match[str]) -> bool:
    """Whether the question itself names what its pronoun means."""
    if forms.OBJECT_IT.match(rest):
        return False
    before = rest[: found.start()]
    mentions = find_mentions(before, "en")
    named = any(m.kind not in NAMELESS for m in mentions if found["its"] or m.kind != "country")
    several = found[0].lower() in ("their", "they") and forms.PLURAL.search(before)
    return named or bool(several or forms.OWN_ANTECEDENT.search(before))


def _meant(noun: str, found: re.Match[str], context: Context) -> str | None:
    """What a pronoun or a demonstrative with a noun means."""
    identity = forms.IDENTITY.match(context.question)
    if noun:
        return _of_that_name(noun, context)
    if found["person"] or found["his"]:
        person = only(context.named("person"))
        return person.text if person else identity["x"] if identity else None
    if found["there"]:
        mention = only(context.named("country")) or only(context.named("organisation"))
        return noun_phrase(context, mention) if mention else None
    plural = found[0].lower() in ("they", "them", "their")
    several = bool(forms.PLURAL_IDENTITY.match(context.question))
    if identity and plural and several:
        return identity["x"]
    meant = _main(context) or (identity["x"] if identity and not several else None)
    # They may be a body, but "them" are several.
    return meant if found[0].lower() != "them" or (meant or "").endswith("s") else None


def _of_that_name(noun: str, context: Context) -> str | None:
    """What "that law" means."""
    kind = kind_of(noun, "en")
    named = context.named(kind) if kind else ()
    if re.search(rf"\b(?:which|what)\s+{noun}", context.question, re.IGNORECASE):
        return None  # the answer names it, not the question
    if mention := only([m for m in named if may_mean(noun, m, "en")]):
        return noun_phrase(context, mention)
    if kind == "instrument" and not named and len(context.cited) == 1:
        return with_article(context.cited[0])
    return None


def _main(context: Context) -> str | None:
    """The body, law or provision that the previous question is about."""
    provision = only(context.named("provision"))
    if provision and context.question.startswith(" of ", provision.end):
        return noun_phrase(context, provision)
    bodies, laws = context.named("organisation"), context.named("instrument")
    if bodies and not laws and find_subject_matter(context):
        return None  # "What does NIST say about red teaming?" may be about either
    mention = only([*bodies, *laws])
    # A body that does something under a law is what the question is about.
    if mention is None and len(bodies) == 1 and laws and bodies[0].start < laws[0].start:
        mention = bodies[0]
    return noun_phrase(context, mention) if mention and not has_other_names(context) else None


def _attribute(x: str, rest: str, context: Context, *, led: bool) -> Rewritten | Unread | None:
    """Say whose an attribute is: the penalties, members, any exceptions."""
    if not forms.RELATIONAL.match(x):
        return None
    laws, bodies = context.named("instrument"), context.named("organisation")
    identity = forms.IDENTITY.match(context.question)
    if mention := only(bodies or laws):
        of = "under" if mention.kind == "instrument" and forms.IMPOSED.search(x) else "of"
        whose = f"{of} {noun_phrase(context, mention)}"
    elif identity:
        whose = f"of {identity['x']}"
    else:
        return "unclear"
    asked = f"{forms.CLOSE.sub('', rest)} {whose}?"
    fragment = led and not forms.SIMPLE.match(rest)
    return Rewritten(f"What about {asked}" if fragment else sentence(asked), "ellipsis")


def _place(rest: str, context: Context) -> Rewritten | None:
    """Say of which instrument a provision is that a whole sentence names."""
    mentions = find_mentions(rest, "en")
    provision = next((m for m in mentions if m.kind == "provision"), None)
    if provision is None or any(m.kind not in (*NAMELESS, "provision") for m in mentions):
        return None
    text = provision.text
    if is_paragraph(text) and (outer := context.named("provision")):
        text = within(text, outer[-1].text) or text
    law = _law(context)
    if law is None or not fits(text, law):
        return None
    asked = f"{rest[: provision.start]}{text} of {law}{rest[provision.end :]}"
    return Rewritten(sentence(asked), "provision")


def _law(context: Context) -> str | None:
    if mention := only(context.named("instrument")):
        return noun_phrase(context, mention)
    return with_article(context.cited[0]) if len(context.cited) == 1 else None


def _is_bare(rest: str, found: re.Match[str]) -> bool:
    """Whether "the framework" is all that a short question names."""
    more = forms.SAYS_WHICH.match(rest, found.end())
    kind = kind_of(found["noun"].lower(), "en")
    named = any(m.kind == kind for m in find_mentions(rest, "en"))
    return not (more or named) and len(rest.split()) <= forms.SHORT_WORDS


def _asked(question: str) -> str:
    return question if question.endswith(("?", ".", "!")) else f"{question}?"
