"""The words of the filters and of what narrowed a search."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # key: (Korean, English)
    "filters": ("검색 조건", "Filters"),
    "filters_chosen": ("검색 조건 · {count}개 선택", "Filters · {count} set"),
    "filter_hint": (
        "선택한 조건에 맞는 문서에서만 답을 찾습니다. 같은 항목에서 여러 개를 고르면 그중 하나에 "
        "해당하는 문서를 모두 찾습니다.",
        "Answers come only from the documents that fit. Of several choices in one field, one is "
        "enough.",
    ),
    "filter_publishers": ("발행 기관", "Publisher"),
    "filter_languages": ("문서 언어", "Language of the document"),
    "filter_kinds": ("문서 종류", "Kind of document"),
    "filter_statuses": ("상태", "Status"),
    "filter_documents": ("문서", "Document"),
    "filter_after": ("시작일", "Dated from"),
    "filter_before": ("종료일", "Dated until"),
    "filter_date_hint": ("예: 2024, 2024-05", "2024, 2024-05 or 2024-05-21"),
    "filter_reset": ("조건 초기화", "Reset filters"),
    "narrowed": (
        "질문에서 지정한 {words}에서만 찾았습니다(문서 {count}건).",
        "Searched only {words}, as the question says (documents: {count}).",
    ),
    "filtered": (
        "검색 조건을 적용하였습니다: {filters}(문서 {count}건).",
        "Filters: {filters} (documents: {count}).",
    ),
    "filtered_too": ("함께 적용한 검색 조건: {filters}", "Filters as well: {filters}"),
    "filtered_after": ("{date} 이후", "from {date}"),
    "filtered_before": ("{date} 이전", "until {date}"),
    "filtered_documents": ("선택한 문서 {count}건", "chosen documents: {count}"),
    "act_widely": ("모든 문서에서 다시 찾기", "Search all documents instead"),
}
