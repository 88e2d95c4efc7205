"""Restrictions in Japanese: 2024年のソウル文書で, 英国の文書によると, 韓国語の資料だけ."""

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

_DATE = r"(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?"
_LANGUAGES = {
    "韓国語": "ko", "英語": "en", "英文": "en", "日本語": "ja", "中国語": "zh", "フランス語": "fr",
    "ドイツ語": "de",
}  # fmt: skip
_KINDS = {
    "法令": "law", "法律": "law", "ガイドライン": "guideline", "指針": "guideline",
    "報告書": "report", "白書": "white paper", "宣言": "declaration", "声明": "statement",
    "大統領令": "executive order", "決議": "resolution", "勧告": "recommendation",
}  # fmt: skip
_GENERIC = ("文書", "資料", "文献", "刊行物")
_CHOOSING = (
    r"(?:のうち|の中(?:で|から)|(?:だけ|のみ)(?!(?:を|が)?(?:提出|保管|作成|認め|受け|必要))|に限)"
)


def _dated(expression: str, meaning: Callable[..., Filters | None]) -> Rule:
    return dated(expression, _DATE, lambda text: iso(*re.findall(r"\d+", text)), meaning)


_GRAMMAR = Grammar(
    facets=(
        _dated(r"@(?:から|より)@(?:まで|の間)(?:に|の)?", between),
        _dated(r"@(?:以前|まで)(?:に|の)?", until),
        _dated(r"@(?:以降|以後|から)(?:に|の)?", since),
        _dated(r"@(?:より前|前)(?:に|の)?", earlier),
        _dated(r"@(?:に|の|付の?)?", during),
        (
            re.compile(rf"(?P<code>{'|'.join(_LANGUAGES)})(?:の|で書かれた|による)?"),
            lambda m: Filters(languages=(_LANGUAGES[m["code"]],)),
        ),
        *map(
            status_rule,
            (
                r"置き換えられた",
                r"廃止された|撤回された|失効した",
                r"現行の?|有効な|施行中の",
                r"草案の?",
            ),
            ("superseded", "rescinded", "in force", "draft"),
        ),
    ),
    fillers=re.compile(
        r"政府|当局|公式|政策|および|及び|または|公表された|公表した|発表された|発表した|発行された|公開された|採択された"
        r"|策定された|出された|出た|出した|の|が|と|や|に|で"
    ),
)
JAPANESE = Tails(
    grammar=_GRAMMAR,
    noun=re.compile(rf"(?P<noun>{'|'.join(sorted((*_GENERIC, *_KINDS), key=len, reverse=True))})"),
    kinds=_KINDS,
    collective=("法令", "法律"),
    tail=re.compile(
        rf"(?:{_CHOOSING}|で(?:は|のみ)?|によ(?:れば|ると)|に基づ|内で|から(?=、|何)|は(?=、|何|ど)"
        r"|を(?:検索|探)|に(?:ある|書かれ|記載))(?!は?な|以外|を除)"
    ),
    topics=("は",),
    choosing=re.compile(_CHOOSING),
    starts=re.compile(
        # Not inside a word: 北米国 does not begin with a country.
        "(?<![\u3400-\u9fff])(?=[\u3400-\u9fff])|(?<![\u30a1-\u30fa\u30fc])(?=[\u30a1-\u30fa])"
        "|(?<![A-Za-z0-9])(?=[A-Za-z0-9])"
    ),
    body=re.compile(r"によ(?:れば|ると)"),
)
