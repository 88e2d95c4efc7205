"""Korean follow-ups: 그럼 일본은? · 그 법에서 과태료는? · 제2항은? · 누가 서명했나? · 더 자세히."""

from __future__ import annotations

import re
from typing import Literal

from assistant.followups import korean_forms as forms
from assistant.followups.context import Context, Rewritten, Unread, only, renumbered
from assistant.followups.korean_phrases import (
    find_alike,
    find_alike_placed,
    find_anchor,
    find_identity,
    find_law,
    find_object,
    find_phrase,
    find_subject,
    find_topic,
    is_clause,
    swap,
    with_country,
)
from assistant.followups.mentions import NAMELESS, Mention, find_mentions
from assistant.followups.nouns import kind_of, may_mean
from assistant.followups.provisions import fits, is_paragraph, within
from assistant.particles import refit, with_particle
from ingest.korean import kiwi


def read(question: str, context: Context) -> Rewritten | Unread:
    """Return a Korean follow-up as a question that stands alone (see ``rewrite.understand``)."""
    rest = forms.LEAD.sub("", question.strip())
    base = strip_request(context.question)
    previous = Context(base, find_mentions(base, "ko"), context.whole, context.cited)
    if asked := _of_the_whole(rest, previous):
        return asked
    if found := forms.DEMONSTRATIVE.search(rest):
        return _refer(rest, found, previous)
    if fragment := forms.FRAGMENT.match(rest):
        return _complete(fragment["x"], rest, previous, led=rest != question.strip())
    simple = forms.SIMPLE.match(forms.CLOSE.sub("", rest))
    return (
        (_said_of_another(simple["x"], rest, previous) if simple else None)
        or _place(rest, previous)
        or _also(rest, previous)
        or _unspoken(rest, previous)
        or "alone"
    )


def strip_request(question: str) -> str:
    """Return a question without a request for more, such as an earlier follow-up added."""
    first, mark, last = question.rpartition("? ")
    requests = (forms.DETAIL, forms.WHY, forms.ABOUT_ALL, forms.REASON)
    return f"{first}?" if mark and any(form.match(last) for form in requests) else question


def _of_the_whole(rest: str, context: Context) -> Rewritten | Unread | None:
    """More detail, a reason, an example, a time: it asks about the whole previous question."""
    detail, why = forms.DETAIL.match(rest), forms.WHY.match(rest)
    if detail or why or forms.ABOUT_ALL.match(rest):
        asked = "그 이유는 무엇인가?" if why else rest
        if detail and not detail["asks"]:
            asked = f"{forms.CLOSE.sub('', rest)} 설명해 주십시오."
        return _after(context, asked, "detail")
    if not forms.WH_ONLY.match(rest):
        return None
    if identity := find_identity(context.question):
        return Rewritten(f"{with_particle(identity, '은')} {rest}", "ellipsis")
    return _after(context, rest, "ellipsis")


def _after(context: Context, asked: str, form: Literal["detail", "ellipsis"]) -> Rewritten | Unread:
    """Repeat the previous question and ask more."""
    if not context.whole:
        return "unclear"
    mark = "" if context.question.endswith(("?", "？", ".")) else "?"
    return Rewritten(f"{context.question}{mark} {asked}", form)


def _refer(rest: str, found: re.Match[str], context: Context) -> Rewritten | Unread:
    """Put what a demonstrative means in its place."""
    before, after = rest[: found.start()], rest[found.end() :]
    if any(m.kind not in NAMELESS for m in find_mentions(before, "ko")):
        return "alone"
    noun = found["noun"]
    if noun == "조":
        return read(after.strip(), context)
    if noun:
        meant = _meant(noun, context)
        if not meant and not kind_of(noun, "ko") and not forms.RELATIONAL.search(noun):
            return "alone"
    elif found["person"]:
        person = only(context.named("person"))
        meant = person.text if person else find_identity(context.question)
    elif found["place"]:
        meant = find_anchor(context)
        after = re.sub(r"^(?=\s)", "의", re.sub(r"^서", "에서", after))
    else:
        meant = find_subject(context)
        after = forms.SHORT_PARTICLES.get((found["short"] or "")[-1:], "") + after
    return Rewritten(before + meant + refit(meant, after), "pronoun") if meant else "unclear"


def _meant(noun: str, context: Context) -> str | None:
    """What 그 with a noun means."""
    topic, kind = find_topic(context.question), kind_of(noun, "ko")
    if re.search(rf"(?:어느|어떤|무슨)\s{noun}", context.question):
        return None  # the answer names it, not the question
    named = context.named(kind) if kind else ()
    fitting = [m for m in named if may_mean(noun, m, "ko")]
    if fitting:
        return with_country(context, fitting[0]) if len(fitting) == 1 else None
    if topic and topic.endswith(noun):
        return topic
    if phrase := find_phrase(context.question, noun):
        return phrase
    if kind:
        if kind == "organisation" and not named:
            return topic
        return find_law(context) if kind == "instrument" and not named else None
    anchor = find_anchor(context) if forms.RELATIONAL.search(noun) else None
    return f"{anchor} {noun}" if anchor else None


def _complete(x: str, rest: str, context: Context, *, led: bool) -> Rewritten | Unread:
    """Complete a fragment (일본은?) with the frame of the previous question."""
    if numbered := renumbered(x, context):
        return Rewritten(swap(context, *numbered), "provision")
    mentions = find_mentions(x, "ko")
    head = mentions[-1] if mentions and mentions[-1].end == len(x) else None
    if head and head.kind == "provision":
        return _complete_provision(x, head, context)
    named = [m for m in mentions if m.kind not in NAMELESS]
    if head and head.kind != "term" and _is_all_names(x, mentions):
        partner = context.partner(head) or find_alike_placed(head, rest[len(x) :], context)
        if partner is None or not context.whole:
            return "unclear"
        return Rewritten(swap(context, partner, x), "substitution")
    if named and named[0].kind == "provision":
        return _place(rest, context) or "alone"
    if named:
        partner = context.partner(named[0])
        tail = x[named[0].end :]
        if partner and context.whole and context.question.startswith(tail, partner.end):
            return Rewritten(swap(context, partner, named[0].text), "substitution")
        return "alone"
    if context.whole and (old := find_alike(x, context)):
        return Rewritten(swap(context, old, x), "substitution")
    return _attribute(x, rest, context) or ("unclear" if led and len(x.split()) <= 2 else "alone")


def _said_of_another(x: str, rest: str, context: Context) -> Rewritten | Unread | None:
    """Ask something else of another: 중국 기업은 있나? after 서약에 서명한 한국 기업은 어디인가?"""
    mentions = find_mentions(x, "ko")
    partner = context.partner(mentions[0]) if mentions and not mentions[0].start else None
    topic = find_topic(context.question)
    if not partner or not topic or not context.whole or partner.kind in NAMELESS:
        return _attribute(x, rest, context)
    tail = x[mentions[0].end :]
    if not tail or context.question[partner.end : len(topic)] != tail:
        return None
    return Rewritten(context.question[: partner.start] + rest, "substitution")


def _is_all_names(x: str, mentions: tuple[Mention, ...]) -> bool:
    for mention in mentions:
        x = x.replace(mention.text, "")
    return not x.strip(" 의과와및,·")


def _complete_provision(x: str, head: Mention, context: Context) -> Rewritten | Unread:
    if x[: head.start].strip() not in forms.SAME_LAW:
        return "alone"
    if provisions := context.named("provision"):
        old = provisions[-1]
        new = within(head.text, old.text) or head.text
        return Rewritten(swap(context, old, new), "provision")
    law = find_law(context)
    if law is None or not fits(head.text, law):
        return "unclear"
    return Rewritten(f"{law} {head.text}의 내용은 무엇인가?", "provision")


def _place(rest: str, context: Context) -> Rewritten | None:
    """Say of which instrument a provision is that opens a whole sentence."""
    mentions = find_mentions(rest, "ko")
    provision = next((m for m in mentions if m.kind == "provision"), None)
    law = find_law(context)
    if not provision or not law or any(m.kind not in (*NAMELESS, "provision") for m in mentions):
        return None
    text = provision.text
    if is_paragraph(text) and (outer := context.named("provision")):
        text = within(text, outer[-1].text) or text
    opening = forms.OPENING.fullmatch(rest[: provision.start])
    if opening is None or not fits(text, law):
        return None
    if opening["draft"] and not law.endswith("안"):
        return None
    return Rewritten(f"{law} {text}{refit(text, rest[provision.end :])}", "provision")


def _also(rest: str, context: Context) -> Rewritten | None:
    """Say what somebody takes part in too: 중국도 서명했나?"""
    found = forms.ALSO.match(forms.CLOSE.sub("", rest))
    if not found or not _is_all_names(found["x"], find_mentions(found["x"], "ko")):
        return None
    law = find_law(context) if _is_verbal(found["verb"], asks=True) else None
    return Rewritten(f"{law}의 경우 {rest}", "ellipsis") if law else None


def _unspoken(rest: str, context: Context) -> Rewritten | Unread | None:
    """Name the subject that a sentence without a noun of its own leaves unsaid."""
    asks = bool(re.search(forms.WH, rest))
    if not asks and not rest.rstrip().endswith("?"):
        return None
    if not _is_verbal(rest, asks=asks):
        return None
    if forms.BREAKING.match(rest) and (broken := find_object(context)):
        return Rewritten(f"{with_particle(broken, '을')} {rest}", "ellipsis")
    topic = find_topic(context.question) or find_anchor(context)
    if topic is None:
        return "unclear"
    if is_clause(topic) and not forms.WH_ONLY.match(rest):
        return _after(context, rest, "ellipsis")
    return Rewritten(f"{with_particle(topic, '은')} {rest}", "ellipsis")


def _is_verbal(text: str, *, asks: bool) -> bool:
    """Whether a text has no nouns but those of verbs (서명하다), of time, or asked for."""
    tokens = list(kiwi().tokenize(text))
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        verbal = following is not None and following.tag in ("XSV", "XSA")
        noun = token.tag in ("NNG", "NNP", "SL", "SN", "SH") and not verbal
        generic = asks and forms.GENERIC.fullmatch(token.form)
        if noun and not generic and not forms.NOW.fullmatch(token.form):
            return False
    return True


def _attribute(x: str, rest: str, context: Context) -> Rewritten | Unread | None:
    """Say whose an attribute is: 벌칙, 예산, 소장."""
    named = any(m.kind not in NAMELESS for m in find_mentions(x, "ko"))
    if named or not forms.RELATIONAL.search(x):
        return None
    anchor = find_anchor(context)
    if anchor is None:
        return "unclear"
    of = "" if x.startswith("위반") else "에" if forms.THERE_IS.match(rest[len(x) :]) else "의"
    return Rewritten(f"{anchor}{of} {rest}", "ellipsis")
