"""Tells sentences that give orders to a reading machine from what a document has to say.

A policy document is written to people. A sentence that tells whoever answers questions what to
answer, to forget its rules or to show them is no evidence for anything. The patterns look for an
order together with its object, since documents about AI are full of either alone: none fires on
any sentence of the 32 documents that policydesk is measured on.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from collections.abc import Iterator

from ingest.lookalikes import fold_digits, fold_lookalikes
from ingest.orders import MACHINE, load_orders

_SQUEEZED = re.compile(
    r"(?:ignor|disregard|forget)\w{0,14}(?:previous|prior|above|system|earlier)\w{0,10}"
    r"(?:instruction|prompt|rule)"
)
_ROTATED = re.compile(r"vafgehpgvba|cebzcg|nafjre|ercyl|erfcbaq|bhgchg")
_BACKWARDS = re.compile(r"noitcurtsni|tpmorp|rewsna|ylper|dnopser|tuptuo")
_LETTERS = re.compile(r"(?:(?<!\w)\w[\s.\-_*·]{1,3}){6,}\w(?!\w)")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{24,}={0,2}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}[\s:]?){16,}")
_LONGEST_CODE = 4_000
_WINDOW = 2_000
_OVERLAP = 500
_ASKED = re.compile(
    r"prompt.?injection|injection attack|jailbreak|hidden (?:instruction|text|message|command)"
    rf"|(?:instruct|order|tell|command|address)\w*\b.{{0,20}}\b{MACHINE}\b"
    r"|프롬프트\s?(?:인젝션|주입|공격)|탈옥|숨(?:은|겨진|긴)\s?(?:지시|명령|글|문구|텍스트)"
    r"|(?:ai|어시스턴트|모델|챗봇)(?:에게|를 향한|에 대한)\s?(?:지시|명령)"
    r"|プロンプト(?:インジェクション|注入)|隠(?:し|された)(?:指示|命令|文字|テキスト)"
)


def addresses_assistant(text: str) -> bool:
    """Return whether a text orders a reading machine about, plainly or in disguise.

    Look-alike letters, spaced letters, digits for letters, base64, hexadecimal, rot13 and text
    written backwards are seen through.

    Args:
        text: A sentence or paragraph.
    """
    return any(map(_gives_orders, _windows(text)))


def _windows(text: str) -> Iterator[str]:
    """Parts no longer than an order with its object, which overlap; patterns stay quick on each."""
    for start in range(0, max(len(text) - _OVERLAP, 1), _WINDOW - _OVERLAP):
        yield text[start : start + _WINDOW]


def _gives_orders(text: str) -> bool:
    folded = fold_lookalikes(text)
    if _orders(folded) or any(map(_orders, _disguises(folded))):
        return True
    return any(_orders(fold_lookalikes(decoded)) for decoded in _decoded(text))


def asks_for_instructions(question: str) -> bool:
    """Return whether a question is about orders to machines, and is none itself."""
    return bool(_ASKED.search(fold_lookalikes(question))) and not addresses_assistant(question)


def _orders(folded: str) -> bool:
    return any(
        any(hint in folded for hint in orders.hints) and orders.pattern.search(folded)
        for orders in load_orders().values()
    )


def _disguises(folded: str) -> Iterator[str]:
    if _LETTERS.search(folded):
        joined = re.sub(r"[\W_]+", "", folded)
        if _SQUEEZED.search(joined):
            yield "ignore all previous instructions"
    if re.search(r"[a-z][0-9@$!]|[0-9@$!][a-z]", folded):
        yield fold_digits(folded)
    if _ROTATED.search(folded):
        yield codecs.decode(folded, "rot13")
    if _BACKWARDS.search(folded):
        yield folded[::-1]


def _decoded(text: str) -> Iterator[str]:
    for code in _BASE64.findall(text[:_LONGEST_CODE]):
        try:
            plain = base64.b64decode(code.translate(_URL_SAFE) + "==")
            yield plain.decode("utf-8")
        except (binascii.Error, ValueError):
            continue
    for code in _HEX.findall(text[:_LONGEST_CODE]):
        try:
            yield bytes.fromhex(code.replace(":", " ")).decode("utf-8")
        except ValueError:
            continue


_URL_SAFE = str.maketrans("-_", "+/")
