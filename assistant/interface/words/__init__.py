"""The words of the browser interface, in Korean and English; answers keep their own language."""

from assistant.interface.words.ask import EXAMPLES
from assistant.interface.words.catalogue import (
    InterfaceLanguage,
    keys,
    kind_name,
    language_name,
    pick_language,
    status_name,
    word,
)
from assistant.interface.words.problems import explain_problem

__all__ = [
    "EXAMPLES",
    "InterfaceLanguage",
    "explain_problem",
    "keys",
    "kind_name",
    "language_name",
    "pick_language",
    "status_name",
    "word",
]
