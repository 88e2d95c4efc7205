"""The words of the library page."""

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
    "document_count": ("보유 문서 {count}건", "{count} documents"),
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
