"""The words of the conversations that are kept."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # key: (Korean, English)
    "history_count": ("이전 대화 ({count})", "Earlier conversations ({count})"),
    "history_search": ("이전 대화 검색", "Search earlier conversations"),
    "history_search_hint": (
        "질문, 답변, 문서 제목에 있는 말",
        "Words of a question, an answer or a document's title",
    ),
    "history_empty": (
        "아직 보관된 대화가 없습니다. 답변이 끝난 대화는 자동으로 보관됩니다.",
        "Nothing is kept yet. A conversation is kept as soon as its answer is complete.",
    ),
    "history_not_found": (
        "검색한 말이 있는 대화가 없습니다. 다른 말로 검색하십시오.",
        "No conversation has these words. Try others.",
    ),
    "history_found": ("대화 {count}건을 찾았습니다.", "{count} found."),
    "history_more": (
        "이 밖에 {count}건이 더 있습니다. 검색하여 찾으십시오.",
        "{count} more are kept. Search to find them.",
    ),
    "history_about": ("{when} · 질문 {count}건", "{when} · questions: {count}"),
    "history_delete": ("대화 삭제: {title}", "Delete the conversation: {title}"),
    "history_deleted": ("대화를 삭제하였습니다.", "The conversation was deleted."),
    "history_gone": (
        "이 대화는 이미 삭제되었습니다. 목록을 새로 표시하였습니다.",
        "This conversation has been deleted already. The list is up to date now.",
    ),
    "history_note": (
        "대화는 이 컴퓨터의 자료실 폴더에 보관되며, 이 브라우저에서만 볼 수 있습니다.",
        "Conversations are kept in the library's folder and can be seen from this browser only.",
    ),
}
