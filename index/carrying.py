"""Carries a question's vector to where passages of each language would answer it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.alignment import blend
from index.embedders import embed_questions
from index.glossary import translate_terms

if TYPE_CHECKING:
    from index.library import Library


def carry_question(
    library: Library,
    question: str,
    language: str,
    languages: Collection[str],
    *,
    translation: bool = True,
    alignment: bool = True,
) -> dict[str, NDArray[np.float32]]:
    """Return the question's unit vector for the passages of each of some languages.

    Args:
        library: Whose model embeds it.
        question: As asked.
        language: Of the question.
        languages: Of the passages.
        translation: Whether the question counts also with its terms in their language.
        alignment: Whether the vector is carried to the other language's side.
    """
    others = [lang for lang in languages if lang != language]
    wordings = [question]
    if translation:
        wordings += [translate_terms(question, language, lang) for lang in others]
    distinct = list(dict.fromkeys(wordings))
    embedded = dict(zip(distinct, embed_questions(library.embedder, distinct), strict=True))
    own = embedded[question]
    vectors = dict.fromkeys(languages, own)
    for other, wording in zip(others, wordings[1:], strict=False):
        vectors[other] = blend(own, embedded[wording])
    if alignment:
        for other in others:
            vectors[other] = library.alignment.carry(vectors[other], language, other)
    return vectors
