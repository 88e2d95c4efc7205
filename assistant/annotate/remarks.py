"""What the comments on a checked draft say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.briefs.words import facts_label
from assistant.status import status_notes
from assistant.verification import ClaimVerdict
from corpus.links import is_web_address
from corpus.types import Citation
from ingest.clean import clean_text, fold_space

if TYPE_CHECKING:
    from assistant.check import CheckedSentence

AUTHOR, INITIALS = "policydesk", "PD"

_VERDICTS: dict[ClaimVerdict, dict[str, str]] = {
    "supported": {
        "en": "Supported: a document in the library bears the sentence out.",
        "ko": "뒷받침됨: 자료실의 문서가 이 문장을 뒷받침합니다.",
    },
    "contradicted": {
        "en": "Contradicted: a document in the library says otherwise.",
        "ko": "어긋남: 자료실의 문서와 어긋납니다.",
    },
    "not found": {
        "en": "Not found: no passage in the library bears the sentence out. That does not make it "
        "wrong.",
        "ko": "찾지 못함: 자료실에서 이 문장을 뒷받침하는 대목을 찾지 못하였습니다. 틀렸다는 뜻은 "
        "아닙니다.",
    },
}
_ELSEWHERE = {
    "en": "These sentences stand where Word takes no comment, or could not be placed:",
    "ko": "다음 문장은 각주나 글상자 등 메모를 달 수 없는 곳에 있거나 위치를 찾지 못하였습니다.",
}


def remark(sentence: CheckedSentence, language: str) -> list[str]:
    """Return the paragraphs of the comment on a sentence: its verdict, then its sources.

    Args:
        sentence: As it was checked.
        language: Of the comment; languages that comments do not speak get English.
    """
    lines = [_pick(_VERDICTS[sentence.verdict], language)]
    if sentence.reason and sentence.verdict == "contradicted":
        lines.append(sentence.reason)
    for citation in sentence.citations:
        lines += _source_lines(citation, language)
    return [_one_line(line) for line in lines]


def remark_elsewhere(sentences: Sequence[CheckedSentence], language: str) -> list[str]:
    """Return the paragraphs of a comment on the sentences that can have none of their own."""
    lines = [_pick(_ELSEWHERE, language)]
    for sentence in sentences:
        first, *rest = remark(sentence, language)
        lines += [_one_line(f"“{sentence.text}”"), first, *rest]
    return lines


def _source_lines(citation: Citation, language: str) -> list[str]:
    info = citation.hit.info
    lines = [
        f"[{citation.n}] {facts_label(info, citation.locator, language)}",
        f"“{citation.quote}”",
        *status_notes(info, language),
    ]
    if info.source_url and is_web_address(info.source_url):
        lines.append(info.source_url)
    return lines


def _one_line(text: str) -> str:
    return fold_space(clean_text(text))


def _pick(forms: dict[str, str], language: str) -> str:
    return forms.get(language, forms["en"])
