"""The numbers that Word prints before paragraphs, which are not in the paragraphs' text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{W}val"
# Beyond these a number prints as a decimal, as it does in Word or because nobody counts so far.
_LAST_ROMAN = 3999
_LONGEST_REPEAT = 6
_LONGEST_TEXT = 60

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_GANADA_LEADS = (0, 2, 3, 5, 6, 7, 9, 11, 12, 14, 15, 16, 17, 18)
_GANADA_VOWELS = (0, 4, 8, 13, 18, 20)
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_AIUEO = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
)
_IROHA = (
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマ"
    "ケフコエテアサキユメミシヱヒモセスン"
)
_HANJA, _HANGUL = "一二三四五六七八九", "일이삼사오육칠팔구"


@dataclass(frozen=True, slots=True)
class Number:
    """A paragraph's number as printed; ``text`` is empty for a bullet."""

    text: str
    level: int
    glued: bool = False


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    kind: str
    text: str
    glued: bool
    legal: bool
    restart: int | None
    style: str


class Numbering:
    """Counts the lists of a document as its paragraphs go by."""

    def __init__(self, root: Element | None) -> None:
        """Read ``word/numbering.xml``; a document without lists has none."""
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counter_of: dict[str, str] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if root is None:
            return
        abstract: dict[str, dict[int, _Level]] = {}
        linked: dict[str, str] = {}
        links: dict[str, str] = {}
        for element in root.findall(f"{W}abstractNum"):
            name = element.get(f"{W}abstractNumId", "")
            abstract[name] = dict(_read_level(e) for e in element.findall(f"{W}lvl"))
            if link := value(element, "styleLink"):
                linked[link] = name
            if link := value(element, "numStyleLink"):
                links[name] = link
        for element in root.findall(f"{W}num"):
            number, name = element.get(f"{W}numId", ""), value(element, "abstractNumId")
            name = linked.get(links.get(name, ""), name)
            if name not in abstract:
                continue
            self._counter_of[number] = name
            self._levels[number] = dict(abstract[name])
            for override in element.findall(f"{W}lvlOverride"):
                at = integer(override.get(f"{W}ilvl"), 0)
                if (level := override.find(f"{W}lvl")) is not None:
                    self._levels[number][at] = _read_level(level)[1]
                if start := value(override, "startOverride"):
                    self._restarts[(number, at)] = integer(start, 1)

    def level_of(self, number: str, style: str) -> int:
        """Return the level of a list that a paragraph style stands for, 0 if none does."""
        levels = self._levels.get(number, {})
        return next((at for at, level in levels.items() if style and level.style == style), 0)

    def count(self, number: str, at: int) -> Number | None:
        """Count one paragraph and return its number; None where there is no such list."""
        levels = self._levels.get(number, {})
        if (level := levels.get(at)) is None:
            return None
        counts = self._counts[self._counter_of[number]]
        start = self._restarts.pop((number, at), None)
        before = counts.get(at, level.start - 1)
        counts[at] = before + 1 if start is None else start
        for deeper in [d for d in counts if d > at]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or 0 < at + 1 <= restart:
                del counts[deeper]
        if level.kind == "bullet":
            return Number("", at)

        def printed(match: re.Match[str]) -> str:
            of = int(match[1]) - 1
            named = levels.get(of, level)
            return format_number(
                counts.get(of, named.start), "decimal" if level.legal else named.kind
            )

        return Number(re.sub(r"%([1-9])", printed, level.text).strip(), at, level.glued)


def value(element: Element, child: str) -> str:
    """Return the ``w:val`` of a child, or nothing."""
    found = element.find(f"{W}{child}")
    return found.get(_VAL, "") if found is not None else ""


def integer(text: str | None, default: int) -> int:
    """Return a small whole number that a file states, or ``default``."""
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else default


def format_number(number: int, kind: str) -> str:
    """Return a number as Word prints it.

    Args:
        number: As counted.
        kind: The standard's name of the format (ST_NumberFormat); decimal stands for rare ones.
    """
    if kind == "none":
        return ""
    formatted = _FORMATS[kind](number) if kind in _FORMATS and number > 0 else ""
    return formatted or str(number)


def _read_level(element: Element) -> tuple[int, _Level]:
    restart = value(element, "lvlRestart")
    text = value(element, "lvlText")[:_LONGEST_TEXT]
    kind = element.find(f".//{W}numFmt")
    level = _Level(
        start=integer(value(element, "start"), 0),
        kind=kind.get(_VAL, "") if kind is not None else "decimal",
        text=text,
        glued=value(element, "suff") == "nothing" or text.endswith(("(", "[", "「")),
        legal=(legal := element.find(f"{W}isLgl")) is not None
        and legal.get(_VAL, "1") not in ("0", "false", "off"),
        restart=integer(restart, 0) if restart else None,
        style=value(element, "pStyle"),
    )
    # A symbol font's bullet is sometimes declared as a decimal without a place for the number.
    if level.kind == "decimal" and text and not re.search(r"[%\w]", text):
        level = replace(level, kind="bullet")
    return integer(element.get(f"{W}ilvl"), 0), level


def _repeated(letters: str) -> Callable[[int], str]:
    """After z comes aa, then bb."""

    def form(number: int) -> str:
        times, at = divmod(number - 1, len(letters))
        return letters[at] * (times + 1) if times < _LONGEST_REPEAT else ""

    return form


def _in_turn(letters: Sequence[str]) -> Callable[[int], str]:
    return lambda number: letters[number - 1] if number <= len(letters) else ""


def _roman(number: int) -> str:
    out = []
    for size, letters in _ROMAN if number <= _LAST_ROMAN else ():
        times, number = divmod(number, size)
        out.append(letters * times)
    return "".join(out)


def _ganada(number: int) -> str:
    """가 to 하, then 거 to 허: the order of Korean legislation."""
    row, column = divmod(number - 1, len(_GANADA_LEADS))
    if row >= len(_GANADA_VOWELS):
        return ""
    return chr(0xAC00 + _GANADA_LEADS[column] * 588 + _GANADA_VOWELS[row] * 28)


def _enclosed(number: int) -> str:
    for first, last, code in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(code + number - first)
    return ""


def _from(code: int, last: int) -> Callable[[int], str]:
    return lambda number: chr(code + number - 1) if number <= last else ""


def _counted(digits: str, ten: str, hundred: str) -> Callable[[int], str]:
    """Chinese numerals with their powers of ten: 十一, 百二十."""

    def form(number: int) -> str:
        if number > 999:
            return ""
        out = []
        for power, name in ((100, hundred), (10, ten)):
            times, number = divmod(number, power)
            if times:
                out.append(("" if times == 1 else digits[times - 1]) + name)
        return "".join(out) + (digits[number - 1] if number else "")

    return form


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{('th', 'st', 'nd', 'rd', *['th'] * 6)[number % 10]}"


def _digits(zero_to_nine: str) -> Callable[[int], str]:
    table = str.maketrans("0123456789", zero_to_nine)
    return lambda number: str(number).translate(table)


_han, _sino = _counted(_HANJA, "十", "百"), _counted(_HANGUL, "십", "백")
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": "{:02}".format,
    "ordinal": _ordinal,
    "lowerLetter": _repeated(_LATIN),
    "upperLetter": _repeated(_LATIN.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "ganada": _ganada,
    "chosung": _in_turn("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"),
    "decimalEnclosedCircle": _enclosed,
    "decimalEnclosedCircleChinese": _enclosed,
    "decimalEnclosedParen": _from(0x2474, 20),
    "decimalEnclosedFullstop": _from(0x2488, 20),
    "decimalFullWidth": _digits("０１２３４５６７８９"),
    "decimalFullWidth2": _digits("０１２３４５６７８９"),
    "numberInDash": "- {} -".format,
    "hex": "{:X}".format,
    "koreanDigital": _digits("영" + _HANGUL),
    "koreanCounting": _sino,
    "koreanLegal": _in_turn(
        ("하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉", "열")
    ),
    "koreanDigital2": _digits("零" + _HANJA),
    "ideographDigital": _digits("〇" + _HANJA),
    "japaneseCounting": _han,
    "japaneseDigitalTenThousand": _digits("〇" + _HANJA),
    "chineseCounting": _han,
    "chineseCountingThousand": _han,
    "taiwaneseCounting": _han,
    "taiwaneseCountingThousand": _han,
    "ideographEnclosedCircle": _from(0x3280, 10),
    "ideographTraditional": _in_turn("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _in_turn("子丑寅卯辰巳午未申酉戌亥"),
    "aiueo": _in_turn(_AIUEO),
    "aiueoFullWidth": _in_turn(_AIUEO),
    "iroha": _in_turn(_IROHA),
    "irohaFullWidth": _in_turn(_IROHA),
    "chicago": _repeated("*†‡§"),
}
