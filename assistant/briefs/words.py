"""The fixed words of a brief, in each of its languages."""

from __future__ import annotations

from corpus.types import DocumentInfo, Locator

_WORDS: dict[str, dict[str, str]] = {
    "summary": {"en": "Summary", "ko": "요약"},
    "findings": {"en": "Findings", "ko": "주요 내용"},
    "open": {"en": "Open questions", "ko": "추가 확인 사항"},
    "open_hint": {
        "en": "The library does not hold the answer to these questions.",
        "ko": "자료실의 문서만으로는 확인되지 않는 사항입니다.",
    },
    "warnings": {"en": "Notes on the sources", "ko": "유의 사항"},
    "sources": {"en": "Sources", "ko": "출처"},
    "date": {"en": "Date", "ko": "작성일"},
    "to": {"en": "To", "ko": "수신"},
    "from": {"en": "From", "ko": "발신"},
    "subject": {"en": "Subject", "ko": "제목"},
    "basis": {"en": "Sources", "ko": "출처"},
    "basis_value": {
        "en": "{documents} document(s), {notes} footnote(s)",
        "ko": "문서 {documents}건, 각주 {notes}개",
    },
    "writer": {"en": "Wording", "ko": "작성 방식"},
    "verbatim": {"en": "verbatim quotes of the sources", "ko": "출처 원문 인용"},
    "written": {
        "en": "written by {engine}, each sentence checked against its sources",
        "ko": "{engine} 작성, 문장별 출처 대조",
    },
    "nothing": {
        "en": "The library does not hold the answer to any of the questions.",
        "ko": "자료실에서 답을 확인할 수 있는 질문이 없습니다.",
    },
    "same_as": {"en": "See “{heading}”.", "ko": "‘{heading}’ 항목과 같습니다."},
    "not_held": {"en": "The library holds no answer in it.", "ko": "자료실에서 확인되지 않음"},
    "document": {"en": "Document", "ko": "문서"},
    "issued": {"en": "Publisher, date", "ko": "발행 기관, 일자"},
    "says": {"en": "What it says", "ko": "내용"},
    "places": {"en": "Pages and provisions cited", "ko": "인용한 쪽과 조문"},
    "original": {"en": "Original", "ko": "원문"},
    "accessed": {"en": "accessed {date}", "ko": "열람일 {date}"},
    "page": {"en": "p. {page}", "ko": "{page}쪽"},
    "printed": {"en": "p. {page} (printed {label})", "ko": "{page}쪽(표기 {label}쪽)"},
    "quoted": {"en": "“{quote}”", "ko": "“{quote}”"},
    "title": {"en": "{title}", "ko": "「{title}」"},
    "scan": {"en": "recognised from a scan (OCR)", "ko": "스캔 문자 인식(OCR)"},
    "digest": {
        "en": "policydesk's own digest, not the official text",
        "ko": "폴리시데스크 요약, 공식 원문 아님",
    },
    "no_page": {"en": "no pages", "ko": "쪽 없음"},
}


def label(key: str, language: str, **values: object) -> str:
    """Return a fixed word of a brief; languages that it does not speak get English.

    Raises:
        KeyError: There is no such word, or a value is missing.
    """
    forms = _WORDS[key]
    return forms.get(language, forms["en"]).format(**values)


def page_label(locator: Locator, language: str) -> str:
    """Return the page in the file and, where another is printed on it, that; or nothing."""
    if not locator.page:
        return ""
    if locator.printed_apart:
        return label("printed", language, page=locator.page, label=locator.page_label)
    return label("page", language, page=locator.page)


def place_label(locator: Locator, language: str) -> str:
    """Return page and provision, or the heading where there is neither."""
    parts = [part for part in (page_label(locator, language), locator.address) if part]
    return ", ".join(parts or locator.heading[-1:]) or label("no_page", language)


def facts_label(info: DocumentInfo, locator: Locator, language: str) -> str:
    """Return what identifies a quote's source: title, publisher, date, page, provision, heading."""
    parts = [
        label("title", language, title=info.title),
        info.publisher,
        info.date,
        page_label(locator, language),
        locator.address,
        *locator.heading[-1:],
        label("digest", language) if info.is_digest else "",
        label("scan", language) if locator.ocr else "",
    ]
    return ", ".join(dict.fromkeys(part for part in parts if part))
