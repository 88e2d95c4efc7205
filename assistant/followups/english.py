"""English follow-ups: and Japan? · what about its penalties? · And Article 51? · why? · tell me more."""

from __future__ import annotations

import re

from assistant.followups.articles import possessive, sentence, with_article
from assistant.followups.context import Context, Rewritten, Unread, only
from assistant.followups.mentions import Kind, Mention, demonym, find_mentions
from assistant.followups.provisions import is_paragraph, within

_LEAD = re.compile(
    r"^(?:(?:ok(?:ay)?|so|and|but|then|also|now|well|right)[,\s]+)*"
    r"(?:(?:what|how)\s+about\s+|what\s+of\s+|how\s+is\s+it\s+(?:in|for|with)\s+)?",
    re.IGNORECASE,
)
_CLOSE = re.compile(r"[\s?.!]+$")
_DETAIL = re.compile(
    r"^(?:please\s+)?(?:(?:can|could|would)\s+you\s+)?(?:please\s+)?(?:"
    r"(?:tell|give|show)\s+me\s+(?:some\s+)?more(?:\s+(?:details?|about\s+(?:it|this|that)))?|"
    r"(?:some\s+)?more\s+details?|(?:go\s+)?in(?:to)?\s+(?:more|greater)\s+detail|elaborate|go\s+on|"
    r"(?:explain|describe)(?:\s+(?:it|this|that))?\s+(?:(?:in|with)\s+)?more(?:\s+\w+)?|"
    r"be\s+more\s+(?:specific|precise)|more"
    r")[\s,]*(?:please)?[\s?.!]*$",
    re.IGNORECASE,
)
_ABOUT_ALL = re.compile(
    r"^(?:why(?:\s+(?:is|was)\s+(?:that|this|it))?(?:\s+so)?|how\s+so|for\s+(?:example|instance)|"
    r"(?:any|some)\s+examples?|on\s+what\s+(?:legal\s+)?(?:basis|grounds)|"
    r"where\s+does\s+it\s+say\s+(?:that|so|this))[\s?.!]*$",
    re.IGNORECASE,
)
_WH_ONLY = re.compile(
    r"^(?:(?:by|for|to|with|since|until|from|of|at|in|on|under)\s+)?(?:when|whom?|where|"
    r"how\s+(?:much|many|often|long|soon)|(?:which|what)(?:\s+[a-z-]+){1,2})(?:\s+exactly)?[\s?.!]*$",
    re.IGNORECASE,
)
_IDENTITY = re.compile(
    r"^(?:what|who)\s+(?:is|are|was|were)\s+(?P<x>[^?,]{2,80}?)\??$", re.IGNORECASE
)
_NOUNS: dict[str, tuple[Kind, ...]] = {
    **dict.fromkeys(
        "law act bill regulation declaration framework order agreement treaty convention document "
        "statement code commitments guidelines recommendation resolution report memorandum paper "
        "principles".split(), ("instrument",)
    ),
    **dict.fromkeys(
        "institute agency body committee board commission office organisation organization company "
        "council ministry department forum network consortium".split(), ("organisation",)
    ),
    **dict.fromkeys(("country", "government"), ("country",)),
    **dict.fromkeys(("person", "man", "woman"), ("person",)),
    **dict.fromkeys(("article", "provision", "section", "annex", "recital"), ("provision",)),
}  # fmt: skip
_REFERRING = re.compile(
    rf"\b(?:(?:this|that|these|those|the|said|same)\s+(?P<noun>{'|'.join(_NOUNS)})"
    r"|(?P<its>its|their)|(?P<thing>it|they|them)|(?P<his>his)|(?P<person>he|she|him|her)"
    r"|(?P<there>there)(?=\s*[?,.]|\s+and))\b(?!['’-])",
    re.IGNORECASE,
)
# "Is it true that", "when does it become an offence to": it means nothing named before.
_EMPTY_IT = re.compile(
    r"\bit\s+(?:(?:is|was|be|becomes?|seems?)\s+)?(?:an?\s+)?[a-z-]+(?:\s+[a-z-]+)?\s+"
    r"(?:that|to|for|if|whether)\b",
    re.IGNORECASE,
)
_OWN_ANTECEDENT = re.compile(r"\b(?:an?|every|each|any)\s+[a-z]", re.IGNORECASE)
_RELATIONAL = re.compile(
    r"^(?:(?:any|the|some)\s+)?(?:[a-z-]+\s+)?(?:penalt(?:y|ies)|fines?|sanctions?|exceptions?|"
    r"exemptions?|members?|membership|budget|funding|staff|headcount|directors?|heads?|chairs?|"
    r"vice-chairs?|deput(?:y|ies)|deadlines?|timeline|scope|purpose|definitions?|obligations?|"
    r"requirements?|thresholds?|criteria|enforcement|legal\s+basis|signator(?:y|ies)|participants?|"
    r"mandate|term|terms\s+of\s+office|costs?|structure|objectives?|goals?|entry\s+into\s+force)$",
    re.IGNORECASE,
)
_MODIFIERS = re.compile(
    r"(?:(?:\b(?:the|[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)?['’]s)\s)?(?:(?:national|first|second|draft|"
    r"final|new|20\d\d|[A-Z][\w-]*)\s)*)$"
)


def read(question: str, context: Context) -> Rewritten | Unread:
    """Return an English follow-up as a question that stands alone (see ``rewrite.understand``)."""
    text = question.strip()
    rest = text[_LEAD.match(text).end() :] if _LEAD.match(text) else text  # type: ignore[union-attr]
    base = strip_request(context.question)
    previous = Context(base, find_mentions(base, "en"), context.whole, context.cited)
    return (
        _of_the_whole(rest, previous)
        or _complete(rest, previous, led=rest != text)
        or _refer(text, rest, previous)
        or _place(rest, previous)
        or "alone"
    )


def strip_request(question: str) -> str:
    """Return a question without a request for more, such as an earlier follow-up added."""
    first, mark, last = question.rpartition("? ")
    if mark and (_DETAIL.match(last) or _ABOUT_ALL.match(last)):
        return f"{first}?"
    return question


def noun_phrase(context: Context, mention: Mention) -> str:
    """Return a mention as the previous question calls it, with article and possessor."""
    before = context.question[: mention.start]
    modifiers = _MODIFIERS.search(before)
    phrase = (modifiers[0] if modifiers else "") + mention.text
    if mention.kind == "provision":
        of = re.match(r" of ", context.question[mention.end :])
        law = only(context.named("instrument"))
        if law and of:
            return f"{mention.text} of {noun_phrase(context, law)}"
        return mention.text
    first = phrase.split()[0]
    if first[0].isupper() and first.lower() in ("in", "what", "which", "did", "does", "is", "on"):
        phrase = phrase.split(" ", 1)[1]
    return phrase if phrase != mention.text else with_article(phrase)


def _of_the_whole(rest: str, context: Context) -> Rewritten | Unread | None:
    """More detail, a reason, an example: it asks about the whole previous question."""
    if _DETAIL.match(rest) or _ABOUT_ALL.match(rest):
        if not context.whole:
            return "unclear"
        asked = rest if _ABOUT_ALL.match(rest) else "Please explain in more detail."
        return Rewritten(f"{_asked(context.question)} {sentence(asked)}", "detail")
    if _WH_ONLY.match(rest) and not _REFERRING.search(rest):
        if not context.whole:
            return "unclear"
        return Rewritten(f"{_asked(context.question)} {sentence(rest)}", "ellipsis")
    return None


def _complete(rest: str, context: Context, *, led: bool) -> Rewritten | Unread | None:
    """Complete a fragment (``And Japan?``) with the frame of the previous question."""
    x = re.sub(r"^(?:in|for|under|by|with|on|at)\s+", "", _CLOSE.sub("", rest), flags=re.I)
    bare = re.sub(r"^the\s+", "", x, flags=re.IGNORECASE)
    mentions = find_mentions(bare, "en")
    head = mentions[0] if mentions else None
    if head and head.start == 0 and bare[head.end :] in ("", "'s", "’s"):
        if head.kind == "provision":
            return _complete_provision(head, context)
        partner = context.partner(head)
        if partner is None and head.kind == "term":
            partner = _alike(bare, context)
        if partner and context.whole and (head.kind != "term" or _alike(bare, context)):
            return Rewritten(_swap(context, partner, head.text), "substitution")
        return None if head.kind == "term" and not led else _attribute(x, context, led=led) or "unclear"
    if head and head.kind == "country" and head.start == 0:
        partner, tail = context.partner(head), bare[head.end :]
        if partner and context.whole and context.question[partner.end :].startswith(tail):
            return Rewritten(_swap(context, partner, head.text), "substitution")
    if context.whole and led and (alike := _alike(bare, context)):
        return Rewritten(_swap(context, alike, bare), "substitution")
    return _attribute(x, context, led=led)


def _complete_provision(head: Mention, context: Context) -> Rewritten | Unread:
    provisions = context.named("provision")
    if provisions:
        old = provisions[-1]
        new = within(head.text, old.text) or head.text
        question = context.question[: old.start] + new + context.question[old.end :]
        return Rewritten(sentence(question), "provision")
    law = _law(context)
    return Rewritten(f"What does {head.text} of {law} say?", "provision") if law else "unclear"


def _refer(text: str, rest: str, context: Context) -> Rewritten | Unread | None:
    """Put what a pronoun means in its place."""
    found = _REFERRING.search(rest)
    if found is None or (found["thing"] and _EMPTY_IT.match(rest, found.start())):
        return None
    before = rest[: found.start()]
    own = [m for m in find_mentions(before, "en") if m.kind not in ("term", "date", "country")]
    if own or _OWN_ANTECEDENT.search(before):
        return "alone"
    noun = (found["noun"] or "").lower()
    if noun and found[0].lower().startswith("the ") and not _bare(rest, found):
        return None
    meant = _meant(noun, found, context)
    if meant is None:
        return "unclear"
    if found["its"] or found["his"]:
        meant = possessive(meant)
    if found["there"]:
        meant = f"in {meant}"
    asked = before + meant + rest[found.end() :]
    asked = re.sub(rf"\b(?:its|it)\b", meant, asked) if found["thing"] else asked
    if not re.match(r"(?:wh|how|is|are|was|were|do|does|did|can|could|has|have|in|on)", asked, re.I):
        asked = f"What about {asked}"
    return Rewritten(sentence(asked), "pronoun")


def _meant(noun: str, found: re.Match[str], context: Context) -> str | None:
    """What a pronoun or a demonstrative with a noun means."""
    identity = _IDENTITY.match(context.question)
    if noun:
        named = context.named(*_NOUNS[noun])
        ending = [m for m in named if m.text.lower().endswith(noun)]
        if mention := only(ending) or only(named):
            return noun_phrase(context, mention)
        if _NOUNS[noun] == ("instrument",) and not named and len(context.cited) == 1:
            return with_article(context.cited[0])
        return None
    if found["person"] or found["his"]:
        person = only(context.named("person"))
        return person.text if person else identity["x"] if identity else None
    if found["there"]:
        mention = only(context.named("country")) or only(context.named("organisation"))
        return noun_phrase(context, mention) if mention else None
    return _main(context) or (identity["x"] if identity else None)


def _main(context: Context) -> str | None:
    """The body, law or provision that the previous question is about."""
    provision = only(context.named("provision"))
    if provision and re.match(r" of ", context.question[provision.end :]):
        return noun_phrase(context, provision)
    bodies, laws = context.named("organisation"), context.named("instrument")
    mention = only([*bodies, *laws])
    if mention is None and len(bodies) == 1 and laws and bodies[0].start < laws[0].start:
        mention = bodies[0]
    mention = mention or only(context.named("name")) if not (bodies or laws) else mention
    if mention is None and not (bodies or laws):
        mention = only(context.named("country"))
    return noun_phrase(context, mention) if mention else None


def _attribute(x: str, context: Context, *, led: bool) -> Rewritten | Unread | None:
    """Say whose an attribute is: the penalties, members, any exceptions."""
    if not _RELATIONAL.match(x):
        return None
    laws, bodies = context.named("instrument"), context.named("organisation")
    mention = only(laws) if not bodies else only(bodies)
    if mention is None:
        identity = _IDENTITY.match(context.question)
        anchor, of = (identity["x"], "of") if identity else (None, "of")
    else:
        anchor = noun_phrase(context, mention)
        of = "under" if mention.kind == "instrument" else "of"
    if anchor is None:
        return "unclear"
    asked = f"{x} {of} {anchor}?"
    return Rewritten(f"What about {asked}" if led else sentence(asked), "ellipsis")


def _place(rest: str, context: Context) -> Rewritten | None:
    """Say of which instrument a provision is that a whole sentence names."""
    mentions = find_mentions(rest, "en")
    provision = next((m for m in mentions if m.kind == "provision"), None)
    if provision is None or any(m.kind not in ("provision", "term", "date") for m in mentions):
        return None
    text = provision.text
    if is_paragraph(text) and (outer := context.named("provision")):
        text = within(text, outer[-1].text) or text
    law = _law(context)
    if law is None:
        return None
    asked = f"{rest[: provision.start]}{text} of {law}{rest[provision.end :]}"
    return Rewritten(sentence(asked), "provision")


def _law(context: Context) -> str | None:
    if mention := only(context.named("instrument")):
        return noun_phrase(context, mention)
    return with_article(context.cited[0]) if len(context.cited) == 1 else None


def _swap(context: Context, old: Mention, new: str) -> str:
    """The previous question with a new name in an old one's place, with the article it needs."""
    question = context.question
    before, after = question[: old.start], question[old.end :]
    the = re.search(r"\bthe\s$", before, re.IGNORECASE)
    if old.kind in ("date", "term"):
        return sentence(before + new + after)
    if old.kind == "country" and (_modifies(context, old) or demonym(new) == old.text):
        adjective = demonym(new) if old.text == demonym(old.text) else None
        return sentence(before + (adjective or new) + after)
    if old.kind == "country" and old.text != demonym(old.text) and after[:1] not in ("'", "’"):
        before = before[: the.start()] if the else before
        return sentence(before + with_article(new) + after)
    before = before[: the.start()] if the else before
    return sentence(before + with_article(new) + after)


def _modifies(context: Context, country: Mention) -> bool:
    """Whether a country stands within a body's name without ``'s``, or is an adjective."""
    within_name = any(
        country.overlaps(m) for m in context.mentions if m.kind in ("organisation", "instrument")
    )
    possessive = context.question[country.end : country.end + 2] in ("'s", "’s")
    return (within_name and not possessive) or demonym(country.text) == country.text


def _alike(x: str, context: Context) -> Mention | None:
    """The one term of the previous question with the same head noun: generative and high-impact AI."""
    words = x.split() or [""]
    terms = [m for m in context.named("term") if m.text.lower() != x.lower()]
    alike = [m for m in terms if m.text.split()[-1] == words[-1] and len(m.text.split()) > 1]
    return only(alike) if len(words) > 1 else None


def _bare(rest: str, found: re.Match[str]) -> bool:
    """Whether nothing says which: "the framework" at the end or before a verb, not "the act of"."""
    return not re.match(r"\s+(?:of|on|for|in|that|which|to|by)\b", rest[found.end() :])


def _asked(question: str) -> str:
    return question if question.endswith(("?", ".", "!")) else f"{question}?"
