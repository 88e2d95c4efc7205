"""The words of sources: their cards and their originals."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # key: (Korean, English)
    "sources": ("출처", "Sources"),
    "sources_empty": (
        "답변의 근거가 되는 원문이 여기에 표시됩니다. 답변의 번호를 누르면 해당 출처로 이동합니다.",
        "The passages an answer rests on appear here. Choose a number in an answer to go to its "
        "source.",
    ),
    "sources_none": ("이 질문에 대한 출처가 없습니다.", "There are no sources for this question."),
    "sources_earlier": ("이전 질문의 출처", "Sources of earlier questions"),
    "source_n": ("출처 {n}", "Source {n}"),
    "go_to_source": ("출처 {n} 보기", "Go to source {n}"),
    "translate": ("기계 번역 보기", "Show a machine translation"),
    "translating": ("번역하고 있습니다…", "Translating…"),
    "back_to_answer": ("답변으로 돌아가기", "Back to the answer"),
    "page": ("{page}쪽", "p. {page}"),
    "page_printed": ("{page}쪽(인쇄면 {label}쪽)", "p. {page} (printed {label})"),
    "ocr": ("스캔에서 문자 인식(OCR)한 글", "Recognised from a scan (OCR)"),
    "ocr_hint": ("원문과 대조하십시오", "Check against the original"),
    "digest": ("폴리시데스크 요약", "policydesk digest"),
    "digest_hint": ("공식 원문이 아닙니다", "Not the official text"),
    "official_source": ("공식 원문 열기", "Open the official source"),
    "original_open": ("원문에서 보기", "Show in the original"),
    "original_close": ("원문 닫기", "Close the original"),
    "original_wait": ("원문을 불러오고 있습니다…", "Opening the original…"),
    "original_failed": (
        "원문을 불러오지 못하였습니다. 잠시 후 다시 시도해 주십시오.",
        "The original could not be opened. Please try again in a moment.",
    ),
    "original_page": ("{pages}쪽 중 {page}쪽", "Page {page} of {pages}"),
    "original_previous": ("이전 쪽", "Previous"),
    "original_next": ("다음 쪽", "Next"),
    "original_quoted": ("인용문이 있는 {page}쪽", "Quoted words on p. {page}"),
    "original_zoom": ("확대", "Enlarge"),
    "original_frame": ("{title}, {page}쪽 원문", "Original of {title}, page {page}"),
    "original_alt": (
        "‘{title}’ 원문 {page}쪽(전체 {pages}쪽)의 이미지",
        "Image of page {page} of {pages} of “{title}”",
    ),
    "original_alt_marked": (
        "‘{title}’ 원문 {page}쪽(전체 {pages}쪽)의 이미지. 강조 표시된 인용문: {quote}",
        "Image of page {page} of {pages} of “{title}”. Highlighted words: {quote}",
    ),
    "original_recognised": (
        "스캔한 쪽이어서 인용문의 위치를 표시하지 않았습니다. 아래 주변 글과 대조해 주십시오.",
        "This page is a scan, so the quoted words are not highlighted. Compare it with the text "
        "around them below.",
    ),
    "original_not_found": (
        "이 쪽에서 인용문의 위치를 정확히 확인하지 못하여 표시하지 않았습니다. 아래 주변 글과 "
        "대조해 주십시오.",
        "The exact place of the quoted words on this page could not be made out, so nothing is "
        "highlighted. Compare it with the text around them below.",
    ),
    "original_around": ("주변 글 보기", "Show the text around the quote"),
    "original_about": ("문서 정보", "About this document"),
    "original_kind": ("종류", "Kind"),
    "original_version": ("이 문서의 판", "Version of this copy"),
    "original_versions": ("판 이력", "Versions"),
    "original_status_as_of": ("{status} ({date} 기준)", "{status} (as of {date})"),
    "full_passage": ("대목 전체 보기", "Show the whole passage"),
}
