"""What the names in a text are called in another language, for a model to follow."""

from __future__ import annotations

from collections.abc import Mapping

from index.glossary import find_terms

_MOST = 12
_NAMES = frozenset({"acronym", "country", "instrument", "name", "organisation", "person"})


def name_hints(text: str, language: str, into: str) -> dict[str, str]:
    """Return the names in a text with their official forms in another language.

    Only names spelled in full count: the glossary also knows short and broad forms, which are good
    for finding a passage and wrong as a translation.

    Args:
        text: In which they are looked for.
        language: ISO 639-1 code of the text.
        into: ISO 639-1 code of the forms.

    Returns:
        The first twelve, as the text spells them, each with the preferred form.
    """
    hints: dict[str, str] = {}
    for match in find_terms(text, language):
        own, forms = match.term.variants.get(language), match.term.variants.get(into)
        spelled = text[match.start : match.end]
        if own and forms and match.term.kind in _NAMES and _same(own[0], spelled):
            hints.setdefault(spelled, forms[0])
    return dict(list(hints.items())[:_MOST])


def hint_line(hints: Mapping[str, str]) -> str:
    """Return hints as one line of a prompt."""
    return f"Names: {'; '.join(f'{name} = {said}' for name, said in hints.items())}"


def _same(left: str, right: str) -> bool:
    return left.casefold() == right.casefold()
