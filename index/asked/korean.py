"""Restrictions in Korean: 2024년 서울 문서에서, 미국 정부 문서에 따르면, 한국어 문서만."""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus.types import Filters
from index.asked.facets import (
    Grammar,
    Rule,
    between,
    dated,
    during,
    earlier,
    iso,
    since,
    status_rule,
    until,
)
from index.asked.tails import Tails

_DATE = r"(?:19|20)\d\d년(?:\s?\d{1,2}월(?:\s?\d{1,2}일)?)?"
_LANGUAGES = {
    "한국어": "ko", "국문": "ko", "한글": "ko", "영어": "en", "영문": "en", "일본어": "ja",
    "일문": "ja", "중국어": "zh", "중문": "zh", "프랑스어": "fr", "불어": "fr", "독일어": "de",
}  # fmt: skip
_KINDS = {
    "법령": "law", "법률": "law", "지침": "guideline", "가이드라인": "guideline",
    "보고서": "report", "백서": "white paper", "선언": "declaration", "선언문": "declaration",
    "성명": "statement", "성명서": "statement", "행정명령": "executive order",
    "결의": "resolution", "결의안": "resolution", "권고": "recommendation",
}  # fmt: skip
_GENERIC = ("문서", "자료", "문건", "문헌", "간행물", "발간물")
_CHOOSING = (
    r"(?:들)?(?:\s?(?:중|가운데)(?:에서|에|서)?(?:는|만|도)?(?=[\s,?]|$)|만(?=[\s,:;]|$|을|으로|에서)"
    # A duty to hand in Korean documents only says nothing about the answer's sources.
    r"(?!을?\s?(?:제출|보관|작성|인정|허용|요구|받|갖추|준비|내|쓰|유지|제공)))"
)


def _dated(expression: str, meaning: Callable[..., Filters | None]) -> Rule:
    return dated(expression, _DATE, lambda text: iso(*re.findall(r"\d+", text)), meaning)


_GRAMMAR = Grammar(
    facets=(
        _dated(r"@\s?(?:부터|에서)\s?@\s?(?:까지의?|사이에?)", between),
        _dated(r"@\s?[와과]\s?@\s?사이에?", between),
        # The law counts the named day or year in 이전 and 이후 and leaves it out of 전.
        _dated(r"@\s?(?:이전|까지)(?:에|의)?", until),
        _dated(r"@\s?(?:이후|부터)(?:에|의|로)?", since),
        _dated(r"@\s?전(?:에|의)?(?=\s)", earlier),
        _dated(r"@\s?(?:에|도|자|판)?", during),
        (
            re.compile(
                rf"(?P<code>{'|'.join(_LANGUAGES)})(?:로\s?(?:된|쓰인|쓴|작성된|작성한|발표된))?"
            ),
            lambda m: Filters(languages=(_LANGUAGES[m["code"]],)),
        ),
        *map(
            status_rule,
            (r"대체된", r"폐지된|철회된|취소된", r"현행|시행\s?중인|효력(?:이)?\s?있는", r"초안"),
            ("superseded", "rescinded", "in force", "draft"),
        ),
    ),
    fillers=re.compile(
        r"(?:정부|당국|측|공식|정책|공공|및|그리고|또는|나온|나왔던|발표된|발표한|발간된|발간한|발행된|발행한|공개된"
        r"|공개한|공표된|공표한|제정된|채택된|채택한|작성된|작성한|출판된|게시된|펴낸|낸|만든|쓴)(?=\s|$|[의에이가과와은])"
        r"|(?:에서|의|이|가|과|와|에|나)(?=\s|$)"
    ),
)
KOREAN = Tails(
    grammar=_GRAMMAR,
    noun=re.compile(
        rf"(?P<noun>{'|'.join(sorted((*_GENERIC, *_KINDS), key=len, reverse=True))})(?:들)?"
    ),
    kinds=_KINDS,
    collective=("법령", "법률"),
    tail=re.compile(
        rf"(?:{_CHOOSING}|에서(?:는|만|도)?(?=[\s,?]|$)|에(?:만|는)?\s?(?:따르면|의하면|근거하|기초하|한해|한하여|한정)"
        r"|(?:에|에서)\s(?:나오는|나온|있는|담긴|적힌|실린|포함된)|\s?(?:안|내)에서|[을를]\s기준으로"
        r"|[을를]\s(?:바탕|근거|토대)으?로|(?:은|는)(?=\s)|(?:으)?로만(?=\s)|로\s?(?:한정|제한|국한)"
        r"|[을를]\s(?:찾아|검색|보여))(?!(?:가|이)?\s?(?:아니|아닌|말고|제외|빼고))"
    ),
    topics=("은", "는"),
    choosing=re.compile(_CHOOSING),
    starts=re.compile(r"(?<![^\s,.?!:;\"'“‘(「『])(?=\S)"),
    body=re.compile(r"에\s?(?:따르면|의하면)"),
)
