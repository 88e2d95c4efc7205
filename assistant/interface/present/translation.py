"""The part of a source that shows its machine translation, or offers to make one."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import TYPE_CHECKING

from assistant.conversation import Turn
from assistant.interface.words import InterfaceLanguage, word
from assistant.wording import SPOKEN, translation_mark
from corpus.types import Citation

if TYPE_CHECKING:
    from assistant.translate import Translation

Translations = Mapping[tuple[str, str], "Translation | None"]
"""By quote and language; None while it is being made."""


def translation_html(
    citation: Citation, turn: Turn, made: Translations | None, language: InterfaceLanguage
) -> str:
    """Return a quote's translation into the language of its answer, or a button that asks for it.

    Args:
        citation: Whose quote it is.
        turn: That the citation belongs to.
        made: What was asked for; None where nothing here translates.
        language: Of the interface.
    """
    into = turn.answer.language if turn.answer else citation.hit.info.language
    if made is None or into not in SPOKEN or citation.hit.info.language == into:
        return ""
    if (citation.quote, into) not in made:
        return (
            f'<button type="button" class="pd-translate" data-turn="{turn.number}" '
            f'data-n="{citation.n}">{html.escape(word("translate", language))}</button>'
        )
    found = made[citation.quote, into]
    if found is None:
        return f'<p class="pd-quiet" role="status">{html.escape(word("translating", language))}</p>'
    mark = html.escape(translation_mark(found.engine, found.withheld, language))
    if found.withheld:
        return f'<p class="pd-quiet" role="status">{mark}</p>'
    return (
        f'<div class="pd-translation" role="status"><span class="pd-badge pd-warn">{mark}</span>'
        f'<p lang="{html.escape(into)}">{html.escape(found.text)}</p></div>'
    )
