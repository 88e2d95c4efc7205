"""Which language a text is written in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_KANA = re.compile("[\u3041-\u30ff]")
_HAN = re.compile("[\u4e00-\u9fff]")
_LETTER = re.compile(r"[^\W\d_]")
_SAMPLE_CHARS = 20_000
_CANDIDATES = [
    "en",
    "fr",
    "de",
    "es",
    "it",
    "pt",
    "nl",
    "pl",
    "sv",
    "da",
    "fi",
    "no",
    "cs",
    "hu",
    "ro",
    "el",
    "tr",
    "vi",
    "id",
    "ru",
    "uk",
    "th",
    "ar",
    "he",
    "hi",
]
_QUESTION_CHARS = 400
_ENGLISH_FUNCTION_WORDS = re.compile(
    r"\b(?:what|which|who|whom|when|where|why|how|does|do|did|is|are|was|were|the|of|in|on|to|for|"
    r"and|with|about|under|by|has|have|can|must|shall|should|say|says)\b",
    re.I,
)


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the language that most of ``text`` is in.

    Scripts decide for Korean, Japanese and Chinese; a statistical model (py3langid) only for the
    rest, where it needs at least some words: shorter text counts as English.

    Args:
        text: Any length; the first 20,000 characters count.
    """
    sample = text[:_SAMPLE_CHARS]
    letters = len(_LETTER.findall(sample))
    if not letters:
        return "en"
    hangul, kana = len(_HANGUL.findall(sample)), len(_KANA.findall(sample))
    han = len(_HAN.findall(sample))
    if hangul and len(text) <= _QUESTION_CHARS:
        # Questions mix scripts: names say little about the language, function words do.
        return "en" if len(_ENGLISH_FUNCTION_WORDS.findall(text)) >= 2 else "ko"
    if hangul / letters > 0.15:
        return "ko"
    if kana / letters > 0.05:
        return "ja"
    if han / letters > 0.3:
        return "zh"
    if len(sample.split()) < 4:
        return "en"
    language, margin = _identifier().classify(sample)
    return str(language) if margin > 0.95 else "en"


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Among all 97 of its languages, short questions are taken for Latin or Walloon.
    identifier.set_languages(_CANDIDATES)
    return identifier


def passage_language(text: str, document_language: str) -> str:
    """Return the language a passage is indexed under.

    Documents quote other languages (the Korean SPRI report has an English summary); a passage in
    another script than its document is indexed with its own kind.
    """
    letters = len(_LETTER.findall(text))
    if not letters:
        return document_language
    if len(_HANGUL.findall(text)) / letters > 0.15:
        return "ko"
    if len(_KANA.findall(text)) / letters > 0.05:
        return "ja"
    if document_language in ("ko", "ja", "zh"):
        latin = sum(c.isascii() for c in _LETTER.findall(text)) / letters
        return "en" if latin > 0.8 and len(text) > 80 else document_language
    return document_language
