"""Decides what a question means after the ones before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.followups import english, japanese, korean
from assistant.followups.carrying import carry, instruments
from assistant.followups.context import Context, Rewritten, Unread
from assistant.followups.mentions import find_mentions
from ingest.language import detect_language

LONGEST_FOLLOWUP = 200
"""Characters; a longer question says itself what it is about."""

_READERS: dict[str, Callable[[str, Context], Rewritten | Unread]] = {
    "en": english.read,
    "ja": japanese.read,
    "ko": korean.read,
}
_COURTESY = re.compile(
    r"\s*(?:감사|고맙|고마워|안녕|알겠|네\b|예\b|thank|thx|ok(?:ay)?\b|hello|hi\b|ありがとう|こんにちは)"
    r"\S*(?:\s\S+)?[\s.!]*$",
    re.IGNORECASE,
)
_OF_NO_LANGUAGE = re.compile(r"[^a-z\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]*")


def understand(
    question: str, earlier: Sequence[str], titles: Sequence[str] = ()
) -> Rewritten | Unread:
    """Return a follow-up as a question that stands alone, in the follow-up's language.

    Rules only: names of one kind change places (``and Japan?``), pronouns and demonstratives become
    what they mean, a bare provision gets its instrument, a fragment its frame. In doubt a question
    is left as it is: ``alone`` where it says what it is about, ``unclear`` where it leans on the
    conversation in a way that no rule resolves.

    Args:
        question: As typed.
        earlier: Questions asked before it, each standing alone, oldest first.
        titles: Of the documents that the answer to the last of them cited.
    """
    text = question.strip()
    if not earlier or not text or len(text) > LONGEST_FOLLOWUP:
        return "alone"
    asked = [q for q in earlier if not _COURTESY.match(q)] or earlier
    named = (q for q in reversed(asked) if find_mentions(q, _language(q)))
    previous = next(named, asked[-1])
    spoken = _language(previous)
    language = spoken if _OF_NO_LANGUAGE.fullmatch(text) else _language(text)
    if language not in _READERS or spoken not in _READERS:
        return "alone"
    cited = instruments(titles, language) if previous == earlier[-1] else ()
    if language == spoken:
        context = Context(previous, find_mentions(previous, language), cited=cited)
    else:
        context = carry(_REQUESTS[spoken](previous), spoken, language, cited)
    result = _READERS[language](text, context)
    if isinstance(result, Rewritten) and result.question == text:
        return "alone"
    return result


_REQUESTS: dict[str, Callable[[str], str]] = {
    "en": english.strip_request,
    "ja": japanese.strip_request,
    "ko": korean.strip_request,
}


def _language(question: str) -> str:
    language = detect_language(question)
    # Short questions in Latin letters are taken for other languages than English now and then.
    return "en" if language not in _READERS and question.isascii() else language
