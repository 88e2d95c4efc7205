"""Japanese follow-ups: 日本は？ · それはいつですか · その罰則は？ · 第2項は？ · もっと詳しく."""

from __future__ import annotations

import re

from assistant.followups.context import Context, Rewritten, Unread, only
from assistant.followups.mentions import Kind, Mention, find_mentions
from assistant.followups.provisions import is_paragraph, within

_LEAD = re.compile(r"^(?:それでは|それなら|では|じゃあ?|そして|また|ちなみに|一方)[、,\s]*")
_CLOSE = re.compile(r"[\s?？。.!！]+$")
_FRAGMENT = re.compile(
    r"^(?P<x>.+?)(?:の場合)?(?:に(?:ついて)?|で)?[はも](?:どう)?(?:です|でしょう)?か?[\s?？。]*$"
)
_DETAIL = re.compile(
    r"^(?:もっと|もう少し|さらに|より)?(?:詳しく|具体的に|詳細に?|詳細を)"
    r"(?P<asks>(?:教え|説明|述べ|お願い|知り).*)?[\s?？。!]*$"
)
_WHY = re.compile(r"^(?:なぜ|どうして|何故)(?:なの|です|でしょう)*か?[\s?？。]*$")
_ABOUT_ALL = re.compile(
    r"^(?:例えば|たとえば|具体例は|(?:その)?理由は|(?:その)?根拠(?:条文)?は)(?:何)?(?:です|でしょう)?か?[\s?？。]*$"
)
_WH = r"(?:いつ|誰|だれ|どこ|いくら|何[人年件回]|どのように|どのくらい|どの[^はを]{1,6})"
_WH_ONLY = re.compile(rf"^{_WH}(?:から|まで|が|に|で|を)?(?:です|でしょう)?か?[\s?？。]*$")
_IDENTITY = re.compile(r"^(?P<x>.+?)(?:とは|は)(?:何|誰|どこ|いつ|いくら)(?:です|でしょう)?か?$")
_TOPIC = re.compile(r"^(?P<x>[^はがを、。?？]{2,40}?)(?:とは|(?:に|で)?は)")
_UNSPOKEN = re.compile(rf"^{_WH}[^はを、]*$")
_NOUNS: dict[str, tuple[Kind, ...]] = {
    **dict.fromkeys(
        "法律 法 法案 規則 宣言 枠組み 大統領令 条約 協定 文書 報告書 ガイドライン 指針 行動規範 覚書 決議 "
        "勧告 声明 白書".split(), ("instrument",)
    ),
    **dict.fromkeys("機関 委員会 研究所 組織 会社 企業 団体 省庁 協会 理事会".split(), ("organisation",)),
    **dict.fromkeys(("国", "政府"), ("country",)),
    **dict.fromkeys(("人", "人物"), ("person",)),
    **dict.fromkeys(("条文", "条項"), ("provision",)),
}  # fmt: skip
_RELATIONAL = (
    r"(?:罰則|制裁金|過料|罰金|予算|人員|職員数?|任期|施行日|施行時期|適用対象|適用範囲|対象|目的|例外|定義|義務|"
    r"要件|基準|手続|期限|任務|役割|権限|構成|加盟国|参加国|署名国|参加企業|所長|議長|委員長|委員|代表|責任者|"
    r"設立目的|設立日|拘束力|効力)"
)
_ATTRIBUTE = re.compile(rf"^{_RELATIONAL}(?:は|が)")
_REFERRING = re.compile(
    rf"(?:(?:その|この|同|当該)(?P<noun>{'|'.join(sorted(_NOUNS, key=len, reverse=True))})"
    rf"|その(?P<of>(?={_RELATIONAL}))|(?P<place>そこ)|(?P<thing>それ|これ)|(?P<person>彼女?))"
    r"(?=[はがのをにでと]|(?<=その))"
)


def read(question: str, context: Context) -> Rewritten | Unread:
    """Return a Japanese follow-up as a question that stands alone (see ``rewrite.understand``)."""
    rest = _LEAD.sub("", question.strip())
    base = strip_request(context.question)
    previous = Context(base, find_mentions(base, "ja"), context.whole, context.cited)
    if asked := _of_the_whole(rest, previous):
        return asked
    if found := _REFERRING.search(rest):
        return _refer(rest, found, previous)
    if fragment := _FRAGMENT.match(rest):
        return _complete(fragment["x"], rest, previous, led=rest != question.strip())
    return _attribute(rest, previous) or _place(rest, previous) or _unspoken(rest, previous)


def strip_request(question: str) -> str:
    """Return a question without a request for more, such as an earlier follow-up added."""
    parts = re.split(r"(?<=[。？?])", question)
    parts = [part for part in parts if part]
    if len(parts) > 1 and any(form.match(parts[-1]) for form in (_DETAIL, _WHY, _ABOUT_ALL)):
        return "".join(parts[:-1])
    return question


def _of_the_whole(rest: str, context: Context) -> Rewritten | Unread | None:
    """More detail, a reason, an example: it asks about the whole previous question."""
    detail = _DETAIL.match(rest)
    if detail or _WHY.match(rest) or _ABOUT_ALL.match(rest):
        asked = rest
        if detail and not detail["asks"]:
            asked = f"{_CLOSE.sub('', rest)}説明してください。"
        return Rewritten(_asked(context.question) + asked, "detail") if context.whole else "unclear"
    if _WH_ONLY.match(rest):
        if identity := _IDENTITY.match(_CLOSE.sub("", context.question)):
            return Rewritten(f"{identity['x']}は{rest}", "ellipsis")
        return Rewritten(_asked(context.question) + rest, "ellipsis") if context.whole else "unclear"
    return None


def _refer(rest: str, found: re.Match[str], context: Context) -> Rewritten | Unread:
    """Put what a demonstrative means in its place."""
    before, after = rest[: found.start()], rest[found.end() :]
    if any(m.kind not in ("term", "date") for m in find_mentions(before, "ja")):
        return "alone"
    if noun := found["noun"]:
        meant = _meant(noun, context)
    elif found["of"] is not None:
        meant, after = _anchor(context), f"の{after}"
    elif found["place"]:
        meant = _anchor(context)
    elif found["person"]:
        person = only(context.named("person"))
        meant = person.text if person else None
    else:
        meant = _topic(context) or _anchor(context)
    return Rewritten(before + meant + after, "pronoun") if meant else "unclear"


def _meant(noun: str, context: Context) -> str | None:
    named = context.named(*_NOUNS[noun])
    ending = [m for m in named if m.text.endswith(noun)]
    if mention := only(ending) or only(named):
        return _with_country(context, mention)
    if _NOUNS[noun] == ("instrument",) and not named and len(context.cited) == 1:
        return context.cited[0]
    return None


def _complete(x: str, rest: str, context: Context, *, led: bool) -> Rewritten | Unread:
    """Complete a fragment (``日本は？``) with the frame of the previous question."""
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
    if any(m.kind not in ("term", "date") for m in mentions):
        return "alone"
    return _attribute(rest, context) or ("unclear" if led and len(x) <= 8 else "alone")


def _complete_provision(head: Mention, context: Context) -> Rewritten | Unread:
    if provisions := context.named("provision"):
        old = provisions[-1]
        new = within(head.text, old.text) or head.text
        return Rewritten(_swap(context, old, new), "provision")
    law = _law(context)
    return Rewritten(f"{law}{head.text}の内容は何ですか。", "provision") if law else "unclear"


def _place(rest: str, context: Context) -> Rewritten | None:
    """Say of which instrument a provision is that a whole sentence names."""
    mentions = find_mentions(rest, "ja")
    provision = next((m for m in mentions if m.kind == "provision"), None)
    law = _law(context)
    if not provision or not law or any(m.kind not in ("provision", "term") for m in mentions):
        return None
    text = provision.text
    if is_paragraph(text) and (outer := context.named("provision")):
        text = within(text, outer[-1].text) or text
    return Rewritten(f"{rest[: provision.start]}{law}{text}{rest[provision.end :]}", "provision")


def _attribute(rest: str, context: Context) -> Rewritten | Unread | None:
    """Say whose an attribute is: 罰則, 予算, 所長."""
    if not _ATTRIBUTE.match(rest):
        return None
    anchor = _anchor(context)
    return Rewritten(f"{anchor}の{rest}", "ellipsis") if anchor else "unclear"


def _unspoken(rest: str, context: Context) -> Rewritten | Unread:
    """Name the subject that a question without one leaves unsaid."""
    if not _UNSPOKEN.match(_CLOSE.sub("", rest)):
        return "alone"
    if any(m.kind != "term" for m in find_mentions(rest, "ja")):
        return "alone"
    subject = _topic(context) or _anchor(context)
    return Rewritten(f"{subject}は{rest}", "ellipsis") if subject else "unclear"


def _topic(context: Context) -> str | None:
    found = _TOPIC.match(context.question)
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
    """Where a mention begins with the country it belongs to."""
    for country in context.mentions:
        gap = context.question[country.end : mention.start]
        if country.kind == "country" and country.end <= mention.start and gap in ("", "の"):
            return country.start
    return mention.start


def _swap(context: Context, old: Mention, new: str) -> str:
    bodily = old.kind in ("organisation", "instrument")
    start = _start(context, old) if bodily else old.start
    return context.question[:start] + new + context.question[old.end :]


def _asked(question: str) -> str:
    return question if question.endswith(("?", "？", "。")) else f"{question}？"
