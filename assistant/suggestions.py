"""Questions to go on with: each is one that the library holds an answer to."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

from assistant.briefs.about import name_of
from assistant.evidence import find_evidence
from assistant.guard import hear
from assistant.particles import settle_particles
from corpus.types import NO_FILTERS, Answer, DocumentInfo, Filters
from index.library import Library

MOST_SUGGESTIONS = 3
_PASSAGES = 4
_MOST_INSTRUMENTS = 2
_MOST_LOOKED_UP = 8
_LONGEST_NAME = 60
_LAWS = ("law", "executive order", "memorandum")
_PROMISES = ("commitment", "declaration", "statement", "resolution", "code of conduct")
_NAMES_WITH_ARTICLE = (*_LAWS, *_PROMISES)
_BY_KIND: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_LAWS, ("requires", "applies", "responsible", "penalties", "purpose")),
    **dict.fromkeys(_PROMISES, ("promises", "next_steps", "purpose")),
    "report": ("finds", "recommends"),
}
_OTHERWISE = ("recommends", "for_whom", "purpose")
_QUESTIONS: dict[str, dict[str, str]] = {
    "en": {
        "requires": "What does {name} require?",
        "applies": "From when does {name} apply?",
        "responsible": "Who is responsible for implementing {name}?",
        "penalties": "What are the penalties under {name}?",
        "purpose": "What is the purpose of {name}?",
        "promises": "What is promised in {name}?",
        "next_steps": "What next steps does {name} announce?",
        "finds": "What are the key findings of {name}?",
        "recommends": "What does {name} recommend?",
        "for_whom": "Whom is {name} meant for?",
    },
    "ko": {
        "requires": "{name}에는 어떤 의무가 있습니까?",
        "applies": "{name}은(는) 언제부터 시행됩니까?",
        "responsible": "{name}의 시행은 어느 기관이 담당합니까?",
        "penalties": "{name}을(를) 위반하면 어떤 제재를 받습니까?",
        "purpose": "{name}의 목적은 무엇입니까?",
        "promises": "{name}에서는 무엇을 약속하였습니까?",
        "next_steps": "{name}에서 밝힌 후속 조치는 무엇입니까?",
        "finds": "{name}의 주요 내용은 무엇입니까?",
        "recommends": "{name}에서는 무엇을 권고합니까?",
        "for_whom": "{name}의 적용 대상은 누구입니까?",
    },
    "ja": {
        "requires": "{name}はどのような義務を定めていますか。",
        "applies": "{name}はいつから適用されますか。",
        "responsible": "{name}の実施はどの機関が担当しますか。",
        "penalties": "{name}に違反するとどのような制裁がありますか。",
        "purpose": "{name}の目的は何ですか。",
        "promises": "{name}では何が約束されていますか。",
        "next_steps": "{name}が示す今後の取組は何ですか。",
        "finds": "{name}の主な内容は何ですか。",
        "recommends": "{name}は何を推奨していますか。",
        "for_whom": "{name}は誰を対象としていますか。",
    },
}


def suggest_questions(
    library: Library,
    answer: Answer,
    *,
    filters: Filters = NO_FILTERS,
    asked: tuple[str, ...] = (),
    cancel: threading.Event | None = None,
) -> tuple[str, ...]:
    """Return up to three questions to follow an answer, in its language.

    They are about the documents that the answer cites most. Each was looked up: the library holds
    evidence for it in that document, outside the passages that the answer cites already.

    Args:
        library: What is known.
        answer: What they follow.
        filters: Which documents count.
        asked: Questions of the conversation, none of which is suggested again.
        cancel: Ends the looking when set; what was found until then is returned.

    Raises:
        UsageError: The filters cannot be meant.
        EmbedderMismatch: Another embedding model built the library.
    """
    if answer.status != "answered":
        return ()
    known = {citation.hit.passage.id for citation in answer.citations}
    seen = {question.casefold() for question in asked}
    found: list[str] = []
    for looked_up, (question, info) in enumerate(_candidates(answer)):
        over = looked_up >= _MOST_LOOKED_UP or len(found) == MOST_SUGGESTIONS
        if over or (cancel is not None and cancel.is_set()):
            break
        if question.casefold() in seen:
            continue
        own = replace(filters, documents=(info.slug,))
        evidence = find_evidence(library, hear(question), _PASSAGES, own, narrow=False)
        passages = [c.hit.passage.id for c in evidence.citations[:1]]
        if passages and passages[0] not in known:
            known |= set(passages)
            found.append(question)
    return tuple(found)


def _candidates(answer: Answer) -> Iterator[tuple[str, DocumentInfo]]:
    """Yield questions about the instruments that are cited most, each with its document."""
    language = answer.language if answer.language in _QUESTIONS else "en"
    cited = [citation.hit.info for citation in answer.citations]
    infos = {info.slug: info for info in sorted(cited, key=cited.count, reverse=True)}
    for info in list(infos.values())[:_MOST_INSTRUMENTS]:
        name = name_of(info, language)
        if len(name) > _LONGEST_NAME:
            continue
        if language == "en" and info.kind in _NAMES_WITH_ARTICLE and not name.startswith("The "):
            name = f"the {name}"
        for key in _BY_KIND.get(info.kind or "", _OTHERWISE):
            said = _QUESTIONS[language][key].replace("{name}", name)
            yield (settle_particles(said) if language == "ko" else said), info
