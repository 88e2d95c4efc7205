"""What an engine is told: fixed instructions, the quotes as data, the question."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from assistant.engines.hints import hint_line
from corpus.types import Citation
from ingest.language import passage_language

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
        source: Document and heading, where who "it" is often stands; empty for none.
        text: The quote, or what of it matters.
        language: ISO 639-1 code of the quote.
    """

    n: int
    source: str
    text: str
    language: str


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


def as_quoted(citation: Citation) -> Quoted:
    """A citation as a large model reads it: the whole quote, with its document and heading."""
    heading = citation.locator.heading[-1:]
    source = " › ".join([citation.hit.info.title, *heading])[:_SOURCE_CHARS]
    language = passage_language(citation.quote, citation.hit.info.language)
    return Quoted(citation.n, source, citation.quote, language)


def user_message(
    question: str, language: str, quotes: Sequence[Quoted], names: Mapping[str, str] | None = None
) -> str:
    """The quotes with their numbers, then the question and the language to answer in.

    What is the same for the next question about the same quotes comes first, where models that
    keep what they have read need not read it again.

    Args:
        question: As asked.
        language: Of the answer.
        quotes: What it may rest on.
        names: In the quotes, with their official forms in the language of the answer.
    """
    lines = "\n".join(f"[{q.n}] {_sourced(q)}{as_data(q.text)}" for q in quotes)
    hints = f"{hint_line(names)}\n" if names else ""
    asked = f"Question: {as_data(question)}\nAnswer in {language_name(language)}."
    return f"<quotes>\n{lines}\n</quotes>\n\n{hints}{asked}"


def _sourced(quote: Quoted) -> str:
    return f"({as_data(quote.source)}) " if quote.source else ""


def language_name(code: str) -> str:
    """The English name of a language, as models know it; an unknown code as it is."""
    return _LANGUAGE_NAMES.get(code, code)
