"""Writes numbers the ways that Hangul word processor files count: 1, ①, Ⅰ, 가, ㉮, 一, 갑."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

NUMERALS = (
    "DIGIT", "CIRCLED_DIGIT", "ROMAN_CAPITAL", "ROMAN_SMALL", "LATIN_CAPITAL", "LATIN_SMALL",
    "CIRCLED_LATIN_CAPITAL", "CIRCLED_LATIN_SMALL", "HANGUL_SYLLABLE", "CIRCLED_HANGUL_SYLLABLE",
    "HANGUL_JAMO", "CIRCLED_HANGUL_JAMO", "HANGUL_PHONETIC", "IDEOGRAPH", "CIRCLED_IDEOGRAPH",
    "DECAGON_CIRCLE", "DECAGON_CIRCLE_HANJA",
)  # fmt: skip
"""The names that HWPX gives them, each at the number that stands for it in HWP 5."""

LEVELS = 10

# After 하 come 거 and 너: each row of consonants has the next of these vowels.
_CONSONANTS = (0, 2, 3, 5, 6, 7, 9, 11, 12, 14, 15, 16, 17, 18)
_VOWELS = (0, 4, 8, 13, 18, 20)
_ROWS: dict[str, str] = {
    "CIRCLED_DIGIT": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "LATIN_CAPITAL": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "LATIN_SMALL": "abcdefghijklmnopqrstuvwxyz",
    "CIRCLED_LATIN_CAPITAL": "".join(chr(0x24B6 + n) for n in range(26)),
    "CIRCLED_LATIN_SMALL": "".join(chr(0x24D0 + n) for n in range(26)),
    "HANGUL_SYLLABLE": "".join(
        chr(0xAC00 + (consonant * 21 + vowel) * 28)
        for vowel in _VOWELS
        for consonant in _CONSONANTS
    ),
    "CIRCLED_HANGUL_SYLLABLE": "㉮㉯㉰㉱㉲㉳㉴㉵㉶㉷㉸㉹㉺㉻",
    "HANGUL_JAMO": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "CIRCLED_HANGUL_JAMO": "㉠㉡㉢㉣㉤㉥㉦㉧㉨㉩㉪㉫㉬㉭",
    "CIRCLED_IDEOGRAPH": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "DECAGON_CIRCLE": "갑을병정무기경신임계",
    "DECAGON_CIRCLE_HANJA": "甲乙丙丁戊己庚辛壬癸",
}
_TENS: dict[str, str] = {
    "HANGUL_PHONETIC": "십일이삼사오육칠팔구",
    "IDEOGRAPH": "十一二三四五六七八九",
}
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST_ROMAN = 3999
# Every paragraph repeats it.
_LONGEST_TEMPLATE = 40
_TOKEN = re.compile(r"\^(10|[1-9nN])")


def write_number(number: int, numeral: str) -> str:
    """Return a number in one of ``NUMERALS``; in digits where the kind is unknown or has none.

    The rows of letters begin again where the word processor's do.
    """
    if number < 1:
        return str(number)
    if row := _ROWS.get(numeral):
        return row[(number - 1) % len(row)]
    if (digits := _TENS.get(numeral)) and number < 100:
        tens, ones = divmod(number, 10)
        ten = (digits[tens] if tens > 1 else "") + digits[0] if tens else ""
        return ten + (digits[ones] if ones else "")
    if numeral in ("ROMAN_CAPITAL", "ROMAN_SMALL") and number <= _LARGEST_ROMAN:
        roman = ""
        for value, letters in _ROMAN:
            roman += letters * (number // value)
            number %= value
        return roman.lower() if numeral == "ROMAN_SMALL" else roman
    return str(number)


@dataclass(frozen=True, slots=True)
class NumberLevel:
    """How one level of a numbering is written.

    Attributes:
        template: As the reader sees it, with ``^1`` for the number at level 1 and so on; ``^n`` is
            the numbers of all levels down to this one, parted by full stops.
        numeral: One of ``NUMERALS``.
        start: The first number.
    """

    template: str
    numeral: str = "DIGIT"
    start: int = 1


@dataclass(slots=True)
class NumberCounter:
    """Counts the numbered paragraphs of a document.

    Attributes:
        numberings: For each numbering's name, its levels, 1 outermost.
    """

    numberings: Mapping[str, Mapping[int, NumberLevel]]
    _counts: dict[str, list[int]] = field(default_factory=dict)

    def count(self, numbering: str, level: int) -> str:
        """Return what stands before the next paragraph at a level; empty if nothing does."""
        levels = self.numberings.get(numbering, {})
        if not 1 <= level <= LEVELS or level not in levels:
            return ""
        counts = self._counts.setdefault(numbering, [0] * (LEVELS + 1))
        for at in range(1, level + 1):
            # A level that no paragraph has had yet shows its first number.
            if at == level and counts[at]:
                counts[at] += 1
            elif not counts[at]:
                counts[at] = levels[at].start if at in levels else 1
        counts[level + 1 :] = [0] * (LEVELS - level)

        def written(at: int) -> str:
            return write_number(counts[at], levels[at].numeral) if at in levels else ""

        def token(match: re.Match[str]) -> str:
            if match[1] not in ("n", "N"):
                return written(int(match[1]))
            path = ".".join(written(at) for at in range(1, level + 1))
            return f"{path}." if match[1] == "N" else path

        return _TOKEN.sub(token, levels[level].template[:_LONGEST_TEMPLATE])
