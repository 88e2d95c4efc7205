"""How Korean follow-ups look."""

from __future__ import annotations

import re

from assistant.followups.nouns import alternation

LONGEST_TOPIC = 40
"""Characters of what a question is about; more is a sentence of its own."""

LEAD = re.compile(
    r"^(?:(?:그럼|그러면|그렇다면|그리고|그런데|근데|또한|또|혹시|한편|반면에?)[,\s]+)+"
)
FRAGMENT = re.compile(
    r"^(?P<x>.+?)(?:의\s경우(?:에)?|\s쪽)?(?:에서|에)?(?:은|는|도)(?:요|\s어때\S*|\s어떤가\S*"
    r"|\s어떻습니까|\s어떠한가\S*|\s어떻게\s[되돼됩]\S*|\s마찬가지\S*)?[\s?.!]*$"
)
SIMPLE = re.compile(
    r"^(?P<x>\S+(?:\s\S+)?)(?:은|는|이|가)\s"
    r"(?:누구|언제|얼마|어디|몇|무엇|뭐|뭔|어떻게|있)[^,]{0,12}$"
)
DETAIL = re.compile(
    r"^(?:(?:조금|좀|더|한번|다시|계속)\s*)*"
    r"(?:자세히|자세하게|상세히|상세하게|구체적으로|쉽게|풀어서|간단히|짧게|요약|정리|(?<=더)|(?<=더\s)|(?<=계속)|(?<=계속\s))\s*"
    r"(?P<asks>(?:설명|알려|말|얘기|이야기|풀어|써|답|보여|해)\S*(?:\s\S+)?)?[\s.?!]*$"
)
WHY = re.compile(
    r"^(?:왜|어째서)(?:요|죠|지|인가\S*|일까\S*|\s?그런가\S*|\s?그렇\S*|\s?그런\s?거\S*)?[\s.?!]*$"
)
ABOUT_ALL = re.compile(
    r"^(?:그\s)?(?:이유|근거|(?:근거|관련)\s?조항|법적\s?근거|출처|배경|사례|예시?|예를\s들면|예컨대)"
    r"(?:은|는|가|이|을|를)?(?:요|\s?(?:뭐|무엇|어디|있|알려|보여)\S*(?:\s주\S*)?)?[\s.?!]*$"
)
WH = (
    r"(?:언제|누가|누구|어디|얼마나?|어떻게|무엇|뭘|몇\s?(?:명|개국?|개사|년|건|회|차례|퍼센트)"
    r"|(?:어느|어떤)\s\S+?)"
)
WH_ONLY = re.compile(
    rf"^{WH}(?:부터|까지|에서|서|에게|에|을|를|로)?(?:요|이?야|이?죠|인가\S*|입니까|인지)?[\s?.!]*$"
)
IDENTITY = re.compile(
    r"^(?P<x>[^?]+?)(?:이?란|은|는)\s(?:무엇|누구|뭐|어디|언제|얼마)(?:이|인|야|입|일|지)?\S{0,6}$"
)
DEMONSTRATIVE = re.compile(
    r"(?<![가-힣A-Za-z])(?:"
    r"(?:그|이|해당|동|위|같은)\s(?P<noun>[가-힣]+?)"
    r"|(?P<thing>그것|이것|그거|이거|^이(?=를\s))"
    r"|(?P<short>그건|이건|그게|이게|그걸|이걸)(?=\s)"
    r"|(?P<place>거기|그곳)(?=서|\s|[은는이가의에])"
    r"|(?P<person>그(?:녀|분)?)(?=[는가를의와]\s)"
    r")(?=(?:은|는|이|가|을|를|의|에|에서|에는|에서는|에도|로|으로|와|과|도|보다|부터)?"
    r"(?:[\s?!.,]|$)|(?<=거기)서는?\s)"
)
SHORT_PARTICLES = {"건": "은", "게": "이", "걸": "을"}
RELATIONAL = re.compile(rf"(?:^|\s)(?:{alternation('ko', relational=True)})$")
# Nouns that need no "whose" but name nothing either: 몇 개 기관이, 어느 나라가.
GENERIC = re.compile(r"기관|나라|국가|기업|회사|사람|부처|단체|조항|문서|명|곳|것|얼마")
THERE_IS = re.compile(r"(?:이|가|은|는)\s(?:있|없)")
BREAKING = re.compile(r"(?:위반하|어기|어길|지키지)")
PLACED = re.compile(r"에서|에게|에")
YEAR = re.compile(r"(?:19|20)\d\d년")
YEAR_BEFORE = re.compile(r"(?:19|20)\d\d년\s$")
NOW = re.compile(r"지금|현재|이후|나중|당시|최근|오늘|올해")
ALSO = re.compile(r"^(?P<x>.+?)도\s(?P<verb>\S+(?:\s\S+)?)$")
# Of 미국 행정명령 14110호의 주요 내용 the order is the topic.
CONTENT = re.compile(r"의\s(?:주요\s|핵심\s)?(?:내용|골자|요지|개요|핵심)$")
REASON = re.compile(r"^그 이유는 무엇인가\?$")
SAME_LAW = frozenset(["", "같은 조", "동조", "같은 법", "동법"])
OPENING = re.compile(r"(?:(?:이\s)?(?:(?P<draft>법안|초안)|법|법률|협약|규정)(?:의)?\s?)?")
CLOSE = re.compile(r"[\s?.!]+$")
