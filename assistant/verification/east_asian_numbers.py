"""Numbers in Korean and Japanese: digits with scales (``5,000만``), numerals, counted words."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.verification.numeral import Rule, share

_ONES: dict[str, int] = {
    "하나": 1, "한": 1, "첫": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "넷": 4, "네": 4,
    "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_TENS: dict[str, int] = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70,
    "여든": 80, "아흔": 90,
}  # fmt: skip
_DIGITS = {
    **dict(zip("영일이삼사오육칠팔구", range(10), strict=True)),
    **dict(zip("〇一二三四五六七八九", range(10), strict=True)),
    "공": 0, "륙": 6,
}  # fmt: skip
_SMALL = {"십": 10, "백": 100, "천": 1000, "十": 10, "百": 100, "千": 1000}
_LARGE = {
    "만": 10**4, "억": 10**8, "조": 10**12, "万": 10**4, "億": 10**8, "兆": 10**12,
}  # fmt: skip
_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|\S")
_SINO = "영공일이삼사오육륙칠팔구십백천만억조"
_KANJI = "〇一二三四五六七八九十百千万億兆"
_NATIVE = (
    f"(?:(?:{'|'.join(_TENS)})(?:{'|'.join(_ONES)})?"
    f"|{'|'.join(sorted(_ONES, key=len, reverse=True))})"
)
_FREE = r"(?<![A-Za-z\d.,])"
_AMOUNT = r"\d[\d,]*(?:\.\d+)?"
_WORD = r"(?<![가-힣])"
_COUNTERS = (
    "개|가지|명|사람|인|분기|곳|건|대|번|차례|단계|달|해|시간|주|일|년|월|쪽|원|달러|유로|파운드|엔|"
    "퍼센트|배"
)
# One syllable is more often a word than a number: only before what can follow nothing else.
_SURE_COUNTERS = r"개국|개월|개년|년(?:간|마다|[\s이에의을은.,]|$)|퍼센트|주일|일간"
_JAPANESE_COUNTERS = "[かカヶ箇](?:国|月|所)|年|月|日|人|名|件|回|倍|つ|円|ドル|社|機関|割"


def east_asian_value(text: str) -> Decimal:
    """Return the value of digits and Chinese-style numerals mixed: ``1억 2천만``, ``五千万``.

    Raises:
        KeyError: Something in it is no numeral.
    """
    total, group, ones, given = Decimal(0), Decimal(0), Decimal(0), False
    for token in _TOKEN.findall(text):
        if token[0].isascii():
            ones, given = Decimal(token.replace(",", "")), True
        elif token in _DIGITS:
            ones, given = ones * 10 + _DIGITS[token], True
        elif token in _SMALL:
            group += (ones if given else 1) * _SMALL[token]
            ones, given = Decimal(0), False
        else:
            total += (group + ones or Decimal(1)) * _LARGE[token]
            group, ones, given = Decimal(0), Decimal(0), False
    return total + group + ones


def native_korean_value(text: str) -> Decimal:
    """Return the value of a native Korean numeral: ``스물네`` is 24.

    Raises:
        KeyError: It is none.
    """
    for tens, value in _TENS.items():
        if text.startswith(tens):
            ones = text.removeprefix(tens)
            return Decimal(value + (_ONES[ones] if ones else 0))
    return Decimal(_ONES[text])


def _first(match: re.Match[str]) -> Decimal:
    return east_asian_value(next(group for group in match.groups() if group))


def _native(match: re.Match[str]) -> Decimal:
    return native_korean_value(match[1])


def _part(match: re.Match[str]) -> Decimal | None:
    return share(east_asian_value(match[2]), east_asian_value(match[1]))


SHARES = (
    Rule(re.compile(rf"([\d{_SINO}]+)\s?분의\s?([\d.{_SINO}]+)"), _part, "share"),
    Rule(re.compile(rf"([\d{_KANJI}]+)分の([\d.{_KANJI}]+)"), _part, "share"),
    Rule(re.compile(r"절반|반수(?![가-힣])|半数|半分"), lambda _: Decimal(50), "share"),
)
SCALED = (
    # The 조 of 31조제1항 is an article.
    Rule(
        re.compile(
            rf"{_FREE}((?:{_AMOUNT}\s?[십백천]*[만억조](?!\s?제?\d+항)(?:\s(?=\d))?)+"
            rf"(?:\d[\d,]*[십백천]*)?|{_AMOUNT}[십백천]+)"
        ),
        _first,
    ),
    Rule(re.compile(rf"{_FREE}((?:{_AMOUNT}[十百千]*[万億兆])+(?:\d[\d,]*)?)"), _first),
)
ORDINALS = (
    Rule(
        re.compile(r"제?\s?(\d{1,3})\s?(?:차(?!원|세대|량|별)|번째|회(?!의|사|원))"),
        _first,
        "ordinal",
    ),
    Rule(
        re.compile(r"第\s?(\d{1,3}|[一二三四五六七八九十]+)\s?(?:回|次|期)|(\d{1,3})番目"),
        _first,
        "ordinal",
    ),
    Rule(re.compile(rf"{_WORD}({_NATIVE})\s?번째"), _native, "ordinal"),
    Rule(re.compile(rf"{_WORD}(첫|둘|셋|넷|다섯|여섯)째"), _native, "ordinal"),
)
AMOUNTS = (
    Rule(re.compile(rf"{_WORD}반(?=년)"), lambda _: Decimal("0.5")),
    Rule(re.compile(rf"{_WORD}([{_SINO}]{{2,}}|[십백천])(?=\s?(?:여\s?)?(?:{_COUNTERS}))"), _first),
    Rule(re.compile(rf"{_WORD}([일이삼사오육칠팔구])(?=\s?(?:{_SURE_COUNTERS}))"), _first),
    Rule(re.compile(rf"{_WORD}({_NATIVE})(?=\s?(?:여\s?)?(?:{_COUNTERS}))"), _native),
    Rule(
        re.compile(
            rf"{_WORD}(두|세|네|다섯|여섯|일곱|여덟|아홉|열(?:한|두|세|네)?|스무)(?=\s[가-힣]{{2}})"
        ),
        _native,
    ),
    Rule(
        re.compile(
            rf"{_WORD}(둘|셋|넷|다섯|여섯|일곱|여덟|아홉)(?=으로|로|이|가|을|를|은|는|의|\s다)"
        ),
        _native,
    ),
    Rule(re.compile(rf"(?<![一-龥])([{_KANJI}]+)(?={_JAPANESE_COUNTERS})"), _first),
)
