"""What an engine is told: fixed instructions, the quotes as data, the question."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from importlib.resources import files

from corpus.types import Citation

NOT_FOUND = "NOT_FOUND"
"""What a model writes, alone, when the quotes do not answer the question."""

_LANGUAGE_NAMES = {"ko": "Korean", "en": "English", "ja": "Japanese"}
# Footnote marks of the source read like our own citations; the model must not repeat them.
_FOOTNOTE_MARK = re.compile(r"\[(\d+(?:\s*,\s*\d+)*)\]")
# A chat template's control tokens (<|im_end|>) and our own delimiter would end the quotes early.
_CONTROL_TOKEN = re.compile(
    r"<[|｜][^<>\n]{0,60}?[|｜]>|[<＜]\s*/?\s*(?:quotes|s|think|tool_call)\s*/?\s*[>＞]"
    r"|\[/?INST\]|<</?SYS>>",
    re.IGNORECASE,
)


def read_prompt(name: str) -> str:
    """The text of a prompt file that ships with policydesk, e.g. ``local.txt``."""
    return (files("assistant.engines") / "prompts" / name).read_text(encoding="utf-8").strip()


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


def user_message(question: str, language: str, evidence: Sequence[Citation]) -> str:
    """The quotes with their numbers, then the question and the language to answer in."""
    quotes = "\n".join(f"[{citation.n}] {as_data(citation.quote)}" for citation in evidence)
    name = _LANGUAGE_NAMES.get(language, language)
    return f"<quotes>\n{quotes}\n</quotes>\n\nQuestion: {as_data(question)}\nAnswer in {name}."
