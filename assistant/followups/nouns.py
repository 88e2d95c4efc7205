"""The nouns of ``nouns.toml``: what may be meant by "that law", and what asks for a "whose"."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, cast, get_args

from assistant.followups.mentions import Kind, Mention

_ABBREVIATION = re.compile(r"[A-Z0-9&.-]+")


def kind_of(noun: str, language: str) -> Kind | None:
    """Return what a noun may refer to; a compound (행동계획) refers as its last part does."""
    known = _referring(language)
    found = [n for n in known if noun == n or (len(n) > 1 and noun.endswith(n))]
    return known[max(found, key=len)] if found else None


def may_mean(noun: str, mention: Mention, language: str) -> bool:
    """Return whether a mention is one that a noun can refer to: "this order" is no AI Act.

    Args:
        noun: In lower case, of the mention's kind.
        mention: Of the previous question.
        language: Of both.
    """
    nouns = _load()[language]
    group = next((group for group in nouns["alike"] if noun in group), [noun])
    names = [mention.text, *(mention.term.variants[language] if mention.term else ())]
    if noun in nouns["firm"]:
        group = [one for one in nouns["organisation"] if one not in nouns["firm"]]
    bears = any(one in name.lower() for one in group for name in names)
    if noun in nouns["firm"]:
        return not bears
    # An abbreviation does not tell.
    return bears or noun in nouns["loose"] or bool(_ABBREVIATION.fullmatch(mention.text))


def alternation(language: str, *, relational: bool = False) -> str:
    """Return a regular expression's alternatives, longest first.

    Args:
        language: ``en``, ``ko`` or ``ja``.
        relational: Those nouns that need a "whose", instead of those that refer.
    """
    nouns = _load()[language]["relational"] if relational else list(_referring(language))
    return "|".join(sorted(nouns, key=len, reverse=True))


def _referring(language: str) -> dict[str, Kind]:
    kinds = _load()[language]
    return {noun: cast(Kind, kind) for kind in get_args(Kind) for noun in kinds.get(kind, ())}


@cache
def _load() -> dict[str, dict[str, Any]]:
    text = (files("assistant.followups") / "nouns.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
