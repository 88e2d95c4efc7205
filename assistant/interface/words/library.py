"""The words of the library page: its list, adding and removing."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # key: (Korean, English)
    "upload": ("문서 추가", "Add documents"),
    "upload_hint": (
        "PDF, 한글(HWPX, HWP), 워드, 엑셀, CSV, 마크다운, 텍스트, HTML 파일을 여기에 끌어다 "
        "놓거나 눌러서 선택해 주십시오. 여러 개를 한 번에 추가할 수 있습니다.",
        "Drop PDF, Hangul (HWPX, HWP), Word, Excel, CSV, Markdown, text or HTML files here, or "
        "click to choose. "
        "Several at once is fine.",
    ),
    "upload_stay": (
        "같은 이름의 파일을 다시 올리면 이전 문서를 대체합니다. 본 제품은 한글과컴퓨터의 글 문서 "
        "파일(.hwp) 공개 문서를 참고하여 개발하였습니다.",
        "A file of the same name replaces the earlier one. Developed with reference to Hancom's "
        "public documents on the .hwp format.",
    ),
    "shelf_views": ("자료실 보기", "Library view"),
    "shelf_documents": ("보유 문서", "Documents held"),
    "shelf_catalogue": ("공식 문서 목록", "Catalogue of instruments"),
    "document_count": ("보유 문서 {count}건", "{count} documents"),
    "document_count_of": ("보유 문서 {total}건 중 {count}건", "{count} of {total} documents"),
    "shelf_search": ("문서 찾기", "Find documents"),
    "shelf_search_hint": (
        "제목, 발행 기관, 문서 이름(한국어·영어)",
        "Title, publisher or name, in Korean or English",
    ),
    "shelf_all": ("전체", "All"),
    "shelf_kind": ("종류", "Kind"),
    "shelf_language": ("언어", "Language"),
    "shelf_status": ("상태", "Status"),
    "shelf_year": ("연도", "Year"),
    "shelf_concern": ("확인할 사항", "Worth checking"),
    "shelf_order": ("정렬", "Sort by"),
    "order_title": ("제목순", "Title"),
    "order_date": ("최신 날짜순", "Date, newest first"),
    "order_added": ("최근 추가순", "Added, latest first"),
    "shelf_clear": ("조건 지우기", "Clear"),
    "shelf_more": ("{count}건 더 보기", "Show {count} more"),
    "shelf_none": (
        "조건에 맞는 문서가 없습니다. 조건을 줄이거나 지워 주십시오.",
        "No document fits. Loosen the conditions or clear them.",
    ),
    "shelf_add_first": (
        "위 상자에 파일을 끌어다 놓아 첫 문서를 추가해 주십시오. 받아 둘 만한 공식 문서는 ‘공식 "
        "문서 목록’에서 확인하실 수 있습니다.",
        "Drop a file into the box above to add the first document. The catalogue of instruments "
        "says where official texts can be had.",
    ),
    "shelf_look": ("보기", "Show them"),
    "concern_repeated": ("내용이 겹치는 문서", "Text held twice"),
    "concern_versions": ("다른 판이 함께 있는 문서", "Several versions held"),
    "concern_digest": ("폴리시데스크 요약", "policydesk digests"),
    "concern_outdated": ("현행이 아닌 문서", "Not in force"),
    "concern_count": ("{concern} {count}건", "{concern}: {count}"),
    "badge_repeated": ("내용 겹침", "Held twice"),
    "badge_versions": ("다른 판 있음", "Other versions"),
    "column_title": ("제목", "Title"),
    "column_publisher": ("발행 기관", "Publisher"),
    "column_date": ("날짜", "Date"),
    "date_found": ("{date} (문서에서 찾음)", "{date} (found in the text)"),
    "column_language": ("언어", "Language"),
    "column_status": ("상태", "Status"),
    "column_passages": ("대목", "Passages"),
    "column_action": ("관리", "Manage"),
    "remove_which": ("{title} 삭제", "Remove {title}"),
    "remove_sure": (
        "‘{title}’ 문서를 자료실에서 삭제하시겠습니까?",
        "Remove “{title}” from the library?",
    ),
    "removed": ("‘{title}’ 문서를 삭제하였습니다.", "“{title}” was removed."),
}
