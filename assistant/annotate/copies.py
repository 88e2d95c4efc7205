"""The annotated copy of a draft: of the reader's own Word document where that takes comments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.annotate.new_copy import write_copy
from assistant.annotate.word_copy import comment_word
from ingest.language import detect_language

if TYPE_CHECKING:
    from assistant.check import CheckedSentence
    from assistant.drafts import Draft
    from ingest.pipeline import Source

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUFFIX = ".docx"


def annotated_copy(source: Source, draft: Draft, found: Sequence[CheckedSentence]) -> bytes:
    """Return a Word document with a comment on each checked sentence, in the draft's language.

    Args:
        source: What the draft was read from.
        draft: As it was read.
        found: Verdicts on its sentences, from the first on; those of a stopped check are fewer.

    Raises:
        RejectedDocument: The source is a harmful or damaged Word document.
    """
    language = detect_language(" ".join(paragraph.text for paragraph in draft.paragraphs))
    commented = None
    if source.path.suffix.lower() == SUFFIX:
        commented = comment_word(source.data, source.path, draft, found, language)
    return commented or write_copy(draft, found, language)
