"""Korean follow-ups: 그럼 일본은? · 그 법에서 과태료는? · 제2항은? · 누가 서명했나? · 더 자세히."""

from __future__ import annotations

import re

from assistant.followups.context import Context, Rewritten, Unread, only
from assistant.followups.mentions import Kind, Mention, find_mentions
from assistant.followups.particles import refit, with_particle
from assistant.followups.provisions import is_paragraph, within
from ingest.korean import kiwi

_LONGEST_TOPIC = 40
_LEAD = re.compile(
    r"^(?:(?:그럼|그러면|그렇다면|그리고|그런데|근데|또한|또|혹시|한편|반면에?)[,\s]+)+"
)
_FRAGMENT = re.compile(
    r"^(?P<x>.+?)(?:의\s경우(?:에)?|\s쪽)?(?P<at>에서|에)?(?:은|는|도)(?:요|\s어때\S*|\s어떤가\S*"
    r"|\s어떻습니까|\s어떠한가\S*|\s마찬가지\S*)?[\s?.!]*$"
)
_SIMPLE = re.compile(
    r"^(?P<x>\S+(?:\s\S+)?)(?:은|는|이|가)\s(?:누구|언제|얼마|어디|몇|무엇|뭐|뭔|어떻게|있)[^,]{0,12}$"
)
_DETAIL = re.compile(
    r"^(?:(?:조금|좀|더|한번|다시|계속)\s*)*(?:자세히|자세하게|상세히|상세하게|구체적으로|쉽게|풀어서|"
    r"(?<=더)|(?<=더\s)|(?<=계속)|(?<=계속\s))\s*(?P<asks>(?:설명|알려|말|얘기|이야기|풀어|써|답|보여|해)\S*"
    r"(?:\s\S+)?)?[\s.?!]*$"
)
_WHY = re.compile(r"^(?:왜|어째서)(?:요|죠|지|인가\S*|일까\S*|그런가\S*|그렇지|그런\s?거\S*)?[\s.?!]*$")
_ABOUT_ALL = re.compile(
    r"^(?:그\s)?(?:이유|근거|근거\s?조항|법적\s?근거|출처|배경|사례|예시?|예를\s들면|예컨대)"
    r"(?:은|는|가|이)?(?:요|\s?(?:뭐|무엇|어디|있)\S*)?[\s.?!]*$"
)
_WH = (
    r"(?:언제|누가|누구|어디|얼마나?|어떻게|무엇|뭘|몇\s?(?:명|개|년|건|회|차례|퍼센트)"
    r"|(?:어느|어떤)\s\S+?)"
)
_WH_ONLY = re.compile(
    rf"^{_WH}(?:부터|까지|에서|서|에게|에|을|를|로)?(?:요|야|죠|인가\S*|입니까|인지)?[\s?.!]*$"
)
_IDENTITY = re.compile(
    r"^(?P<x>[^?]+?)(?:이?란|은|는)\s(?:무엇|누구|뭐|어디|언제|얼마)(?:이|인|야|입|일|지)?\S{0,6}$"
)
_DEMONSTRATIVE = re.compile(
    r"(?<![가-힣A-Za-z])(?:"
    r"(?:그|이|해당|동|위|같은)\s(?P<noun>[가-힣]+?)"
    r"|(?P<thing>그것|이것|그거|이거)"
    r"|(?P<short>그건|이건|그게|이게|그걸|이걸)(?=\s)"
    r"|(?P<place>거기|그곳)"
    r"|(?P<person>그(?:녀|분)?)(?=[는가를의와]\s)"
    r")(?=(?:은|는|이|가|을|를|의|에|에서|에는|에서는|에도|서|서는|로|으로|와|과|도|보다|부터)?(?:[\s?!.,]|$))"
)
_SHORT_PARTICLES = {"건": "은", "게": "이", "걸": "을"}
_NOUNS: dict[str, tuple[Kind, ...]] = {
    **dict.fromkeys(
        "법 법률 법안 법령 선언 선언문 서약 프레임워크 행정명령 협약 문서 보고서 가이드라인 지침 강령 "
        "각서 결의 결의안 권고 성명 백서 의향서 초안 규정 실천강령 기본법".split(), ("instrument",)
    ),
    **dict.fromkeys(
        "기관 위원회 연구소 센터 부처 조직 회사 기업 단체 협회 네트워크 이사회 사무국 컨소시엄".split(),
        ("organisation",),
    ),
    **dict.fromkeys("나라 국가 정부".split(), ("country",)),
    **dict.fromkeys("사람 인물 분".split(), ("person",)),
    **dict.fromkeys("조항 조문".split(), ("provision",)),
}  # fmt: skip
# Nouns that mean little without whose they are.
_RELATIONAL = re.compile(
    r"(?:^|\s)(?:벌칙|처벌|제재|과태료|과징금|벌금|예산|재원|인력|인원|직원|임기|시행일|시행 시기|적용 시기|"
    r"적용 대상|적용 범위|대상|목적|예외|면제|정의|의무|요건|기준|절차|기한|기간|임무|역할|기능|업무|권한|"
    r"구성|소속|위치|회원국|회원|참여국|서명국|참여 기관|참여 기업|소장|원장|의장|위원장|부위원장|위원|"
    r"대표|책임자|설립 목적|설립일|설립 시기|설립 근거|법적 성격|구속력|효력|집행|감독|주기|현황|일정)$"
)
_GENERIC = frozenset("기관 나라 국가 기업 회사 사람 부처 단체 조항 문서 명 곳 것 얼마".split())
_CLOSE = re.compile(r"[\s?.!]+$")


def read(question: str, context: Context) -> Rewritten | Unread:
    """Return a Korean follow-up as a question that stands alone (see ``rewrite.understand``)."""
    rest = _LEAD.sub("", question.strip())
    base = strip_request(context.question)
    previous = Context(base, find_mentions(base, "ko"), context.whole, context.cited)
    if asked := _of_the_whole(rest, previous):
        return asked
    if found := _DEMONSTRATIVE.search(rest):
        return _refer(rest, found, previous)
    fragment = _FRAGMENT.match(rest)
    if fragment:
        return _complete(fragment["x"], rest, previous, led=rest != question.strip())
    if simple := _SIMPLE.match(_CLOSE.sub("", rest)):
        attribute = _attribute(simple["x"], rest, previous)
        if attribute:
            return attribute
    return _place(rest, previous) or _unspoken(rest, previous) or "alone"


def strip_request(question: str) -> str:
    """Return a question without a request for more, such as an earlier follow-up added."""
    first, mark, last = question.rpartition("? ")
    if mark and (_DETAIL.match(last) or _WHY.match(last) or _ABOUT_ALL.match(last)):
        return f"{first}?"
    return question


def topic(question: str) -> str | None:
    """Return what a question is about: what stands before its first 은 or 는, if short."""
    for token in kiwi().tokenize(question):
        if token.tag == "JX" and token.form in ("은", "는"):
            found = question[: token.start].strip()
            return found if 0 < len(found) <= _LONGEST_TOPIC else None
    return None


def _of_the_whole(rest: str, context: Context) -> Rewritten | Unread | None:
    """More detail, a reason, an example: it asks about the whole previous question."""
    detail, why = _DETAIL.match(rest), _WHY.match(rest)
    if detail or why or _ABOUT_ALL.match(rest):
        if not context.whole:
            return "unclear"
        asked = rest
        if why:
            asked = "그 이유는 무엇인가?"
        elif detail and not detail["asks"]:
            asked = f"{_CLOSE.sub('', rest)} 설명해 주십시오."
        return Rewritten(f"{_asked(context.question)} {asked}", "detail")
    if _WH_ONLY.match(rest):
        if identity := _IDENTITY.match(_CLOSE.sub("", context.question)):
            return Rewritten(f"{with_particle(identity['x'], '은')} {rest}", "ellipsis")
        if context.whole:
            return Rewritten(f"{_asked(context.question)} {rest}", "ellipsis")
        return "unclear"
    return None


def _refer(rest: str, found: re.Match[str], context: Context) -> Rewritten | Unread:
    """Put what a demonstrative means in its place."""
    before, after = rest[: found.start()], rest[found.end() :]
    named = [m for m in find_mentions(before, "ko") if m.kind not in ("term", "date")]
    if named:
        return "alone"
    noun = found["noun"]
    if noun:
        if noun == "조" and (placed := _place(rest[found.end() :].strip(), context)):
            return placed
        meant = _meant(noun, context)
        if meant is None:
            return "unclear" if noun in _NOUNS or _RELATIONAL.search(noun) else "alone"
    elif found["person"]:
        person = only(context.named("person"))
        identity = _IDENTITY.match(_CLOSE.sub("", context.question))
        meant = person.text if person else identity["x"] if identity else None
    elif found["place"]:
        meant = _anchor(context)
        if meant and after.startswith(("서", "에")):
            after = "에" + after.removeprefix("에")
        elif meant and after[:1] == " ":
            meant += "의"
    else:
        meant = _subject(context)
    if meant is None:
        return "unclear"
    if found["short"]:
        after = _SHORT_PARTICLES[found["short"][-1]] + after
    return Rewritten(before + meant + refit(meant, after), "pronoun")


def _meant(noun: str, context: Context) -> str | None:
    """What ``그`` with a noun means."""
    if kinds := _NOUNS.get(noun):
        found = context.named(*kinds)
        ending = [m for m in found if m.text.endswith(noun)]
        if mention := only(ending) or only(found):
            return _with_country(context, mention)
        if kinds == ("instrument",) and not found and len(context.cited) == 1:
            return context.cited[0]
        if kinds == ("organisation",) and not found:
            return topic(context.question)
        return None
    about = topic(context.question)
    if about and about.endswith(noun):
        return about
    if _RELATIONAL.search(noun) and (anchor := _anchor(context)):
        return f"{anchor} {noun}"
    return None


def _complete(x: str, rest: str, context: Context, *, led: bool) -> Rewritten | Unread:
    """Complete a fragment (``일본은?``) with the frame of the previous question."""
    mentions = find_mentions(x, "ko")
    head = mentions[-1] if mentions and mentions[-1].end == len(x) else None
    if head and head.kind == "provision":
        return _complete_provision(x, head, context)
    if head and head.kind != "term" and _covers(x, mentions):
        partner = context.partner(head)
        if partner is None or not context.whole:
            return "unclear"
        return _swap(context, partner, x)
    named = [m for m in mentions if m.kind not in ("term", "date")]
    if named and named[0].start == 0 and context.whole:
        partner = context.partner(named[0])
        tail = x[named[0].end :]
        if partner and context.question[partner.end :].startswith(tail):
            return _swap(context, partner, named[0].text)
    if named:
        return "alone"
    if (alike := _alike(x, context)) and context.whole:
        return _swap(context, alike, x)
    if attribute := _attribute(x, rest, context):
        return attribute
    return "unclear" if led and len(x.split()) <= 2 else "alone"


def _complete_provision(x: str, head: Mention, context: Context) -> Rewritten | Unread:
    if x[: head.start].strip() not in ("", "같은 조", "동조", "같은 법", "동법"):
        return "alone"
    provisions = context.named("provision")
    if provisions:
        old = provisions[-1]
        new = within(head.text, old.text) or head.text
        return Rewritten(_swap(context, old, new).question, "provision")
    instrument = _instrument(context)
    if instrument is None:
        return "unclear"
    return Rewritten(f"{instrument} {head.text}의 내용은 무엇인가?", "provision")


def _place(rest: str, context: Context) -> Rewritten | None:
    """Say of which instrument a provision is that a whole sentence names."""
    mentions = find_mentions(rest, "ko")
    provision = next((m for m in mentions if m.kind == "provision"), None)
    if provision is None or any(m.kind not in ("provision", "term", "date") for m in mentions):
        return None
    text = provision.text
    if is_paragraph(text) and (outer := context.named("provision")):
        text = within(text, outer[-1].text) or text
    instrument = _instrument(context)
    if instrument is None:
        return None
    before, after = rest[: provision.start], rest[provision.end :]
    return Rewritten(f"{before}{instrument} {text}{refit(text, after)}", "provision")


def _unspoken(rest: str, context: Context) -> Rewritten | Unread | None:
    """Name the subject that a sentence without a noun of its own leaves unsaid."""
    tokens = list(kiwi().tokenize(rest))
    asks = bool(re.search(_WH, rest))
    if not asks and not rest.rstrip().endswith("?"):
        return None
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        verbal = following is not None and following.tag in ("XSV", "XSA")
        noun = token.tag in ("NNG", "NNP", "SL", "SN", "SH") and not verbal
        if noun and not (asks and token.form in _GENERIC):
            return None
    subject = topic(context.question) or _anchor(context)
    return Rewritten(f"{with_particle(subject, '은')} {rest}", "ellipsis") if subject else "unclear"


def _attribute(x: str, rest: str, context: Context) -> Rewritten | Unread | None:
    """Say whose an attribute is: 벌칙, 예산, 소장."""
    named = any(m.kind not in ("term", "date") for m in find_mentions(x, "ko"))
    if named or not _RELATIONAL.search(x):
        return None
    anchor = _anchor(context)
    return Rewritten(f"{anchor}의 {rest}", "ellipsis") if anchor else "unclear"


def _anchor(context: Context) -> str | None:
    """The body or law that the previous question is about, else its subject."""
    bodies, laws = context.named("organisation"), context.named("instrument")
    about = topic(context.question)
    if about:
        bodies_about = [m for m in bodies if m.text in about]
        if mention := only(bodies_about) or only([m for m in laws if m.text in about]):
            return _with_country(context, mention)
    if mention := only(laws) or only(bodies):
        return _with_country(context, mention)
    country = only(context.named("country"))
    return about or (country.text if country else None)


def _subject(context: Context) -> str | None:
    """What ``그것`` means: the topic where it is a name or all that was asked about."""
    about = topic(context.question)
    if about and (_IDENTITY.match(_CLOSE.sub("", context.question)) or not context.mentions):
        return about
    mention = only(context.named("instrument", "organisation", "name"))
    if mention and (about is None or mention.text in about):
        return about if about and about.endswith(mention.text) else mention.text
    return about


def _instrument(context: Context) -> str | None:
    if mention := only(context.named("instrument")):
        return _with_country(context, mention)
    return context.cited[0] if len(context.cited) == 1 else None


def _with_country(context: Context, mention: Mention) -> str:
    """A mention with the country it belongs to."""
    country = only(context.named("country"))
    if country is None or mention.kind != "organisation":
        return context.question[_with_country_start(context, mention) : mention.end]
    if _with_country_start(context, mention) != mention.start or country.start == 0:
        return f"{country.text} {mention.text}"
    return mention.text


def _with_country_start(context: Context, mention: Mention) -> int:
    for country in context.mentions:
        gap = context.question[country.end : mention.start]
        if country.kind == "country" and country.end <= mention.start and gap in (" ", "의 "):
            return country.start
    return mention.start


def _swap(context: Context, old: Mention, new: str) -> Rewritten:
    start = old.start
    if old.kind in ("organisation", "instrument"):
        start = _with_country_start(context, old)
    question = context.question
    return Rewritten(question[:start] + new + refit(new, question[old.end :]), "substitution")


def _alike(x: str, context: Context) -> Mention | None:
    """The one term of the previous question with the same head noun: 생성형 and 고영향 인공지능."""
    head = x.split()[-1]
    if len(x.split()) < 2 or len(head) < 2:
        return None
    terms = context.named("term")
    return only([m for m in terms if m.text != x and m.text.split()[-1] == head])


def _covers(x: str, mentions: tuple[Mention, ...]) -> bool:
    """Whether a fragment is nothing but names."""
    left = x
    for mention in mentions:
        left = left.replace(mention.text, "")
    return left.strip(" 의") == ""


def _asked(question: str) -> str:
    return question if question.endswith(("?", "？", ".")) else f"{question}?"
