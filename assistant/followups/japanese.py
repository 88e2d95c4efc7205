"""Japanese follow-ups: 日本は？ · それはいつですか · その罰則は？ · 第2項は？ · もっと詳しく."""

from __future__ import annotations

import re

from assistant.followups import japanese_forms as forms
from assistant.followups.context import Context, Rewritten, Unread, end_of, only, renumbered
from assistant.followups.mentions import NAMELESS, Mention, find_mentions
from assistant.followups.nouns import kind_of, may_mean
from assistant.followups.provisions import fits, is_paragraph, within


def read(question: str, context: Context) -> Rewritten | Unread:
    """Return a Japanese follow-up as a question that stands alone (see ``rewrite.understand``)."""
    rest = forms.LEAD.sub("", question.strip())
    base = strip_request(context.question)
    previous = Context(base, find_mentions(base, "ja"), context.whole, context.cited)
    if asked := _of_the_whole(rest, previous):
        return asked
    if found := forms.REFERRING.search(rest):
        return _refer(rest, found, previous)
    if fragment := forms.FRAGMENT.match(rest):
        return _complete(fragment["x"], rest, previous, led=rest != question.strip())
    return _attribute(rest, previous) or _place(rest, previous) or _unspoken(rest, previous)


def strip_request(question: str) -> str:
    """Return a question without a request for more, such as an earlier follow-up added."""
    parts = re.split(r"(?<=[。？?])", question)
    parts = [part for part in parts if part]
    if len(parts) > 1 and any(
        form.match(parts[-1]) for form in (forms.DETAIL, forms.WHY, forms.ABOUT_ALL)
    ):
        return "".join(parts[:-1])
    return question


def _of_the_whole(rest: str, context: Context) -> Rewritten | Unread | None:
    """More detail, a reason, an example: it asks about the whole previous question."""
    detail = forms.DETAIL.match(rest)
    if detail or forms.WHY.match(rest) or forms.ABOUT_ALL.match(rest):
        asked = rest
        if detail and not detail["asks"]:
            asked = f"{forms.CLOSE.sub('', rest)}説明してください。"
        return Rewritten(_asked(context.question) + asked, "detail") if context.whole else "unclear"
    if forms.WH_ONLY.match(rest):
        if identity := forms.IDENTITY.match(forms.CLOSE.sub("", context.question)):
            return Rewritten(f"{identity['x']}は{rest}", "ellipsis")
        return (
            Rewritten(_asked(context.question) + rest, "ellipsis") if context.whole else "unclear"
        )
    return None


def _refer(rest: str, found: re.Match[str], context: Context) -> Rewritten | Unread:
    """Put what a demonstrative means in its place."""
    before, after = rest[: found.start()], rest[found.end() :]
    if any(m.kind not in NAMELESS for m in find_mentions(before, "ja")):
        return "alone"
    if noun := found["noun"]:
        meant = _meant(noun, context)
    elif found["of"] is not None:
        meant, after = _anchor(context), f"の{after}"
    elif found["place"]:
        meant = _anchor(context)
    elif found["person"]:
        person = only(context.named("person"))
        asked = forms.WHO.match(forms.CLOSE.sub("", context.question))
        meant = person.text if person else asked["x"] if asked else None
    else:
        meant = _topic(context) or _anchor(context)
    return Rewritten(before + meant + after, "pronoun") if meant else "unclear"


def _meant(noun: str, context: Context) -> str | None:
    kind = kind_of(noun, "ja")
    named = context.named(kind) if kind else ()
    if re.search(rf"どの{noun}", context.question):
        return None  # the answer names it, not the question
    if mention := only([m for m in named if may_mean(noun, m, "ja")]):
        return _with_country(context, mention)
    if kind == "instrument" and not named and len(context.cited) == 1:
        return context.cited[0]
    return None


def _complete(x: str, rest: str, context: Context, *, led: bool) -> Rewritten | Unread:
    """Complete a fragment (``日本は？``) with the frame of the previous question."""
    if numbered := renumbered(x, context):
        return Rewritten(_swap(context, *numbered), "provision")
    mentions = find_mentions(x, "ja")
    head = mentions[-1] if mentions and mentions[-1].end == len(x) else None
    if head and head.kind == "provision":
        if x[: head.start].strip() not in ("", "同条", "同法"):
            return "alone"
        return _complete_provision(head, context)
    left = x
    for mention in mentions:
        left = left.replace(mention.text, "")
    if head and head.kind != "term" and left.strip("の ") == "":
        partner = context.partner(head)
        if partner is None or not context.whole:
            return "unclear"
        return Rewritten(_swap(context, partner, x), "substitution")
    if any(m.kind not in NAMELESS for m in mentions):
        return "alone"
    return _attribute(rest, context) or ("unclear" if led and len(x) <= 8 else "alone")


def _complete_provision(head: Mention, context: Context) -> Rewritten | Unread:
    if provisions := context.named("provision"):
        old = provisions[-1]
        new = within(head.text, old.text) or head.text
        return Rewritten(_swap(context, old, new), "provision")
    law = _law(context)
    if law is None or not fits(head.text, law):
        return "unclear"
    return Rewritten(f"{law}{head.text}の内容は何ですか。", "provision")


def _place(rest: str, context: Context) -> Rewritten | None:
    """Say of which instrument a provision is that a whole sentence names."""
    mentions = find_mentions(rest, "ja")
    provision = next((m for m in mentions if m.kind == "provision"), None)
    law = _law(context)
    if not provision or not law or any(m.kind not in (*NAMELESS, "provision") for m in mentions):
        return None
    text = provision.text
    if is_paragraph(text) and (outer := context.named("provision")):
        text = within(text, outer[-1].text) or text
    if provision.start or not fits(text, law):
        return None
    return Rewritten(f"{law}{text}{rest[provision.end :]}", "provision")


def _attribute(rest: str, context: Context) -> Rewritten | Unread | None:
    """Say whose an attribute is: 罰則, 予算, 所長."""
    if not forms.ATTRIBUTE.match(rest):
        return None
    anchor = _anchor(context)
    return Rewritten(f"{anchor}の{rest}", "ellipsis") if anchor else "unclear"


def _unspoken(rest: str, context: Context) -> Rewritten | Unread:
    """Name the subject that a question without one leaves unsaid."""
    if not forms.UNSPOKEN.match(forms.CLOSE.sub("", rest)):
        return "alone"
    if any(m.kind != "term" for m in find_mentions(rest, "ja")):
        return "alone"
    subject = _topic(context) or _anchor(context)
    return Rewritten(f"{subject}は{rest}", "ellipsis") if subject else "unclear"


def _topic(context: Context) -> str | None:
    found = forms.TOPIC.match(context.question)
    return found["x"] if found else None


def _anchor(context: Context) -> str | None:
    mention = (
        only(context.named("instrument", "organisation"))
        or only(context.named("organisation"))
        or only(context.named("instrument"))
    )
    return _with_country(context, mention) if mention else _topic(context)


def _law(context: Context) -> str | None:
    if mention := only(context.named("instrument")):
        return _with_country(context, mention)
    return context.cited[0] if len(context.cited) == 1 else None


def _with_country(context: Context, mention: Mention) -> str:
    return context.question[_start(context, mention) : mention.end]


def _start(context: Context, mention: Mention) -> int:
    """Where a mention begins with its country, or a provision with its law."""
    owner = "instrument" if mention.kind == "provision" else "country"
    for other in context.mentions:
        gap = context.question[other.end : mention.start]
        if other.kind == owner and other.end <= mention.start and gap in ("", "の"):
            return _start(context, other)
    return mention.start


def _swap(context: Context, old: Mention, new: str) -> str:
    bodily = old.kind in ("organisation", "instrument")
    start = _start(context, old) if bodily else old.start
    after = context.question[end_of(old, context) :]
    # A country in another's place in "EU AI法" leads the rest of the name.
    return context.question[:start] + new + re.sub(r"^\s", "の", after)


def _asked(question: str) -> str:
    return question if question.endswith(("?", "？", "。")) else f"{question}？"
