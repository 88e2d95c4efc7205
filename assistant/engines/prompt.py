"""What an engine is told: fixed instructions, the quotes as data, the question."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.types import Citation

NOT_FOUND = "NOT_FOUND"
"""What a model writes, alone, when the quotes do not answer the question."""

_SOURCE_CHARS = 90
_LANGUAGE_NAMES = {"ko": "Korean", "en": "English", "ja": "Japanese", "zh": "Chinese"}
# Footnote marks of the source read like our own citations; the model must not repeat them.
_FOOTNOTE_MARK = re.compile(r"\[(\d+(?:\s*,\s*\d+)*)\]")
# A chat template's control tokens (<|im_end|>) and our own delimiter would end the quotes early.
_CONTROL_TOKEN = re.compile(
    r"<[|｜][^<>\n]{0,60}?[|｜]>|[<＜]\s*/?\s*(?:quotes?|s|think|tool_call)\s*/?\s*[>＞]"
    r"|\[/?INST\]|<</?SYS>>",
    re.IGNORECASE,
)


def read_prompt(name: str) -> str:
    """The text of a prompt file that ships with policydesk, e.g. ``local.txt``."""
    return (files("assistant.engines") / "prompts" / name).read_text(encoding="utf-8").strip()


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote as a model reads it.

    Attributes:
        n: Its number.
        source: Document and heading; who "it" is often stands only there.
        text: The quote, or what of it matters.
    """

    n: int
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its quotes and the answer that a model should give."""

    question: str
    language: str
    quotes: tuple[Quoted, ...]
    answer: str


@cache
def read_examples() -> tuple[Example, ...]:
    """The examples that the local model is shown, about documents that do not exist."""
    rows = map(json.loads, read_prompt("local_examples.jsonl").splitlines())
    return tuple(
        Example(
            question=row["question"],
            language=row["language"],
            quotes=tuple(Quoted(n, *quote) for n, quote in enumerate(row["quotes"], 1)),
            answer=row["answer"],
        )
        for row in rows
    )


def as_data(text: str) -> str:
    """Source text that cannot act on the model: one line, nothing invisible, no control tokens.

    Format characters (zero width, bidirectional, tags) are where instructions hide from readers.
    """
    visible = "".join(
        " " if category in ("Cc", "Zl", "Zp") else "" if category[0] == "C" else char
        for char in text
        for category in (unicodedata.category(char),)
    )
    # Until nothing changes: removing one token can join the halves of another.
    while (cleaned := _CONTROL_TOKEN.sub("", visible)) != visible:
        visible = cleaned
    return " ".join(_FOOTNOTE_MARK.sub(r"(\1)", visible).split())


def as_quoted(citation: Citation, text: str | None = None) -> Quoted:
    """A citation as a model reads it.

    Args:
        citation: The quote and its place.
        text: What of the quote to show; None shows all of it.
    """
    heading = citation.locator.heading[-1:]
    source = " › ".join([citation.hit.info.title, *heading])[:_SOURCE_CHARS]
    return Quoted(citation.n, source, citation.quote if text is None else text)


def user_message(question: str, language: str, quotes: Sequence[Quoted]) -> str:
    """The quotes with their numbers and sources, then the question and the language of the answer.

    What is the same for the next question about the same quotes comes first, where models that
    keep what they have read need not read it again.
    """
    lines = "\n".join(f"[{q.n}] ({as_data(q.source)}) {as_data(q.text)}" for q in quotes)
    asked = f"Question: {as_data(question)}\nAnswer in {language_name(language)}."
    return f"<quotes>\n{lines}\n</quotes>\n\n{asked}"


def language_name(code: str) -> str:
    """The English name of a language, as models know it; an unknown code as it is."""
    return _LANGUAGE_NAMES.get(code, code)
