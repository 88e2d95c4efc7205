"""The words around the pages, and those that several pages say."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # key: (Korean, English)
    "tagline": (
        "AI 안전 정책 자료를 찾아 원문 출처와 함께 답합니다.",
        "Answers questions on AI-safety policy, with sources you can check.",
    ),
    "language": ("화면 언어", "Interface language"),
    "tab_ask": ("질의응답", "Ask"),
    "tab_library": ("자료실", "Library"),
    "unexpected": (
        "예상하지 못한 오류가 발생하였습니다. 다시 시도해 주십시오. 자세한 내용은 서버 기록에 "
        "있습니다.",
        "Something unexpected went wrong. Please try again; the server's log has the details.",
    ),
    "opens_new": ("새 창에서 열림", "opens in a new tab"),
    "cancel": ("취소", "Cancel"),
    "remove": ("삭제", "Remove"),
    "undo": ("삭제 취소", "Undo"),
    "unknown": ("확인되지 않음", "unknown"),
}
