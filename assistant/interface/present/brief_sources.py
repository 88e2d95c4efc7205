"""The sources of a brief, in HTML: a card for each of its notes, in the order of the notes."""

from __future__ import annotations

import html

from assistant.briefs.contents import Contents, Said
from assistant.briefs.draft import Draft
from assistant.interface.present.brief import SUMMARY, home_of
from assistant.interface.present.sources import source_card_html
from assistant.interface.words import InterfaceLanguage, word


def brief_sources_html(draft: Draft | None, contents: Contents, language: InterfaceLanguage) -> str:
    """Return the cards of a brief's sources, the parts' open and the summary's folded above them.

    Args:
        draft: Whose parts they belong to; None before there is one.
        contents: Of the brief that the draft makes.
        language: Of the interface.
    """
    head = f'<h2 class="pd-panel-title">{html.escape(word("sources", language))}</h2>'
    if draft is None or not contents.notes:
        return f'{head}<p class="pd-quiet">{html.escape(word("brief_no_sources", language))}</p>'
    written = [part.key for part in draft.parts if part.section is not None]
    title = html.escape(word("brief_summary_sources", language))
    parts = [
        f'{head}<details class="pd-turn-sources"><summary>{title}</summary>'
        f"{_cards(contents, contents.summary, SUMMARY, language)}</details>"
    ]
    for chapter in contents.chapters:
        home = home_of(written[chapter.section])
        parts.append(
            f'<h3 class="pd-earlier">{html.escape(chapter.heading)}</h3>'
            f"{_cards(contents, chapter.all_said, home, language)}"
        )
    return "".join(parts)


def _cards(
    contents: Contents, sentences: tuple[Said, ...], home: str, language: InterfaceLanguage
) -> str:
    return "".join(
        source_card_html(contents.notes[n - 1], home, language)
        for said in sentences
        for n in said.notes
    )
