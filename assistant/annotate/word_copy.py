"""Puts comments into a copy of the reader's own Word document and changes nothing else in it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

from assistant.annotate.letters import Letters
from assistant.annotate.marking import add_remark, cut_out
from assistant.annotate.remarks import remark, remark_elsewhere
from ingest.containers import check_container

if TYPE_CHECKING:
    from assistant.check import CheckedSentence
    from assistant.drafts import Draft


def comment_word(
    data: bytes, path: Path, draft: Draft, found: Sequence[CheckedSentence], language: str
) -> bytes | None:
    """Return a copy with a comment on each checked sentence; None where it takes no comments.

    That is a file that python-docx does not open (the strict edition of the standard, templates,
    documents with macros), or one without any text outside boxes. Sentences in footnotes, and
    those that cannot be found letter for letter, are listed in one comment at the beginning.

    Args:
        data: The file.
        path: For its name.
        draft: As read from the file.
        found: Verdicts on the draft's sentences, from the first on.
        language: Of the comments.

    Raises:
        RejectedDocument: The file is harmful or damaged.
    """
    check_container(data, path)
    try:
        document = docx.Document(io.BytesIO(data))
    except (OpcError, KeyError, ValueError):
        return None
    body = document.element.find(qn("w:body"))
    letters = Letters(() if body is None else body.iter(qn("w:p")))
    if letters.first is None:
        return None
    kinds = [draft.paragraphs[s.paragraph].kind for s in draft.sentences]
    bodily = [n for n in range(len(found)) if kinds[n] != "footnote"]
    places = dict(zip(bodily, letters.find([found[n].text for n in bodily]), strict=True))
    # From the last one back, since cutting moves what comes behind.
    runs = {
        place: cut_out(letters[place[0]], letters[place[1] - 1])
        for place in sorted(filter(None, places.values()), reverse=True)
    }
    elsewhere = [one for n, one in enumerate(found) if places.get(n) is None]
    if elsewhere:
        top = letters[letters.first].run
        add_remark(document, top, top, remark_elsewhere(elsewhere, language))
    for n, place in places.items():
        if place is not None:
            add_remark(document, *runs[place], remark(found[n], language))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
