"""What the local model may write, and how its lines become cited sentences."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.engines import Draft
from assistant.engines.prompt import Quoted, as_data, read_prompt
from assistant.verification.folding import fold
from assistant.verification.numerals import read_numerals
from corpus.types import Citation, Sentence

_MAX_LINES = 5
_SCALE_NAMES: tuple[tuple[int, tuple[str, ...]], ...] = (
    (10**4, ("만", "万")),
    (10**6, (" million",)),
    (10**8, ("억", "億")),
    (10**9, (" billion",)),
    (10**12, ("조", "兆", " trillion")),
)
# With the East Asian scale that follows: 5,000만 must not become 5,000.
_NUMBER = re.compile(
    r"\d+(?:[.,]\d+|[ \u00a0\u202f]\d{3}(?!\d))*"
    r"(?:[천만억조]+|[千万億兆]+)?"
)
_LATIN_WORD = re.compile(r"[A-Za-z]+")
_SHORT_YEAR = re.compile(r"['\u2018\u2019(](\d\d)\.\s?(\d{1,2})(?!\d)")
_MONTHS = re.compile(
    r"\b(?:(jan)|(feb)|(mar)|(apr)|(may)|(jun)|(jul)|(aug)|(sep)|(oct)|(nov)|(dec))[a-z]*\b",
    re.IGNORECASE,
)


def build_grammar(question: str, language: str, quotes: Sequence[Quoted]) -> str:
    """A GBNF grammar: up to five lines ``[n] sentence``, or NOT_FOUND.

    Quotes are cited in increasing order and none twice, which ends the repetitions that small
    models fall into. No number can be spelled that stands neither in a quote nor in the question;
    in Korean and Japanese no Latin word either, because the model likes to invent what an
    abbreviation stands for. (Allowing only the numbers of the line's own quote made it stammer
    where it had chosen the wrong quote; ``align_citations`` corrects the choice instead.)
    """
    source = " ".join(
        as_data(text) for text in (question, *(f"{q.source} {q.text}" for q in quotes))
    )
    fixed = numbers_in(source)
    text_rule = "text"
    if language in ("ko", "ja"):
        fixed |= set(_LATIN_WORD.findall(source))
        text_rule = "cjk"
    rules = []
    body = text_rule
    if fixed:
        choices = (json.dumps(word, ensure_ascii=False) for word in sorted(fixed))
        rules.append(f"fixed ::= {' | '.join(choices)}")
        body = f"fixed? ({text_rule} fixed)* {text_rule}?"
    for index, quote in enumerate(quotes):
        rules.append(f'line{index} ::= "[{quote.n}] " {body}')
        for left in range(_MAX_LINES):
            later = [f"tail{other}x{left - 1}" for other in range(index + 1, len(quotes))]
            rest = f' ("\\n" ({" | ".join(later)}))?' if left and later else ""
            rules.append(f"tail{index}x{left} ::= line{index}{rest}")
    root = " | ".join(f"tail{index}x{_MAX_LINES - 1}" for index in range(len(quotes)))
    lines = "\n".join(rules)
    return (
        read_prompt("local.gbnf")
        .replace("| {root}", f"| {root}")
        .replace("\n{lines}", f"\n{lines}")
    )


def translation_grammar(quote: str, into: str) -> str:
    """A GBNF grammar: one line in the script of ``into`` with no number that is not the quote's.

    Args:
        quote: What is translated.
        into: ISO 639-1 code.
    """
    fixed = numbers_in(quote) | {
        spelled for n in read_numerals(fold(quote)) for spelled in spell(n.value)
    }
    text = r"[^0-9０-９\uac00-\ud7a3\u3040-\u30ff\u4e00-\u9fff\n<>]"
    if into in ("ko", "ja"):
        fixed |= set(_LATIN_WORD.findall(quote))
        text = r"[^0-9０-９A-Za-z\n<>]"
    if not fixed:
        return f"root ::= {text}+"
    words = " | ".join(json.dumps(word, ensure_ascii=False) for word in sorted(fixed))
    return f"root ::= ({text} | fixed)+\nfixed ::= {words}"


def spell(value: Decimal) -> set[str]:
    """How a number is written in digits, with English and with Korean and Japanese scales."""
    if value != value.to_integral_value() or value < 1:
        return {f"{value:f}"}
    whole = int(value)
    spelled = {str(whole), f"{whole:,}"}
    for size, names in _SCALE_NAMES:
        if whole >= size:
            share = f"{value / size:,.6f}".rstrip("0").rstrip(".")
            spelled |= {
                f"{share}{name}"
                for name in names
                if Decimal(share.replace(",", "")) * size == value
            }
    return spelled


def align_citations(text: str, n: int, evidence: Sequence[Citation]) -> tuple[int, ...]:
    """The quotes that a sentence's numbers come from; ``n``, the model's choice, without others.

    The model's own choice stays first where it holds any of the numbers.
    """
    missing = numbers_in(text)
    if not missing:
        return (n,)
    held = {citation.n: numbers_in(as_data(citation.quote)) for citation in evidence}
    missing = {number for number in missing if any(number in numbers for numbers in held.values())}
    chosen: list[int] = []
    # The choice first, then whichever quote holds most of what is still missing.
    while missing:
        best = max(held, key=lambda m: (len(missing & held[m]) + (m == n) / 2, -m))
        if not missing & held[best]:
            break
        chosen.append(best)
        missing -= held.pop(best)
    return tuple(sorted(chosen)) or (n,)


def numbers_in(text: str) -> set[str]:
    """The numbers of a text as it spells them, and the spellings of its dates in any language.

    ``November`` gives ``11`` for Korean and Japanese; ``'24.2`` gives ``24``, ``2024`` and ``2``.
    """
    numbers = {match.group() for match in _NUMBER.finditer(text)}
    for year, month in _SHORT_YEAR.findall(text):
        numbers |= {year, f"20{year}", month, str(int(month))}
    for match in _MONTHS.finditer(text):
        numbers.add(str(match.lastindex))
    return numbers


class LineReader:
    """Turns streamed lines ``[n] sentence`` into display text ``sentence [n]`` and sentences."""

    _HEAD = re.compile(r"\[(\d+)\] ?(?=\S)")

    def __init__(self, evidence: Sequence[Citation]) -> None:
        """Start before the first line; ``evidence`` is what the lines may cite."""
        self._evidence = evidence
        self._held = ""
        self._number: int | None = None
        self._text = ""
        self._gap = ""

    def feed(self, piece: str) -> Iterator[Draft]:
        """Yield what a further piece shows, and the sentence that a line's end completes."""
        self._held += piece
        while self._held:
            if self._number is None:
                self._held = self._held.lstrip("\n")
                head = self._HEAD.match(self._held)
                if head is None:  # the number is still coming, or this is NOT_FOUND
                    return
                self._number = int(head.group(1))
                self._held = self._held[head.end() :]
            text, newline, rest = self._held.partition("\n")
            shown = text.rstrip()
            if shown:
                yield Draft(shown if self._text else self._gap + shown)
                self._text += shown
            if not newline:
                self._held = text[len(shown) :]
                return
            citations = align_citations(self._text, self._number, self._evidence)
            marks = "".join(f"[{n}]" for n in citations)
            yield Draft(f" {marks}", Sentence(self._text.strip(), citations))
            self._held, self._number, self._text, self._gap = rest, None, "", " "
