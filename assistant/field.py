"""Whether a question is of the field that the library is about."""

from __future__ import annotations

import re

from assistant.premises import Premises
from assistant.unheld import share_mentioned
from corpus.naming import squeeze
from corpus.types import SearchResult
from index.addresses import find_provisions
from index.glossary import LANGUAGES, find_terms
from index.library import Library

_READ = 3
_LEAST_HELD = 0.5
"""Share of a question's words that one of the best passages holds where it is in the field."""
_FEWEST_TERMS = 2
_FIELD_KINDS = frozenset({"instrument", "acronym", "person"})
_FIELD = re.compile(
    r"(?<![A-Za-z])A\.?I\.?(?![A-Za-z])|artificial intelligence|인공지능|人工知能|\bmodels?\b|모델|"
    r"モデル|algorithm|알고리즘|アルゴリズム|machine learning|deepfake|딥페이크|chatbot|챗봇|robot|"
    r"로봇|GPAI|LLM|AISI",
    re.IGNORECASE,
)


def is_outside(library: Library, result: SearchResult, premises: Premises) -> bool:
    """Return whether a question is of another field than the library's.

    It is not if it names an instrument, a provision or anything of the field, or if one of the best
    passages holds half of its words. Across languages words can only be compared by the glossary,
    which knows AI policy alone; a library about something else is then given the benefit of the
    doubt.

    Args:
        library: What is known.
        result: Of the search for the question.
        premises: Of the question.
    """
    question, language = result.question, result.language
    matches = find_terms(question, language)
    kinds = [match.term.kind for match in matches]
    if language not in LANGUAGES or premises.subjects or premises.unheld:
        return False
    if _FIELD.search(question) or find_provisions(question) or _FIELD_KINDS & set(kinds):
        return False
    if kinds.count("term") >= _FEWEST_TERMS:
        return False
    infos = library.shelf.infos.values()
    if language not in {info.language for info in infos}:
        fitting = sum(bool(_FIELD.search(info.title)) for info in infos)
        if 2 * fitting < len(infos):
            return False
    names = [
        n for m in matches if m.term.kind == "name" for v in m.term.variants.values() for n in v
    ]
    if any(squeeze(name) in squeeze(info.title) for info in infos for name in names):
        return False
    shares = (share_mentioned(question, language, hit) for hit in result.hits[:_READ])
    return max(shares, default=0.0) < _LEAST_HELD
