"""The nouns of ``nouns.toml``: what may be meant by "that law", and what asks for a "whose"."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import cast

from assistant.followups.mentions import Kind

_RELATIONAL = "relational"


def referring(language: str) -> dict[str, Kind]:
    """Return what each noun may refer to, in one language."""
    kinds = _load()[language]
    return {noun: cast(Kind, kind) for kind in kinds if kind != _RELATIONAL for noun in kinds[kind]}


def alternation(language: str, *, relational: bool = False) -> str:
    """Return a regular expression's alternatives, longest first.

    Args:
        language: ``en``, ``ko`` or ``ja``.
        relational: Those nouns that need a "whose", instead of those that refer.
    """
    nouns = _load()[language][_RELATIONAL] if relational else list(referring(language))
    return "|".join(sorted(nouns, key=len, reverse=True))


@cache
def _load() -> dict[str, dict[str, list[str]]]:
    text = (files("assistant.followups") / "nouns.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
